"""A pause of the garbage collector while very many values are made that hold no cycles.

Each new container counts towards a collection that looks at all of them again; for a large table
that is a quarter of the time of reading.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the collector if it runs, and let it go on afterwards."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        # What was made is called old without being looked at: freed by its counts, as anything is,
        # and looked at by the next whole collection only.
        gc.freeze()
        gc.unfreeze()
        gc.enable()

"""How tests run on generated examples that have to reach everything: the same ones each time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

from qinjian.engine.run.database import connect

GENERATED = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@contextmanager
def one_engine() -> Iterator[None]:
    """Let every runner have a connection of its own to one engine: to start it is most of a run."""
    with (
        TemporaryDirectory() as folder,
        connect(Path(folder), "1GB") as engine,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr("qinjian.engine.run.columns.connect", lambda *_: engine.cursor())
        yield

"""What happens: load the rules, read records, evaluate, report.

``check``, ``stream`` and ``load_rulebook`` are for programs; see ``engine.library`` and
``engine.live.library``.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qinjian.engine.library import Found, check
    from qinjian.engine.live.library import stream
    from qinjian.engine.rulebook.load import load_rulebook

__all__ = ["Found", "check", "load_rulebook", "stream"]


def __getattr__(name: str) -> object:
    """Import what programs ask for when they do, so that no part of the engine imports it."""
    if name not in __all__:
        raise AttributeError(name)
    if name == "stream":
        from qinjian.engine.live.library import stream as live  # noqa: PLC0415

        return live
    from qinjian.engine import library  # noqa: PLC0415

    return getattr(library, name)

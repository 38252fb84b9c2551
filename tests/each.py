"""Many small cases in one test, each of which is tried and named if it fails.

A test of its own for each of some thousand cases costs more than the case: it is collected by every
worker, set up, and reported.
"""

from collections.abc import Callable, Iterable


def failing(check: Callable[..., None], cases: Iterable[tuple[object, ...]]) -> list[str]:
    """Try each case, and return those that fail, with what failed of them."""
    found = []
    for case in cases:
        try:
            check(*case)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and the next tried
            found.append(f"{case}: {type(error).__name__}: {error}")
    return found

"""Many small cases in one test, each of which is tried, and named if it fails.

A test of its own for each of some thousand cases costs more than the case: it is collected by every
worker, set up, and reported.
"""

from collections.abc import Callable, Iterable


def try_each(check: Callable[..., None], cases: Iterable[tuple[object, ...]]) -> int:
    """Try every case, and return how many were tried.

    Raises:
        AssertionError: some failed; it names each of them, and what failed of it.
    """
    tried, failed = 0, []
    for tried, case in enumerate(cases, start=1):  # noqa: B007 - it is the number of the last
        try:
            check(*case)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and the next tried
            name = ", ".join(map(str, case))
            failed.append(f"[{name}] {type(error).__name__}: {error}")
    if failed:
        raise AssertionError("\n".join([f"{len(failed)} of {tried} cases fail", *failed]))
    return tried

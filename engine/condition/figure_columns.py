"""The columns of the table of a standard, and those of the days that it is looked up for.

``k0``, ``k1``… are keys that are words, ``k0_low`` and ``k0_high`` the range of one that is a
count.
"""

from collections.abc import Sequence

FIRST_DAY, LAST_DAY = "first_day", "last_day"
"""The columns of a record's decisive days."""


def key_columns(counts: Sequence[bool]) -> list[tuple[str, ...]]:
    """Return the columns of each key, of which it is told whether it is a count."""
    return [
        (f"k{place}_low", f"k{place}_high") if is_count else (f"k{place}",)
        for place, is_count in enumerate(counts)
    ]

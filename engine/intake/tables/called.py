"""What the title, the sheet and the file of a table are called, and what that tells of it."""

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.header_text import normalised_header
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.record import Record


def named_kind(titles: Iterable[str]) -> type[Record] | None:
    """Return the kind that the first of the titles names which names just one, else None."""
    for title in titles:
        text = normalised_header(title)
        found = [(pattern.search(text), kind) for kind, pattern in _names()]
        kinds = [(match.start(), len(match[0]), kind) for match, kind in found if match]
        kind = _one_named(kinds)
        if kind is not None:
            return kind
    return None


def _one_named(found: list[tuple[int, int, str]]) -> type[Record] | None:
    """Return the one kind that is named; a longer word goes before one that stands in it."""
    left = [
        (start, size, kind)
        for start, size, kind in found
        if not any(s <= start and start + size <= s + z and z > size for s, z, _ in found)
    ]
    kinds = {kind for _, _, kind in left}
    if "foreign_reception" in kinds:
        kinds.discard("reception")
    special = kinds - {"payment", "voucher", "procurement"}
    kinds = special if len(kinds) > 1 and len(special) == 1 else kinds
    return TOP_KINDS[kinds.pop()] if len(kinds) == 1 else None


@cache
def _names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = cast("dict[str, dict[str, str]]", data_file("kinds.yaml")["kinds"])
    return tuple((kind, re.compile("".join(kinds[kind]["name"].split()))) for kind in kinds)


def not_spending(titles: Iterable[str], headers: Iterable[str]) -> str | None:
    """Return the word that tells that a table is not about spending, None if none does.

    Headers tell it alone where they can be of nothing else (期初余额 and 期末余额 of a balance of
    accounts, room and area of offices), a title (通讯录, 花名册) where no header is of spending.
    """
    data = cast("dict[str, object]", data_file("kinds.yaml")["not_spending"])
    names = [name for header in headers if (name := normalised_header(header))]
    unless = re.compile(cast("str", data["unless"]))
    if not any(unless.search(name) for name in names):
        for patterns in cast("list[list[str]]", data["headers"]):
            found = [next((n for n in names if re.search(p, n)), None) for p in patterns]
            if all(found):
                return found[0]
    spending = re.compile(cast("str", data["spending"]))
    if any(spending.search(name) for name in names):
        return None
    words = re.compile("".join(cast("str", data["titles"]).split()))
    matches = (words.search(normalised_header(title)) for title in titles)
    return next((match[0] for match in matches if match), None)

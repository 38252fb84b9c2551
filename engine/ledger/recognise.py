"""Which column of a ledger is which, and what was chosen in it, whatever people call it now."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.ledger.columns import CHOICES, CONTINUED, SHEETS, Column
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import normalised

_PAGE = regex("|".join(re.escape(one).replace(r"\{number\}", r"\d+") for one in CONTINUED))

FINGERPRINT = "fingerprint"


def plain(text: object) -> str:
    """Return the form in which headers and words compare: without blanks and line ends."""
    return "".join(normalised(str(text)).split()) if text is not None else ""


def columns_of(headers: Sequence[object], known: Sequence[Column]) -> list[Column | None]:
    """Tell which column stands under each header; None where there is no header.

    A header that is not known, or whose column was met before, is one that people added: it is
    known by its text and, where several have the same, by its ordinal.
    """
    plain_headers = [plain(header) for header in headers]
    exact = {plain(name): column for column in known for name in (column.zh, column.en)}
    others = {plain(name): column for column in known for name in _synonyms(column)}
    found: dict[int, Column] = {}
    met: set[str] = set()
    # What the program writes itself goes before what people may call a column.
    for names in (exact, others):
        for place, header in enumerate(plain_headers):
            column = names.get(header)
            if column is not None and place not in found and column.key not in met:
                found[place] = column
                met.add(column.key)
    for place, header in enumerate(plain_headers):
        if header and place not in found:
            found[place] = extra_column(str(headers[place]), met)
            met.add(found[place].key)
    return [found.get(place) for place in range(len(headers))]


def extra_column(header: str, met: Collection[str]) -> Column:
    """Return a column that people added; those met before have other keys."""
    number = 1
    while (key := f"+{number} {header}") in met:
        number += 1
    return Column(key, header, header, width=20, people=True, extra=True)


def sheet_of(title: str) -> str | None:
    """Tell which sheet of a ledger has this title, one that continues another included."""
    base = plain(_PAGE.sub("", title))
    return next((key for key, names in SHEETS.items() if base in map(plain, names)), None)


def choice(column: str, value: object) -> str | None:
    """Tell which of the choices of a column a cell names; None if none of them."""
    return _choices(column).get(plain(value)) if isinstance(value, str) else None


def _synonyms(column: Column) -> list[str]:
    synonyms = cast("dict[str, list[str]]", data_file("ledger.yaml")["headers"])
    return synonyms.get(column.key, [])


@cache
def _choices(column: str) -> dict[str, str]:
    listed = cast("dict[str, dict[str, list[str]]]", data_file("ledger.yaml")["choices"])
    own = {plain(word): key for key, both in CHOICES[column].items() for word in both}
    return {plain(word): key for key, several in listed[column].items() for word in several} | own

"""Cells that can be taken as they stand, told at a glance.

Most cells are long words in plain Chinese, plain numbers, amounts with two decimals, days like
2015-03-05: no word for nothing, no reference elsewhere, nothing invisible. What is not sure of it
at once is read in full, and says the same (held by a test). Many texts are told by Arrow together.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from qinjian.engine.intake.values.blanks import word_table, words
from qinjian.engine.intake.values.identifiers import APPROVALS, INVOICE_NUMBERS, NUMBERS
from qinjian.engine.intake.values.people_readings import NAMES
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.intake.values.words import open_vocabulary
from qinjian.schemas.record import Field

if TYPE_CHECKING:
    import pyarrow as pa

# The patterns are written for Python and for Arrow (RE2) alike.
_HAN = "\u4e00-\u9fff"
_TEXT = f"[{_HAN}][{_HAN}A-Za-z0-9（）()、，,。；:“”〔〕\\-－]*[{_HAN}0-9)）]"
_LONGEST_REFUSAL = 12
"""Characters of the longest word that says that there is no approval, and some more."""
_CODE = "[A-MO-Z][A-MO-Z]{1,3}[0-9]{6,12}"
_DIGITS = "[1-9][0-9]{5,13}"
_NUMBER = f"(?:[A-MO-Z][A-Z]{{0,3}})?{_DIGITS}|{_CODE}"
_LETTER = f"[{_HAN}]{{1,8}}函〔(?:19|20)[0-9]{{2}}〕[0-9]{{1,6}}号"
_LONG_TEXT = _TEXT.replace("*", f"{{{_LONGEST_REFUSAL - 2},}}")
_YUAN = "(?:0|[1-9][0-9]{0,8})\\.[0-9]{2}"
_COUNT = "0|[1-9][0-9]{0,4}"
_DAY = "20(?:0[1-9]|[1-4][0-9])-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_LONG = 24
"""Characters from which on a text is no reference elsewhere, nor a word for nothing."""
_SHORT = 3


@dataclass(frozen=True)
class Glance:
    """What takes plain cells: those that fit ``pattern`` and are long enough.

    ``is_text`` says that a short one must not be a word for nothing nor a reference.
    """

    pattern: str
    value: Callable[[str], object] = str
    least: int = 1
    is_text: bool = False

    def one(self, text: str) -> Reading | None:
        """Take a text as it stands, None where it has to be looked at."""
        if len(text) < self.least or not _compiled(self.pattern).fullmatch(text):
            return None
        if self.is_text and len(text) <= _LONG and _doubtful().search(text):
            return None
        return self.reading(text)

    def many(self, texts: "pa.Array") -> list[bool]:
        """Tell of many texts which can be taken as they stand."""
        import pyarrow.compute as pc  # noqa: PLC0415 - only a large table pays for the import

        plain = pc.match_substring_regex(texts, f"^(?:{self.pattern})$")
        length = pc.utf8_length(texts)
        plain = pc.and_(plain, pc.greater_equal(length, self.least))
        if self.is_text:
            doubtful = pc.match_substring_regex(texts, _doubtful().pattern)
            short = pc.less_equal(length, _LONG)
            plain = pc.and_not(plain, pc.and_(short, doubtful))
        found: list[bool] = plain.to_pylist()
        return found

    def reading(self, text: str) -> Reading:
        """Make the reading of a plain text."""
        return Reading("given", self.value(text))


@cache
def glance_of(field: Field, scale: int) -> Glance | None:
    """Return what takes plain cells of a field as they stand, None for a field that has none."""
    match field.type:
        case "money":
            return Glance(_YUAN, Decimal) if scale == 1 else None
        case "count":
            return Glance(_COUNT, int)
        case "date":
            return Glance(_DAY, date.fromisoformat)
        case "text" if field.name == "letter_no":
            return Glance(_LETTER)
        case "text" if field.name in INVOICE_NUMBERS:
            return Glance(_DIGITS)
        case "text" if field.name in NUMBERS:
            return Glance(_NUMBER)
        case "text" if field.name in APPROVALS:
            return Glance(f"{_LONG_TEXT}|{_CODE}", is_text=True)
        case "text" if _takes_any_text(field.name):
            return Glance(_TEXT, least=_SHORT, is_text=True)
    return None


def _takes_any_text(name: str) -> bool:
    return name not in NAMES and name != "region" and open_vocabulary(name) is None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _doubtful() -> re.Pattern[str]:
    """Return what finds a word that may be nothing but a reference or a word for nothing."""
    before = "|".join(map(re.escape, word_table("elsewhere")["before"]))
    whole = {*word_table("elsewhere")["alone"], *words("nothing")}
    alone = "|".join(map(re.escape, sorted(whole)))
    return re.compile(f"{before}|^(?:{alone})$")

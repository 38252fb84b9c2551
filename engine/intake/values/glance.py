"""Cells that can be taken as they stand, told at a glance.

Most cells are long words in plain Chinese, plain numbers, amounts with two decimals, days like
2015-03-05: no word for nothing, no reference elsewhere, nothing invisible. What is not sure of it
at once is read in full, and says the same (held by a test).
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from qinjian.engine.intake.values.blanks import SIGNS_OF_REFERENCE, words
from qinjian.engine.intake.values.identifiers import APPROVALS, NUMBERS
from qinjian.engine.intake.values.people_readings import NAMES
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.intake.values.words import open_vocabulary
from qinjian.schemas.record import Field

Glance = Callable[[str], Reading | None]

_TEXT = re.compile(
    "[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9（）()、，,。；:“”〔〕\\-－]*[\u4e00-\u9fff0-9)）]"
)
_NUMBER = re.compile(r"[A-Z]{0,4}\d{6,14}")
_LETTER = re.compile("[\u4e00-\u9fff]{1,8}函〔(?:19|20)\\d{2}〕\\d{1,4}号")
_YUAN = re.compile(r"(?:0|[1-9]\d{0,8})\.\d{2}")
_COUNT = re.compile(r"0|[1-9]\d{0,4}")
_DAY = re.compile(r"20(?:0[1-9]|[1-4]\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])")
_LONG = 24
"""Characters from which on a text is no reference elsewhere, nor a word for nothing."""
_SHORT = 3
_LONGEST_REFUSAL = 12
"""Characters of the longest word that says that there is no approval (待主要领导审批)."""


def glance_of(field: Field, scale: int) -> Glance | None:
    """Return what takes plain cells of a field as they stand, None for a field that has none."""
    match field.type:
        case "money":
            return _yuan if scale == 1 else None
        case "count":
            return _count
        case "date":
            return _day
        case "text" if field.name == "letter_no":
            return _letter
        case "text" if field.name in NUMBERS:
            return _number
        case "text" if field.name in APPROVALS:
            return _long_text
        case "text" if _takes_any_text(field.name):
            return _text
    return None


def _takes_any_text(name: str) -> bool:
    return name not in NAMES and name != "region" and open_vocabulary(name) is None


def _yuan(text: str) -> Reading | None:
    return Reading("given", Decimal(text)) if _YUAN.fullmatch(text) else None


def _count(text: str) -> Reading | None:
    return Reading("given", int(text)) if _COUNT.fullmatch(text) else None


def _day(text: str) -> Reading | None:
    return Reading("given", date.fromisoformat(text)) if _DAY.fullmatch(text) else None


def _letter(text: str) -> Reading | None:
    return Reading("given", text) if _LETTER.fullmatch(text) else None


def _number(text: str) -> Reading | None:
    return Reading("given", text) if _NUMBER.fullmatch(text) else None


def _text(text: str) -> Reading | None:
    if len(text) < _SHORT or not _TEXT.fullmatch(text):
        return None
    if len(text) <= _LONG and (text in words("nothing") or not SIGNS_OF_REFERENCE.isdisjoint(text)):
        return None
    return Reading("given", text)


def _long_text(text: str) -> Reading | None:
    return _text(text) if len(text) > _LONGEST_REFUSAL else None

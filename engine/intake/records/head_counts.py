"""How many came, ate with them and went about with them, by the words of a reception."""

import re
from collections.abc import Iterator, Sequence

from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.values.amounts import numeral
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex

_TEXTS = ("activity", "description", "remarks", "other_texts")
_NUMBER = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_PEOPLE = rf"(?<![\d.第零〇百千]){_NUMBER}\s*[人名位](?!次|份|[×xX*/·])"
_IN_ALL = r"(?:人员|人数|领导|干部|同志)?\s*(?:实为|共计|共|计|为|有|各|[:：])?\s*"
_COMPANIONS = regex(
    rf"(?:陪餐|作陪|陪同[用就进]餐|陪(?=\s*[\d一二两三四五六七八九十])){_IN_ALL}{_NUMBER}(?![\d.]|[人名位]?次|\s*[天日晚餐顿桌批场元年月小])"
    rf"\s*[人名位]?|{_PEOPLE}\s*(?:陪餐|作陪|陪同[用就进]餐)(?!{_IN_ALL}{_NUMBER}(?![\d.元]))"
)
_ESCORTS = regex(rf"陪同{_IN_ALL}{_PEOPLE}")
_DINERS = regex(
    rf"(?:[用就桌]餐|自助餐)(?:人员|人数)?\s*(?:共计|共|计|[:：])?\s*{_PEOPLE}|(?:合计|共计|一共|共)\s*{_PEOPLE}"
)
_STAFF = regex(rf"(?:司机|驾驶员|工作人员|服务人员|工勤人员){_IN_ALL}{_PEOPLE}")
_GUESTS = regex(_PEOPLE)
_SEVERAL = regex(
    r"(?:[2-9]|\d{2,}|[二两三四五六七八九十多几])\s*[批餐桌](?![的厅])"
    r"|[人名位]\s*[、和及与]\s*\d|[人名位]中|其中|分别|[两多几]次"
)
"""What tells that the numbers are of several receptions or meals, or one a part of another."""


def of_head_counts() -> Iterator[Derivation]:
    """List what the words of a reception tell of the number of people, where no column does."""
    yield Derivation("guest_count", _TEXTS, _guests)
    yield Derivation("companion_count", _TEXTS, _companions)
    yield Derivation("escort_count", _TEXTS, _escorts)
    yield Derivation("diners", _TEXTS, _diners)


def _guests(*texts: Reading) -> int | None:
    """Count the guests: the only people that texts number beside hosts, diners and drivers."""
    said = _said(texts)
    for others in (_COMPANIONS, _ESCORTS, _DINERS, _STAFF):
        said = [others.sub("，", text) for text in said]
    return _only(_GUESTS, said)


def _companions(*texts: Reading) -> int | None:
    """Count those of the host who ate with the guests (陪餐9人, 陪2)."""
    return _only(_COMPANIONS, _said(texts))


def _escorts(*texts: Reading) -> int | None:
    """Count those of the host who went about with the guests (陪同人员3人)."""
    return _only(_ESCORTS, [_COMPANIONS.sub("，", text) for text in _said(texts)])


def _diners(*texts: Reading) -> int | None:
    """Count all who ate (用餐8人)."""
    return _only(_DINERS, [_COMPANIONS.sub("，", text) for text in _said(texts)])


def _said(texts: tuple[Reading, ...]) -> list[str]:
    """List texts; none where one speaks of several receptions or meals."""
    said = [str(text.value) for text in texts if isinstance(text.value, str)]
    return [] if any(map(_SEVERAL.search, said)) else said


def _only(pattern: re.Pattern[str], said: Sequence[str]) -> int | None:
    """Return the one number that texts give, None where they give none, or one of them several.

    Two equal numbers in a text may be two groups (省厅6人，市局6人).
    """
    found = [[match.groups() for match in pattern.finditer(text)] for text in said]
    if any(len(matches) > 1 for matches in found):
        return None
    words = [number for matches in found for groups in matches for number in groups if number]
    numbers = {int(one) if one.isdigit() else numeral(one) for one in words}
    return numbers.pop() if len(numbers) == 1 else None

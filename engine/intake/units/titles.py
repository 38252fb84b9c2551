"""The unit that a title row, the name of a sheet, a file or a folder states."""

import re
import unicodedata
from functools import cache, lru_cache

from qinjian.engine.intake.units.kinds import (
    is_department,
    kind_of_whole,
    long_form,
    owner_of,
)
from qinjian.engine.intake.units.names import MAX_NAME, any_of, pattern_of, plain, words
from qinjian.engine.intake.units.places import place_parts
from qinjian.engine.wording.regex import regex

_FILE_ENDING = regex(r"\.(?:xlsx?|xlsm|csv|tsv|txt|ods|et|dbf|json|jsonl|ya?ml|zip|parquet)$")
_MEASURES = regex(r"[、/,，·及和]")
_SEPARATORS = regex(r"[\s~$_\-—–·/\\\[\]()【】《》“”\"'|+&#]+")
_FRONT = regex(
    r"(?:附件|附表|附|表)?(?:[\d.]+(?![\d年月])|[一二三四五六七八九十]{1,3}[:.、])?[:.、]?(?:截[至止])?"
    r"(?:(?:19|20)\d{2}(?:年度?)?)?(?:第?[一二三四1-4]季度|[上下]半年"
    r"|\d{1,2}(?:[-—至到~]\d{1,2})?月份?(?:\d{1,2}日)?)?(?:关于)?"
)
_YEAR_BEHIND = regex(r"(?:19|20)\d{2}(?:年度?)?$")
_WORD = regex(r"[\u4e00-\u9fff]{2}")
_TIME = regex(r"\d{4}|\d{1,2}(?:\.\d|年|月|日|季|-)|二[〇○零]|年度|上半年|下半年|第[一二三四]季度")
_COMPANY = regex(r"[^:;,、。]{2,}(?:有限责任公司|有限公司|股份公司|公司|集团)")
_MASKED = regex(r"[^:;,、。]*(?:某+|[×xX*]+).{0,8}(?:局|委|委员会|院|校|所|站|中心|公司|学|馆)")
_SHORTEST_UNIT = 2


def states_unit(text: str) -> bool:
    """Tell whether a text states a unit behind a label (填报单位：…), not only at its front."""
    return _labelled(unicodedata.normalize("NFKC", text).strip()) is not None


@lru_cache(maxsize=4096)
def unit_in(text: str) -> str | None:
    """Return the unit that a text states, None if it states none.

    It is stated behind 填报单位： and the like, or at the front of a title (…局2017年差旅费明细表),
    or as a part of a name of its own (审计局_差旅费.csv).
    """
    normal = unicodedata.normalize("NFKC", text).strip()
    stated = _labelled(normal)
    if stated is not None or _label().search(normal):
        return stated
    parts = _SEPARATORS.split(_FILE_ENDING.sub("", normal))
    segments = [part for part in parts if _WORD.search(part) and not _says_nothing(part)]
    if len(segments) > 1 and not place_parts(segments[0]).rest:
        segments[:2] = ["".join(segments[:2])]
    first = next((unit for part in segments[:1] if (unit := _at_front(part))), None)
    return first or next((part for part in segments[1:] if _is_named(part)), None)


def _says_nothing(segment: str) -> bool:
    return segment in words("skipped") or _FRONT.fullmatch(segment) is not None


def _labelled(text: str) -> str | None:
    for found in _label().finditer(text):
        value = _YEAR_BEHIND.sub("", plain(found[1]))
        if len(value) < _SHORTEST_UNIT or len(value) > MAX_NAME or _is_measure(value.rstrip(")")):
            continue
        if is_department(value):
            value = owner_of(value) or ""
        if (value and place_parts(value).rest) or kind_of_whole(value) is not None:
            return value
    return None


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of('labels')}|(?<!\w)单位)\s*(?:\([^()]{{1,6}}\))?\s*:\s*"
        r"(?:\[?\d{2,}\]?[\s\-_]*)?([^\s:;,|]+?(?:\([^()\s]*\)[^\s:;,|()]*)?)"
        rf"(?=[\s;,|]|$|(?:{any_of('next_labels')})\s*:)"
    )


def _is_measure(value: str) -> bool:
    """Tell whether what stands behind 单位： are units of measure: 元, 人、元, 元/人."""
    parts = _MEASURES.split(value)
    return (
        all(part in words("no_units") for part in parts) or re.match(r"[\d\W]", value) is not None
    )


def _at_front(segment: str) -> str | None:
    """Return the unit with which a title begins, before its year or what it is about."""
    front = _FRONT.match(segment)
    text = segment[front.end() :] if front else segment
    for end in range(len(_name_part(text)), _SHORTEST_UNIT - 1, -1):
        name, behind = text[:end], text[end:]
        if _is_unit(name) and _is_bounded(name, behind):
            return name
    return _organ_before(text)


def _name_part(text: str) -> str:
    """Return the part of a title before its first time and before 及所属."""
    ends = [found.start() for found in (_TIME.search(text), _end_of_names().search(text)) if found]
    return text[: min([*ends, len(text), MAX_NAME])]


@cache
def _end_of_names() -> re.Pattern[str]:
    return re.compile(f"(?<=.)(?:{any_of('ends_of_names')})")


def _is_bounded(name: str, behind: str) -> bool:
    """Tell whether a name ends where a title goes on with something else."""
    if _is_cut(name, behind):
        return False
    if not behind or _TIME.match(behind) or _end_of_names().match(f"-{behind}", 1):
        return True
    return not _is_generic(name) and re.match(any_of("subjects"), behind) is not None


def _is_cut(name: str, behind: str) -> bool:
    """Tell whether one word goes over the end of a name: 政府采购."""
    return re.match(any_of("not_cut"), name[-2:] + behind) is not None


def _organ_before(text: str) -> str | None:
    """Return the first organ of a named place at the front, whatever its table is about."""
    for end in range(_SHORTEST_UNIT, len(_name_part(text)) + 1):
        parts = place_parts(text[:end])
        named = any(len(place) > 1 for place in parts.places[-1:])
        if named and parts.rest and _is_unit(text[:end]):
            name = _longest(text, end)
            behind = text[len(name) :]
            if not _is_cut(name, behind):
                return None if re.match(any_of("not_behind"), behind) else name
    return None


def _longest(text: str, end: int) -> str:
    """Return a name in full (…委 goes on with 员会), with what of its own stands behind it."""
    own = long_form(place_parts(text[:end]).rest)
    ends = range(len(_name_part(text)), end, -1)
    same = (one for one in ends if long_form(place_parts(text[:one]).rest) == own)
    end = next(same, end)
    own_units = pattern_of("belongings")
    return text[: next((one for one in ends if own_units.fullmatch(text[end:one])), end)]


def _is_named(name: str) -> bool:
    return _is_unit(name) and not _is_generic(name)


def _is_unit(name: str) -> bool:
    """Tell whether a name is one of a unit, not of a part and not of units in general."""
    if len(name) < _SHORTEST_UNIT or pattern_of("no_titles").fullmatch(name):
        return False
    if kind_of_whole(name) is not None:
        return True
    return bool(_COMPANY.fullmatch(name) or _MASKED.fullmatch(name))


def _is_generic(name: str) -> bool:
    """Tell whether a name without a place may speak of such units in general."""
    return pattern_of("generic").fullmatch(name) is not None

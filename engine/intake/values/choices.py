"""Closed lists: from the words of a cell to the values that a field can have.

A word is looked up as it stands, then without brackets and counts. A longer phrase is told by
the words in it (schemas/words.yaml, ``signs``); words that tell another thing leave the field
untold.
"""

from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.values.blanks import bare, compared, says_nothing, words
from qinjian.engine.intake.values.days import day_of
from qinjian.engine.intake.values.listing import in_brackets, parts_of, without_brackets
from qinjian.engine.intake.values.people import has_post
from qinjian.engine.intake.values.reading import BLANK, Reading, given, unreadable, untold
from qinjian.engine.intake.values.words import canonical, known_words
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import Field

_COUNT = regex(r"[×x*]?[\d一二两三四五六七八九十]+[次餐顿份人桌笔个项]?$")
_THEN = regex(r"转为|改为|变更为|转")
_YES = regex(r"已.{1,6}")
_NO = regex(r"(?:未|没有|没|不|非|无).{1,6}")
_BY_FORM = {
    "meal_type": "mealtime",
    "procurement_method": "procurement_form",
}
"""Fields whose cells may tell another field of the same subject: 集中采购 is a form, no method,
午餐 a time of day, no form of a meal."""

_TOLD_BY_DAY = frozenset({"disclosed_before", "disclosed_after"})
"""Fields whose cells may hold the day on which the thing was done, and so say that it was."""


def read_choice(field: Field, raw: object) -> Reading:
    """Read the one value of a closed list that a cell tells."""
    if not isinstance(raw, str):
        return unreadable("not_listed", raw, known=known_words(field.name))
    value = _value(field, raw)
    if value is not None:
        return given(value, also=_also(field.name, raw))
    if _is_untold(field.name, raw):
        return untold(*_also(field.name, raw))
    parts = [part for part in parts_of(raw) if not says_nothing(part)]
    found = [_value(field, part) for part in parts]
    known = list(dict.fromkeys(value for value in found if value is not None))
    rest = [part for part, value in zip(parts, found, strict=True) if value is None]
    if len(known) == 1 and all(_is_untold(field.name, part) for part in rest):
        return given(known[0], also=_also(field.name, raw))
    if len(known) > 1 or _changed(field, raw):
        return unreadable("several_values", raw)
    if parts and len(parts) > 1 and not known and all(_is_untold(field.name, p) for p in parts):
        return untold()
    if field.name == "traveller_rank" and has_post(raw):  # a post tells no rank by itself
        return untold(("rank", raw.strip()))
    return unreadable("not_listed", raw, known=known_words(field.name))


def read_choices(field: Field, raw: object) -> Reading:
    """Read a list of values of a closed list; one that is there twice counts once."""
    listed: list[object] = raw if isinstance(raw, list) else [raw]
    members = [member for member in listed if isinstance(member, str)]
    if len(members) < len(listed):
        return unreadable("not_a_list", raw)
    found: list[str] = []
    silent = False
    for part in (part for member in members for part in _listed(field, member)):
        values = _values(field, part)
        if not values and not _is_untold(field.name, part) and not says_nothing(part):
            return unreadable("not_listed", raw, known=known_words(field.name))
        silent = silent or not values
        found += values
    if found or not silent:
        return given(tuple(dict.fromkeys(found)))
    return untold() if any(_is_untold(field.name, member) for member in members) else BLANK


def _listed(field: Field, text: str) -> list[str]:
    return [text] if canonical(field.name, text) else parts_of(text)


def read_yes_no(field: str, raw: object) -> Reading:
    """Read yes or no; 无 is no, a day or words in brackets beside it are seen past."""
    if isinstance(raw, bool):
        return given(raw)
    if not isinstance(raw, str):
        return unreadable("not_yes_no", raw)
    whole = _answer(raw)
    if whole is None and says_nothing(raw):
        return BLANK
    parts = [answer for part in parts_of(raw) if (answer := _answer(part)) is not None]
    answers = {*parts, *([] if whole is None else [whole])}
    if answers:
        return given(answers.pop()) if len(answers) == 1 else unreadable("not_yes_no", raw)
    if field in _TOLD_BY_DAY and day_of(raw):
        return given(value=True)
    return unreadable("not_yes_no", raw)


@lru_cache(maxsize=8192)
def _answer(text: str) -> bool | None:
    word = without_brackets(text) or bare(text)
    found = canonical("yes_no", word)
    if found is not None:
        return found == "true"
    if says_nothing(text) or word in ("不详", "不明", "不清楚", "不适用", "未知", "有无", "是否"):
        return None
    if _NO.fullmatch(word):
        return False
    return True if _YES.fullmatch(word) else None


def _value(field: Field, text: str) -> str | None:
    """Return the value that a word or phrase of a field tells, None if it is not known."""
    for word in _forms(text):
        if value := canonical(field.name, word):
            return value if value in field.options else None
        if _untold_word(field.name, word):
            return None
    return _by_sign(field, without_brackets(text) or bare(text))


def _values(field: Field, text: str) -> list[str]:
    """Return all values of a list that one phrase tells: 现金或转账."""
    value = _value(field, text)
    if value is None or any(canonical(field.name, form) for form in _forms(text)):
        return [] if value is None else [value]
    hits = _hits(field.name, without_brackets(text) or bare(text))
    plain = [hit for hit in hits if hit != "other"]
    return plain or hits


def _hits(field: str, word: str) -> list[str]:
    """List the values of which a phrase holds a word."""
    return [value for value, signs in _signs(field) if any(sign in word for sign in signs)]


def _forms(text: str) -> list[str]:
    short = without_brackets(text)
    forms = [compared(text), bare(text), short, _COUNT.sub("", short)]
    return [form for form in dict.fromkeys(forms) if form]


def _by_sign(field: Field, word: str) -> str | None:
    """Return the first value of which a phrase holds a word, unless it tells of a change."""
    if _denies(word):
        return None
    found = _hits(field.name, word)
    if not found or found[0] not in field.options:
        return None
    if field.name in _EXCLUSIVE and len(found) > 1:
        return None
    return found[0]


_EXCLUSIVE = frozenset(
    {"vehicle_item", "procurement_method", "vehicle_kind", "disposal_mode", "mealtime"}
)
"""Fields where words of two values in one phrase are two values."""


def _denies(word: str) -> bool:
    return word.startswith(("未", "非", "不", "无", "没有")) and not word.startswith(
        ("未付", "无偿", "非营利", "非经营", "不定点")
    )


def _changed(field: Field, raw: str) -> bool:
    """Tell whether a phrase holds words of several values: 过路停车费, 公开招标转竞争性谈判."""
    word = without_brackets(raw)
    if field.name in _EXCLUSIVE and len(_hits(field.name, word)) > 1:
        return True
    sides = [side for side in _THEN.split(word) if side]
    return len({_value(field, side) for side in sides} - {None}) > 1


def _also(field: str, raw: str) -> tuple[tuple[str, object], ...]:
    """Tell the other field that words of this one tell too."""
    other = _BY_FORM.get(field)
    if other is None:
        return ()
    word = without_brackets(raw)
    hits = _hits(other, word)
    several = other in _EXCLUSIVE and len(hits) > 1
    value = canonical(other, word) or next(iter([] if several else hits), None)
    return ((other, value),) if value else ()


def _is_untold(field: str, text: str) -> bool:
    return any(_untold_word(field, word) for word in _forms(text))


def _untold_word(field: str, word: str) -> bool:
    return word in _untold(field)


@cache
def _untold(field: str) -> frozenset[str]:
    table = cast("dict[str, list[str]]", data_file("words.yaml")["untold"])
    return frozenset(map(compared, table.get(field, [])))


@cache
def _signs(field: str) -> list[tuple[str, tuple[str, ...]]]:
    """List the values of a field in the order in which one beats another, each with its words."""
    table = cast("dict[str, dict[str, list[str]]]", data_file("words.yaml")["signs"])
    name = "procurement_method" if field == "planned_method" else field
    return [(value, tuple(map(compared, listed))) for value, listed in table.get(name, {}).items()]


def shows(text: str) -> bool | None:
    """Tell whether a word says that a thing is there, or that it is not; None if neither."""
    for word in (bare(text), without_brackets(text)):
        if word in words("not_shown"):
            return False
        if word in words("shown"):
            return not any(note in words("not_shown") for note in in_brackets(text))
    return None

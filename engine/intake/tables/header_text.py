"""What a header says without what only decorates it, and without its unit."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.values.amounts import visible
from qinjian.engine.wording.regex import regex

_BRACKETS = str.maketrans("【】[]〔〕〖〗{}", "()()()()()")
_CIRCLED = regex("^[\u2460-\u2473\u2776-\u2793]\\s*")
_MARKS = regex("[*☆★※●○◆◇■□▲△▼▽♦√]")
_QUOTES = "“”‘’\"'「」『』《》〈〉"
_NUMBERING = regex(
    r"^(?:\(?\d{1,2}\)|\d{1,2}[.、]|\(?[一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、)(?=[\u4e00-\u9fff])"
)
_DEMANDED = regex(r"^(?:非?必填|选填|必输)项?[:*☆★※]+(?=.)|(?<=.)[*☆★※]*(?:非?必填|选填|必输)项?$")
"""Whether a form demands a column, in no brackets: 金额★必填."""
_COPY = regex(r"(?<=[\u4e00-\u9fff)])[_.]\d{1,2}$")
_DAY_IN_SHORT = regex(r"[\u4e00-\u9fff]{2,6}(?<![年月假作息休])日")
_WHOLE = regex(r"\(([^()]+)\)")
_UNIT_BEHIND = regex(r"(.+?)(?:\(([^()]+)\)|[/,、;:-]([^/,、;:()]+(?:/[^/()]+)?))")
_MONEY_BEHIND = regex(
    r"(.*(?:额|费|款|价|合计|总计|小计|支出|收入|预算|标准|补贴|补助|工资|奖金|应发|实发|原值|净值|餐标))"
    r"(万元|元(?:/.+)?|¥|rmb|人民币)"
)
MONEY_SIGNS = ("¥", "rmb", "人民币")
_PREFIXES = ("单位:", "单位为", "单位")


@cache
def _traditional() -> dict[int, str]:
    pairs = cast("str", data_file("header_words.yaml")["traditional"]).split()
    return {ord(pair[0]): pair[1] for pair in pairs}


@cache
def _notes() -> re.Pattern[str]:
    """Make the pattern of what stands in brackets for whoever fills the form in: （必填）."""
    words = cast("list[str]", data_file("header_words.yaml")["notes"])
    pattern = "|".join(words).replace(".*", "[^()]*")
    return re.compile(rf"\((?:{pattern})\)")


def _characters(text: str) -> str:
    """Return text in one way of writing: half width, simplified, one sort of bracket."""
    words = _CIRCLED.sub("", visible(text))
    words = unicodedata.normalize("NFKC", words).casefold()
    if not words.isascii():
        words = words.translate(_traditional()).translate(_BRACKETS)
    elif "[" in words:
        words = words.translate(_BRACKETS)
    return "".join(visible(words).split())


@lru_cache(maxsize=16384)
def normalised_header(header: str) -> str:
    """Return the form in which headers are compared, with its unit in brackets.

    Marks, quotation marks, numbering, a colon behind, and notes for whoever fills the form in go;
    what would leave nothing stays as it is.
    """
    whole = _characters(header)
    words = _MARKS.sub("", _DEMANDED.sub("", whole))
    words = _notes().sub("", words)
    words = words.strip(_QUOTES).rstrip(":;。、,")
    if match := _WHOLE.fullmatch(words):
        words = match[1]
    words = _COPY.sub("", _NUMBERING.sub("", words)).strip(_QUOTES)
    return words or (whole if whole.strip("*") else "")


@cache
def unit_names() -> frozenset[str]:
    """Return every word that a header may have for a unit, known amounts of yuan or not."""
    tables = data_file("tables.yaml")
    money = cast("dict[str, list[str]]", tables["units"])
    counted = cast("dict[str, list[str]]", data_file("headers.yaml")["brackets"])
    listed = [*money.values(), *counted.values(), cast("list[str]", tables["units_unknown"])]
    words = cast("list[str]", data_file("header_words.yaml")["measures"])
    every = (*words, *(word for group in listed for word in group), *MONEY_SIGNS)
    return frozenset(map(_characters, every))


def with_day_in_full(name: str) -> str:
    """Return a normalised header that ends in 日 for 日期 in full: 签约日, 验收日."""
    return f"{name}期" if _DAY_IN_SHORT.fullmatch(name) else name


@lru_cache(maxsize=16384)
def split_header(header: str) -> tuple[str, str]:
    """Return the name in a header and its unit, both normalised; the unit "" if it has none.

    The unit stands in brackets, behind a stroke or comma, or as a word for money at the end:
    餐费(元), 餐费/元, 报销金额元, 本次里程(km), 餐标(元/人).
    """
    name = normalised_header(header)
    match = _UNIT_BEHIND.fullmatch(name)
    if match is not None:
        unit = _unit(match[2] or match[3])
        if unit in unit_names() or _is_rate(unit):
            return match[1], unit
    match = _MONEY_BEHIND.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def _unit(words: str) -> str:
    for prefix in _PREFIXES:
        words = words.removeprefix(prefix)
    return words


def _is_rate(unit: str) -> bool:
    """Tell yuan for one of anything: 元/台, 元/人/次."""
    return unit.startswith(("元/", "万元/"))

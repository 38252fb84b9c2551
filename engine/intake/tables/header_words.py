"""How headers are ranked, which documents they name, and the units behind them."""

from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.header_text import MONEY_SIGNS, normalised_header, split_header
from qinjian.engine.intake.values.words import canonical
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import Document, Field

_OF_MONEY = regex(r"(?:费用?|款|金额|合计|小计|补助|补贴|余额|结余|余数|结存)$")
_THERE = regex(
    r"^(?:(?:是否)?(?:附有|提供|取得|有(?![无否])|附)|是否|有无|有否|所附)|(?:\(有/?无\)|\(是/否\)|有无|情况|原件|复印件)$"
)


def rank_of(header: str, field: str, otherwise: int) -> int:
    """Return how well a header says a field: lower is better.

    Amounts and days are ranked by their words (schemas/header_words.yaml), other fields by where
    the header stands in their list.
    """
    tiers = cast("dict[str, list[list[str]]]", data_file("header_words.yaml")["ranks"]).get(field)
    if tiers is None:
        return otherwise
    name = normalised_header(header)
    rest = next((n for n, words in enumerate(tiers) if "" in words), len(tiers))
    found = [(-len(w), n) for n, words in enumerate(tiers) for w in words if w and w in name]
    return min(found)[1] if found else rest


@cache
def _document_headers() -> dict[str, Document | None]:
    words = cast("dict[str, list[str]]", data_file("header_words.yaml")["documents"])
    found = {
        normalised_header(w): Document(name)
        for name in words
        if name != "none"
        for w in words[name]
    }
    return {**found, **dict.fromkeys(map(normalised_header, words["none"]))}


@lru_cache(maxsize=4096)
def document_of(header: str) -> Document | None:
    """Return the document whose name heads a column, None if it is no such name: 有无公函."""
    name = normalised_header(header)
    for one in dict.fromkeys((name, _THERE.sub("", name), _THERE.sub("", _THERE.sub("", name)))):
        if one in _document_headers():
            return _document_headers()[one]
        value = canonical("documents", one) if one else None
        if value is not None and value != Document.OTHER and not one.isascii():
            return Document(value)
    return None


def scale_in(unit: str, field: Field) -> int:
    """Return the yuan in a unit that a header names for a field, 0 if it is none of its units.

    It is 1 for what is no money.
    """
    if unit in unit_words(field.unit):
        return unit_scales().get(unit, 1)
    if field.unit.startswith("yuan") and unit in unit_scales():
        return unit_scales()[unit]
    if field.name in words_of("rates") and unit.startswith("元/"):
        return 1
    return int(field.name in words_of("pieces") and unit in words_of("measures"))


@cache
def words_of(name: str) -> tuple[str, ...]:
    """Return a list of words by which headers are read (schemas/header_words.yaml)."""
    return tuple(map(normalised_header, cast("list[str]", data_file("header_words.yaml")[name])))


@cache
def _brackets() -> dict[str, frozenset[str]]:
    units = cast("dict[str, list[str]]", data_file("headers.yaml")["brackets"])
    return {unit: frozenset(map(normalised_header, words)) for unit, words in units.items()}


def unit_words(unit: str) -> frozenset[str]:
    """Return the words for what a field counts: 人, 名 and 位 for persons."""
    return _brackets().get(unit, frozenset())


@cache
def unit_scales() -> dict[str, int]:
    """Return the yuan in one of each known unit of money (schemas/tables.yaml)."""
    units = cast("dict[str, list[str]]", data_file("tables.yaml")["units"])
    found = {normalised_header(word): int(scale) for scale, ws in units.items() for word in ws}
    return found | dict.fromkeys(MONEY_SIGNS, 1)


@cache
def _priced() -> dict[str, str]:
    words = cast("dict[str, list[str]]", data_file("header_words.yaml")["priced"])
    return {normalised_header(header): name for name in words for header in words[name]}


def priced_thing(header: str) -> str | None:
    """Return what a column of sums was spent on, if its header names a thing: 酒水（元）."""
    return _priced().get(split_header(header)[0])


def heads_sums(header: str) -> bool:
    """Tell whether a header that no field is for heads sums: 酒水, 杂项（元）, 会务费.

    A small amount under it is no tail of one before it that was cut at its comma.
    """
    name, unit = split_header(header)
    if priced_thing(header) is not None or _OF_MONEY.search(name):
        return True
    return unit in unit_words("yuan") or unit in unit_scales()

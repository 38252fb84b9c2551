"""What two economic classes are to each other, by code or by name: 30211, 302-11 差旅费, 差旅费."""

from functools import cache, lru_cache

from qinjian.engine.intake.values.subjects import coded, economic_classes
from qinjian.engine.wording.regex import regex

_IN_BRACKETS = regex(r"^[\[(【（](\d{3,7})[\])】）]")
_BETWEEN = regex(r"[/\\>]|-(?=\d{5})|(?<=\D)-")
"""What stands between a section and its class in one cell: 302-商品和服务支出-30211差旅费."""
_SECTION, _CLASS = 3, 5
"""The digits of the code of a section, as 302, and of a class, as 30211."""


@cache
def _codes() -> dict[str, str]:
    """Return the code of each name; of the departments where the government's has it too."""
    found: dict[str, str] = {}
    for code, name in sorted(economic_classes().items()):
        found.setdefault(name, code)
    return found


@lru_cache(maxsize=65536)
def _class(text: str) -> tuple[str, str]:
    """Return the code of a class, empty where neither code nor name is a published one, and name.

    A code goes as far as it is published: 3021101 is within 30211.
    """
    written = _IN_BRACKETS.sub(r"\1", "".join(text.split()))
    lowest = _BETWEEN.split(written)[-1]
    found = _one(lowest)
    return found if found[0] else _one(written)


def _one(text: str) -> tuple[str, str]:
    code, name = coded(text)
    published = code[:_CLASS] if code[:_CLASS] in economic_classes() else ""
    if not published and len(code) == _SECTION and code in economic_classes():
        published = code
    if not code:
        published = _codes().get(name, "")
    return published, name


def code_of(text: str) -> str:
    """Return the code of a class: as it is written, else that of its published name."""
    return coded("".join(text.split()))[0] or _class(text)[0]


def one_class(text: str, other: str) -> bool:
    """Tell whether two texts name one economic class, with or without its code."""
    one, two = _class(text), _class(other)
    if one[0] and two[0]:
        return one[0] == two[0]
    return one[1] == two[1] if one[1] else text == other

"""What two economic classes are to each other, by code or by name: 30211, 302-11 差旅费, 差旅费."""

from functools import cache, lru_cache

from qinjian.engine.intake.values.subjects import coded, economic_classes

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
    code, name = coded("".join(text.split()))
    published = code[:_CLASS] if code[:_CLASS] in economic_classes() else ""
    if not published and len(code) == _SECTION and code in economic_classes():
        published = code
    if not code:
        published = _codes().get(name, "")
    return published, name


def one_class(text: str, other: str) -> bool:
    """Tell whether two texts name one economic class, with or without its code."""
    one, two = _class(text), _class(other)
    if one[0] and two[0]:
        return one[0] == two[0]
    return one[1] == two[1] if one[1] else text == other

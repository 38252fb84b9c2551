"""Whether two names are one unit, or one belongs to the other."""

import re
from dataclasses import dataclass
from functools import lru_cache

from qinjian.engine.intake.units.kinds import kind_of_whole, long_form, owner_of
from qinjian.engine.intake.units.names import plain
from qinjian.engine.intake.units.places import place_parts, usual_place

_BRANCH = re.compile(r"公安局(.{1,8}[区县])(?:公安)?分局")
_DISTRICT = re.compile(r".+区")
_SHORTEST_SHARED = 2


@dataclass(frozen=True)
class _Form:
    """A name as it is compared: its places from the largest to the smallest, what it is there."""

    places: tuple[str, ...]
    rest: str


def same_unit(first: str, second: str) -> bool | None:
    """Tell whether two names are the same unit, None if they may be.

    What a name adds in front is the same unit (重庆市, 中共), what it adds behind another one.
    """
    one, other = _form(first), _form(second)
    if one == other:
        return bool(one.rest or one.places) or None
    if one.rest == other.rest:
        return _same_places(one.places, other.places)
    if _is_behind(first, second) or _is_behind(second, first):
        return False
    if _same_places(one.places, other.places) is False:
        return False
    return None if _may_be_short(one.rest, other.rest) else False


def belongs_to(part: str, whole: str) -> bool:
    """Tell whether the first unit is one that belongs to the second: 审计局工会, 审计局."""
    return same_unit(part, whole) is not True and _is_behind(part, whole)


def _is_behind(part: str, whole: str) -> bool:
    """Tell whether a name adds something behind another."""
    one, other = place_parts(part), place_parts(whole)
    if not other.rest or _same_places(one.places, other.places) is False:
        return False
    heads = (one.rest[:size] for size in range(len(one.rest) - 1, 0, -1))
    return any(_is_head(head, other.rest) for head in heads)


def _is_head(head: str, whole: str) -> bool:
    return head == whole or (len(head) > 1 and long_form(head) == long_form(whole))


@lru_cache(maxsize=8192)
def _form(name: str) -> _Form:
    text = plain(name)
    if text.endswith("机关") and kind_of_whole(text.removesuffix("机关")) is not None:
        text = text.removesuffix("机关")
    parts = place_parts(text)
    places, rest = parts.places, long_form(parts.rest)
    if branch := _BRANCH.fullmatch(rest):
        return _Form((*places, branch[1]), "公安分局")
    if rest == "公安局" and places and _DISTRICT.fullmatch(places[-1]):
        rest = "公安分局"
    if rest == "办事处" and places and places[-1].endswith("街道"):
        rest = ""
    if places and places[-1].endswith(("镇", "乡")) and rest == "人民政府":
        rest = ""
    return _Form(tuple(usual_place(place) for place in places), rest)


def _same_places(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """Compare places from the smallest up; None where one name leaves out which it is."""
    sure = bool(one) == bool(other)
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left == right:
            sure = sure and len(left) > 1
        elif left[-1] == right[-1] and 1 in {len(left), len(right)}:
            sure = False
        else:
            return False
    return True if sure else None


def _may_be_short(one: str, other: str) -> bool:
    """Tell whether one may be short for the other: its characters stand there in this order."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_SHARED or owner_of(long) is not None:
        return False
    rest = iter(long)
    return all(character in rest for character in short)

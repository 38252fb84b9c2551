"""Whether two destinations may be those of one trip."""

from functools import lru_cache

from qinjian.engine.intake.units.places import region_in
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import normalised

_BETWEEN = regex(r"[、,;/+和及至到]|—+|→|->|-|\s")
_OF_PROVINCE = regex(r"(?:省|市|(?:[^省市]{0,6}自治区)|(?:特别行政区))?")


@lru_cache(maxsize=8192)
def one_trip(text: str, other: str) -> bool:
    """Tell whether two destinations have a place in common.

    Of lists (成都、绵阳) one place is enough. A province holds its cities: of one trip the ticket
    may state the one and the bill of the hotel the other.
    """
    return any(_holds(a, b) or _holds(b, a) for a in _parts(text) for b in _parts(other))


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(normalised(text)) if part]


def _holds(place: str, part: str) -> bool:
    if place in part:
        return True
    province = region_in(place)
    if province is None or not place.startswith(province):
        return False
    alone = _OF_PROVINCE.fullmatch(place, len(province)) is not None
    return alone and region_in(part) == province

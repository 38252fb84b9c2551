"""Whether two names may be of one unit."""

from functools import lru_cache

from qinjian.engine.intake.units.kinds import long_form
from qinjian.engine.intake.units.names import pattern_of, plain
from qinjian.engine.intake.units.places import place_parts
from qinjian.engine.wording.regex import regex

_SHORTEST = 2
"""The fewest characters by which a name tells anything: 一中."""

_MARK = regex(r"(?:特别行政区|自治区|自治州|自治县|省|市|区|县|州|旗|镇|乡|街道)$")
_BRANCH = regex(
    r"(?!.*[队所站]$)(.*?)((?:公安|规划和自然资源|生态环境|国土资源|税务)局)(.{1,8}?)(?:分局)?"
)
"""A branch that stands behind its bureau: 公安局江洲区分局 is the 江洲区公安局."""

_TAIL = regex(r"(?<=集团)(?:股份)?(?:有限)?(?:责任)?公司$|(?<=[局委办厅院])机关$|(?<=[中小]学)校$")
"""What may be left out behind a name: 江洲投资集团, 水务局机关, 江洲中学校."""
_LEAGUE = regex(r"团([市区县])委")
_TOWNSHIP = {"镇": "人民政府", "乡": "人民政府", "街道": "办事处"}
"""A township by its name alone is its government."""


@lru_cache(maxsize=8192)
def same_unit(name: str, other: str) -> bool:
    """Tell whether two names may be of one unit.

    What a name adds in front is the same unit (江洲区水务局, 重庆市江洲区水务局), so is another
    form of it (江洲区教委, 江洲区教育委员会; 江洲水务局) and what only says 本单位. What it adds
    behind is another unit that belongs to it (…局工会).
    """
    one, two = plain(name), plain(other)
    if one == two or is_own(one) or is_own(two):
        return True
    short, long = sorted((_short_forms(one), _short_forms(two)), key=lambda forms: len(forms[0]))
    return any(_ends_with(a, b) for a in short for b in long)


@lru_cache(maxsize=8192)
def known_as(name: str) -> str:
    """Return the name by which a unit is compared: without what stands over its own place."""
    parts = place_parts(name)
    return "".join(parts.places[1:] or parts.places) + long_form(parts.rest)


def is_own(name: str) -> bool:
    """Tell whether a name only says that it is the unit itself: 本单位, 我局, 自有."""
    return pattern_of("own").fullmatch(name) is not None


def _ends_with(short: str, long: str) -> bool:
    return len(short) >= _SHORTEST and long.endswith(short)


def _short_forms(name: str) -> tuple[str, ...]:
    """Return a name with the long form of its organ, with and without the marks of its places."""
    branch = _BRANCH.fullmatch(name)
    name = f"{branch[1]}{branch[3]}{branch[2]}" if branch else _TAIL.sub("", name)
    name = name.replace("公安分局", "公安局")  # of a district: its branch of the municipal one
    parts = place_parts(_league(name))
    rest = long_form(parts.rest) or _government(parts.places)
    whole = "".join(parts.places) + rest
    bare = "".join(_MARK.sub("", place) for place in parts.places) + rest
    return tuple(dict.fromkeys((whole, bare, name)))


def _league(name: str) -> str:
    """Write 江洲团区委 as 共青团江洲区委员会, which is what it is called in full."""
    found = _LEAGUE.search(name)
    return f"共青团{name[: found.start()]}{found[1]}委员会" if found else name


def _government(places: tuple[str, ...]) -> str:
    for mark, organ in _TOWNSHIP.items():
        if places and places[-1].endswith(mark):
            return organ
    return ""

"""Places at the front of names: those of the gazetteer (``divisions.yaml``), masked ones, zones."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.compiled.find import built_in
from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.units.names import any_of, plain, words
from qinjian.engine.intake.values.words import words_of
from qinjian.schemas.record import UnitLevel

_MARKS = ("自治区", "自治州", "自治县", "自治旗", "地区", "林区", "街道", *"省市区县州盟旗镇乡")
_ORGANS_IN_FRONT = {
    "政协": "政协",
    "中国人民政治协商会议": "政协",
    "共青团": "共青团",
    "中国共产主义青年团": "共青团",
}
"""What stands before the place and says what the organ is."""
_SHORTEST_STEM = 2
_LONGEST = 15
_MOST_PLACES = 6

GAZETTEER = "units/gazetteer"
"""The part of the compiled rules in which it stands."""


@dataclass(frozen=True)
class Name:
    """A name taken apart: the places in front, whether the last has its mark, the rest."""

    places: tuple[str, ...]
    marked: bool
    rest: str


@dataclass(frozen=True)
class _Gazetteer:
    names: dict[str, str | None]
    """Full and usual names of divisions; the province, None if two have a place of that name."""
    short: dict[str, str | None]
    """Names of provinces and cities without their mark (成都, 涪陵), with their province."""
    full: dict[str, str]
    """The full name by the short one."""


def region_in(unit: str) -> str | None:
    """Return the province of a name: by its own name at the start, else by a place in it."""
    return _region_in(plain(unit))


@lru_cache(maxsize=8192)
def _region_in(unit: str) -> str | None:
    name = re.sub(f"^(?:{any_of('prefixes')})", "", unit)
    if re.match(any_of("central_prefixes"), name):
        return None
    found = _known_place(name)
    if found is None:
        return None
    gazetteer = _gazetteer()
    if found in gazetteer.names:
        return gazetteer.names[found]
    return gazetteer.short[found]


def place_parts(unit: str) -> Name:
    """Take a name apart."""
    return _place_parts(plain(unit))


@lru_cache(maxsize=8192)
def _place_parts(unit: str) -> Name:
    front = re.match(any_of("organs_in_front"), unit)
    rest = unit[front.end() :] if front else unit
    places: list[str] = []
    last = ""
    while len(places) < _MOST_PLACES and (found := _place(rest, first=not places)):
        places.append(usual_place(found))
        rest, last = rest[len(found) :], found
    if front and (places or front.group() not in _ORGANS_IN_FRONT):
        rest = _ORGANS_IN_FRONT.get(front.group(), "") + rest
    elif front:
        rest = unit
    return Name(tuple(places), last.endswith(_MARKS), rest)


def usual_place(name: str) -> str:
    """Return the name by which a place is usually written, with its mark."""
    usual = _usual(name)
    return _gazetteer().full.get(usual, usual)


def _place(text: str, *, first: bool) -> str | None:
    """Return the place with which a text begins."""
    if first and (known := _known_place(text)):
        return known
    for size in range(min(_LONGEST, len(text)), _SHORTEST_STEM - 1, -1):
        if text[:size] in _gazetteer().names and not _goes_on(text, size):
            return text[:size]
    for pattern in _place_patterns():
        if found := pattern.match(text):
            return found.group()
    return None


def _known_place(text: str) -> str | None:
    """Return the longest name of the gazetteer with which a text begins."""
    gazetteer = _gazetteer()
    for size in range(min(_LONGEST, len(text)), _SHORTEST_STEM - 1, -1):
        start = text[:size]
        if start in gazetteer.names and not _goes_on(text, size):
            return start
        if start in gazetteer.short and not re.match(any_of("after_no_place"), text[size:]):
            return start
    return None


def _goes_on(text: str, size: int) -> bool:
    """Tell whether the mark of a place belongs to the word behind it: 市场, 区域, 县城."""
    return re.match(any_of("no_mark"), text[size - 1 :]) is not None


@cache
def _place_patterns() -> tuple[re.Pattern[str], ...]:
    """Patterns of places that no list knows: invented and masked ones, zones, townships."""
    stem = f"(?:(?!{any_of('not_in_places')})[\\w×*·]){{1,5}}?"
    longer = stem.replace("1,5", "0,8")
    marked = f"(?:{stem}(?:市|区|县|自治州|自治县)|[\\w×*]{{0,2}}省|市|区|县|州)"
    return (
        re.compile(f"{longer}(?:{any_of('zones')})(?!{any_of('not_after_zones')})"),
        re.compile(f"{marked}{_no_place()}(?!{_tails_of_marks()})"),
        re.compile(
            f"(?:{stem}(?:镇|乡|街道)|镇|乡|街道){_no_place()}(?!{_tails_of_marks()})"
            f"(?={any_of('townships')}|.{{1,5}}[村居]委会|.{{1,5}}(?:村|社区)"
            "|.{1,14}(?:所|站|中心|室|队|校|园|院|办|会|社|公司)$|$)"
        ),
    )


def _no_place() -> str:
    return "".join(f"(?<!{word})" for word in words("no_place"))


def _tails_of_marks() -> str:
    """Write the words of which a mark is the first character without that character."""
    both = (*words("no_mark"), *words("no_bare_mark"))
    return "|".join(rf"(?<={word[0]}){word[1:]}" for word in both)


@cache
def _gazetteer() -> _Gazetteer:
    """Return the gazetteer: as it was compiled, else as the files have it."""
    stored = built_in()
    return _read_gazetteer() if stored is None else _Gazetteer(**stored.data(GAZETTEER))


def gazetteer_data() -> dict[str, object]:
    """Return the gazetteer as it goes into the compiled rules: the same for the same files."""
    return {part: dict(sorted(names.items())) for part, names in asdict(_read_gazetteer()).items()}


def _read_gazetteer() -> _Gazetteer:
    provinces: dict[str, set[str]] = defaultdict(set)
    stems: dict[str, set[str]] = defaultdict(set)
    shorts: dict[str, str] = {}
    full: dict[str, str] = {}
    for province, name, city in _divisions():
        usual = _usual(name)
        stem = _stem(usual)
        for one in {name, usual, _without_people(name)} - set(words("no_place")):
            provinces[one].add(province)
        stems[stem].add(province)
        if city and len(stem) >= _SHORTEST_STEM:
            shorts[stem] = province
            full[stem] = usual
    short: dict[str, str | None] = {
        stem: province
        for stem, province in shorts.items()
        if len(stems[stem]) == 1 and stem not in words("no_short_places")
    }
    for region, name in words_of("region"):
        if name != region:
            provinces[name] = {region}
            short[region], full[region] = region, name
    names = {name: next(iter(own)) if len(own) == 1 else None for name, own in provinces.items()}
    return _Gazetteer(names, short, full)


def _divisions() -> Iterator[tuple[str, str, bool]]:
    """List province, name, and whether it is known without its mark too."""
    for province, parts in cast("dict[str, dict[str, str]]", data_file("divisions.yaml")).items():
        municipality = "cities" not in parts
        for key, names in parts.items():
            for name in names.split():
                yield province, name, key == "cities" or municipality
    for name, province in cast("dict[str, str]", data_file("units.yaml")["areas"]).items():
        yield province, name, False


@cache
def _peoples() -> re.Pattern[str]:
    return re.compile(f"(?<=.)(?:{any_of('peoples')})*自治([州县旗])$")


def _usual(name: str) -> str:
    """Return the usual name of an autonomous division: 石柱县, 恩施州."""
    return _peoples().sub(r"\1", name) if "自治" in name else name


def _without_people(name: str) -> str:
    """Return the name of an autonomous division without its peoples: 彭水自治县."""
    return _peoples().sub(r"自治\1", name) if "自治" in name else name


def _stem(name: str) -> str:
    mark = next((mark for mark in _MARKS if name.endswith(mark)), "")
    return name.removesuffix(mark)


def level_of(places: tuple[str, ...]) -> UnitLevel | None:
    """Return the level that places in front of an organ tell, None for a prefecture's or none."""
    if not places:
        return None
    last = places[-1]
    if last.endswith(("镇", "乡", "街道")):
        return UnitLevel.TOWNSHIP
    if last.endswith(("县", "区", "旗")) and not re.search(_no_district(), last):
        return UnitLevel.DISTRICT
    return UnitLevel.PROVINCE if last in _province_names() else None


@cache
def _no_district() -> str:
    return f"(?:自治区|地区|{any_of('zones')})$"


@cache
def _province_names() -> frozenset[str]:
    return frozenset({"省", "自治区"} | {name for _, name in words_of("region")})

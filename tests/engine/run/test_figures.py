"""Generated standards: what is found is what a slow search finds, by reference and by join."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.condition import Facts, exact_arithmetic, generate
from qinjian.engine.condition.check import compile_truth
from qinjian.engine.condition.parse import Origin
from qinjian.engine.condition.scope import Scope
from qinjian.engine.messages.problems import Position, RuleFileError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.kept_statements import KeptStatements
from qinjian.engine.rulebook.parts import CompiledRule, RuleOnKind
from qinjian.engine.rulebook.standards import Table
from qinjian.engine.rulebook.standards_check import check_table
from qinjian.engine.run.columns import ColumnsRunner
from qinjian.engine.run.reference import judge
from qinjian.engine.yaml.strict import load
from qinjian.schemas.kinds import Reception
from qinjian.schemas.regulation import UncertainDay
from qinjian.schemas.rule import Verdict
from qinjian.schemas.standard import Edition, Others, Range, Row, Season, Share, Standard
from tests.engine.condition.support import UNREADABLE, facts_of
from tests.engine.run.support import typed
from tests.generated import GENERATED, one_engine

SPELLINGS = {"四川": ["四川省"], "贵州": [], "成都": ["成都市", "Chengdu"], "绵阳": [], "贵阳": []}
PROVINCES, AREAS = ("四川", "贵州"), ("成都", "绵阳", "贵阳")
WRITTEN = {word: option for option, ways in SPELLINGS.items() for word in (option, *ways)}
VALUES = (1, 2, 3)
DAYS = [date(2015, 1, 1) + timedelta(days=30 * number) for number in range(30)]

seasons = st.sampled_from(
    [None, None, {"from": "07-01", "to": "09-30"}, {"from": "10-01", "to": "06-30"},
     {"from": "11-01", "to": "02-29"}, {"from": "03-01", "to": "10-31"}]
)  # fmt: skip
counts = st.sampled_from([{}, {"from": 1, "to": 10}, {"from": 11}, {}, "5"])
areas = st.sampled_from([*AREAS, {"other": "province"}, {"other": "province"}])
figures = st.sampled_from([1, 2, 3, {"over": 3}])
rows = st.fixed_dictionaries(
    {
        "keys": st.fixed_dictionaries(
            {"province": st.sampled_from(PROVINCES), "area": areas, "guests": counts}
        ),
        "value": figures,
        "season": seasons,
    }
)
starts = st.sampled_from(
    ["2015-01-01", "2015-09-01", "2016-03-01", "unconfirmed",
     {"earliest": "2015-08-01", "latest": "2015-12-01"}, {"earliest": "2014-01-01", "latest": "2015-04-01"}]
)  # fmt: skip
editions = st.fixed_dictionaries(
    {
        "document": st.sampled_from(["甲", "乙"]), "from": starts,
        "to": st.sampled_from([None, "2015-08-31", "2016-02-28"]), "sources": st.just([]),
        "grade": st.just("A"), "rows": st.lists(rows, min_size=3, max_size=9),
    }
)  # fmt: skip
standards = st.lists(editions, min_size=1, max_size=2, unique_by=lambda one: str(one["document"])).map(
    lambda found: {
        "id": "table", "title": {"zh": "表", "en": "table"}, "type": "count", "unit": "person",
        "keys": [
            {"name": "province", "type": "enum", "options": {p: SPELLINGS[p] for p in PROVINCES}},
            {"name": "area", "type": "enum", "options": {a: SPELLINGS[a] for a in AREAS}},
            {"name": "guests", "type": "count", "unit": "person"},
        ],
        "editions": found,
    }
)  # fmt: skip
records = st.fixed_dictionaries(
    {
        "guest_unit": st.sampled_from(
            [*["四川", "四川省", "贵州", "四川", "贵州"] * 2, "云南", None, UNREADABLE]
        ),
        "place": st.sampled_from(["成都", "CHENGDU", "绵阳", "贵阳", "贵阳 ", "泸州"]),
        "guest_count": st.sampled_from([0, 3, 5, 11, 30]),
        "start_date": st.sampled_from([*DAYS, None, UNREADABLE]),
        "length": st.sampled_from([0, 0, 0, 5, 40, 400]),
    }
)


# ------------------------------------------------------------------------------ the slow search


def slow(standard: Standard, keys: tuple[Any, ...], first: date, last: date) -> int | None:
    """Look at each day apart: all have to give the same row of the same edition."""
    found = {_on(standard, keys, first + timedelta(days=n)) for n in range((last - first).days + 1)}
    if len(found) != 1 or None in found:
        return None
    place, number = cast("tuple[int, int]", found.pop())
    row = standard.editions[place].rows[number]
    return keys[2] // row.value.over if isinstance(row.value, Share) else int(row.value)


def _on(standard: Standard, keys: tuple[Any, ...], day: date) -> tuple[int, int] | None:
    if any(edition.in_force(day) is None for edition in standard.editions):
        return None
    for place, edition in enumerate(standard.editions):
        if edition.in_force(day):
            for number, row in enumerate(edition.rows):
                if _is_for(row, edition, keys) and _in(row.season, day):
                    return place, number
    return None


def _in(season: Season | None, day: date) -> bool:
    if season is None:
        return True
    at = day.month * 100 + day.day
    crosses = season.first > season.last
    return (
        (at >= season.first or at <= season.last)
        if crosses
        else (season.first <= at <= season.last)
    )


def _is_for(row: Row, edition: Edition, keys: tuple[Any, ...]) -> bool:
    province, area, guests = keys
    if row.keys["province"] != province:
        return False
    cell = row.keys["area"]
    if isinstance(cell, Others):
        named = {one.keys["area"] for one in edition.rows if one.keys["province"] == province
                 and isinstance(one.keys["area"], str)}  # fmt: skip
        if area in named or area not in AREAS:
            return False
    elif cell != area:
        return False
    count = row.keys["guests"]
    return guests in count if isinstance(count, Range) else guests == int(str(count))


# --------------------------------------------------------------------------------- both runners


class Law:
    """Binds everybody."""

    regulation = SimpleNamespace(id="law")
    binding = "law"

    def applies(self, _: Facts) -> tuple[bool, tuple[str, ...]]:
        return True, ()

    binds = in_force = applies


@dataclass
class Book:
    """A rulebook of one standard."""

    tables: dict[str, Table]
    rules: list[CompiledRule]
    statements: KeptStatements = field(default_factory=KeptStatements)

    def standard(self, table: str, period: Any, keys: Any) -> Any:
        found = self.tables[table].find(period, keys)
        return None if found is None else found.value

    def key_names(self, table: str) -> tuple[str, ...]:
        return self.tables[table].key_names


def rule(value: int, table: Table) -> CompiledRule:
    text = f"standard('table', guest_unit, place, guest_count) = {value}"
    scope = Scope(Reception, {"table": table.type})
    condition = generate(compile_truth(text, scope, Origin()))
    part = RuleOnKind("reception", condition, False, {}, None, (), on_forms=True)
    return CompiledRule(
        cast("Any", SimpleNamespace(id=f"IS-{value}")), cast("Any", Law()), (), {"reception": part}, Position()
    )  # fmt: skip


def figure_of(verdicts: dict[str, Verdict]) -> int | str:
    """Tell from the verdicts which figure was found."""
    hits = [name for name, verdict in verdicts.items() if verdict is Verdict.VIOLATION]
    unknown = Verdict.UNDETERMINED in verdicts.values()
    return "unknown" if unknown else int(hits[0].removeprefix("IS-")) if hits else "else"


SEEN: Counter[str] = Counter()
EXAMPLES = 150


def table_of(data: dict[str, Any]) -> Table:
    """Make the table of what fits together: an edition or row that does not is left out."""
    kept: list[dict[str, Any]] = []
    for edition in data["editions"]:
        for row in edition["rows"]:
            own = [one for one in kept if one["document"] == edition["document"]]
            before = own[0]["rows"] if own else []
            longer = {**edition, "rows": [*before, row]}
            others = [one for one in kept if one["document"] != edition["document"]]
            if _loaded({**data, "editions": [*others, longer]}):
                kept = [*others, longer]
    table = _loaded({**data, "editions": kept})
    assert table is not None
    return table


def _loaded(data: dict[str, Any]) -> Table | None:
    try:
        return check_table(load("id: table", "table.yaml"), Standard.model_validate(data))
    except RuleFileError:
        return None


def values_of(record: dict[str, Any]) -> dict[str, object]:
    start = record["start_date"]
    length = timedelta(days=record["length"])
    values = {name: record[name] for name in ("guest_unit", "place", "guest_count", "start_date")}
    return {**values, "end_date": start + length if isinstance(start, date) else None}


def by_columns(book: Book, all_values: list[dict[str, object]]) -> Iterator[dict[str, Verdict]]:
    with ColumnsRunner(cast("Rulebook", book)) as runner:
        batch = runner.judge(typed(all_values))
    for number in range(len(all_values)):
        found = dict.fromkeys((one.rule.id for one in book.rules), Verdict.CLEAR)
        found |= {one.rule.id: Verdict.VIOLATION for one, n in batch.violations if number in n}
        found |= {
            one.rule.rule.id: Verdict.UNDETERMINED
            for one in batch.open
            if number in one.rows.to_pylist()
        }
        yield found


@settings(GENERATED, max_examples=EXAMPLES)
@given(standards, st.lists(records, min_size=10, max_size=30))
def _agree(data: dict[str, Any], given_: list[dict[str, Any]]) -> None:
    table = table_of(data)
    book = Book({"table": table}, [rule(value, table) for value in VALUES])
    all_values = [values_of(record) for record in given_]
    in_columns = list(by_columns(book, all_values))
    for record, values, columns in zip(given_, all_values, in_columns, strict=True):
        facts = facts_of(Reception, values)
        with exact_arithmetic():
            reference = {
                one.rule.id: judge(one, "reception", facts, cast("Rulebook", book)).verdict
                for one in book.rules
            }
        assert columns == reference, record
        expected: int | None = None
        unread = UNREADABLE in (record["guest_unit"], record["place"])
        SEEN["unreadable"] += unread or record["start_date"] is UNREADABLE
        if facts.period is not None and not unread and record["guest_unit"] in WRITTEN:
            area = record["place"].strip().replace("CHENGDU", "Chengdu")
            keys = WRITTEN[record["guest_unit"]], WRITTEN.get(area), record["guest_count"]
            expected = slow(table.standard, keys, *facts.period)
        named = "unknown" if expected is None else expected if expected in VALUES else "else"
        assert figure_of(reference) == named, record
        SEEN.update(["looked up", "found" if expected is not None else "not found"])
        if expected is not None:
            SEEN.update(_shapes(table.standard))


def _shapes(standard: Standard) -> set[str]:
    found = set()
    for edition in standard.editions:
        start = edition.start
        if isinstance(start, UncertainDay) and start.earliest != start.latest:
            found.add("uncertain start")
        for row in edition.rows:
            found |= {"season"} if row.season else set()
            found |= {"share"} if isinstance(row.value, Share) else set()
            found |= {"others"} if isinstance(row.keys["area"], Others) else set()
    return found


def test_generated_standards_are_looked_up_alike() -> None:
    SEEN.clear()
    with one_engine():
        _agree()
    wanted = ("found", "not found", "unreadable", "season", "share", "others", "uncertain start")
    assert all(SEEN[name] * 100 >= SEEN["looked up"] for name in wanted), SEEN

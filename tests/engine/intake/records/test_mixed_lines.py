"""Lines of several kinds in turn are one batch, in which each keeps its place."""

import json
from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.console.choices import Runner
from qinjian.engine.intake import open_reader
from qinjian.engine.report.write import render
from tests.book import BOOK

Line = dict[str, object]

UNIT = "重庆市渝岭区水务局"
MEAL: Line = {
    "kind": "reception",
    "unit": UNIT,
    "event_date": "2016-05-10",
    "guest_count": 4,
    "companion_count": 9,
    "amount": "480",
}
BOOKED: Line = {
    "kind": "expense",
    "unit": UNIT,
    "event_date": "2016-05-11",
    "description": "接待费",
    "item": "五粮液",
    "amount": "约三百",
}
TRIP: Line = {"kind": "travel", "unit": UNIT, "start_date": "2016-05-12", "end_date": "2016-05-13", "travelers": [{"name": "陆定远"}, {"name": "顾行简"}], "amount": "900"}  # fmt: skip


def write(folder: Path, lines: list[Line]) -> str:
    path = folder / "claims.jsonl"
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_lines_in_turn_are_one_batch_in_their_order(tmp_path: Path) -> None:
    reader = open_reader([write(tmp_path, [MEAL, BOOKED, TRIP] * 3)])
    batches = list(reader.batches())
    (batch,) = batches
    assert batch.size == 9
    rows = [(one.place.row, one.place.member) for one in batch.records()]
    assert [row for row, member in rows if member is None] == list(range(1, 10))
    # People stand behind their record.
    assert rows[2:5] == [(3, None), (3, 1), (3, 2)]
    assert [one.where.row for one in reader.unreadable] == [2, 5, 8]


@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_leads_stand_in_the_order_of_the_lines(tmp_path: Path, runner: Runner) -> None:
    path = write(tmp_path, [MEAL, BOOKED, TRIP] * 3)
    found = check([path], BOOK, Options("zh", runner=runner)).report
    rows = [one.record.row for one in found.findings if not one.members]
    assert rows == sorted(rows)
    assert {1, 2, 4, 5, 7, 8} <= set(rows)
    other = check([path], BOOK, Options("zh", runner="reference")).report
    assert render(found, "jsonl") == render(other, "jsonl")

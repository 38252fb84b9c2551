"""Leads that a later record takes back, and why."""

import json
from pathlib import Path

from qinjian.engine.live.arrivals import Folder
from qinjian.engine.messages.problems import Problem
from tests.engine.live.support import checked, opened, red, sample, taken

OVER = next(line for line in sample("vehicles.jsonl") if '"amount": "' in line)


def reception(claim: str, day: str, amount: str, **more: object) -> str:
    return json.dumps(
        {
            "kind": "reception", "claim_no": claim, "unit": "重庆市渝岭区水务局", "event_date": day,
            "guest_unit": "川屏市水务局", "guest_count": 8, "companion_count": 6,
            "meal_type": "working_meal", "amount": amount, **more,
        },
        ensure_ascii=False,
    )  # fmt: skip


def told(lines: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [
        (one["event"], one["lead"]["rule"] if one["event"] == "lead" else one["reason"])  # type: ignore[index]
        for one in lines
    ]


def test_a_red_entry_takes_back_what_was_said_of_the_amount() -> None:
    stream = opened()
    line = reception("A1", "2017-06-01", "900.00", headcount=14)
    first = taken(stream, [line])
    said = {one["id"] for one in first}
    assert ("lead", "CQ28-companions") in told(first)
    back = taken(stream, [red(line)], row=1)
    gone = [one for one in back if one["event"] == "withdrawn"]
    assert {one["id"] for one in gone} <= said
    assert {one["reason"] for one in gone} == {"red_entry"}
    assert gone[0]["by"]["row"] == 2  # type: ignore[index]
    assert stream.standing() == checked([line, red(line)])


def test_a_red_entry_that_comes_first_waits_for_its_line() -> None:
    line = reception("A1", "2017-06-01", "900.00")
    stream = opened()
    taken(stream, [red(line), line])
    assert stream.standing() == checked([red(line), line])


def test_a_group_that_grows_is_said_anew() -> None:
    refuel = {
        "kind": "vehicle_running", "unit": "重庆市渝岭区水务局", "plate": "渝A12345",
        "vehicle_item": "fuel", "refuel_date": "2017-06-01", "litres": "40", "amount": "280.00",
    }  # fmt: skip
    lines = [json.dumps({**refuel, "claim_no": f"F{n}"}, ensure_ascii=False) for n in range(3)]
    stream = opened()
    said = [told(taken(stream, [line], row=n)) for n, line in enumerate(lines)]
    assert ("lead", "CQ37-refuel-twice") in said[1]
    assert ("withdrawn", "replaced") in said[2]
    assert ("lead", "CQ37-refuel-twice") in said[2]
    assert stream.standing() == checked(lines)


def test_what_a_whole_table_lacks_is_one_lead_at_the_end() -> None:
    lines = [
        reception(
            f"B{n}", f"2017-06-{n:02}", f"{300 + n}.00", companion_count=2, documents=["invoice"]
        )
        for n in range(1, 8)
    ]
    stream = opened()
    taken(stream, lines)
    before = len(stream.standing())
    end = [json.loads(body) for _, body in stream.finish().lines]
    assert ("withdrawn", "whole_run") in told(end)
    assert len(stream.standing()) < before
    assert stream.standing() == checked(lines)
    more = reception("B8", "2017-06-20", "500.00")
    taken(stream, [more], row=7)
    stream.finish()
    assert stream.standing() == checked([*lines, more])


HEAD = "单位,接待日期,接待对象单位,接待人数,陪餐人数,餐费,公函字号"
ROWS = [
    "重庆市渝岭区水务局,2017-06-01,川屏市水务局,8,6,900,川水函〔2017〕1号",
    "重庆市渝岭区水务局,2017-06-12,平岗市水务局,6,2,300,平水函〔2017〕2号",
    "重庆市渝岭区水务局,2017-07-12,平岗市水务局,5,4,310,平水函〔2017〕4号",
]


def test_a_month_that_stands_in_its_year_is_taken_back(tmp_path: Path) -> None:
    from qinjian.engine import checking  # noqa: PLC0415
    from qinjian.engine.live.board import bodies  # noqa: PLC0415
    from tests.book import BOOK  # noqa: PLC0415
    from tests.engine.live.support import ENGLISH  # noqa: PLC0415

    folder = Folder(tmp_path)
    stream = opened()
    (tmp_path / "6月接待台账.csv").write_text("\n".join([HEAD, *ROWS[:2]]), "utf-8")
    (month,) = folder.arrived(at_once=True)
    assert not isinstance(month, Problem)
    first = [json.loads(body) for _, body in stream.take([month]).lines]
    assert ("lead", "CQ28-companions") in told(first)
    (tmp_path / "2017年接待台账.csv").write_text("\n".join([HEAD, *ROWS]), "utf-8")
    (year,) = folder.arrived(at_once=True)
    assert not isinstance(year, Problem)
    back = [json.loads(body) for _, body in stream.take([year]).lines]
    assert ("withdrawn", "read_twice") in told(back)
    report = checking.check([str(tmp_path)], BOOK, ENGLISH).report
    stream.finish()
    assert stream.standing() == bodies(report.findings)

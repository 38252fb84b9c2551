"""Registers of missions abroad and of receptions: what their rows tell, and what two of them do."""

from decimal import Decimal
from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.schemas.kinds import Abroad, Itinerary
from tests.book import BOOK
from tests.engine.intake.records.test_derive import of_one

APPROVED = "批件号,团组名称,人数,批准出访国家(地区),批准天数,出国经费预算(万元)"
SETTLED = "批件号,出境日期,入境日期,实际天数,实际人数,实际出访国家(地区),合计,说明"


def found(folder: Path, rules: tuple[str, ...], **files: str) -> list[str]:
    """Check files of a unit, and return which of the rules found something."""
    for name, text in files.items():
        (folder / f"江洲区商务局{name}.csv").write_text(text + "\n", encoding="utf-8")
    report = check([str(folder)], BOOK, Options(language="zh", region="重庆")).report
    return [one.rule for one in report.findings if one.rule in rules]


@pytest.mark.parametrize(
    ("number", "days", "size", "budget"),
    [
        ("渝外19-081(批6天)", 6, None, None),
        ("渝外19-081（批准4人）", None, 4, None),
        ("渝外19-123(预算14.5万)", None, None, Decimal("145000.00")),
        ("渝外19-123(批6天，后批8天)", None, None, None),
        ("渝外出〔2015〕027", None, None, None),
    ],
)
def test_the_number_of_an_approval_may_tell_what_it_allows(
    number: str, days: int | None, size: int | None, budget: Decimal | None
) -> None:
    mission = of_one(Abroad(task_approval_no=number))
    told = (mission.approved_days, mission.approved_size, mission.approved_budget)
    assert told == (days, size, budget)


@pytest.mark.parametrize(
    ("nature", "days", "business"),
    [
        ("公务", 1, 1),
        ("公务活动", 1, 1),
        ("非公务", 1, 0),
        ("其他", 1, 0),
        ("自由活动", 1, 0),
        ("途中", 0, 0),
        ("待定", None, None),
    ],
)
def test_the_nature_of_a_day_tells_what_it_counts(
    nature: str, days: int | None, business: int | None
) -> None:
    day = of_one(Itinerary(nature=nature, task_approval_no="渝外出〔2015〕078"))
    assert (day.days, day.business_days, day.group_no) == (days, business, "渝外出〔2015〕078")


@pytest.mark.parametrize(
    ("activity", "days", "business"),
    [
        ("拜会商会", 1, 1),
        ("游览温泉", 1, 0),
        ("返程", 0, 0),
        ("上午企业座谈，下午市容观光", None, None),
        ("参观工厂", None, None),
    ],
)
def test_without_it_what_was_done_tells_it(
    activity: str, days: int | None, business: int | None
) -> None:
    day = of_one(Itinerary(activity=activity))
    assert (day.days, day.business_days) == (days, business)


BEYOND = ("CQ21-beyond-task", "CQ20-over-approved-budget")


@pytest.mark.parametrize(
    ("settled", "expected"),
    [
        ("渝外出〔2015〕027,2015-04-13,2015-04-17,5,4,德国,260000,", []),
        ("渝外出[2015]27号,2015-04-13,2015-04-20,8,4,德国,190000,", ["CQ21-beyond-task"]),
        ("渝外出〔2015〕027,2015-04-13,2015-04-17,5,6,德国,190000,", ["CQ21-beyond-task"]),
        ("渝外出〔2015〕027,2015-04-13,2015-04-17,5,4,荷兰、德国,190000,", ["CQ21-beyond-task"]),
        ("渝外出〔2015〕027,2015-04-13,2015-04-17,5,4,德国,260001,", ["CQ20-over-approved-budget"]),
        ("渝外出〔2015〕027,2015-04-13,2015-04-18,6,4,德国,190000,航班取消延后一天", []),
        ("渝外出〔2015〕027,2015-04-13,2015-04-17,5,4,德国（经停芬兰）,190000,", []),
        ("渝外出〔2015〕028,2015-04-13,2015-04-20,8,6,荷兰,990000,", []),
    ],
)
def test_the_register_of_approvals_is_held_against_the_claims(
    tmp_path: Path, settled: str, expected: list[str]
) -> None:
    approved = f"{APPROVED}\n渝外出〔2015〕027,德国招商推介,4,德国,5,26"
    files = {"出国任务审批2015": approved, "出国经费核销2015": f"{SETTLED}\n{settled}"}
    assert found(tmp_path, BEYOND, **files) == expected


def test_what_the_guests_paid_back_has_a_column_of_its_own(tmp_path: Path) -> None:
    rows = "日期,来宾单位,来宾人数,事由,公函文号,用餐地点,餐费,收回餐费\n{}".format(
        "2015-04-14,市防汛办,6,汛前检查,渝汛办〔2015〕14号,机关食堂,480,0\n"
        "2015-04-15,市防汛办,6,汛前检查,渝汛办〔2015〕14号,机关食堂,300,300"
    )
    assert found(tmp_path, MEALS, 接待台账2015=rows) == []


MEALS = ("CQ28-working-meals-of-visit", "CQ28-working-meals-of-day", "CQ26-letter-used-again")
GUESTS = "日期,餐次,来宾单位,来宾人数,公务事由,公函文号,陪同人数,用餐地点,餐费金额(元),备注"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "2015-04-14,午餐,市防汛办,6,汛前检查,渝汛办〔2015〕14号,3,机关食堂,480,\n"
            "2015-04-14,晚餐,市防汛办,6,汛前检查,渝汛办〔2015〕14号,3,机关食堂,480,",
            {"CQ28-working-meals-of-day"},
        ),
        (
            "2015-04-14,,市防汛办,6,汛前检查,,3,机关食堂,480,\n"
            "2015-04-14,,市防汛办,6,汛前检查,,3,清江鱼庄,820,",
            {"CQ28-working-meals-of-day"},
        ),
        (
            "2015-04-14,午餐,市防汛办,6,汛前检查,渝汛办〔2015〕14号,3,机关食堂,480,\n"
            "2015-04-14,晚餐,市防汛办,6,汛前检查,渝汛办〔2015〕14号,0,机关食堂,300,客人自付",
            set(),
        ),
        (
            "2015-04-14,,市防汛办,6,汛前检查,渝汛办〔2015〕14号,3,机关食堂,480,午餐\n"
            "2015-04-14,,市防汛办,6,汛前检查,渝汛办〔2015〕14号,3,机关食堂,480,晚餐",
            {"CQ28-working-meals-of-day"},
        ),
        (
            "2015-04-14,,市防汛办,6,汛前检查,渝汛办〔2015〕14号,3,机关食堂,480,晚餐自理\n"
            "2015-04-14,,市防汛办,6,汛前检查,渝汛办〔2015〕14号,3,机关食堂,50,午餐水果",
            set(),
        ),
        (
            "2015-04-14,午餐,市防汛办,6,汛前检查,渝汛办〔2015〕14号,3,机关食堂,480,\n"
            "2015-04-14,午餐,市防汛办,4,汛前检查,渝汛办〔2015〕14号,2,白沙镇食堂,320,分组",
            set(),
        ),
    ],
)
def test_two_meals_of_one_visit_are_met_in_a_register(
    tmp_path: Path, rows: str, expected: set[str]
) -> None:
    assert set(found(tmp_path, MEALS, 接待台账2015=f"{GUESTS}\n{rows}")) == expected

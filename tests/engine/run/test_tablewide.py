"""What most rows of a table have for want of the same is one lead, with its rows."""

from pathlib import Path

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.schemas.finding import Finding
from tests.book import BOOK


def leads(folder: Path, name: str, head: str, rows: list[str], rule: str) -> list[Finding]:
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    found = check([str(path)], BOOK, Options(language="zh")).report.findings
    return [one for one in found if one.rule == rule]


MEETINGS = "单位,会议名称,召开日期,金额,支付方式,附件"


def meeting(number: int, how: str = "现金") -> str:
    day = f"2015-06-{number + 10}"
    return f"重庆市江洲区水务局,工作会{number},{day},800.00,{how},发票、会议通知"


TRIPS = "单位,出差人,职务,出差地点,出发日期,返回日期,交通工具,城市间交通费"


def trip(number: int, seat: str = "高铁商务座") -> str:
    days = f"2017-06-{number + 10},2017-06-{number + 11}"
    return f"重庆市江洲区公安局,张明,民警,成都,{days},{seat},800"


RECEPTIONS = "单位,接待对象,日期,地点,人数,陪餐人数,金额,附件"


def reception(number: int) -> str:
    day = f"2015-06-{number + 10}"
    return f"重庆市江洲区水务局,成都市水务局{number + 3}人,{day},机关食堂,5,2,300.00,发票、接待清单"


def test_a_document_that_no_row_has_is_one_lead(tmp_path: Path) -> None:
    rows = [reception(number) for number in range(6)]
    (one,) = leads(tmp_path, "公务接待.csv", RECEPTIONS, rows, "CQ26-letter")
    assert [place.row for place in one.members] == [2, 3, 4, 5, 6, 7]
    assert one.message.startswith("本表 6 行中有 6 行如此，首行：")
    assert one.at_issue is None


def test_a_few_rows_stand_each_for_itself(tmp_path: Path) -> None:
    rows = [meeting(number, "现金" if number < 4 else "公务卡") for number in range(12)]
    found = leads(tmp_path, "会议费.csv", MEETINGS, rows, "CQ14-cash")
    assert [one.record.row for one in found] == [2, 3, 4, 5]
    assert all(one.members == () for one in found)


def test_what_no_column_could_except_is_one_lead(tmp_path: Path) -> None:
    rows = [trip(number) for number in range(6)]
    (one,) = leads(tmp_path, "差旅费.csv", TRIPS, rows, "CQ17-class")
    assert len(one.members) == 6
    assert "资料中没有可以说明例外情形的栏目，暂按没有例外判断" in one.presumed


def test_one_row_without_a_column_for_exceptions_is_a_lead_of_its_own(tmp_path: Path) -> None:
    rows = [trip(number, "高铁商务座" if number == 3 else "高铁二等座") for number in range(6)]
    (one,) = leads(tmp_path, "差旅费.csv", TRIPS, rows, "CQ17-class")
    assert (one.record.row, one.members) == (5, ())
    assert "资料中没有可以说明例外情形的栏目，暂按没有例外判断" in one.presumed

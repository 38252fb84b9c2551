"""Small registers, and what a careful auditor would point out in them and what not."""

from pathlib import Path

import pytest

from qinjian.schemas.rule import Level
from tests.engine.once.checked import report_of

VISITS = "单位,接待类型,日期,接待对象单位,接待人数,陪餐人数,就餐餐数,来宾交纳餐费,餐费,公函字号,用餐形式,附件,审批人"
VISIT = "江洲区水务局,国内公务接待,2017-05-08,川屏市水务局,{guests},{hosts},{meals},{paid},300,川水函〔2017〕3号,工作餐,发票、公函、接待清单、审批单,王某"


def rules_by_row(folder: Path, name: str, text: str) -> list[tuple[int, str]]:
    report = report_of(folder, {name: text})
    return sorted((one.record.row, one.rule) for one in report.findings)


@pytest.mark.parametrize(
    ("meals", "paid", "level"),
    [(1, "", Level.BREACH), (1, 0, Level.BREACH), (2, "", Level.DOUBT), (1, 600, Level.DOUBT)],
)
def test_too_many_hosts_are_a_breach_at_one_meal_that_nobody_paid(
    tmp_path: Path, meals: int, paid: object, level: Level
) -> None:
    row = VISIT.format(guests=4, hosts=4, meals=meals, paid=paid)
    found = report_of(tmp_path, {"接待台账.csv": f"{VISITS}\n{row}"}).findings
    assert [one.level for one in found if one.rule == "CQ28-companions"] == [level]


def test_those_who_escorted_are_named_with_their_number(tmp_path: Path) -> None:
    table = """
日期,接待对象,公函,人数,,费用（元）,,,备注
,,,来宾,陪同,餐饮,住宿,合计,
2016-05-10,市水利局,渝水函〔2016〕3号,4,9,1690,0,1690,
2016-05-11,市农委,渝农函〔2016〕4号,4,2,190,300,490,
"""
    found = report_of(tmp_path, {"江洲区林业局接待台账.csv": table}).findings
    told = [(one.record.row, one.message) for one in found if one.rule == "CQ28-companions"]
    assert told == [(3, "来客 4 人，陪餐 9 人，限额 3 人")]


CARS = "单位,号牌号码,用车类型,是否喷涂标识,使用科室,备注"


@pytest.mark.parametrize(
    ("department", "remark", "found"),
    [
        ("办公室", "", ["CQ36-marking"]),
        ("刑警大队", "", []),
        ("反贪污贿赂局", "", []),
        ("第三审查调查室", "", []),
        ("办公室", "经市公安局批准，因工作需要未喷涂", []),
    ],
)
def test_cars_of_secret_work_need_no_marking(
    tmp_path: Path, department: str, remark: str, found: list[str]
) -> None:
    row = f"江洲区人民检察院,渝A12350,执法执勤用车,否,{department},{remark}".replace("，", "、")
    told = rules_by_row(tmp_path, "2017年公务用车台账.csv", f"{CARS}\n{row}")
    assert [rule for _, rule in told if rule.startswith("CQ36")] == found


TRIPS = "报销单号,单位,出差人,出差日期,返回日期,目的地,摘要,住宿费,报销金额,支付方式,附件"


@pytest.mark.parametrize(
    ("place", "purpose", "found"),
    [
        ("四川省成都市", "差旅费", True),
        ("四川省成都市", "参加地铁沿线水保座谈会", True),
        ("四川省成都市", "参加生态补偿座谈会", True),
        ("四川省成都市", "项目评审费用", True),
        ("四川省成都市", "参加乡村振兴培训差旅费", True),
        ("四川省成都市", "差旅费及伙食补助", True),
        ("四川省成都市", "报销个人垫付差旅费", True),
        ("河南省镇平县", "水土保持检查", True),
        ("镇平县枣园镇", "水土保持检查", False),
        ("四川省成都市", "宾馆无法刷卡", False),
    ],
)
def test_what_may_be_paid_in_cash_is_no_word_of_the_purpose(
    tmp_path: Path, place: str, purpose: str, found: bool
) -> None:
    row = (
        f"P1,江洲区水务局,张明远,2018-06-06,2018-06-07,{place},{purpose},600,900,现金,发票、审批单"
    )
    told = rules_by_row(tmp_path, "差旅费报销明细.csv", f"{TRIPS}\n{row}")
    assert ((2, "CQ14-cash-travel") in told) is found


@pytest.mark.parametrize(
    ("unit", "remark", "found"),
    [
        ("江洲区水务局", "", ["CQ7-proceeds-less"]),
        ("江洲区人民医院", "按规定留用", []),
        ("重庆江洲国有资产经营管理有限公司", "经交易所成交", []),
        ("重庆江洲建设集团有限公司", "经交易所成交", []),
    ],
)
def test_the_treasury_receives_nothing_of_enterprises_nor_what_may_be_kept(
    tmp_path: Path, unit: str, remark: str, found: list[str]
) -> None:
    head = "单位,处置日期,资产名称,处置方式,处置收入,处置费用,上缴金额,上缴日期,备注"
    row = f"{unit},2018-05-03,挖掘机,出售,50000,0,0,,{remark}"
    told = rules_by_row(tmp_path, "资产处置.csv", f"{head}\n{row}")
    assert [rule for _, rule in told if rule.startswith("CQ7-")] == found


def test_a_purpose_is_missing_only_where_there_is_a_column_for_it(tmp_path: Path) -> None:
    head = TRIPS.replace("摘要", "备注")
    row = "P1,江洲区水务局,张明远,2018-06-06,2018-06-07,成都市,,400,700,公务卡,发票、审批单"
    assert rules_by_row(tmp_path, "差旅费.csv", f"{head}\n{row}") == []
    assert (2, "CQ16-purpose") in rules_by_row(tmp_path, "差旅费.csv", f"{TRIPS}\n{row}")


@pytest.mark.parametrize(
    ("host", "guests", "purpose", "found"),
    [
        ("江洲区农业委员会", "市种业公司", "种子调研", True),
        ("江洲区农业委员会", "市种业公司", "洽谈种业园项目投资", False),
        ("江洲区招商局", "市种业公司", "种子调研", False),
        ("重庆江洲粮油有限公司", "市种业公司", "种子调研", False),
    ],
)
def test_a_firm_is_received_as_any_guest_but_where_investors_are(
    tmp_path: Path, host: str, guests: str, purpose: str, found: bool
) -> None:
    head = "单位,接待日期,接待对象单位,接待人数,公函,事由,金额"
    row = f"{host},2016-03-30,{guests},8,电话联系,{purpose},1340"
    told = rules_by_row(tmp_path, "接待台账.csv", f"{head}\n{row}")
    assert ((2, "CQ26-letter") in told) is found


def test_who_signed_a_table_is_no_record_of_it(tmp_path: Path) -> None:
    head = "单位,接待日期,接待对象单位,接待人数,公函字号,事由,金额"
    row = "江洲区水务局,2016-03-30,市水利局,8,渝水函〔2016〕3号,调研,340"
    report = report_of(
        tmp_path, {"台账.csv": f"{head}\n{row}\n合计,,,,,,340\n经办:舒颜,,,,,审核:巫主任,"}
    )
    assert report.totals.rows_checked == 1


BARE_TRIPS = "单据,姓名,起,止,地点,事由,交通,住宿,补助,合计,备注"


@pytest.mark.parametrize(
    ("lodging", "remark", "found"),
    [
        (1560, "", ["CQ17-lodging-destination"]),
        (960, "", []),
        (960, "商务座往返", ["CQ17-class"]),
        (960, "二等座", []),
        (960, "一等座改签二等座", []),
    ],
)
def test_nights_follow_from_two_days_and_the_seat_from_the_remark(
    tmp_path: Path, lodging: int, remark: str, found: list[str]
) -> None:
    row = f"D1801,夏雨,2018-08-14,2018-08-16,广州,财产查控,1160,{lodging},540,3260,{remark}"
    text = f"{BARE_TRIPS}\n{row}\nD1802,应时,2018-08-14,2018-08-16,广州,财产查控,160,560,540,1260,"
    told = rules_by_row(tmp_path, "龙台县人民法院差旅费.csv", text)
    assert [rule for line, rule in told if line == 2 and rule.startswith("CQ17")] == found


@pytest.mark.parametrize(
    ("leave", "found"), [("年休假", True), ("病假", True), ("公差", False), ("外出培训", False)]
)
def test_official_business_in_the_register_of_leave_is_no_leave(
    tmp_path: Path, leave: str, found: bool
) -> None:
    register = "单位,姓名,类别,开始日期,结束日期,天数,批准人"
    trips = "单位,单据号,姓名,出发日期,返回日期,目的地,事由,住宿费,伙食补助,合计"
    days = "2017-06-05,2017-06-08"
    report = report_of(
        tmp_path,
        {
            "差旅费2017.csv": f"{trips}\n江洲区水务局,D1,赵如一,{days},成都,防汛会商,400,400,800",
            "请休假登记2017.csv": f"{register}\n江洲区水务局,赵如一,{leave},{days},4,王局",
        },
    )
    assert [file.tables[0].kinds for file in report.manifest.files] == [("travel",), ("leave",)]
    assert ("CQ17-trip-on-leave" in {one.rule for one in report.findings}) is found

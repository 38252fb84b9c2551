"""Red entries: which line each cancels, and what is then judged."""

from pathlib import Path

import pytest

from qinjian.engine.once import reversals
from qinjian.engine.report.write import render
from tests.engine.once.checked import report_of, told

RECEPTIONS = "单据号,单位,接待日期,来访单位,接待人数,陪餐人数,报销金额,事由,菜单"
EXPENSES = "单据号,单位,报销日期,费用类型,收款人,经办人,发票号码,金额,摘要"
LEDGER = "日期,凭证号,科目编码,科目名称,摘要,借方金额,贷方金额"


def entries(folder: Path, head: str, *rows: str) -> list[tuple[str, int, list[int]]]:
    return told(report_of(folder, {"费用报销明细.csv": "\n".join([head, *rows])}))


LINE = "B1,甲局,2015-03-05,办公费,晨光文具,张三,11112222,300,办公用品"
UNDONE = "B9,甲局,2015-03-20,办公费,晨光文具,李四,,-300,冲销"


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (UNDONE, [("cancelled", 3, [2])]),
        (UNDONE.replace("-300", "-299.99"), []),
        (UNDONE.replace("甲局", "乙局"), []),
        (UNDONE.replace("办公费", "会议费"), []),
        (UNDONE.replace("晨光文具", "得力文具"), []),
        (UNDONE.replace("03-20", "03-04"), []),
        (UNDONE.replace("03-20", "03-05"), [("cancelled", 3, [2])]),
        (UNDONE.replace("2015-03-20", "2016-01-01"), []),
        (UNDONE.replace("2015-03-20", "2015-12-31"), [("cancelled", 3, [2])]),
        (UNDONE.replace(",办公费,晨光文具,", ",会议费,得力文具,").replace("冲销", "冲销B1（科目列错）"), []),
        (UNDONE.replace(",办公费,晨光文具,", ",会议费,得力文具,").replace("冲销", "冲销单据11112222"),
         [("cancelled", 3, [2])]),
        (UNDONE.replace("晨光文具,李四,", "/,李四,11112222"), [("cancelled", 3, [2])]),
        (UNDONE.replace("晨光文具,李四,", "得力文具,李四,11112222"), []),
        (UNDONE.replace("冲销", "年末结转"), []),
        (UNDONE.replace("冲销", "供应商退款"), [("paid_back", 3, [2])]),
        (UNDONE.replace("冲销", "退货冲红，已退款"), [("cancelled", 3, [2])]),
    ],
)  # fmt: skip
def test_one_line_of_the_same_unit_subject_party_amount_and_year(
    tmp_path: Path, changed: str, found: list[tuple[str, int, list[int]]]
) -> None:
    assert entries(tmp_path, EXPENSES, LINE, changed) == found


def test_claim_or_invoice_goes_before_person_and_person_before_the_nearest_day(
    tmp_path: Path,
) -> None:
    rows = [
        LINE,
        "B2,甲局,2015-03-06,办公费,晨光文具,李四,22223333,300,办公用品",
        "B3,甲局,2015-03-19,办公费,晨光文具,王五,33334444,300,办公用品",
    ]
    assert entries(tmp_path, EXPENSES, *rows, UNDONE) == [("cancelled", 5, [3])]
    by_invoice = UNDONE.replace("李四,", "李四,11112222")
    assert entries(tmp_path, EXPENSES, *rows, by_invoice) == [("cancelled", 5, [2])]
    nearest = UNDONE.replace("李四", "赵六")
    assert entries(tmp_path, EXPENSES, *rows, nearest) == [("cancelled", 5, [4])]


def test_each_entry_cancels_one_line_and_each_line_is_cancelled_once(tmp_path: Path) -> None:
    twice = [LINE, UNDONE, UNDONE.replace("B9", "B10")]
    assert entries(tmp_path, EXPENSES, *twice) == [("cancelled", 3, [2])]
    later = LINE.replace("03-05", "03-10").replace("B1", "B2")
    both = [LINE, later, UNDONE, UNDONE.replace("B9", "B10")]
    assert entries(tmp_path, EXPENSES, *both) == [("cancelled", 4, [3]), ("cancelled", 5, [2])]


def test_where_several_fit_none_is_cancelled_and_all_are_told(tmp_path: Path) -> None:
    same = LINE.replace("B1", "B2").replace("11112222", "22223333")
    assert entries(tmp_path, EXPENSES, LINE, same, UNDONE) == [("several", 4, [2, 3])]
    # As many entries as lines leave no doubt of what is cancelled.
    rows = [LINE, same, UNDONE, UNDONE.replace("B9", "B10")]
    assert entries(tmp_path, EXPENSES, *rows) == [("cancelled", 4, [2]), ("cancelled", 5, [3])]


def test_an_amount_that_very_many_lines_share_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reversals, "MOST_LINES", 0)
    assert entries(tmp_path, EXPENSES, LINE, UNDONE) == [("several", 3, [2])]


def test_an_entry_of_a_ledger_names_its_voucher_in_many_ways(tmp_path: Path) -> None:
    rows = [
        "2015-03-05,记-12,6602,管理费用_办公费,付办公用品款,300,",
        "2015-03-08,记-15,6602,管理费用_办公费,付办公用品款,300,",
        "2015-03-20,记-31,6602,管理费用_办公费,冲销记字第0012号凭证,-300,",
    ]
    found = told(report_of(tmp_path, {"序时账.csv": "\n".join([LEDGER, *rows])}))
    assert found == [("cancelled", 4, [2])]


RECEPTION_ROWS = [
    "P1,江洲区水务局,2015-03-05,市水利局,4,8,1440,调研,五粮液2瓶、青菜",
    "P2,江洲区水务局,2015-03-20,市水利局,,,-1440,红字冲销,",
    "P3,江洲区水务局,2015-05-02,市农委,4,8,700,调研,青菜",
    "P4,江洲区水务局,2015-05-09,市农委,,,-700,违规费用个人退款,",
]


@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_a_cancelled_line_is_judged_for_forbidden_things_alone(tmp_path: Path, runner: str) -> None:
    table = "\n".join([RECEPTIONS, *RECEPTION_ROWS])
    report = report_of(tmp_path, {"公务接待登记表.csv": table}, runner)  # type: ignore[arg-type]
    assert told(report) == [("cancelled", 3, [2]), ("paid_back", 5, [4])]
    found = {(one.record.row, one.rule): one for one in report.findings}
    assert set(found) == {(2, "CQ28-alcohol"), (4, "CQ28-companions")}
    alcohol = found[2, "CQ28-alcohol"]
    assert (alcohol.level, alcohol.at_issue, alcohol.cancelled) == ("doubt", None, True)
    # Money that came back changes nothing of what was done.
    paid_back = found[4, "CQ28-companions"].paid_back
    assert paid_back is not None
    assert paid_back.row == 5
    totals = report.totals
    assert (totals.rows_read, totals.rows_checked, totals.rows_cancelled) == (4, 2, 2)
    assert (totals.yuan_read, totals.yuan_checked, totals.yuan_cancelled) == (
        "0.00",
        "0.00",
        "0.00",
    )


def test_the_list_of_reversals_is_shown(tmp_path: Path) -> None:
    table = {"公务接待登记表.csv": "\n".join([RECEPTIONS, *RECEPTION_ROWS])}
    chinese = render(report_of(tmp_path, table), "table")
    assert "冲销核对：" in chinese
    assert "公务接待登记表.csv:3 P2  冲销 公务接待登记表.csv:2 P1，1440.00 元" in chinese
    assert "该笔已被红字冲销" in chinese
    assert "该笔款项已退回：公务接待登记表.csv:5" in chinese
    assert "读取 4 行 = 检查 2 行 + 冲销 2 行 + 重复读取 0 行 + 未检查行 0" in chinese
    english = render(report_of(tmp_path, table, language="en"), "table")
    assert "pays back 700.00 yuan of 公务接待登记表.csv:4 P3" in english
    assert "rows: 4 read = 2 checked + 2 cancelled + 0 read twice + 0 rejected" in english


def test_a_cancelled_trip_overlaps_no_other(tmp_path: Path) -> None:
    head = "单据号,单位,出差人,出发日期,返回日期,目的地,伙食补助费,报销金额,事由"
    rows = [
        "P001,江洲区水务局,张三,2015-03-05,2015-03-07,成都,300,1440,调研",
        "P002,江洲区水务局,张三,2015-03-05,2015-03-07,成都,-300,-1440,冲销P001（科目列错）",
        "P003,江洲区水务局,张三,2015-03-05,2015-03-07,成都,300,1440,更正科目后重新入账",
    ]
    with_all = report_of(tmp_path, {"差旅费报销明细.csv": "\n".join([head, *rows])})
    assert told(with_all) == [("cancelled", 3, [2])]
    assert "CQ17-trips-overlap" not in {one.rule for one in with_all.findings}
    without = report_of(tmp_path, {"差旅费报销明细.csv": "\n".join([head, rows[0], rows[2]])})
    assert "CQ17-trips-overlap" in {one.rule for one in without.findings}


BOOKED = "2015-{month}-0{day},记-{number},6602,管理费用_招待费,{text},{debit},"


def booked(number: int, text: str, *, month: str = "06", day: int = 5, debit: int = 600) -> str:
    return BOOKED.format(number=number, text=text, month=month, day=day, debit=debit)


@pytest.mark.parametrize(
    ("lines", "entry", "found"),
    [
        # The month that is named excludes the other.
        ([booked(1, "招待费"), booked(2, "招待费", month="07")], "冲6月招待费重复入账", [2]),
        ([booked(2, "招待费", month="07")], "冲6月招待费重复入账", None),
        ([booked(1, "付6月招待费", month="07")], "冲销付6月招待费", [2]),
        # So does the voucher.
        ([booked(12, "客商用餐"), booked(15, "客商用餐")], "冲销记-15客商用餐", [3]),
        ([booked(12, "客商用餐")], "红字冲记188", None),
        # Of another thing that the same account bears nothing is undone.
        ([booked(1, "采购执法记录仪存储卡")], "冲回重复支付鉴定费", None),
        ([booked(1, "文物鉴定费")], "冲回重复支付鉴定费", [2]),
        ([booked(1, "招待费")], "红字冲销", [2]),
    ],
)
def test_what_an_entry_says_excludes_other_lines(
    tmp_path: Path, lines: list[str], entry: str, found: list[int] | None
) -> None:
    rows = [LEDGER, *lines, booked(90, entry, month="08", debit=-600)]
    expected = [] if found is None else [("cancelled", len(rows), found)]
    assert told(report_of(tmp_path, {"序时账.csv": "\n".join(rows)})) == expected


@pytest.mark.parametrize("again", ["更正科目后重新入账", "调研"])
def test_what_was_booked_anew_on_the_same_day_is_not_what_was_undone(
    tmp_path: Path, again: str
) -> None:
    """All three name one invoice: the line before the entry is undone, not the one behind."""
    head = "单据号,单位,出差人,出发日期,返回日期,目的地,发票号码,报销金额,事由"
    trip = "江洲区水务局,张三,2015-03-05,2015-03-07,成都,10012301"
    rows = [
        f"P001,{trip},1440,调研",
        f"P002,{trip},-1440,冲销（科目列错）",
        f"P003,{trip},1440,{again}",
    ]
    report = report_of(tmp_path, {"差旅费报销明细.csv": "\n".join([head, *rows])})
    assert told(report) == [("cancelled", 3, [2])]
    found = {one.rule for one in report.findings}
    assert not found & {"CQ11-invoice-twice", "CQ17-trips-overlap"}


def test_a_line_that_is_named_goes_before_one_of_the_same_invoice(tmp_path: Path) -> None:
    rows = [
        LINE,
        LINE.replace("B1", "B2").replace("03-05", "03-08"),
        UNDONE.replace(",,-300,冲销", ",11112222,-300,冲销B1"),
    ]
    rows = [row.replace("B1", "BX-101").replace("B2", "BX-102") for row in rows]
    assert entries(tmp_path, EXPENSES, *rows) == [("cancelled", 4, [2])]


VOID = ",甲局,2015-03-05,川屏市水务局,6,2,{amount},{text},"


@pytest.mark.parametrize(
    ("amount", "text", "found"),
    [
        ("0", "活动取消未接待", [("void", 2, [2])]),
        ("", "来访改期", [("void", 2, [2])]),
        ("300", "活动取消，已备餐", []),
        ("0", "机关食堂，不计费", []),
        ("3OO", "来访改期", []),
    ],
)
def test_what_was_called_off_and_cost_nothing_asks_for_no_papers(
    tmp_path: Path, amount: str, text: str, found: list[tuple[str, int, list[int]]]
) -> None:
    row = VOID.format(amount=amount, text=text)
    report = report_of(tmp_path, {"接待台账.csv": f"{RECEPTIONS}\n{row}"})
    assert told(report) == found
    assert report.totals.rows_cancelled == len(found)
    assert report.totals.rows_checked == 1 - len(found)


def test_what_was_called_off_is_still_held_against_what_is_forbidden(tmp_path: Path) -> None:
    row = VOID.format(amount="0", text="活动取消") + "飞天茅台2瓶"
    report = report_of(tmp_path, {"接待台账.csv": f"{RECEPTIONS}\n{row}"})
    assert told(report) == [("void", 2, [2])]
    assert [(one.rule, one.at_issue) for one in report.findings] == [("CQ28-alcohol", None)]
    assert "写明未发生且无金额" in render(report, "table")

"""Tables that were read twice, and equal lines that are two."""

from pathlib import Path

import pytest

from qinjian.engine.once import held
from tests.engine.once.checked import report_of

HEAD = "单据号,单位,接待日期,来访单位,接待人数,陪餐人数,报销金额,事由"
ROWS = [
    f"P{month:03},江洲区水务局,2015-{month:02}-0{day},市水利局,4,8,{month}{day}0,调研"
    for month in range(1, 5)
    for day in (3, 5, 9)
]


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows])


@pytest.mark.parametrize("runner", ["reference", "columns"])
@pytest.mark.parametrize("in_memory", [0, 1_000])
def test_a_month_that_stands_in_its_year_is_checked_once(
    tmp_path: Path, runner: str, in_memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "IN_MEMORY", in_memory)
    year = {"接待2015.csv": table(*ROWS)}
    alone = report_of(tmp_path, year, runner)  # type: ignore[arg-type]
    months = {f"接待2015-{n}.csv": table(*ROWS[3 * n - 3 : 3 * n]) for n in (1, 2)}
    # The months are read first, the year, which is larger, counts.
    report = report_of(tmp_path, {**months, **year}, runner)  # type: ignore[arg-type]
    assert report.findings == alone.findings
    assert report.rules == alone.rules
    totals = report.totals
    assert (totals.rows_read, totals.rows_checked, totals.rows_twice) == (18, 12, 6)
    assert totals.yuan_read == f"{float(totals.yuan_checked) + float(totals.yuan_twice):.2f}"
    notices = [one for one in report.notices if one.code == "table_twice"]
    assert [one.file for one in notices] == ["接待2015-1.csv", "接待2015-2.csv"]
    assert "有 3 行也在 接待2015.csv 中" in notices[0].message


def twice(folder: Path, first: str, second: str) -> int:
    return report_of(folder, {"甲表.csv": first, "乙表.csv": second}).totals.rows_twice


BARE_HEAD = HEAD.removeprefix("单据号,")
BARE = [row.partition(",")[2] for row in ROWS]
"""The same lines without the numbers of their claims."""


def bare(*rows: str) -> str:
    return table(*rows, head=BARE_HEAD)


def test_nine_in_ten_lines_have_to_be_equal_in_every_column(tmp_path: Path) -> None:
    small = [*BARE[:9], BARE[9].replace("调研", "检查")]
    assert twice(tmp_path, bare(*BARE), bare(*small)) == 9
    small = [*BARE[:8], *(row.replace("调研", "检查") for row in BARE[8:10])]
    assert twice(tmp_path, bare(*BARE), bare(*small)) == 0


def test_of_numbered_lines_nothing_counts_but_what_two_exports_have_in_common(
    tmp_path: Path,
) -> None:
    worded = [row.replace("调研", "检查") for row in ROWS[:2]]
    assert twice(tmp_path, table(*ROWS), table(*worded)) == 2
    # One line is enough, and the layout may be another.
    assert twice(tmp_path, table(*ROWS), table(worded[0])) == 1
    menus = table(*(f"{row},青菜" for row in ROWS), head=f"{HEAD},菜单")
    row = "P001,江洲区水务局,2015-01-03,市水利局来人,8,130,好"
    elsewhere = table(row, head="单据号,单位,接待日期,事由,陪餐人数,报销金额,备注")
    assert twice(tmp_path, menus, elsewhere) == 1
    # Another number, day or sum is another line; so is one whose number is blank.
    for old, new in (("P001", "P009"), ("01-03", "01-04"), ("130", "131"), ("P001", "")):
        assert twice(tmp_path, table(*ROWS), table(worded[0].replace(old, new))) == 0, new


def test_of_equal_lines_the_larger_number_remains(tmp_path: Path) -> None:
    doubled = [ROWS[0], ROWS[0], ROWS[1]]
    assert twice(tmp_path, table(*ROWS), table(*doubled)) == 0  # two in three stand there too
    assert twice(tmp_path, table(*ROWS, ROWS[0]), table(*doubled)) == 3


def test_a_column_more_on_one_side_is_the_same_layout_and_another_column_is_not(
    tmp_path: Path,
) -> None:
    longer = table(*(f"{row},青菜" for row in BARE[:3]), head=f"{BARE_HEAD},菜单")
    assert twice(tmp_path, bare(*BARE), longer) == 3
    remarked = table(*(f"{row},好" for row in BARE), head=f"{BARE_HEAD},备注")
    assert twice(tmp_path, remarked, longer) == 0


def test_equal_lines_elsewhere_are_two(tmp_path: Path) -> None:
    # One line is no table; days that reach beyond those of the other are no part of them.
    assert twice(tmp_path, bare(*BARE), bare(BARE[0])) == 0
    beyond = [*ROWS[1:11], ROWS[11].replace("2015-04-09", "2015-05-09")]
    assert twice(tmp_path, table(*ROWS), table(*beyond)) == 0
    # Equal lines of one table are two lines.
    report = report_of(tmp_path, {"甲表.csv": table(*ROWS, *ROWS)})
    assert (report.totals.rows_twice, report.totals.rows_checked) == (0, 24)
    # Another unit's table is another one.
    theirs = [row.replace("水务局", "农业局") for row in ROWS]
    assert twice(tmp_path, table(*ROWS), table(*theirs)) == 0


def test_a_red_entry_in_a_table_that_was_read_twice_cancels_once(tmp_path: Path) -> None:
    red = "P099,江洲区水务局,2015-03-20,市水利局,,,-130,红字冲销P001"
    year = table(*ROWS, red)
    part = table(*ROWS[:9], red)
    report = report_of(tmp_path, {"甲表.csv": year, "乙表.csv": part})
    totals = report.totals
    assert [one.state for one in report.reversals] == ["cancelled"]
    assert (totals.rows_twice, totals.rows_cancelled, totals.rows_checked) == (10, 2, 11)


def test_two_exports_of_a_claim_may_name_its_unit_in_full_and_in_short(tmp_path: Path) -> None:
    short = table(*ROWS[:3])
    full = table(*(row.replace("江洲区水务局", "重庆市江洲区水务局") for row in ROWS))
    report = report_of(tmp_path, {"接待2015.csv": full, "接待2015-1.csv": short})
    assert (report.totals.rows_read, report.totals.rows_twice) == (15, 3)

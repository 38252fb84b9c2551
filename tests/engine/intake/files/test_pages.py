import pytest

from qinjian.engine.intake.files import pages
from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.files.grid import Budget, Grid, TooLargeError
from qinjian.engine.intake.files.pages import page_tables

HEAD = "<tr><th>单据号</th><th>事由</th><th>金额</th></tr>"
ROW = "<tr><td>BX-1</td><td>调研</td><td>1,560.00</td></tr>"


def rows(text: str) -> list[list[list[str]]]:
    return [[cells for _, cells in grid.rows] for grid in page_tables(text)]


def only(text: str) -> list[list[str]]:
    (found,) = rows(text)
    return found


def test_a_table_has_its_rows_and_cells() -> None:
    text = f"<html><body><table border=1>{HEAD}{ROW}</table></body></html>"
    assert only(text) == [["单据号", "事由", "金额"], ["BX-1", "调研", "1,560.00"]]


def test_what_stands_in_a_cell_is_the_text_that_it_shows() -> None:
    cells = (
        "<td><b>江 &amp; 河</b><font color='red'>区</font></td>"
        "<td>一<br>二<p>三</p></td><td>&nbsp;\n 1&#44;560 \t元&nbsp;</td>"
        "<td><a href='x?a=1>2'>见附件</a><!-- 不 --><script>if (a<b) '</td>'</script></td>"
    )
    assert only(f"<table><tr>{cells}</tr>{ROW}</table>")[0] == [
        "江 & 河区",
        "一\n二\n三",
        "1,560 元",
        "见附件",
    ]


def test_tags_that_are_left_open_are_closed_by_the_next() -> None:
    text = "<TABLE><TR><TD>单据号<TD>金额<TD>事由<TR><TD>BX-1<TD>5<TD>会议</TABLE>"
    assert only(text) == [["单据号", "金额", "事由"], ["BX-1", "5", "会议"]]


def test_a_table_that_is_cut_is_read_as_far_as_it_goes() -> None:
    assert only(f"<table>{HEAD}<tr><td>BX-1<td>会")[1] == ["BX-1", "会"]


def test_cells_that_reach_over_others_are_repeated_down_and_marked_across() -> None:
    text = (
        "<table><tr><td rowspan=2>单据号</td><td colspan='2'>费用</td></tr>"
        "<tr><td>餐费</td><td>住宿</td></tr><tr><td>BX-1</td><td>1</td><td>2</td></tr></table>"
    )
    found = only(text)
    assert found == [["单据号", "费用", ""], ["单据号", "餐费", "住宿"], ["BX-1", "1", "2"]]
    assert [list(map(nature, row)) for row in found[:2]] == [
        ["merged_first", "text", "covered"],
        ["merged", "text", "text"],
    ]
    assert found[0][2].group == "费用"  # type: ignore[attr-defined]


def test_each_table_is_one_of_its_own() -> None:
    text = f"<table>{HEAD}{ROW}</table><p>二、</p><table>{HEAD}{ROW}{ROW}</table>"
    assert [len(found) for found in rows(text)] == [2, 4]


def test_lines_above_a_table_are_its_titles() -> None:
    text = (
        f"<title>接待台账</title><h2>江北村2019年</h2><div>单位：元</div><table>{HEAD}{ROW}</table>"
    )
    assert only(text)[:3] == [["接待台账"], ["江北村2019年"], ["单位：元"]]
    caption = f"<table><caption>接待<b>台账</b></caption>{HEAD}{ROW}</table>"
    assert only(caption)[0] == ["接待台账"]


def test_a_small_table_above_or_below_is_a_title_or_signature_of_the_large_one() -> None:
    title = "<table><tr><td>2019年差旅费明细表</td></tr></table>"
    signed = "<table><tr><td>制表：</td><td>审核：</td></tr></table>"
    found = only(f"{title}<table>{HEAD}{ROW}</table>{signed}")
    assert [len(row) for row in found] == [1, 3, 3, 2]


def test_a_table_that_only_arranges_another_is_none() -> None:
    text = (
        f"<table><tr><td>2019年台账</td></tr><tr><td><table>{HEAD}{ROW}</table></td></tr></table>"
    )
    assert [len(row) for row in only(text)] == [1, 3, 3]


def test_a_page_without_a_table_has_none() -> None:
    assert rows("<html><body>会话已超时，请重新登录</body></html>") == []
    assert rows("<table></table><table><tr><td> &nbsp;</td></tr></table>") == []


def test_rows_that_are_not_shown_are_counted() -> None:
    hidden = ROW.replace("<tr>", '<tr style="display:none">')
    (grid,) = page_tables(f"<table>{HEAD}{hidden}{ROW}</table>")
    assert (grid.hidden_rows, len(grid.rows)) == (1, 3)


def test_text_guarded_against_a_spreadsheet_is_freed() -> None:
    assert only(f'<table>{HEAD}<tr><td>="00123"<td>x<td>1</tr></table>')[1][0] == "00123"


@pytest.mark.parametrize(
    "text",
    [
        "<" * 3_000_000,
        "<a " * 1_000_000,
        "<td x='" * 400_000,
        '<a ="' + "<a ='>>>>>" * 200_000,
        "<!--" * 500_000,
        "<script>" * 300_000,
        "&#" + "9" * 1_000_000 + ";",
        "<table><tr><td>" + "&" * 1_000_000,
        f"<table>{ROW * 20_000}",
        "<div>x</div>" * 200_000,
        "</td></tr></table>" * 100_000,
    ],
)
def test_no_page_is_too_much(text: str) -> None:
    """Each comes to an end soon; one that is searched again from every sign would not."""
    assert all(page_tables(text))


@pytest.mark.parametrize(
    "text",
    [
        "<table>" * 100,
        "<table><tr>" + "<td colspan=999999 rowspan=999999>x" * 3,
        "<table>" + "<tr><td colspan=16384>x" * 400,
        "<table><tr><td rowspan=999999 colspan=16384>x" + "<tr>" * 400,
    ],
)
def test_cells_that_are_too_many_are_refused(text: str) -> None:
    with pytest.raises(TooLargeError):
        page_tables(text)


def test_a_cell_beyond_reason_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_TEXT", 3)
    assert only(f"<table>{HEAD}<tr><td>12345<td>x<td>y</tr></table>")[1][0] == "123"


def test_a_row_far_down_costs_nothing() -> None:
    grid = Grid(Budget(10))
    grid.start_row()
    grid.cell("x", rows=1_000_000)
    grid.start_row(1_000_000)
    grid.end_row()
    assert [number for number, _ in grid.rows] == [1, 1_000_000]

"""How rows and days are shown: hidden rows, and days that are shown as months."""

import datetime as dt
import io

import pytest
import xlsxwriter
import xlwt

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.files.scan import limits
from qinjian.engine.intake.files.scan.shown_days import shows_no_day
from qinjian.engine.intake.files.workbook import sheets
from tests.engine.intake.files.scan.making import (
    SPACES,
    cell,
    changed,
    look,
    ods_of,
    refusal,
    row,
    table,
    xls,
    xlsx,
    xlsx_of,
)

MARCH = dt.date(2019, 3, 5)


def cells(data: bytes) -> list[list[str]]:
    return [cells for sheet in sheets(io.BytesIO(data), "a") for _, cells in sheet.rows]


@pytest.mark.parametrize(
    "code",
    [
        'yyyy"年"m"月"', 'yyyy"年"m"月";@', "yyyy-mm", "[$-804]yyyy\\年mm\\月", "mmm-yy", "yyyy",
        'm"月"', '[DBNum1][$-804]yyyy"年"m"月"', "YYYY/MM", 'yyyy"day"',
    ],
)  # fmt: skip
def test_formats_that_show_no_day(code: str) -> None:
    assert shows_no_day(176, code)


@pytest.mark.parametrize(
    "code",
    [
        'yyyy"年"m"月"d"日"', "yyyy-mm-dd", "d", "General", "0.00", "h:mm", "mm:ss", "@", "", "[h]:mm",
        '#,##0.00"月"', "0.00_m", "¥#,##0.00", "yyyy/m/d h:mm", '0"ym"', "\\y0",
    ],
)  # fmt: skip
def test_formats_that_show_a_day_or_none_at_all(code: str) -> None:
    assert not shows_no_day(176, code)


def test_formats_without_a_code_are_known_by_their_number() -> None:
    assert [number for number in range(60) if shows_no_day(number, None)] == [
        17, 27, 36, 50, 52, 57,
    ]  # fmt: skip
    assert not shows_no_day(57, "yyyy-mm-dd")


def test_a_day_shown_as_a_month_is_read_as_one_in_xlsx() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("一")
        month = book.add_format({"num_format": 'yyyy"年"m"月"'})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write(1, 1, MARCH, month)
        sheet.write(1, 2, MARCH, day)
        sheet.write(1, 3, "文字", month)
        sheet.write_formula(1, 4, "=B2", month, 43529)
        sheet.write_blank(1, 5, None, month)
        sheet.write(1, 6, 17, book.add_format({"num_format": 17}))
        sheet.write(1, 7, 0.5, month)
        sheet.write(1, 8, 43529, book.add_format({"num_format": 57}))

    data = xlsx(fill)
    assert look(data).sheets[0].months == {(1, 1), (1, 4), (1, 6), (1, 7), (1, 8)}
    _, found = cells(data)
    assert found[1:6] == ["2019-03", "2019-03-05", "文字", "2019-03", ""]
    assert found[8] == "2019-03"
    assert nature(found[1]) == "text"


def test_months_are_counted_from_1904_where_the_workbook_does() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        month = book.add_format({"num_format": "yyyy-mm"})
        book.add_worksheet("一").write(0, 0, MARCH, month)

    assert cells(xlsx(fill, {"date_1904": True})) == [["2019-03"]]


def test_a_day_shown_as_a_month_is_read_as_one_in_xls() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("一")
        month = xlwt.easyxf(num_format_str='yyyy"年"m"月"')
        sheet.write(0, 0, MARCH, month)
        sheet.write(0, 1, MARCH, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        sheet.write(0, 2, "x", month)
        sheet.write(0, 3, 5)
        for column in range(3):
            sheet.write(1, column, MARCH, month)

    data = xls(fill)
    assert look(data).sheets[0].months == {(0, 0), (1, 0), (1, 1), (1, 2)}
    assert cells(data) == [["2019-03", "2019-03-05", "x", "5"], ["2019-03"] * 3 + [""]]


def test_months_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MONTHS", 2)

    def fill(book: xlsxwriter.Workbook) -> None:
        month = book.add_format({"num_format": "yyyy-mm"})
        book.add_worksheet("一").write_row(0, 0, [1, 2, 3], month)

    assert refusal(xlsx(fill)) == "workbook_large"


def test_styles_that_make_no_sense_are_refused() -> None:
    data = xlsx(lambda book: book.add_worksheet("一").write(0, 0, 1))
    assert refusal(changed(data, b'<xf numFmtId="0"', b'<xf numFmtId="x"')) == "workbook_broken"


def test_hidden_rows_of_xlsx_are_counted() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("一")
        for number in range(5):
            sheet.write(number, 0, "x")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})

    data = xlsx(fill)
    assert look(data).sheets[0].hidden_rows == 2
    (sheet,) = sheets(io.BytesIO(data), "a")
    assert (sheet.hidden_rows, len(list(sheet.rows))) == (2, 5)
    assert look(xlsx_of('<row hidden="true"><c><v>1</v></c></row>')).sheets[0].hidden_rows == 1


def test_hidden_rows_of_xls_are_counted() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("一")
        for number in range(5):
            sheet.write(number, 0, "x")
        for number in (1, 2, 9):
            sheet.row(number).hidden = True

    assert look(xls(fill)).sheets[0].hidden_rows == 2


def test_hidden_rows_of_ods_are_counted() -> None:
    text = cell("x", 'office:value-type="string"')
    rows = [
        row(text),
        row(text, about='table:visibility="filter" table:number-rows-repeated="3"'),
        row(text, about='table:visibility="collapse"'),
        row(cell(), about='table:visibility="collapse"'),
    ]
    assert look(ods_of(table(*rows))).sheets[0].hidden_rows == 4


STYLES = (
    '<office:automatic-styles><number:date-style style:name="N1"><number:year/><number:text>年'
    "</number:text><number:month/><number:text>月</number:text></number:date-style>"
    '<number:date-style style:name="N2"><number:year/><number:month/><number:day/>'
    "</number:date-style>"
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="bold" style:family="table-cell" style:parent-style-name="month"/>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"'
    ' style:parent-style-name="month"/></office:automatic-styles>'
)


def a_day(style: str = "", more: str = "") -> str:
    about = f'table:style-name="{style}"' if style else ""
    days = 'office:value-type="date" office:date-value="2016-05-01"'
    return cell("2016年5月", f"{days} {about} {more}")


def test_a_day_shown_as_a_month_is_read_as_one_in_ods() -> None:
    text = cell("备注", 'office:value-type="string" table:style-name="month"')
    one = row(a_day("month"), a_day("day"), a_day("bold"), a_day(), text)
    data = ods_of(table(one), styles=STYLES)
    assert look(data).sheets[0].months == {(0, 0), (0, 2)}
    assert cells(data) == [["2016-05", "2016-05-01", "2016-05", "2016-05-01", "备注"]]


def test_a_cell_of_ods_without_a_style_has_that_of_its_row_or_its_column() -> None:
    default = 'table:default-cell-style-name="month"'
    columns = (
        f'<table:table-column/><table:table-column {default} table:number-columns-repeated="2"/>'
    )
    rows = [row(a_day(), a_day(), a_day("day")), row(a_day(), about=default)]
    data = ods_of(table(columns, *rows), styles=STYLES)
    assert look(data).sheets[0].months == {(0, 1), (1, 0)}


def test_months_of_ods_that_are_repeated_are_all_months() -> None:
    twice = 'table:number-columns-repeated="2"'
    one = row(a_day("month", twice), about='table:number-rows-repeated="2"')
    data = ods_of(table(one), styles=STYLES)
    assert cells(data) == [["2016-05", "2016-05"]] * 2


def test_the_styles_that_an_ods_workbook_shares_are_looked_at() -> None:
    shared = f"<office:document-styles {SPACES}>{STYLES}</office:document-styles>"
    data = ods_of(table(row(a_day("bold"))), {"styles.xml": shared.encode()})
    assert cells(data) == [["2016-05"]]


def test_months_of_ods_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MONTHS", 2)
    one = row(a_day("month"), about='table:number-rows-repeated="3"')
    assert refusal(ods_of(table(one), styles=STYLES)) == "workbook_large"

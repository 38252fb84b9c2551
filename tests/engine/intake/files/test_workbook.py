import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import xlsxwriter

from qinjian.engine.intake import Intake
from qinjian.engine.intake import read as read_any
from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.files.workbook import cell_text, plain_number, sheets
from qinjian.engine.messages.problems import QinjianError

read = partial(read_any, kind="reception")

WriteWorkbook = Callable[..., str]


def changed(name: str, old: bytes, new: bytes) -> bytes:
    """Replace bytes in the parts of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(name) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            target.writestr(part, source.read(part).replace(old, new))
    return out.getvalue()


def broken(data: bytes) -> str:
    with pytest.raises(QinjianError) as caught:
        list(sheets(io.BytesIO(data), "a.xlsx"))
    return caught.value.problems[0].code


def rows(found: Intake) -> Iterator[tuple[str | None, int]]:
    return ((one.place.sheet, one.place.row) for one in found.records)


def test_every_sheet_is_a_table(write_workbook: WriteWorkbook) -> None:
    table = [["单据号", "餐费"], ["BX-1", 800], ["", ""], ["BX-2", 1100.1]]
    name = write_workbook("a.xlsx", 一月=table, 空=[], 二月=table[:2])
    found = read([name])
    assert list(rows(found)) == [("一月", 2), ("一月", 4), ("二月", 2)]
    assert [str(one.record.meal_fee) for one in found.records] == ["800.00", "1100.10", "800.00"]  # type: ignore[attr-defined]


def test_a_bad_sheet_hides_no_other(write_workbook: WriteWorkbook) -> None:
    name = write_workbook("a.xlsx", 甲=[["无关"]], 台账=[["餐费"], ["若干"], [1]])
    found = read([name])
    assert list(rows(found)) == [("台账", 2), ("台账", 3)]
    told = (*found.rejects, *found.unreadable)
    assert [(problem.code, problem.where.sheet) for problem in told] == [
        ("header_missing", "甲"),
        ("not_money", "台账"),
    ]


def test_a_table_may_start_further_down(write_workbook: WriteWorkbook) -> None:
    found = read([write_workbook("a.xlsx", 一=[[], ["餐费"], [1]])])
    assert list(rows(found)) == [("一", 3)]


def test_rows_and_columns_count_from_the_corner(write_workbook: WriteWorkbook) -> None:
    name = write_workbook("a.xlsx", 一=[["", "餐费"], ["", ""], ["", 5]])
    assert list(rows(read([name]))) == [("一", 3)]


def test_cells_become_text() -> None:
    day = dt.datetime(2015, 3, 5)  # noqa: DTZ001
    assert cell_text(3.0) == "3"
    assert cell_text(1234567.89) == "1234567.89"
    assert cell_text(True) == "true"
    assert cell_text(5e15) == "5000000000000000"
    assert nature(cell_text(5e15)) == "digits_lost"
    assert cell_text(day) == cell_text(day.date()) == "2015-03-05"
    assert cell_text(day.replace(hour=12)) == "2015-03-05 12:00:00"
    assert cell_text("01234567") == "01234567"


def test_doubles_become_their_fifteen_digits() -> None:
    assert plain_number(0.1 + 0.2) == "0.3"
    assert plain_number(1100.10) == "1100.1"
    assert plain_number(9_999_999_999_999.99) == "9999999999999.99"
    assert plain_number(1e-7) == "0.0000001"
    assert plain_number(1e21) == "1" + "0" * 21
    assert plain_number(-0.15) == "-0.15"


def test_days_are_read_from_cells_of_dates(write_workbook: WriteWorkbook) -> None:
    rows_ = [["餐费", "接待日期", "附件"], [1, dt.date(2015, 3, 5), "公函"]]
    (one,) = read([write_workbook("a.xlsx", 一=rows_)]).records
    assert one.record.event_date == dt.date(2015, 3, 5)  # type: ignore[attr-defined]


def test_errors_and_unreckoned_formulas_are_not_taken_for_empty_cells() -> None:
    workbook = xlsxwriter.Workbook("a.xlsx")
    workbook.add_worksheet("空")
    sheet = workbook.add_worksheet("一 & 二")
    sheet.write_row(0, 0, ["餐费", "备注"])
    sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 0, '=A9*2&"<"', None, 77)
    sheet.write_formula(3, 0, "=1+1", None, 2)
    workbook.close()
    data = changed("a.xlsx", b"<v>77</v>", b"")
    _, sheet_read = sheets(io.BytesIO(data), "a.xlsx")
    assert sheet_read.name == "一 & 二"
    cells = [row[0] for _, row in sheet_read.rows]
    assert cells == ["餐费", "#DIV/0!", '=A9*2&"<"', "2"]
    assert list(map(nature, cells)) == ["text", "error", "formula", "number"]
    Path("b.xlsx").write_bytes(data)
    found = read(["b.xlsx"])
    assert [(problem.code, problem.values["value"]) for problem in found.unreadable] == [
        ("cell_error", "#DIV/0!"),
        ("formula_empty", '=A9*2&"<"'),
    ]


def test_a_workbook_without_cells_is_a_reject(write_workbook: WriteWorkbook) -> None:
    name = write_workbook("a.xlsx", 一=[], 二=[])
    assert [problem.code for problem in read([name]).rejects] == ["no_rows"]


def test_hidden_rows_are_read_and_told(write_workbook: WriteWorkbook) -> None:
    name = write_workbook("a.xlsx", 一=[["餐费"], [1], [2]])
    Path("b.xlsx").write_bytes(changed(name, b'<row r="2"', b'<row r="2" hidden="1"'))
    found = read(["b.xlsx"])
    assert list(rows(found)) == [("一", 2), ("一", 3)]
    assert [(one.code, one.where.sheet, one.values) for one in found.notices] == [
        ("rows_hidden", "一", {"count": 1})
    ]


def test_a_cell_in_the_last_corner_is_refused() -> None:
    workbook = xlsxwriter.Workbook("a.xlsx")
    sheet = workbook.add_worksheet()
    sheet.write(0, 0, "餐费")
    sheet.write(1_048_575, 16_383, 1)
    workbook.close()
    assert broken(Path("a.xlsx").read_bytes()) == "workbook_large"


def test_a_list_that_promises_too_much_is_refused(write_workbook: WriteWorkbook) -> None:
    name = write_workbook("a.xlsx", 一=[["餐费"], [1]])
    assert broken(changed(name, b'ount="1"', b'ount="99999999999"')) == "workbook_large"


def test_what_is_no_workbook_is_refused(write_workbook: WriteWorkbook) -> None:
    name = write_workbook("a.xlsx", 一=[["餐费"], [1]])
    data = Path(name).read_bytes()
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("x.xml", "<x/>")
    for bad in (b"x", data[: len(data) // 2], other.getvalue()):
        assert broken(bad) == "workbook_broken"
    assert broken(changed(name, b"</sheetData>", b"</sheetDat")) == "workbook_broken"


def test_an_empty_file_is_an_empty_file() -> None:
    Path("a.xlsx").write_bytes(b"")
    assert [problem.code for problem in read(["a.xlsx"]).rejects] == ["file_empty"]

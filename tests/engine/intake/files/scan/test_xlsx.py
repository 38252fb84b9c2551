import io
from collections.abc import Callable

import msoffcrypto.format.ooxml
import pytest
import xlsxwriter

from qinjian.engine.intake.files.scan import scan
from qinjian.engine.intake.files.scan.xlsx import scan_xlsx
from qinjian.engine.messages.problems import QinjianError
from tests.engine.intake.files.scan.making import (
    archived,
    changed,
    look,
    members,
    refusal,
    xlsx,
    xlsx_of,
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000000000500 01a5f645400000000049454e44ae426082"
)
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def flawed(data: bytes, sheet: int = 0) -> dict[tuple[int, int], tuple[str, str]]:
    cells = look(data).sheets[sheet].flawed
    return {place: (str(cell), cell.nature) for place, cell in cells.items()}


def test_errors_and_formulas_without_a_value_are_flawed() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("空")
        sheet = workbook.add_worksheet("一 & 二")
        sheet.write(0, 0, "餐费")
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 27, '=A9*2&"<"', None, 77)
        sheet.write_formula(3, 0, "=1+1", None, 2)

    book = look(changed(xlsx(fill), b"<v>77</v>", b""))
    assert (book.format, book.date_1904) == ("xlsx", False)
    empty, full = book.sheets
    assert (empty.flawed, full.merged, full.pictures) == ({}, None, 0)
    assert {place: (cell, cell.nature) for place, cell in full.flawed.items()} == {
        (1, 0): ("#DIV/0!", "error"),
        (2, 27): ('=A9*2&"<"', "formula"),
    }


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', None),
        ('<c r="A1" t="str"><f>B1</f></c>', ("=B1", "formula")),
        ('<c r="A1"><f>B1</f><v/></c>', ("=B1", "formula")),
        ('<c r="A1"><f t="shared" si="0"/></c>', ("=", "formula")),
        ('<c r="A1" t="b"><f>B1</f><v> </v></c>', ("=B1", "formula")),
        ('<c r="A1" t="e"><v></v></c>', ("#ERROR!", "error")),
        ('<c r="A1" t="inlineStr"><is><t>#DIV/0!</t></is></c>', None),
        ('<c r="A1" s="1"/>', None),
        ("<c><f>A2&amp;&quot;x&quot;</f></c>", ('=A2&"x"', "formula")),
        ("<x:c r='A1' xmlns:x='x'><x:f>B1</x:f></x:c>", ("=B1", "formula")),
    ],
)
def test_a_value_is_told_from_none(cell: str, expected: tuple[str, str] | None) -> None:
    found = flawed(xlsx_of(f'<row r="1">{cell}</row>'))
    assert found == ({} if expected is None else {(0, 0): expected})


def test_cells_without_places_follow_one_another() -> None:
    rows = '<row><c/><c><f>A</f></c></row><row/><row r="7"><c r="C7"/><c><f>B</f></c></row>'
    assert set(flawed(xlsx_of(rows))) == {(0, 1), (6, 3)}


def test_days_may_be_counted_from_1904() -> None:
    data = xlsx(lambda workbook: workbook.add_worksheet(), {"date_1904": True})
    assert look(data).date_1904


def test_sheets_keep_their_order_with_charts_between() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("一").write_formula(0, 0, "=1/0", None, "#N/A")
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=二!$A$1:$A$2"})
        workbook.add_chartsheet("图").set_chart(chart)
        workbook.add_worksheet("二").write_formula(1, 1, "=1/0", None, "#REF!")

    assert [list(sheet.flawed) for sheet in look(xlsx(fill)).sheets] == [[(0, 0)], [], [(1, 1)]]


def test_pictures_are_counted_by_sheet() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("一").write_comment(0, 0, "批注")
        sheet = workbook.add_worksheet("二")
        for place in ("A1", "C5"):
            sheet.insert_image(place, "a.png", {"image_data": io.BytesIO(PNG)})
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=一!$A$1:$A$2"})
        sheet.insert_chart("D9", chart)
        workbook.add_worksheet("三").write_formula(
            0, 0, '=_xlfn.DISPIMG("ID_1",1)', None, '=DISPIMG("ID_1",1)'
        )

    assert [sheet.pictures for sheet in look(xlsx(fill)).sheets] == [0, 2, 1]


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "xl/macrosheets/a.xml"])
def test_macros_are_refused(name: str) -> None:
    assert refusal(archived({**members(xlsx_of(ONE)), name: b"x"})) == "workbook_macros"


def test_a_workbook_under_a_password_is_refused() -> None:
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(xlsx_of(ONE))).encrypt("1", out)
    for look_ in (scan, scan_xlsx):
        with pytest.raises(QinjianError) as caught:
            look_(out, "a.xlsx")
        assert [problem.code for problem in caught.value.problems] == ["workbook_password"]


def test_binary_workbooks_are_refused() -> None:
    parts = members(xlsx_of(ONE))
    assert refusal(archived({**parts, "xl/workbook.bin": b""})) == "workbook_broken"
    sheet = parts.pop("xl/worksheets/sheet1.xml")
    data = archived({**parts, "xl/worksheets/sheet1.bin": sheet})
    assert refusal(changed(data, b"sheet1.xml", b"sheet1.bin")) == "workbook_broken"


def test_a_cell_in_the_last_corner_is_refused() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet().write(1_048_575, 16_383, 1)

    assert refusal(xlsx(fill)) == "workbook_large"


def test_the_areas_of_all_sheets_count() -> None:
    def fill(sheets: int) -> Callable[[xlsxwriter.Workbook], None]:
        def cells(workbook: xlsxwriter.Workbook) -> None:
            for _ in range(sheets):
                workbook.add_worksheet().write(999_999, 9, 1)

        return cells

    assert len(look(xlsx(fill(2))).sheets) == 2
    assert refusal(xlsx(fill(3))) == "workbook_large"


def test_formatting_takes_up_no_area() -> None:
    first = "".join(f'<c r="{letter}1"><v>1</v></c>' for letter in ("A", "AZ", "ZZ"))
    rows = "".join(f'<row r="{n}" s="1"><c r="XFD{n}" s="1"/></row>' for n in range(2, 50_000))
    look(xlsx_of(f'<row r="1">{first}</row>{rows}'))


def test_a_long_text_in_many_cells_is_refused() -> None:
    """A text that cells share is one text in the file, and as many as there are cells once read."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 10_001))
    look(xlsx_of(cells, texts=("短",)))
    assert refusal(xlsx_of(cells, texts=("长" * 32_767,))) == "workbook_large"


def test_one_cell_written_over_and_over_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qinjian.engine.intake.files.scan.limits.MAX_CELLS", 100)
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    look(xlsx_of(cell * 100))
    assert refusal(xlsx_of(cell * 101)) == "workbook_large"


def test_too_many_flaws_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qinjian.engine.intake.files.scan.limits.MAX_FLAWED", 3)
    cell = '<c t="e"><v>#N/A</v></c>'
    assert len(flawed(xlsx_of(f"<row>{cell * 3}</row>"))) == 3
    assert refusal(xlsx_of(f"<row>{cell * 4}</row>")) == "workbook_large"


@pytest.mark.parametrize("name", [b"count", b"uniqueCount"])
def test_a_list_that_promises_too_much_is_refused(name: bytes) -> None:
    data = xlsx(lambda workbook: workbook.add_worksheet().write(0, 0, "餐费"))
    huge = changed(data, b" " + name + b'="1"', b" " + name + b'="99999999999"')
    assert refusal(huge) == "workbook_large"


def merges(*ranges: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{one}"/>' for one in ranges) + "</mergeCells>"


def test_merged_ranges_are_looked_at_but_left_to_the_reader() -> None:
    assert look(xlsx_of(ONE, merges("A1:B2", "C1:C1048576", "D1"))).sheets[0].merged is None
    assert refusal(xlsx_of(ONE, merges("B3:A1"))) == "workbook_broken"
    assert refusal(xlsx_of(ONE, merges("A1:A9", "A1:B9"))) == "workbook_broken"
    assert refusal(xlsx_of(ONE, merges("A1:"))) == "workbook_broken"


def test_merged_ranges_are_not_without_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qinjian.engine.intake.files.scan.merged.MAX_MERGED", 2)
    assert refusal(xlsx_of(ONE, merges("A1:B2", "A3:B4", "A5:B6"))) == "workbook_large"


def two_sheets() -> bytes:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        for name in ("一", "二"):
            workbook.add_worksheet(name).write(0, 0, 1)

    return xlsx(fill)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name="二"', 'name="一"'),
        ("worksheets/sheet2.xml", "worksheets/sheet1.xml"),
        ("worksheets/sheet2.xml", "worksheets/sheet3.xml"),
        ('"xl/workbook.xml"', '"other/workbook.xml"'),
        ('r:id="rId2"', 'r:id="rId77"'),
        ('r="A1"', 'r="a1"'),
        ('r="A1"', 'r="A"'),
        ("<v>1</v>", '<v t="1>1</v>'),
        ("</sheetData>", "</sheetDat"),
        ("<worksheet", "<!DOCTYPE a [<!ENTITY a 'b'>]><worksheet"),
    ],
)
def test_what_the_reader_would_take_for_something_else_is_refused(old: str, new: str) -> None:
    # Each part of "two_sheets" is listed in [Content_Types].xml too, which no one reads.
    assert refusal(changed(two_sheets(), old.encode(), new.encode())) == "workbook_broken"


def test_a_sheet_in_utf_16_is_refused() -> None:
    """The reader would find nothing on it."""
    parts = members(xlsx_of(ONE))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    data = archived({**parts, "xl/worksheets/sheet1.xml": sheet.encode("utf-16")})
    assert refusal(data) == "workbook_broken"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('Target="worksheets/', 'Target="/xl/worksheets/'),
        ('"xl/workbook.xml"', '"/xl/workbook.xml"'),
    ],
)
def test_parts_are_found_from_the_root_too(old: str, new: str) -> None:
    assert len(look(changed(two_sheets(), old.encode(), new.encode())).sheets) == 2


def test_names_of_parts_may_be_written_otherwise() -> None:
    parts = members(two_sheets())
    data = archived({name.replace("/", "\\").upper(): part for name, part in parts.items()})
    assert len(look(data).sheets) == 2

import io

import pytest
from odf import table as odf_table
from odf.opendocument import OpenDocumentSpreadsheet
from odf.text import P

from qinjian.engine.intake.files.scan import SheetScan
from tests.engine.intake.files.scan.making import (
    ODS,
    archived,
    cell,
    look,
    members,
    number,
    ods_of,
    refusal,
    row,
    table,
)

ERROR = 'office:value-type="string" office:string-value="" calcext:value-type="error"'


def sheet(*rows: str) -> SheetScan:
    (one,) = look(ods_of(table(*rows))).sheets
    return one


def flawed(*rows: str) -> dict[tuple[int, int], tuple[str, str]]:
    return {place: (str(one), one.nature) for place, one in sheet(*rows).flawed.items()}


def test_a_workbook_of_a_library() -> None:
    document = OpenDocumentSpreadsheet()
    for name in ("一", "二"):
        sheet_ = odf_table.Table(name=name)
        line = odf_table.TableRow()
        for about in (
            {"valuetype": "float", "value": 800},
            {"valuetype": "float", "formula": "of:=[.A1]+1"},
            {"formula": "of:=1"},
        ):
            one = odf_table.TableCell(**about)
            one.addElement(P(text="800"))
            line.addElement(one)
        sheet_.addElement(line)
        document.spreadsheet.addElement(sheet_)
    out = io.BytesIO()
    document.write(out)
    book = look(out.getvalue())
    assert (book.format, book.date_1904) == ("ods", False)
    places = {(0, 1): "=[.A1]+1", (0, 2): "=1"}
    assert [(one.flawed, one.merged, one.pictures) for one in book.sheets] == [(places, (), 0)] * 2


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (cell("#DIV/0!", f'table:formula="of:=1/0" {ERROR}'), ("#DIV/0!", "error")),
        (cell("Err:502", f'table:formula="of:=1/0" {ERROR}'), ("Err:502", "error")),
        (cell("", f'table:formula="of:=1/0" {ERROR}'), ("#ERROR!", "error")),
        # As Excel and older programs write an error; the reader takes it for 0.
        (number("0", 'table:formula="of:=1"').replace(">0<", ">#REF!<"), ("#REF!", "error")),
        (number("0", 'table:formula="of:=1"').replace(">0<", ">错误:502<"), ("错误:502", "error")),
        (cell("#REF!", 'office:value-type="string"'), None),
        (cell("", 'table:formula="of:=A1+B1"'), ("=A1+B1", "formula")),
        (cell("", 'table:formula="msoxl:=A1"'), ("=A1", "formula")),
        (cell("", 'table:formula="=A1&amp;&quot;of:=&quot;"'), ('=A1&"of:="', "formula")),
        (cell("5", 'table:formula="of:=A1" office:value-type="float"'), ("=A1", "formula")),
        (number("5", 'table:formula="of:=A1"'), None),
        (cell("", 'table:formula="of:=A1" office:value-type="string"'), None),
        (cell("", 'table:formula="of:=A1" office:string-value=""'), None),
        (cell("", 'table:formula="of:=A1" office:boolean-value="true"'), None),
        # A text without a type, as sloppy programs write it, is lost on the reader.
        (cell("800"), ("800", "text")),
        (cell("甲", more="<text:p>乙</text:p>"), ("甲\n乙", "text")),
        (cell("", "table:style-name='a'"), None),
        (cell("", more="<office:annotation><text:p>批注</text:p></office:annotation>"), None),
        (cell("", more="<draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame>"), None),
    ],
)  # fmt: skip
def test_what_a_cell_holds(one: str, expected: tuple[str, str] | None) -> None:
    found = flawed(row(cell(), one, number("7")))
    assert found == ({} if expected is None else {(0, 1): expected})


def test_repeated_rows_and_cells_are_each_flawed() -> None:
    lost = cell("", 'table:formula="of:=A1" table:number-columns-repeated="2"')
    found = flawed(
        row(number("1"), about='table:number-rows-repeated="5"'),
        row(cell("", 'table:number-columns-repeated="3"'), lost, about='table:number-rows-repeated="2"'),
    )  # fmt: skip
    assert set(found) == {(5, 3), (5, 4), (6, 3), (6, 4)}


def test_too_many_repeated_flaws_are_refused() -> None:
    lost = cell("", 'table:formula="of:=A1" table:number-columns-repeated="1000"')
    many = row(lost, about='table:number-rows-repeated="1000"')
    assert refusal(ods_of(table(many))) == "workbook_large"


def test_merged_ranges() -> None:
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    rows = (
        row(cell(), number("1", spanned), "<table:covered-table-cell/>"),
        row(cell(), covered),
        row(cell(), covered),
        row(number("1", 'table:number-columns-spanned="2"'), about='table:number-rows-repeated="2"'),
        row(cell("", spanned)),
    )  # fmt: skip
    assert sheet(*rows).merged == ((0, 1, 2, 2), (3, 0, 3, 1), (4, 0, 4, 1))


def test_merged_ranges_that_overlap_are_refused() -> None:
    whole = number("1", 'table:number-rows-spanned="1000000"')
    assert sheet(row(whole)).merged == ((0, 0, 999_999, 0),)
    rows = [row(whole) for _ in range(3)]
    assert refusal(ods_of(table(*rows))) == "workbook_broken"


def test_rows_and_cells_without_content_take_up_no_room() -> None:
    blank = cell("", 'table:style-name="a" table:number-columns-repeated="16384"')
    rest = row(blank, about='table:number-rows-repeated="1048575"')
    assert sheet(row(number("1"), blank), rest) == SheetScan(merged=())


@pytest.mark.parametrize(
    ("rows", "columns"), [(1_048_576, 20), (1_048_577, 1), (1, 16_385), (9_999_999_999, 1)]
)
def test_a_large_area_is_refused(rows: int, columns: int) -> None:
    one = number("1", f'table:number-columns-repeated="{columns}"')
    data = ods_of(table(row(one, about=f'table:number-rows-repeated="{rows}"')))
    assert refusal(data) == "workbook_large"


def test_the_areas_of_all_tables_count() -> None:
    one = number("1", 'table:number-columns-repeated="10"')
    rows = row(one, about='table:number-rows-repeated="1000000"')
    two = table(rows, name="一") + table(rows, name="二")
    assert len(look(ods_of(two)).sheets) == 2
    assert refusal(ods_of(two + table(rows, name="三"))) == "workbook_large"


def test_a_long_text_in_many_cells_is_refused() -> None:
    one = cell("长" * 32_767, 'office:value-type="string" table:number-columns-repeated="100"')
    data = ods_of(table(row(one, about='table:number-rows-repeated="100"')))
    assert refusal(data) == "workbook_large"


@pytest.mark.parametrize("times", ["0", "-1", "x", "", "1e3", "99999999999"])
def test_numbers_that_are_none_are_refused(times: str) -> None:
    data = ods_of(table(row(number("1", f'table:number-columns-repeated="{times}"'))))
    assert refusal(data) == "workbook_broken"


def test_tables_are_listed_as_the_reader_lists_them() -> None:
    lost = row(cell("", 'table:formula="of:=A1"'))
    changes = f"<table:tracked-changes><table:deletion>{cell('9')}</table:deletion></table:tracked-changes>"
    unnamed = f"<table:table>{row(number('1'))}</table:table>"
    linked = f"<table:dde-links>{unnamed}{table(row(number('1')), name='三')}</table:dde-links>"
    grouped = f"<table:table-row-group><table:table-header-rows>{lost}</table:table-header-rows></table:table-row-group>"
    found = look(ods_of(changes + table(row(number("1"))) + table(grouped, name="二") + linked))
    assert [list(one.flawed) for one in found.sheets] == [[], [(0, 0)], []]


def test_tables_of_one_name_or_within_each_other_are_refused() -> None:
    one = row(number("1"))
    assert refusal(ods_of(table(one) + table(one))) == "workbook_broken"
    assert refusal(ods_of(table(row(cell("", more=table(one, name="二")))))) == "workbook_broken"


def test_days_may_be_counted_from_1904() -> None:
    settings = '<table:calculation-settings><table:null-date table:date-value="{}"/></table:calculation-settings>'
    for day, expected in (("1904-01-01", True), ("1899-12-30", False)):
        assert look(ods_of(settings.format(day) + table())).date_1904 is expected


def test_pictures_are_counted_by_table() -> None:
    image = '<draw:frame><draw:image xlink:href="a"/><draw:image xlink:href="b"/></draw:frame>'
    chart = '<draw:frame><draw:object/><draw:image xlink:href="c"/></draw:frame>'
    image, chart = (one.replace(" xlink:href", " draw:name") for one in (image, chart))
    shapes = f"<table:shapes><draw:g>{image}{image}</draw:g>{chart}</table:shapes>"
    first = table(shapes, row(cell("", more=image + chart)))
    found = look(ods_of(first + table(row(number("1")), name="二")))
    assert [one.pictures for one in found.sheets] == [3, 0]


def test_a_workbook_under_a_password_is_refused() -> None:
    parts = members(ods_of(table()))
    name = "META-INF/manifest.xml"
    entry = b'"/"><manifest:encryption-data/></manifest:file-entry>'
    manifest = parts[name].replace(b'"/"/>', entry)
    # What is encrypted is not even XML.
    data = archived({**parts, name: manifest, "content.xml": b"\x01\x02"})
    assert refusal(data) == "workbook_password"


@pytest.mark.parametrize(
    ("name", "macros"),
    [
        ("Basic/script-lc.xml", False),
        ("Basic/Standard/script-lb.xml", False),
        ("Basic/Standard/Module1.xml", True),
        ("Scripts/", False),
        ("Scripts/python/a.py", True),
        ("Dialogs/Standard/dialog-lb.xml", False),
    ],
)
def test_macros_are_refused(name: str, *, macros: bool) -> None:
    data = ods_of(table(), {name: b""})
    if macros:
        assert refusal(data) == "workbook_macros"
    else:
        assert len(look(data).sheets) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE a [<!ENTITY a 'b'>]><a>&a;</a>",
        b"<a>&b;</a>",
        b"<a><b></a>",
        "<a/>".encode("utf-16"),
        "<a>餐</a>".encode("gbk"),
        b"",
    ],
)
def test_broken_content_is_refused(content: bytes) -> None:
    assert refusal(ods_of("", {"content.xml": content})) == "workbook_broken"


@pytest.mark.parametrize("name", ["content.xml", "META-INF/manifest.xml", "mimetype"])
def test_a_missing_part_is_refused(name: str) -> None:
    parts = members(ods_of(table()))
    del parts[name]
    assert refusal(archived(parts)) == "workbook_broken"


def test_other_documents_are_refused() -> None:
    assert (
        refusal(ods_of("", {"mimetype": ODS.replace(b"spreadsheet", b"text")})) == "workbook_broken"
    )

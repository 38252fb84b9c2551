"""Files that are not what they seem, and files that are damaged in every way."""

import io
import random
import struct
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
import xlwt
from python_calamine import CalamineError, CalamineWorkbook

from qinjian.engine.intake.files.scan import scan
from qinjian.engine.messages.problems import QinjianError
from tests.engine.intake.files.scan.making import (
    archived,
    cell,
    look,
    members,
    number,
    ods_of,
    refusal,
    row,
    table,
    xls,
    xlsx,
    xlsx_of,
)

MUTATIONS = 2_000
CODES = {f"workbook_{one}" for one in ("broken", "large", "password", "macros")}


def an_xlsx() -> bytes:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("一 & 二")
        sheet.write_row(0, 0, ["餐费", "备注", 1 / 7])
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 0, "=A1", None, "")
        sheet.merge_range("A5:B7", "合并")
        workbook.add_worksheet("二").write(9, 2, "x")

    return xlsx(fill)


def an_xls() -> bytes:
    def fill(workbook: xlwt.Workbook) -> None:
        sheet = workbook.add_sheet("一")
        for number_, value in enumerate(["餐费", 800, 1 / 7, True]):
            sheet.write(number_, 0, value)
        sheet.write(4, 0, xlwt.Formula('IF(A2>0,"超标",SUM(A1:B2))'))
        sheet.write_merge(7, 9, 0, 2, "合并")
        sheet.row(8).set_cell_error(5, 7)
        workbook.add_sheet("二").write(0, 0, "x")

    return xls(fill)


def an_ods() -> bytes:
    lost = cell("", 'table:formula="of:=A1"')
    spanned = number("1", 'table:number-columns-spanned="2" table:number-columns-repeated="1"')
    rows = row(number("800"), lost), row(spanned, about='table:number-rows-repeated="3"')
    return ods_of(table(*rows) + table(row(cell("x", 'office:value-type="string"')), name="二"))


def mutated(chance: random.Random, data: bytes) -> bytes:
    """Cut the data, or flip some of its bytes."""
    if chance.random() < 0.1:
        return data[: chance.randrange(len(data))]
    whole = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        place = chance.randrange(len(whole))
        new = chance.choice((bytes((chance.randrange(256),)), b"\xff" * 4, b"\0" * 4, b"9999"))
        whole[place : place + len(new)] = new
    return bytes(whole)


def repacked(chance: random.Random, data: bytes) -> bytes:
    """Mutate one part of an archive, whose checksums are right again afterwards."""
    parts = members(data)
    name = chance.choice(sorted(parts))
    return archived({**parts, name: mutated(chance, parts[name])})


@pytest.mark.parametrize("make", [an_xlsx, an_xls, an_ods])
def test_damage_is_told_and_never_breaks_the_reader(make: Callable[[], bytes]) -> None:
    data = make()
    found: set[str] = set()
    for seed in range(MUTATIONS):
        chance = random.Random(seed)  # noqa: S311
        inner = make is not an_xls and chance.random() < 0.5
        bad = repacked(chance, data) if inner else mutated(chance, data)
        try:
            book = scan(io.BytesIO(bad), "a")
        except QinjianError as error:
            found.update(problem.code for problem in error.problems)
        else:
            found.add("read")
            sheets = read(bad)
            assert sheets is None or sheets == len(book.sheets), seed
    assert {"read", "workbook_broken"} <= found <= CODES | {"read"}


def read(data: bytes) -> int | None:
    """Read a workbook, and count its sheets; None if the reader refuses it."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number_ in range(len(workbook.sheets_metadata)):
            for _ in workbook.get_sheet_by_index(number_).iter_rows():
                pass
    except CalamineError:
        return None
    except BaseException as error:
        # A failed check within the reader; it is no Exception, and its class has no name in
        # Python. It is seen only where a record of an XLS workbook is shorter than it says.
        if type(error).__name__ != "PanicException":
            raise
        return None
    return len(workbook.sheets_metadata)


def test_the_bytes_tell_the_format() -> None:
    assert [look(make()).format for make in (an_xlsx, an_xls, an_ods)] == ["xlsx", "xls", "ods"]


@pytest.mark.parametrize(
    "data", [b"", b"P", b"<html/>", b"PK\x03\x04", b"1,2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_other_files_are_broken_workbooks(data: bytes) -> None:
    assert refusal(data) == "workbook_broken"


def test_archives_of_two_formats_or_none_are_refused() -> None:
    both = {**members(an_ods()), **members(an_xlsx())}
    assert refusal(archived(both)) == "workbook_broken"
    assert refusal(archived({"a.txt": b""})) == "workbook_broken"


def patched(data: bytes, name: str, place: int, layout: str, value: int) -> bytes:
    """Change a number in the directory of an archive, in what it says of one member."""
    whole = bytearray(data)
    start = data.rindex(name.encode()) - 46
    assert data[start : start + 4] == b"PK\x01\x02"
    struct.pack_into(layout, whole, start + place, value)
    return bytes(whole)


FLAGS, METHOD, SIZE = (8, "<H"), (10, "<H"), (24, "<I")
SHEET = "xl/worksheets/sheet1.xml"


def test_sizes_that_are_not_so_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader inflates what is there, whatever the directory says of it."""
    bomb = archived({**members(an_xlsx()), SHEET: b"<a>" + b" " * 1_000_000 + b"</a>"})
    small = patched(bomb, SHEET, *SIZE, 7)
    assert refusal(small) == "workbook_broken"
    monkeypatch.setattr("qinjian.engine.intake.files.scan.archive.MAX_BYTES", 500_000)
    assert refusal(small) == "workbook_large"
    assert refusal(bomb) == "workbook_large"
    assert len(look(an_xlsx()).sheets) == 2


def test_too_many_members_are_refused() -> None:
    many = {f"a/{number_}": b"" for number_ in range(10_000)}
    assert refusal(archived({**members(an_xlsx()), **many})) == "workbook_large"


def test_members_of_one_name_are_refused() -> None:
    assert refusal(archived({**members(an_xlsx()), SHEET.upper(): b"<a/>"})) == "workbook_broken"


def test_members_under_a_password_or_packed_otherwise_are_refused() -> None:
    assert refusal(patched(an_xlsx(), SHEET, *FLAGS, 1)) == "workbook_password"
    assert refusal(patched(an_xlsx(), SHEET, *METHOD, zipfile.ZIP_BZIP2)) == "workbook_broken"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("<a>" * 300 + "</a>" * 300, "workbook_broken"),
        ("".join(f"<a{n}/>" for n in range(30_000)), "workbook_broken"),
        ("".join(f'<a b{n}=""/>' for n in range(30_000)), "workbook_broken"),
        (f'<a b="{"x" * 9_000_000}"/>', "workbook_large"),
        (f"<!--{'x' * 9_000_000}-->", "workbook_large"),
        (f'<c t="str"><v>{"x" * 2_000_000}</v></c>', "workbook_large"),
    ],
)
def test_what_piles_up_is_refused(rows: str, code: str) -> None:
    assert refusal(xlsx_of(rows)) == code


def test_a_lot_between_the_cells_does_not_pile_up() -> None:
    rows = ("<row>" + " " * 1_000 + "<c><v>1</v></c></row>") * 2_000
    assert len(look(xlsx_of(rows)).sheets) == 1

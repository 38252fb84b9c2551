import datetime as dt
import io
import struct
from collections.abc import Callable

import pytest
import xlwt

from qinjian.engine.intake.files.scan import biff
from qinjian.engine.intake.files.workbook import sheets
from tests.engine.intake.files.scan.making import (
    BOF,
    BOUNDSHEET,
    EOF,
    Records,
    contained,
    inserted,
    look,
    refusal,
    replaced,
    xls,
    xls_changed,
)

Change = Callable[[Records], Records]
NO_NUMBER = b"\xff\xff"
CHART = struct.pack("<HHHHII", 0x0600, 0x20, 0x0DBB, 0x07CC, 0, 6)


def ledger() -> bytes:
    def fill(workbook: xlwt.Workbook) -> None:
        sheet = workbook.add_sheet("一")
        for number, value in enumerate(["餐费", 800, 1 / 7, dt.date(2015, 3, 5)]):
            sheet.write(number, 0, value)
        sheet.write(4, 1, xlwt.Formula('IF(A2>0,"超标","正常")'))
        workbook.add_sheet("二").write(0, 0, "x")

    return xls(fill)


def changed(*changes: Change) -> bytes:
    data = ledger()
    for change in changes:
        data = xls_changed(data, change)
    return data


def flawed(data: bytes, sheet: int = 0) -> dict[tuple[int, int], tuple[str, str]]:
    cells = look(data).sheets[sheet].flawed
    return {place: (str(one), one.nature) for place, one in cells.items()}


def result(*stored: int) -> Change:
    """Give the formula a stored result that is no number."""
    value = bytes(stored).ljust(6, b"\0") + NO_NUMBER
    return replaced(biff.FORMULA, lambda data: data[:6] + value + data[14:])


SIGNED = replaced(BOF, lambda data: data[:8] + b"\xc1\0\0\0" + data[12:])
"""Excel and others say in the first record of a workbook what wrote it."""
TEXT = (biff.STRING, struct.pack("<HB", 2, 1) + "超标".encode("utf-16-le"))
SHARED = (0x04BC, b"\0" * 10)
WITHOUT_VALUE = {(4, 1): ("=", "formula")}


def test_a_plain_workbook() -> None:
    book = look(changed(SIGNED))
    assert (book.format, book.date_1904) == ("xls", False)
    assert [(one.flawed, one.merged, one.pictures) for one in book.sheets] == [({}, None, 0)] * 2


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([result(0), inserted(biff.FORMULA, TEXT)], {}),
        ([result(0), inserted(biff.FORMULA, SHARED, TEXT)], {}),
        ([result(0)], WITHOUT_VALUE),
        ([result(0), inserted(biff.FORMULA, (biff.NUMBER, bytes(14)))], WITHOUT_VALUE),
        ([result(1, 0, 1)], {}),
        ([result(2, 0, 0x2A)], {(4, 1): ("#N/A", "error")}),
        ([replaced(biff.FORMULA, lambda data: data[:6] + struct.pack("<d", 5) + data[14:])], {}),
    ],
)
def test_results_of_formulas(
    changes: list[Change], expected: dict[tuple[int, int], tuple[str, str]]
) -> None:
    assert flawed(changed(*changes)) == expected


def test_an_empty_text_is_a_value_unless_a_library_left_it() -> None:
    """xlwt stores it with every formula, as it reckons none; programs store it for what is "".

    xlwt leaves the history in the first record blank and describes no author. LibreOffice
    leaves it blank too, but describes one.
    """
    assert flawed(ledger()) == WITHOUT_VALUE
    assert flawed(changed(SIGNED)) == {}
    described = beside(ledger(), "\x05SummaryInformation", kind=2)
    assert flawed(described) == {}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (0x00, "#NULL!"), (0x07, "#DIV/0!"), (0x0F, "#VALUE!"), (0x17, "#REF!"),
        (0x1D, "#NAME?"), (0x24, "#NUM!"), (0x2A, "#N/A"),
    ],
)  # fmt: skip
def test_errors(code: int, text: str) -> None:
    def fill(workbook: xlwt.Workbook) -> None:
        sheet = workbook.add_sheet("一")
        sheet.row(8).set_cell_error(5, code)
        sheet.row(8).set_cell_boolean(6, value=True)

    assert flawed(xls(fill)) == {(8, 5): (text, "error")}
    unknown = replaced(biff.BOOLERR, lambda data: data[:6] + b"\x55" + data[7:])
    assert refusal(xls_changed(xls(fill), unknown)) == "workbook_broken"


def test_charts_keep_their_place_among_the_sheets() -> None:
    def fill(workbook: xlwt.Workbook) -> None:
        for name in ("图", "二"):
            workbook.add_sheet(name).row(0).set_cell_error(0, 7)

    number = iter((2, 0))
    kinds = replaced(BOUNDSHEET, lambda data: data[:5] + bytes((next(number),)) + data[6:])
    assert [len(one.flawed) for one in look(xls_changed(xls(fill), kinds)).sheets] == [1, 1]


def test_cells_of_a_chart_on_a_sheet_are_not_cells_of_the_sheet() -> None:
    cached = (biff.BOOLERR, struct.pack("<HHHBB", 9, 9, 0, 7, 1))
    chart = inserted(biff.NUMBER, (BOF, CHART), cached, (EOF, b""), after=False)
    assert flawed(changed(SIGNED, chart)) == {}


def test_days_may_be_counted_from_1904() -> None:
    def fill(workbook: xlwt.Workbook) -> None:
        workbook.add_sheet("一")
        workbook.dates_1904 = True

    assert look(xls(fill)).date_1904


def test_pictures_are_counted_by_sheet() -> None:
    picture = (biff.OBJ, struct.pack("<HHHHH", 0x15, 0x12, 8, 1, 0) + bytes(12))
    note = (biff.OBJ, struct.pack("<HHHHH", 0x15, 0x12, 0x19, 1, 0) + bytes(12))
    data = changed(inserted(biff.NUMBER, picture, note, picture))
    assert [one.pictures for one in look(data).sheets] == [2, 0]


@pytest.mark.parametrize("scheme", [0, 1])
def test_a_workbook_under_a_password_is_refused(scheme: int) -> None:
    """Whatever is encrypted, the record FILEPASS stands in the clear after the first one.

    No library writes one, so it is put there: what follows would be unreadable, but nobody
    gets that far.
    """
    password = inserted(BOF, (biff.FILEPASS, struct.pack("<HHH", scheme, 1, 2)))
    assert refusal(changed(password)) == "workbook_password"


def entry(name: str, kind: int, right: int = -1, child: int = -1) -> bytes:
    """Make an entry in the directory of an OLE container: 1 is a storage, 2 a stream."""
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return head + struct.pack("<iii", -1, right, child) + bytes(36) + struct.pack("<iII", -2, 0, 0)


def beside(data: bytes, name: str, kind: int = 1) -> bytes:
    """Add an entry next to the stream of the workbook, in the third place, which is free."""
    start = data.index("Workbook".encode("utf-16-le"))
    whole = data[: start + 72] + struct.pack("<i", 2) + data[start + 76 :]
    return whole[: start + 128] + entry(name, kind) + whole[start + 256 :]


@pytest.mark.parametrize("name", ["_VBA_PROJECT_CUR", "_VBA_PROJECT"])
def test_macros_are_refused(name: str) -> None:
    assert refusal(beside(ledger(), name)) == "workbook_macros"
    assert len(look(beside(ledger(), "Other")).sheets) == 2


@pytest.mark.parametrize(("kind", "code"), [(1, "macros"), (6, "macros"), (9, "broken")])
def test_sheets_of_macros_are_refused(kind: int, code: str) -> None:
    sheet = replaced(BOUNDSHEET, lambda data: data[:5] + bytes((kind,)) + data[6:])
    assert refusal(changed(sheet)) == f"workbook_{code}"


def test_a_workbook_in_another_storage_is_not_mixed_up_with_it() -> None:
    """The reader takes the first stream of the name, wherever it is."""
    data = ledger()
    start = data.index("Workbook".encode("utf-16-le")) - 128
    whole = data[start : start + 512]
    own = whole[128:192] + whole[192:196] + struct.pack("<iii", -1, 2, -1) + whole[208:256]
    root = whole[:76] + struct.pack("<i", 3) + whole[80:128]
    inner = entry("Workbook", 2)
    directory = root + inner + entry("MBD0001", 1, child=1) + own
    assert refusal(data[:start] + directory + data[start + 512 :]) == "workbook_broken"


def test_older_workbooks_are_refused() -> None:
    """The reader gives their texts with a zero byte after every byte."""
    older = replaced(BOF, lambda data: b"\x00\x05" + data[2:])
    assert refusal(changed(older)) == "workbook_broken"


@pytest.mark.parametrize("codepage", [936, 1252, 65001])
def test_texts_that_are_said_to_be_otherwise_encoded_are_read_as_what_they_are(
    codepage: int,
) -> None:
    """Texts are UTF-16 in this format; some libraries write another code page all the same."""
    other = changed(replaced(biff.CODEPAGE, lambda _: struct.pack("<H", codepage)))
    first = next(sheets(io.BytesIO(other), "a"))
    assert (first.name, next(first.rows)) == ("一", (1, ["餐费", ""]))


@pytest.mark.parametrize(
    ("dimensions", "code"),
    [
        (struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0), "large"),
        (struct.pack("<IIHHH", 10, 1, 10, 1, 0), "broken"),
        (struct.pack("<HH", 0, 1), "broken"),
    ],
)
def test_an_area_that_is_not_so_is_refused(dimensions: bytes, code: str) -> None:
    assert refusal(changed(replaced(biff.DIMENSIONS, lambda _: dimensions))) == f"workbook_{code}"


@pytest.mark.parametrize("size", [0x7FFFFFFF, -1, 0])
def test_the_number_of_texts_is_not_believed(size: int) -> None:
    number = struct.pack("<i", size)
    data = changed(SIGNED, replaced(biff.SST, lambda data: data[:4] + number + data[8:]))
    assert len(look(data).sheets) == 2


def test_a_cell_far_off_is_refused() -> None:
    far = replaced(biff.NUMBER, lambda data: b"\xff\xff\xff\xff" + data[4:])
    assert refusal(changed(far)) == "workbook_large"


def test_a_long_text_in_many_cells_is_refused() -> None:
    def fill(text: str) -> Callable[[xlwt.Workbook], None]:
        def cells(workbook: xlwt.Workbook) -> None:
            sheet = workbook.add_sheet("一")
            for number in range(10_001):
                sheet.write(number, 0, text)

        return cells

    assert len(look(xls(fill("短"))).sheets) == 1
    assert refusal(xls(fill("长" * 32_767))) == "workbook_large"


def test_cut_lists_of_texts_are_refused() -> None:
    cut = replaced(biff.SST, lambda data: data[:-3])
    assert refusal(changed(cut)) == "workbook_broken"
    many = inserted(biff.SST, *[(biff.CONTINUE, b"")] * biff.MAX_CONTINUED)
    assert refusal(changed(many)) == "workbook_large"


def merged(*ranges: tuple[int, int, int, int]) -> Change:
    data = struct.pack("<H", len(ranges)) + b"".join(struct.pack("<HHHH", *one) for one in ranges)
    return inserted(biff.NUMBER, (biff.MERGEDCELLS, data))


def test_merged_ranges_are_looked_at_but_left_to_the_reader() -> None:
    assert look(changed(merged((0, 1, 0, 0), (2, 9, 0, 200)))).sheets[0].merged is None
    assert refusal(changed(merged((1, 0, 0, 0)))) == "workbook_broken"
    assert refusal(changed(merged(*[(0, 4, 0, 0)] * 3))) == "workbook_broken"
    cut = inserted(biff.NUMBER, (biff.MERGEDCELLS, b"\2\0" + bytes(8)))
    assert refusal(changed(cut)) == "workbook_broken"


def test_sheets_that_share_records_are_refused() -> None:
    """A small file could have the reader go over the same cells for thousands of sheets."""

    def fill(workbook: xlwt.Workbook) -> None:
        for name in ("一", "二", "三"):
            workbook.add_sheet(name)
        for number in range(500):
            workbook.get_sheet(1).write(number, 0, 1 / 7)

    data = xls(fill)
    first, second, third = (data.index(name.encode("utf-16-le")) - 8 for name in "一二三")
    start = data[second : second + 4]
    once = data[:first] + start + data[first + 4 :]
    assert len(look(data).sheets) == 3
    assert refusal(once[:third] + start + once[third + 4 :]) == "workbook_broken"


def test_sheets_of_one_name_are_refused() -> None:
    same = replaced(BOUNDSHEET, lambda data: data[:6] + struct.pack("<BBH", 1, 1, ord("一")))
    assert refusal(changed(same)) == "workbook_broken"


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found[:-1],
        lambda found: found[1:],
        lambda found: [one for one in found if one[0] != EOF],
        replaced(biff.NUMBER, lambda data: data[:-1]),
        replaced(biff.FORMULA, lambda data: data[:-1]),
        replaced(biff.FORMULA, lambda data: data[:20]),
        replaced(biff.CODEPAGE, lambda _: b""),
        replaced(biff.LABELSST, lambda data: data[:6] + struct.pack("<I", 9)),
        inserted(biff.NUMBER, (biff.MULRK, struct.pack("<HHHIH", 0, 1, 0, 0, 0))),
        inserted(biff.NUMBER, (biff.MULRK, struct.pack("<HHHIH", 0, 1, 0, 0, 2))),
    ],
)
def test_cut_records_are_refused(change: Change) -> None:
    assert refusal(changed(change)) == "workbook_broken"


def test_what_is_no_workbook_is_refused() -> None:
    assert refusal(contained(b"")) == "workbook_broken"
    other = ledger().replace("Workbook".encode("utf-16-le"), "WordFile".encode("utf-16-le"))
    assert refusal(other) == "workbook_broken"
    assert refusal(ledger()[:600]) == "workbook_broken"

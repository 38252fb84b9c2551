"""Input that cannot be read: a line in the report with the reason, the others checked, exit 2."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
import xlsxwriter

from qinjian import cli

GOOD = "单据号,公函字号,餐费,金额\nBX-1,江函1号,300,300.00\n"
ROWS = [["单据号", "公函字号", "餐费", "金额"], ["BX-2", "江函2号", "200", "200.00"]]


def workbook(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return out.getvalue()


def table(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet()
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def protected() -> bytes:
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(workbook(table))).encrypt("secret", out)
    return out.getvalue()


def picture(book: xlsxwriter.Workbook) -> None:
    pixel = zlib.compress(b"\0\0\0\0")
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", pixel),
        (b"IEND", b""),
    ]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    book.add_worksheet().insert_image(0, 0, "p.png", {"image_data": io.BytesIO(png)})


def million_empty_rows(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet()
    grey = book.add_format({"bg_color": "#eeeeee"})
    for row in range(0, 1_048_576, 16):
        sheet.set_row(row, 12, grey)
    sheet.set_row(1_048_575, 12, grey)


def bomb() -> bytes:
    return with_part(workbook(table), "xl/worksheets/sheet9.xml", b" " * 1_100_000_000)


def zipped(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * size)
        archive.writestr("b.csv", GOOD.replace("BX-1", "BX-9"))
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(zipped(100))
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            data[start + place] |= 1
    return bytes(data)


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&a;</Workbook>'
)

BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "password.xlsx": (protected, "the workbook is protected by a password"),
    "macros.xlsx": (
        lambda: with_part(workbook(table), "xl/vbaProject.bin", b"x"),
        "the workbook holds macros",
    ),
    "pictures.xlsx": (lambda: workbook(picture), "the workbook holds no cells, only pictures (1)"),
    "empty-rows.xlsx": (lambda: workbook(million_empty_rows), "there are no rows"),
    "bomb.xlsx": (bomb, "the workbook covers too large an area"),
    "two-encodings.csv": (
        lambda: GOOD.encode() + "BX-3,江函三号,1,1\n".encode("gb18030"),
        "two encodings in one file: line 1 is UTF-8, line 3 is not",
    ),
    "corrupt.xlsx": (lambda: workbook(table)[:-200], "cannot be read as a workbook"),
    "corrupt.parquet": (lambda: b"PAR1" + b"\0" * 100 + b"PAR1", "cannot be read as Parquet"),
    "again.csv": (GOOD.encode, "holds the same bytes as “a-good.csv”"),
    "web.xls": (
        "<html><body>请重新登录</body></html>".encode,
        "this is a web page without any table",
    ),
    "entities.xls": (lambda: ENTITIES, "cannot be read as a workbook"),
    "cut.dbf": (lambda: b"\3" + b"\0" * 40, "cannot be read as a DBF table"),
    "locked.zip": (locked, "2 files in the archive are locked by a password (a.csv, b.csv)"),
    "corrupt.zip": (lambda: zipped(100)[:-30], "the archive is broken"),
}


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_each_bad_file_has_its_line_and_the_good_one_is_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("a-good.csv").write_text(GOOD, encoding="utf-8")
    for name, (make, _) in BAD.items():
        Path(name).write_bytes(make())
    code = cli.run(["check", "a-good.csv", *BAD, "--lang", "en"])
    report = capsys.readouterr().out
    assert code == 2
    lines = report.splitlines()
    for name, (_, reason) in BAD.items():
        assert any(line.strip().startswith(name) and reason in line for line in lines), name
    assert "rows: 1 read = 1 checked + 0 rejected" in report
    assert "yuan: 300.00 read = 300.00 checked + 0.00 rejected" in report


def test_a_million_empty_rows_below_a_table_are_passed_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        million_empty_rows(book)
        sheet = book.worksheets()[0]
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)

    Path("long.xlsx").write_bytes(workbook(fill))
    code = cli.run(["check", "long.xlsx", "--lang", "en", "--format", "json", "--fail-on", "never"])
    report = json.loads(capsys.readouterr().out)
    assert code == 0
    (sheet,) = report["manifest"]["files"][0]["tables"]
    assert sheet["rows"] == {"headers": 1, "records": 1}
    assert sheet["yuan_checked"] == "200.00"


def test_the_same_path_twice_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.csv").write_text(GOOD, encoding="utf-8")
    code = cli.run(["check", "a.csv", "a.csv", "--lang", "en"])
    assert code == 2
    assert "a.csv  the same file is given twice; it was read once" in capsys.readouterr().out


def test_a_bomb_in_an_archive_is_refused_and_its_neighbour_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("a.zip").write_bytes(zipped(300_000_000))
    code = cli.run(["check", "a.zip", "--lang", "en", "--fail-on", "never"])
    report = capsys.readouterr().out
    assert code == 2
    assert "a.zip/a.csv  the archive unpacks to too much" in report
    assert "rows: 1 read = 1 checked + 0 rejected" in report


def test_files_that_are_no_tables_are_named_and_no_fault(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("d").mkdir()
    Path("d/a.csv").write_text(GOOD, encoding="utf-8")
    for number in range(12):
        Path(f"d/{number:02d}.pdf").write_bytes(b"%PDF-1.7")
    Path("scan.jpg").write_bytes(b"\xff\xd8\xff")
    code = cli.run(["check", "d", "scan.jpg", "--lang", "en", "--fail-on", "never"])
    report = capsys.readouterr().out
    assert code == 0
    assert "12 files, PDF file (d/00.pdf, d/01.pdf, d/02.pdf …)" in report
    assert "scan.jpg" in report

"""Workbooks made byte by byte, where no library writes what a test needs."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import olefile
import pytest
import xlsxwriter
import xlwt
from xlwt.CompoundDoc import XlsDoc

from qinjian.engine.intake.files.scan import BookScan, scan
from qinjian.engine.messages.problems import QinjianError

Records = list[tuple[int, bytes]]
BOF, EOF, BOUNDSHEET = 0x0809, 0x000A, 0x0085


def look(data: bytes) -> BookScan:
    return scan(io.BytesIO(data), "a")


def refusal(data: bytes) -> str:
    with pytest.raises(QinjianError) as caught:
        look(data)
    (problem,) = caught.value.problems
    assert problem.where.file == "a"
    return problem.code


def archived(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """Replace bytes in the parts of an archive; they must be there."""
    parts = members(data)
    assert any(old in part for part in parts.values())
    return archived({name: part.replace(old, new) for name, part in parts.items()})


def xlsx(
    fill: Callable[[xlsxwriter.Workbook], object], options: dict[str, object] | None = None
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **(options or {})}) as workbook:
        fill(workbook)
    return out.getvalue()


def xlsx_of(rows: str, after: str = "", texts: tuple[str, ...] = ()) -> bytes:
    """Make an XLSX workbook of one sheet from the XML of its rows."""
    parts = members(xlsx(lambda book: book.add_worksheet("一").write(0, 0, "餐费")))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    if texts:
        items = "".join(f"<si><t>{text}</t></si>" for text in texts)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{items}</sst>'.encode()
    return archived(parts)


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "table": "table", "text": "text", "draw": "drawing",
        "number": "datastyle", "style": "style",
    }.items()
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip


def ods_of(tables: str, more: Mapping[str, bytes] | None = None, styles: str = "") -> bytes:
    """Make an ODS workbook from the XML of its tables, and of the styles of their cells."""
    content = (
        f"<office:document-content {SPACES}>{styles}<office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="/"/></manifest:manifest>'
    )
    parts = {"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": content.encode()}
    return archived({**parts, **(more or {})})


def table(*rows: str, name: str = "一") -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def row(*cells: str, about: str = "") -> str:
    return f"<table:table-row {about}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", about: str = "", more: str = "") -> str:
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {about}>{shown}{more}</table:table-cell>"


def number(value: str, about: str = "") -> str:
    return cell(value, f'office:value-type="float" office:value="{value}" {about}')


def xls(fill: Callable[[xlwt.Workbook], object]) -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    fill(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def xls_changed(data: bytes, change: Callable[[Records], Records]) -> bytes:
    """Change the records of an XLS workbook, and put the sheets' places right again."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        stream = container.openstream("Workbook").read()
    found: Records = []
    place = 0
    while place + 4 <= len(stream) and stream[place : place + 4] != b"\0\0\0\0":
        kind, size = struct.unpack_from("<HH", stream, place)
        found.append((kind, stream[place + 4 : place + 4 + size]))
        place += 4 + size
    return contained(_placed(change(found)))


def _placed(found: Records) -> bytes:
    places, place, depth = [], 0, 0
    for kind, data in found:
        if kind == BOF and not depth:
            places.append(place)
        depth += (kind == BOF) - (kind == EOF)
        place += 4 + len(data)
    sheets = iter(places[1:])
    out = b""
    for kind, data in found:
        whole = struct.pack("<I", next(sheets, 0)) + data[4:] if kind == BOUNDSHEET else data
        out += struct.pack("<HH", kind, len(whole)) + whole
    return out


def contained(stream: bytes) -> bytes:
    """Put a stream of records into an OLE container."""
    out = io.BytesIO()
    XlsDoc().save(out, stream.ljust(4096, b"\0"))
    return out.getvalue()


def replaced(kind: int, old: Callable[[bytes], bytes]) -> Callable[[Records], Records]:
    """Return a change of all records of one kind."""
    return lambda found: [(one, old(data) if one == kind else data) for one, data in found]


def inserted(
    kind: int, *new: tuple[int, bytes], after: bool = True
) -> Callable[[Records], Records]:
    """Return a change that puts records after, or before, the first one of a kind."""

    def insert(found: Records) -> Records:
        place = next(number for number, (one, _) in enumerate(found) if one == kind) + after
        return [*found[:place], *new, *found[place:]]

    return insert

"""Tables as people and systems write them, for tests that read them back.

A table is the same rows of canonical text however it is written; a ``Style`` says how.
"""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import cn2an
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from qinjian.schemas.record import Field

Cells = Sequence[str]

ENCODINGS = {
    "utf-8": ("utf-8", b""),
    "utf-8-bom": ("utf-8", b"\xef\xbb\xbf"),
    "gb18030": ("gb18030", b""),
    "utf-16-le": ("utf-16-le", b"\xff\xfe"),
    "utf-16-be": ("utf-16-be", b"\xfe\xff"),
}
DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}

_EPOCH = dt.date(1899, 12, 30)
_WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@dataclass(frozen=True)
class Style:
    """How a table is written; ``hand`` picks the way of each single cell."""

    format: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = "comma"
    titles: tuple[str, ...] = ()
    ten_thousands: bool = False
    typed: bool = False
    blank_rows: bool = False
    subtotals: bool = False
    repeated: bool = False
    notes: bool = False
    hand: int = 0


def way(style: Style, row: int, column: int, ways: int) -> int:
    return (style.hand + 7 * row + 3 * column) % ways


def money(text: str, style: Style, row: int, column: int) -> str:
    """Write an amount in one of the ways that people do."""
    value = Decimal(text)
    if style.ten_thousands:
        return format(value / 10_000, "f")
    grouped = f"{value:,.2f}"
    ways = [
        text,
        grouped,
        f"¥{grouped}" if value >= 0 else f"-¥{-value:,.2f}",
        f"{grouped}元",
        f"({-value:,.2f})" if value < 0 else text,
        text.translate(_WIDE),
        f"{format(value / 10_000, 'f')}万元",
        cn2an.an2cn(str(value), "rmb") if 0 < value < 10**8 else text,
    ]
    return ways[way(style, row, column, len(ways))]


def day(text: str, style: Style, row: int, column: int) -> str:
    """Write a day in one of the ways that people do."""
    value = dt.date.fromisoformat(text)
    ways = [
        text,
        f"{value.year}.{value.month}.{value.day}",
        f"{value.year}年{value.month}月{value.day}日",
        f"{value.year}/{value.month}/{value.day}",
        f"{value:%Y%m%d}",
        f"{text} 12:30:00",
        str((value - _EPOCH).days),
    ]
    return ways[way(style, row, column, len(ways))]


def count(text: str, unit: str, style: Style, row: int, column: int) -> str:
    """Write a whole number in one of the ways that people do."""
    ways = [text, text.translate(_WIDE), f"{text}人" if unit == "person" else text, f"{text}.0"]
    return ways[way(style, row, column, len(ways))]


def written(field: Field, text: str, style: Style, row: int, column: int) -> str:
    """Write the canonical text of a field."""
    if not text:
        return text
    match field.type:
        case "money":
            return money(text, style, row, column)
        case "date":
            return day(text, style, row, column)
        case "count":
            return count(text, field.unit, style, row, column)
        case _:
            return text


def laid_out(
    headers: Cells, fields: Sequence[Field], rows: Sequence[Cells], style: Style
) -> list[list[str]]:
    """Lay a table out as it stands in the file, with all that is no record."""
    width = len(headers)

    def apart(*cells: str) -> list[str]:
        return [*cells, *[""] * (width - len(cells))][:width]

    titles = list(style.titles)
    if style.ten_thousands:
        titles = [title for title in titles if "单位" not in title] + ["单位：万元"]
    table = [apart(title) for title in titles] + [list(headers)]
    amounts = [number for number, field in enumerate(fields) if field.name == "amount"]
    since = Decimal(0)
    for number, row in enumerate(rows):
        table.append(
            [
                written(field, text, style, number, column)
                for column, (field, text) in enumerate(zip(fields, row, strict=True))
            ]
        )
        since += sum((Decimal(row[column]) for column in amounts if row[column]), Decimal(0))
        if style.blank_rows and number % 2 == 0:
            table.append(apart(""))
        if style.subtotals and number % 2 == 1:
            total = apart("小计")
            for column in amounts:
                total[column] = format(since / 10_000 if style.ten_thousands else since, "f")
            table.append(total if 0 not in amounts else apart(""))
            since = Decimal(0)
        if style.repeated and number % 2 == 1:
            table.append(list(headers))
    if style.notes:
        table += [apart(""), apart("制表人：张三")]
    return table


def save(
    folder: Path, headers: Cells, fields: Sequence[Field], rows: Sequence[Cells], style: Style
) -> str:
    """Write a table in the format of its style and return the path."""
    table = laid_out(headers, fields, rows, style)
    path = folder / f"table.{style.format}"
    match style.format:
        case "csv":
            path.write_bytes(_text(table, style))
        case "xlsx":
            path.write_bytes(_xlsx(table, fields, style))
        case "xls":
            path.write_bytes(_xls(table, fields, style))
        case "ods":
            _ods(table, path)
        case _:
            _parquet(table, path)
    return str(path)


def _text(table: list[list[str]], style: Style) -> bytes:
    codec, mark = ENCODINGS[style.encoding]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=DELIMITERS[style.delimiter]).writerows(table)
    return mark + out.getvalue().encode(codec)


def stored(cell: str, field: Field | None, style: Style) -> object:
    """Return a cell as a workbook stores it: text, or a number or day if it is one exactly."""
    if not style.typed or field is None:
        return cell
    try:
        if field.type == "date":
            return dt.date.fromisoformat(cell)
        if field.type in ("money", "count") and len(cell.strip("-").replace(".", "")) <= 15:
            return float(cell)
    except ValueError:
        return cell
    return cell


def _xlsx(table: list[list[str]], fields: Sequence[Field], style: Style) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Sheet1")
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                value = stored(cell, fields[column], style)
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value)
                elif isinstance(value, float):
                    sheet.write_number(number, column, value)
                elif cell:
                    sheet.write_string(number, column, cell)
    return data.getvalue()


def _xls(table: list[list[str]], fields: Sequence[Field], style: Style) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    dated = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            value = stored(cell, fields[column], style)
            if isinstance(value, dt.date):
                sheet.write(number, column, value, dated)
            elif cell:
                sheet.write(number, column, value)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _ods(table: list[list[str]], path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Sheet1")
    for row in table:
        line = TableRow()
        for cell in row:
            made = TableCell(valuetype="string") if cell else TableCell()
            if cell:
                made.addElement(P(text=cell))
            line.addElement(made)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


def _parquet(table: list[list[str]], path: Path) -> None:
    """Write text columns; titles have no place in Parquet, so the headers come first."""
    headers, *rows = table
    columns = {
        name: pa.array([row[column] or None for row in rows], pa.string())
        for column, name in enumerate(headers)
    }
    pq.write_table(pa.table(columns), path)

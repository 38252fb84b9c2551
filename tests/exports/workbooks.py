"""Workbooks from sheets: XLSX, XLS and ODS, the same bytes each time."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence

import xlsxwriter
import xlwt
from odf import table
from odf.opendocument import OpenDocumentSpreadsheet
from odf.text import P

from tests.exports.cells import Cell, Formula, Sheet, corners

_MADE = dt.datetime.fromisoformat("2019-12-31T09:00:00")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_ODS_WIDTH, _ODS_HEIGHT = 1024, 1_048_576


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Write a workbook of Excel 2007 and later."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _MADE})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        if sheet.hidden:
            page.hide()
        for merged in sheet.merged:
            page.merge_range(merged, "")
        days = book.add_format({"num_format": sheet.day})
        moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                if isinstance(value, Formula):
                    stored = "" if value.value is None else value.value
                    page.write_formula(number, column, value.text, None, stored)
                elif isinstance(value, dt.date):
                    style = moments if isinstance(value, dt.datetime) else days
                    page.write_datetime(number, column, value, style)
                elif isinstance(value, str):
                    page.write_string(number, column, value)
                elif value is not None:
                    page.write_number(number, column, value)
    book.close()
    return stream.getvalue()


def xls(sheets: Sequence[Sheet]) -> bytes:
    """Write a workbook of Excel 97 to 2003; formulas are not for these."""
    book = xlwt.Workbook(encoding="utf-8")
    plain = xlwt.Style.default_style
    moments = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        page.visibility = int(sheet.hidden)
        days = xlwt.easyxf(num_format_str=sheet.day)
        spans = {corners(merged)[:2]: corners(merged) for merged in sheet.merged}
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                if value is None:
                    continue
                style = plain
                if isinstance(value, dt.date):
                    style = moments if isinstance(value, dt.datetime) else days
                if (number, column) in spans:
                    top, left, bottom, right = spans[number, column]
                    page.write_merge(top, bottom, left, right, value, style)
                else:
                    page.write(number, column, value, style)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(sheets: Sequence[Sheet]) -> bytes:
    """Write a workbook of OpenDocument; formulas are not for these.

    As office programs do, each sheet goes on with empty cells to its last column and row.
    """
    book = OpenDocumentSpreadsheet()
    for sheet in sheets:
        page = table.Table(name=sheet.name)
        spans = {corners(merged)[:2]: corners(merged) for merged in sheet.merged}
        covered = {
            (row, column)
            for top, left, bottom, right in spans.values()
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
        width = max(map(len, sheet.rows))
        for number, row in enumerate(sheet.rows):
            line = table.TableRow()
            for column, value in enumerate([*row, *[None] * (width - len(row))]):
                if (number, column) in covered:
                    line.addElement(table.CoveredTableCell())
                    continue
                size: dict[str, int] = {}
                if (number, column) in spans:
                    top, left, bottom, right = spans[number, column]
                    size = {
                        "numberrowsspanned": bottom - top + 1,
                        "numbercolumnsspanned": right - left + 1,
                    }
                line.addElement(_ods_cell(value, size))
            line.addElement(table.TableCell(numbercolumnsrepeated=_ODS_WIDTH - width))
            page.addElement(line)
        line = table.TableRow(numberrowsrepeated=_ODS_HEIGHT - len(sheet.rows))
        line.addElement(table.TableCell(numbercolumnsrepeated=_ODS_WIDTH))
        page.addElement(line)
        book.spreadsheet.addElement(page)
    stream = io.BytesIO()
    book.write(stream)
    return _timeless(stream.getvalue())


def _ods_cell(value: Cell, size: dict[str, int]) -> object:
    if value is None:
        return table.TableCell(**size)
    shown = str(value)
    if isinstance(value, dt.date):
        cell = table.TableCell(valuetype="date", datevalue=value.isoformat(), **size)
    elif isinstance(value, int | float):
        cell = table.TableCell(valuetype="float", value=repr(value), **size)
    else:
        cell = table.TableCell(valuetype="string", **size)
    for line in shown.split("\n"):
        cell.addElement(P(text=line))
    return cell


def _timeless(archive: bytes) -> bytes:
    """Write a ZIP archive anew without the time at which it was made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            about = zipfile.ZipInfo(member.filename, _ZIP_TIME)
            about.compress_type = member.compress_type
            about.external_attr = member.external_attr
            new.writestr(about, old.read(member))
    return stream.getvalue()

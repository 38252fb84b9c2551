"""A look at the bytes of a workbook before it is read."""

from typing import BinaryIO

from qinjian.engine.intake.files.cells import CellText
from qinjian.engine.intake.files.scan.archive import Archive
from qinjian.engine.intake.files.scan.container import is_container
from qinjian.engine.intake.files.scan.limits import broken, refusals
from qinjian.engine.intake.files.scan.model import BookScan, Format, SheetScan
from qinjian.engine.intake.files.scan.ods import scan_ods
from qinjian.engine.intake.files.scan.xls import scan_xls
from qinjian.engine.intake.files.scan.xlsx import WORKBOOK, scan_xlsx

__all__ = ["BookScan", "CellText", "Format", "SheetScan", "scan"]

_ARCHIVE = b"PK\x03\x04"


def scan(stream: BinaryIO, file: str) -> BookScan:
    """Look at a workbook, in whatever format it really is, and go back to its start.

    Raises:
        QinjianError: ``workbook_broken``, ``workbook_large``, ``workbook_password``,
            ``workbook_macros``.
    """
    with refusals(file):
        format_ = _format(stream)
    look = {"xlsx": scan_xlsx, "xls": scan_xls, "ods": scan_ods}[format_]
    found = look(stream, file)
    stream.seek(0)
    return found


def _format(stream: BinaryIO) -> Format:
    """Tell the format by the bytes: the ending of a file may be any."""
    if is_container(stream):
        return "xls"
    start = stream.read(len(_ARCHIVE))
    stream.seek(0)
    if start != _ARCHIVE:
        raise broken()
    return _archived(Archive(stream))


def _archived(archive: Archive) -> Format:
    """Tell the format of an archive; one of two is refused, as the reader might take either."""
    xlsx, ods = WORKBOOK in archive, "mimetype" in archive
    if xlsx == ods or "xl/workbook.bin" in archive:
        raise broken()
    return "xlsx" if xlsx else "ods"

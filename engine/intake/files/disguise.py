"""What a file of tables really is: many systems write text or a web page and call it .xls."""

import re
from typing import BinaryIO, Literal

from qinjian.engine.intake.files.decoding import detect
from qinjian.engine.messages.problems import QinjianError, Term
from qinjian.engine.wording.regex import regex

Real = Literal["workbook", "delimited", "page", "pages_in_mail", "spreadsheet_xml"]

KINDS: dict[Real, Term] = {
    "workbook": Term("Excel 工作簿", "an Excel workbook"),
    "delimited": Term("文本（CSV 或制表符分隔）", "text (CSV or divided by tabs)"),
    "page": Term("网页（HTML）格式的表", "a web page (HTML)"),
    "pages_in_mail": Term("单个文件网页（MHTML）格式的表", "a web page in one file (MHTML)"),
    "spreadsheet_xml": Term("XML 表格 2003", "an XML Spreadsheet 2003"),
}
"""What a reader is told that a file is."""

_START = 1 << 14
_BINARY = (b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1"))
_NO_TEXT = frozenset({"file_binary", "file_encoding"})
_CODECS = {"utf-8-bom": "utf-8"}
_CONTROL = regex("[\x01-\x08\x0e-\x19\x1c-\x1f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MAIL = regex(r"(mime-version|content-type|from|subject):", re.IGNORECASE)
_PAGE = regex(r"<(html|table|head|body|meta|style|div|script|tr|center|!doctype)\b", re.IGNORECASE)
_TAG = regex("<[a-zA-Z!?]")
_WORKBOOK = regex(r"<([\w-]+:)?workbook\b", re.IGNORECASE)


def real_format(stream: BinaryIO, stated: str) -> Real | None:
    """Tell what a file of tables is by its bytes, None if they tell nothing; go back to its start.

    ``stated`` is what its ending says. Text is text only if the whole of it decodes.
    """
    stream.seek(0)
    head = stream.read(_START)
    stream.seek(0)
    if head.startswith(_BINARY):
        return "workbook"
    start = _decoded(head)
    if marked := _marked(start):
        return marked
    if stated == "delimited":
        return "delimited"
    return "delimited" if head.strip() and _is_text(stream) else None


def _decoded(head: bytes) -> str:
    """Decode the start of a file for a look at its marks, which are ASCII."""
    if head.startswith(_UTF_16):
        return head.decode("utf-16", "ignore").lstrip()
    if b"<\0" in head[:4] or b"\0<" in head[:4]:
        return head.replace(b"\0", b"").decode("latin-1")
    return head.decode("utf-8-sig", "ignore").lstrip("\ufeff\0 \t\r\n")


def _marked(start: str) -> Real | None:
    if _MAIL.match(start) and "multipart/" in start.lower():
        return "pages_in_mail"
    if not _TAG.match(start):
        return None
    if _WORKBOOK.search(start) and "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "spreadsheet_xml"
    return "page" if _PAGE.search(start) else None


def _is_text(stream: BinaryIO) -> bool:
    """Tell whether the whole decodes, and its start holds no characters that no text has."""
    try:
        encoding = detect(stream, "")
    except QinjianError as error:
        return not any(problem.code in _NO_TEXT for problem in error.problems)
    finally:
        stream.seek(0)
    head = stream.read(_START).decode(_CODECS.get(encoding, encoding), "ignore")
    stream.seek(0)
    return not _CONTROL.search(head)

"""Files that this program wrote itself: they lie beside the exports, and are no spending."""

import zipfile
import zlib
from pathlib import PurePath
from typing import BinaryIO

from qinjian.engine.wording.regex import regex

CREATOR = "qinjian"
"""Who made a workbook, as its properties say."""

MARKED = "疑点标注件，非原件"
"""How the names of marked copies begin."""

_HEAD = 16_384
"""Bytes at the beginning of a file that are looked at."""

_PAGE = f'<meta name="generator" content="{CREATOR} '.encode()
_ANSWER = regex(rb'\s*\{\s*(?:"manifest":\s*\{\s*)?"tool":\s*"qinjian"')
_LEAD = regex(rb'\{"rule": "[^"]+", "regulation": "[^"]+", "article": \d+, ')
_LEDGERS = tuple(
    regex(head.encode())
    for head in (
        "序号,文件,工作表,行,单据号,.*,标识\r?\n",
        "no,file,sheet,row,claim_no,.*,fingerprint\r?\n",
        "序号,层,文件,工作表,行,.*,未参加抽取的原因\r?\n",
        "no,stratum,file,sheet,row,.*,excluded\r?\n",
    )
)
_SAID = (
    "疑点均须由人核实后认定",
    "leads for a person to verify",
    "仅供了解数据，不是疑点",
    "advice, no leads",
)
"""What stands in every text that tells of leads or of how data lie, and in no export."""
_MADE_BY = regex(f"<dc:creator[^>]*>{CREATOR}</dc:creator>".encode())
_MOST = 100_000
_MOST_TEXT = 50_000_000


def is_own(name: str, stream: BinaryIO) -> bool:
    """Tell whether a file is a report, a ledger, a sample or a marked copy.

    The stream stands at its beginning again.
    """
    if PurePath(name).name.startswith(MARKED):
        return True
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith(b"PK"):
        return _is_ledger(stream)
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if _ANSWER.match(plain) or _LEAD.match(plain) or any(one.match(plain) for one in _LEDGERS):
        return True
    return _PAGE in head or (name.casefold().endswith(".txt") and _is_text(stream))


def _is_ledger(stream: BinaryIO) -> bool:
    """Tell whether a workbook says that the program made it, as it does after others saved it."""
    try:
        with zipfile.ZipFile(stream) as packed:
            info = packed.getinfo("docProps/core.xml")
            return info.file_size < _MOST and _MADE_BY.search(packed.read(info)) is not None
    except (KeyError, OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error):
        return False
    finally:
        stream.seek(0)


def _is_text(stream: BinaryIO) -> bool:
    whole = stream.read(_MOST_TEXT)
    stream.seek(0)
    return any(words.encode() in whole for words in _SAID)

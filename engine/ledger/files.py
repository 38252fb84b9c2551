"""What files that are made of others have in common: names of our own making, and no clock."""

import io
import zipfile

from qinjian.engine.wording.regex import regex

_MOST_BYTES_OF_NAME = 180
_UNSAFE = regex(r"[^\w.（）()【】〔〕\-]+")
_MADE = (2014, 1, 1, 0, 0, 0)
_CLOCK = regex(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def safe_name(text: str, otherwise: str) -> str:
    """Return a name that any system takes for a file; ``otherwise`` where nothing is left."""
    safe = _UNSAFE.sub("_", text).strip("._") or otherwise
    return safe.encode()[:_MOST_BYTES_OF_NAME].decode(errors="ignore")


def undated(made: bytes) -> bytes:
    """Pack a workbook or document again without the times of its making: same parts, same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as packed, zipfile.ZipFile(target, "w") as copy:
        for info in packed.infolist():
            content = packed.read(info)
            if info.filename == "docProps/core.xml":
                content = _CLOCK.sub(rb"\g<1>2014-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(info.filename, _MADE)
            copy.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()

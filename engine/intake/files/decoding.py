"""From bytes to text: which encoding a file is in, told by its bytes alone."""

import codecs
import io
from dataclasses import dataclass
from typing import BinaryIO, Literal

from qinjian.engine.messages.problems import Position, Problem, QinjianError

Encoding = Literal["utf-8", "utf-8-bom", "gb18030", "utf-16-le", "utf-16-be"]

MAX_LINE = 8_000_000
"""Bytes of one line of a text file."""

_HEAD = 1 << 16
_MANY = 8
_FEW_ZEROS = 1_000
_MARKS = 4
_FAR = 400
"""Characters among which a delimiter or the end of a line stands."""
_SURE = 2
_WIDE, _LATIN = "\u0800", "\u00ff"
"""Characters from U+0800 on take three bytes of UTF-8, two of them six: three characters of
GB18030 hardly ever look like that. One character of GB18030 may well look like one of UTF-8 that
takes two bytes (元 like Ԫ), so those between Latin and U+0800 prove nothing."""

_BOMS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8-bom"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODECS: dict[Encoding, str] = {"utf-8-bom": "utf-8"}


def opened(stream: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    """Open bytes as text, from their start, without the byte order mark.

    Closing the text does not close the bytes if it is detached first.
    """
    stream.seek(0)
    for mark, name in _BOMS:
        if name == encoding and stream.read(len(mark)) != mark:
            stream.seek(0)
    return io.TextIOWrapper(stream, encoding=_CODECS.get(encoding, encoding), newline="")


def text_of(stream: BinaryIO, file: str, limit: int) -> tuple[str, Encoding]:
    """Decode a whole file of at most ``limit`` bytes.

    Raises:
        QinjianError: as ``detect``, and ``file_too_large``.
    """
    encoding = detect(stream, file)
    text = opened(stream, encoding)
    try:
        decoded = text.read(limit + 1)
    finally:
        text.detach()
    if len(decoded) > limit:
        raise QinjianError(Problem("file_too_large", Position(file=file), {"limit": limit}))
    return decoded, encoding


def detect(stream: BinaryIO, file: str) -> Encoding:
    """Tell the encoding of text: by its byte order mark, else UTF-8, UTF-16 or GB18030.

    Every line is looked at, none is kept.

    Raises:
        QinjianError: ``file_empty``, ``file_binary``, ``file_encoding``, ``file_two_encodings``,
            ``file_unclear``, ``line_large``.
    """
    where = Position(file=file)
    stream.seek(0)
    head = stream.read(_HEAD)
    marked = next((name for mark, name in _BOMS if head.startswith(mark)), None)
    encoding = marked or _by_zeros(head)
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        raise QinjianError(Problem("file_empty", where))
    if encoding in ("utf-16-le", "utf-16-be"):
        _must_decode(stream, encoding, where)
        return encoding
    if _is_binary(head.count(0), len(head)):
        raise QinjianError(Problem("file_binary", where))
    stream.seek(len(codecs.BOM_UTF8) if marked else 0)
    lines = _Lines.of(stream, where)
    if lines.first_other is None and (marked or lines.wide):
        return marked or "utf-8"
    if lines.first_other is None:
        return _of_few(stream, where, narrow=lines.narrow, latin=lines.latin)
    if lines.first_utf8 is not None or marked:
        values: dict[str, object] = {"utf8": lines.first_utf8 or 1, "other": lines.first_other}
        raise QinjianError(Problem("file_two_encodings", where, values))
    _must_decode(stream, "gb18030", where)
    return "gb18030"


def _is_binary(zeros: int, size: int) -> bool:
    """Tell whether bytes hold more zeros than a text that was damaged somewhere."""
    return zeros > 1 and zeros * _FEW_ZEROS > size


def _by_zeros(head: bytes) -> Encoding | None:
    """Tell UTF-16 by the zero bytes of its ASCII characters: nearly all at odd or even places.

    A few characters (一) have one at the other place. One zero byte in other text does not make it
    UTF-16: it would then be without delimiters and ends of lines, or have more of them than zeros.
    """
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) <= _MANY * min(odd, even):
        return None
    if _MARKS * max(odd, even) <= sum(map(head.count, b"\n\r\t,;|")):
        return None
    encoding: Encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = head.decode(encoding, "ignore")
    divided = sum(map(text.count, "\n\r\t,;|"))
    mostly = _MANY * max(odd, even) >= len(head)
    return encoding if mostly or divided * _FAR >= len(text) else None


@dataclass
class _Lines:
    """The first line that is surely UTF-8, and the first that is not; both counted from 1."""

    first_utf8: int | None = None
    first_other: int | None = None
    wide: bool = False
    narrow: bool = False
    latin: bool = False

    @classmethod
    def of(cls, stream: BinaryIO, where: Position) -> "_Lines":
        lines = cls()
        number = size = zeros = 0
        while line := stream.readline(MAX_LINE):
            number += 1
            if len(line) == MAX_LINE and not line.endswith(b"\n"):
                values: dict[str, object] = {"limit": MAX_LINE}
                raise QinjianError(Problem("line_large", Position(where.file, line=number), values))
            size += len(line)
            zeros += line.count(0)
            lines._look(line, number)
        if _is_binary(zeros, size):
            raise QinjianError(Problem("file_binary", where))
        return lines

    def _look(self, line: bytes, number: int) -> None:
        if line.isascii() or (self.first_utf8 and self.first_other):
            return  # there is nothing more to learn
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            self.first_other = self.first_other or number
        else:
            if self.first_utf8:
                return  # it only remains to see whether another line is none
            wide = sum(character >= _WIDE for character in text)
            self.wide = self.wide or wide > 0
            self.narrow = self.narrow or any(_LATIN < character < _WIDE for character in text)
            self.latin = self.latin or any("\x7f" < character <= _LATIN for character in text)
            if wide >= _SURE:
                self.first_utf8 = self.first_utf8 or number


def _of_few(stream: BinaryIO, where: Position, *, narrow: bool, latin: bool) -> Encoding:
    """Tell the encoding of text without any character that takes three bytes of UTF-8.

    Where it may be GB18030, it is if its characters are no letters of the West; if they are, either
    may be meant.

    Raises:
        QinjianError: ``file_unclear``.
    """
    if not (narrow or latin):
        return "utf-8"
    try:
        _must_decode(stream, "gb18030", where)
    except QinjianError:
        return "utf-8"
    if latin and not narrow:
        raise QinjianError(Problem("file_unclear", where))
    return "gb18030"


def _must_decode(stream: BinaryIO, encoding: Encoding, where: Position) -> None:
    """Decode everything once.

    Raises:
        QinjianError: ``file_encoding`` with the byte, ``file_binary`` for characters of no text.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    done = 0
    while True:
        chunk = stream.read(_HEAD)
        kept = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            byte = done - kept + error.start + 1
            raise QinjianError(Problem("file_encoding", where, {"byte": byte})) from None
        if encoding != "gb18030" and "\0" in text:
            raise QinjianError(Problem("file_binary", where))
        if not chunk:
            return
        done += len(chunk)

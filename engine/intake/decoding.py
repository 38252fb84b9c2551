"""From bytes to text."""

import codecs

from qinjian.engine.problems import Position, Problem, QinjianError


def text_of(data: bytes, file: str) -> str:
    """Decode UTF-8, with or without a byte order mark.

    Raises:
        QinjianError: ``file_empty``, ``file_binary``, ``file_encoding``.
    """
    where = Position(file=file)
    body = data.removeprefix(codecs.BOM_UTF8)
    if not body.strip():
        raise QinjianError(Problem("file_empty", where))
    if b"\0" in body:
        raise QinjianError(Problem("file_binary", where))
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = len(data) - len(body) + error.start + 1
        raise QinjianError(Problem("file_encoding", where, {"byte": byte})) from None

"""Tables as text, the way that spreadsheets and databases write them."""

from collections.abc import Sequence

from tests.exports.cells import TextRow


def separated(
    rows: Sequence[TextRow],
    *,
    encoding: str,
    delimiter: str = ",",
    bom: bytes = b"",
    end: str = "\r\n",
    quoted: str = "",
) -> bytes:
    """Write rows with RFC 4180 quotes; a cell with a character of ``quoted`` gets some too."""
    special = {delimiter, '"', "\r", "\n", *quoted}

    def cell(value: str) -> str:
        if special.isdisjoint(value):
            return value
        return '"' + value.replace('"', '""') + '"'

    lines = [delimiter.join(map(cell, row)) + end for row in rows]
    return bom + "".join(lines).encode(encoding)

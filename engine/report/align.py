"""Columns of text under one another."""

from collections.abc import Iterator, Sequence


def align(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield rows with their columns aligned, counting a Chinese character as two wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    from wcwidth import wcswidth  # noqa: PLC0415 - the answer on one claim has no columns

    return max(wcswidth(text), len(text) if wcswidth(text) < 0 else 0)

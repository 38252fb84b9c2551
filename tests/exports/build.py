"""Write the files of samples/exports: ``python -m tests.exports.build``.

They are made from rows that are written out by hand in the modules beside this one. What
reading them must give stands in samples/exports/EXPECTED.md, written by hand as well.
"""

from pathlib import Path

from tests.exports import books, cards, claims, columns, ledgers, pages, sheets, tables

FOLDER = Path(__file__).resolve().parent.parent.parent / "samples" / "exports"


def built() -> dict[str, bytes]:
    """Return the files by their path in the folder."""
    makers = (tables, pages, sheets, ledgers, books, columns, claims, cards)
    return {name: data for maker in makers for name, data in maker.files()}


def main() -> None:
    """Write the files, over those of the last time."""
    for name, data in built().items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()

"""The end of a run: all that arrived is checked as ``qinjian check`` checks it.

What rules over a whole run say is told here, and what the lines of a batch tell of each other. The
leads are those of a check of the same records by definition: it is one.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import Checked, check_read
from qinjian.engine.intake.files.inputs import Source
from qinjian.engine.live.journal import Delivery, Journal
from qinjian.engine.live.reading import MOST_BYTES, Intake, kept_file
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.scratch import temporary_files

_LINES = "jsonl"

_BROKEN = b"\xef\xbf\xbd"
"""What stands for a line that could not be decoded: it is no JSON either."""


def checked(journal: Journal, intake: Intake, book: Rulebook, options: Options) -> Checked:
    """Check what a journal holds: lines as one file, files in the order of their names.

    Raises:
        QinjianError: ``temporary_full``, and as ``check``.
    """
    with temporary_files():
        folder = TemporaryDirectory(prefix="qinjian-")
    with folder:
        with temporary_files():
            sources = list(_sources(journal, Path(folder.name)))
        if any(source.format == _LINES for source in sources) and options.runner == "auto":
            # Lines of many kinds in turn are tables of one row each, which columns make no faster.
            options = replace(options, runner="reference")
        return check_read(intake.reader(sources), book, options)


def _sources(journal: Journal, folder: Path) -> Iterator[Source]:
    """Write what arrived into a folder, and list it in the order of a check."""
    lines: dict[str, Path] = {}
    rows: dict[str, int] = {}
    files: list[tuple[tuple[str, int], Source]] = []
    for number, one in journal.deliveries():
        if one.row is None:
            files.append((_order(one), kept_file(one, folder, number)))
            continue
        path = lines.setdefault(one.source, folder / f"lines-{len(lines)}.jsonl")
        with path.open("ab") as stream:
            stream.write(b"\n" * (one.row - rows.get(one.source, 1)))
            stream.write(_decoded(one))
        rows[one.source] = one.row
    yield from (Source(name, path, _LINES) for name, path in lines.items())
    yield from (source for _, source in sorted(files, key=lambda one: one[0]))


def _order(one: Delivery) -> tuple[str, int]:
    """Return the place of a file: the path that it was found under, and its place in an archive."""
    path, _, number = str(one.identity).removeprefix("file:").rpartition(":")
    return path, int(number)


def _decoded(one: Delivery) -> bytes:
    if len(one.content) > MOST_BYTES:
        return _BROKEN
    try:
        return one.content.decode("utf-8-sig" if one.row == 1 else "utf-8").encode()
    except UnicodeDecodeError:
        return _BROKEN

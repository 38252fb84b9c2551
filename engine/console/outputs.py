"""Where the answer of a check goes: files whose suffix names the format, else standard output."""

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from qinjian.engine.console.choices import FileFormat, Format
from qinjian.engine.console.emit import emit, emit_file
from qinjian.engine.intake.files.source import find
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.report.write import beside, pieces
from qinjian.engine.rulebook.book import Rulebook
from qinjian.schemas.finding import Finding, Report

SUFFIXES: dict[str, FileFormat] = {
    ".txt": "table",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
}
"""The formats by the suffix of a file."""


@dataclass(frozen=True)
class Answer:
    """What is written: a report, findings outside of it, and the rules that were held."""

    report: Report
    aside: Iterable[Finding]
    book: Rulebook


@dataclass(frozen=True)
class Output:
    """One place where an answer is written; no ``path`` is standard output."""

    path: Path | None
    format: FileFormat

    def write(self, answer: Answer) -> None:
        """Write an answer there, whole or not at all.

        Raises:
            QinjianError: as ``emit``.
        """
        report, aside = answer.report, answer.aside
        if self.path is None and self.format == "table" and _is_terminal():
            from qinjian.engine.console.coloured import show  # noqa: PLC0415

            show(report, aside)
        elif self.path is None or self.format not in ("xlsx", "html"):
            emit(pieces(report, cast("Format", self.format), aside), self.path)
        # Only these formats pay for the import.
        elif self.format == "xlsx":
            from qinjian.engine.ledger.workbook import write_workbook  # noqa: PLC0415

            emit_file(write_workbook(report, answer.book, aside, self.path), self.path)
        else:
            from qinjian.engine.page.parts import pages  # noqa: PLC0415

            # The index comes last: while it is not there, neither is the report.
            found = pages(report, answer.book, aside, index=self.path.name)
            for name, page in reversed(found.items()):
                emit(page, self.path.with_name(name))

    def head(self, answer: Answer) -> str:
        """Return what is told of an answer beside this output, which has no room for it."""
        return beside(answer.report, self.format)


def outputs(
    paths: Sequence[Path],
    format_: Format | None,
    default: Format,
    among: Collection[FileFormat] = tuple(SUFFIXES.values()),
) -> list[Output]:
    """Return the outputs of a run: standard output, in the ``default`` format, if no file is named.

    ``format_`` is what the command line says: it may name the format of a file whose suffix does
    not. ``among`` are the formats that the command writes.

    Raises:
        QinjianError: ``output_suffix``, ``output_format``, ``output_twice``.
    """
    if not paths:
        return [Output(None, format_ or default)]
    problems = list(_twice(paths))
    suffixes = {suffix: format_ for suffix, format_ in SUFFIXES.items() if format_ in among}
    found = []
    for path in paths:
        by_suffix = suffixes.get(path.suffix.casefold())
        if by_suffix is None and (format_ is None or len(paths) > 1):
            problems.append(_wrong("output_suffix", path, known=", ".join(suffixes)))
        elif format_ is not None and by_suffix not in (None, _as_text(format_)):
            problems.append(_wrong("output_format", path, format=format_))
        else:
            found.append(Output(path, format_ or by_suffix or default))
    if problems:
        raise QinjianError(problems)
    return found


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _as_text(format_: FileFormat) -> FileFormat:
    """Return the format under whose suffix a format is kept: statistics are a text, too."""
    return "table" if format_ == "statistics" else format_


def refuse_unfit(chosen: Sequence[Output], inputs: Sequence[str]) -> None:
    """Refuse what cannot be written, or is read, before anything is done.

    Raises:
        QinjianError: ``output_special``, ``output_failed``, ``output_input``.
    """
    read = [one.path for one in find(inputs) if not isinstance(one, Problem) and one.path]
    problems = [
        problem
        for one in chosen
        if one.path is not None
        for problem in (_unfit(one.path) or _refusals(one.path, [os.fspath(p) for p in read]))
    ]
    if problems:
        raise QinjianError(problems)


def refuse_inputs(chosen: Sequence[Output], read: Collection[str]) -> None:
    """Refuse to write over a file that was read: an input, or a configuration that was obeyed.

    Raises:
        QinjianError: ``output_input``.
    """
    problems = [p for one in chosen if one.path is not None for p in _refusals(one.path, read)]
    if problems:
        raise QinjianError(problems)


def _refusals(output: Path, read: Iterable[str]) -> list[Problem]:
    target = os.path.realpath(output)
    if any(target == os.path.realpath(name) for name in read):
        return [Problem("output_input", Position(file=output.as_posix()))]
    return []


def _unfit(output: Path) -> list[Problem]:
    """Tell why nothing can be written there, as far as it is seen beforehand."""
    target = Path(os.path.realpath(output))
    where = Position(file=output.as_posix())
    if os.path.exists(target) and not os.path.isfile(target):  # noqa: PTH110, PTH113 - never raise
        return [Problem("output_special", where)]
    folder = target.parent
    if not folder.is_dir():
        return [Problem("output_failed", where, {"reason": os.strerror(2)})]
    if not os.access(folder, os.W_OK | os.X_OK):
        return [Problem("output_failed", where, {"reason": os.strerror(13)})]
    return []


def _twice(paths: Sequence[Path]) -> Iterator[Problem]:
    met: set[str] = set()
    for path in paths:
        target = os.path.realpath(path)
        if target in met:
            yield _wrong("output_twice", path)
        met.add(target)


def _wrong(code: str, path: Path, **values: object) -> Problem:
    return Problem(code, Position(file=path.as_posix()), values)

"""Mapping files: which field each column of a table is, said by a person."""

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path as FilePath

from qinjian.engine.intake.tables.headers import headers_of, normalised_header
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.words import known_kinds
from qinjian.engine.messages.problems import Problem, QinjianError, RuleFileError
from qinjian.engine.wording.text import did_you_mean
from qinjian.engine.yaml.document import Document, Path
from qinjian.engine.yaml.file import fit, read_document
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.mapping import IGNORED, KIND, PERIOD, Mapping, TableMapping
from qinjian.schemas.record import Document as Attached
from qinjian.schemas.record import Field, fields_of

_SPECIAL = (IGNORED, PERIOD, KIND)

DOCUMENT_COLUMNS = {f"documents.{item.value}": item for item in Attached}
"""What a column is called in a mapping that says whether a document is there (有, 无)."""


def load_mapping(path: FilePath) -> Mapping:
    """Read a mapping file.

    Raises:
        QinjianError: with the place of everything that is wrong: no YAML, unknown keys,
            kinds and fields, two columns for one field.
    """
    try:
        document = read_document(path, path.as_posix())
        mapping = fit(document, Mapping)
    except RuleFileError as error:
        raise QinjianError(error.problems) from None
    problems = [
        problem
        for number, table in enumerate(mapping.tables)
        for problem in _faults(table, number, document)
    ]
    if problems:
        raise QinjianError(problems)
    return mapping


def _faults(table: TableMapping, number: int, document: Document) -> Iterator[Problem]:
    here: Path = ("tables", number)
    if table.kind and table.kind not in TOP_KINDS:
        values = {"value": table.kind, "known": known_kinds()}
        yield document.problem("kind_unknown", (*here, "kind"), **values)
        return
    yield from _faults_of_columns(table, here, document)
    for name, text in table.constants.items():
        yield from _faults_of_values(table, name, {(*here, "constants", name): text}, document)
    for name, words in table.words.items():
        meant: dict[Path, str] = {(*here, "words", name, w): text for w, text in words.items()}
        yield from _faults_of_values(table, name, meant, document)


def _faults_of_columns(table: TableMapping, here: Path, document: Document) -> Iterator[Problem]:
    """Find fields that there are not, and two columns for one of which only one can be read."""
    fields = _fields(table.kind)
    known = (*fields, *_SPECIAL, *DOCUMENT_COLUMNS)
    columns: list[tuple[Path, str, str]] = [
        *((("columns", header), header, use) for header, use in table.columns.items()),
        *((("positions", str(n)), str(n), use) for n, use in table.positions.items()),
    ]
    first: dict[str, str] = {}
    for inside, header, use in columns:
        if use and use not in known:
            close = did_you_mean(use, known)
            yield document.problem("field_unknown", (*here, *inside), value=use, close=close)
        if use in first and not _may_repeat(use, fields):
            other = {"other": first[use], "field": use}
            yield document.problem("header_twice", (*here, *inside), **other)
        first.setdefault(use, header)


def _may_repeat(use: str, fields: dict[str, Field]) -> bool:
    """Tell whether several columns may be read as one field: their words are joined."""
    return use in ("", IGNORED) or (use in fields and fields[use].type in ("list", "text"))


def _faults_of_values(
    table: TableMapping, name: str, values: dict[Path, str], document: Document
) -> Iterator[Problem]:
    """Find a field that there is not, or values, by their places, that it cannot take."""
    fields = _fields(table.kind)
    for place, text in values.items():
        if name not in fields:
            close = did_you_mean(name, fields)
            yield document.problem("field_unknown", place, value=name, close=close)
            return
        said = read_value(fields[name], text)
        if said.problem:
            yield document.problem(said.problem, place, **said.values)


def _fields(kind: str | None) -> dict[str, Field]:
    """Return the fields of a kind, or of all kinds; of one name the first."""
    models = [TOP_KINDS[kind]] if kind else [*TOP_KINDS.values()]
    return {field.name: field for model in reversed(models) for field in fields_of(model)}


def mapping_for(
    mapping: Mapping | None, file: str, sheet: str | None, headers: Sequence[str]
) -> TableMapping | None:
    """Return the part of a mapping that fits a file and sheet and has all its columns there.

    Of several it is the one with most columns, the first of equals.
    """
    names = set(map(normalised_header, headers))
    fitting = [
        table
        for table in (mapping.tables if mapping else ())
        if table.sheet in (None, sheet)
        and _fits_file(table, file)
        and names.issuperset(map(normalised_header, table.columns))
        and all(0 < number <= len(headers) for number in table.positions)
    ]
    return max(fitting, key=_columns, default=None)


def is_mapped(
    rows: Iterable[tuple[int, Sequence[str] | Problem]],
    file: str,
    sheet: str | None,
    mapping: Mapping | None,
) -> bool:
    """Tell whether a mapping names the headers of a sheet: then it is a table."""
    found = (
        mapping_for(mapping, file, sheet, cells)
        for _, cells in (rows if mapping else ())
        if not isinstance(cells, Problem)
    )
    return any(table is not None and bool(_columns(table)) for table in found)


def _columns(table: TableMapping) -> int:
    return len(table.columns) + len(table.positions)


def _fits_file(table: TableMapping, file: str) -> bool:
    """Tell whether a file is one that a part of a mapping is for.

    One that names no columns has to name its file or sheet.
    """
    if table.file is None:
        return bool(table.columns or table.positions or table.sheet)
    return fnmatchcase(file, table.file) or fnmatchcase(file.rpartition("/")[2], table.file)


def label_of(field: str, kind: str | None) -> str:
    """Return the official label of a mapped field, or the word itself."""
    models = [TOP_KINDS[kind]] if kind else TOP_KINDS.values()
    return next(
        (headers_of(m).labels[field] for m in models if field in headers_of(m).labels), field
    )

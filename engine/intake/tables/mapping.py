"""Mapping files: which field each column of a table is, said by a person."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path as FilePath

from qinjian.engine.intake.tables.headers import (
    headers_of,
    normalised_header,
)
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.words import known_kinds
from qinjian.engine.problems import Problem, QinjianError, RuleFileError
from qinjian.engine.strict_yaml import Document, Path
from qinjian.engine.text import did_you_mean
from qinjian.engine.yaml_file import fit, read_document
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.mapping import IGNORED, KIND, PERIOD, Mapping, TableMapping
from qinjian.schemas.record import fields_of

_SPECIAL = (IGNORED, PERIOD, KIND)


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


def _faults(table: TableMapping, number: int, document: Document) -> Iterable[Problem]:
    here = ("tables", number)
    if table.kind and table.kind not in TOP_KINDS:
        values = {"value": table.kind, "known": known_kinds()}
        yield document.problem("kind_unknown", (*here, "kind"), **values)
        return
    names = _field_names(table.kind)
    first: dict[str, str] = {}
    for key, text in table.constants.items():
        if key not in names:
            close = did_you_mean(key, names)
            yield document.problem(
                "field_unknown", (*here, "constants", key), value=key, close=close
            )
        elif (fault := _constant_fault(key, text, table.kind)) is not None:
            yield document.problem(fault[0], (*here, "constants", key), **fault[1])
    for key in table.words:
        if key not in names:
            close = did_you_mean(key, names)
            yield document.problem("field_unknown", (*here, "words", key), value=key, close=close)
    columns: list[tuple[Path, str, str]] = [
        *((("columns", header), header, use) for header, use in table.columns.items()),
        *((("positions", str(n)), str(n), use) for n, use in table.positions.items()),
    ]
    for inside, header, field in columns:
        place = (*here, *inside)
        if field and field not in (*names, *_SPECIAL):
            close = did_you_mean(field, names)
            yield document.problem("field_unknown", place, value=field, close=close)
        if field and field != IGNORED and field in first:
            other = {"other": first[field], "field": field}
            yield document.problem("header_twice", place, **other)
        first.setdefault(field, header)


def _constant_fault(name: str, text: str, kind: str | None) -> tuple[str, dict[str, object]] | None:
    """Say what is wrong with a value that is to hold for all rows, None if nothing is."""
    models = [TOP_KINDS[kind]] if kind else TOP_KINDS.values()
    item = next(item for model in models for item in fields_of(model) if item.name == name)
    said = read_value(item, text)
    return (said.problem or "not_a_value", dict(said.values)) if said.problem else None


def _field_names(kind: str | None) -> list[str]:
    models = [TOP_KINDS[kind]] if kind else TOP_KINDS.values()
    return list(dict.fromkeys(field.name for model in models for field in fields_of(model)))


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


def _columns(table: TableMapping) -> int:
    return len(table.columns) + len(table.positions)


def _fits_file(table: TableMapping, file: str) -> bool:
    """Tell whether a file is one that a part of a mapping is for; without columns it must say so."""
    if table.file is None:
        return bool(table.columns or table.positions)
    return fnmatchcase(file, table.file) or fnmatchcase(file.rpartition("/")[2], table.file)


def label_of(field: str, kind: str | None) -> str:
    """Return the official label of a mapped field, or the word itself."""
    models = [TOP_KINDS[kind]] if kind else TOP_KINDS.values()
    return next(
        (headers_of(m).labels[field] for m in models if field in headers_of(m).labels), field
    )

"""Mapping files: which field each column of a table is, said by a person."""

from collections.abc import Iterable
from pathlib import Path

from qinjian.engine.intake.tables.headers import (
    headers_of,
    normalised_header,
)
from qinjian.engine.intake.values.words import known_kinds
from qinjian.engine.problems import Problem, QinjianError, RuleFileError
from qinjian.engine.strict_yaml import Document
from qinjian.engine.text import did_you_mean
from qinjian.engine.yaml_file import fit, read_document
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.mapping import IGNORED, KIND, PERIOD, Mapping, TableMapping
from qinjian.schemas.record import fields_of

_SPECIAL = (IGNORED, PERIOD, KIND)


def load_mapping(path: Path) -> Mapping:
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
    for header, field in table.columns.items():
        place = (*here, "columns", header)
        if field and field not in (*names, *_SPECIAL):
            close = did_you_mean(field, names)
            yield document.problem("field_unknown", place, value=field, close=close)
        if field and field != IGNORED and field in first:
            other = {"other": first[field], "field": field}
            yield document.problem("header_twice", place, **other)
        first.setdefault(field, header)


def _field_names(kind: str | None) -> list[str]:
    models = [TOP_KINDS[kind]] if kind else TOP_KINDS.values()
    return list(dict.fromkeys(field.name for model in models for field in fields_of(model)))


def mapping_for(
    mapping: Mapping | None, sheet: str | None, headers: Iterable[str]
) -> TableMapping | None:
    """Return the part of a mapping that fits a sheet and has all its columns there.

    Of several it is the one with most columns, the first of equals.
    """
    names = set(map(normalised_header, headers))
    fitting = [
        table
        for table in (mapping.tables if mapping else ())
        if table.sheet in (None, sheet)
        and table.columns
        and names.issuperset(map(normalised_header, table.columns))
    ]
    return max(fitting, key=lambda table: len(table.columns), default=None)


def label_of(field: str, kind: str | None) -> str:
    """Return the official label of a mapped field, or the word itself."""
    models = [TOP_KINDS[kind]] if kind else TOP_KINDS.values()
    return next(
        (headers_of(m).labels[field] for m in models if field in headers_of(m).labels), field
    )

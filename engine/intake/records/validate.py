"""From raw values to records, through the models of ``schemas``."""

from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from qinjian.engine.intake.records.entry import Entry, shown
from qinjian.engine.intake.values.values import Values
from qinjian.engine.messages import MESSAGES
from qinjian.engine.problems import Problem
from qinjian.schemas.record import Record


@dataclass(frozen=True)
class Valid:
    """A record, and the groups that its lists of people speak of (张三等5人), None unsaid."""

    record: Record
    groups: dict[str, int | None]


def validated(entry: Entry) -> Valid | tuple[Problem, ...]:
    """Make the record of an entry, or list everything that is wrong with it."""
    if entry.model is None and not entry.problems:  # its table is not read, and that is told
        return ()
    values = Values(problems=list(entry.problems))
    for cell in entry.cells:
        values.add(cell)
    if entry.model is None:
        return tuple(values.problems)
    try:
        record = entry.model.model_validate(values.data)
    except ValidationError as error:
        values.problems += [_problem(detail, values) for detail in error.errors()]
    if values.problems:
        return tuple(values.problems)
    return Valid(record, values.groups)


def _problem(detail: ErrorDetails, values: Values) -> Problem:
    """Translate an error of a model; its type is the key of a message."""
    code = detail["type"] if detail["type"] in MESSAGES else "not_a_value"
    path = tuple(detail["loc"])
    while path and path not in values.sources:
        path = path[:-1]
    if path not in values.sources:
        return Problem(code, values={"value": shown(detail.get("input"))})
    cell, inside, raw = values.sources[path]
    return cell.problem(code, inside, value=shown(raw))

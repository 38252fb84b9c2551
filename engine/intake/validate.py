"""From raw values to records, through the models of ``schemas``."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from qinjian.engine.intake.entry import Entry, shown
from qinjian.engine.intake.values import Values
from qinjian.engine.messages import MESSAGES
from qinjian.engine.problems import Problem
from qinjian.schemas.record import Record


def validated(entry: Entry) -> Record | tuple[Problem, ...]:
    """Make the record of an entry, or list everything that is wrong with it."""
    values = Values(problems=list(entry.problems))
    for cell in entry.cells:
        values.add(cell)
    if entry.model is None:
        return tuple(values.problems)
    record = None
    try:
        record = entry.model.model_validate(values.data)
    except ValidationError as error:
        values.problems += [_problem(detail, values) for detail in error.errors()]
    if record is None or values.problems:
        return tuple(values.problems)
    return record


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

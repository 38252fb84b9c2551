"""A printed form as the lines of one claim."""

from collections.abc import Iterator
from dataclasses import replace

from qinjian.engine.intake.records.claims import ClaimReader
from qinjian.engine.intake.records.entry import Cell, Entry, Path
from qinjian.engine.intake.tables.forms import LINES, Form
from qinjian.engine.intake.tables.headers import meaning_in
from qinjian.engine.intake.tables.use import Use
from qinjian.engine.intake.values.reading import shown
from qinjian.engine.messages.problems import Position, Problem, Term
from qinjian.schemas.kinds import Expense

_FEW = 5


def form_entries(form: Form, file: str, sheet: str | None) -> Iterator[Entry | Problem]:
    """List the lines of the claim of a form, and what is to be told of it.

    A form without a day or an amount is rejected: what to do instead is said.
    """
    where = Position(file, sheet, form.row)
    title = shown(form.title)
    kind = form.kind.kind if form.kind else "expense"
    if not form.is_readable():
        problem = _problem("form_unclear", where, title, kind=kind)
        yield Entry(form.row, None, _amount(form, where), (problem,))
        return
    yield _problem("form_read", where, title, count=max(len(form.lines), 1))
    if form.left:
        cells = Term(
            "、".join(shown(text) for _, text in form.left[:_FEW]),
            ", ".join(shown(text) for _, text in form.left[:_FEW]),
        )
        yield _problem("form_left", where, title, count=len(form.left), cells=cells)

    def locate(path: Path) -> Position:
        key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
        line = next((step for step in path if isinstance(step, int)), None)
        row = form.rows.get(key, form.row) if line is None else form.lines[line][0]
        return Position(file, sheet, row, field=key if key != LINES else None)

    rows = iter([row for row, _ in form.lines] or [form.row])
    for item in ClaimReader(locate, form.kind).claim(form.keys_and_values(), (), form.row):
        yield replace(item, row=next(rows)) if isinstance(item, Entry) else item


def _amount(form: Form, where: Position) -> list[Cell]:
    """Return the amount of a form that is rejected, for the control totals."""
    for key, raw in form.claim.items():
        meaning = meaning_in(Expense, key, frozenset())
        if raw and meaning and meaning.field and meaning.field.name == Expense.control:
            return [Cell(Use((), meaning.field), raw, where)]
    return []


def _problem(code: str, where: Position, title: str, **values: object) -> Problem:
    return Problem(code, where, {"title": title, **values})

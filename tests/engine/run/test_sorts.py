"""Others that may list the same spending are looked at one sort of table at a time."""

from collections.abc import Mapping

import pytest

from qinjian.engine.intake.model import Sourced
from qinjian.engine.run.sorts import Sorts
from qinjian.schemas.finding import Place
from qinjian.schemas.kinds import Expense, Reception
from qinjian.schemas.record import Record


def _row(model: type[Record], file: str, values: Mapping[str, object], *derived: str) -> Sourced:
    place = Place(file=file, kind=model.kind, sheet=None, row=1, claim_no=None)
    return Sourced(model.model_validate(values), place, frozenset(derived))


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (_row(Reception, "b", {"amount": 2, "venue": None}), True),
        (_row(Reception, "b", {"amount": 2}), False),
        (_row(Reception, "b", {"amount": 2, "venue": "甲", "guest_count": 3}), False),
        (_row(Reception, "b", {"amount": 2, "venue": "甲", "guest_count": 3}, "guest_count"), True),
        (_row(Expense, "b", {"amount": 2}), False),
    ],
)
def test_tables_of_one_kind_and_the_same_fields_are_of_one_sort(other: Sourced, one: bool) -> None:
    sorts = Sorts()
    first = sorts.note(_row(Reception, "a", {"amount": 1}))
    sorts.note(_row(Reception, "a", {"amount": 1, "venue": "乙"}))
    second = sorts.note(other)
    assert (sorts.of(first) == sorts.of(second)) is one


def test_a_line_of_a_ledger_counts_as_one_of_its_ledger() -> None:
    sorts = Sorts()
    line = _row(Expense, "a", {"amount": 1})
    seen = _row(Reception, "a", {"amount": 1, "guest_count": 2}).with_views([line])
    assert sorts.note(seen) == sorts.note(line)

"""A small world for conditions: one record kind, one table, one word list.

``None`` stands for a blank field, ``UNREADABLE`` for one in which something stands that it cannot be;
a name that is absent was not collected.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import ClassVar

from qinjian.engine.condition import Facts, Period, TableType
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import Value
from qinjian.engine.condition.scope import Scope
from qinjian.engine.condition.types import Type, count_type, money_type
from qinjian.engine.intake.records.typed import said_by
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.rulebook.standards import Table
from qinjian.schemas.kinds import Reception
from qinjian.schemas.record import Record
from qinjian.schemas.standard import Standard

TABLES = {
    "companions": TableType((count_type("person"),), count_type("person")),
    "lodging": TableType(
        (Type("enum", options=("bureau", "other")),), money_type("yuan/person/night")
    ),
}


class State(Enum):
    """What stands in the place of a value that there is none of."""

    UNREADABLE = "unreadable"


UNREADABLE = State.UNREADABLE


_EDITION = {"document": "x", "from": "2000-01-01", "sources": [], "grade": "A"}


def _table(unit: str, type_: str, key: dict[str, object], rows: list[dict[str, object]]) -> Table:
    standard = {
        "id": "x", "title": {"zh": "x", "en": "x"}, "type": type_, "unit": unit,
        "keys": [{"name": "key", **key}], "editions": [{**_EDITION, "rows": rows}],
    }  # fmt: skip
    return Table.of(Standard.model_validate(standard))


class World:
    """Look-ups with the answers written out; ``tables`` hold the same."""

    tables: ClassVar[dict[str, Table]] = {
        "companions": _table(
            "person", "count", {"type": "count", "unit": "person"},
            [
                {"keys": {"key": {"from": 1, "to": 10}}, "value": 3},
                {"keys": {"key": {"from": 11}}, "value": {"over": 3}},
            ],
        ),
        "lodging": _table(
            "yuan/person/night", "money", {"type": "enum", "options": ["bureau", "other"]},
            [
                {"keys": {"key": "bureau"}, "value": 480},
                {"keys": {"key": "other"}, "value": 330},
            ],
        ),
    }  # fmt: skip

    def lists_in_each(self, texts: Sequence[str]) -> list[list[str]]:
        return [["tobacco"] if "烟" in text else [] for text in texts]

    subjects_in_each = lists_in_each

    def mentions(self, lexicon: str, text: str) -> bool:
        return self.counts(lexicon, text)

    def counts(self, lexicon: str, text: str) -> bool:
        assert lexicon == "tobacco"
        return "香烟" in text

    def says(self, subject: str, role: str, text: str) -> bool:
        assert (subject, role) in (("tobacco", "goods"), ("tobacco", "purpose"))
        return "香烟" in text

    def standard(self, table: str, period: Period, keys: tuple[Value, ...]) -> int | Decimal | None:
        assert period[0] <= period[1]
        if table == "lodging":
            return {"bureau": Decimal("480.00"), "other": Decimal("330.00")}[str(keys[0])]
        count = keys[0]
        assert isinstance(count, int)
        return None if count <= 0 else 3 if count <= 10 else count // 3


def key_names(table: str) -> tuple[str, ...]:
    return {"companions": ("guest_count",), "lodging": ("rank",)}[table]


def scope(model: type[Record] = Reception) -> Scope:
    return Scope(model, TABLES, frozenset({"tobacco"}), frozenset({"tobacco"}))


def facts(**values: object) -> Facts:
    """Facts of a reception on a day in 2015."""
    return facts_of(Reception, {"event_date": "2015-06-10", **values})


def facts_of(model: type[Record], values: Mapping[str, object]) -> Facts:
    """Facts of a record, as the reference runner has them."""
    record, unreadable = record_of(model, values)
    return Facts.of(record, unreadable=unreadable)


def record_of(model: type[Record], values: Mapping[str, object]) -> tuple[Record, frozenset[str]]:
    """Return a record, and the names of the fields that could not be read."""
    unreadable = frozenset(name for name, value in values.items() if value is UNREADABLE)
    readable = {name: value for name, value in values.items() if name not in unreadable}
    return model.model_validate(readable), unreadable


def said(model: type[Record], values: Mapping[str, object]) -> dict[str, Reading]:
    """Say the same as typed columns do."""
    record, unreadable = record_of(model, values)
    return said_by(record) | {name: Reading("unreadable") for name in unreadable}


__all__ = [
    "UNREADABLE", "World", "ex", "facts", "facts_of", "key_names", "record_of", "said", "scope",
]  # fmt: skip

"""A small world for conditions: one record kind, one table, one word list."""

from decimal import Decimal

from qinjian.engine.condition import Facts, Period, Scope, TableType
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import Value
from qinjian.engine.condition.types import Type, count_type, money_type
from qinjian.schemas.kinds import Reception

TABLES = {
    "companions": TableType((count_type("person"),), count_type("person")),
    "lodging": TableType(
        (Type("enum", options=("bureau", "other")),), money_type("yuan/person/night")
    ),
}


class World:
    """Look-ups with the answers written out."""

    def mentions(self, lexicon: str, text: str) -> bool:
        assert lexicon == "tobacco"
        return "香烟" in text

    def standard(self, table: str, period: Period, keys: tuple[Value, ...]) -> int | Decimal | None:
        assert period[0] <= period[1]
        if table == "lodging":
            return {"bureau": Decimal("480.00"), "other": Decimal("330.00")}[str(keys[0])]
        count = keys[0]
        assert isinstance(count, int)
        return None if count == 0 else 3 if count <= 10 else count // 3


def key_names(table: str) -> tuple[str, ...]:
    return {"companions": ("guest_count",), "lodging": ("rank",)}[table]


def scope() -> Scope:
    return Scope(Reception, TABLES, frozenset({"tobacco"}))


def facts(**values: object) -> Facts:
    """Facts of a reception; None is blank, an absent name was not collected."""
    return Facts.of(Reception.model_validate({"event_date": "2015-06-10", **values}))


__all__ = ["World", "ex", "facts", "key_names", "scope"]

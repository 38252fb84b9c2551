"""The facts of typed columns, as conditions see them: once for each different value."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.condition import Facts
from qinjian.engine.condition.expression import Value
from qinjian.engine.condition.facts import Period
from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.combinations import array_of
from qinjian.engine.intake.records.readings import given_of, is_given, manners_of, told_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.rulebook.law import UNIT_FIELDS, Law, Truth, both
from qinjian.engine.run.arrays import Told, combined
from qinjian.engine.run.texts import Listed, Texts
from qinjian.engine.wording.text import all_normalised, normalised
from qinjian.schemas.record import PERIOD, fields_of

Made = TypeVar("Made")


def fact(type_: str, value: object) -> Value:
    """Return a value of a type of field as conditions see it: text in its normalised form."""
    if type_ == "text":
        return normalised(str(value))
    if type_ == "children":
        return tuple("" for _ in value) if isinstance(value, tuple) else ()
    return value  # type: ignore[return-value]  # what a reading holds of other types is one


@dataclass
class TypedFacts:
    """Typed columns, and what conditions read of them. ``as_of`` replaces the decisive days.

    Where ``table`` holds what is taken for granted too, ``strict`` are those without it: what was
    collected and what could not be read is asked of them, and so is all that both say alike.
    """

    table: TypedTable
    as_of: date | None = None
    strict: "TypedFacts | None" = None
    _codes: dict[int, pa.Array] = field(default_factory=dict)
    _known: dict[object, object] = field(default_factory=dict)

    @cached_property
    def _types(self) -> dict[str, str]:
        return {item.name: item.type for item in fields_of(self.table.model)}

    def __len__(self) -> int:
        """Count the records."""
        return len(self.table)

    def at(self, row: int, names: Collection[str] | None = None) -> Facts:
        """Return the facts of one record, of some fields or of all."""
        values = {
            name: fact(self._types[name], one.value)
            for name, one in self.table.said(row, names)
            if one.state == "given" and not self.is_passed_over(name)
        }
        said = dict((self.strict or self).table.said(row, names))
        return Facts(
            values,
            frozenset(name for name, one in said.items() if one.state in ("given", "blank")),
            self.periods.at(row),
            self._date_fields,
            frozenset(name for name, one in said.items() if one.state == "unreadable"),
            self.presuming,
        )

    @property
    def presuming(self) -> bool:
        """Tell whether what is taken for granted stands among the values."""
        return self.strict is not None

    def is_passed_over(self, name: str) -> bool:
        """Tell whether a field is not looked at: unknown words for documents, presumed others."""
        return self.presuming and name == "other_documents"

    @property
    def _date_fields(self) -> tuple[str, ...]:
        return tuple(first for first, _ in self.table.model.decisive_date)

    def _period(self, values: dict[str, Value]) -> Period | None:
        if self.as_of is not None:
            return self.as_of, self.as_of
        return self.table.model.decisive_period(values)

    def facts(self, name: str) -> Sequence[Value]:
        """Return what each reading of a field that the table has says, None where it is nothing."""
        return self.once(("facts", name), lambda: self._facts_of(name))

    def _facts_of(self, name: str) -> Sequence[Value]:
        given, type_ = given_of(self.table.columns[name].readings), self._types[name]
        if type_ != "text":
            return [None if value is None else fact(type_, value) for value in given]
        told = iter(all_normalised([str(value) for value in given if value is not None]))
        return [None if value is None else next(told) for value in given]

    def given(self, name: str) -> pa.Array:
        """Tell in which records a field says a value, null without a column."""
        column = self.table.columns.get(name)
        if column is None:
            return pa.nulls(len(self), pa.bool_())
        return self._beside(column, is_given)

    def of_values(self, name: str, tell: Callable[[Value], object], type_: pa.DataType) -> pa.Array:
        """Make an array of what is told of each value of a field; null where there is none."""
        column = self.table.columns.get(name)
        if column is None:
            return pa.nulls(len(self), type_)
        if strict := self._alike(name):
            return strict.of_values(name, tell, type_)
        told = [None if fact is None else tell(fact) for fact in self.facts(name)]
        return self._taken(column, told, type_)

    def is_unknown(self, name: str) -> pa.Array:
        """Tell in which records a field has no value."""
        if name not in self.table.columns or self.is_passed_over(name):
            return pa.repeat(pa.scalar(value=True), len(self))
        return pc.invert(self._beside(self.table.columns[name], is_given))

    def is_presumed(self, name: str) -> pa.Array | None:
        """Tell in which records a value of a field is taken for granted; None where in none."""
        column = self.table.columns[name]
        if not column.says(lambda one: one.presumed):
            return None
        return self._beside(column, lambda one: one.presumed)

    def unpresuming(self) -> "TypedFacts":
        """Return the same values, as if nothing of them were taken for granted."""
        return self.once("unpresuming", lambda: TypedFacts(self.table, self.as_of))

    def _beside(self, column: Column, tell: Callable[[Reading], bool]) -> pa.Array:
        """Make an array of what ``tell`` says of what stands beside the values of a column."""
        told = list(map(tell, manners_of(column.readings)))
        if len(set(told)) == 1:
            return pa.repeat(pa.scalar(told[0], pa.bool_()), len(self))
        return self._taken(column, told_of(column.readings, tell), pa.bool_())

    def _taken(self, column: Column, told: Sequence[object], type_: pa.DataType) -> pa.Array:
        return pa.array(told, type_).take(self.codes(column))

    def once(self, key: object, make: Callable[[], Made]) -> Made:
        """Return what was made under a key; what it is made of does not change."""
        if key not in self._known:
            self._known[key] = make()
        return cast("Made", self._known[key])

    def _alike(self, name: str) -> "TypedFacts | None":
        """Return those without what is taken for granted where they say the same of a field."""
        strict = self.strict
        if strict is None or self.is_passed_over(name):
            return None
        same = strict.table.columns.get(name) is self.table.columns.get(name)
        return strict if same else None

    def value(self, name: str, type_: pa.DataType) -> pa.Array:
        """Make the array of a field's values."""
        if self.is_passed_over(name):
            return pa.nulls(len(self), type_)
        if strict := self._alike(name):
            return strict.value(name, type_)
        return self.once(("value", name), lambda: self._value(name, type_))

    def _value(self, name: str, type_: pa.DataType) -> pa.Array:
        column = self.table.columns.get(name)
        if column is None:
            return pa.nulls(len(self), type_)
        return self._taken(column, self.facts(name), type_)

    def texts(self, name: str, listed: Listed) -> Texts:
        """Return the texts of a field that the table has, looked through for words."""
        if strict := self._alike(name):
            return strict.texts(name, listed)
        states = told_of(self.table.columns[name].readings, lambda one: one.state)
        return self.once(("texts", name), lambda: Texts.of(states, self.facts(name), listed))

    def told(self, name: str, told: Sequence[object], type_: pa.DataType) -> pa.Array:
        """Make an array of what is said of each reading of a field that the table has."""
        return self._taken(self.table.columns[name], told, type_)

    def state(self, name: str, states: tuple[str, ...]) -> pa.Array:
        """Make the array that tells in which records a field is in one of some states."""
        if self.strict is not None:
            return self.strict.state(name, states)
        column = self.table.columns.get(name)
        if column is None:
            return pa.array([False] * len(self), pa.bool_())
        return self.once(
            ("state", name, states),
            lambda: self._beside(column, lambda one: one.state in states),
        )

    def codes(self, column: Column) -> pa.Array:
        """Return the codes of a column as an array."""
        key = id(column.codes)
        if key not in self._codes:
            self._codes[key] = array_of(column.codes)
        return self._codes[key]

    def alike(self, names: Sequence[str]) -> tuple[pa.Array, list[int]]:
        """Give numbers to the different things that some fields say; name the first row of each.

        What they say when nothing is taken for granted counts too.
        """
        tables = [self.table, *([self.strict.table] if self.strict else [])]
        columns = [one.columns[name] for one in tables for name in names if name in one.columns]
        own = {id(column): self.codes(column) for column in columns}
        return combined(list(own.values()), len(self))

    def together(
        self, names: Sequence[str], tell: Callable[[dict[str, Value], frozenset[str]], object]
    ) -> Told:
        """Say of each record what ``tell`` says of its values of some fields.

        It is told as well which of them could not be read.
        """
        columns = [(name, self.table.columns[name]) for name in names if name in self.table.columns]
        codes, rows = combined([self.codes(column) for _, column in columns], len(self))
        states = {name: told_of(column.readings, lambda one: one.state) for name, column in columns}
        facts = {name: self.facts(name) for name, _ in columns}

        def told(row: int) -> object:
            values: dict[str, Value] = {}
            unreadable: list[str] = []
            for name, column in columns:
                code = column.codes[row]
                state = states[name][code]
                if state == "given":
                    values[name] = facts[name][code]
                elif state == "unreadable":
                    unreadable.append(name)
            return tell(values, frozenset(unreadable))

        return Told(codes, [told(row) for row in rows])

    @cached_property
    def periods(self) -> Told:
        """The decisive days of each record; what is taken for granted tells none that has some."""
        own = self.together(self._days, lambda values, _: self._period(values))
        if self.strict is None:
            return own
        known = self.strict.periods
        codes, rows = combined([known.codes, own.codes], len(self))
        return Told(codes, [known.at(row) or own.at(row) for row in rows])

    @cached_property
    def dated(self) -> Told:
        """Tell of each record whether its decisive days are known."""
        return self.periods.of(lambda period: period is not None)

    @property
    def _days(self) -> list[str]:
        names = (name for pair in (*self.table.model.decisive_date, PERIOD) for name in pair)
        return list(dict.fromkeys(names))

    def applies(self, law: Law) -> Told:
        """Tell of each record whether a regulation applies, and what leaves it open."""
        return self.once(("applies", law.binding), lambda: self._applies(law))

    def _applies(self, law: Law) -> Told:
        """Ask for each different unit and for each different day, which are fewer than both."""

        def bound(values: dict[str, Value], unreadable: frozenset[str]) -> Truth:
            return law.binds(self._facts(values, None, unreadable))

        def in_force(period: Period | None) -> Truth:
            return law.in_force(self._facts({}, period, frozenset()))

        days = self.periods.of(in_force)  # few answers stand for many days
        units = self.together(UNIT_FIELDS, bound)
        codes, rows = combined([units.codes, days.codes], len(self))
        pairs = [(units.at(row), days.at(row)) for row in rows]
        return Told(codes, [both(*pair) for pair in pairs])

    def _facts(
        self, values: dict[str, Value], period: Period | None, unreadable: frozenset[str]
    ) -> Facts:
        """Make facts of some fields alone."""
        days = self._date_fields
        return Facts(values, frozenset(), period, days, unreadable, self.presuming)

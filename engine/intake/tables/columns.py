"""The columns of one table: what each means for a kind, and which mean nothing."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from qinjian.engine.intake.tables.headers import (
    Meaning,
    headers_of,
    is_ignored,
    is_kind,
    is_period,
    normalised_header,
    unit_scales,
)
from qinjian.engine.intake.tables.layout import Layout
from qinjian.engine.intake.tables.money_units import scale_of_units, stated_scale, units_in
from qinjian.engine.intake.tables.recognition import Recognition, recognise
from qinjian.engine.intake.values.words import kind_of
from qinjian.engine.problems import Position, Problem, QinjianError, Term
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.mapping import IGNORED, KIND, PERIOD, TableMapping
from qinjian.schemas.record import Field, Record, fields_of

How = Literal["mapped", "alias", "unknown"]

_FIGURES = frozenset({"money", "count", "quantity"})


@dataclass(frozen=True)
class Understood:
    """How one column is read: ``use`` is a field, ``period``, ``kind``, ``ignored`` or None."""

    header: str
    use: str | None
    how: How
    scale: int | None = None


class Columns:
    """The columns under the headers of a table. ``where`` is the place of the lowest header.

    Raises:
        QinjianError: ``header_twice`` if two columns name the kind, ``unit_unknown`` if a title
            names a unit of money that is not known.
    """

    def __init__(self, layout: Layout, file: str, sheet: str | None) -> None:
        self.headers = layout.headers
        self.layout = layout
        self.where = Position(file, sheet, layout.header_rows[-1][0])
        self.mapping = layout.mapped or TableMapping()
        self._mapped = {normalised_header(h): use for h, use in self.mapping.columns.items() if use}
        self.scale = self._title_scale()
        titles = [*layout.title_words(), *([sheet] if sheet else [])]
        unmapped = [n for n, h in zip(layout.names, self.headers, strict=True) if not self._use(h)]
        self.recognition: Recognition = recognise(unmapped, titles)
        named = [number for number in range(len(self.headers)) if self._is(number, KIND, is_kind)]
        if len(named) > 1:
            raise QinjianError(self._twice(named[0], named[1], "kind"))
        self.kind_column = named[0] if named else None
        self._meanings: dict[type[Record], dict[int, Meaning]] = {}
        self._periods: dict[type[Record], int | None] = {}
        self._elsewhere: dict[type[Record], list[int]] = {}

    def kind(self) -> type[Record] | None:
        """Return the kind that the mapping names, else the one that the headers tell."""
        if self.mapping.kind:
            return kind_of(self.mapping.kind)
        return self.recognition.kind

    def _title_scale(self) -> int:
        """Return the yuan in one unit of amounts whose header names none."""
        if self.mapping.unit is not None:
            return unit_scales()[self.mapping.unit]
        units = units_in([*self.layout.title_words(), *filter(None, [self.where.sheet])])
        if not units:
            return 1
        scale = scale_of_units(units)
        if scale is None:
            raise QinjianError(self.unit_unknown(units, self.where))
        return scale

    def is_without_unit(self) -> bool:
        """Tell whether neither a title nor a mapping names the unit of the amounts."""
        return self.mapping.unit is None and not units_in(self.layout.title_words())

    def unit_unknown(self, units: Iterable[str], where: Position) -> Problem:
        """Make the problem of a unit of money that is not settled."""
        return Problem("unit_unknown", where, {"value": ", ".join(sorted(units))})

    def _use(self, header: str) -> str | None:
        return self._mapped.get(normalised_header(header))

    def _is(self, number: int, use: str, by_header: Callable[[str], bool]) -> bool:
        """Tell whether a column is of a use: by the mapping, else by its header."""
        mapped = self._use(self.headers[number])
        if mapped is not None:
            return mapped == use
        return any(map(by_header, self.layout.names[number]))

    def meanings(self, model: type[Record]) -> dict[int, Meaning]:
        """Return what the columns mean for a kind, by the number of the column, from 0."""
        if model not in self._meanings:
            found = ((number, self._meaning(model, number)) for number in range(len(self.headers)))
            self._meanings[model] = {number: meaning for number, meaning in found if meaning}
        return self._meanings[model]

    def _meaning(self, model: type[Record], number: int) -> Meaning | None:
        table = headers_of(model)
        mapped = self._use(self.headers[number])
        if mapped is not None:
            field = next((field for field in fields_of(model) if field.name == mapped), None)
            return Meaning(field, self._scale_in_header(number, field)) if field else None
        found = (table.meaning(name) for name in self.layout.names[number])
        return next((meaning for meaning in found if meaning), None)

    def _scale_in_header(self, number: int, field: Field) -> int | None:
        """Return the unit that a header names which only a mapping understands.

        Raises:
            QinjianError: ``unit_unknown``.
        """
        if field.type != "money":
            return None
        try:
            return stated_scale(self.headers[number], field)
        except ValueError as unit:
            raise QinjianError(self.unit_unknown([str(unit)], self.at(number))) from None

    def scale_of(self, meaning: Meaning) -> int:
        """Return the yuan in one unit of a column of amounts."""
        return meaning.scale or self.scale

    def figures(self) -> frozenset[int]:
        """Return the columns that hold figures, whatever the kind of their row."""
        found = {n: m for model in self.models() for n, m in self.meanings(model).items()}
        return frozenset(n for n, m in found.items() if m.field.type in _FIGURES)

    def period(self, model: type[Record]) -> int | None:
        """Return the column that holds first and last day; None for kinds without them."""
        if model not in self._periods:
            named = [n for n in range(len(self.headers)) if self._is(n, PERIOD, is_period)]
            fits = "start_date" in model.model_fields and "end_date" in model.model_fields
            self._periods[model] = named[0] if named and fits else None
        return self._periods[model]

    def at(self, number: int, row: int | None = None) -> Position:
        """Return the place of a column, in a row or in the header.

        A column without a header is known by its number.
        """
        name = self.headers[number]
        place = Position(self.where.file, self.where.sheet, row or self.where.row)
        if name:
            return Position(place.file, place.sheet, place.row, field=name)
        return Position(place.file, place.sheet, place.row, column=number + 1)

    def unclear(self, row: int | None = None) -> Problem:
        """Make the problem of a kind that headers and titles do not tell."""
        where = Position(self.where.file, self.where.sheet, row or self.where.row)
        return Problem("kind_unclear", where, {"candidates": self.recognition.words()})

    def doubles(self, model: type[Record]) -> list[Problem]:
        """List the second columns for one field of a kind."""
        labels = headers_of(model).labels
        uses = {number: meaning.field.name for number, meaning in self.meanings(model).items()}
        period = self.period(model)
        first: dict[str, int] = {} if period is None else {"start_date": period, "end_date": period}
        problems = []
        for number, name in uses.items():
            if name in first:
                problems.append(self._twice(first[name], number, labels[name]))
            first.setdefault(name, number)
        return problems

    def _twice(self, first: int, second: int, label: str) -> Problem:
        values: dict[str, object] = {"other": self.headers[first], "field": label}
        return Problem("header_twice", self.at(second), values)

    def understood(self, models: Collection[type[Record]]) -> Iterator[Understood]:
        """Say of each column how it is read for the first of ``models`` that reads it."""
        for number, header in enumerate(self.headers):
            mapped = self._use(header) is not None
            found = [self.meanings(m)[number] for m in models if number in self.meanings(m)]
            use = found[0].field.name if found else self._special(number, models)
            scale = None
            if found and found[0].field.type == "money":
                scale = self.scale_of(found[0])
            how: How = "unknown" if use is None else "mapped" if mapped else "alias"
            yield Understood(header, use, how, scale)

    def _special(self, number: int, models: Collection[type[Record]]) -> str | None:
        if number == self.kind_column:
            return KIND
        if any(self.period(model) == number for model in models):
            return PERIOD
        return IGNORED if self._is(number, IGNORED, is_ignored) else None

    def elsewhere(self, model: type[Record]) -> list[int]:
        """List the columns that mean something for other kinds than this one only."""
        if model not in self._elsewhere:
            strange = [n for n, c in enumerate(self.understood([model])) if c.use is None]
            kinds = TOP_KINDS.values()
            self._elsewhere[model] = [
                number for number in strange if any(number in self.meanings(kind) for kind in kinds)
            ]
        return self._elsewhere[model]

    def unmatched(
        self, models: Collection[type[Record]], filled: Collection[int]
    ) -> dict[str, Problem]:
        """Return the columns that mean nothing for any of ``models``, by header.

        A column without a header counts only if it is among the ``filled`` ones.
        """
        problems = {}
        for number, column in enumerate(self.understood(models)):
            if column.use is None and (column.header or number in filled):
                alike = headers_of(next(iter(models))).alike(column.header)
                values: dict[str, object] = {"alike": _alike(alike)}
                problem = Problem("header_unmatched", self.at(number), values)
                problems[column.header or f"#{number + 1}"] = problem
        return problems

    def amounts(self) -> dict[int, Meaning]:
        """Return the columns that hold the amount of a row, whatever its kind."""
        found = {n: m for model in self.models() for n, m in self.meanings(model).items()}
        return {number: meaning for number, meaning in found.items() if _is_amount(meaning.field)}

    def models(self) -> list[type[Record]]:
        """Return the kinds that rows can be of: the one that is told, or all."""
        kind = self.kind()
        return [kind] if kind else list(TOP_KINDS.values())


def _alike(headers: list[str]) -> Term:
    """Say which headers are like one that is not known; nothing if none is."""
    if not headers:
        return Term("", "")
    listed = ", ".join(headers)
    return Term(f"最接近的表头：{listed}。", f"Like it are: {listed}. ")


def _is_amount(field: Field) -> bool:
    return field.name == "amount"

"""The columns of one table: what each is to a kind of record."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qinjian.engine.intake.tables.headers import (
    Meaning,
    headers_of,
    is_ignored,
    is_kind,
    is_measure_column,
    is_period_in,
    meaning_in,
    normalised_header,
)
from qinjian.engine.intake.tables.layout import Layout
from qinjian.engine.intake.tables.mapping import DOCUMENT_COLUMNS
from qinjian.engine.intake.tables.money_units import scale_of_units, stated_scale, units_in
from qinjian.engine.intake.tables.numbers import number_columns, number_meaning
from qinjian.engine.intake.tables.other_names import OtherNames, names_cars
from qinjian.engine.intake.tables.recognition import Recognition, recognise
from qinjian.engine.intake.tables.use import FIGURES, Use
from qinjian.engine.intake.tables.years import year_in
from qinjian.engine.intake.values.words import kind_of
from qinjian.engine.messages.problems import Position, Problem, QinjianError, Term
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.mapping import IGNORED, KIND, PERIOD, TableMapping
from qinjian.schemas.record import Field, Record, fields_of

How = Literal["mapped", "alias", "unknown"]

_SCALES = {"元": 1, "千元": 1_000, "万元": 10_000}
"""The yuan in the units that a mapping may name."""
_CALLED = {IGNORED: (), PERIOD: ("start_date",), KIND: ("cost_type",)}
"""What is said of the kind of a table by columns that a mapping gives no field."""
_DAY_PARTS = ("年", "月", "日")


@dataclass(frozen=True)
class Understood:
    """How one column is read: ``use`` is a field, ``period``, ``kind``, ``ignored`` or None."""

    header: str
    use: str | None
    how: How
    scale: int | None = None


class Columns:
    """The columns under the headers of a table. ``where`` is the place of the lowest header.

    ``samples`` are the first rows under the headers.

    Raises:
        QinjianError: ``unit_unknown`` if a title names a unit of money that is not known.
    """

    def __init__(
        self, layout: Layout, file: str, sheet: str | None, samples: Sequence[Sequence[str]] = ()
    ) -> None:
        self.headers = layout.headers
        self.layout = layout
        self.where = Position(file, sheet, layout.header_rows[-1][0])
        self.mapping = layout.mapped or TableMapping()
        self._mapped = {normalised_header(h): use for h, use in self.mapping.columns.items() if use}
        self._measures = {
            number
            for number, header in enumerate(self.headers)
            if is_measure_column(header, [row[number] for row in samples if number < len(row)])
        }
        self._numbers = number_columns(self.headers, samples)
        self.scale = self._title_scale()
        titles = [*layout.title_words(), *filter(None, [sheet])]
        self.year = year_in([*titles, file])
        names = [self._names(number) for number in range(len(self.headers))]
        self.recognition: Recognition = recognise(names, titles, file, plates=names_cars(samples))
        self._beside = frozenset(normalised_header(name) for own in names for name in own if name)
        self._other_names = OtherNames(self.headers, self._beside, samples, [*titles, file])
        self._uses: dict[type[Record], tuple[Use, ...]] = {}

    def kind(self) -> type[Record] | None:
        """Return the kind that the mapping names, else the one that the table tells."""
        if self.mapping.kind:
            return kind_of(self.mapping.kind)
        return self.recognition.kind

    def _title_scale(self) -> int:
        """Return the yuan in one unit of amounts whose header names none."""
        if self.mapping.scale is not None:
            return _SCALES[self.mapping.scale]
        units = units_in([*self.layout.title_words(), *filter(None, [self.where.sheet])])
        if not units:
            return 1
        scale = scale_of_units(units)
        if scale is None:
            raise QinjianError(self.unit_unknown(units, self.where))
        return scale

    def set_scale(self, scale: int) -> None:
        """Take another unit for the amounts whose headers name none."""
        self.scale = scale
        self._uses.clear()

    def is_without_unit(self) -> bool:
        """Tell whether neither a title nor a mapping names the unit of the amounts."""
        return self.mapping.scale is None and not units_in(self.layout.title_words())

    def unit_unknown(self, units: Iterable[str], where: Position) -> Problem:
        """Make the problem of a unit of money that is not settled."""
        return Problem("unit_unknown", where, {"value": ", ".join(sorted(units))})

    def _use(self, number: int) -> str | None:
        """Return what a mapping says of a column, by its number or else by its header."""
        placed = self.mapping.positions.get(number + 1)
        return placed or self._mapped.get(normalised_header(self.headers[number]))

    def _names(self, number: int) -> Sequence[str]:
        """Return what a column is called: what a mapping calls it goes before its header."""
        mapped = self._use(number)
        if mapped is None or mapped in DOCUMENT_COLUMNS:
            return self.layout.names[number]
        return _CALLED.get(mapped, (mapped,))

    def uses(self, model: type[Record]) -> tuple[Use, ...]:
        """Return what the columns are to a kind."""
        if model not in self._uses:
            found = (self._use_of(model, number) for number in range(len(self.headers)))
            uses = [use for use in found if use is not None]
            self._uses[model] = (*uses, *self._day_of_parts(model, uses))
        return self._uses[model]

    def _use_of(self, model: type[Record], number: int) -> Use | None:
        mapped = self._use(number)
        if mapped is None and number in self._measures:
            return None
        if self._is_period(model, number, mapped):
            fits = {"start_date", "end_date"} <= set(model.model_fields)
            return Use((number,), period=True) if fits else None
        if mapped in DOCUMENT_COLUMNS:
            return Use((number,), document=DOCUMENT_COLUMNS[mapped])
        if mapped is not None:
            name = "cost_type" if mapped == KIND else mapped
            named = next((item for item in fields_of(model) if item.name == name), None)
            scale = self._scale_in_header(number, named) if named else None
            return Use((number,), named, scale=scale or self.scale) if named else None
        meaning = self._meaning(model, number)
        if meaning is None:
            return None
        scale = meaning.scale or self.scale
        return Use((number,), meaning.field, meaning.rank, scale, meaning.document)

    def _meaning(self, model: type[Record], number: int) -> Meaning | None:
        beside = self._others(number)
        if number in self._numbers:
            first = number == self._numbers[0]
            return number_meaning(model, self.headers[number], beside, first=first)
        names = self._other_names.of(model, number, self.layout.names[number])
        found = (meaning_in(model, name, beside) for name in names)
        return next((meaning for meaning in found if meaning), None)

    def _others(self, number: int) -> frozenset[str]:
        """Return the headers beside a column."""
        return self._beside.difference(map(normalised_header, self.layout.names[number]))

    def _is_period(self, model: type[Record], number: int, mapped: str | None) -> bool:
        if mapped is not None:
            return mapped == PERIOD
        beside = self._others(number)
        return any(is_period_in(model, name, beside) for name in self.layout.names[number])

    def _day_of_parts(self, model: type[Record], uses: Sequence[Use]) -> Iterator[Use]:
        """Find a day that stands in columns of year, month and day."""
        named = {normalised_header(header): n for n, header in enumerate(self.headers)}
        parts = [named[part] for part in _DAY_PARTS if part in named]
        taken = {use.field.name for use in uses if use.field}
        day = next((item for item in fields_of(model) if item.name == "event_date"), None)
        whole = len(parts) == len(_DAY_PARTS) or (
            self.year is not None and {"月", "日"} <= set(named) and "年" not in named
        )
        if day is not None and whole and day.name not in taken:
            yield Use(tuple(parts), day)

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

    def figures(self, model: type[Record], types: Collection[str] = FIGURES) -> frozenset[int]:
        """Return the columns that hold figures of some types in records of a kind."""
        return frozenset(
            number
            for use in self.uses(model)
            if use.field is not None and use.field.type in types
            for number in use.numbers
        )

    def at(self, number: int, row: int | None = None) -> Position:
        """Return the place of a column, in a row or in the header.

        A column without a header is known by its number.
        """
        name = self.headers[number]
        place = Position(self.where.file, self.where.sheet, row or self.where.row)
        if name:
            return Position(place.file, place.sheet, place.row, field=name)
        return Position(place.file, place.sheet, place.row, column=number + 1)

    def unclear(self) -> Problem:
        """Make the problem of a kind that headers and titles do not tell."""
        return Problem("kind_unclear", self.where, {"candidates": self.recognition.words()})

    def understood(self, models: Collection[type[Record]]) -> Iterator[Understood]:
        """Say of each column how it is read for the first of ``models`` that reads it."""
        found: dict[int, Use] = {}
        for model in models:
            for use in self.uses(model):
                for number in use.numbers:
                    found.setdefault(number, use)
        for number, header in enumerate(self.headers):
            mapped = self._use(number)
            own = found.get(number)
            name = _name(own) if own else self._special(number)
            money = own is not None and own.field is not None and own.field.type == "money"
            how: How = "unknown" if name is None else "mapped" if mapped is not None else "alias"
            yield Understood(header, name, how, own.scale if own and money else None)

    def _special(self, number: int) -> str | None:
        mapped = self._use(number)
        names = self.layout.names[number]
        if mapped == KIND or any(map(is_kind, names)):
            return KIND
        ignored = mapped == IGNORED or any(map(is_ignored, names)) or number in self._measures
        return IGNORED if ignored else None

    def telling_kinds(self) -> list[int]:
        """Return the columns that name the kind of each row."""
        return [number for number in range(len(self.headers)) if self._special(number) == KIND]

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

    def models(self) -> list[type[Record]]:
        """Return the kinds that rows can be of: the one that is told, or all."""
        kind = self.kind()
        return [kind] if kind else list(TOP_KINDS.values())


def _name(use: Use) -> str | None:
    """Name what a column is read as."""
    if use.period:
        return PERIOD
    if use.document is not None:
        return f"documents.{use.document.value}"
    return use.field.name if use.field else None


def _alike(headers: list[str]) -> Term:
    """Say which headers are like one that is not known; nothing if none is."""
    if not headers:
        return Term("", "")
    listed = ", ".join(headers)
    return Term(f"最接近的表头：{listed}。", f"Like it are: {listed}. ")

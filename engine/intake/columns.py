"""The columns of one table: what each means for a kind, and which mean nothing."""

from collections.abc import Collection, Iterator, Sequence

from qinjian.engine.intake.headers import (
    headers_of,
    is_ignored,
    is_kind,
    recognise,
    top_kinds,
)
from qinjian.engine.problems import Position, Problem, QinjianError
from qinjian.schemas.record import Field, Record


class Columns:
    """The columns under one row of headers. ``where`` is the place of that row.

    Raises:
        QinjianError: ``header_missing`` if no header means a field of any kind,
            ``header_twice`` if two columns name the kind.
    """

    def __init__(self, headers: Sequence[str], where: Position) -> None:
        self.headers = tuple(" ".join(header.split()) for header in headers)
        self.where = where
        self.kinds = recognise(self.headers)
        """The kinds that the headers tell: one, several in a tie, or none."""
        tables = [headers_of(model) for model in top_kinds().values()]
        if not any(table.field(name) for table in tables for name in self.headers):
            raise QinjianError(Problem("header_missing", where))
        named = [number for number, name in enumerate(self.headers) if is_kind(name)]
        if len(named) > 1:
            raise QinjianError(self._twice(named[0], named[1], "kind"))
        self.kind_column = named[0] if named else None
        self._fields: dict[type[Record], dict[int, Field]] = {}
        self._doubles: dict[type[Record], list[Problem]] = {}

    def fields(self, model: type[Record]) -> dict[int, Field]:
        """Return the fields of a kind by the number of their column, from 0."""
        if model not in self._fields:
            table = headers_of(model)
            found = ((number, table.field(name)) for number, name in enumerate(self.headers))
            self._fields[model] = {number: field for number, field in found if field}
        return self._fields[model]

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
        """Make the problem of a kind that the headers do not tell."""
        tied = ", ".join(model.kind for model in self.kinds or top_kinds().values())
        where = Position(self.where.file, self.where.sheet, row or self.where.row)
        return Problem("kind_unclear", where, {"candidates": tied})

    def doubles(self, model: type[Record]) -> list[Problem]:
        """List the second columns for one field of a kind."""
        if model not in self._doubles:
            self._doubles[model] = list(self._second(model))
        return self._doubles[model]

    def _second(self, model: type[Record]) -> Iterator[Problem]:
        labels = headers_of(model).labels
        first: dict[str, int] = {}
        for number, field in self.fields(model).items():
            if field.name in first:
                yield self._twice(first[field.name], number, labels[field.name])
            first.setdefault(field.name, number)

    def _twice(self, first: int, second: int, label: str) -> Problem:
        values: dict[str, object] = {"other": self.headers[first], "field": label}
        return Problem("header_twice", self.at(second), values)

    def strangers(self, model: type[Record]) -> list[int]:
        """List the columns that mean nothing for a kind and are not read past either."""
        fields = self.fields(model)
        return [
            number
            for number, name in enumerate(self.headers)
            if number not in fields and not is_kind(name) and not is_ignored(name)
        ]

    def unmatched(
        self, models: Collection[type[Record]], filled: Collection[int]
    ) -> dict[str, Problem]:
        """Return the columns that mean nothing for any of ``models``, by header.

        A column without a header counts only if it is among the ``filled`` ones.
        """
        strange = [set(self.strangers(model)) for model in models]
        problems = {}
        for number in sorted(set.intersection(*strange)) if strange else ():
            name = self.headers[number]
            if name or number in filled:
                close = headers_of(next(iter(models))).close(name)
                problem = Problem("header_unmatched", self.at(number), {"close": close})
                problems[name or f"#{number + 1}"] = problem
        return problems

"""Readings of many cells, kept as their values and the few things that are said beside these.

Of nearly all cells nothing but the value differs. An object for each takes more memory than the
value, and to ask each of them whether it could be read takes longer than to read it.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, repeat
from typing import Self, TypeVar, overload

from qinjian.engine.intake.values.reading import Reading

Told = TypeVar("Told")

_GIVEN = Reading("given")


class Readings(Sequence[Reading]):
    """A sequence of readings.

    ``values`` are theirs; ``manners`` are the different things that are said beside a value, as
    readings without one, and ``numbers`` tell which of them is said of each.
    """

    __slots__ = ("_each", "manners", "numbers", "values")

    def __init__(
        self, values: list[object], numbers: "array[int]", manners: Sequence[Reading]
    ) -> None:
        self.values = values
        self.numbers = numbers
        self.manners = manners
        self._each: list[Reading] | None = None

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "Readings":
        """Keep readings so."""
        if isinstance(readings, Readings):
            return readings
        known: dict[tuple[object, ...], int] = {}
        values: list[object] = []
        numbers, manners = array("i"), list[Reading]()
        for one in readings:
            values.append(one.value)
            key: tuple[object, ...] = (one.state, one.problem, one.group, one.derived, one.presumed)
            if one.values or one.also or one.path:  # said of few, and each of them says its own
                key = (len(manners),)
            number = known.setdefault(key, len(manners))
            if number == len(manners):
                manners.append(one._replace(value=None))
            numbers.append(number)
        return cls(values, numbers, manners)

    @classmethod
    def given(cls, values: Iterable[object]) -> Self:
        """Make the readings of values of which nothing else is said."""
        kept = list(values)
        return cls(kept, array("i", bytes(4 * len(kept))), [_GIVEN])

    def __len__(self) -> int:
        """Count the readings."""
        return len(self.values)

    @overload
    def __getitem__(self, place: int) -> Reading: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Reading]: ...
    def __getitem__(self, place: int | slice) -> Reading | Sequence[Reading]:
        """Return a reading, or some."""
        if self._each is not None or isinstance(place, slice):
            return self.each()[place]
        said = self.manners[self.numbers[place]]
        return tuple.__new__(Reading, (said[0], self.values[place], *said[2:]))

    def __iter__(self) -> Iterator[Reading]:
        """List the readings."""
        return iter(self.each())

    def each(self) -> list[Reading]:
        """Return the readings, which stay made: whoever joins columns asks for them again."""
        if self._each is None:
            self._each = list(self._made())
        return self._each

    def _made(self) -> Iterator[Reading]:
        make = partial(tuple.__new__, Reading)
        if len(self.manners) == 1:  # of nearly all columns, and sooner
            state, _, *rest = map(repeat, self.manners[0])
            return map(make, zip(state, self.values, *rest, strict=False))
        heads = [one[:1] for one in self.manners]
        tails = [one[2:] for one in self.manners]
        return (
            make((*heads[number], value, *tails[number]))
            for number, value in zip(self.numbers, self.values, strict=True)
        )

    def told(self, tell: Callable[[Reading], Told]) -> list[Told]:
        """Say of each reading what ``tell`` says of what stands beside its value."""
        said = [tell(one) for one in self.manners]
        if len(said) == 1:
            return said * len(self)
        return [said[number] for number in self.numbers]

    def picked(self, places: Sequence[int]) -> "Readings":
        """Return some of them."""
        numbers = [self.numbers[place] for place in places]
        used = list(dict.fromkeys(numbers))
        moved = {number: place for place, number in enumerate(used)}
        return Readings(
            [self.values[place] for place in places],
            array("i", [moved[number] for number in numbers]),
            [self.manners[number] for number in used],
        )

    def with_more(self, others: Sequence[Reading]) -> "Readings":
        """Return them with others behind."""
        more = Readings.of(others)
        first = len(self.manners)
        numbers = array("i", chain(self.numbers, (first + number for number in more.numbers)))
        return Readings([*self.values, *more.values], numbers, [*self.manners, *more.manners])

    def __reduce__(self) -> tuple[object, ...]:
        """Write what they are kept as."""
        return Readings, (self.values, self.numbers, self.manners)


def is_given(reading: Reading) -> bool:
    """Tell whether a cell says a value of its field."""
    return reading.state == "given"


def each_of(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Return readings as a sequence of which each can be asked for many times."""
    return readings.each() if isinstance(readings, Readings) else readings


def manners_of(readings: Sequence[Reading]) -> Sequence[Reading]:
    """List the different things that are said beside the values."""
    return readings.manners if isinstance(readings, Readings) else readings


def told_of(readings: Sequence[Reading], tell: Callable[[Reading], Told]) -> list[Told]:
    """Say of each reading what ``tell`` says of what stands beside its value."""
    return readings.told(tell) if isinstance(readings, Readings) else list(map(tell, readings))


def values_of(readings: Sequence[Reading]) -> Sequence[object]:
    """List the values of readings."""
    return readings.values if isinstance(readings, Readings) else [one.value for one in readings]


def given_of(readings: Sequence[Reading]) -> Sequence[object]:
    """List the values of readings, None for what says none."""
    values = values_of(readings)
    given = told_of(readings, is_given)
    if all(given):
        return values
    return [value if known else None for known, value in zip(given, values, strict=True)]

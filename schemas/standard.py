"""Dated tables of figures (standards), and lists of words."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AliasChoices,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    model_validator,
)

from qinjian.schemas.regulation import Grade, Model, Start, UncertainDay, Words
from qinjian.schemas.values import Day, exact_yuan


def _spelled(value: object) -> object:
    """Let a list stand for options that are written in one way only."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        return value
    if len(set(value)) < len(value):
        raise ValueError("an option stands here twice")
    return {word: [] for word in value}


_WORDS = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}

Options = Annotated[
    dict[str, tuple[str, ...]],
    BeforeValidator(_spelled),
    WithJsonSchema({"anyOf": [_WORDS, {"type": "object", "additionalProperties": _WORDS}]}),
]


class Key(Model):
    """A key of a table: a count (ranges are possible) or one of some words.

    ``options`` are the words, each with other ways to write it.
    """

    name: str
    type: Literal["count", "enum"]
    unit: str = ""
    options: Options = Field(default={})

    @model_validator(mode="after")
    def _options_fit(self) -> "Key":
        if bool(self.options) != (self.type == "enum"):
            raise ValueError("an enum key has options, and a count has none")
        return self


class Range(Model):
    """Counts from ``first`` to ``last``, both included; an absent end is open."""

    first: Annotated[int | None, Field(validation_alias=AliasChoices("from", "first"), ge=0)] = None
    last: Annotated[int | None, Field(validation_alias=AliasChoices("to", "last"), ge=0)] = None

    @model_validator(mode="after")
    def _not_empty(self) -> "Range":
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError("the range is empty")
        return self

    def __contains__(self, number: int) -> bool:
        """Tell whether the range holds a number."""
        above = self.first is None or self.first <= number
        return above and (self.last is None or number <= self.last)


class Others(Model):
    """Every option of a key that no row with the same word for the key ``other`` names."""

    other: str


def _key_form(value: object) -> str:
    if isinstance(value, Others) or (isinstance(value, dict) and "other" in value):
        return "others"
    return "range" if isinstance(value, dict | Range) else "word"


_Word = Annotated[str, WithJsonSchema({"type": ["string", "integer"]})]

KeyCell = Annotated[
    Annotated[_Word, Tag("word")]
    | Annotated[Range, Tag("range")]
    | Annotated[Others, Tag("others")],
    Discriminator(_key_form),
]

_LEAP_YEAR = 2016


def _month_day(value: object) -> object:
    """Read a day of any year, such as 07-01, as month * 100 + day."""
    if isinstance(value, int):
        return value
    match = re.fullmatch(r"(\d\d)-(\d\d)", str(value))
    try:
        found = date(_LEAP_YEAR, *map(int, match.groups())) if match else None
    except ValueError:
        found = None
    if found is None:
        raise ValueError("a day of the year is written as 07-01")
    return found.month * 100 + found.day


MonthDay = Annotated[
    int,
    BeforeValidator(_month_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d\d-\d\d$"}),
]
"""A day of any year, as month * 100 + day; 02-29 is the end of February."""


class Season(Model):
    """Days of each year from ``first`` to ``last``, both included; it may cross the year's end."""

    first: MonthDay = Field(validation_alias=AliasChoices("from", "first"))
    last: MonthDay = Field(validation_alias=AliasChoices("to", "last"))

    def run(self, day: date) -> int | None:
        """Return the year in which the season began that a day is in, None out of season."""
        at = day.month * 100 + day.day
        if self.first <= self.last:
            return day.year if self.first <= at <= self.last else None
        if at >= self.first:
            return day.year
        return day.year - 1 if at <= self.last else None


class Share(Model):
    """A cell that is a share of the table's range key: key // ``over``."""

    over: Annotated[int, Field(ge=1)]


def _cell(value: object) -> object:
    return value if isinstance(value, dict | Share) else exact_yuan(value)


class Row(Model):
    """One row: the keys that it is for, the season if it is not for all year, and its figure."""

    keys: dict[str, KeyCell]
    season: Season | None = None
    value: Annotated[Share | Decimal, BeforeValidator(_cell)]


class Edition(Model):
    """The rows that one document set, with the days on which they are in force.

    ``start`` is ``unconfirmed`` where no source states the first day: the rows then stand in
    the file to be confirmed and are not used. ``gaps`` says why some keys have no figure.
    """

    document: str
    article: int | None = None
    start: Literal["unconfirmed"] | Start = Field(validation_alias=AliasChoices("from", "start"))
    end: Day | None = Field(default=None, validation_alias=AliasChoices("to", "end"))
    sources: tuple[str, ...]
    grade: Grade
    note: Words | None = None
    gaps: Words | None = None
    rows: tuple[Row, ...] = ()

    def in_force(self, day: date) -> bool | None:
        """Tell whether the edition applies on a day; None where the start is not known."""
        if not isinstance(self.start, UncertainDay):
            return False
        if day < self.start.earliest or (self.end is not None and day > self.end):
            return False
        return True if day >= self.start.latest else None


class Standard(Model):
    """A table of figures.

    ``type`` and ``unit`` are those of its cells: yuan per person and night is
    ``yuan/person/night``. ``overlays`` names a table over which a unit lays these figures of its
    own; of two figures the ``looser`` one is the higher, or the lower, which may not be its own.
    """

    id: str
    title: Words
    overlays: str | None = None
    looser: Literal["higher", "lower"] = "higher"
    type: Literal["money", "count"]
    unit: str
    keys: tuple[Key, ...]
    editions: tuple[Edition, ...]


class Lexicon(Model):
    """A list of words to look for; a hit inside one of ``exceptions`` is none.

    The words of ``judged`` lists are read as acts are by the reader of texts (docs/reading.md):
    what is denied, forbidden, undone, paid for privately, or what the work is about, is none.
    Those of ``closing`` count only where they end what is said: 外出考察, not 外出考察河长制经验,
    which tells what was looked at. A word with a gap or alternatives (宴请~(使馆|领馆)) is written
    as those of ``rules/words`` are (docs/reading.md): a verb and an object that stand apart.
    """

    id: str
    title: Words
    source: str
    judged: bool = False
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    closing: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = Field(
        default=(), validation_alias=AliasChoices("except", "exceptions")
    )

    @property
    def every(self) -> tuple[str, ...]:
        """All that is looked for."""
        return (*self.words, *self.closing)

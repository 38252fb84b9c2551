"""A regulation: its identity, whom it binds, when it is in force, and its text."""

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from qinjian.schemas.record import UnitKind
from qinjian.schemas.values import Day


class Model(BaseModel):
    """Base of everything that is read from a rule file: immutable and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Words(Model):
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the words in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en


class UncertainDay(Model):
    """A day of which only the bounds are known, both inclusive."""

    earliest: Day
    latest: Day

    @model_validator(mode="after")
    def _in_order(self) -> "UncertainDay":
        if self.earliest > self.latest:
            raise ValueError("earliest is after latest")
        return self


def _exact_or_uncertain(value: object) -> object:
    """Let a plain day stand for a day whose two bounds are the same."""
    if isinstance(value, str | date):
        return {"earliest": value, "latest": value}
    return value


class _DayAlone:
    """Lets a plain day stand for a start in the JSON Schema too."""

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "format": "date"}, handler(schema)]}


Start = Annotated[UncertainDay, BeforeValidator(_exact_or_uncertain), _DayAlone()]

Grade = Literal["A", "B", "C"]
"""Quality of the place where a text or figure was read: A government or university page,
B a mirror that agrees with another source, C one weak source."""


class Source(Model):
    """A place where a text or figure was read."""

    address: str
    grade: Grade


class Item(Model):
    """An item (项) of a paragraph, with its number in the paragraph."""

    number: Annotated[int, Field(ge=1)]
    text: str


class Paragraph(Model):
    """A paragraph (款) of an article; ``items`` follow its text."""

    text: str
    items: tuple[Item, ...] = ()


class Article(Model):
    """An article (条).

    ``paragraphs`` is empty and ``wording`` explains why where the wording could not be read
    in a source that can be quoted; such an article can be cited, never quoted.
    """

    number: Annotated[int, Field(ge=1)]
    chapter: Annotated[int, Field(ge=1)] = 1
    paragraphs: tuple[Paragraph, ...] = ()
    wording: Words | None = None

    @model_validator(mode="after")
    def _text_or_reason(self) -> "Article":
        if bool(self.paragraphs) == (self.wording is not None):
            raise ValueError("an article has either paragraphs or a reason why it has none")
        return self


class Chapter(Model):
    """A chapter (章) with its heading."""

    number: Annotated[int, Field(ge=1)]
    title: str


class RegulationText(Model):
    """The stored text of a regulation: all articles, or those that could be read."""

    source: str
    chapters: tuple[Chapter, ...] = ()
    articles: tuple[Article, ...]


class Regulation(Model):
    """Identity and force of a regulation.

    ``jurisdiction`` is a region, or ``全国`` for the whole country. ``binds`` are the kinds of
    unit that must follow it; those in ``by_reference`` (参照执行) follow it in spirit, so that a
    finding on them is never more than a doubt. Whether the text binds those in ``unsettled`` could
    not be read. ``start`` and ``end`` are the first and the
    last day in force. ``encoded`` lists the articles whose every character has to be
    accounted for.
    """

    id: str
    title: Words
    short: Words
    issuer: str
    document_no: str | None = None
    jurisdiction: str
    binds: tuple[UnitKind, ...]
    by_reference: tuple[UnitKind, ...] = ()
    unsettled: tuple[UnitKind, ...] = ()
    basis: str
    start: Start
    start_note: Words
    end: Day | None = None
    sources: tuple[str, ...]
    encoded: tuple[int, ...] = ()


NATIONWIDE = "全国"

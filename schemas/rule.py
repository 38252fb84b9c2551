"""A rule, the clause that it cites, its cases, and dispositions of clauses without a rule."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    AliasChoices,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from qinjian.schemas.record import UnitKind
from qinjian.schemas.regulation import Model, Words
from qinjian.schemas.values import Day, Money


class Level(StrEnum):
    """``breach``: the record itself shows it; ``doubt``: a lead to look into."""

    DOUBT = "doubt"
    BREACH = "breach"


def _as_tuple(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


class _OneOrMore:
    """Lets one value stand for a list of one, in files and in their JSON Schema."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_as_tuple, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}


class Verdict(StrEnum):
    """What a rule says of a subject. ``not-applicable`` is not counted."""

    VIOLATION = "violation"
    CLEAR = "clear"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not-applicable"
    ERROR = "error"


class Cite(Model):
    """A clause: article, paragraph (款), item (项), and the words that are cited.

    ``occurrence`` says which one is meant where the words stand in the paragraph more than
    once.
    """

    article: Annotated[int, Field(ge=1)]
    paragraph: Annotated[int, Field(ge=1)] | None = None
    item: Annotated[int, Field(ge=1)] | None = None
    quote: str | None = None
    occurrence: Annotated[int, Field(ge=1)] | None = None


class Authority(Cite):
    """A clause that says what a rule looks for, of the regulation that is named."""

    regulation: str


class Case(Model):
    """An example of a rule: the fields of a record and the verdict that they must give.

    Beside the keys below, a case names fields of the record; an empty value is a blank
    field, a field that is not named was not collected. ``standards`` replaces looked-up
    figures, so that a rule can be tried while its table has no confirmed figure; ``given`` are
    numbers of the rule as they have to come out, ``level`` is that of the lead. ``in_goods``,
    ``in_place``, ``in_party`` and ``in_purpose`` stand for the first field of each kind that plays
    the role. ``of_kind`` are the kinds of record on which a case is tried, if not on all that the
    rule looks at.

    A rule across records is tried on all ``records``, each with its fields and, if it is of another
    kind than the rule's first, its ``kind``; ``file`` tells apart the files that they stand
    in; fields beside them hold for all. The verdict is the
    gravest of any group or pair, ``members`` how many records a violation has.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    verdict: Annotated[Verdict, Field(validation_alias=AliasChoices("is", "verdict"))]
    missing: tuple[str, ...] | None = None
    at_issue: Money | None = None
    level: Level | None = None
    omit: tuple[str, ...] = ()
    as_of: Day | None = None
    standards: dict[str, Money] = Field(default_factory=dict)
    given: dict[str, Money] = Field(default_factory=dict)
    records: tuple[dict[str, Any], ...] = ()
    members: int | None = None
    of_kind: Annotated[tuple[str, ...], _OneOrMore()] = ()

    @property
    def facts(self) -> dict[str, Any]:
        """The fields of the record as they stand in the file."""
        return dict(self.model_extra or {})


class Join(Model):
    """Another record that is, or is not, to be there beside a record.

    ``match`` gives fields of the record and the fields of the other that must equal them; ``when``
    narrows, naming fields of the other as ``other.field``; there may be one for each kind of other
    record. With ``expect: none`` a pair is a
    violation, with ``some`` it is that there is none; ``half_of`` names keys, and it is one only
    where at least half of what is asked for with those keys is there: a register that knows fewer
    is another's, or a part. Within one kind a pair counts once. With
    ``having`` all other records of a record are looked at together, as a group: it names fields of
    the record, and aggregates of fields of the others, which are those of the kinds that have them;
    ``needs`` are kinds of which one at least has to fit, or nothing can be told: a budget line that
    no record of spending fits has not been compared. ``one_sort`` are kinds of which others are
    looked at together only if their tables are of one sort, as a register and a ledger may list the
    same spending; it is a violation if it is one with those of some sort.
    """

    with_: Annotated[tuple[str, ...], Field(min_length=1), _OneOrMore()] = Field(
        validation_alias=AliasChoices("with", "with_")
    )
    match: Annotated[dict[str, str], Field(min_length=1)]
    when: str | dict[str, str] | None = None
    having: str | None = None
    expect: Literal["none", "some"] = "none"
    half_of: tuple[str, ...] = ()
    needs: Annotated[tuple[str, ...], _OneOrMore()] = ()
    one_sort: Annotated[tuple[str, ...], _OneOrMore()] = ()

    def check(self) -> None:
        """Refuse what does not go together."""
        if self.having is not None and self.expect != "none":
            raise ValueError("having says itself what is expected of the other records")
        if (self.needs or self.one_sort) and self.having is None:
            raise ValueError("needs and one_sort go with having: they name kinds of the others")
        if self.half_of and (self.expect != "some" or not {*self.half_of} < {*self.match}):
            raise ValueError("half_of goes with expect: some, and names some keys of match")


class Equivalent(Model):
    """A mutant of a rule that means the same as the rule, as ``rules mutate`` names it, and why."""

    mutant: str
    reason: str


class Ruling(Model):
    """What a rule asks and says: all of it but the cases that it is tried on (see ``Rule``)."""

    id: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*-[a-z0-9-]+$")]
    aliases: Annotated[tuple[str, ...], _OneOrMore()] = ()
    authorities: Annotated[tuple[Authority, ...], Field(min_length=1), _OneOrMore()]
    title: Words
    for_: Annotated[tuple[str, ...], Field(min_length=1), _OneOrMore()] = Field(
        validation_alias=AliasChoices("for", "for_")
    )
    given: dict[str, str] = Field(default_factory=dict)
    where: str | None = None
    when: str | None = None
    unless: str | dict[str, str] | None = None
    cannot_bind: Annotated[tuple[UnitKind, ...], _OneOrMore()] = ()
    group_by: tuple[str, ...] = ()
    having: str | None = None
    join: Join | None = None
    within: Literal["file"] | None = None
    level: Level
    certain: str | None = None
    concern: str | None = None
    at_issue: str | None = None
    says: Words
    why: Words | None = None

    @model_validator(mode="after")
    def _has_one_shape(self) -> "Ruling":
        if sum(part is not None for part in (self.when, self.having, self.join)) != 1:
            raise ValueError("a rule has exactly one of when, having and join")
        if (self.having is not None) != bool(self.group_by):
            raise ValueError("having goes with group_by, the scope of its groups")
        if self.join is not None:
            self.join.check()
            if self.join.having is None and (self.given or self.at_issue is not None):
                raise ValueError("a pair has no given numbers and no yuan at issue")
        if self.within is not None and not self.across:
            raise ValueError("within says which records are held against each other")
        if self.across and self.level is not Level.DOUBT:
            raise ValueError("no record shows by itself what spans several: the level is doubt")
        if self.certain is not None and self.level is not Level.BREACH:
            raise ValueError("certain says when a breach is one: the level is breach")
        return self

    @property
    def across(self) -> bool:
        """Tell whether the rule looks at several records at once."""
        return self.when is None

    def excepts(self, kind: str) -> str | None:
        """Return what the clause excepts of records of a kind."""
        return self.unless.get(kind) if isinstance(self.unless, dict) else self.unless

    @property
    def topic(self) -> str:
        """The concern, or the rule itself where it shares none with another rule."""
        return self.concern or self.id


class Rule(Ruling):
    """A rule: which records it looks at, what it looks for, and which clause says so.

    It looks at one record (``when``), at groups of records with equal ``group_by`` fields
    (``having``), or at pairs of records (``join``). With ``within: file`` only records of one file
    are held against each other: two registers may tell of one thing, each by a number of its own.

    Of a breach, ``certain`` says when the record itself shows it; where that does not hold, or is
    not known, it is a doubt.

    ``where`` narrows what the rule is about. ``unless`` is what the clause excepts, of records of
    all kinds or by kind: it is presumed not to be claimed where the source has no column that could
    hold it. The regulation of the first of the ``authorities`` says whom the rule binds, and when;
    ``cannot_bind`` are kinds of unit that this clause cannot mean. ``aliases`` are the ids of rules
    that went into this one.
    """

    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
    equivalent: tuple[Equivalent, ...] = ()


class Disposition(Model):
    """What becomes of a clause that no rule enforces, and why."""

    cite: Cite
    as_: Annotated[
        Literal["duty", "definition", "procedure", "no-data"],
        Field(validation_alias=AliasChoices("as", "as_")),
    ]
    reason: Words

    @model_validator(mode="after")
    def _quotes(self) -> "Disposition":
        if self.cite.quote is None:
            raise ValueError("a disposition quotes the words that it accounts for")
        return self


class RuleFile(Model):
    """A file of rules on one subject. ``facts`` stand in every case that does not omit them."""

    facts: dict[str, Any] = Field(default_factory=dict)
    rules: tuple[Rule, ...]


class DispositionFile(Model):
    """What becomes of the clauses of one regulation that no rule enforces."""

    dispositions: tuple[Disposition, ...]

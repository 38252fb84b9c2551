"""What is missing, as things that somebody can supply.

``missing`` of an outcome names fields. Several of them may be one thing: each witness of a document
shows it, and so does the list of attachments; what a rule asks of a role (the purpose, the place)
any one of its fields tells; code, number and seller of an invoice are copied from it
together; name, kind, level and region of a unit are one question.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import OTHER
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule, PairPart
from qinjian.engine.wording import Language, labels
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import BESIDE, Document, Record, fields_of

WHOSE = frozenset({"unit", "unit_kind", "unit_level", "region"})
"""What tells whose records they are; options of the run state it where no column does."""

ON_ONE_CLAIM = frozenset({"amount_in_words", "voucher_pages"})
"""What is written on the form of a claim, and in no register of them."""

_FREE = "remarks"
"""Words that nobody has to write, so that nobody is asked for them."""

_LIST, _PURPOSE = "documents", "description"
_PREFIX = f"{OTHER}."

Sort = Literal["document", "content", "field", "unit", "records", "standard", "law"]


class Thing(NamedTuple):
    """One thing that is missing. ``kind`` is that of the records that lack it.

    ``kept`` says that a source of this sort can have it, so that it may be asked for.
    """

    sort: Sort
    name: str
    kind: str
    kept: bool


class Things:
    """Tells the things behind what is missing, for the rules of a rulebook."""

    def __init__(self, book: Rulebook, language: Language) -> None:
        self._book = book
        self._language = language
        self._rules = {rule.rule.id: rule for rule in book.rules}

    def of(self, rule: str, kind: str, source: str, missing: Sequence[str]) -> tuple[Thing, ...]:
        """List the things that a rule lacks on records of a kind.

        ``source`` is the kind of the table that they stand in: a trip may be a line of a ledger.
        """
        left = set(missing)
        found: list[Thing] = []
        if left & WHOSE:
            found.append(Thing("unit", "unit", kind, kept=True))
            left -= WHOSE
        nodes = list(_nodes(self._rules[rule], kind))
        found += _documents(nodes, kind, source, left)
        found += _roles(nodes, kind, source, left)
        found += (_one(name, kind, source) for name in sorted(left))
        # Who has a document knows what it says.
        shown = {thing.name for thing in found if thing.sort == "document"}
        return tuple(
            dict.fromkeys(
                thing for thing in found if thing.sort != "content" or thing.name not in shown
            )
        )

    def title(self, thing: Thing) -> str:
        """Say what a thing is called."""
        name, language = thing.name, self._language
        match thing.sort:
            case "document":
                return labels.option(_LIST, name, language)
            case "content":
                return labels.content(name, language)
            case "unit":
                return labels.words("unit", language)
            case "records":
                return labels.lacking(f"records:{name}", thing.kind, language)
            case "standard":
                table = self._book.tables.get(name)
                return table.standard.title.in_language(language) if table else name
            case _:
                return labels.lacking(name, thing.kind, language)


def _documents(
    nodes: Sequence[ex.Expression], kind: str, source: str, left: set[str]
) -> list[Thing]:
    """Take out what shows documents: one is a thing of its own, of several it is the list."""
    asked: dict[str, set[str]] = {}
    for node in nodes:
        if isinstance(node, ex.Attached):
            wanted = {node.lists[0], *node.witnesses}
            if wanted <= left:
                asked[node.document] = wanted
    left.difference_update(*asked.values())
    if len(asked) > 1:
        return [Thing("field", _LIST, kind, _kept(_LIST, source))]
    return [
        Thing("document", document, kind, _any_kept(wanted, source))
        for document, wanted in asked.items()
    ]


def _roles(nodes: Sequence[ex.Expression], kind: str, source: str, left: set[str]) -> list[Thing]:
    """Take out what says something in a role: any one field of a role will do.

    It is asked for as the purpose, else as the first of the fields that such a source keeps.
    """
    in_role = ex.Says | ex.MentionsInRole | ex.BlankInRole
    # The fields that every kind has for a role are never missing.
    own = {
        tuple(name for name in node.fields if name not in BESIDE)
        for node in nodes
        if isinstance(node, in_role)
    }
    asked = {fields for fields in own if len(fields) > 1 and left.issuperset(fields)}
    left.difference_update(*asked)
    found = []
    for fields in sorted(asked):
        kept = [name for name in fields if _kept(name, source)] or [fields[0]]
        found.append(_one(_PURPOSE if _PURPOSE in kept else kept[0], kind, source))
    return found


def _any_kept(names: Iterable[str], source: str) -> bool:
    return any(_kept(_own(name), source) for name in names)


def _one(name: str, kind: str, source: str) -> Thing:
    prefix, colon, rest = name.partition(":")
    if colon:
        if prefix == "records":
            return Thing("records", rest, kind, kept=True)
        if prefix == "standard":
            return Thing("standard", rest.partition("(")[0], kind, kept=True)
        return Thing("law", name, kind, kept=False)
    own, kept = _own(name), _kept(_own(name), source)
    for sort, documents in _named_by(kind).items():
        if own in documents and not name.startswith(_PREFIX):
            return Thing(sort, documents[own], kind, kept)
    return Thing("field", name, kind, kept)


def _own(name: str) -> str:
    return name.removeprefix(_PREFIX)


@cache
def _named_by(kind: str) -> dict[Sort, dict[str, str]]:
    """Return the documents of a kind by the fields that show them, or that are copied from them."""
    model = KINDS[kind]

    def by_field(table: dict[Document, tuple[str, ...]]) -> dict[str, str]:
        return {name: str(document) for document, names in table.items() for name in names}

    return {"document": by_field(model.witnesses), "content": by_field(model.contents)}


@cache
def _kept(name: str, source: str) -> bool:
    """Tell whether sources of a kind were seen to have a field."""
    model: type[Record] = KINDS[source]
    seen = {item.name for item in fields_of(model) if item.evidence == "form"}
    return name in seen and name not in model.never_kept and name != _FREE


def _nodes(rule: CompiledRule, kind: str) -> Iterator[ex.Expression]:
    """List the parts of what a rule asks of records of a kind."""
    programs = [rule.kinds[kind].condition] if kind in rule.kinds else []
    if isinstance(rule.across, PairPart):
        programs += [one for at, one in rule.across.conditions.items() if at[0] == kind]
    return chain.from_iterable(program.nodes for program in programs)

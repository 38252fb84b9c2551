"""What a run could judge, and what to supply for the rest, in the form of the report."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from qinjian.engine.answer.judgements import FIRST, PRESUMED, Group, Judgements, Tally
from qinjian.engine.answer.things import ON_ONE_CLAIM, Sort, Thing, Things
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Judged, Need, OpenGroup, Place, RuleCount, Supply
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.rule import Verdict

Asked = tuple[Sort, str, str]
"""A thing to ask for: its sort, its name, and what it is called."""


def rule_counts(book: Rulebook, judgements: Judgements) -> Iterator[RuleCount]:
    """Count the verdicts of each rule."""
    for compiled in book.rules:
        verdicts = judgements.by_rule[compiled.rule.id]
        yield RuleCount(
            id=compiled.rule.id,
            subjects=verdicts.total(),
            violation=verdicts[Verdict.VIOLATION],
            clear=verdicts[Verdict.CLEAR],
            undetermined=verdicts[Verdict.UNDETERMINED],
            waived=0,
            error=verdicts[Verdict.ERROR],
        )


def judged(judgements: Judgements) -> Iterator[Judged]:
    """Count what could be decided, kind by kind in the order of the schemas."""
    for kind in KINDS:
        counts = judgements.by_kind.get(kind, Counter())
        decided = counts[Verdict.VIOLATION] + counts[Verdict.CLEAR]
        presumed = counts[PRESUMED]
        undetermined, error = counts[Verdict.UNDETERMINED], counts[Verdict.ERROR]
        if decided + undetermined + error:
            yield Judged(
                kind=kind,
                judgements=decided + undetermined + error,
                strict=decided - presumed,
                presumed=presumed,
                undetermined=undetermined,
                error=error,
            )


def needs(judgements: Judgements, things: Things, *, of_one: bool) -> Iterator[Need]:
    """List the things that alone settle judgements, what settles most first.

    A column that sources of this sort never have, and what no data can tell, is not asked for; what
    stands on the form of a claim only where the records are ``of_one``.
    """
    settled: Counter[Asked] = Counter()
    waiting: Counter[Asked] = Counter()
    kinds: dict[Asked, dict[str, None]] = defaultdict(dict)
    for group, tally in judgements.groups.items():
        lacked = _things(things, group)
        if all(thing.kept and (of_one or thing.name not in ON_ONE_CLAIM) for thing in lacked):
            for thing in lacked:
                # A column that each kind calls by a name of its own is asked for by each name.
                asked = (thing.sort, thing.name, things.title(thing))
                (settled if len(lacked) == 1 else waiting)[asked] += tally.judgements
                kinds[asked][group.kind] = None
    for asked in sorted(kinds, key=lambda one: (-settled[one], -waiting[one], one)):
        sort, name, title = asked
        of = tuple(kind for kind in KINDS if kind in kinds[asked])
        if sort != "law":
            yield Need(
                sort=sort, name=name, title=title, kinds=of,
                settles=settled[asked], with_others=waiting[asked],
            )  # fmt: skip


def open_groups(
    book: Rulebook, judgements: Judgements, things: Things, language: Language
) -> Iterator[OpenGroup]:
    """Group what is open by rule and by what is missing, rule by rule, most first."""
    found: dict[str, dict[tuple[str, ...], list[Tally]]] = defaultdict(lambda: defaultdict(list))
    for group, tally in judgements.groups.items():
        titles = tuple(dict.fromkeys(map(things.title, _things(things, group))))
        found[group.rule][titles].append(tally)
    for compiled in book.rules:
        rows = [
            (titles, sum(one.judgements for one in tallies), _first(tallies))
            for titles, tallies in found[compiled.rule.id].items()
        ]
        for titles, count, first in sorted(rows, key=lambda row: (-row[1], row[0])):
            yield OpenGroup(
                rule=compiled.rule.id,
                title=compiled.rule.title.in_language(language),
                things=titles,
                judgements=count,
                first=first,
            )


def supplies(judgements: Judgements) -> Iterator[Supply]:
    """Say all that is missing, what settles most first."""
    found = judgements.open.items()
    for names, open_ in sorted(
        found, key=lambda one: (-one[1].records, -len(one[1].rules), one[0])
    ):
        yield Supply(missing=names, rules=len(open_.rules), records=open_.records)


def _things(things: Things, group: Group) -> tuple[Thing, ...]:
    return things.of(group.rule, group.kind, group.source, group.missing)


def _first(tallies: list[Tally]) -> tuple[Place, ...]:
    named: Mapping[int, Place] = {
        number: place for one in tallies for number, place in one.first.items()
    }
    return tuple(named[number] for number in sorted(named)[:FIRST])

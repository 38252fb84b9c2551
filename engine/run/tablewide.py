"""What a whole table lacks is one lead, not one for each of its rows.

A register that names an approval in none of its rows does not keep approvals; that is worth one
question to the unit, with the rows to look at. So is what most rows are only where no exception of
the clause is looked at, because the table has no column for one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from qinjian.engine.condition import expression as ex
from qinjian.engine.intake.records.presume import reasons
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.shown import yuan
from qinjian.engine.run.sorts import Table
from qinjian.engine.wording import Language, sentences
from qinjian.schemas.finding import Finding, Place
from qinjian.schemas.rule import Level

MOST = 0.5
"""The share of the rows of a table, and their number, from which on it is the table that lacks it.
Figures of this project."""
FEWEST = 5


class Told(NamedTuple):
    """What is known of a lead that waits: its rule and table, and what it depends on.

    It stands ``alone`` if it is a lead on one record; it is ``unexcepted`` where no exception is
    looked at because the table has no column for one.
    """

    rule: str
    table: Table
    alone: bool
    unexcepted: bool
    fingerprint: str


def unexcepted(lead: Finding, language: Language) -> bool:
    """Tell whether a lead takes it for granted that no exception was claimed."""
    return reasons()["exceptions"][0 if language == "zh" else 1] in lead.presumed


def of_absence(rules: Iterable[CompiledRule], among: Collection[str]) -> frozenset[str]:
    """Name the rules, among some, that point out what is not there: a blank, a missing paper."""
    return frozenset(
        rule.rule.id
        for rule in rules
        if rule.rule.id in among
        and any(
            isinstance(node, ex.Attached | ex.Blank | ex.BlankInRole)
            for part in rule.kinds.values()
            for node in part.condition.nodes
        )
    )


def tablewide(
    told: Sequence[Told], order: Iterable[int], rows: Mapping[Table, int], absence: Collection[str]
) -> dict[int, list[int]]:
    """Name the leads that most rows of a table have for want of the same, by the first of them.

    Leads are named by their places among those ``told``, and looked at in an ``order``.
    """
    alike: dict[tuple[str, Table], list[int]] = defaultdict(list)
    for place in order:
        one = told[place]
        if one.alone and (one.rule in absence or one.unexcepted):
            alike[one.rule, one.table].append(place)
    return {
        found[0]: found
        for (_, table), found in alike.items()
        if len(found) >= FEWEST and len(found) >= MOST * rows.get(table, 0)
    }


def joined(first: Finding, records: Sequence[Place], rows: int, language: Language) -> Finding:
    """Make one lead of those on some records of a table of so many rows; the first is told."""
    count = len(records)
    words = (
        f"本表 {rows} 行中有 {count} 行如此，首行：{first.message}"
        if language == "zh"
        else f"so in {count} of the {rows} rows of this table, first: {first.message}"
    )
    return first.model_copy(
        update={
            "level": Level.DOUBT,
            "message": words,
            "at_issue": None,
            "members": tuple(records),
        }
    )


def one_lead(found: Sequence[Finding], language: Language) -> Finding:
    """Make one lead of the findings of one concern, which the first heads; all clauses are cited.

    What they found is said once each: the price of a car and its displacement, the liquor and the
    dish. Findings of the same words are one, with the reason of the first.
    """
    different: dict[str, Finding] = {}
    for one in found:
        different.setdefault(one.message, one)
    citations = tuple(citation for finding in found for citation in finding.citations)
    known = [Decimal(finding.at_issue) for finding in found if finding.at_issue is not None]
    return found[0].model_copy(
        update={
            "message": sentences(different, language),
            "why": sentences((one.why or "" for one in different.values()), language) or None,
            "citations": citations,
            "at_issue": yuan(max(known)) if known else None,
        }
    )

"""What a whole table lacks is one lead, not one for each of its rows.

A register that names an approval in none of its rows does not keep approvals; that is worth one
question to the unit, with the rows to look at. So is what most rows are only where no exception of
the clause is looked at, because the table has no column for one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from qinjian.engine.condition import expression as ex
from qinjian.engine.intake.records.presume import reasons
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.shown import yuan
from qinjian.engine.run.sorts import Table, table_of
from qinjian.engine.wording import Language, sentences
from qinjian.schemas.finding import Finding
from qinjian.schemas.rule import Level

MOST = 0.5
"""The share of the rows of a table, and their number, from which on it is the table that lacks it.
Figures of this project."""
FEWEST = 5


def of_absence(rules: Iterable[CompiledRule]) -> frozenset[str]:
    """Name the rules that point out what is not there: a blank field, a missing document."""
    return frozenset(
        rule.rule.id
        for rule in rules
        if any(
            isinstance(node, ex.Attached | ex.Blank | ex.BlankInRole)
            for part in rule.kinds.values()
            for node in part.condition.nodes
        )
    )


def tablewide(
    findings: Sequence[Finding], rows: Mapping[Table, int], absence: frozenset[str],
    language: Language,
) -> Iterator[Finding]:  # fmt: skip
    """Make one lead of those that most rows of a table have for want of the same."""
    unexcepted = reasons()["exceptions"][0 if language == "zh" else 1]
    alike: dict[tuple[str, Table], list[Finding]] = defaultdict(list)
    for one in findings:
        alone = one.outcome == "violation" and not one.members
        if alone and (one.rule in absence or unexcepted in one.presumed):
            alike[one.rule, table_of(one.record)].append(one)
    whole = {
        key: found
        for key, found in alike.items()
        if len(found) >= FEWEST and len(found) >= MOST * rows.get(key[1], 0)
    }
    told: Counter[tuple[str, Table]] = Counter()
    for one in findings:
        key = (one.rule, table_of(one.record))
        if key not in whole or one.members or one.outcome != "violation":
            yield one
            continue
        told[key] += 1
        if told[key] == 1:
            yield _joined(whole[key], rows[key[1]], language)


def _joined(found: Sequence[Finding], rows: int, language: Language) -> Finding:
    first = found[0]
    count = len(found)
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
            "members": tuple(one.record for one in found),
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

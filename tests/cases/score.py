"""What the tool finds of published cases, and what it points out in a lawful year.

``python -m tests.cases.score`` prints the figures, with ``--verbose`` every case and lead as well.
``--record`` writes them down: to ``figures.yaml``, which the tests hold against, and to
``docs/measure.md``, where their meaning stands.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from qinjian.schemas.finding import Finding
from tests.cases.expected import PlantedCase, PublishedCase, planted_cases, published_cases
from tests.cases.record import record
from tests.cases.run import articles, leads, line, report_of, sheetless, spots

ENCODED = frozenset(range(7, 46))
"""Articles of the Chongqing Measures that rules were written for so far: a case counts where one
of them is its primary article, and else is found "later"."""

Figures = dict[str, int]


@dataclass(frozen=True)
class Score:
    """The figures of one folder, and the lines behind them.

    ``cases`` says how each case fared; ``leads`` are those
    that point at something else than an expected offence.
    """

    figures: Figures
    cases: tuple[tuple[str, str], ...] = ()
    leads: tuple[Finding, ...] = ()


def fate(case: PlantedCase | PublishedCase, cited: Collection[int]) -> str:
    """Say how a case fared: found in its primary article, near it in another one, or missed."""
    if case.primary.intersection(cited):
        return "found"
    return "near" if case.wanted.intersection(cited) else "missed"


def counted(
    cases: Iterable[PlantedCase | PublishedCase], own: dict[str, tuple[Finding, ...]]
) -> tuple[Figures, tuple[tuple[str, str], ...]]:
    """Count how the offences fared, ``own`` being the leads on the rows of each case."""
    tally: Counter[str] = Counter()
    lines = []
    for case in cases:
        cited = {article for lead in own[case.id] for article in articles(lead)}
        fared = fate(case, cited)
        if not case.primary & ENCODED:
            tally["later_cases"] += 1
            tally["later_found"] += fared == "found"
            continue
        tally.update(["cases", f"cases_{case.needs}", fared])
        tally[f"found_{case.needs}"] += fared == "found"
        about = f"{case.needs}  {sorted(case.primary)} cited {sorted(cited)}  {case.about}"
        lines.append((fared, f"{fared:6} {case.id:11} {about}"))
    names = ["cases", "found", "near"]
    names += [f"{name}_{needs}" for needs in NEEDS for name in ("cases", "found")]
    names += ["later_cases", "later_found"]
    return {name: tally[name] for name in names}, tuple(lines)


NEEDS = ("record", "cross", "budget")
"""What it takes to see an offence: its row alone, several rows, the columns of a budget."""


def reading(folder: str) -> Figures:
    """Count the rows of a folder by what became of them, and the tables that gave none."""
    files = report_of(folder).manifest.files
    tables = [table for file in files for table in file.tables]
    return {
        "rows_read": sum(table.rows_read for table in tables),
        "rows_checked": sum(table.rows_checked for table in tables),
        "rows_rejected": sum(table.rows_rejected for table in tables),
        "tables_refused": sum(not table.kinds for table in tables),
    }


def published() -> Score:
    """Score the published cases.

    A lead is beside the point where it cites no expected article of its case, or stands on a
    claim that is in order.
    """
    found = leads(report_of("published"))
    binding = [case for case in published_cases() if case.binding]
    own = {case.id: tuple(filter(case.has, found)) for case in binding}
    figures, lines = counted((case for case in binding if case.is_offence), own)
    beside = [
        lead
        for case in binding
        for lead in own[case.id]
        if not case.is_offence or not articles(lead) & case.wanted
    ]
    return Score(
        {**figures, **reading("published"), "leads_beside": len(beside)}, lines, (*beside,)
    )


def planted() -> Score:
    """Score the planted offences; a lead that touches none of their rows is beside the point."""
    report = report_of("planted")
    single = sheetless(report)
    at = [(spots(lead, single), lead) for lead in leads(report)]
    cases = planted_cases(single)
    own = {case.id: tuple(lead for where, lead in at if where & case.rows) for case in cases}
    figures, lines = counted(cases, own)
    offending = {row for case in cases for row in case.rows}
    beside = tuple(lead for where, lead in at if not where & offending)
    return Score({**figures, **reading("planted"), "leads_beside": len(beside)}, lines, beside)


def ordinary() -> Score:
    """Score the lawful year: every lead in it is one too many, or has to be a fair question."""
    found = leads(report_of("ordinary"))
    return Score({**reading("ordinary"), "leads": len(found)}, leads=found)


FOLDERS = {"published": published, "planted": planted, "ordinary": ordinary}


def scores() -> dict[str, Score]:
    """Score every folder."""
    return {name: score() for name, score in FOLDERS.items()}


def summary(name: str, figures: Figures) -> list[str]:
    """Put the figures of a folder into sentences."""
    lines = [f"{name}:"]
    if "cases" in figures:
        by_needs = ", ".join(
            f"{needs} {figures[f'found_{needs}']} of {figures[f'cases_{needs}']}" for needs in NEEDS
        )
        lines += [
            f"  {figures['found']} of {figures['cases']} found in the primary article ({by_needs}), "
            f"{figures['near']} near",
            f"  {figures['later_found']} of {figures['later_cases']} found whose primary article "
            "has no rules yet",
            f"  {figures['leads_beside']} leads beside what is expected",
        ]
    else:
        share = 100 * figures["leads"] / max(figures["rows_checked"], 1)
        lines.append(f"  {figures['leads']} leads, {share:.1f} in 100 rows checked")
    lines.append(
        f"  rows read {figures['rows_read']}, checked {figures['rows_checked']}, "
        f"rejected {figures['rows_rejected']}; tables refused {figures['tables_refused']}"
    )
    return lines


def details(score: Score, *, verbose: bool) -> list[str]:
    """List the cases that were not found and the leads too many, or with ``verbose`` all."""
    lines = [f"  {text}" for fared, text in score.cases if verbose or fared != "found"]
    by_rule = Counter(lead.rule for lead in score.leads)
    lines += [f"  {count:5} {rule}" for rule, count in by_rule.most_common()]
    return lines + [f"    {line(lead)}" for lead in score.leads[: None if verbose else FEW]]


FEW = 20


def main() -> None:
    """Print the figures, and write them down if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="list every case and every lead")
    parser.add_argument("--record", action="store_true", help="write the figures down")
    asked = parser.parse_args()
    found = scores()
    for name, score in found.items():
        lines = [*summary(name, score.figures), *details(score, verbose=asked.verbose)]
        sys.stdout.write("\n".join(lines) + "\n")
    if asked.record:
        record({name: score.figures for name, score in found.items()})


if __name__ == "__main__":
    main()

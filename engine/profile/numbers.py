"""Numbers that run on: of claims and vouchers, and which of a series were not read."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from qinjian.engine.answer.population import day_of, month_of, own_text_of, text_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.wording.regex import regex
from qinjian.schemas.profile import Run

FIELDS = ("claim_no", "voucher_no")
"""The numbers that a unit gives its own papers, one after another."""

FEWEST = 5
"""Numbers from which on a series is one."""

SHOWN = 10
"""Missing numbers of a series that are named."""

LEAP = 100
"""A step by more than this begins another series: 1009 and 2001 are January and February."""

_NUMBER = regex(r"(.*?)(\d{1,4})号?", re.ASCII | re.DOTALL)
"""A prefix and what runs: the last four digits at most, as those before are often a year."""

_Of = tuple[str, str, str | None, str]
"""Field, kind, unit and prefix of a series."""

Series = Mapping[int, str]
"""Numbers of a series as they are written."""


class Numbers:
    """The numbers of all that was read, by series, then by month."""

    def __init__(self) -> None:
        self._met: dict[_Of, dict[str | None, dict[int, str]]] = defaultdict(
            lambda: defaultdict(dict)
        )

    def add(self, table: TypedTable, row: int) -> None:
        """Take the numbers of a row."""
        for name in FIELDS:
            number = own_text_of(table, name, row)
            found = _NUMBER.fullmatch(number) if number is not None else None
            if found is not None:
                prefix, running = found.groups()
                of = name, table.model.kind, text_of(table, "unit", row), prefix
                self._met[of][month_of(day_of(table, row))][int(running)] = running

    def runs(self) -> tuple[tuple[Run, ...], int]:
        """List the series, with or without gaps, and count those that do not run at all."""
        runs, not_running = [], 0
        for of, months in self._met.items():
            for month, series in _by_month(months):
                for stretch in _stretches(series):
                    run = _run(of, month, stretch)
                    if run.missing > run.numbers:
                        not_running += 1
                    else:
                        runs.append(run)
        return tuple(runs), not_running


def _by_month(months: Mapping[str | None, Series]) -> Iterator[tuple[str | None, Series]]:
    """List the series of a prefix: one, or one a month where the numbers begin anew.

    They do where most numbers of a month stand in another one too. A number of a series that goes
    on over the year stands in one, but for the lines of a claim that tells of several.
    """
    met = Counter(number for series in months.values() for number in series)
    anew = any(
        2 * sum(met[number] > 1 for number in series) > len(series)
        for series in months.values()
        if len(series) >= FEWEST
    )
    if anew:
        yield from sorted(months.items(), key=lambda one: one[0] or "")
    else:
        yield None, {number: text for series in months.values() for number, text in series.items()}


def _stretches(series: Series) -> Iterator[Series]:
    """Cut a series where it leaps, and leave out what is too short to run."""
    ordered = sorted(series)
    leaps = [place for place, (one, next_) in enumerate(pairwise(ordered), 1) if next_ - one > LEAP]
    for begin, end in pairwise([0, *leaps, len(ordered)]):
        if end - begin >= FEWEST:
            yield {number: series[number] for number in ordered[begin:end]}


def _run(of: _Of, month: str | None, series: Series) -> Run:
    name, kind, unit, prefix = of
    first, last = min(series), max(series)
    width = len(series[first])
    missing = [f"{prefix}{one:0{width}}" for one in range(first, last) if one not in series]
    return Run(
        field=name,
        kind=kind,
        unit=unit,
        month=month,
        first=prefix + series[first],
        last=prefix + series[last],
        numbers=len(series),
        missing=len(missing),
        first_missing=tuple(missing[:SHOWN]),
    )

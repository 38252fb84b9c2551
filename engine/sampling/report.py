"""A sample as text, as a list for a spreadsheet, and as JSON."""

import json
from collections.abc import Iterator

from qinjian.engine.console.choices import FileFormat
from qinjian.engine.report.align import align
from qinjian.engine.report.csv import csv_lines
from qinjian.engine.report.remarks import counted_lines, remark_lines, trimmed
from qinjian.engine.sampling.words import words
from qinjian.engine.wording import Language, labels
from qinjian.schemas.finding import Place
from qinjian.schemas.sample import Drawn, Excluded, ExcludedRow, Sample

FORMATS: tuple[FileFormat, ...] = ("table", "csv", "json")
"""What a sample is written as."""

_MOST = 20
_INDENT = "    "

_COLUMNS = (
    ("序号", "no"),
    ("层", "stratum"),
    ("文件", "file"),
    ("工作表", "sheet"),
    ("行", "row"),
    ("单据号", "claim_no"),
    ("单位", "unit"),
    ("日期", "day"),
    ("人员", "person"),
    ("金额", "amount"),
    ("事由", "purpose"),
    ("抽取次序", "order"),
    ("命中", "hit"),
    ("命中次数", "hits"),
    ("间距", "interval"),
    ("必抽", "certain"),
    ("未参加抽取的原因", "excluded"),
)


def pieces(sample: Sample, format_: FileFormat) -> Iterator[str]:
    """Write a sample as ``table``, ``csv`` or ``json``, piece by piece."""
    match format_:
        case "json":
            yield json.dumps(sample.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
        case "csv":
            yield from csv_lines(_COLUMNS, _rows(sample), sample.language)
        case _:
            yield from trimmed(_Text(sample).lines())


def beside(sample: Sample, format_: FileFormat) -> str:
    """Return the head of a sample in a format that has no room for one, else nothing."""
    return "".join(f"{line}\n" for line in _Text(sample).head()) if format_ == "csv" else ""


def _apart(sample: Sample) -> Iterator[tuple[Excluded, ExcludedRow]]:
    """List the rows of spending that cannot be drawn; those of registers are counted only."""
    for excluded in sample.excluded:
        if excluded.reason != "register":
            yield from ((excluded, row) for row in excluded.records)


def _rows(sample: Sample) -> Iterator[tuple[object, ...]]:
    """List what was drawn, and behind it the rows that could not be."""
    language = sample.language
    intervals = {one.name: one.interval for one in sample.strata}
    for one in sample.drawn:
        about, certain = one.about, one.certain
        yield (
            one.number, _stratum(sample, one.stratum), *_place(one.record),
            about.unit, about.day, about.person, about.amount, about.purpose,
            one.order, one.hit, one.hits, intervals[one.stratum],
            None if certain is None else words("yes" if certain else "no", language), None,
        )  # fmt: skip
    for excluded, row in _apart(sample):
        reason = words(excluded.reason, language)
        gap = (None,) * 3
        yield None, None, *_place(row.record), *gap, row.amount, *gap, *gap, reason


def _stratum(sample: Sample, name: str | None) -> str:
    """Name a stratum; nothing where there is but the whole."""
    if sample.by is None:
        return ""
    if name is None:
        return words("unnamed", sample.language)
    return labels.kind_name(name, sample.language) if sample.by == "kind" else name


def _place(place: Place) -> tuple[object, ...]:
    return place.file, place.sheet, place.row, place.claim_no


class _Text:
    def __init__(self, sample: Sample) -> None:
        self._sample = sample
        self._language: Language = sample.language

    def _words(self, key: str, /, **values: object) -> str:
        return words(key, self._language, **values)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the text."""
        sample = self._sample
        yield from self.head()
        yield ""
        yield from self._drawn()
        yield from self._excluded()
        yield from remark_lines("rejects", sample.rejects, self._language)

    def head(self) -> Iterator[str]:
        """Say how it was drawn, of what, and how to draw it again."""
        sample = self._sample
        method = self._words(sample.method)
        yield self._words("title", method=method, seed=sample.seed, asked=self._asked())
        yield self._words(f"how_{sample.method}")
        if sample.by is not None and sample.method != "random":
            yield self._words("stratum_seed")
        yield self._words("command", command=sample.command)
        yield self._words("version", version=sample.version)
        for file in sample.files:
            yield f"{_INDENT}{file.sha256 or '-'}  {file.file}"
        yield from counted_lines(sample.totals, self._language)
        yield self._reconciled("population", "rows")
        yield self._reconciled("population_yuan", "yuan")
        yield from self._strata()

    def _asked(self) -> str:
        sample = self._sample
        key = "asked_hits" if sample.method == "mus" else "asked"
        if sample.by is None:
            return self._words(key, size=sample.size)
        return self._words(f"{key}_of_each", size=sample.size, by=self._words(sample.by))

    def _reconciled(self, key: str, of: str) -> str:
        """Say of rows or yuan what the population is made of."""
        sample = self._sample
        excluded = "".join(
            self._words("excluded", reason=self._words(one.reason), count=getattr(one, of))
            for one in sample.excluded
        )
        return self._words(
            key,
            rows=getattr(sample.population, of),
            sampled=getattr(sample.sampled, of),
            not_sampled=getattr(sample.not_sampled, of),
            excluded=excluded,
        )

    def _strata(self) -> Iterator[str]:
        for one in self._sample.strata:
            name = _stratum(self._sample, one.name)
            values = {"stratum": self._words("stratum", name=name) if name else ""}
            if one.all:
                yield self._words("all", rows=one.population.rows, asked=one.asked, **values)
            elif self._sample.method == "systematic":
                yield self._words("interval_systematic", interval=one.interval, **values)
            elif self._sample.method == "mus":
                figures = {"yuan": one.population.yuan, "rows": one.sampled.rows}
                yield self._words("interval_mus", interval=one.interval, **figures, **values)

    def _drawn(self) -> Iterator[str]:
        """List what was drawn, in the columns of which any row has something."""
        if not self._sample.drawn:
            yield self._words("nothing")
            yield ""
            return
        rows = [tuple(self._words("columns").split("|")), *map(self._cells, self._sample.drawn)]
        columns = [column for column in zip(*rows, strict=True) if any(column[1:])]
        yield from align(list(zip(*columns, strict=True)))
        yield ""

    def _cells(self, one: Drawn) -> tuple[str, ...]:
        about = one.about
        certain = None if one.certain is None else self._words("yes" if one.certain else "no")
        cells = (
            one.number, _stratum(self._sample, one.stratum),
            labels.place(one.record), one.record.claim_no,
            about.unit, about.day, about.person, about.amount, about.purpose,
            one.order, one.hit, one.hits, certain,
        )  # fmt: skip
        return tuple("" if cell is None else " ".join(str(cell).split()) for cell in cells)

    def _excluded(self) -> Iterator[str]:
        apart = list(_apart(self._sample))
        if not apart:
            return
        yield self._words("apart")
        for excluded, row in apart[:_MOST]:
            place = f"{labels.place(row.record)} {row.record.claim_no or ''}".rstrip()
            reason, amount = self._words(excluded.reason), row.amount or "-"
            yield _INDENT + self._words("apart_row", place=place, amount=amount, reason=reason)
        if len(apart) > _MOST:
            yield _INDENT + self._words("others", count=len(apart) - _MOST)
        yield ""

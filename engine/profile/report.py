"""A profile as text and as JSON."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from qinjian.engine.console.choices import FileFormat
from qinjian.engine.profile.words import words
from qinjian.engine.report.align import align
from qinjian.engine.report.remarks import counted_lines, remark_lines, trimmed
from qinjian.engine.wording import Language, labels, listed
from qinjian.schemas.profile import Digits, Profile, Repeated, Run, Share, TableProfile

FORMATS: tuple[FileFormat, ...] = ("table", "json")
"""What a profile is written as."""

_FEW = 3
_MOST = 20
_MOST_MONTHS = 60
_INDENT = "    "
_ALWAYS = ("workday", "weekend", "holiday")
"""Sorts of days that are told even where no row is dated on one."""


def pieces(profile: Profile, format_: FileFormat) -> Iterator[str]:
    """Write a profile as ``table`` or ``json``, piece by piece."""
    if format_ == "json":
        yield json.dumps(profile.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
        return
    yield from trimmed(_Text(profile).lines())


class _Text:
    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._language: Language = profile.language

    def _words(self, key: str, /, **values: object) -> str:
        return words(key, self._language, **values)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the text."""
        profile = self._profile
        yield self._words("title")
        yield from counted_lines(profile.totals, self._language)
        yield ""
        yield from self._sums("by_kind", profile.by_kind)
        yield from self._sums("by_unit", profile.by_unit)
        yield from self._sums("by_month", profile.by_month)
        yield from self._runs()
        yield from self._repeats()
        yield from self._rows()
        for table in profile.tables:
            yield from self._table(table)
            yield ""
        yield from remark_lines("rejects", profile.rejects, self._language)
        yield from remark_lines("unreadable", profile.unreadable, self._language)
        yield from remark_lines("notices", profile.notices, self._language)

    def _sums(self, key: str, shares: Sequence[Share]) -> Iterator[str]:
        if not shares:
            return
        yield self._words(key)
        head = tuple(self._words("sums").split("|"))
        most = _MOST_MONTHS if key == "by_month" else _MOST
        rows = [
            (self._name(key, one.name), str(one.rows), one.yuan, str(one.rows_without_amount))
            for one in shares[:most]
        ]
        yield from (_INDENT + line for line in align([head, *rows]))
        if len(shares) > most:
            yield _INDENT + self._words("others", count=len(shares) - most)
        yield ""

    def _name(self, key: str, name: str | None) -> str:
        if name is None:
            return self._words("unnamed")
        return labels.kind_name(name, self._language) if key == "by_kind" else name

    def _repeats(self) -> Iterator[str]:
        for repeats in self._profile.repeats:
            yield self._words(repeats.what, values=repeats.values, rows=repeats.rows)
            for one in repeats.first:
                yield _INDENT + self._repeated(one)
            if repeats.values > len(repeats.first):
                rest = repeats.values - len(repeats.first)
                yield _INDENT + self._words("further", count=rest)
            yield ""

    def _repeated(self, one: Repeated) -> str:
        places = listed(map(labels.place, one.first[:_FEW]), self._language)
        if one.rows > _FEW:
            places += " …"
        values = {"rows": one.rows, "tables": one.tables, "places": places}
        if one.number is None:
            return self._words("equal", **values)
        return self._words("repeated", number=one.number, **values)

    def _rows(self) -> Iterator[str]:
        """Say what the rows of each table are that has other rows than records."""
        for file in self._profile.files:
            for table in file.tables:
                rows = [self._words(name, count=count) for name, count in table.rows.items()]
                if rows:
                    place = ":".join(filter(None, (file.file, table.sheet)))
                    said = self._words("rows", rows=listed(rows, self._language))
                    yield f"{place}  {said}"
        if self._profile.tables:
            yield ""

    def _table(self, table: TableProfile) -> Iterator[str]:
        place = ":".join(filter(None, (table.file, table.sheet)))
        kind = labels.kind_name(table.kind, self._language)
        yield self._words("table", place=place, kind=kind, records=table.records)
        for block in (self._fields(table), self._amounts(table), self._days(table)):
            if len(block) > 1:
                yield from (_INDENT + line for line in align(block))
        yield _INDENT + self._rest(table)
        if table.digits is not None:
            yield from self._digits(table.digits)

    def _fields(self, table: TableProfile) -> list[tuple[str, ...]]:
        rows = [
            (
                self._label(one.name, table.kind),
                *map(str, (one.given, one.blank, one.unreadable, one.derived, one.distinct)),
            )
            for one in table.fields
        ]
        return [tuple(self._words("fields").split("|")), *rows]

    def _amounts(self, table: TableProfile) -> list[tuple[str, ...]]:
        rows = [
            (
                self._label(one.name, table.kind),
                one.amounts.sum, one.amounts.min, one.amounts.max, one.amounts.median,
                str(one.amounts.negative), str(one.amounts.zero),
            )
            for one in table.fields
            if one.amounts is not None
        ]  # fmt: skip
        return [tuple(self._words("amounts").split("|")), *rows]

    def _days(self, table: TableProfile) -> list[tuple[str, ...]]:
        rows = [
            (
                self._label(one.name, table.kind),
                one.days.first,
                one.days.last,
                self._few(one.days.months_without),
            )
            for one in table.fields
            if one.days is not None
        ]
        return [tuple(self._words("days").split("|")), *rows]

    def _few(self, names: Sequence[str]) -> str:
        """List names, the first of many only."""
        shown = listed(islice(names, _FEW), self._language)
        if len(names) > _FEW:
            return self._words("more", shown=shown, count=len(names))
        return shown or self._words("none")

    def _rest(self, table: TableProfile) -> str:
        counts = table.rest.model_dump()
        total = sum(counts.values())
        shares = (
            self._words("share", sort=self._words(sort), rows=rows, share=_share(rows, total))
            for sort, rows in counts.items()
            if rows or sort in _ALWAYS
        )
        return self._words("rest", shares=listed(shares, self._language))

    def _runs(self) -> Iterator[str]:
        """List the series with gaps before those without any."""
        profile = self._profile
        if not profile.runs and not profile.not_running:
            return
        yield self._words("runs")
        for run in sorted(profile.runs, key=lambda one: not one.missing)[:_MOST]:
            yield _INDENT + self._run(run)
        if len(profile.runs) > _MOST:
            yield _INDENT + self._words("others", count=len(profile.runs) - _MOST)
        if profile.not_running:
            yield _INDENT + self._words("not_running", count=profile.not_running)
        yield ""

    def _run(self, run: Run) -> str:
        of = listed(filter(None, (run.unit, run.month)), self._language)
        said = self._words(
            "run",
            field=self._label(run.field, run.kind),
            first=run.first,
            last=run.last,
            of=self._words("run_of", of=of) if of else "",
            numbers=run.numbers,
            missing=run.missing,
        )
        if not run.missing:
            return said
        shown = listed(run.first_missing, self._language)
        return said + self._words(
            "missing", shown=shown + (" …" if run.missing > len(run.first_missing) else "")
        )

    def _digits(self, digits: Digits) -> Iterator[str]:
        deviation = _percent(digits.deviation)
        yield _INDENT + self._words("digits", amounts=digits.amounts, deviation=deviation)
        rows = [
            (str(one.digit), str(one.amounts), _percent(one.share), _percent(one.expected))
            for one in digits.digits
        ]
        head = tuple(self._words("digit").split("|"))
        yield from (2 * _INDENT + line for line in align([head, *rows]))

    def _label(self, name: str, kind: str) -> str:
        return labels.field(name, kind, self._language)


def _percent(share: str) -> str:
    return f"{Decimal(share) * 100:.2f}%"


def _share(rows: int, total: int) -> str:
    """Write a share of rows; there may be none at all."""
    return f"{Decimal(rows) * 100 / max(total, 1):.1f}%"

"""Checking from a program: a table, records or files in, leads as a table out.

``check(pandas.read_parquet("trips.parquet"), kind="travel", region="重庆")`` gives ``findings``, a
DataFrame as one went in, and ``summary``, the control totals; ``check(Path("2016"))`` checks the
files of a folder.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qinjian.engine import checking
from qinjian.engine.answer.collect import Options
from qinjian.engine.console.choices import Runner
from qinjian.engine.intake import Given
from qinjian.engine.messages.problems import Problem, QinjianError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.wording import Language, labels
from qinjian.schemas.finding import Finding, Report
from qinjian.schemas.manifest import Totals

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "data"
"""What stands for the name of a file where data in memory was checked."""


@dataclass(frozen=True)
class Found:
    """What a check found.

    ``findings`` is a table with a row for each finding, of the library whose table was checked,
    else of Arrow. ``row`` counts the rows of the data from 1, those of a file as in ``Place``, and
    so do ``members``, the rows of a group or pair; ``file`` and ``sheet`` are null for data in
    memory; ``member`` is the position in a list of people. ``amount``, of the record, and
    ``at_issue`` are in yuan, decimals, null where they are unknown. ``report`` is the
    whole answer, as ``qinjian check --format json`` writes it; ``rejects`` are what could not be
    read and so was not checked, ``unreadable`` the values that their field cannot take, whose rows
    were checked for the rest.
    """

    findings: Any
    report: Report
    rejects: tuple[Problem, ...]
    unreadable: tuple[Problem, ...]

    @property
    def summary(self) -> Totals:
        """The control totals: rows and yuan read, checked and rejected, and the leads."""
        return self.report.totals


def check(
    data: object,
    *,
    kind: str | None = None,
    unit: str | None = None,
    unit_kind: str | None = None,
    region: str | None = None,
    level: str | None = None,
    as_of: date | None = None,
    mapping: Path | None = None,
    undetermined: bool = False,
    language: Language = "zh",
    runner: Runner = "auto",
    rulebook: Rulebook | None = None,
    jobs: int = 1,
) -> Found:
    """Check a table, records one by one, or files and folders against the regulations.

    A table is one of pandas, Polars, Arrow or DuckDB, or any other that speaks the Arrow protocol;
    its columns are recognised by their names, in Chinese or as the fields of the kind are called.
    Records are models of ``qinjian.schemas.kinds`` or dictionaries; files are named by a path or a
    list of paths. ``kind``, ``unit``, ``unit_kind``, ``region``, ``level`` (of the unit), ``as_of``
    and ``mapping`` are as on the command line. Amounts are best decimals: doubles
    are taken with 15 significant digits, as those of a workbook, and not read beyond. With
    ``undetermined`` what could not be judged is listed among the findings too.
    ``rulebook`` is one of ``load_rulebook``, else the rules that come with the package. Where the
    data is large, up to ``jobs`` processes are started to help, if they are more than one.

    Raises:
        QinjianError: the mapping, the region or the kind is not known, or nothing of the data
            can be read. Rows that cannot be read stand among the rejects.
        RuntimeError: a fault of our own in judging; nothing is returned then.
    """
    options = Options(
        language=language, kind=kind, unit=unit, unit_kind=unit_kind, region=region, level=level,
        as_of=as_of, undetermined=undetermined, mapping=mapping, runner=runner,
    )  # fmt: skip
    inputs = _paths(data) or Given(NAME, data)
    checked = checking.check(inputs, rulebook or load_rulebook(), options, jobs=jobs)
    if checked.errors:
        raise RuntimeError("; ".join(checked.errors[:5]))
    if checked.rejects and not checked.report.totals.rows_checked:
        raise QinjianError(checked.rejects)
    in_files = not isinstance(inputs, Given)
    rows = [_row(finding, in_files=in_files) for finding in checked.report.findings]
    return Found(_like(data, _table(rows)), checked.report, checked.rejects, checked.unreadable)


def _paths(data: object) -> list[str]:
    """Return the names of files and folders, none where the data is in memory."""
    named = data if isinstance(data, list | tuple) else [data]
    paths = [os.fspath(one) for one in named if isinstance(one, str | os.PathLike)]
    return paths if len(paths) == len(named) else []


def _table(rows: Sequence[dict[str, object]]) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415 - the command line does without

    yuan = pa.decimal128(38, 2)
    schema = pa.schema([
        ("file", pa.string()), ("sheet", pa.string()),
        ("row", pa.int64()), ("member", pa.int64()), ("claim_no", pa.string()),
        ("kind", pa.string()), ("unit", pa.string()), ("department", pa.string()),
        ("person", pa.string()), ("day", pa.string()), ("amount", yuan),
        ("purpose", pa.string()), ("fingerprint", pa.string()), ("rule", pa.string()),
        ("level", pa.string()),
        ("outcome", pa.string()), ("title", pa.string()), ("message", pa.string()),
        ("why", pa.string()), ("citation", pa.string()), ("quote", pa.string()),
        ("limit", pa.string()), ("limit_source", pa.string()),
        ("at_issue", yuan), ("members", pa.list_(pa.int64())),
        ("missing", pa.list_(pa.string())),
    ])  # fmt: skip
    return pa.Table.from_pylist(list(rows), schema)


def _row(finding: Finding, *, in_files: bool) -> dict[str, object]:
    place, about = finding.record, finding.about
    return {
        **{name: getattr(finding, name) for name in _PLAIN},
        **{name: getattr(about, name) for name in _ABOUT},
        "file": place.file if in_files else None,
        "sheet": place.sheet if in_files else None,
        "row": place.row,
        "member": place.member,
        "claim_no": place.claim_no,
        "kind": place.kind,
        "level": finding.level.value,
        "citation": labels.citations(finding),
        "quote": labels.quotes(finding) or None,
        "limit": None if finding.limit is None else str(finding.limit),
        "amount": None if about.amount is None else Decimal(about.amount),
        "at_issue": None if finding.at_issue is None else Decimal(finding.at_issue),
        "members": [member.row for member in finding.members],
        "missing": list(finding.missing),
    }


_PLAIN = ("fingerprint", "rule", "outcome", "title", "message", "why", "limit_source")
_ABOUT = ("unit", "department", "person", "day", "purpose")


def _like(data: object, table: "pa.Table") -> object:
    """Return a table of the library that the data is of."""
    library = type(data).__module__.partition(".")[0]
    if library == "pandas":
        import pandas as pd  # noqa: PLC0415 - is there, as its table was given

        return table.to_pandas(types_mapper=pd.ArrowDtype)
    if library == "polars":
        import polars as pl  # noqa: PLC0415

        return pl.from_arrow(table)
    return table

"""One way to find the leads, in a process of its own: ``python -m tests.bench.contender NAME …``.

Prints what it found, as JSON. What it takes is measured by who starts it.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from tests.bench.chosen import KINDS, RULES, Lead, Leads

Find = Callable[[list[Path]], Leads]


def by_reference() -> Find:
    """Find the leads by the reference runner."""
    return _by_qinjian("reference", chosen=True)


def by_columns() -> Find:
    """Find the leads by the columns runner."""
    return _by_qinjian("columns", chosen=True)


def by_all_rules() -> Find:
    """Hold the records against the whole rulebook, by the columns runner."""
    return _by_qinjian("columns", chosen=False)


def by_sql() -> Find:
    """Find the leads by SQL that was written by hand."""
    from tests.bench.by_hand_sql import leads  # noqa: PLC0415 - each process imports its own

    return leads


def by_pandas() -> Find:
    """Find the leads by pandas."""
    from tests.bench.by_hand_pandas import leads  # noqa: PLC0415

    return leads


CONTENDERS: dict[str, Callable[[], Find]] = {
    "sql": by_sql,
    "pandas": by_pandas,
    "columns": by_columns,
    "reference": by_reference,
    "columns, all rules": by_all_rules,
}
"""What each imports, and then finds the leads by."""


def by_zen_engine() -> Find:
    """Find the leads of single records by zen-engine."""
    from tests.bench.by_zen import by_zen  # noqa: PLC0415

    return by_zen()


def by_durable_rules() -> Find:
    """Find the leads by durable-rules."""
    from tests.bench.by_durable import by_durable  # noqa: PLC0415

    return by_durable()


ENGINES: dict[str, Callable[[], Find]] = {
    "zen-engine": by_zen_engine,
    "durable-rules": by_durable_rules,
}
"""General rule engines, which the extra ``bench`` brings."""


def _by_qinjian(runner: Literal["reference", "columns"], *, chosen: bool) -> Find:
    from qinjian.engine.answer.collect import Options  # noqa: PLC0415
    from qinjian.engine.checking import check  # noqa: PLC0415
    from qinjian.engine.rulebook.load import load_rulebook  # noqa: PLC0415

    if runner == "columns":
        import qinjian.engine.run.columns  # noqa: F401, PLC0415 - else it is imported at work

    def find(paths: list[Path]) -> Leads:
        book = load_rulebook()
        if chosen:
            book = replace(book, rules=[one for one in book.rules if one.rule.id in RULES])
        checked = check([str(path) for path in paths], book, Options(runner=runner))
        if checked.errors or checked.rejects:
            raise RuntimeError(str((checked.errors, checked.rejects))[:500])
        kinds = dict(zip(map(str, paths), KINDS, strict=True))
        found: Leads = {name: set() for name in RULES}
        for finding in checked.report.findings:
            members = finding.members or (finding.record,)
            places: tuple[Lead, ...] = tuple((kinds[one.file], one.row) for one in members)
            for rule in {citation.rule for citation in finding.citations}:
                found.setdefault(rule, set()).add(places)
        return found

    return find


def digests(found: Leads) -> dict[str, tuple[int, str]]:
    """Return, by rule, how many leads there are, and a digest of them."""
    return {
        rule: (len(found[rule]), hashlib.sha256(repr(sorted(found[rule])).encode()).hexdigest())
        for rule in sorted(found)
    }


def main() -> None:
    """Run one contender over the files of a folder."""
    if "qinjian" not in sys.modules:
        import tests.conftest  # noqa: F401, PLC0415 - lets a bare checkout be imported
    name, folder = sys.argv[1], Path(sys.argv[2])
    find = {**CONTENDERS, **ENGINES}[name]()
    found = find([folder / f"{kind}.parquet" for kind in KINDS])
    json.dump({"leads": digests(found)}, sys.stdout)


if __name__ == "__main__":
    main()

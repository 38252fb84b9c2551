"""One way to find the leads, in a process of its own: ``python -m tests.bench.contender NAME …``.

Prints what it found and what it took, as JSON.
"""

import hashlib
import json
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

from tests.bench.chosen import KINDS, RULES, Lead, Leads


def by_reference(paths: list[Path]) -> Leads:
    """Find the leads by the reference runner."""
    return _by_qinjian(paths, "reference", chosen=True)


def by_columns(paths: list[Path]) -> Leads:
    """Find the leads by the columns runner."""
    return _by_qinjian(paths, "columns", chosen=True)


def by_all_rules(paths: list[Path]) -> Leads:
    """Hold the records against the whole rulebook, by the columns runner."""
    return _by_qinjian(paths, "columns", chosen=False)


def by_sql(paths: list[Path]) -> Leads:
    """Find the leads by SQL that was written by hand."""
    from tests.bench.by_hand_sql import leads  # noqa: PLC0415 - each process imports its own

    return leads(paths)


def by_pandas(paths: list[Path]) -> Leads:
    """Find the leads by pandas."""
    from tests.bench.by_hand_pandas import leads  # noqa: PLC0415

    return leads(paths)


CONTENDERS = {
    "sql": by_sql,
    "pandas": by_pandas,
    "columns": by_columns,
    "reference": by_reference,
    "columns, all rules": by_all_rules,
}


def _by_qinjian(paths: list[Path], runner: str, *, chosen: bool) -> Leads:
    from qinjian.engine.checking import check  # noqa: PLC0415
    from qinjian.engine.collect import Options  # noqa: PLC0415
    from qinjian.engine.rulebook.load import load_rulebook  # noqa: PLC0415

    book = load_rulebook()
    if chosen:
        book = replace(book, rules=[one for one in book.rules if one.rule.id in RULES])
    options = Options(runner=runner)  # type: ignore[arg-type]
    checked = check([str(path) for path in paths], book, options)
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
    start = time.perf_counter()
    found = CONTENDERS[name]([folder / f"{kind}.parquet" for kind in KINDS])
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    json.dump({"seconds": seconds, "mib": peak, "leads": digests(found)}, sys.stdout)


if __name__ == "__main__":
    main()

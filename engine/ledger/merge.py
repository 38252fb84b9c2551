"""A new ledger that keeps what people entered in an earlier one."""

import os
from pathlib import Path

from qinjian.engine.console.emit import emit_file
from qinjian.engine.ledger.entries import read_ledger
from qinjian.engine.ledger.kept import keep
from qinjian.engine.ledger.rows import leads_of
from qinjian.engine.ledger.workbook import write_workbook
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.report.stored import read_report
from qinjian.engine.rulebook.book import Rulebook


def merge(old: Path, new: Path, output: Path, book: Rulebook) -> list[Problem]:
    """Write the ledger of the report ``new`` with what people entered in the ledger ``old``.

    Return what there is to know: leads that are gone, sheets of which values alone are kept.

    Raises:
        QinjianError: ``output_input``, ``ledger_unreadable``, ``ledger_no_fingerprint``,
            ``fingerprint_twice``, ``report_unreadable``, and as ``emit``.
    """
    target = os.path.realpath(output)
    if any(target == os.path.realpath(path) for path in (old, new)):
        raise QinjianError(Problem("output_input", Position(file=output.as_posix())))
    ledger, report = read_ledger(old), read_report(new)
    present = {lead.fingerprint for lead in leads_of(report)}
    kept = keep(ledger, present)
    emit_file(write_workbook(report, book, target=output, kept=kept), output)
    where = Position(file=output.as_posix())
    told = []
    if kept.gone:
        told.append(Problem("leads_gone", where, {"count": len(kept.gone)}))
    if kept.others:
        told.append(Problem("sheets_copied", where, {"names": "、".join(kept.others)}))
    return told

"""The control totals as equations: what was read was checked, or was not for a reason."""

from collections.abc import Iterator

from qinjian.engine.report.words import words
from qinjian.schemas.finding import Report


def counts_once(report: Report) -> bool:
    """Tell whether there are lines that are cancelled or were read twice."""
    return bool(report.totals.rows_cancelled or report.totals.rows_twice)


def equations(report: Report) -> Iterator[str]:
    """Yield the equations of rows and of yuan, and what cells could not be read."""
    language, totals, once = report.manifest.language, report.totals, counts_once(report)
    rows = {"cancelled": totals.rows_cancelled, "twice": totals.rows_twice}
    yield words(
        "rows",
        language,
        read=totals.rows_read,
        checked=totals.rows_checked,
        once=words("rows_once", language, **rows) if once else "",
        rejected=totals.rows_rejected,
        past=totals.rows_past,
    )
    yuan = {"cancelled": totals.yuan_cancelled, "twice": totals.yuan_twice}
    yield words(
        "yuan",
        language,
        read=totals.yuan_read,
        checked=totals.yuan_checked,
        once=words("yuan_once", language, **yuan) if once else "",
        rejected=totals.yuan_rejected,
        without=totals.rows_without_amount,
    )
    if totals.cells_unreadable:
        amounts = totals.amounts_unreadable
        yield words("cells", language, cells=totals.cells_unreadable, amounts=amounts)

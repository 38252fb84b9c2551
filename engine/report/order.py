"""In which order the leads of a report stand."""

from collections.abc import Callable
from decimal import Decimal

from qinjian.engine.answer.spool import picked
from qinjian.engine.console.choices import Order
from qinjian.schemas.finding import Finding, Report
from qinjian.schemas.rule import Level

_LAST = "\U0010ffff"
"""Behind every text: what is not known stands last."""


def in_order(report: Report, order: Order) -> Report:
    """Return a report with its leads in an order."""
    if order == "file":
        return report
    keys = list(map(_KEYS[order], report.findings))
    leads = picked(report.findings, sorted(range(len(keys)), key=keys.__getitem__))
    return report.model_copy(update={"findings": leads})


def _level(lead: Finding) -> tuple[object, ...]:
    return (lead.level is not Level.BREACH, *_amount(lead))


def _amount(lead: Finding) -> tuple[object, ...]:
    """Put the largest amount at issue first, then the largest of a record, then what has none."""
    at_issue, amount = (
        -Decimal(text) if text is not None else Decimal(1)
        for text in (lead.at_issue, lead.about.amount)
    )
    return at_issue, amount


_KEYS: dict[Order, Callable[[Finding], tuple[object, ...]]] = {
    "level": _level,
    "amount": _amount,
    "article": lambda lead: (lead.regulation, lead.article, lead.rule),
    "unit": lambda lead: (lead.about.unit or _LAST,),
    "day": lambda lead: (lead.about.day or _LAST,),
}

"""What a line of a ledger spends: the debit of an expense subject, less its credit.

Since 2019 units book each payment in financial accounting (费用) and in budget accounting
(预算支出): one cost, which counts in financial accounting where the ledger has it. A line that
carries a subject forward (结转) spends nothing; provision and payment (计提, 发放), advance and
settlement (借款, 核销) count once, as only one of the two stands on an expense subject.
"""

from collections.abc import Callable
from decimal import Decimal

from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.engine.intake.values.subjects import accounting_system, expense_subject

_CARRIED_FORWARD = ("结转", "转入本年", "转入结余", "期末转")


def spending_of(table: TypedTable) -> Callable[..., Decimal | None]:
    """Return what tells the spending of a line, in the system of accounting that counts."""
    financial = _has_financial_expense(table)

    def spending(
        code: Reading, name: Reading, debit: Reading, credit: Reading, text: Reading
    ) -> Decimal | None:
        if "unreadable" in (debit.state, credit.state):
            return None
        figures = [one.value for one in (debit, credit)]
        if not any(isinstance(figure, Decimal) for figure in figures):
            return None
        if expense_subject(_text(code), _text(name)) is False:
            return None
        if financial and accounting_system(_text(code), _text(name)) == "budget":
            return None
        if any(word in _text(text) for word in _CARRIED_FORWARD):
            return None
        paid, back = (figure if isinstance(figure, Decimal) else Decimal(0) for figure in figures)
        return (paid - back).quantize(Decimal("0.01"))

    return spending


def _has_financial_expense(table: TypedTable) -> bool:
    """Tell whether a ledger has a line of an expense subject in financial accounting."""
    codes, names = (table.columns.get(field) for field in ("account_code", "account"))
    if names is None and codes is None:
        return False
    pairs = {
        (
            _text(codes.at(row) if codes else UNTOLD),
            _text(names.at(row) if names else UNTOLD),
        )
        for row in range(len(table))
    }
    return any(accounting_system(*pair) == "financial" and expense_subject(*pair) for pair in pairs)


def _text(reading: Reading) -> str:
    return reading.value if isinstance(reading.value, str) else ""

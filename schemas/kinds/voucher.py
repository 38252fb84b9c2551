"""Lines of a ledger (序时账、明细账)."""

from typing import Annotated, ClassVar

from qinjian.schemas.record import Envelope
from qinjian.schemas.values import About, Day, Money, Text

NOT_IN_BOOKS = frozenset({
    "rank", "filing_date", "start_date", "end_date", "amount_in_words", "payee_account",
    "card_date", "card_amount", "invoice_code", "invoice_no", "invoice_date", "seller", "buyer",
    "approval_no", "approval_date", "approver", "documents", "other_documents", "shown_documents",
    "absent_documents", "is_supplement", "confidential",
})  # fmt: skip
"""What stands on a claim, its invoices and its approval, of which books keep the number only."""


class Voucher(Envelope):
    """One line of a voucher as the books have it.

    ``account_code`` and ``account`` name the subject (会计科目), ``auxiliary`` what else the line
    is sorted by (辅助核算), ``payee`` the other side (往来单位). ``amount`` is what the line
    spends: the debit of an expense subject less its credit; a line of another subject has none.
    ``stated_day`` is the one day that its words name (报工作餐(4.20)).
    """

    kind: ClassVar[str] = "voucher"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "party": ("payee", "auxiliary"),
        "purpose": ("description", "remarks"),
    }
    control: ClassVar[str] = "debit"
    never_kept: ClassVar[frozenset[str]] = NOT_IN_BOOKS

    voucher_no: Annotated[Text | None, About("form")] = None
    account_code: Annotated[Text | None, About("form")] = None
    account: Annotated[Text | None, About("form")] = None
    auxiliary: Annotated[Text | None, About("form")] = None
    debit: Annotated[Money | None, About("form", "yuan")] = None
    credit: Annotated[Money | None, About("form", "yuan")] = None
    stated_day: Annotated[Day | None, About("form")] = None

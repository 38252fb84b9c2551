"""Lines of a ledger (序时账、明细账)."""

from typing import Annotated, ClassVar

from qinjian.schemas.record import Envelope
from qinjian.schemas.values import About, Money, Text


class Voucher(Envelope):
    """One line of a voucher as the books have it.

    ``account_code`` and ``account`` name the subject (会计科目), ``auxiliary`` what else the line
    is sorted by (辅助核算), ``payee`` the other side (往来单位). ``amount`` is what the line
    spends: the debit of an expense subject less its credit; a line of another subject has none.
    """

    kind: ClassVar[str] = "voucher"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "party": ("payee", "auxiliary"),
        "purpose": ("description", "remarks"),
    }
    control: ClassVar[str] = "debit"

    voucher_no: Annotated[Text | None, About("form")] = None
    account_code: Annotated[Text | None, About("form")] = None
    account: Annotated[Text | None, About("form")] = None
    auxiliary: Annotated[Text | None, About("form")] = None
    debit: Annotated[Money | None, About("form", "yuan")] = None
    credit: Annotated[Money | None, About("form", "yuan")] = None

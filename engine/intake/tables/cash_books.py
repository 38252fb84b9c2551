"""Cash books and bank journals: their sides are those of the money, not of what it paid for.

What was paid stands on the credit side of 库存现金 or 银行存款, and 对方科目 names the subject on
whose debit side it stands. Read from there, a line says what any other ledger says of it.
"""

from collections.abc import Collection, Iterable

from qinjian.engine.intake.tables.headers import headers_of, meaning_in, normalised_header
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds import Voucher
from qinjian.schemas.record import Record

_TITLE = regex(
    r"(?:现金|银行|存款|零余额|出纳|基本户|备用金).{0,6}(?:日记|流水|明细|收支|登记)[账帐簿表]|出纳[账帐]"
)
_STATEMENT = regex(r"对[账帐]单")
"""The bank keeps it: what it paid out stands on its debit side."""
_OTHER_SIDE = frozenset({"对方科目", "对应科目", "对方会计科目", "对方科目名称", "对应科目名称"})
_SIDES = {"debit": "credit", "credit": "debit"}


def is_cash_book(headers: Collection[str], titles: Iterable[str]) -> bool:
    """Tell whether a table is a book of cash or of an account, by its title and its headers.

    One that names the subject of each line is a ledger of several subjects.
    """
    fields = {
        found.field.name
        for header in headers
        if (found := meaning_in(Voucher, header, frozenset(headers) - {header}))
    }
    if not set(_SIDES) <= fields or fields & {"account", "account_code"}:
        return False
    words = [normalised_header(title) for title in titles]
    return any(map(_TITLE.search, words)) and not any(map(_STATEMENT.search, words))


def header_in_cash_book(model: type[Record], header: str) -> str:
    """Return the header that says for the other side what ``header`` says for the money."""
    if model is not Voucher:
        return header
    name = normalised_header(header)
    if name in _OTHER_SIDE:
        return "account"
    field = headers_of(model).field(header)
    return _SIDES.get(field.name, header) if field else header

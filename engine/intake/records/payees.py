"""Who was paid and how, where no column says so: by brackets behind a text, by the title."""

from collections.abc import Iterator

from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.records.invoices import report_in
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds import Expense, Voucher
from qinjian.schemas.record import PaymentMethod, Record

_BY_TITLE = {
    PaymentMethod.CASH: regex(r"现金(?:报销|支出|支付|付款)"),
    PaymentMethod.OFFICIAL_CARD: regex(r"公务卡.{0,4}(?:对账|账单|流水|交易|消费明细)"),
}
"""What registers of payments of one kind are called."""

_CASH_BOOK = regex(r"现金(?:日记|流水|收支)[账帐]|现金[账帐]")
_PAID_TO_A_FIRM = regex(
    r"^(?!.*(?:[收退存还垫]|提现|备用金)).*付.*(?:酒店|宾馆|饭店|酒楼|餐馆|餐厅|加油站|石油|石化|商行|超市|商店|经营部"
    r"|公司|印务|图文|打印店|文印|广告|汽修|修理厂|租车|会议中心|培训中心)"
)
"""What a book of cash paid to a firm, in its own words: 付云栖酒店会议费."""

_IN_BRACKETS = regex(
    r"[(（]([^()（）,，;；。\d]{2,24}"
    r"(?:公司|商行|酒行|烟行|经营部|门市部|服务部|批发部|超市|商店|专卖店|旗舰店|饭店|酒店|酒楼|酒家|餐馆|餐厅|火锅店"
    r"|鱼庄|山庄|农家乐|会所|茶楼|旅行社|珠宝店|印务部|打印店|文印店|维修厂|修理厂))[)）]\s*$"
)


def of_books(model: type[Record], about: str) -> Iterator[Derivation]:
    """List what a line of books tells without a column; ``about`` is what they are called."""
    paid_by = payment_by_title(about) if model is Expense else None
    if paid_by is not None:
        yield Derivation("payment_method", (), lambda: (paid_by.value,))
    elif model is Expense and _CASH_BOOK.search(about):
        yield Derivation("payment_method", ("description",), paid_in_cash)
    if model is Voucher:
        yield Derivation("claim_no", ("voucher_no",), lambda number: number.value)
    if model is Expense:
        yield Derivation("stated_report", ("description", "remarks"), report_in)
    if model in (Expense, Voucher):
        yield Derivation("payee", ("description",), payee_in_brackets)


def paid_in_cash(description: Reading) -> tuple[str, ...] | None:
    """Tell that a line of a book of cash paid a firm; what it paid to persons is left open."""
    found = _PAID_TO_A_FIRM.search(str(description.value or ""))
    return (PaymentMethod.CASH.value,) if found else None


def payee_in_brackets(description: Reading) -> str | None:
    """Return the shop or firm that stands in brackets at the end of a description.

    付办公用品款（巴山烟酒副食经营部）.
    """
    found = _IN_BRACKETS.search(str(description.value or ""))
    return found[1] if found else None


def payment_by_title(about: str) -> PaymentMethod | None:
    """Return how a register was paid whose title says so: 现金报销登记, 公务卡对账单."""
    found = [method for method, title in _BY_TITLE.items() if title.search(about)]
    return found[0] if len(found) == 1 else None

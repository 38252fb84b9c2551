"""The number of an invoice or report in a text: 付耗材(发票号07716523), 测试费 报告CQ-036."""

import re

from qinjian.engine.intake.values.amounts import plain
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex

_NUMBER = regex(
    r"(?:发票|票)(?:号码?|№)?[:：]?(?:no\.?|№)?[:：]?(\d{20}|\d{8})(?!\d)(?P<on>[-—~～至、,，/;；]+\d)?",
    re.IGNORECASE,
)
_DAY = regex(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_ISSUED_ANEW = regex(r"红字|红冲|冲红|冲销|冲减|冲回|作废|退票|退回|重开|换开|补开|更正|调整")
"""What is told of an invoice that stands for another one, or no more: its number tells nothing."""


_REPORT = regex(
    r"报告(?:书)?(?:编号|号|编码)?[:：]?([A-Z]{1,8}[-A-Z0-9/]*\d[-A-Z0-9/]*)", re.IGNORECASE
)


def report_in(*texts: Reading) -> str | None:
    """Return the one number of a report of tests and the like that texts name, else None."""
    spoken = "；".join(str(text.value) for text in texts if isinstance(text.value, str))
    numbers = {one.upper() for one in _REPORT.findall("".join(plain(spoken).split()))}
    return numbers.pop() if len(numbers) == 1 else None


def invoice_in(*texts: Reading) -> str | None:
    """Return the one number of an invoice that texts of a row name, None for none or several."""
    spoken = "；".join(str(text.value) for text in texts if isinstance(text.value, str))
    if "票" not in spoken or _ISSUED_ANEW.search(spoken):
        return None
    found = list(_NUMBER.finditer("".join(plain(spoken).split())))
    numbers = {one[1] for one in found}
    if len(numbers) != 1 or any(one["on"] for one in found):
        return None
    number = numbers.pop()
    return None if _DAY.fullmatch(number) or not number.strip("0") else number

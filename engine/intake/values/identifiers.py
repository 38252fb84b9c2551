"""Numbers that name a thing: of invoices, accounts, official letters, approvals."""

import re
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.values.amounts import plain, visible
from qinjian.engine.intake.values.blanks import bare, compared, words
from qinjian.engine.intake.values.days import day_of
from qinjian.engine.intake.values.documents import absent_documents, documents_named
from qinjian.engine.intake.values.reading import BLANK, Reading, given, unreadable, untold
from qinjian.engine.wording.regex import regex

INVOICE_NUMBERS = frozenset({"invoice_no", "invoice_code"})
LETTER_NUMBERS = frozenset({"letter_no"})
APPROVALS = frozenset(
    {
        "approval_no",
        "approver",
        "addition_approval_no",
        "method_approval_no",
        "task_approval_no",
        "trip_approver",
        "reception_approver",
        "meeting_approver",
        "training_approver",
        "letter_title",
        "plan_no",
    }
)
"""Fields that show an approval or a letter by what stands in them."""

_LONG_NUMBERS = INVOICE_NUMBERS | {"payee_account", "fuel_card_no"}
NUMBERS = _LONG_NUMBERS | frozenset(
    {
        "approval_no",
        "asset_code",
        "catalogue_code",
        "claim_no",
        "contract_no",
        "dispatch_no",
        "group_no",
        "letter_no",
        "notice_no",
        "passport_no",
        "plan_no",
        "task_approval_no",
        "voucher_no",
    }
)

_SHORTENED = regex(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
_KEPT_DIGITS = 15
"""Digits of a number that a spreadsheet keeps; those behind are zeros."""

_LEAST_LOST, _CERTAINLY_LOST = 19, 5
"""From so many digits on, or with so many zeros, zeros behind the kept digits are no chance."""

_LEAST_DIGITS = 6
_NUMBER_SIGN = regex(
    r"^(?:增值税)?(?:电子|数电)?(?:发票|票据)?(?:号码|代码|编号|号)?[:：]?\s*(?:no|nr|№)?[.:：。]?\s*",
    re.IGNORECASE,
)
_INVOICE = regex(r"[a-z]{0,3}\d[\da-z]*(?:[-~至、,，/;；]+[\da-z]+)*(?:等\d*张?)?", re.IGNORECASE)
_ASIDE = regex(r"\([^()]*\)")

_LETTER = regex(r"[〔\[(【]\s*(?:19|20)\d{2}\s*年?[〕\])】]|第?\s*\d+\s*号|函.*\d|\d.*函")
_TITLE = regex(r"(?:.*关于)?[^，,;；、]{4,}的函")
_OF_LETTER = ("函", "字", "号", "〔")


def digits_lost(field: str, raw: str) -> bool:
    """Tell whether a spreadsheet cut the digits of a number short: 2.45E+19, …00000."""
    text = plain(raw)
    if field in NUMBERS and _SHORTENED.fullmatch(text):
        return True
    if field not in _LONG_NUMBERS or not text.isdigit() or len(text) <= _KEPT_DIGITS:
        return False
    lost = text[_KEPT_DIGITS:]
    zeros = len(text) - len(text.rstrip("0"))
    return not lost.strip("0") and (len(text) >= _LEAST_LOST or zeros >= _CERTAINLY_LOST)


def read_invoice_number(raw: str) -> Reading:
    """Read the number or code of an invoice, which has digits: No.00382915, 0038 2915."""
    text = _NUMBER_SIGN.sub("", _ASIDE.sub("", plain(raw)))
    number = "".join(text.split()).removesuffix(".0")
    digits = "".join(sign for sign in number if sign.isdigit())
    if digits and not digits.strip("0"):
        return BLANK
    if len(digits) < _LEAST_DIGITS or not _INVOICE.fullmatch(number) or day_of(number) == number:
        return unreadable("not_number_of_invoice", raw)
    return given(number)


def is_letter_title(raw: str) -> bool:
    """Tell whether a cell is the title of a letter: 关于赴渝学习考察的函."""
    return _TITLE.fullmatch(compared(raw)) is not None


def read_letter_number(raw: str) -> Reading:
    """Read the number of an official letter; a call is no letter, 有 says that there is one."""
    word = bare(raw)
    if looks_like_letter(raw):
        return given(visible(raw))
    if not word.strip("0") or word in words("not_shown") or holds_no_letter(word):
        return BLANK
    if word in words("shown") or re.fullmatch(r"\d{1,2}[份件]", word):
        return untold(("shown_documents", ("official_letter",)))
    if is_letter_title(raw):
        return given(visible(raw))
    if named := documents_named(raw):
        return untold(("shown_documents", named))
    if any(sign in word for sign in _OF_LETTER):
        return given(visible(raw))
    return unreadable("not_letter_number", raw)


_YEAR_IN_BRACKETS = regex(r"[〔\[【(<〈]((?:19|20)\d{2})年?[〕\]】)>〉]")
_NOT_OF_NUMBER = regex(r"\([^()]*\)|\s|第|号(?=\(|$)|(?<!\d)0+(?=\d)")


_COUNTED = regex(r"\d+[份封张页件]")
_NUMBERED = regex(r"\d|[一二三四五六七八九十百零]+号")


_PLAIN_LETTER = regex(r"[\u4e00-\u9fff]+函〔(?:19|20)\d\d〕[1-9]\d*号", re.ASCII)
"""The number of a letter as nearly all are written: compared without the 号 at its end."""


@lru_cache(maxsize=8192)
def compared_number(text: str) -> str:
    """Return the form in which the number of a letter or an approval is compared.

    渝外出〔2015〕027, 渝外出[2015]27号 and 渝外出(2015)第27号(批5天) are one.
    """
    return _NOT_OF_NUMBER.sub("", _YEAR_IN_BRACKETS.sub(r"〔\1〕", "".join(text.split())))


def letter_number(text: str) -> str | None:
    """Return the number of a letter as it is compared, None if the text has none of its own.

    便函, 公函1份 and 渝水函〔2018〕号 may be any letter: neither what is counted nor the year is a
    number.
    """
    if _PLAIN_LETTER.fullmatch(text) and "第" not in text:
        return text[:-1]
    own = _COUNTED.sub("", _YEAR_IN_BRACKETS.sub("", "".join(text.split())))
    return compared_number(text) if _NUMBERED.search(own) else None


def looks_like_letter(text: str) -> bool:
    """Tell whether a text holds the number of a letter: 渝审函〔2019〕15号, 合教函44号."""
    return _LETTER.search(plain(text)) is not None


def holds_no_letter(word: str) -> bool:
    """Tell whether a word says that there is no letter, or another way to announce guests."""
    if "official_letter" in absent_documents(word):
        return True
    return any(sign in word for sign in words("no_letter"))


def read_approval(raw: str) -> Reading:
    """Read what shows an approval; 待批 or 口头同意 is none."""
    word = compared(raw)
    if word in words("not_approved") or word in words("not_shown"):
        return BLANK
    return given(visible(raw))


@cache
def number_field(document: str) -> str | None:
    """Return the field of the number of a document, None if it has none."""
    table = cast("dict[str, str]", data_file("words.yaml")["document_numbers"])
    return table.get(document)

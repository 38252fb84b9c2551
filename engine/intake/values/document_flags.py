"""Columns headed by the name of a document: whether it is there."""

import re

from qinjian.engine.intake.values.blanks import (
    compared,
    is_ditto,
    refers_elsewhere,
    says_nothing,
    words,
)
from qinjian.engine.intake.values.choices import shows
from qinjian.engine.intake.values.day_readings import read_day
from qinjian.engine.intake.values.documents import (
    absent_documents,
    denies_nothing,
    documents_named,
)
from qinjian.engine.intake.values.flaws import flaw_of
from qinjian.engine.intake.values.identifiers import (
    holds_no_letter,
    is_letter_title,
    looks_like_letter,
    number_field,
    read_invoice_number,
)
from qinjian.engine.intake.values.listing import parts_of
from qinjian.engine.intake.values.reading import BLANK, Reading, given, unreadable
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import Document

_COUNTED = regex(
    r"(?:共|有|附)?(\d{1,3}|[一二两三四五六七八九十]+)(?:[张份页件个本套联]|式.份)?(?:\.0)?"
)
_DENIED = regex(r"(?:未|没|无|缺).{1,10}")
_SENTENCE = regex(r"(?=.*[\u3400-\u9fff]{5}).+", re.DOTALL)
_NUMBER = regex(r"(?=.*\d{2})[\w〔〕\[\]()【】第号.\-—/·]+")


def read_document_flag(document: Document, raw: object) -> Reading:
    """Read whether a document is there, in a column that is headed by its name.

    有, √, 1份, a day or the number of the document show it; 无, 未附, 待补 and, for a letter,
    电话通知 say that it is not there; words that say neither are unreadable.
    """
    if raw is None or (isinstance(raw, str) and _empty(raw)):
        return BLANK
    if isinstance(raw, bool):
        return given(raw)
    if not isinstance(raw, str):
        raw = str(raw) if isinstance(raw, int) else raw
    if not isinstance(raw, str):
        return unreadable("not_document_flag", raw)
    if flaw := flaw_of(raw, "text"):
        return unreadable(flaw, raw)
    if is_ditto(raw):
        return unreadable("ditto", raw)
    if refers_elsewhere(raw):
        return unreadable("refers_elsewhere", raw)
    return _flag(document, raw)


def _empty(raw: str) -> bool:
    """Tell a cell that is empty, or holds a database's word for it; 无 and 待补 say more."""
    return says_nothing(raw) and shows(raw) is None


def _flag(document: Document, raw: str) -> Reading:
    word = compared(raw)
    found = _plain_answer(document, raw, word)
    if found is not None:
        return given(found)
    if number := _numbered(document, raw):
        return number
    parts = parts_of(raw)
    if len(parts) > 1:  # 公示/2019-01-22
        answers = [read_document_flag(document, part) for part in parts]
        told = [answer for answer in answers if answer.state == "given"]
        first = next((one for one in told if one.value is False), None)
        return _with_details(first or next(iter(told), _worded(document, raw)), parts, answers)
    return _worded(document, raw)


def _with_details(found: Reading, parts: list[str], answers: list[Reading]) -> Reading:
    """Keep what a cell says beside its answer: 公示；纪念品赠使馆11份."""
    beside = [
        part
        for part, answer in zip(parts, answers, strict=True)
        if found.state == "given" and answer.state == "unreadable"
    ]
    if not beside:
        return found
    return found._replace(also=(*found.also, ("attachment_details", "、".join(beside))))


def _plain_answer(document: Document, raw: str, word: str) -> bool | None:
    """Answer by words for yes and no, a number of copies or a day; None if there are none."""
    shown = shows(raw)
    if shown is not None:
        return shown
    if count := _COUNTED.fullmatch(word):
        return bool(count[1].strip("0"))
    if document.value in absent_documents(raw) or _is_spoken(word):
        return False
    if document is Document.OFFICIAL_LETTER:
        if looks_like_letter(raw):
            return None
        if holds_no_letter(word):
            return False
    if _is_day(raw):
        return True
    return False if _DENIED.fullmatch(word) and not denies_nothing(word) else None


def _is_day(raw: str) -> bool:
    return read_day("", raw, None).state == "given"


def _is_spoken(word: str) -> bool:
    """Tell an approval that was only spoken or is still to come."""
    return word in words("not_approved")


def _numbered(document: Document, raw: str) -> Reading | None:
    """Read the number of a document, which shows it."""
    field = number_field(document.value)
    if document is Document.OFFICIAL_LETTER:
        if not looks_like_letter(raw):
            return None
        return given(value=True, also=(("letter_no", raw.strip()),))
    if field == "invoice_no":
        number = read_invoice_number(raw)
        if number.state != "given":
            return None
        return given(value=True, also=((field, number.value),))
    if field is None or _is_day(raw) or not _NUMBER.fullmatch(compared(raw)):
        return None
    return given(value=True, also=((field, raw.strip()),))


def _worded(document: Document, raw: str) -> Reading:
    """Read words: the document's own name shows it, another's leaves it open."""
    named = documents_named(raw)
    is_letter = document is Document.OFFICIAL_LETTER
    if is_letter and (is_letter_title(raw) or (not named and compared(raw).endswith("函"))):
        return given(value=True, also=(("letter_title", raw.strip()),))
    if document.value in named:
        return given(value=True)
    also: tuple[tuple[str, object], ...] = ()
    if named and named != ("other",):
        also = (("shown_documents", named),)
    elif _SENTENCE.fullmatch(raw.strip()):  # a remark that found no column of its own
        also = (("attachment_details", raw.strip()),)
    open_ = unreadable("not_document_flag", raw)
    return Reading(open_.state, problem=open_.problem, values=open_.values, also=also)

"""Lists of documents: from the words of a cell to the documents that a claim has attached.

A word that is not known word for word is told by its ending: 邮政发票 is an invoice, 讲课费签领表
a list of fees. Counts, brackets and the form in which a document is there are seen through.
"""

from functools import cache, lru_cache

from qinjian.engine.intake.values.amounts import numeral
from qinjian.engine.intake.values.blanks import (
    compared,
    refers_elsewhere,
    says_nothing,
    word_table,
)
from qinjian.engine.intake.values.listing import in_brackets, parts_of, without_brackets
from qinjian.engine.intake.values.reading import BLANK, Also, Reading, given, unreadable, untold
from qinjian.engine.intake.values.words import canonical, words_of
from qinjian.engine.wording.regex import regex

_COUNT = r"[0-9一二两三四五六七八九十]+"
_PAGES = regex(
    rf"(?:附件?|附单据?|单据|票据|发票)?(?:共|计|合计)?:?(?P<count>{_COUNT})(?:张|页|份|张票|张单据)?(?:附件|单据|票据)?"
)
_MOST_PAGES = 1000

_NUMBERING = regex(r"^(?:\(?\d{1,2}[.)](?!\d)|[①-⑳]|附件?\d*:|后附|附件?(?=.{2}))")
_COUNTED = regex(
    rf"(?:[共各计x×*]?{_COUNT}(?:式{_COUNT})?(?:[张份页套本个册联笔封件户人次台条组枚卷块项晚间]|张票)?|\d+(?:\.\d+)?元|等|若干[张份]?|数[张份])$"
)
_LETTERS = regex(
    rf"[共各计x×*]?(?P<count>{_COUNT})[份张封件个]?$|^(?P<first>{_COUNT})[份张封件个](?=\D)"
)
"""How many letters there are: 公函2份, 2份公函. 公函3页 and 公函一式两份 do not tell it."""

_NUMBERED = regex(r"(?:号码?|no\.?)?:?[a-z]{0,2}\d[\d-]{5,}$")
_DETAIL = regex(r":|含(?=.)")
"""What is told of a document behind its name: 菜单:玉溪4包, 菜单含儿童套餐."""

_DETAILED = regex(
    r"[:：含].*[\u3400-\u9fff]{2}|[(（][^)）]*[\u3400-\u9fff]{2}|\d元|¥\d|发票(?:号码?)?:?\d{8}"
)
"""An attachment that says more than its name: 发票2张（歌城1,180元）, 发票00451221."""

_LIST_OF_GOODS = regex(r"[\u3400-\u9fff]{2,}(?:清单|明细)")
"""A list that its own name says what it is of: 平板电脑清单20台; 接待清单 is the name of a form."""

_JOINED = regex(r"[和及与]|以及")
_LETTER = regex(r"函.{0,2}[〔\[(【]\d{4}[〕\])】].*\d+号?|.*函\d+号")


def read_documents(raw: object) -> Reading:
    """Read a list of documents, or what tells only how many sheets are attached."""
    if isinstance(raw, list):
        if not all(isinstance(member, str) for member in raw):
            return unreadable("not_a_list", raw)
        return _read_words([part for member in raw for part in parts_of(member)], raw)
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < _MOST_PAGES:
        return untold(("voucher_pages", raw))
    if not isinstance(raw, str):
        return unreadable("not_a_list", raw)
    if pages := _pages(raw):
        return untold(("voucher_pages", pages))
    whole = _exact(compared(raw))
    return given(whole) if whole else _read_words(parts_of(raw), raw)


def documents_named(text: str) -> tuple[str, ...]:
    """Return the documents of which a text is the name, none if it is none's."""
    return _named(text) or ()


def _read_words(parts: list[str], raw: object) -> Reading:
    known: list[str] = []
    absent: list[str] = []
    unknown: list[str] = []
    also: list[tuple[str, object]] = []
    details = [part for part in parts if _tells_more(part)]
    for word in (piece for part in parts for piece in _joined(part)):
        if says_nothing(word):
            continue
        if missing := absent_documents(word):
            absent += missing
        elif named := _named(word):
            known += named
            if "official_letter" in named and (letters := _letters(word)):
                also.append(("letters_attached", letters))
        elif _LETTER.search(compared(word)):
            known.append("official_letter")
            also.append(("letter_no", word))
        elif pages := _pages(word):
            also.append(("voucher_pages", pages))
        else:
            unknown.append(word)
    told = dict.fromkeys([*details, *(word for word in unknown if not refers_elsewhere(word))])
    if told:
        also.append(("attachment_details", "、".join(told)))
    return _reading(known, absent, unknown, also, raw)


def _tells_more(part: str) -> bool:
    """Tell whether an attachment says more than its name, and that it is there."""
    if absent_documents(part):
        return False
    name = _NUMBERING.sub("", part)
    if _DETAILED.search(name):
        return True
    return _LIST_OF_GOODS.search(name) is not None and not _exact(compared(name))


def _reading(
    known: list[str],
    absent: list[str],
    unknown: list[str],
    also: list[tuple[str, object]],
    raw: object,
) -> Reading:
    if not known and unknown and all(map(refers_elsewhere, unknown)):
        return unreadable("refers_elsewhere", raw)
    told: Also = tuple(also)
    if unknown:
        told += (("other_documents", "、".join(unknown)),)
    missing = tuple(dict.fromkeys(word for word in absent if word not in known))
    if missing:
        told += (("absent_documents", missing),)
    if known or unknown or missing:
        value = tuple(dict.fromkeys(known)) or (("other",) if unknown else ())
        return given(value, also=told)
    if told:
        return untold(*told)
    return given(()) if isinstance(raw, list) else BLANK


def _pages(text: str) -> int | None:
    """Return how many sheets a cell speaks of that tells nothing else: 5, 5张, 附件5张."""
    word = without_brackets(text)
    match = _PAGES.fullmatch(word)
    if match is None or word.startswith("发票"):
        return None
    count = int(match["count"]) if match["count"].isdigit() else numeral(match["count"])
    return count if count and count < _MOST_PAGES else None


def _letters(word: str) -> int | None:
    """Return how many letters a word counts, None if it does not say."""
    text = compared(word).strip("()")
    match = None if "式" in text else _LETTERS.search(text)
    if match is None:
        return None
    said = match["count"] or match["first"]
    count = int(said) if said.isdigit() else numeral(said)
    return count if count and count < _MOST_PAGES else None


def _joined(part: str) -> list[str]:
    """Take a part apart at white space, 和 or 及 where all sides are documents: 发票和清单."""
    if _exact(compared(part)):
        return [part]
    pieces = part.split()
    if len(pieces) > 1 and all(map(_named, pieces)):
        return pieces
    for match in _JOINED.finditer(part):
        sides = [part[: match.start()], part[match.end() :]]
        if all(map(_named, sides)):
            return sides
    return [part]


def denies_nothing(word: str) -> bool:
    """Tell whether a word only begins like a denial: 未编号公函 is a letter, 未成年人 no denial."""
    return word.startswith(tuple(word_table("document_absent")["there"]))


def absent_documents(word: str) -> tuple[str, ...]:
    """Return the documents of which a word says that they are not there: 未附公函, 发票（待补）."""
    before, behind = (word_table("document_absent")[name] for name in ("before", "behind"))
    text = compared(word)
    if denies_nothing(text):
        return ()
    if any(note in behind for note in in_brackets(word)):
        return _named(without_brackets(word)) or ()
    for sign in sorted(before, key=len, reverse=True):
        if text.startswith(sign) and (named := _named(text.removeprefix(sign))):
            return named
    for sign in sorted(behind, key=len, reverse=True):
        if text.endswith(sign) and (named := _named(text.removesuffix(sign))):
            return named
    return ()


@lru_cache(maxsize=8192)
def _named(text: str) -> tuple[str, ...] | None:
    """Return the documents that a word names, None if it is not known."""
    forms = _forms_of(text)
    exact = next(filter(None, map(_exact, forms)), None)
    if exact:
        return exact
    document = next(filter(None, map(_by_ending, forms)), None)
    return (document,) if document else None


def _exact(word: str) -> tuple[str, ...] | None:
    """Return the documents for which a word stands as a whole."""
    if word in _either():
        return _either()[word]
    document = canonical("documents", word)
    return (document,) if document else None


def _forms_of(text: str) -> list[str]:
    """List a word as it stands and with less and less around it."""
    forms = [compared(text)]
    word = _NUMBERING.sub("", without_brackets(text)) or forms[0]
    word = _DETAIL.split(word)[0] or word
    endings = word_table("document_forms")
    while word:
        forms.append(word)
        shorter = _COUNTED.sub("", _NUMBERED.sub("", word))
        if shorter == word:
            form = next((ending for ending in endings if word.endswith(ending)), "")
            shorter = word.removesuffix(form)
        if shorter == word:
            break
        word = shorter
    return list(dict.fromkeys(forms))


def _by_ending(word: str) -> str | None:
    longest = max(map(len, _endings()))
    for start in range(max(0, len(word) - longest), len(word) - 1):
        if document := _endings().get(word[start:]):
            return None if word[:start].endswith(_denials()) else document
    return None


@cache
def _denials() -> tuple[str, ...]:
    """Return what makes the end of a word no document that is there: 方案无审批."""
    return (*word_table("document_absent")["before"], "非", "免", "代", "替")


@cache
def _endings() -> dict[str, str]:
    endings = {compared(word): document for document, word in words_of("documents")}
    for document, listed in word_table("document_endings").items():
        for word in listed:
            endings[compared(word)] = document
    return endings


@cache
def _either() -> dict[str, tuple[str, ...]]:
    return {compared(word): tuple(both) for word, both in word_table("document_either").items()}

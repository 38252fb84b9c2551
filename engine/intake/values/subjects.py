"""What a cost type, an economic class or a ledger's subject says of a line of spending."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.record import Record

System = Literal["financial", "budget"]

_CODE = regex(r"^\(?(\d[\d.]{2,15})\)?[-_:、.]?")
_LEVELS = regex(r"[-—–_/\\>、:|]+|(?<=[支用]出)[.·]")
_CLASS_DIGITS = 5


def _data(name: str) -> object:
    return data_file("subjects.yaml")[name]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _pattern(*path: str) -> re.Pattern[str]:
    found = data_file("subjects.yaml")
    for step in path[:-1]:
        found = cast("dict[str, object]", found[step])
    return re.compile("".join(cast("str", found[path[-1]]).split()))


@cache
def economic_classes() -> dict[str, str]:
    """Return the published economic classes of expenditure: code to name."""
    return {code: _plain(name) for code, name in cast("dict[str, str]", _data("classes")).items()}


@cache
def _class_names() -> frozenset[str]:
    return frozenset(economic_classes().values())


@cache
def _kinds() -> tuple[tuple[type[Record], re.Pattern[str]], ...]:
    listed = cast("list[list[str]]", _data("kinds"))
    return tuple((TOP_KINDS[kind], re.compile(pattern)) for kind, pattern in listed)


def coded(text: str) -> tuple[str, str]:
    """Split a text into the code before it and the rest: 30211-差旅费, 302-11 差旅费."""
    words = re.sub(r"^(3\d\d|5\d\d)[-.](\d\d)(?!\d)", r"\1\2", text)
    match = _CODE.match(words)
    return (match[1].replace(".", ""), words[match.end() :]) if match else ("", words)


def _class_of(code: str) -> str | None:
    """Return the name of the economic class with whose code a code begins: 302, 30217, 3021701."""
    if len(code) % 2 == 0:  # subjects of ledgers have 4, 6, 8 digits
        return None
    return economic_classes().get(code[:_CLASS_DIGITS])


@lru_cache(maxsize=65536)
def special_kind(text: str) -> type[Record] | None:
    """Return the special kind that a word of cost type, subject or economic class names.

    差旅费, 30211, 30211-差旅费, 商品和服务支出-差旅费 are travel; 办公费 and what is no such word
    (a sentence) are none. The innermost level of a subject that names anything counts.
    """
    words = _plain(text)
    if not words or len(words) > int(cast("str", _data("longest"))) * 2:
        return None
    code, rest = coded(words)
    levels = [level for level in _LEVELS.split(rest) if level]
    if not levels:
        return _kind_of(_class_of(code) or "")
    for level in reversed(levels):
        inner, name = coded(level)
        kind = _kind_of(name or _class_of(inner) or "")
        if kind is not None or name in _class_names() or _pattern("general").search(name):
            return kind
    return None


def _kind_of(name: str) -> type[Record] | None:
    if not name or len(name) > int(cast("str", _data("longest"))):
        return None
    if _pattern("general").search(name):
        return None
    return next((kind for kind, pattern in _kinds() if pattern.search(name)), None)


@lru_cache(maxsize=65536)
def expense_subject(code: str | None, name: str | None) -> bool | None:
    """Tell whether a ledger's subject is one of spending; None where code and name leave it open.

    The head of the name goes before its lower levels (其他应付款-差旅费 is none), the name before
    the code.
    """
    before, rest = coded(_plain(name or ""))
    number = re.sub(r"\D", "", code or "") or before
    levels = [coded(level)[1] for level in _LEVELS.split(rest) if level]
    for level in levels:
        if _pattern("subjects", "open").fullmatch(level):
            return _by_code(number)
        if level in _class_names() or _pattern("subjects", "spending").fullmatch(level):
            return not _is_no_spending(level)
        if _is_no_spending(level):
            return False
    return _by_code(number)


def _is_no_spending(level: str) -> bool:
    return level not in _class_names() and bool(_pattern("subjects", "none").fullmatch(level))


def _by_code(code: str) -> bool | None:
    """Tell by the code alone: assets, debts and net assets 1 to 3, budget expenditure 7.

    Class 4 is income or equity but production cost of small enterprises; 5 and 6 are costs in one
    system and income in another.
    """
    if len(code) < len("1001"):
        return None
    if _class_of(code):
        return True
    if code[0] in "123":
        return False
    return True if code[0] == "7" or code.startswith("66") else None


@lru_cache(maxsize=65536)
def accounting_system(code: str | None, name: str | None) -> System | None:
    """Return the system of government accounting since 2019 that a subject belongs to.

    Financial accounting has the codes 1 to 5, budget accounting 6 to 8. Before 2019, and in
    enterprises, there is one system: there the codes 5 (事业支出) and 66 (管理费用) are financial.
    """
    before, rest = coded(_plain(name or ""))
    number = re.sub(r"\D", "", code or "") or before
    head = next((coded(level)[1] for level in _LEVELS.split(rest) if level), "")
    if number and number[0] in "12345" and not _class_of(number):
        return "financial"
    if _pattern("systems", "budget").fullmatch(head):
        return "budget"
    if _pattern("systems", "financial").fullmatch(head):
        return "financial"
    if number and number[0] in "678" and len(number) >= len("7101"):
        return "budget" if not number.startswith(("64", "66", "67", "68")) else "financial"
    return None

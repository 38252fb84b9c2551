"""Which kind of record a table or a claim holds, and whether it is one of spending at all.

A special kind needs two headers of its own, or one with a hint, or one and the name of title, sheet
or file (schemas/kinds.yaml). What every table has is no evidence. Any other table with an amount or
a day, and a text, is of a general kind.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.called import named_kind
from qinjian.engine.intake.tables.headers import (
    is_ignored,
    meaning_in,
    normalised_header,
    own_fields,
    split_header,
)
from qinjian.schemas.kinds import (
    SPENDING_KINDS,
    TOP_KINDS,
    BudgetLine,
    Expense,
    ForeignReception,
    Payment,
    Reception,
    Travel,
    Vehicle,
    VehicleRunning,
    Voucher,
)
from qinjian.schemas.record import Record

OWN, HINT = 2, 1
ENOUGH = 3
"""The least weight of a kind: a header of its own counts two, a hint one."""
HINTS_OF_A_TRIP = 4
"""So many hints are enough for a trip: place, first and last day, number of days."""
NAME = 2
"""What the name of a title, sheet or file adds to at least one header."""

_ITEM, _PLATES = "费用项目", frozenset({"车牌", "号牌", "车号"})
"""Hints that together tell a ledger of cars as a header of its own does."""
_GENERAL = (Voucher, Payment, Expense)
_NO_TEXTS = frozenset({"claim_no", "unit", "region", "payee_account", "invoice_no", "invoice_code"})


@dataclass(frozen=True)
class Score:
    """How well a kind fits: how many headers are its own, how many are hints, if it is named."""

    kind: type[Record]
    own: int
    hints: int
    named: bool = False

    @property
    def weight(self) -> int:
        """The evidence of headers and name together; hints alone weigh at most as much as one."""
        hints = min(self.hints, 2)
        return OWN * self.own + HINT * hints + NAME * self.named

    def is_enough(self) -> bool:
        """Tell whether this is enough to be sure of the kind."""
        if self.kind is Travel and self.hints >= HINTS_OF_A_TRIP:
            return True
        return bool(self.own or self.hints) and self.weight >= ENOUGH

    def __str__(self) -> str:
        return f"{self.kind.kind} {self.own}+{self.hints}" + (" ✓" if self.named else "")


@dataclass(frozen=True)
class Recognition:
    """The kind that is told, the score of each kind with any evidence, and the kind that is named.

    ``special`` says that the kind is told by evidence of its own; else it is a general kind, for
    want of any, or None where the table has no amount or day, or no text.
    """

    kind: type[Record] | None
    special: bool
    scores: tuple[Score, ...]
    named: type[Record] | None = None

    def words(self) -> str:
        """List the likeliest kinds with their scores, for a message."""
        if not self.scores:
            return ", ".join(TOP_KINDS)
        listed = [str(score) for score in self.scores[:3]]
        if self.named is not None:
            listed.append(f"title: {self.named.kind}")
        return ", ".join(listed)


def recognise(
    columns: Iterable[Sequence[str]],
    titles: Iterable[str] = (),
    file: str | None = None,
    *,
    plates: bool = False,
) -> Recognition:
    """Tell the kind of a table from its columns, its titles and the name of its file.

    A column may have several names. ``titles`` are the words above the headers and of the sheet,
    the nearest first. ``plates`` says that every row of the table names a car by its plate: it is
    of cars if nothing tells another kind.
    """
    names = [tuple(filter(None, map(normalised_header, column))) for column in columns]
    names = [column for column in names if column]
    named = named_kind(titles) or (named_kind([_stem(file)]) if file else None)
    scores = [_score(model, names, named) for model in TOP_KINDS.values() if model is not Expense]
    order = sorted((s for s in scores if s.own or s.hints), key=lambda s: -s.weight)
    scored = tuple(order)
    kind = _told(order, names, named)
    if kind is None and plates:
        kind = _of_cars(scored)
    if kind is not None:
        return Recognition(kind, special=True, scores=scored, named=named)
    return Recognition(_general(names, named), special=False, scores=scored, named=named)


def _of_cars(scores: Sequence[Score]) -> type[Record]:
    """Tell the register of cars from what was paid for them or how they were used."""
    weight = {score.kind: score.weight for score in scores}
    is_register = weight.get(Vehicle, 0) > weight.get(VehicleRunning, 0)
    return Vehicle if is_register else VehicleRunning


def _stem(file: str) -> str:
    """Return the name of a file with those of its folders, without its ending."""
    return re.sub(r"\.[A-Za-z0-9]{1,5}$", "", file)


def _told(
    order: Sequence[Score], names: Sequence[Sequence[str]], named: type[Record] | None
) -> type[Record] | None:
    """Return the kind with most evidence, None if none has enough or two have the same.

    A reception is domestic unless a header or the name is foreign.
    """
    enough = [score for score in order if score.is_enough() and _is_possible(score, names)]
    foreign = any(score.kind is ForeignReception and score.own for score in order)
    if not enough:
        return None
    best = _of_equal([one for one in enough if one.weight == enough[0].weight], names)
    if best is None:
        return None
    if best.kind is Reception and (foreign or named is ForeignReception):
        return ForeignReception
    return best.kind


def _of_equal(scores: Sequence[Score], names: Sequence[Sequence[str]]) -> Score | None:
    """Choose among kinds of equal weight: special ones, the named, most headers of its own.

    A table without a day or an amount is a register before it is one of spending.
    """
    left = [score for score in scores if score.kind not in _GENERAL] or list(scores)
    if not _has_figure([column[0] for column in names]):
        left = [score for score in left if score.kind.kind not in SPENDING_KINDS] or left
    left = [score for score in left if score.named] or left
    most = max(score.own for score in left)
    left = [score for score in left if score.own == most]
    return left[0] if len(left) == 1 else None


def _is_possible(score: Score, names: Sequence[Sequence[str]]) -> bool:
    """Tell whether a kind has what it cannot be without: see ``_is_ledger``, a foreign header."""
    if score.kind is Voucher:
        return _is_ledger(names)
    if score.kind is BudgetLine and _is_of_income(names):
        return False
    return bool(score.own) or score.kind is not ForeignReception


def _is_of_income(names: Sequence[Sequence[str]]) -> bool:
    """Tell whether a table lists what is received and nothing that is spent."""
    income = re.compile(cast("str", data_file("kinds.yaml")["of_income"]))
    spent = re.compile(cast("str", data_file("kinds.yaml")["of_spending"]))
    every = [name for column in names for name in column]
    return any(map(income.search, every)) and not any(map(spent.search, every))


def _is_ledger(names: Sequence[Sequence[str]]) -> bool:
    """Tell whether a table has the sides of its entries, or a subject."""
    ledger = re.compile(cast("str", data_file("kinds.yaml")["ledger"]))
    return any(ledger.search(name) for column in names for name in column)


def _score(
    model: type[Record], names: Sequence[Sequence[str]], named: type[Record] | None
) -> Score:
    is_named = named is model or (model is Reception and named is ForeignReception)
    found = [
        [_evidence(model, name, is_named=is_named) for name in column]
        for column in set(map(tuple, names))
    ]
    own = sum(any(weight == OWN for weight, _ in column) for column in found)
    hints = {word for column in found for weight, word in column[:1] if weight == HINT}
    own += model.kind == "vehicle_running" and _ITEM in hints and bool(hints & _PLATES)
    return Score(model, own, len(hints), is_named)


@lru_cache(maxsize=16384)
def _evidence(model: type[Record], header: str, *, is_named: bool) -> tuple[int, str]:
    """Return what a header says for a kind (its own, a hint, or nothing), and by which word.

    Hints of one word (借款日期, 借款人, 借款金额) are one hint. A kind that a title names has more.
    """
    name = re.sub("^其中:?", "", split_header(header)[0])
    if name in _nothing():
        return 0, ""
    if name.isascii():
        return _of_field(model, name), name
    own, hints, called = _patterns(model.kind)
    if own.search(name):
        return OWN, name
    match = hints.search(name) or (called.search(name) if is_named else None)
    return (HINT, match[0]) if match else (0, "")


@cache
def _nothing() -> frozenset[str]:
    return frozenset(map(normalised_header, cast("list[str]", data_file("kinds.yaml")["nothing"])))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    parts = cast("dict[str, dict[str, str]]", data_file("kinds.yaml")["kinds"])[kind]
    own, hints = (re.compile("".join(parts[part].split())) for part in ("own", "hints"))
    return own, hints, re.compile(parts.get("called", "(?!)"))


def _of_field(model: type[Record], name: str) -> int:
    """Weigh the English name of a field: one that several kinds have is a hint.

    A reception is domestic unless a header is foreign.
    """
    if name not in own_fields(model) or model is Expense:
        return 0
    others = [kind for kind in TOP_KINDS.values() if (model, kind) != (Reception, ForeignReception)]
    owners = sum(name in own_fields(other) for other in others)
    return OWN if owners == 1 else HINT


def _general(names: Sequence[Sequence[str]], named: type[Record] | None) -> type[Record] | None:
    """Return the general kind of a table with an amount or a day, and a text; else None."""
    headers = [column[0] for column in names]
    if named in {Payment, Voucher} and _has_text(headers) and _has_figure(headers):
        fits = named is Payment or _is_ledger(names)
        return named if fits else Expense
    fits = _has_text(headers) and (_has_figure(headers) or _is_of_debts(headers))
    return Expense if fits else None


def _is_of_debts(headers: Collection[str]) -> bool:
    """Tell a list of what is still due (往来款清理表): a balance, and for how long or for what."""
    names = {split_header(header)[0] for header in headers}
    signs = cast("dict[str, list[str]]", data_file("kinds.yaml")["debts"])
    return all(not names.isdisjoint(listed) for listed in signs.values())


def _has_figure(headers: Collection[str]) -> bool:
    found = [meaning_in(Expense, header, _others(headers, header)) for header in headers]
    known = any(meaning and meaning.field.type in {"money", "date"} for meaning in found)
    return known or _any_ends(headers, "figures")


def _has_text(headers: Collection[str]) -> bool:
    found = (meaning_in(Expense, header, _others(headers, header)) for header in headers)
    texts = [m.field for m in found if m and m.field.type == "text"]
    return any(field.name not in _NO_TEXTS for field in texts) or _any_ends(headers, "texts")


def _any_ends(headers: Collection[str], words: str) -> bool:
    """Tell whether the last words of any header say what it holds."""
    pattern = re.compile(cast("str", data_file("kinds.yaml")[words]))
    return any(pattern.search(split_header(h)[0]) and not is_ignored(h) for h in headers)


def _others(headers: Collection[str], header: str) -> frozenset[str]:
    return frozenset(other for other in headers if other != header)

"""Which kind of record a set of headers tells, and how surely.

A header that belongs to one kind alone counts one, a header that several kinds have counts
less for each of them, and what all records of spending have counts nothing. A title that
names one kind decides only where the headers leave it open, and never against them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.headers import headers_of, is_read_apart, normalised_header
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.record import Record

SURE = Decimal(1)
"""The least score that tells a kind: one header that no other kind has, or several shared."""
AHEAD = Decimal("1.5")
"""How many times the score of the next kind the best must have."""
SHARE = Decimal("0.5")
"""The least share of the columns that must mean something for the kind: in a table of something
else (a ledger of contracts, say) a few headers may be known by chance."""

_NAMING = 3
"""Words of a title that name a kind have at least so many characters."""


@dataclass(frozen=True)
class Score:
    """How well a kind fits: the weight of its headers, and the share of columns that it knows."""

    kind: type[Record]
    weight: Decimal
    share: Decimal

    def __str__(self) -> str:
        return f"{self.kind.kind} {self.weight:.2f}/{self.share:.0%}"


@dataclass(frozen=True)
class Recognition:
    """The score of each kind with any, best first, and the kind that a title names."""

    scores: tuple[Score, ...]
    named: type[Record] | None = None

    @property
    def kind(self) -> type[Record] | None:
        """The kind, None where the match is weak or ambiguous or a title speaks against it."""
        best = self.scores[0].kind if self._is_sure() else None
        if self.named is None or self.named is best:
            return best
        fits = any(s.kind is self.named and s.share >= SHARE for s in self.scores)
        return self.named if best is None and fits else None

    def _is_sure(self) -> bool:
        if not self.scores or self.scores[0].weight < SURE or self.scores[0].share < SHARE:
            return False
        return len(self.scores) == 1 or self.scores[0].weight >= AHEAD * self.scores[1].weight

    def words(self) -> str:
        """List the likeliest kinds with their scores, for a message."""
        if not self.scores:
            return ", ".join(TOP_KINDS)
        listed = [str(score) for score in self.scores[:3]]
        if self.named is not None:
            listed.append(f"title: {self.named.kind}")
        return ", ".join(listed)


def recognise(columns: Iterable[Sequence[str]], titles: Iterable[str] = ()) -> Recognition:
    """Score the kinds by the headers of ``columns``.

    A column may have several names, of which the first that means something counts. ``titles``
    are the words above the headers and of the sheet.
    """
    names = [column for column in columns if any(column)]
    scores = [_score(model, names) for model in TOP_KINDS.values()]
    order = sorted(scores, key=lambda score: -score.weight)
    return Recognition(tuple(s for s in order if s.weight), named_kind(titles))


def _score(model: type[Record], columns: Sequence[Sequence[str]]) -> Score:
    table = headers_of(model)
    weights: dict[str, Decimal] = {}
    known = apart = 0
    for names in columns:
        header = next((name for name in names if table.meaning(name)), None)
        found = table.meaning(header) if header is not None else None
        if header is None or found is None:
            apart += any(map(is_read_apart, names))
            continue
        known += 1
        if found.field.name in table.own:
            weight = Decimal(1) / _owners(header)
            weights[found.field.name] = max(weight, weights.get(found.field.name, weight))
    share = Decimal(known) / max(len(columns) - apart, 1)
    return Score(model, sum(weights.values(), Decimal(0)), share)


@lru_cache(maxsize=4096)
def _owners(header: str) -> int:
    """Count the kinds to which a header belongs."""
    tables = (headers_of(model) for model in TOP_KINDS.values())
    found = ((table, table.meaning(header)) for table in tables)
    return sum(other is not None and other.field.name in table.own for table, other in found)


def named_kind(titles: Iterable[str]) -> type[Record] | None:
    """Return the one kind that the titles name, None if they name none or several."""
    text = " ".join(map(normalised_header, titles))
    found = [(word, kind) for word, kind in _naming_words() if word in text]
    longest = [
        kind
        for word, kind in found
        if not any(word != other and word in other for other, _ in found)
    ]
    kinds = set(longest)
    return TOP_KINDS[kinds.pop()] if len(kinds) == 1 else None


@cache
def _naming_words() -> list[tuple[str, str]]:
    words = cast("dict[str, dict[str, list[str]]]", data_file("vocabularies.yaml"))["kind"]
    pairs = ((normalised_header(word), kind) for kind in words for word in words[kind])
    return [(word, kind) for word, kind in pairs if len(word) >= _NAMING]

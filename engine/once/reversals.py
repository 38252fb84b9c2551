"""Which line each red entry cancels, and which lines were paid back.

An entry cancels one line of its kind, unit and amount that is not later, of the same financial
year, and either of the same subject and counterparty, or of a claim, invoice or voucher that the
entry names. A month or voucher that the entry names excludes all others; where no counterparty is
told, the words of both have to have something in common. Of several the one counts whose number
stands in the entry, then whose claim or invoice is equal, then which was not booked anew, whose
person or car is equal, which stands before the entry, and is the nearest by day. Where several are
left none is cancelled.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from typing import Literal, cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.once.lines import SAME, Key, Line
from qinjian.engine.wording.regex import regex

State = Literal["cancelled", "paid_back", "several", "void"]

MOST_LINES = 1_000
"""Lines that may fit one entry and are looked at: what very many lines share tells nothing."""

FEW = 20
"""Lines that are named where there are too many to look at."""

Rank = tuple[bool, bool, bool, bool, bool, int]
"""Whether it is not named, claim and invoice differ, it was booked anew, person and car differ, it
stands behind the entry; and the days between."""

_MONTH = regex(r"(?<![\d.])(\d{1,2})月")
_LAST_NUMBER = regex(r"\d+(?=\D*$)")


@dataclass(frozen=True)
class Match:
    """A red entry, and the line that it cancels or pays back, or the several that fit.

    A line of an event that was called off stands for itself.
    """

    state: State
    entry: Line
    lines: tuple[Line, ...]


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", data_file("red_entries.yaml")[name]))


def _says(line: Line, name: str) -> bool:
    return any(word in line.text for word in _words(name))


def is_paid_back(line: Line) -> bool:
    """Tell whether a line below zero is money that came back."""
    return _says(line, "paid_back") and not _says(line, "red")


def is_closing(line: Line) -> bool:
    """Tell whether a line below zero moves a sum and undoes no line."""
    return _says(line, "closing") and not _says(line, "red")


def called_off(lines: Iterable[Line]) -> Iterator[Match]:
    """Name the lines whose words say that nothing took place."""
    return (Match("void", line, (line,)) for line in lines if _says(line, "void"))


def matches(entries: Iterable[Line], lines: Iterable[Line]) -> list[Match]:
    """Match entries below zero with lines above, in the order of the entries."""
    by_key: dict[Key, tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for entry in entries:
        if not is_closing(entry):
            by_key[_key(entry)][0].append(entry)
    for line in lines:
        if _key(line) in by_key:
            by_key[_key(line)][1].append(line)
    found = [one for reds, blacks in by_key.values() for one in _matched(reds, blacks)]
    return sorted(found, key=lambda match: match.entry.order)


def _key(line: Line) -> Key:
    return line.place.kind, line.unit, abs(line.amount)


def _matched(entries: Sequence[Line], lines: Sequence[Line]) -> Iterator[Match]:
    """Match the entries of one unit and amount, those with the best evidence first."""
    fits: dict[tuple[int, int], list[tuple[Rank, Line]]] = {}
    for entry, near in _near(entries, lines):
        if len(near) > MOST_LINES:
            yield Match("several", entry, tuple(near[:FEW]))
            continue
        ranked = ((_rank(entry, line), line) for line in near)
        fits[entry.order] = sorted(
            ((rank, line) for rank, line in ranked if rank is not None),
            key=lambda one: (one[0], one[1].order),
        )
    taken: set[tuple[int, int]] = set()
    open_: list[tuple[Line, tuple[Line, ...]]] = []
    for level in product((False, True), repeat=5):
        for entry in sorted(entries, key=lambda one: (_day(one), one.order)):
            if entry.order not in fits:
                continue
            left = [one for one in fits[entry.order] if one[1].order not in taken]
            if not left or left[0][0][:5] != level:
                continue
            del fits[entry.order]
            best = tuple(line for rank, line in left if rank == left[0][0])
            if len(best) > 1:
                open_.append((entry, best))
                continue
            taken.add(best[0].order)
            yield _told(entry, best)
    yield from _tied(open_, taken)


def _near(entries: Iterable[Line], lines: Iterable[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """List the lines that offer a key that an entry asks for, in their order.

    Where they are too many, only what claim, invoice or voucher tell, which goes before anyway.
    """
    offered: dict[Key, list[Line]] = defaultdict(list)
    for line in lines:
        for key in line.offers:
            offered[key].append(line)

    def of(keys: Iterable[Key]) -> list[Line]:
        found = {line.order: line for key in keys for line in offered.get(key, ())}
        return [found[order] for order in sorted(found)]

    for entry in entries:
        near = of(entry.asks)
        if len(near) > MOST_LINES:
            near = of(key for key in entry.asks if key[0] != SAME) or near
        yield entry, near


def _tied(
    open_: Sequence[tuple[Line, tuple[Line, ...]]], taken: set[tuple[int, int]]
) -> Iterator[Match]:
    """Settle as many entries as there are lines that fit them all alike; the rest stays open."""
    alike: dict[tuple[tuple[int, int], ...], list[Line]] = defaultdict(list)
    several: dict[tuple[tuple[int, int], ...], tuple[Line, ...]] = {}
    for entry, lines in open_:
        key = tuple(line.order for line in lines)
        alike[key].append(entry)
        several[key] = lines
    shared = [order for key in alike for order in key]
    for key, entries in alike.items():
        lines = several[key]
        alone = all(shared.count(order) == 1 and order not in taken for order in key)
        if alone and len(entries) == len(lines):
            yield from (_told(entry, (line,)) for entry, line in zip(entries, lines, strict=True))
        else:
            yield from (Match("several", entry, lines) for entry in entries)


def _told(entry: Line, lines: tuple[Line, ...]) -> Match:
    return Match("paid_back" if is_paid_back(entry) else "cancelled", entry, lines)


def _day(line: Line) -> date:
    return line.filed or line.happened or date.min


def _days(entry: Line, line: Line) -> tuple[date, date] | None:
    """Return the days of both that can be compared: of booking, else of the event."""
    if entry.filed is not None and line.filed is not None:
        return entry.filed, line.filed
    if entry.happened is not None and line.happened is not None:
        return entry.happened, line.happened
    own, other = entry.filed or entry.happened, line.filed or line.happened
    return (own, other) if own is not None and other is not None else None


def _rank(entry: Line, line: Line) -> Rank | None:
    """Say how well a line fits an entry; None if it does not.

    Where neither has any day they are of one day.
    """
    days = _days(entry, line)
    dayless = (entry.filed or entry.happened or line.filed or line.happened) is None
    if days is None and not dayless:
        return None
    if days is not None and (days[0] < days[1] or days[0].year != days[1].year):
        return None
    if _names_another(entry, line):
        return None
    named = not line.numbers.isdisjoint(entry.names)
    one_paper = _equal(entry.claim, line.claim) or _equal(entry.invoice, line.invoice)
    persons = _shared(entry, line) or _equal(entry.handler, line.handler)
    cited = bool(line.text) and line.text in entry.text
    if not named and not (_agree(entry, line) if one_paper else _same(entry, line, cited=cited)):
        return None
    between = (days[0] - days[1]).days if days else 0
    anew, behind = _says(line, "anew"), line.order > entry.order
    return not named, not one_paper, anew, not persons, behind, between


def _names_another(entry: Line, line: Line) -> bool:
    """Tell whether the entry names a month or a voucher, and the line is of another.

    冲6月招待费 undoes no line of July, 冲9月银付188 no voucher 12. What was booked in July may name
    June as well (付6月水费).
    """
    days = [day.month for day in (line.filed, line.happened) if day is not None]
    months = _months(entry.text)
    if months and days and months.isdisjoint({*days, *_months(line.text)}):
        return True
    named = {_digits(number) for number in entry.vouchers}
    own = _digits(str(line.voucher)) if line.voucher is not None else ""
    return bool(named and own) and own not in named


def _months(text: str) -> set[int]:
    return {int(month) for month in _MONTH.findall(text)}


def _digits(voucher: str) -> str:
    """Return the number of a voucher: 12 of 记-0012."""
    found = _LAST_NUMBER.search(voucher)
    return found[0].lstrip("0") if found else ""


def _equal(one: object, other: object) -> bool:
    return one is not None and one == other


def _shared(entry: Line, line: Line) -> bool:
    """Tell whether both name one person or car."""
    mine, theirs = (*entry.people, *entry.cars), (*line.people, *line.cars)
    return any(map(_equal, mine, theirs))


def _agree(entry: Line, line: Line) -> bool:
    """Tell whether subject and counterparty do not differ, as far as both are given."""
    pairs = zip((*entry.subject, *entry.party), (*line.subject, *line.party), strict=True)
    return all(one is None or other is None or one == other for one, other in pairs)


def _same(entry: Line, line: Line, *, cited: bool) -> bool:
    """Tell whether subject and counterparty are the same, and no other person or car is named.

    Where there is neither subject nor counterparty, person or car have to be the same, or the words
    of the line have to stand in those of the entry.
    """
    if (entry.subject, entry.party) != (line.subject, line.party):
        return False
    if _differ(entry.people, line.people) or _differ(entry.cars, line.cars):
        return False
    if cited or _shared(entry, line) or any(one is not None for one in entry.party):
        return True
    told = any(one is not None for one in entry.subject)
    return told and _alike(entry.text, line.text)


def _alike(entry: str, line: str) -> bool:
    """Tell whether two texts share two characters beside the words of red entries; or one is blank.

    Lines of one account are about many things: 冲回重复支付鉴定费 undoes no purchase of paper.
    """
    rest = _without_red(entry)
    pairs = {rest[at : at + 2] for at in range(len(rest) - 1)}
    return not pairs or not line or any(pair in line for pair in pairs)


def _without_red(text: str) -> str:
    for word in sorted((*_words("red"), *_words("plain")), key=len, reverse=True):
        text = text.replace(word, "")
    return text


def _differ(one: Key, other: Key) -> bool:
    """Tell whether both name a person or car, and none in common."""
    known = [pair for pair in zip(one, other, strict=True) if None not in pair]
    return bool(known) and not any(mine == theirs for mine, theirs in known)

"""The ways to draw, in whole numbers, so that a pencil or any language comes to the same rows.

``random``: each row has the SHA-256 of the text ``seed|identity``; the rows with the least ones are
taken, in the order of these. A larger sample of the same rows with the same seed holds the smaller.

``systematic`` and ``mus``: the seed alone makes a share u of 1, its SHA-256 divided by 2 to the
256th. Of a length that n hits divide, hit number k (from 0) falls on ``(u + k) * length / n``,
rounded down. The length is the number of rows, or the sum of their amounts in cents: then a row is
hit by each hit that falls on one of its cents, and one of length / n cents and more always is.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

_BITS = 256


@dataclass(frozen=True)
class Hit:
    """A row that was drawn: its place among those that can be, and by what.

    ``order`` is its turn, from 1, in a random sample. ``at`` is the row or cent that was hit first,
    from 0, and ``hits`` how many hits fell on it.
    """

    place: int
    order: int | None = None
    at: int | None = None
    hits: int | None = None


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def random(identities: Sequence[str], size: int, seed: str) -> list[Hit]:
    """Draw ``size`` rows without putting any back; each is as likely as every other one."""
    turns = sorted(
        range(len(identities)), key=lambda place: (digest(f"{seed}|{identities[place]}"), place)
    )
    return [Hit(place, order=turn) for turn, place in enumerate(turns[:size], start=1)]


def systematic(rows: int, size: int, seed: str) -> list[Hit]:
    """Draw each so-manieth row from one that the seed decides; there are as many rows or more."""
    return [Hit(at, at=at, hits=1) for at in points(rows, size, seed)]


def monetary(cents: Sequence[int], size: int, seed: str) -> list[Hit]:
    """Draw rows by their amounts in cents, all above zero: those on which a hit falls."""
    ends = list(accumulate(cents))
    found: list[Hit] = []
    place = 0
    for at in points(ends[-1], size, seed):
        while ends[place] <= at:
            place += 1
        if found and found[-1].place == place:
            found[-1] = Hit(place, at=found[-1].at, hits=(found[-1].hits or 0) + 1)
        else:
            found.append(Hit(place, at=at, hits=1))
    return found


def points(length: int, hits: int, seed: str) -> Iterator[int]:
    """Yield where the hits on a length fall, from 0, in rising order."""
    start = Fraction(int(digest(seed), 16), 1 << _BITS)
    return ((start + number) * length // hits for number in range(hits))

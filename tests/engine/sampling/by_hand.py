"""The ways to draw a second time, as simple as their descriptions and without their code."""

import hashlib
from decimal import Decimal, getcontext


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def start(seed: str) -> Decimal:
    """The share of 1 that a seed makes, to far more digits than any sample needs."""
    getcontext().prec = 200
    return Decimal(int(fingerprint(seed), 16)) / Decimal(2) ** 256


def random_places(identities: list[str], size: int, seed: str) -> list[int]:
    ranked = sorted((fingerprint(f"{seed}|{one}"), n) for n, one in enumerate(identities))
    return [n for _, n in ranked[:size]]


def hits(length: int, size: int, seed: str) -> list[int]:
    return [int((start(seed) + k) * length / size) for k in range(size)]


def places_by_money(cents: list[int], size: int, seed: str) -> list[int]:
    """Write out every cent with the place of its row, and look up those that are hit."""
    line = [place for place, amount in enumerate(cents) for _ in range(amount)]
    return sorted({line[at] for at in hits(len(line), size, seed)})

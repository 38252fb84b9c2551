"""First digits of amounts beside those that Benford's law expects.

It is a look at how amounts are spread and says nothing of any one of them: standards, fixed prices
and small ranges make other shares in perfect order.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from qinjian.schemas.profile import Digit, Digits

FEWEST = 500
"""Amounts from which on shares are told; of fewer they are chance."""

EXPECTED = {
    1: Decimal("0.30103"),
    2: Decimal("0.17609"),
    3: Decimal("0.12494"),
    4: Decimal("0.09691"),
    5: Decimal("0.07918"),
    6: Decimal("0.06695"),
    7: Decimal("0.05799"),
    8: Decimal("0.05115"),
    9: Decimal("0.04576"),
}
"""The common logarithm of 1 + 1/d, to five places, for each first digit d: F. Benford, "The Law of
Anomalous Numbers", Proceedings of the American Philosophical Society 78 (1938), 551-572."""

_PLACES = Decimal("0.0001")


def first_digit(amount: Decimal) -> int | None:
    """Return the first digit that is not zero, None for an amount of zero."""
    return next((digit for digit in amount.as_tuple().digits if digit), None)


def digits_of(amounts: Mapping[Decimal, int]) -> Digits | None:
    """Count amounts, each with the number of its rows, by first digit; None if they are few."""
    counts: Counter[int] = Counter()
    for amount, rows in amounts.items():
        digit = first_digit(amount)
        if digit is not None:
            counts[digit] += rows
    total = counts.total()
    if total < FEWEST:
        return None
    shares = {digit: Decimal(counts[digit]) / total for digit in EXPECTED}
    return Digits(
        amounts=total,
        digits=tuple(
            Digit(
                digit=digit,
                amounts=counts[digit],
                share=_share(shares[digit]),
                expected=_share(EXPECTED[digit]),
            )
            for digit in EXPECTED
        ),
        deviation=_share(max(abs(shares[digit] - EXPECTED[digit]) for digit in EXPECTED)),
    )


def _share(share: Decimal) -> str:
    return f"{share.quantize(_PLACES):f}"

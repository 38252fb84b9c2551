"""How figures are written for a reader of the page."""

from decimal import Decimal, InvalidOperation


def money(amount: Decimal | str) -> str:
    """Write yuan with two decimals and thousands apart: 12,345.60. What is no number stays."""
    try:
        return f"{Decimal(amount):,.2f}"
    except InvalidOperation:
        return str(amount)


def count(number: int) -> str:
    """Write a whole number with thousands apart."""
    return f"{number:,}"

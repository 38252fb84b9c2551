"""What a lead says of its record, so that a person finds it again, and its fingerprint."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from qinjian.engine.run.shown import shown, yuan
from qinjian.schemas.finding import Particulars, Place
from qinjian.schemas.record import Record

_PEOPLE = (
    "person",
    "name",
    "recipient",
    "travelers",
    "members",
    "driver",
    "vehicle_user",
    "handler",
)
"""The fields that name people, whom a record is about before who handled it."""

DAYS = ("event_date", "start_date", "received_date", "filing_date")
"""The fields that date a record: the event, its beginning, else what was written of it."""

_MOST_NAMES = 3
_DIGITS = 12
"""Of a fingerprint: few enough to read out, and so many that chance equals are rare."""


def particulars(record: Record) -> Particulars:
    """Tell the particulars of a record, null where it does not say them."""
    amount = getattr(record, "amount", None)
    return Particulars(
        unit=_text(record, "unit"),
        department=_text(record, "department"),
        person=_first(record, _PEOPLE),
        day=_first(record, DAYS),
        amount=yuan(amount) if isinstance(amount, Decimal) else None,
        purpose=_first(record, type(record).roles.get("purpose", ())),
    )


def _first(record: Record, names: Iterable[str]) -> str | None:
    return next(filter(None, (_text(record, name) for name in names)), None)


def _text(record: Record, name: str) -> str | None:
    value = shown(getattr(record, name, None))
    if isinstance(value, list):
        value = "、".join(filter(None, value[:_MOST_NAMES]))
    return str(value) if value else None


def fingerprint(rule: str, place: Place, told: Particulars) -> str:
    """Make the fingerprint of what a rule says of a record, wherever the record stands."""
    content = [rule, place.kind, place.claim_no, *told.model_dump().values()]
    text = json.dumps(content, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def ordinals(order: Iterable[int], fingerprints: Mapping[int, str]) -> dict[int, str]:
    """Tell leads of equal fingerprints apart by an ordinal: the second of an order is …-2."""
    met: Counter[str] = Counter()
    told: dict[int, str] = {}
    for number in order:
        fingerprint = fingerprints[number]
        met[fingerprint] += 1
        if met[fingerprint] > 1:
            told[number] = f"{fingerprint}-{met[fingerprint]}"
    return told

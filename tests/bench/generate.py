"""Records to measure with: mixed kinds, mostly clean, as Parquet files with exact types.

The same rows come for the same number and seed. Some five in a hundred stand in a lead, and some
cells are blank. Units, sellers and guests are invented.
"""

import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.bench.chosen import KINDS

SHARES = {"travel": 40, "reception": 40, "meeting": 10, "training": 10}
_AREAS = ["江洲", "渝岭", "临江", "翠屏", "白沙", "青木", "石桥", "金竹", "龙门", "双溪"]
_ORGANS = ["水务局", "财政局", "林业局", "民政局", "教育局", "司法局", "审计局", "统计局"]
_CITIES = ["成都市", "北京市", "贵阳市", "武汉市", "哈尔滨市", "海口市", "川屏市"]
_SELLERS = ["江畔宾馆", "山城会务有限公司", "翠屏招待所", "渝岭会议中心", "白沙饭店"]
CHANCE = 0.005
"""How often something is out of the ordinary, or a cell is blank."""
_FIRST_DAY = date(2015, 1, 5)
_PIECE = 50_000
_NEVER_BLANK = (
    "kind", "unit", "documents", "event_date", "start_date", "amount", "reception_type", "meal_type", "meal_count",
    "headcount", "nights",
)  # fmt: skip
"""Without a day nobody knows which text was in force, which what is written by hand does not ask; nor
does it fill what follows from other fields or is taken for granted."""

_MONEY = pa.decimal128(15, 2)
_ENVELOPE = {
    "kind": pa.string(), "claim_no": pa.string(), "unit": pa.string(), "filing_date": pa.date32(), "amount": _MONEY,
    "amount_in_words": _MONEY, "payment_method": pa.string(), "card_amount": _MONEY,
    "invoice_code": pa.string(), "invoice_no": pa.string(), "invoice_date": pa.date32(),
    "seller": pa.string(), "description": pa.string(), "documents": pa.list_(pa.string()),
}  # fmt: skip
_SCHEMAS = {
    "travel": {
        **_ENVELOPE, "start_date": pa.date32(), "end_date": pa.date32(), "to_place": pa.string(),
        "lodging_city": pa.string(), "lodging_place": pa.string(), "traveller_rank": pa.string(),
        "headcount": pa.int32(), "nights": pa.int32(), "lodging_fee": _MONEY,
        "lodging_standard": _MONEY, "meal_allowance": _MONEY, "trip_approval_date": pa.date32(),
        "transport_mode": pa.string(), "transport_fee": _MONEY,
    },
    "reception": {
        **_ENVELOPE, "event_date": pa.date32(), "reception_type": pa.string(),
        "guest_unit": pa.string(), "letter_no": pa.string(), "guest_count": pa.int32(),
        "companion_count": pa.int32(), "diners": pa.int32(), "meal_count": pa.int32(),
        "meal_type": pa.string(), "menu": pa.string(),
    },
    "meeting": {**_ENVELOPE, "start_date": pa.date32(), "end_date": pa.date32()},
    "training": {**_ENVELOPE, "start_date": pa.date32(), "end_date": pa.date32()},
}  # fmt: skip


class Chance(random.Random):
    """Chances that are the same for the same seed; ``odds`` are those of what is odd."""

    odds = CHANCE

    def odd(self) -> bool:
        """Tell whether something is out of the ordinary."""
        return self.random() < self.odds


_Shape = Callable[[int, date, Chance], dict[str, Any]]


def write(folder: Path, rows: int, seed: int, odds: float = CHANCE) -> list[Path]:
    """Write a file of each kind, ``rows`` in all, and return their paths in order."""
    units = _units(max(rows // 1_000, 4))
    paths = []
    for kind in KINDS:
        chance = Chance(f"{seed} {kind}")
        chance.odds = odds
        paths.append(_write_kind(folder / f"{kind}.parquet", kind, rows, units, chance))
    return paths


def _write_kind(path: Path, kind: str, all_rows: int, units: list[str], chance: Chance) -> Path:
    rows = all_rows * SHARES[kind] // 100
    schema = pa.schema(_SCHEMAS[kind])
    made = (_row(kind, number, chance, units) for number in range(rows))
    with pq.ParquetWriter(path, schema) as writer:
        while piece := list(islice(made, _PIECE)):
            writer.write_table(pa.Table.from_pylist(piece, schema))
    return path


def _units(count: int) -> list[str]:
    names = [f"重庆市{area}区{organ}" for area in _AREAS for organ in _ORGANS]
    more = [f"重庆市{area}{number}区水务局" for number in range(count // 10 + 1) for area in _AREAS]
    return [*names, *more][:count]


def _row(kind: str, number: int, chance: Chance, units: list[str]) -> dict[str, Any]:
    """Make a row; now and then it is a twin of the one before, which rules across records see."""
    twin = chance.choice(["invoice", "seller", "sequence"]) if chance.odd() else ""
    day = _FIRST_DAY + timedelta(days=(number - (twin == "seller")) * 37 % 1_000)
    shapes: dict[str, _Shape] = {"travel": _trip, "reception": _reception}
    row = shapes.get(kind, _gathering)(number, day, chance)
    row |= _claim(kind, number, day, chance, twin)
    row["kind"] = kind
    row["unit"] = units[number // 7 % len(units)]
    for name in row:
        if name not in _NEVER_BLANK and chance.odd():
            row[name] = None
    return row


def _yuan(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _claim(kind: str, number: int, day: date, chance: Chance, twin: str) -> dict[str, Any]:
    like = number - 1 if twin in ("invoice", "seller") and number else number
    # Kinds differ in their amounts: else all of one number would be of one seller, day and amount.
    cents = 20_001 + (like * 7_919 + KINDS.index(kind) * 220_000) % 880_000
    filed = day + timedelta(days=14)
    method = chance.choice(["official_card", "official_card", "bank_transfer"])
    invoice = {"invoice": number * 3 - 3, "sequence": number * 3 - 2}.get(twin, number * 3)
    shared = kind in ("reception", "meeting") and number % 50 == 0
    documents = ["invoice", "approval_form", *([] if chance.odd() else ["reception_list"])]
    return {
        "claim_no": f"C{number:08}" if shared else f"{kind[:2].upper()}{number:08}",
        "filing_date": day - timedelta(days=3) if chance.odd() else filed,
        # A refund of a part: what cancels a whole line is set aside with it, which nobody does by hand.
        "amount": _yuan(-cents // 2 if chance.random() < chance.odds / 2 else cents),
        "amount_in_words": _yuan(cents - 1_000 if chance.odd() else cents),
        "payment_method": "cash" if chance.odd() else method,
        "card_amount": _yuan(cents - 500 if chance.odd() else cents),
        "invoice_code": f"1500017200{KINDS.index(kind)}",
        "invoice_no": f"{KINDS.index(kind)}{max(invoice, 0):08}",
        "invoice_date": filed + timedelta(days=2) if chance.odd() else filed - timedelta(days=2),
        "seller": _SELLERS[number // 7 % len(_SELLERS)],
        "description": "公务活动费用",
        "documents": documents,
    }


def _trip(number: int, day: date, chance: Chance) -> dict[str, Any]:
    nights, people = chance.randint(1, 4), chance.randint(1, 3)
    city = _CITIES[number % len(_CITIES)]
    fee = nights * people * (90_000 if chance.odd() else 30_000)
    meals = people * (nights + 1) * (12_000 if chance.odd() else 10_000)
    return {
        "start_date": day, "end_date": day + timedelta(days=nights), "to_place": city,
        "lodging_city": city, "lodging_place": "豪华套房" if chance.odd() else "标准间",
        "traveller_rank": chance.choice(["other", "other", "bureau"]), "headcount": people,
        "nights": nights, "lodging_fee": _yuan(fee),
        "lodging_standard": _yuan(28_000 if chance.odd() else 35_000),
        "meal_allowance": _yuan(meals),
        "trip_approval_date": day + timedelta(days=1 if chance.odd() else -2),
        "transport_mode": "taxi" if chance.odd() else "high_speed_train",
        "transport_fee": _yuan(chance.randint(5_000, 90_000)),
    }  # fmt: skip


def _reception(number: int, day: date, chance: Chance) -> dict[str, Any]:
    guests = chance.randint(1, 40)
    hosts = max(3, guests // 3) + (1 if chance.odd() else 0)
    return {
        "event_date": day, "reception_type": "domestic", "guest_unit": "四川省川屏市水务局",
        "letter_no": f"川水函〔2016〕{number - 1 if chance.odd() else number}号",
        "guest_count": guests, "companion_count": hosts,
        "diners": guests + hosts + (2 if chance.odd() else 0), "meal_count": 1,
        "meal_type": chance.choice(["working_meal", "buffet"]),
        "menu": "家常菜、香烟" if chance.odd() else "家常菜",
    }  # fmt: skip


def _gathering(_: int, day: date, chance: Chance) -> dict[str, Any]:
    return {"start_date": day, "end_date": day + timedelta(days=chance.randint(0, 5))}


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

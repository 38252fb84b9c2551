"""The records one by one, for rule engines that are given each by itself.

Both get them as JSON has them: amounts in cents, days as numbers, nothing where a cell is blank. What
neither can look up by itself is put beside it here and counts as their time: the limit of a city, a
rank and a season (``CQ17-lodging``).
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tests.bench.by_hand_tables import EARLIER, LODGING, SEASONS
from tests.bench.chosen import KINDS, Lead

Fact = dict[str, Any]


def facts(paths: list[Path]) -> Iterator[tuple[Lead, Fact]]:
    """Read the records one by one, each with its place and its figures."""
    for kind, path in zip(KINDS, paths, strict=True):
        row = 1
        for batch in pq.ParquetFile(path).iter_batches(10_000):
            for record in batch.to_pylist():
                row += 1
                fact = {name: _plain(value) for name, value in record.items() if value is not None}
                if kind == "travel" and (limit := _lodging_limit(record)) is not None:
                    fact["lodging_rate"] = limit * 100
                yield (kind, row), fact


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value * 100)
    return value.toordinal() if isinstance(value, date) else value


def _lodging_limit(trip: dict[str, Any]) -> int | None:
    """Return the yuan of a night, as ``by_hand_pandas`` has them."""
    city, rank = trip["lodging_city"], trip["traveller_rank"] or "bureau"
    first = trip["start_date"]
    last = trip["end_date"] or first
    if first.year < 2016:
        return EARLIER.get((city, rank)) if last.year < 2016 else None
    days = [day.month * 100 + day.day for day in (first, last)]
    for place, low, high, limits in SEASONS:
        within = [low <= at <= high if low <= high else at >= low or at <= high for at in days]
        if place == city and all(within):
            return limits.get(rank)
    return LODGING.get((city, rank))

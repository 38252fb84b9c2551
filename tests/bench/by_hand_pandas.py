"""The chosen rules in pandas, with exact decimals, the way somebody writes them who needs just these."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd

from tests.bench.by_hand_tables import EARLIER, LODGING, SEASONS
from tests.bench.chosen import Lead, Leads

SHARED_MEALS = ["working_meal", "buffet", "box_meal"]

Rows = Callable[[pd.DataFrame], "pd.Series[bool]"]


def _lacks(frame: pd.DataFrame, document: str) -> "pd.Series[bool]":
    return frame["documents"].map(lambda found: document not in found).astype("bool[pyarrow]")


def _limits(trips: pd.DataFrame) -> "pd.Series[int]":
    ranks = trips["traveller_rank"].fillna("bureau")  # without a rank: the highest
    keys = list(zip(trips["lodging_city"], ranks, strict=True))
    earlier, found = (
        pd.Series([limits.get(key) for key in keys], index=trips.index, dtype="int64[pyarrow]")
        for limits in (EARLIER, LODGING)
    )
    first, last = trips["start_date"], trips["end_date"].fillna(trips["start_date"])
    days = [day.dt.month * 100 + day.dt.day for day in (first, last)]
    for city, low, high, limits in SEASONS:
        inside = trips["lodging_city"] == city
        for at in days:
            inside &= at.between(low, high) if low <= high else (at >= low) | (at <= high)
        for rank, limit in limits.items():
            hits = (inside & (ranks == rank)).fillna(False)
            found = found.mask(hits, limit)
    # A trip over the turn of 2015 has no limit of its own.
    return found.mask(first.dt.year < 2016).mask(last.dt.year < 2016, earlier)


def _lodging(trips: pd.DataFrame) -> "pd.Series[bool]":
    limit = _limits(trips) * trips["nights"] * trips["headcount"]
    return (trips["nights"] > 0) & (trips["headcount"] > 0) & (trips["lodging_fee"] > limit)


def _declared(trips: pd.DataFrame) -> "pd.Series[bool]":
    limit = trips["lodging_standard"] * trips["nights"] * trips["headcount"]
    given = (trips["nights"] > 0) & (trips["headcount"] > 0) & (trips["lodging_standard"] > 0)
    return given & (trips["lodging_fee"] > limit)


def _meals(trips: pd.DataFrame) -> "pd.Series[bool]":
    days = (pd.to_datetime(trips["end_date"]) - pd.to_datetime(trips["start_date"])).dt.days + 1
    limit = days.astype("int64[pyarrow]") * 100 * trips["headcount"]
    given = (trips["headcount"] > 0) & (trips["end_date"] >= trips["start_date"])
    return given & trips["to_place"].notna() & (trips["meal_allowance"] > limit)


def _hosts(receptions: pd.DataFrame) -> "pd.Series[bool]":
    guests = receptions["guest_count"]
    limit = (guests // 3).mask(guests <= 10, 3).mask(guests < 1)
    fed = receptions["meal_type"].isin([*SHARED_MEALS, "banquet"])
    paid = ~(receptions["amount"] < 0).fillna(value=False)
    return _domestic(receptions) & fed & paid & (receptions["companion_count"] > limit)


def _domestic(receptions: pd.DataFrame) -> "pd.Series[bool]":
    return receptions["reception_type"] == "domestic"


TRIPS: dict[str, Rows] = {
    "CQ16-approval-date": lambda f: (
        (f["amount"] >= 0) & (f["trip_approval_date"] > f["start_date"])
    ),
    "CQ17-lodging": _lodging,
    "CQ17-lodging-declared": _declared,
    "CQ17-luxury-room": lambda f: (
        (f["amount"] >= 0) & f["lodging_place"].str.contains("豪华套房", regex=False)
    ),
    "CQ17-meal-allowance": _meals,
    "CQ17-taxi": lambda f: (f["transport_mode"] == "taxi") & (f["transport_fee"] > 0),
}
RECEPTIONS: dict[str, Rows] = {
    "CQ11-diners": lambda f: (
        ~(f["amount"] < 0).fillna(value=False)
        & (f["meal_count"] == 1)
        & (f["diners"] > f["guest_count"] + f["companion_count"])
    ),
    "CQ11-filed-before-event": lambda f: (f["filing_date"] < f["event_date"]) & (f["amount"] > 0),
    "CQ14-cash-reception": lambda f: (
        _domestic(f)
        & (f["payment_method"] == "cash")
        & (f["amount"] > 200)
        & _lacks(f, "card_slip")
    ),
    "CQ28-companions": _hosts,
    "CQ28-tobacco": lambda f: (f["amount"] >= 0) & f["menu"].str.contains("香烟", regex=False),
    "CQ29-list": lambda f: _domestic(f) & (f["amount"] > 0) & _lacks(f, "reception_list"),
}
ALL: dict[str, Rows] = {
    "CQ11-amount-in-words": lambda f: (
        (f["amount"] > f["amount_in_words"]) & (f["amount_in_words"] > 0)
    ),
    "CQ11-card-amount": lambda f: (
        (f["kind"] != "travel")
        & (f["payment_method"] == "official_card")
        & (f["amount"] > f["card_amount"])
        & (f["card_amount"] > 0)
    ),
    "CQ11-filed-before-start": lambda f: (
        (f["kind"] != "reception") & (f["filing_date"] < f["start_date"]) & (f["amount"] > 0)
    ),
    "CQ11-invoice-date": lambda f: (f["invoice_date"] > f["filing_date"]) & (f["amount"] > 0),
}


def leads(paths: list[Path]) -> Leads:
    """Find the leads in the files of all kinds, in their order."""
    frames = []
    for path in paths:
        frame = pd.read_parquet(path, dtype_backend="pyarrow")
        frame["row"] = range(2, len(frame) + 2)
        frames.append(frame)
    every = pd.concat(frames, ignore_index=True)
    trips, receptions = frames[0], frames[1]
    found: Leads = {}
    for rules, frame in ((TRIPS, trips), (RECEPTIONS, receptions), (ALL, every)):
        for name, rows in rules.items():
            hits = frame[rows(frame).fillna(False)]
            found[name] = {((kind, row),) for kind, row in _places(hits)}
    found |= _groups(every)
    found["CQ11-sequence"] = _sequences(every)
    found["CQ27-reception-in-other-claim"] = _receptions_in_claims(every)
    return found


def _places(frame: pd.DataFrame) -> list[Lead]:
    return list(zip(frame["kind"].tolist(), frame["row"].tolist(), strict=True))


def _groups(every: pd.DataFrame) -> Leads:
    paid = every[(every["amount"] > 0).fillna(False)]
    receptions = paid[(paid["kind"] == "reception") & paid["meal_type"].isin(SHARED_MEALS)]
    receptions = receptions[_domestic(receptions).fillna(False)]
    for document in ("guest_payment", "payment_receipt"):
        receptions = receptions[_lacks(receptions, document)]
    seller = ["unit", "seller", "invoice_date", "amount"]
    return {
        "CQ11-invoice-twice": _several(
            paid[paid["kind"] != "travel"], ["unit", "invoice_no", "amount"], "claim_no"
        ),
        "CQ11-seller-day-amount": _several(
            paid[paid["kind"] != "travel"], seller, "invoice_no"
        ),
        "CQ28-working-meals-of-visit": _several(
            receptions, ["unit", "guest_unit", "letter_no"], "event_date"
        ),
    }  # fmt: skip


def _several(frame: pd.DataFrame, keys: list[str], what: str) -> set[tuple[Lead, ...]]:
    """Group rows by keys, and return the groups that have different values of something."""
    given = frame.dropna(subset=keys)
    grouped = given.groupby(keys, sort=False)
    hits = given[grouped[what].transform("nunique") > 1]
    return {tuple(_places(group)) for _, group in hits.groupby(keys, sort=False)}


def _sequences(every: pd.DataFrame) -> set[tuple[Lead, ...]]:
    keys = ["unit", "seller", "invoice_code"]
    paid = every[(every["amount"] > Decimal(0)).fillna(False) & (every["kind"] != "travel")]
    paid = paid.dropna(subset=[*keys, "invoice_no", "claim_no"]).reset_index(names="place")
    paid["number"] = paid["invoice_no"].astype("int64")
    columns = [*keys, "number", "place", "kind", "row", "claim_no"]
    later = paid[columns]
    pairs = [
        paid[columns].merge(later.assign(number=later["number"] + step), on=[*keys, "number"])
        for step in (-1, 1)
    ]
    return _first_with_others(
        pd.concat(pairs).query("place_x < place_y and claim_no_x != claim_no_y")
    )


def _receptions_in_claims(every: pd.DataFrame) -> set[tuple[Lead, ...]]:
    paid = every[(every["amount"] > 0).fillna(False)].reset_index(names="place")
    keys = ["unit", "claim_no"]
    paid = paid.dropna(subset=keys)
    others = paid[paid["kind"].isin(["meeting", "training"])].copy()
    others["end_date"] = others["end_date"].fillna(others["start_date"])
    pairs = paid[paid["kind"] == "reception"].merge(others, on=keys)
    inside = (pairs["event_date_x"] >= pairs["start_date_y"]) & (
        pairs["event_date_x"] <= pairs["end_date_y"]
    )
    return _first_with_others(pairs[inside.fillna(False)])


def _first_with_others(pairs: pd.DataFrame) -> set[tuple[Lead, ...]]:
    """Make of pairs the leads of their first records, each with all that it is paired with."""
    found = set()
    for (kind, row), group in pairs.sort_values("place_y").groupby(["kind_x", "row_x"]):
        others = zip(group["kind_y"].tolist(), group["row_y"].tolist(), strict=True)
        found.add(((kind, row), *others))
    return found

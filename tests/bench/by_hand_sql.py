"""The chosen rules as DuckDB SQL, the way somebody writes them who needs just these.

It knows nothing of three-valued verdicts, quotes, dates in force or reports: it only finds leads.
"""

from pathlib import Path

import duckdb

from tests.bench.chosen import KINDS, Leads

# city, rank, first and last year, first and last month-day of the season, limit
LODGING = """
    ('成都市', 'bureau', 2014, 2015, 101, 1231, 470), ('成都市', 'other', 2014, 2015, 101, 1231, 320),
    ('北京市', 'bureau', 2014, 2015, 101, 1231, 500), ('北京市', 'other', 2014, 2015, 101, 1231, 350),
    ('贵阳市', 'bureau', 2014, 2015, 101, 1231, 470), ('贵阳市', 'other', 2014, 2015, 101, 1231, 320),
    ('武汉市', 'bureau', 2014, 2015, 101, 1231, 480), ('武汉市', 'other', 2014, 2015, 101, 1231, 320),
    ('哈尔滨市', 'bureau', 2014, 2015, 101, 1231, 450), ('哈尔滨市', 'other', 2014, 2015, 101, 1231, 310),
    ('海口市', 'bureau', 2014, 2015, 101, 1231, 500), ('海口市', 'other', 2014, 2015, 101, 1231, 350),
    ('成都市', 'bureau', 2016, 9999, 101, 1231, 470), ('成都市', 'other', 2016, 9999, 101, 1231, 370),
    ('北京市', 'bureau', 2016, 9999, 101, 1231, 650), ('北京市', 'other', 2016, 9999, 101, 1231, 500),
    ('贵阳市', 'bureau', 2016, 9999, 101, 1231, 470), ('贵阳市', 'other', 2016, 9999, 101, 1231, 370),
    ('武汉市', 'bureau', 2016, 9999, 101, 1231, 480), ('武汉市', 'other', 2016, 9999, 101, 1231, 350),
    ('哈尔滨市', 'bureau', 2016, 9999, 701, 930, 540), ('哈尔滨市', 'other', 2016, 9999, 701, 930, 420),
    ('哈尔滨市', 'bureau', 2016, 9999, 1001, 630, 450), ('哈尔滨市', 'other', 2016, 9999, 1001, 630, 350),
    ('海口市', 'bureau', 2016, 9999, 1101, 229, 650), ('海口市', 'other', 2016, 9999, 1101, 229, 450),
    ('海口市', 'bureau', 2016, 9999, 301, 1031, 500), ('海口市', 'other', 2016, 9999, 301, 1031, 350)
"""
IN_SEASON = """
    CASE WHEN low <= high THEN month({day}) * 100 + day({day}) BETWEEN low AND high
    ELSE month({day}) * 100 + day({day}) NOT BETWEEN high + 1 AND low - 1 END
"""

ROWS = {
    "CQ16-approval-date": ("travel", "amount >= 0 AND trip_approval_date > start_date"),
    "CQ17-lodging": (
        "travel",
        "nights > 0 AND headcount > 0 AND lodging_fee > nights * headcount * (SELECT max(yuan) "
        f"FROM (VALUES {LODGING}) AS cap(city, rank, first, last, low, high, yuan) "
        "WHERE city = lodging_city AND rank = coalesce(traveller_rank, 'bureau') AND year(start_date) >= first "
        "AND year(coalesce(end_date, start_date)) <= last "
        f"AND {IN_SEASON.format(day='start_date')} "
        f"AND {IN_SEASON.format(day='coalesce(end_date, start_date)')})",
    ),
    "CQ17-lodging-declared": (
        "travel",
        "lodging_standard > 0 AND nights > 0 AND headcount > 0 "
        "AND lodging_fee > lodging_standard * nights * headcount",
    ),
    "CQ17-luxury-room": ("travel", "amount >= 0 AND contains(lodging_place, '豪华套房')"),
    "CQ17-meal-allowance": (
        "travel",
        "headcount > 0 AND end_date >= start_date AND to_place IS NOT NULL "
        "AND meal_allowance > 100 * headcount * (end_date - start_date + 1)",
    ),
    "CQ17-taxi": ("travel", "transport_mode = 'taxi' AND transport_fee > 0"),
    "CQ11-diners": (
        "reception",
        "coalesce(amount >= 0, true) AND meal_count = 1 AND diners > guest_count + companion_count",
    ),
    "CQ11-filed-before-event": ("reception", "filing_date < event_date AND amount > 0"),
    "CQ14-cash-reception": (
        "reception",
        "reception_type = 'domestic' AND payment_method = 'cash' AND amount > 200 "
        "AND NOT list_contains(documents, 'card_slip')",
    ),
    "CQ28-companions": (
        "reception",
        "coalesce(amount >= 0, true) AND reception_type = 'domestic' AND meal_type IN "
        "('working_meal', 'buffet', 'box_meal', 'banquet') AND companion_count > "
        "CASE WHEN guest_count BETWEEN 1 AND 10 THEN 3 WHEN guest_count > 10 THEN guest_count // 3 END",
    ),
    "CQ28-tobacco": ("reception", "amount >= 0 AND contains(menu, '香烟')"),
    "CQ29-list": (
        "reception",
        "reception_type = 'domestic' AND amount > 0 AND NOT list_contains(documents, 'reception_list')",
    ),
    "CQ11-amount-in-words": ("all", "amount > amount_in_words AND amount_in_words > 0"),
    "CQ11-card-amount": (
        "all",
        "kind <> 'travel' AND payment_method = 'official_card' AND amount > card_amount "
        "AND card_amount > 0",
    ),
    "CQ11-filed-before-start": (
        "all", "kind <> 'reception' AND filing_date < start_date AND amount > 0",
    ),
    "CQ11-invoice-date": ("all", "invoice_date > filing_date AND amount > 0"),
}  # fmt: skip
"""Each rule on one record: its table, and what is so of a lead."""

GROUPS = {
    "CQ11-invoice-twice": (
        "amount > 0 AND kind <> 'travel'", "unit, invoice_no, amount",
        "count(DISTINCT claim_no) > 1",
    ),
    "CQ11-seller-day-amount": (
        "amount > 0 AND kind <> 'travel'", "unit, seller, invoice_date, amount",
        "count(DISTINCT invoice_no) > 1",
    ),
    "CQ28-working-meals-of-visit": (
        "kind = 'reception' AND meal_type IN ('working_meal', 'buffet', 'box_meal') AND amount > 0 "
        "AND reception_type = 'domestic' AND NOT list_contains(documents, 'guest_payment') "
        "AND NOT list_contains(documents, 'payment_receipt')",
        "unit, guest_unit, letter_no", "count(DISTINCT event_date) > 1",
    ),
}  # fmt: skip
"""Each rule on groups: its records, keys, and condition."""

PAIRS = {
    "CQ11-sequence": """
        one.kind <> 'travel' AND other.kind <> 'travel' AND one.place < other.place
        AND one.unit = other.unit AND one.seller = other.seller
        AND one.invoice_code = other.invoice_code AND one.amount > 0 AND other.amount > 0
        AND one.claim_no <> other.claim_no
        AND abs(CAST(one.invoice_no AS BIGINT) - CAST(other.invoice_no AS BIGINT)) = 1
    """,
    "CQ27-reception-in-other-claim": """
        one.kind = 'reception' AND other.kind IN ('meeting', 'training')
        AND one.unit = other.unit AND one.claim_no = other.claim_no
        AND one.amount > 0 AND other.amount > 0
        AND one.event_date BETWEEN other.start_date AND coalesce(other.end_date, other.start_date)
    """,
}
"""Each rule on pairs."""


def leads(paths: list[Path]) -> Leads:
    """Find the leads in the files of all kinds, in their order."""
    engine = duckdb.connect(config={"threads": 2})
    _open(engine, paths)
    found: Leads = {}
    for name, (table, condition) in ROWS.items():
        rows = engine.execute(
            f"SELECT kind, row FROM records WHERE ({condition}) "
            + ("" if table == "all" else f"AND kind = '{table}'")
        ).fetchall()
        found[name] = {(tuple(row),) for row in rows}
    for name, (where, keys, having) in GROUPS.items():
        given = " AND ".join(f"{key} IS NOT NULL" for key in keys.split(", "))
        rows = engine.execute(
            f"SELECT list(place ORDER BY place) FROM records WHERE {where} AND {given} "
            f"GROUP BY {keys} HAVING {having}"
        ).fetchall()
        found[name] = {tuple(map(_place, members)) for (members,) in rows}
    for name, condition in PAIRS.items():
        rows = engine.execute(
            "SELECT one.place, list(other.place ORDER BY other.place) FROM records AS one, records AS other "
            f"WHERE {condition} GROUP BY one.place"
        ).fetchall()
        found[name] = {tuple(map(_place, (first, *others))) for first, others in rows}
    return found


def _open(engine: duckdb.DuckDBPyConnection, paths: list[Path]) -> None:
    """Make one table of all kinds; ``place`` is the order of the records."""
    parts = [
        f"SELECT *, {number * _MOST} + file_row_number + 2 AS place, "
        f"file_row_number + 2 AS row FROM read_parquet('{path}', file_row_number = true)"
        for number, path in enumerate(paths)
    ]
    engine.execute(f"CREATE TABLE records AS {' UNION ALL BY NAME '.join(parts)}")


_MOST = 1_000_000_000


def _place(at: int) -> tuple[str, int]:
    number, row = divmod(at, _MOST)
    return KINDS[number], row

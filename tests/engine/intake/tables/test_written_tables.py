"""A table reads back as the same records, however it was written."""

import datetime as dt
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qinjian.engine.intake import read
from qinjian.engine.intake.tables.headers import headers_of
from qinjian.schemas.kinds import SPENDING_KINDS
from qinjian.schemas.record import Field, Record, fields_of
from tests.engine.intake.writing import DELIMITERS, ENCODINGS, Style, save

TYPES = frozenset({"money", "count", "date", "text"})

VALUES: dict[str, st.SearchStrategy[str]] = {
    "money": st.integers(-(10**9), 10**9).map(lambda cents: f"{Decimal(cents) / 100:.2f}"),
    "count": st.integers(0, 99_999).map(str),
    "date": st.dates(dt.date(1995, 1, 1), dt.date(2040, 1, 1)).map(str),
    "text": st.text(
        st.sampled_from("重庆江洲水务局张三，、\"'\n;|0123 〔〕"), min_size=1, max_size=9
    )
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text[:1] not in ("", "'")),
}

STYLES = st.builds(
    Style,
    format=st.sampled_from(["csv", "csv", "xlsx", "xls", "ods", "parquet"]),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    delimiter=st.sampled_from(sorted(DELIMITERS)),
    titles=st.sampled_from([(), ("重庆市江洲区水务局",), ("二〇一五年支出明细", "单位：元")]),
    ten_thousands=st.booleans(),
    typed=st.booleans(),
    blank_rows=st.booleans(),
    subtotals=st.booleans(),
    repeated=st.booleans(),
    notes=st.booleans(),
    hand=st.integers(0, 1000),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[type[Record], list[Field], list[str], list[list[str]]]:
    """A kind, some of its fields under any of their headers, and rows of canonical text."""
    model = draw(st.sampled_from(sorted(SPENDING_KINDS.values(), key=lambda kind: kind.kind)))
    known = [
        field
        for field in fields_of(model)
        if field.type in TYPES and field.name not in ("region", "amount", "claim_no")
    ]
    fields = draw(st.lists(st.sampled_from(known), unique=True, min_size=2, max_size=8))
    by_name = {field.name: field for field in fields_of(model)}
    fields = [by_name["claim_no"], by_name["amount"], *fields]
    table = headers_of(model)
    headers = [
        draw(st.sampled_from([h for h, f in sorted(table.fields.items()) if f == field]))
        for field in fields
    ]
    rows = [
        [f"BX2015{row:04}", *(draw(st.just("") | VALUES[field.type]) for field in fields[1:])]
        for row in range(draw(st.integers(1, 5)))
    ]
    return model, fields, headers, rows


def canonical(field: Field, text: str) -> Any:
    if not text:
        return None
    convert: dict[str, Callable[[str], Any]] = {
        "money": Decimal,
        "count": int,
        "date": dt.date.fromisoformat,
        "text": str,
    }
    return convert[field.type](text)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), STYLES)
def test_a_table_reads_back_however_it_was_written(
    table: tuple[type[Record], list[Field], list[str], list[list[str]]], style: Style
) -> None:
    model, fields, headers, rows = table
    if style.format == "parquet":
        style = Style(format="parquet", hand=style.hand)
    with tempfile.TemporaryDirectory() as folder:
        path = save(Path(folder), headers, fields, rows, style)
        found = read([path], kind=model.kind)
    assert found.rejects == ()
    assert {notice.code for notice in found.notices} <= {"amounts_scaled"}
    records = [one for one in found.records if one.place.member is None]
    assert len(records) == len(rows)
    for one, row in zip(records, rows, strict=True):
        given_ = {
            field.name: getattr(one.record, field.name)
            for field in fields
            if field.name not in one.derived
        }
        wanted = {
            field.name: canonical(field, text)
            for field, text in zip(fields, row, strict=True)
            if field.name not in one.derived
        }
        assert given_ == wanted
    (tally,) = found.files[0].tables
    amounts = [Decimal(row[1]) for row in rows if row[1]]
    assert tally.yuan_checked == sum(amounts, Decimal(0))
    assert all(total.differs() is not True for total in tally.totals)

"""A table reads back as the same records, however it was written."""

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qinjian.engine.intake import read
from qinjian.engine.intake.tables.generic import general_headers
from qinjian.engine.intake.tables.headers import HeaderTable, headers_of, split_header
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.reading import BLANK, Reading
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


def own_headers(table: HeaderTable, field: Field) -> list[str]:
    """List the headers that mean a field whatever stands beside them."""
    return [
        header
        for header, meant in sorted(table.fields.items())
        if meant == field and general_headers().isdisjoint({header, split_header(header)[0]})
    ]


@st.composite
def tables(draw: st.DrawFn) -> tuple[type[Record], list[Field], list[str], list[list[str]]]:
    """A kind, some of its fields under any of their headers, and rows of canonical text."""
    model = draw(st.sampled_from(sorted(SPENDING_KINDS.values(), key=lambda kind: kind.kind)))
    known = [
        field
        for field in fields_of(model)
        if field.type in TYPES and field.name not in ("region", "claim_no", model.control)
    ]
    fields = draw(st.lists(st.sampled_from(known), unique=True, min_size=2, max_size=8))
    by_name = {field.name: field for field in fields_of(model)}
    fields = [by_name["claim_no"], by_name[model.control], *fields]
    table = headers_of(model)
    headers = [draw(st.sampled_from(own_headers(table, field))) for field in fields]
    rows = [
        [f"BX2015{row:04}", *(draw(st.just("") | VALUES[field.type]) for field in fields[1:])]
        for row in range(draw(st.integers(1, 5)))
    ]
    return model, fields, headers, rows


def canonical(field: Field, text: str) -> Reading:
    """Return what the text says: figures and days by themselves, words as they are read alone."""
    if not text:
        return BLANK
    match field.type:
        case "money":
            return Reading("given", Decimal(text))
        case "count":
            return Reading("given", int(text))
        case "date":
            return Reading("given", dt.date.fromisoformat(text))
    return read_value(field, text)


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
        mapping = Path(folder) / "mapping.yaml"
        mapping.write_text(f"tables:\n- {{kind: {model.kind}, file: '*'}}\n")
        found = read([path], mapping=mapping)
    assert found.rejects == ()
    records = [one for one in found.records if one.place.member is None]
    summed = not any(model.control in one.derived for one in records)
    loose = set() if summed else {"totals_open", "totals_differ"}  # they sum up what is written
    assert {notice.code for notice in found.notices} <= {"amounts_scaled"} | loose
    assert len(records) == len(rows)
    for one, row in zip(records, rows, strict=True):
        for field, text in zip(fields, row, strict=True):
            wanted = canonical(field, text)
            assert (field.name in one.unreadable) == (wanted.state == "unreadable")
            if field.name not in one.derived:
                assert getattr(one.record, field.name) == wanted.value
    (tally,) = found.files[0].tables
    amounts = [getattr(one.record, model.control) or Decimal(0) for one in records]
    assert tally.yuan_checked == sum(amounts, Decimal(0))
    if summed:
        assert all(total.differs() is not True for total in tally.totals)

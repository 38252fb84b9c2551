"""Records written in every format come back equal, and the control totals reconcile."""

import csv
import datetime as dt
import io
import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qinjian.engine.intake import label, read
from qinjian.schemas.kinds import ForeignReception, Reception
from qinjian.schemas.record import Field, Record, fields_of

untimed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TEXT = st.text(st.sampled_from("重庆市张三公函0123 〔〕-:'\"#&*<"), min_size=1, max_size=8).map(
    str.strip
)
NAMES = st.lists(st.sampled_from(["张三", "李 四", "王五", "Smith"]), min_size=1, max_size=3)


def values(field: Field) -> st.SearchStrategy[Any]:
    """Values of a field as a form holds them, in their one canonical way of writing."""
    options = st.sampled_from(field.options or ("true", "false"))
    strategies: dict[str, st.SearchStrategy[Any]] = {
        "money": st.integers(-(10**14), 10**14).map(lambda cents: f"{Decimal(cents) / 100:.2f}"),
        "count": st.integers(0, 999_999).map(str),
        "date": st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)).map(str),
        "yes_no": options,
        "enum": options,
        "list": st.lists(options, min_size=1, unique=True).map("、".join),
        "children": NAMES.map("、".join),
        # - and -- stand for an empty cell in some fields, '0 for 0 in a CSV
        "text": TEXT.filter(lambda text: text.strip("- ") and text[0] != "'"),
    }
    return st.sampled_from(["重庆", "四川"]) if field.name == "region" else strategies[field.type]


@st.composite
def tables(draw: st.DrawFn) -> tuple[type[Record], list[str], list[list[str]]]:
    models: list[type[Record]] = [Reception, ForeignReception]
    model = draw(st.sampled_from(models))
    fields = draw(st.lists(st.sampled_from(list(fields_of(model))), unique=True, min_size=1))
    wanted = [field for field in fields if field.name != "claim_no"]
    number = draw(st.integers(1, 3))
    rows = [
        [f"BX-{row}", *(draw(st.just("") | values(field)) for field in wanted)]
        for row in range(number)
    ]
    return model, ["claim_no", *(field.name for field in wanted)], rows


def expected(model: type[Record], names: list[str], row: list[str]) -> Record:
    data: dict[str, object] = {}
    types = {field.name: field.type for field in fields_of(model)}
    for name, text in zip(names, row, strict=True):
        parts = text.split("、")
        if not text:
            data[name] = None
        elif types[name] == "children":
            data[name] = [{"name": part} for part in parts]
        else:
            data[name] = parts if types[name] == "list" else text
    return model.model_validate(data)


def given_by(record: Record, skip: frozenset[str] = frozenset()) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.model_fields_set if name not in skip}


def write_all(
    folder: Path, model: type[Record], names: list[str], rows: list[list[str]]
) -> list[str]:
    claims = [dict(zip(names, row, strict=True)) for row in rows]
    headers = [label(model.kind, name) for name in names]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headers, *rows])
    book = io.BytesIO()
    workbook = xlsxwriter.Workbook(book)
    sheet = workbook.add_worksheet()
    for number, row in enumerate([headers, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    workbook.close()
    contents = {
        "a.csv": out.getvalue().encode(),
        "a.json": json.dumps(claims).encode(),
        "a.jsonl": "\n".join(json.dumps(c, ensure_ascii=False) for c in claims).encode(),
        "a.yaml": json.dumps(claims, ensure_ascii=False, indent=1).encode(),
        "a.xlsx": book.getvalue(),
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return [str(folder / name) for name in contents]


@untimed
@given(tables())
def test_records_come_back_equal_from_every_format(
    table: tuple[type[Record], list[str], list[list[str]]],
) -> None:
    model, names, rows = table
    with tempfile.TemporaryDirectory() as folder:
        for path in write_all(Path(folder), model, names, rows):
            found = read([path], kind=model.kind)
            assert not found.rejects
            top = [one for one in found.records if one.place.member is None]
            for one, row in zip(top, rows, strict=True):
                wanted = expected(model, names, row)
                assert given_by(one.record, one.derived) == given_by(wanted, one.derived)
                assert one.record.model_fields_set == wanted.model_fields_set | one.derived
                assert all(getattr(wanted, name) is None for name in one.derived)


CELLS = {
    "amount": st.sampled_from(["", "100", "-20.50", "x", "1.234", "99999999999999"]),
    "meal_fee": st.sampled_from(["1", "y"]),
    "guest_count": st.sampled_from(["", "3", "三"]),
}


@untimed
@given(st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=8), st.booleans())
def test_what_is_read_is_what_is_checked_plus_what_is_rejected(
    rows: list[dict[str, str]], short: bool
) -> None:
    text = "\n".join(
        ["amount,meal_fee,guest_count", *(",".join(map(row.__getitem__, CELLS)) for row in rows)]
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_text(text + ("\n5" if short else ""), encoding="utf-8")
        found = read([str(path)])
    (tally,) = found.files
    assert tally.rows_read == tally.rows_checked + tally.rows_rejected == len(rows) + short
    assert tally.yuan_read == tally.yuan_checked + tally.yuan_rejected
    assert tally.rows_checked == len(found.records)
    readable = [row["amount"] for row in rows if row["amount"] in ("100", "-20.50")]
    assert tally.yuan_read == sum(map(Decimal, readable))
    assert tally.rows_without_amount == tally.rows_read - len(readable)

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
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qinjian.engine.intake import label, read
from qinjian.engine.intake.tables.called import not_spending
from qinjian.engine.intake.tables.headers import meaning_in
from qinjian.engine.intake.tables.recognition import recognise
from qinjian.engine.intake.values.identifiers import APPROVALS, LETTER_NUMBERS, NUMBERS
from qinjian.engine.intake.values.people_readings import NAMES as NAMED
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.record import Field, Record, fields_of

untimed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = st.sampled_from(
    ["调研", "会议", "水务", "购置", "纸张", "第2批", "A-12", "'\"<&>", "：#", "（3）"]
)
TEXT = st.lists(WORDS, min_size=1, max_size=4).map("".join).filter(lambda text: text[0] != "'")
NAMES = ["张三", "李四", "王五", "欧阳修", "赵小明"]
NUMBER = st.integers(1, 9_999).map(lambda number: f"渝水函〔2019〕{number}号")
TEXTS: dict[str, st.SearchStrategy[str]] = {
    "region": st.sampled_from(["重庆", "四川"]),
    **dict.fromkeys(NAMED, st.sampled_from(NAMES)),
    **dict.fromkeys((*LETTER_NUMBERS, *APPROVALS), NUMBER),
    **dict.fromkeys(
        NUMBERS - LETTER_NUMBERS - APPROVALS, st.from_regex("[1-9][0-9]{9}", fullmatch=True)
    ),
}
"""Fields of text that are read as what they name."""
LARGEST = {"displacement": 19}
"""The most that a quantity can be: litres of an engine."""
TOLD_ELSEWHERE = {"shown_documents", "absent_documents", "other_documents"}
"""Fields without a column of their own."""


def values(field: Field) -> st.SearchStrategy[Any]:
    """Values of a field as a form holds them, in their one canonical way of writing."""
    options = st.sampled_from(field.options or ("true", "false"))
    strategies: dict[str, st.SearchStrategy[Any]] = {
        "money": st.integers(-(10**11), 10**11).map(lambda cents: f"{Decimal(cents) / 100:.2f}"),
        "count": st.integers(0, 900).map(str),
        "quantity": st.integers(1, LARGEST.get(field.name, 900)).map(str),
        "date": st.dates(dt.date(2001, 1, 1), dt.date(2026, 1, 1)).map(str),
        "yes_no": options,
        "enum": options,
        "list": st.lists(options, min_size=1, unique=True).map("、".join),
        "children": st.lists(st.sampled_from(NAMES), min_size=1, unique=True).map("、".join),
        "text": TEXTS.get(field.name, TEXT),
    }
    return strategies[field.type]


@st.composite
def tables(draw: st.DrawFn) -> tuple[type[Record], list[str], list[list[str]]]:
    model = draw(st.sampled_from(sorted(TOP_KINDS.values(), key=lambda kind: kind.kind)))
    known = [field for field in fields_of(model) if field.name not in TOLD_ELSEWHERE]
    fields = draw(st.lists(st.sampled_from(known), unique=True, min_size=1))
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


def headers_for(model: type[Record], names: list[str]) -> list[str]:
    """Head each column by the official label, or by its name where others give that a meaning."""
    labels = [label(model.kind, name) for name in names]
    meant = [meaning_in(model, header, {*labels} - {header}) for header in labels]
    return [
        header if found is not None and found.field.name == name else name
        for name, header, found in zip(names, labels, meant, strict=True)
    ]


def is_of(model: type[Record], headers: list[str]) -> bool:
    """Tell whether a table is not clearly of another kind, which is then left alone."""
    told = recognise([(header,) for header in headers])
    return not_spending([], headers) is None and (not told.special or told.kind is model)


def write_all(
    folder: Path, model: type[Record], names: list[str], rows: list[list[str]]
) -> list[str]:
    claims = [dict(zip(names, row, strict=True)) for row in rows]
    headers = headers_for(model, names)
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


def told_beside(names: list[str], row: list[str]) -> frozenset[str]:
    """Name the field that another one tells where it is blank: the class of a seat the vehicle."""
    said = dict(zip(names, row, strict=True))
    is_told = said.get("seat_class") and not said.get("transport_mode")
    return frozenset({"transport_mode"} if is_told else ())


@untimed
@given(tables())
def test_records_come_back_equal_from_every_format(
    table: tuple[type[Record], list[str], list[list[str]]],
) -> None:
    model, names, rows = table
    assume(is_of(model, headers_for(model, names)) and is_of(model, names))
    with tempfile.TemporaryDirectory() as folder:
        for path in write_all(Path(folder), model, names, rows):
            found = read([path], kind=model.kind)
            assert (found.rejects, found.unreadable) == ((), ())
            everyone = (view for one in found.records for view in (one, *one.views))
            top = [one for one in everyone if one.place.kind == model.kind]
            for one, row in zip(top, rows, strict=True):
                wanted = expected(model, names, row)
                told = one.derived | told_beside(names, row)
                assert given_by(one.record, told) == given_by(wanted, told)
                assert one.record.model_fields_set - told == wanted.model_fields_set - told
                assert all(getattr(wanted, name) is None for name in one.derived)


AMOUNTS = {
    "": None,
    "100": "100",
    "-20.50": "-20.50",
    "x": None,
    "1.234": None,
    "99999999999999": None,
}
FEES = {"1": "1", "y": None}
COUNTS = ["", "3", "三", "约3"]
UNREADABLE = {"x", "1.234", "99999999999999", "y", "约3"}
CELLS = {
    "amount": st.sampled_from(sorted(AMOUNTS)),
    "meal_fee": st.sampled_from(sorted(FEES)),
    "guest_count": st.sampled_from(COUNTS),
}


def yuan_of(row: dict[str, str]) -> Decimal | None:
    """The amount, its only part where it is blank; none where it cannot be read."""
    text = FEES[row["meal_fee"]] if not row["amount"] else AMOUNTS[row["amount"]]
    return None if text is None else Decimal(text)


@untimed
@given(st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=8), st.booleans())
def test_what_is_read_is_what_is_checked_whether_all_of_it_can_be_read(
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
    assert (tally.rows_read, tally.rows_rejected) == (len(rows) + short, 0)
    assert tally.rows_checked == len(found.records)
    known = [yuan for row in rows if (yuan := yuan_of(row)) is not None]
    assert tally.yuan_read == tally.yuan_checked == sum(known) + 5 * short
    assert tally.rows_without_amount == len(rows) - len(known)
    (table,) = tally.tables
    assert table.cells_unreadable == sum(
        cell in UNREADABLE for row in rows for cell in row.values()
    )
    assert table.amounts_unreadable == sum(row["amount"] in UNREADABLE for row in rows)
    listed = [set(one.unreadable) for one in found.records[: len(rows)]]
    assert listed == [{name for name, cell in row.items() if cell in UNREADABLE} for row in rows]

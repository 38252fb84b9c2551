import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qinjian.engine.intake import Intake
from qinjian.engine.intake import read as read_any
from qinjian.engine.messages.problems import Position

read = partial(read_any, kind="reception")

DAY = dt.date(2015, 3, 5)
NOON = dt.datetime(2015, 3, 5, 12, 30)  # noqa: DTZ001


def save(columns: Mapping[str, Any], name: str = "a.parquet", **options: Any) -> str:
    pq.write_table(pa.table(dict(columns)), name, **options)
    return name


def faults(found: Intake) -> list[tuple[str, int | None, str | None]]:
    told = (*found.rejects, *found.unreadable)
    return [(problem.code, problem.where.row, problem.where.field) for problem in told]


def only(columns: Mapping[str, Any]) -> Any:
    found = read([save({"公函字号": ["X"], **columns})])
    assert found.rejects == ()
    return found.records[0].record


def test_the_names_of_the_columns_are_row_one() -> None:
    found = read([save({"单据号": ["A1", "A2"], "公函字号": ["X", "Y"]})])
    assert [(one.place.claim_no, one.place.row) for one in found.records] == [("A1", 2), ("A2", 3)]
    assert found.files[0].tables[0].header_rows == (1,)
    assert (found.files[0].encoding, found.files[0].delimiter) == (None, None)


@pytest.mark.parametrize(
    "amount",
    [
        pa.array([Decimal("1234.50")], pa.decimal128(18, 2)),
        pa.array([Decimal("1234.5000")], pa.decimal128(18, 4)),
        pa.array([Decimal("1234.5")], pa.decimal256(40, 1)),
        pa.array([1234.5], pa.float64()),
        pa.array([1234.5], pa.float32()),
        pa.array(["1,234.50元"], pa.string()),
        pa.array(["1234.5"], pa.large_string()),
        pa.array(["1234.50"]).dictionary_encode(),
    ],
)
def test_an_amount_may_be_of_any_type_of_number_or_text(amount: Any) -> None:
    assert only({"金额": amount}).amount == Decimal("1234.50")


def test_doubles_are_read_through_fifteen_digits() -> None:
    amounts = [0.1 + 0.2, 1100.10, 9_999_999_999_999.99, -0.15, 1e-3]
    found = read([save({"公函字号": ["X"] * 5, "金额": amounts})])
    assert [str(one.record.amount) for one in found.records] == [  # type: ignore[attr-defined]
        "0.30", "1100.10", "9999999999999.99", "-0.15", "None",
    ]  # fmt: skip
    assert faults(found) == [("money_places", 6, "金额")]


def test_a_double_that_lost_digits_is_no_amount() -> None:
    found = read([save({"公函字号": ["X"] * 3, "金额": [1e15, float("inf"), float("nan")]})])
    assert [(code, row) for code, row, _ in faults(found)] == [
        ("digits_lost", 2),
        ("digits_lost", 3),
    ]


def test_whole_numbers_are_exact_whatever_their_length() -> None:
    number = 201_805_110_318_240_123
    record = only({"单据号": pa.array([number], pa.int64()), "接待人数": pa.array([3], pa.int8())})
    assert (record.claim_no, record.guest_count) == (str(number), 3)


def test_whole_numbers_under_a_header_of_text_are_told() -> None:
    found = read([save({"公函字号": ["X", "Y"], "发票号码": pa.array([123, None], pa.int64())})])
    (notice,) = found.notices
    assert (notice.code, notice.where.field, notice.values) == (
        "numbers_for_text",
        "发票号码",
        {"count": 1},
    )


def test_nothing_is_blank_in_every_type() -> None:
    found = read(
        [
            save(
                {
                    "单据号": ["A1", "A2"],
                    "公函字号": ["X", None],
                    "金额": pa.array([1, None], pa.float64()),
                    "接待人数": pa.array([1, None], pa.int32()),
                    "接待日期": pa.array([DAY, None], pa.date32()),
                    "接待对象名单": pa.array([["张三"], None], pa.list_(pa.string())),
                    "备注": pa.array([None, None], pa.null()),
                }
            )
        ]
    )
    record: Any = [one.record for one in found.records if one.place.member is None][1]
    fields = ("letter_no", "amount", "guest_count", "event_date", "guests", "remarks")
    assert [getattr(record, field) for field in fields] == [None] * 6
    assert record.model_fields_set >= set(fields)
    assert "unit" not in record.model_fields_set


@pytest.mark.parametrize(
    "day",
    [
        pa.array([DAY], pa.date32()),
        pa.array([DAY], pa.date64()),
        pa.array([NOON], pa.timestamp("s")),
        pa.array([NOON], pa.timestamp("us")),
        pa.array([dt.datetime.combine(DAY, dt.time())], pa.timestamp("ms")),
        pa.array(["2015年3月5日"]),
        pa.array([20150305], pa.int64()),
    ],
)
def test_a_day_may_be_of_any_type(day: Any) -> None:
    assert only({"接待日期": day}).event_date == DAY


def test_a_moment_in_a_zone_is_no_day_of_a_calendar() -> None:
    moment = pa.array([NOON], pa.timestamp("us", tz="UTC"))
    found = read([save({"公函字号": ["X"], "接待日期": moment})])
    assert faults(found) == [("not_day", 2, "接待日期")]


def test_yes_and_no_and_lists_of_text() -> None:
    record = only(
        {
            "是否住宿": pa.array([True]),
            "附件": pa.array([["公函", "发票"]], pa.list_(pa.string())),
            "接待对象名单": pa.array([["张三", "李四"]], pa.list_(pa.string())),
        }
    )
    assert record.lodging_arranged is True
    assert record.documents == ("official_letter", "invoice")
    assert [guest.name for guest in record.guests] == ["张三", "李四"]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([{"a": 1}], pa.struct([("a", pa.int32())])),
        pa.array([[1, 2]], pa.list_(pa.int32())),
        pa.array([["张三", None]], pa.list_(pa.string())),
        pa.array([b"x"], pa.binary()),
        pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int32())),
    ],
)
def test_a_column_of_other_things_stops_the_file(column: Any) -> None:
    found = read([save({"公函字号": ["X"], "备注": column})])
    assert faults(found) == [("parquet_column", 2, "备注")]
    assert found.records == ()


def test_a_faulty_value_far_down_is_told_with_its_row() -> None:
    letters = ["X"] * 9_000
    names: list[list[str | None]] = [["张三"]] * 9_000
    names[8_500] = [None]
    found = read([save({"公函字号": letters, "备注": pa.array(names, pa.list_(pa.string()))})])
    assert faults(found) == [("parquet_column", 8_502, "备注")]


def test_rows_count_on_over_groups_of_rows() -> None:
    found = read([save({"单据号": [str(n) for n in range(10)]}, row_group_size=3)])
    assert [one.place.row for one in found.records] == list(range(2, 12))
    assert [one.place.claim_no for one in found.records] == [str(n) for n in range(10)]


def test_a_table_without_rows_is_told_and_one_without_columns_is_a_reject() -> None:
    empty = pa.array([], pa.string())
    assert [one.code for one in read([save({"公函字号": empty})]).notices] == ["table_empty"]
    assert faults(read([save({}, "b.parquet")])) == [("header_missing", None, None)]


def test_two_columns_of_one_name_are_both_there() -> None:
    one = pa.array(["1"])
    pq.write_table(pa.Table.from_arrays([one, one, one], ["公函字号", "金额", "金额"]), "a.parquet")
    (found,) = read(["a.parquet"]).records
    assert str(found.record.amount) == "1.00"  # type: ignore[attr-defined]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", b"x" * 50])
def test_what_is_no_parquet_is_refused(data: bytes) -> None:
    Path("a.parquet").write_bytes(data)
    (reject,) = read(["a.parquet"]).rejects
    assert (reject.code, reject.where) == ("parquet_broken", Position(file="a.parquet"))


def test_a_file_that_was_cut_or_changed_is_refused() -> None:
    data = Path(save({"公函字号": ["X" * 50] * 500, "金额": list(range(500))})).read_bytes()
    for broken in (data[: len(data) // 2], data[:4] + b"\xff" * 200 + data[204:]):
        Path("b.parquet").write_bytes(broken)
        assert [problem.code for problem in read(["b.parquet"]).rejects] == ["parquet_broken"]

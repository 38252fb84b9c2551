import csv
import io
from collections.abc import Iterable, Sequence
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.intake import Intake
from qinjian.engine.intake import read as read_any
from qinjian.engine.intake.files.delimited import (
    DELIMITERS,
    Dialect,
    dialect_of,
    rows_of,
)
from qinjian.engine.intake.tables.headers import count_known
from qinjian.engine.messages.problems import Position, Problem
from tests.engine.intake.tables.test_tables import ReadText, faults, records

read = partial(read_any, kind="reception")

HEAD = ["单据号", "事由", "金额"]
CELLS = st.text(st.sampled_from('甲乙 12.,;|\t"\r\n、，'), max_size=8)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS).map(list), max_size=6)


def written(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def stream(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def rows(text: str, dialect: Dialect | None = None) -> list[Sequence[str] | Problem]:
    found = dialect or dialect_of(stream(text), count_known)
    return [cells for _, cells in rows_of(stream(text), found, "a.csv")]


@settings(max_examples=300, deadline=None)
@given(TABLES, st.sampled_from(sorted(DELIMITERS)))
def test_what_a_program_wrote_reads_back(table: list[list[str]], delimiter: str) -> None:
    text = written([HEAD, *table], delimiter)
    assert dialect_of(stream(text), count_known) == Dialect(delimiter)
    assert rows(text) == [HEAD, *table]


@pytest.mark.parametrize("delimiter", sorted(DELIMITERS))
def test_the_delimiter_is_the_one_that_divides_the_headers(delimiter: str) -> None:
    text = written([["2015年，支出;表|一,\t"], HEAD, ["A1", "一,二;三|四\t五", "1,200"]], delimiter)
    assert dialect_of(stream(text), count_known).delimiter == delimiter


def test_without_known_headers_the_most_even_rows_decide() -> None:
    assert dialect_of(stream("a;b;c\n1;2,5;3\n1;2;3\n"), count_known).delimiter == ";"


def test_a_single_column_is_divided_by_commas() -> None:
    assert dialect_of(stream("金额\n1\n"), count_known) == Dialect(",")


def test_quotes_may_stand_behind_a_backslash() -> None:
    text = '单据号,事由,金额\nA1,"座谈\\"二\\",三",5\n'
    assert dialect_of(stream(text), count_known) == Dialect(",", "backslash")
    assert rows(text)[1] == ["A1", '座谈"二",三', "5"]


def test_quotes_in_pairs_may_mean_nothing() -> None:
    text = '单据号,事由,备注,金额\nA1,"座谈"调研,\\,5\n'
    assert dialect_of(stream(text), count_known) == Dialect(",", "none")
    assert rows(text)[1] == ["A1", '"座谈"调研', "\\", "5"]


def test_a_quote_that_is_not_closed_is_no_other_way_of_quoting() -> None:
    text = '单据号,事由,金额\nA1,"座谈,5\nA2,会议,6\n'
    assert dialect_of(stream(text), count_known) == Dialect(",")
    assert rows(text) == [HEAD, Problem("csv_quote", Position(file="a.csv", row=2))]


def test_the_rows_behind_a_wrong_quote_are_read() -> None:
    text = '单据号,事由,金额\nA1,"座谈"x,5\nA2,"会议",6\nA3,"会"议"",7\nA4,讨论,8\n'
    found = rows(text, Dialect(","))
    assert [row.where.row if isinstance(row, Problem) else row[0] for row in found] == [
        "单据号", 2, "A2", 4, "A4",
    ]  # fmt: skip


def test_a_row_may_be_cut_by_the_end_of_the_sample() -> None:
    lines = ["单据号,事由,金额\n", *(f"A{number},会议,1\n" for number in range(198))]
    text = "".join([*lines, 'B1,"一\n', '二",2\n'])
    assert dialect_of(stream(text), count_known) == Dialect(",")
    assert rows(text)[-1] == ["B1", "一\n二", "2"]


def test_rows_count_from_one_and_empty_ones_count() -> None:
    found = list(rows_of(stream('a,b\n\n"x\ny",z\n'), Dialect(","), "a.csv"))
    assert found == [(1, ["a", "b"]), (2, []), (3, ["x\ny", "z"])]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"=""00123"""', "00123"),
        ("'00123", "00123"),
        ("'-5", "-5"),
        ("'=x", "=x"),
        ("'甲", "'甲"),
        ("=A1+1", "=A1+1"),
        ('"=""a""&""b"""', '="a"&"b"'),
        ("'", "'"),
    ],
)
def test_text_is_freed_of_what_keeps_a_spreadsheet_from_changing_it(cell: str, text: str) -> None:
    assert rows(f"{cell},x\n", Dialect(",")) == [[text, "x"]]


def test_a_cell_beyond_reason_is_a_problem() -> None:
    (found,) = rows(f"{'x' * 200_000},y\n", Dialect(","))
    assert isinstance(found, Problem)
    assert found.code == "csv_quote"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_every_way(read_text: ReadText, ending: str) -> None:
    found = read_text(
        "a.csv", kind="reception", text=ending.join(["单据号,餐费", "A1,5", "A2,6", ""])
    )
    assert [one.place.row for one in found.records] == [2, 3]
    assert not found.rejects


@pytest.mark.parametrize(("delimiter", "name"), sorted(DELIMITERS.items()))
def test_encoding_and_delimiter_are_told(read_text: ReadText, delimiter: str, name: str) -> None:
    found = read_text("a.csv", kind="reception", text=f"单据号{delimiter}餐费\nA1{delimiter}5\n")
    assert (found.files[0].encoding, found.files[0].delimiter) == ("utf-8", name)
    assert str(records(found)[0].meal_fee) == "5.00"


@pytest.mark.parametrize("end", ["\x1a", "\r\n\x1a", "\n\x1a\x1a\x1a", "\0\x1a"])
def test_the_mark_of_dos_at_the_end_of_a_text_is_no_row(end: str) -> None:
    assert rows(f"单据号,金额\r\nA1,5{end}", Dialect(",")) == [["单据号", "金额"], ["A1", "5"]]


def test_the_same_mark_within_a_text_stays() -> None:
    assert rows("a\x1ab,c\n\x1a\nd\x1a,e\n", Dialect(",")) == [
        ["a\x1ab", "c"], ["\x1a"], ["d\x1a", "e"],
    ]  # fmt: skip


def test_zero_bytes_in_a_text_go() -> None:
    assert rows("单据号,金额\nA\0001,\0005\0\n", Dialect(","))[1] == ["A1", "5"]


def test_cells_of_several_lines_that_hold_rows_are_told_wherever_they_stand() -> None:
    text = '单据号,事由,备注,金额\nA1,"一\n二",无,5\nA2,"x,y,z,1\nA3,x,y,2",无,6\nA4,z,无,7\n'
    found = rows(text, Dialect(","))
    assert [row.code if isinstance(row, Problem) else row[0] for row in found] == [
        "单据号", "A1", "csv_swallowed", "A4",
    ]  # fmt: skip


def test_an_amount_with_commas_and_no_quotes_shifts_nothing(read_text: ReadText) -> None:
    found = read_text("a.csv", kind="reception", text="单据号,餐费,备注\nA1,1,200.00,无\nA2,5,\n")
    assert faults(found) == [("row_width", 2, None)]
    assert [one.place.claim_no for one in found.records] == ["A2"]


def test_a_formula_is_no_amount(read_text: ReadText) -> None:
    found: Intake = read_text("a.csv", kind="reception", text="单据号,餐费\nA1,=1+1\n")
    assert [one.code for one in found.unreadable] == ["not_money"]
    assert read(["a.csv"]).files[0].rows_without_amount == 1

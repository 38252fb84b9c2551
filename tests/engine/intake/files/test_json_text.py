from decimal import Decimal

import pytest

from qinjian.engine.intake.files.json_text import load
from qinjian.engine.messages.problems import Position, Problem, QinjianError

HERE = Position(file="f")


def fault(text: str, where: Position = HERE) -> Problem:
    with pytest.raises(QinjianError) as caught:
        load(text, where)
    return caught.value.problems[0]


def test_numbers_are_exact() -> None:
    assert load("[1100.10, 0.1, 7, -0]", HERE) == [Decimal("1100.10"), Decimal("0.1"), 7, 0]
    numbers = load("[1100.10, 1e2]", HERE)
    assert isinstance(numbers, list)
    assert [type(number) for number in numbers] == [Decimal, Decimal]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999999999", "9" * 5000])
def test_figures_without_end_are_refused(word: str) -> None:
    problem = fault('{"a": ["NaN", 1],\n "b": ' + word + "}")
    assert problem.code == "json_number"
    assert (problem.where.line, problem.where.column) == (2, 7)


def test_a_doubled_key_is_found_in_its_own_object() -> None:
    problem = fault('[{"a": {"a": "a"}, "b": ["a", "a"]},\n {"a": 1, "\\u0061": 2}]')
    assert problem.code == "duplicate_key"
    assert problem.values == {"key": "a"}
    assert (problem.where.line, problem.where.column) == (2, 11)


@pytest.mark.parametrize("text", ["", "{", '{"a": 1', "[1,]", "{'a': 1}", "[1] [2]", '"\t"', "01"])
def test_broken_text_is_refused(text: str) -> None:
    assert fault(text).code == "json_syntax"


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000])
def test_deep_nesting_is_refused(text: str) -> None:
    assert fault(text).code == "json_depth"


@pytest.mark.parametrize("text", [r'"\ud800"', r'"\ude00\ud83d"', r'{"\ud83d ": 1}'])
def test_half_a_character_is_refused(text: str) -> None:
    assert fault(text).code == "json_syntax"


def test_whole_characters_in_two_halves_are_read() -> None:
    assert load(r'"\ud83d\ude00 \\ud800 \u5355"', HERE) == "😀 \\ud800 单"


def test_in_a_row_only_the_column_is_told() -> None:
    where = fault("{", Position(file="f", row=7)).where
    assert (where.row, where.line, where.column) == (7, None, 2)

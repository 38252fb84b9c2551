"""What is kept of the engine's answers changes no answer."""

from typing import Any

import pytest

from qinjian.engine.run.columns import ColumnsRunner
from tests.asked import asked_once
from tests.engine.run.support import Book, by_columns, rule

BOOK = Book([rule(1, "guest_count > 3")])
OTHER = Book([rule(1, "guest_count > 4")])


def _guests(count: int) -> dict[str, object]:
    return {"region": "重庆", "guest_count": count}


def test_each_question_is_asked_once_and_answered_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    ask = ColumnsRunner.verdicts

    def counting(runner: ColumnsRunner, plan: Any, records: Any) -> object:
        asked.append(records.num_rows)
        return ask(runner, plan, records)

    few, more = [_guests(4)], [_guests(5), _guests(2)]
    questions: list[tuple[Book, list[dict[str, object]]]] = [
        (BOOK, few),
        (BOOK, more),
        (OTHER, few),
    ]
    expected = [by_columns(book, records) for book, records in questions]
    assert expected[0] != expected[1] != expected[2] != expected[0]
    monkeypatch.setattr(ColumnsRunner, "verdicts", counting)
    with asked_once():
        for _ in range(2):
            assert [by_columns(book, records) for book, records in questions] == expected
    assert asked == [1, 2, 1]

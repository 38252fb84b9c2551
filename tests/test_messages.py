"""The words of every message, in both languages."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from qinjian.engine import messages
from qinjian.engine.messages import MESSAGES
from qinjian.engine.messages.problems import Position, Problem

ENGINE = Path(messages.__file__).resolve().parent.parent


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_have_the_same_placeholders(code: str) -> None:
    chinese, english = MESSAGES[code]
    assert names(chinese) == names(english)
    assert chinese
    assert english


def test_every_message_is_used() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for folder in (ENGINE, ENGINE.parent / "schemas")
        for path in folder.rglob("*.py")
        if path.parent.name != "messages"
    ) + (ENGINE.parent / "cli.py").read_text(encoding="utf-8")
    words = {
        node.value
        for node in ast.walk(ast.parse(source.replace("from __future__", "#")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(MESSAGES) - words == set()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "a.xlsx，工作表“公务接待”，第 17 行，“陪餐人数”：“三人”不是整数。请写成 3 的形式。"),
        (
            "en",
            "a.xlsx, sheet 公务接待, row 17, 陪餐人数: “三人” is not a whole number. Write it as 3.",
        ),
    ],
)
def test_a_message_names_the_place_the_value_and_the_next_step(
    language: str, expected: str
) -> None:
    where = Position("a.xlsx", "公务接待", 17, field="陪餐人数")
    assert Problem("not_count", where, {"value": "三人"}).words(language) == expected  # type: ignore[arg-type]

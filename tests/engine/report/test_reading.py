"""What a text is shown to hold: words that count, words that do not, lists."""

from collections.abc import Callable

import pytest

from qinjian.cli import run
from qinjian.engine.report.reading import reading
from qinjian.engine.texts import Role
from tests.book import BOOK

WITH = "These lists count only together with what else a rule asks:"

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str]) -> Ask:
    def asked(*arguments: str) -> tuple[int, str, str]:
        code = run(["read", *arguments])
        return (code, *capfd.readouterr())

    return asked


@pytest.mark.parametrize(
    ("text", "role", "lines"),
    [
        (
            "接待检查组用五粮液2瓶",
            "purpose",
            ["liquor  High-end liquor", "    “五粮液” counts", "    asked for by CQ28-alcohol"],
        ),
        (
            "督查公款旅游",
            "purpose",
            ["    “公款旅游” does not count: it is what the work is about (“督查”)"],
        ),
        (
            "软中华2条",
            "goods",
            ["tobacco  ", "    “软中华2” counts", "    asked for by CQ28-tobacco"],
        ),
        ("客人送茅台2瓶，已上交", "purpose", ["    “茅台” "]),
        ("职工出差", "purpose", [WITH, "    list trip-words (Words of trips): 出差"]),
    ],
)
def test_words_are_shown_with_their_reason(text: str, role: Role, lines: list[str]) -> None:
    shown = reading(text, role, BOOK, "en").splitlines()
    for line in lines:
        assert any(one.startswith(line) for one in shown), shown


def test_a_text_without_words_says_so() -> None:
    assert reading("甲乙丙", "purpose", BOOK, "en") == "It holds no word of any list.\n"
    assert reading("", "goods", BOOK, "zh") == "没有收录的字样。\n"


def test_every_rule_that_is_named_asks_for_the_subject() -> None:
    line = next(
        line
        for line in reading("周末私用公车", "purpose", BOOK, "en").splitlines()
        if "asked" in line
    )
    assert "CQ37-" in line


def test_the_command_shows_a_text_and_gives_no_verdict(ask: Ask) -> None:
    code, out, err = ask("软中华2条", "--role", "goods", "--lang", "zh")
    assert (code, err) == (0, "")
    assert out.splitlines()[1] == "    “软中华2”计为线索"


def test_a_role_that_is_none_names_the_roles(ask: Ask) -> None:
    code, out, err = ask("软中华2条", "--role", "menu")
    assert (code, out) == (2, "")
    assert all(role in err for role in ("goods", "place", "party", "purpose"))

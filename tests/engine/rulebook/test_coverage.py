"""What became of every character of the text."""

from pathlib import Path

from qinjian.engine.rulebook.coverage import DECLARED, FORMS, STATUTE, UNACCOUNTED, coverage
from qinjian.engine.rulebook.load import load_rulebook
from tests.book import BOOK

from .folder import RULE, write_folder


def test_every_character_of_encoded_articles_is_accounted_for() -> None:
    law = BOOK.laws["chongqing-2014"]
    encoded = [item for item in coverage(BOOK, law) if item.article in law.regulation.encoded]
    assert [item.article for item in encoded] == [*range(7, 46)]
    for item in encoded:
        assert list(item.unaccounted()) == []
        states = (FORMS, STATUTE, DECLARED)
        assert sum(map(item.count, states)) == item.total > 0


def test_articles_without_rules_are_unaccounted() -> None:
    articles = {a.article: a for a in coverage(BOOK, BOOK.laws["chongqing-2014"])}
    assert articles[61].count(UNACCOUNTED) == articles[61].total
    paragraph, item, text = next(articles[61].unaccounted())
    assert (paragraph, item) == (1, None)
    assert text.startswith("宣传部门应当把厉行节约反对浪费作为重要宣传内容")


def test_a_quote_covers_just_its_characters(tmp_path: Path) -> None:
    book = load_rulebook([write_folder(tmp_path)])
    first = coverage(book, book.laws["town-2015"])[0]
    assert first.total == len("接待应当节俭不得提供香烟不得提供酒水香烟一律自备不得铺张")
    assert first.count(FORMS) == len("不得提供香烟")
    assert [text for _, _, text in first.unaccounted()] == [
        "接待应当节俭。", "，不得提供酒水。香烟一律自备。", "不得铺张；",
    ]  # fmt: skip


def test_a_rule_on_fields_of_the_statute_only_stands_in_its_own_column(tmp_path: Path) -> None:
    rules = RULE.replace("mentions(menu, 'tobacco')", "guest_count > letter_guest_count")
    rules = rules.replace("menu: 香烟", "guest_count: 2, letter_guest_count: 1")
    book = load_rulebook([write_folder(tmp_path, rules=rules)], draft=True)
    first = coverage(book, book.laws["town-2015"])[0]
    assert (first.count(FORMS), first.count(STATUTE)) == (0, len("不得提供香烟"))

"""The words of the rules are words that the cells may use."""

import re
from pathlib import Path

import pytest

from qinjian import rules
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.documents import documents_named
from qinjian.engine.intake.values.words import canonical, words_of
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import fields_of

TEXTS = [
    path.read_text(encoding="utf-8")
    for path in sorted(Path(str(rules.__file__)).parent.rglob("*.yaml"))
]
CHOICES = {
    field.name: field
    for model in KINDS.values()
    for field in fields_of(model)
    if field.type in ("enum", "list") and field.name not in ("shown_documents", "absent_documents")
}
NOT_SEEN = sorted(
    {
        word
        for text in TEXTS
        for word in re.findall(
            r"未见((?:(?!未见)[\u4e00-\u9fff]){1,12}?(?:凭据|清单|公函|方案|计划|批件|派车单|审批单))",
            text,
        )
    }
)


def used(name: str) -> set[str]:
    """Return the values that rules and their cases use for a field."""
    found = set()
    for text in TEXTS:
        for listed in re.findall(rf"\b{name}: \[([a-z_, ]+)\]", text):
            found |= set(listed.split(", "))
        found |= set(re.findall(rf"\b{name}: ([a-z_]+)\b", text))
        found |= set(re.findall(rf"\b{name} (?:=|<>) '([a-z_]+)'", text))
        for listed in re.findall(rf"\b{name} (?:NOT )?IN \(([^)]*)\)", text):
            found |= set(re.findall(r"'([a-z_]+)'", listed))
    return found & set(CHOICES[name].options)


@pytest.mark.parametrize("name", sorted(CHOICES))
def test_every_value_that_a_rule_uses_has_words_that_are_read_as_it(name: str) -> None:
    for value in used(name):
        words = [value, *(word for own, word in words_of(name) if own == value)]
        assert len(words) > 1
        for word in words:
            told = read_value(CHOICES[name], word).value
            assert value in (told if isinstance(told, tuple) else (told,)), word


def test_the_documents_that_rules_ask_for_have_words() -> None:
    asked = {word for text in TEXTS for word in re.findall(r"attached\('([a-z_]+)'", text)}
    assert asked
    assert asked <= {value for value, _ in words_of("documents")}


def test_the_words_for_documents_in_messages_of_rules_are_found() -> None:
    assert "刷卡凭据" in NOT_SEEN


@pytest.mark.parametrize("word", NOT_SEEN)
def test_a_document_that_a_rule_does_not_see_is_known_by_that_word(word: str) -> None:
    if word.startswith(("原始", "发票等")):  # 原始凭据 is any document
        return
    assert documents_named(word) or canonical("documents", word)

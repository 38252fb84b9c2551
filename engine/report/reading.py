"""What one text says: the words that count, and those that do not, each with its reason."""

from collections.abc import Iterator

from qinjian.engine.condition import expression as ex
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.texts import Role, read_text, subjects, title_of
from qinjian.engine.wording import Language, Wording, listed, say

_WORDS: Wording = {
    "none": ("没有收录的字样。", "It holds no word of any list."),
    "counts": ("“{word}”计为线索", "“{word}” counts"),
    "told": ("“{word}”计为线索，并已写明“{by}”", "“{word}” counts; the text says “{by}” of it"),
    "asked": ("有此类线索即提示的规则：{rules}", "asked for by {rules}"),
    "list": ("词表 {name}（{title}）：{words}", "list {name} ({title}): {words}"),
    "with": (
        "以下词表只与规则的其他条件一起使用：",
        "These lists count only together with what else a rule asks:",
    ),
}


def reading(text: str, role: Role, book: Rulebook, language: Language) -> str:
    """Say what a text in a role holds, subject by subject, and the rules that ask for it."""
    lines = [*_subjects(text, role, book, language), *_lists(text, book, language)]
    return "\n".join(lines or [say(_WORDS, "none", language)]) + "\n"


def _subjects(text: str, role: Role, book: Rulebook, language: Language) -> Iterator[str]:
    for subject in subjects():
        read = read_text(subject, text, role)
        if not read.hits and not read.passed:
            continue
        yield f"{subject}  {title_of(subject).in_language(language)}"
        for hit in read.hits:
            code = "told" if hit.told else "counts"
            yield "    " + say(_WORDS, code, language, word=hit.word, by=hit.told)
        yield from (f"    {passed.words(language)}" for passed in read.passed)
        if read.hits and (rules := _asking(book, subject, role)):
            yield "    " + say(_WORDS, "asked", language, rules=listed(rules, language))


def _asking(book: Rulebook, subject: str, role: Role) -> list[str]:
    """List the rules that ask for a subject in a role."""
    return [
        rule.rule.id
        for rule in book.rules
        if any(
            isinstance(node, ex.Says) and (node.subject, node.role) == (subject, role)
            for part in rule.kinds.values()
            for node in part.condition.nodes
        )
    ]


def _lists(text: str, book: Rulebook, language: Language) -> Iterator[str]:
    found = {name: one.hits(text) for name, one in book.word_lists.items()}
    held = {name: words for name, words in found.items() if words}
    if held:
        yield say(_WORDS, "with", language)
    for name, words in held.items():
        title = book.word_lists[name].lexicon.title.in_language(language)
        yield "    " + say(
            _WORDS, "list", language, name=name, title=title, words=listed(words, language)
        )

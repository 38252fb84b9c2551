"""Statute coverage as a table: what became of every character, article by article."""

from qinjian.engine.report.align import align
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.coverage import DECLARED, FORMS, STATUTE, UNACCOUNTED, coverage
from qinjian.engine.wording import Language, Wording, say

_WORDS: Wording = {
    "article": ("条", "article"),
    "total": ("字数", "characters"),
    FORMS: ("规则（单据字段）", "enforced (forms)"),
    STATUTE: ("规则（仅法条字段）", "enforced (statute)"),
    DECLARED: ("已说明", "declared"),
    UNACCOUNTED: ("未处理", "unaccounted"),
    "unaccounted_text": (
        "第 {article} 条第 {paragraph} 款未处理：{text}",
        "article {article}, paragraph {paragraph}, unaccounted: {text}",
    ),
    "no_text": ("没有可计数的正文", "no text to count"),
}


def coverage_table(book: Rulebook, language: Language) -> tuple[str, bool]:
    """Write the coverage of the encoded articles, and tell whether all text is accounted for."""
    lines: list[str] = []
    complete = True
    for law in book.laws.values():
        regulation = law.regulation
        lines += [f"《{regulation.title.zh}》" if language == "zh" else regulation.title.en]
        encoded = [item for item in coverage(book, law) if item.article in regulation.encoded]
        states = (FORMS, STATUTE, DECLARED, UNACCOUNTED)
        heads = tuple(say(_WORDS, key, language) for key in ("article", "total", *states))
        counts = [
            (str(item.article), str(item.total), *(str(item.count(state)) for state in states))
            for item in encoded
        ]
        lines += list(align([heads, *counts])) if encoded else [say(_WORDS, "no_text", language)]
        for item in encoded:
            for paragraph, _, text in item.unaccounted():
                complete = False
                values = {"article": item.article, "paragraph": paragraph, "text": text}
                lines.append(say(_WORDS, "unaccounted_text", language, **values))
        lines.append("")
    return "\n".join(lines), complete

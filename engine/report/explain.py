"""What a rule says and why: the clause with its paragraph, the condition, figures, cases."""

from collections.abc import Iterator

from qinjian.engine.condition import expression as ex
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.law import Law
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.wording import Language, Wording, labels, listed, say
from qinjian.schemas.rule import Cite, Ruling
from qinjian.schemas.standard import Edition, KeyCell, Others, Range, Row, Share

_WORDS: Wording = {
    "rule": ("规则", "Rule"),
    "title": ("名称", "Title"),
    "level": ("级别", "Level"),
    "kinds": ("适用记录", "Records"),
    "binds": ("适用范围", "Binds"),
    "in_force": ("施行", "In force"),
    "clause": ("条文", "Clause"),
    "given": ("给定", "Given"),
    "where": ("范围", "Where"),
    "unless": ("除外", "Unless"),
    "when": ("条件", "When"),
    "group_by": ("按", "Grouped by"),
    "having": ("同组条件", "Of a group"),
    "together": ("合在一起的条件", "Of all together"),
    "with": ("对照", "Held against"),
    "certain": ("资料直接反映须", "Shown where"),
    "within": ("限于同一", "Within one"),
    "one_sort": ("只取一种数据", "Of one sort of table"),
    "needs": ("须有相符的", "Some of each has to fit"),
    "at_issue": ("疑点金额", "At issue"),
    "says": ("文字", "Says"),
    "why": ("说明", "Why"),
    "lexicon": ("词表 {name}：{words}", "word list {name}: {words}"),
    "except": ("但不含：{words}", "but not: {words}"),
    "standard": ("标准 {name}：{title}（{unit}）", "standard {name}: {title} ({unit})"),
    "no_rows": ("尚无可用数额", "no figure that can be used yet"),
    "cases": ("案例", "Cases"),
}


def explain(book: Rulebook, rule_id: str, language: Language) -> str:
    """Write all there is to know of a rule.

    Raises:
        QinjianError: ``rule_unknown``.
    """
    return "\n".join(_Explanation(book, book.rule(rule_id), language).lines()) + "\n"


class _Explanation:
    def __init__(self, book: Rulebook, compiled: CompiledRule, language: Language) -> None:
        self._book = book
        self._compiled = compiled
        self._language = language

    def _head(self, key: str, text: str) -> str:
        return f"{say(_WORDS, key, self._language)}: {text}"

    def lines(self) -> Iterator[str]:
        compiled, language = self._compiled, self._language
        rule, regulation = compiled.rule, compiled.law.regulation
        start = regulation.start
        day = str(start.earliest)
        if start.earliest != start.latest:
            day += f" … {start.latest}"
        yield self._head("rule", rule.id)
        yield self._head("title", rule.title.in_language(language))
        yield self._head("level", labels.words(rule.level.value, language))
        yield self._head("kinds", ", ".join(compiled.kinds))
        bound = [kind for kind in regulation.binds if kind not in rule.cannot_bind]
        units = [labels.option("unit_kind", kind, language) for kind in bound]
        yield self._head("binds", f"{regulation.jurisdiction}; {listed(units, language)}")
        yield self._head("in_force", f"{day} – {regulation.end or ''}".rstrip())
        yield f"    {regulation.start_note.in_language(language)}"
        for cite, law in compiled.cites:
            yield ""
            yield from self._clause(cite, law)
        yield ""
        yield from self._condition()
        yield from self._references()
        yield ""
        yield self._head("cases", "")
        for case in compiled.written.cases:
            facts = ", ".join(f"{name}: {value!r}" for name, value in case.facts.items())
            yield f"  {labels.words(case.verdict.value, language)}: {facts}"

    def _clause(self, cite: Cite, law: Law) -> Iterator[str]:
        yield self._head("clause", law.citation(cite))
        passage = law.passage(cite)
        span = law.span(cite)
        if passage is None or span is None:
            wording = law.articles[cite.article].wording
            yield f"    {wording.in_language(self._language) if wording else ''}"
        else:
            start, end = span
            yield f"    {passage[:start]}【{passage[start:end]}】{passage[end:]}"

    def _condition(self) -> Iterator[str]:
        rule = self._compiled.rule
        for name, text in rule.given.items():
            yield self._head("given", f"{name} = {text}")
        if rule.where is not None:
            yield self._head("where", rule.where)
        yield from (self._head(key, text) for key, text in shape(rule))
        for kind, text in exceptions(rule):
            of = f"{labels.option('kind', kind, self._language)}: " if kind else ""
            yield self._head("unless", of + text)
        if rule.certain is not None:
            yield self._head("certain", rule.certain)
        if rule.at_issue is not None:
            yield self._head("at_issue", rule.at_issue)
        yield self._head("says", rule.says.in_language(self._language))
        if rule.why is not None:
            yield self._head("why", rule.why.in_language(self._language))

    def _references(self) -> Iterator[str]:
        part = next(iter(self._compiled.kinds.values()))
        programs = [part.condition, *part.given.values()]
        nodes = [node for program in programs for node in program.nodes]
        for name in dict.fromkeys(
            node.table for node in nodes if isinstance(node, ex.StandardValue)
        ):
            yield from self._standard(name)
        for name in dict.fromkeys(
            node.lexicon for node in nodes if isinstance(node, ex.Mentions | ex.MentionsInRole)
        ):
            lexicon = self._book.word_lists[name].lexicon
            yield say(_WORDS, "lexicon", self._language, name=name, words="、".join(lexicon.every))
            if lexicon.exceptions:
                yield "  " + say(
                    _WORDS, "except", self._language, words="、".join(lexicon.exceptions)
                )

    def _standard(self, name: str) -> Iterator[str]:
        standard = self._book.tables[name].standard
        title = standard.title.in_language(self._language)
        yield say(_WORDS, "standard", self._language, name=name, title=title, unit=standard.unit)
        laid_over = [overlay.standard for overlay in self._book.tables[name].overlays]
        for edition in (edition for one in (standard, *laid_over) for edition in one.editions):
            yield f"  {labels.document(edition, self._language)}  {period(edition)}"
            if not edition.rows or edition.start == "unconfirmed":
                yield f"    {say(_WORDS, 'no_rows', self._language)}"
            if edition.note is not None:
                yield f"    {edition.note.in_language(self._language)}"
            yield from (f"    {figure(row, standard.type)}" for row in edition.rows)


def exceptions(rule: Ruling) -> Iterator[tuple[str, str]]:
    """List what the clause excepts, by the kind of record; no name for all kinds."""
    if isinstance(rule.unless, dict):
        yield from rule.unless.items()
    elif rule.unless is not None:
        yield "", rule.unless


def shape(rule: Ruling) -> Iterator[tuple[str, str]]:
    """List what a rule asks of a record, a group or a pair, as it is written."""
    if rule.when is not None:
        yield "when", rule.when
    if rule.having is not None:
        yield "group_by", ", ".join(rule.group_by)
        yield "having", rule.having
    if rule.join is not None:
        match = ", ".join(f"{own} = other.{theirs}" for own, theirs in rule.join.match.items())
        yield "with", f"{', '.join(rule.join.with_)} ({rule.join.expect}): {match}"
        if isinstance(rule.join.when, dict):
            yield from (("when", f"({kind}) {text}") for kind, text in rule.join.when.items())
        elif rule.join.when is not None:
            yield "when", rule.join.when
        if rule.join.having is not None:
            yield "together", rule.join.having
        if rule.join.needs:
            yield "needs", ", ".join(rule.join.needs)
        if rule.join.one_sort:
            yield "one_sort", ", ".join(rule.join.one_sort)
    if rule.within is not None:
        yield "within", rule.within


def period(edition: Edition) -> str:
    """Write the days on which an edition is in force."""
    start = edition.start
    if isinstance(start, str):
        return start
    first = str(start.earliest)
    if start.earliest != start.latest:
        first += f" … {start.latest}"
    return f"{first} – {edition.end or ''}"


def figure(row: Row, type_: str) -> str:
    """Write a row of a table: its keys, its season, its figure."""
    cells = []
    for name, cell in row.keys.items():
        cells.append(f"{name} {_cell(cell)}")
    if row.season is not None:
        cells.append(f"{_day(row.season.first)} – {_day(row.season.last)}")
    if isinstance(row.value, Share):
        value = f"// {row.value.over}"
    else:
        value = f"{row.value:.2f}" if type_ == "money" else f"{row.value:.0f}"
    return f"{', '.join(cells)}: {value}"


def _cell(cell: KeyCell) -> str:
    if isinstance(cell, Range):
        return f"{cell.first or ''}–{cell.last or ''}"
    return f"≠ ({cell.other})" if isinstance(cell, Others) else cell


def _day(month_day: int) -> str:
    """Write month * 100 + day as 07-01."""
    return f"{month_day // 100:02}-{month_day % 100:02}"

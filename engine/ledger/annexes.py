"""The sheets behind the leads: texts cited, what is lacking, what was not read, red entries."""

from collections.abc import Iterable, Iterator
from itertools import chain

from qinjian.engine.ledger.columns import LEADS, Column
from qinjian.engine.ledger.pivots import article_name
from qinjian.engine.ledger.rows import finding_row, leads_of, places
from qinjian.engine.ledger.sheets import Row, Sheets, money
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.wording import Language, Wording, labels, listed, say
from qinjian.engine.wording.text import chinese_number
from qinjian.schemas.finding import Citation, Finding, Remark, Report
from qinjian.schemas.regulation import Article

_WORDS: Wording = {
    "item": ("（{number}）{text}", "（{number}）{text}"),
    "not_stored": ("（本版规则库未收录）", "(not stored in this rulebook)"),
    "need": ("补充后即可判断", "settles by itself"),
    "need_with": ("须连同其他资料", "with other things"),
    "supply": ("同时补充", "to supply together"),
    "open": ("按规则", "by rule"),
    "rejects": ("未读取的行或表", "row or table not read"),
    "unreadable": ("未读取的单元格", "cell not read"),
    "notices": ("读取说明", "about the reading"),
    "cancelled": ("冲销，均不按金额检查", "cancelled: neither is judged for its amount"),
    "paid_back": ("退回，原支出照常检查", "paid back: the line is checked all the same"),
    "several": ("几笔同样相符，均未冲销", "fits several lines: none is cancelled"),
    "void": ("写明未发生且无金额", "called off, without a sum"),
}

_ARTICLES = (
    Column("article", "条款", "Article", 50),
    Column("leads", "疑点（个）", "Leads", 12, "number"),
    Column("text", "条文", "Text", 110),
)
_NEEDS = (
    Column("state", "情形", "Case", 18),
    Column("title", "所缺资料", "What is lacking", 50),
    Column("kinds", "类别", "Kinds", 20),
    Column("rule", "规则", "Rule", 24),
    Column("rules", "规则数", "Rules", 10, "number"),
    Column("judgements", "判断（项）", "Judgements", 12, "number"),
    Column("records", "记录（条）", "Records", 12, "number"),
    Column("first", "首见", "First records", 40),
)
_UNREAD = (
    Column("state", "情形", "Case", 16),
    Column("file", "文件", "File", 28),
    Column("sheet", "工作表", "Sheet", 14),
    Column("row", "行", "Row", 8, "number"),
    Column("column", "列", "Column", 18),
    Column("value", "内容", "Value", 28),
    Column("count", "处数", "Count", 8, "number"),
    Column("message", "说明", "Message", 60),
    Column("code", "代码", "Code", 18),
)
_REVERSALS = (
    Column("state", "情形", "Case", 30),
    Column("amount", "金额（元）", "Amount (yuan)", 16, "money"),
    Column("entry", "冲销或者退回的一行", "Line below zero", 40),
    Column("lines", "所对应的行", "Lines that it is about", 60),
)
_OPEN = tuple(
    column for column in LEADS if not column.people and column.key not in {"no", "counted"}
)


def write_annexes(
    sheets: Sheets, report: Report, book: Rulebook, aside: Iterable[Finding] = ()
) -> None:
    """Write them. ``aside`` are findings that were kept out of the report."""
    language = sheets.language
    sheets.table("articles", _ARTICLES, _articles(report, book, language))
    sheets.table("needs", _NEEDS, _needs(report, language))
    told = (finding for finding in report.findings if finding.outcome != "violation")
    unsettled = (finding_row(finding, language) for finding in chain(told, aside))
    first = next(unsettled, None)
    if first is not None:
        sheets.table("open", _OPEN, chain([first], unsettled))
    sheets.table("unread", _UNREAD, _unread(report, language))
    sheets.table("reversals", _REVERSALS, _reversals(report, language))


def _articles(report: Report, book: Rulebook, language: Language) -> Iterator[Row]:
    """Yield the articles that leads cite, with their stored text."""
    cited: dict[tuple[str, int], Citation] = {}
    leads: dict[tuple[str, int], int] = {}
    for lead in leads_of(report):
        ours = {(one.regulation, one.article): one for one in lead.citations}
        for key, one in ours.items():
            cited.setdefault(key, one)
            leads[key] = leads.get(key, 0) + 1
    for key in sorted(cited):
        law = book.laws.get(key[0])
        article = None if law is None else law.articles.get(key[1])
        yield {
            "article": article_name(book, cited[key], language),
            "leads": leads[key],
            "text": _text(article, language),
        }


def _text(article: Article | None, language: Language) -> str:
    if article is None:
        return say(_WORDS, "not_stored", language)
    if article.wording is not None:
        return article.wording.in_language(language)
    return "\n".join(
        line
        for paragraph in article.paragraphs
        for line in (
            paragraph.text,
            *(
                say(_WORDS, "item", language, number=chinese_number(item.number), text=item.text)
                for item in paragraph.items
            ),
        )
    )


def _needs(report: Report, language: Language) -> Iterator[Row]:
    for need in report.needs:
        kinds = listed((labels.kind_name(kind, language) for kind in need.kinds), language)
        yield {
            "state": say(_WORDS, "need" if need.settles else "need_with", language),
            "title": need.title,
            "kinds": kinds,
            "judgements": need.settles or need.with_others,
        }
    for one in report.undetermined:
        lacking = (labels.lacking_anywhere(name, language) for name in one.missing)
        yield {
            "state": say(_WORDS, "supply", language),
            "title": listed(lacking, language),
            "rules": one.rules,
            "records": one.records,
        }
    for group in report.open:
        yield {
            "state": say(_WORDS, "open", language),
            "title": listed(group.things, language),
            "rule": f"{group.rule}  {group.title}",
            "judgements": group.judgements,
            "first": labels.places(group.first),
        }


def _unread(report: Report, language: Language) -> Iterator[Row]:
    sorts: tuple[tuple[str, tuple[Remark, ...]], ...] = (
        ("unreadable", report.unreadable),
        ("rejects", report.rejects),
        ("notices", report.notices),
    )
    for sort, remarks in sorts:
        for one in remarks:
            yield {**one.model_dump(), "state": say(_WORDS, sort, language)}


def _reversals(report: Report, language: Language) -> Iterator[Row]:
    for one in report.reversals:
        yield {
            "state": say(_WORDS, one.state, language),
            "amount": money(one.amount),
            "entry": places([one.entry], language),
            "lines": places(one.lines, language),
        }

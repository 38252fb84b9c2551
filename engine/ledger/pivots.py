"""The leads added up: by unit, person, article and month, with a chart of each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from qinjian.engine.answer.at_issue import counted
from qinjian.engine.ledger.columns import Column, sheet_name
from qinjian.engine.ledger.rows import leads_of
from qinjian.engine.ledger.sheets import Row, Sheets
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.wording import Language, Wording, say
from qinjian.engine.wording.text import chinese_number
from qinjian.schemas.finding import Citation, Finding, Report
from qinjian.schemas.rule import Level

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter.worksheet import Worksheet

_WORDS: Wording = {
    "nobody": ("（未写明）", "(not told)"),
    "total": ("合计", "Total"),
    "article": ("《{title}》第{number}条", "《{title}》第{number}条"),
    "chart_yuan": ("疑点金额（元）", "Yuan at issue"),
    "chart_leads": ("疑点（个）", "Leads"),
}

_FIGURES = (
    Column("leads", "疑点（个）", "Leads", 12, "number"),
    Column("breach", "其中资料直接反映", "Breaches among them", 18, "number"),
    Column("records", "涉及记录（条）", "Records", 14, "number"),
)
_YUAN = Column("yuan", "疑点金额（元，不重复计）", "Yuan at issue (none twice)", 24, "money")
_YUAN_OF_ARTICLE = Column(
    "yuan",
    "疑点金额（元，每条记录取最大）",
    "Yuan at issue (largest of each record)",
    24,
    "money",
)
_UNIT = Column("unit", "单位", "Unit", 36)
_HEADS = {
    "by_unit": (_UNIT,),
    "by_person": (_UNIT, Column("person", "人员", "Person", 18)),
    "by_article": (Column("article", "条款", "Article", 60),),
    "by_month": (Column("month", "月份", "Month", 14),),
}
_TOGETHER = (
    Column("one", "疑点甲", "One lead", 40),
    Column("other", "疑点乙", "Other lead", 40),
    Column("records", "同时出现的记录（条）", "Records with both", 20, "number"),
)
_MOST_BARS = 20
_MOST_ALIKE = 40
"""Leads on a record that are held side by side; their pairs grow with the square."""


def write_pivots(sheets: Sheets, report: Report, book: Rulebook) -> None:
    """Write the sheets of sums. Those by unit, person and month add up to the report's total."""
    language = sheets.language
    leads = leads_of(report)
    frame = _frame(leads, counted(leads), language)
    for key, head in _HEADS.items():
        if key == "by_article":
            rows = _by_article(leads, book, language)
            yuan = _YUAN_OF_ARTICLE
        else:
            rows = _sums(frame, [column.key for column in head], by_name=key == "by_month")
            yuan = _YUAN
        bars = len(rows) if key == "by_month" else min(len(rows), _MOST_BARS)
        if key != "by_article":
            rows = [*rows, _total(frame, head[0].key, language)]
        sheet = sheets.table(key, (*head, *_FIGURES, yuan), rows)
        if bars:
            _chart(sheets, sheet, key, len(head), bars)
    sheets.table("together", _TOGETHER, _together(leads))


def _frame(
    leads: Sequence[Finding], counts: Sequence[Decimal], language: Language
) -> "pd.DataFrame":
    """Return the leads as a table. Amounts are whole cents, as exact as Python's own integers."""
    import pandas as pd  # noqa: PLC0415 - only a ledger pays for it

    nobody = say(_WORDS, "nobody", language)
    rows = [
        {
            "unit": lead.about.unit or nobody,
            "person": lead.about.person or nobody,
            "month": lead.about.day[:7] if lead.about.day else nobody,
            "breach": int(lead.level is Level.BREACH),
            "record": _record(lead),
            "cents": int(amount * 100),
        }
        for lead, amount in zip(leads, counts, strict=True)
    ]
    columns = ["unit", "person", "month", "breach", "record", "cents"]
    return pd.DataFrame(rows, columns=columns).astype({"cents": object, "breach": int})


def _record(lead: Finding) -> str:
    return repr((lead.record.file, lead.record.sheet, lead.record.row))


def _sums(frame: "pd.DataFrame", keys: list[str], *, by_name: bool) -> list[Row]:
    """Add up by keys, the largest sums first, or by name."""
    groups = frame.groupby(keys, sort=True)
    table = groups.agg(
        leads=("record", "size"),
        breach=("breach", "sum"),
        records=("record", "nunique"),
        cents=("cents", "sum"),
    ).reset_index()
    rows = [_row({str(name): one[name] for name in one}) for one in table.to_dict("records")]
    if by_name:
        return rows
    return sorted(rows, key=lambda row: (-Decimal(str(row["yuan"])), -int(str(row["leads"]))))


def _row(sums: dict[str, object]) -> Row:
    figures = {name: int(str(sums.pop(name))) for name in ("leads", "breach", "records", "cents")}
    return {**sums, **figures, "yuan": Decimal(figures["cents"]).scaleb(-2)}


def _total(frame: "pd.DataFrame", first: str, language: Language) -> Row:
    sums: dict[str, object] = {
        first: say(_WORDS, "total", language),
        "leads": len(frame),
        "breach": frame["breach"].sum(),
        "records": frame["record"].nunique(),
        "cents": sum(frame["cents"]),
    }
    return _row(sums)


def _by_article(leads: Sequence[Finding], book: Rulebook, language: Language) -> list[Row]:
    """Add up by article. A lead may cite several, so these sums make no total."""
    import pandas as pd  # noqa: PLC0415

    rows = [
        {
            "article": name,
            "breach": int(lead.level is Level.BREACH),
            "record": _record(lead),
            "cents": int(Decimal(lead.at_issue or 0) * 100),
        }
        for lead in leads
        for name in dict.fromkeys(article_name(book, one, language) for one in lead.citations)
    ]
    frame = pd.DataFrame(rows, columns=["article", "breach", "record", "cents"])
    frame = frame.astype({"cents": object, "breach": int})
    by_record = frame.groupby(["article", "record"], sort=True)["cents"].transform("max")
    first = ~frame.duplicated(["article", "record"])
    return _sums(frame.assign(cents=by_record.where(first, 0)), ["article"], by_name=False)


def article_name(book: Rulebook, cited: Citation, language: Language) -> str:
    """Name the article of a citation; of a text that is not stored as its id."""
    law = book.laws.get(cited.regulation)
    title = cited.regulation if law is None else law.regulation.title.zh
    number = chinese_number(cited.article)
    return say(_WORDS, "article", language, title=title, number=number)


def _together(leads: Sequence[Finding]) -> Iterator[Row]:
    """Count which two leads stand on one record, the most frequent first."""
    titles: dict[str, dict[str, None]] = {}
    for lead in leads:
        titles.setdefault(_record(lead), {})[f"{lead.rule}  {lead.title}"] = None
    pairs = Counter(
        pair for found in titles.values() for pair in combinations(sorted(found)[:_MOST_ALIKE], 2)
    )
    for (one, other), records in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0])):
        yield {"one": one, "other": other, "records": records}


def _chart(sheets: Sheets, sheet: "Worksheet", key: str, names: int, bars: int) -> None:
    """Draw the first rows: months as columns, the rest as bars; articles by their leads."""
    column = names if key == "by_article" else names + len(_FIGURES)
    word = "chart_leads" if key == "by_article" else "chart_yuan"
    name = sheet_name(key, sheets.language)
    chart = sheets.book.add_chart({"type": "column" if key == "by_month" else "bar"})
    chart.add_series(
        {
            "name": say(_WORDS, word, sheets.language),
            "categories": [name, 1, 0, bars, names - 1],
            "values": [name, 1, column, bars, column],
        }
    )
    chart.set_title({"name": name, "overlay": False})
    chart.set_legend({"none": True})
    if key != "by_month":
        chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 760, "height": 120 + 24 * max(bars, 8)})
    sheet.insert_chart(1, names + len(_FIGURES) + 2, chart)

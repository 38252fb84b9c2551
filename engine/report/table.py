"""The report for a person at a terminal: each lead with its clause, then the totals."""

from collections.abc import Iterator, Sequence

from wcwidth import wcswidth

from qinjian.engine import labels
from qinjian.engine.report.reversals import reversal_lines
from qinjian.engine.wording import Language, Wording, listed, say
from qinjian.schemas.finding import FileRead, Finding, Place, Remark, Report, Supply, TableRead

_WORDS: Wording = {
    "at_issue": ("涉及 {amount} 元", "{amount} yuan at issue"),
    "members": ("相关记录：{places}", "records: {places}"),
    "why": ("说明：{why}", "note: {why}"),
    "derived": ("由其他字段推得：{names}", "derived from other fields: {names}"),
    "line_cancelled": (
        "该笔已被红字冲销，不计金额；是否发生须核实",
        "a red entry cancels this line: nothing is at issue; whether it took place has to be verified",
    ),
    "line_paid_back": ("该笔款项已退回：{place}", "its money came back: {place}"),
    "by_reference": ("该单位参照执行", "the unit follows this text by reference"),
    "limit": ("限额 {limit}（{source}）", "limit {limit} ({source})"),
    "unquoted": ("{citation}（原文未能逐字引用）", "{citation} (its wording could not be quoted)"),
    "none": ("没有发现疑点。", "No leads were found."),
    "nothing": ("没有可检查的记录。", "There was no record to check."),
    "as_of": (
        "各记录一律按 {day} 判断（--as-of）。",
        "All records were judged as of {day} (--as-of).",
    ),
    "open": ("因缺少资料而无法判断：", "Cannot be told for want of data:"),
    "supply": (
        "补充 {names}：可判断 {records} 条记录的 {rules} 条规则",
        "supply {names}: settles {rules} rules on {records} records",
    ),
    "more": ("……另有 {count} 项，见 --format json", "… and {count} more, see --format json"),
    "rejects": ("未能读取：", "Could not be read:"),
    "unreadable": (
        "下列单元格无法按该列读取，所在行的其他内容已检查：",
        "Cells that their column cannot take; the rest of their rows was checked:",
    ),
    "notices": ("读取说明：", "About the reading:"),
    "control": ("控制总数：", "Control totals:"),
    "control_head": (
        "文件|类别|编码|读取行|检查行|未检查行|读取元|检查元|未检查元",
        "file|kind|encoding|rows read|checked|rejected|yuan read|checked|rejected",
    ),
    "leads": (
        "疑点 {findings} 个（单据可见 {breach}，线索 {doubt}），涉及记录 {records} 条，金额 {amount} 元；"
        "其中 {unknown} 个金额不明。",
        "{findings} leads (breach {breach}, doubt {doubt}) on {records} records, {amount} yuan at issue; "
        "{unknown} of them without a known amount.",
    ),
    "rows": (
        "读取 {read} 行 = 检查 {checked} 行{once} + 未检查 {rejected} 行 + 与支出无关 {past} 行",
        "rows: {read} read = {checked} checked{once} + {rejected} rejected + {past} not about spending",
    ),
    "yuan": (
        "读取 {read} 元 = 检查 {checked} 元{once} + 未检查 {rejected} 元（{without} 行没有可读的金额）",
        "yuan: {read} read = {checked} checked{once} + {rejected} rejected ({without} rows without a readable amount)",
    ),
    "rows_once": (
        " + 冲销 {cancelled} 行 + 重复读取 {twice} 行",
        " + {cancelled} cancelled + {twice} read twice",
    ),
    "yuan_once": (
        " + 冲销 {cancelled} 元 + 重复读取 {twice} 元",
        " + {cancelled} cancelled + {twice} read twice",
    ),
    "once_head": ("|冲销行|重复行", "|cancelled|read twice"),
    "cells": (
        "另有 {cells} 个单元格无法读取，其中金额 {amounts} 个。",
        "{cells} cells could not be read, {amounts} of them amounts.",
    ),
    "note": (
        "以上均为疑点，须由人核实后认定。",
        "All of these are leads for a person to verify.",
    ),
}

_MOST_SUPPLIES = 15
_MOST_MEMBERS = 50
_MOST_REMARKS = 200


def write_table(report: Report) -> str:
    """Write the report as text in the language of its manifest."""
    return "\n".join(_Table(report).lines()) + "\n"


class _Table:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._language: Language = report.manifest.language

    def _words(self, key: str, /, **values: object) -> str:
        return say(_WORDS, key, self._language, **values)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the report."""
        if not self._report.findings:
            yield self._words("none" if self._report.totals.rows_checked else "nothing")
            yield ""
        for finding in self._report.findings:
            yield from self._finding(finding)
            yield ""
        yield from reversal_lines(self._report.reversals, self._language)
        yield from self._remarks("rejects", self._report.rejects)
        yield from self._remarks("unreadable", self._report.unreadable)
        yield from self._remarks("notices", self._report.notices)
        yield from self._supplies()
        yield from self._control_totals()
        yield from self._totals()

    def _finding(self, finding: Finding) -> Iterator[str]:
        key = str(finding.level) if finding.outcome == "violation" else finding.outcome
        head = [
            labels.place(finding.record),
            finding.record.claim_no or "",
            f"[{labels.words(key, self._language)}]",
        ]
        yield "  ".join(part for part in (*head, finding.rule, finding.title) if part)
        facts = [finding.message]
        if finding.limit is not None and finding.limit_source is not None:
            values = {"limit": finding.limit, "source": finding.limit_source}
            facts.append(self._words("limit", **values))
        if finding.at_issue is not None:
            facts.append(self._words("at_issue", amount=finding.at_issue))
        if finding.members:
            facts.append(self._members(finding.members))
        yield from (f"    {fact}" for fact in facts)
        if finding.derived:
            labelled = (
                labels.field(n, finding.record.kind, self._language) for n in finding.derived
            )
            yield f"    {self._words('derived', names=listed(labelled, self._language))}"
        if finding.presumed:
            joined = ("；" if self._language == "zh" else "; ").join(finding.presumed)
            yield f"    {joined}"
        if finding.cancelled:
            yield f"    {self._words('line_cancelled')}"
        if finding.paid_back is not None:
            place = labels.place(finding.paid_back)
            yield f"    {self._words('line_paid_back', place=place)}"
        if finding.by_reference:
            yield f"    {self._words('by_reference')}"
        if finding.why is not None:
            yield f"    {self._words('why', why=finding.why)}"
        clauses = (self._clause(cited.citation, cited.quote) for cited in finding.citations)
        yield from (f"    {clause}" for clause in dict.fromkeys(clauses))

    def _members(self, members: Sequence[Place]) -> str:
        line = self._words("members", places=labels.places(members[:_MOST_MEMBERS]))
        if len(members) > _MOST_MEMBERS:
            line += " " + self._words("more", count=len(members) - _MOST_MEMBERS)
        return line

    def _clause(self, citation: str, quote: str | None) -> str:
        if quote is None:
            return self._words("unquoted", citation=citation)
        return f"{citation}：“{quote}”"

    def _remarks(self, title: str, remarks: Sequence[Remark]) -> Iterator[str]:
        if remarks:
            yield self._words(title)
            for remark in remarks[:_MOST_REMARKS]:
                parts = (remark.file, remark.sheet, remark.row, remark.column)
                place = ":".join(str(part) for part in parts if part)
                yield f"    {place}  {remark.message}" if place else f"    {remark.message}"
            if len(remarks) > _MOST_REMARKS:
                yield f"    {self._words('more', count=len(remarks) - _MOST_REMARKS)}"
            yield ""

    def _supplies(self) -> Iterator[str]:
        supplies = self._report.undetermined
        if supplies:
            yield self._words("open")
            yield from (f"    {self._supply(supply)}" for supply in supplies[:_MOST_SUPPLIES])
            if len(supplies) > _MOST_SUPPLIES:
                yield f"    {self._words('more', count=len(supplies) - _MOST_SUPPLIES)}"
            yield ""

    def _supply(self, supply: Supply) -> str:
        names = (labels.lacking_anywhere(name, self._language) for name in supply.missing)
        return self._words(
            "supply",
            names=listed(names, self._language),
            rules=supply.rules,
            records=supply.records,
        )

    @property
    def _counts_once(self) -> bool:
        """Tell whether there are lines that are cancelled or were read twice."""
        totals = self._report.totals
        return bool(totals.rows_cancelled or totals.rows_twice)

    def _control_totals(self) -> Iterator[str]:
        """List what was read, table by table."""
        files = self._report.manifest.files
        rows = [self._control(file, table) for file in files for table in file.tables]
        if rows:
            yield self._words("control")
            once = self._words("once_head") if self._counts_once else ""
            head = tuple((self._words("control_head") + once).split("|"))
            yield from (f"    {line}" for line in align([head, *rows]))
            yield ""

    def _control(self, file: FileRead, table: TableRead) -> tuple[str, ...]:
        return (
            ":".join(filter(None, (file.file, table.sheet))),
            listed(
                (
                    labels.option("kind", kind, self._language)
                    for kind in (*table.kinds, *table.also)
                ),
                self._language,
            ),
            file.encoding or "",
            str(table.rows_read),
            str(table.rows_checked),
            str(table.rows_rejected),
            table.yuan_read,
            table.yuan_checked,
            table.yuan_rejected,
            *((str(table.rows_cancelled), str(table.rows_twice)) if self._counts_once else ()),
        )

    def _totals(self) -> Iterator[str]:
        totals = self._report.totals
        once = self._counts_once
        if self._report.manifest.as_of is not None:
            yield self._words("as_of", day=self._report.manifest.as_of)
        yield self._words(
            "leads",
            findings=totals.findings,
            breach=totals.breach,
            doubt=totals.doubt,
            records=totals.records_with_findings,
            amount=totals.at_issue,
            unknown=totals.findings_without_amount,
        )
        yield self._words(
            "rows",
            read=totals.rows_read,
            checked=totals.rows_checked,
            once=self._words("rows_once", cancelled=totals.rows_cancelled, twice=totals.rows_twice)
            if once
            else "",
            rejected=totals.rows_rejected,
            past=totals.rows_past,
        )
        yield self._words(
            "yuan",
            read=totals.yuan_read,
            checked=totals.yuan_checked,
            once=self._words("yuan_once", cancelled=totals.yuan_cancelled, twice=totals.yuan_twice)
            if once
            else "",
            rejected=totals.yuan_rejected,
            without=totals.rows_without_amount,
        )
        if totals.cells_unreadable:
            amounts = totals.amounts_unreadable
            yield self._words("cells", cells=totals.cells_unreadable, amounts=amounts)
        if totals.findings:
            yield self._words("note")


def align(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield rows with their columns aligned, counting a Chinese character as two wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return max(wcswidth(text), len(text) if wcswidth(text) < 0 else 0)

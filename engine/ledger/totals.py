"""The sheets that say what was run and read: control totals and the manifest."""

from collections.abc import Iterator

from qinjian.engine.ledger.columns import Column
from qinjian.engine.ledger.sheets import Row, Sheets, money
from qinjian.engine.wording import Language, Wording, labels, listed, say
from qinjian.schemas.finding import Report
from qinjian.schemas.manifest import Manifest, TableRead, Totals

_WORDS: Wording = {
    "total": ("合计", "Total"),
    "findings": ("疑点（个）", "Leads"),
    "breach": ("其中资料直接反映（个）", "Breaches among them"),
    "doubt": ("其中需核实（个）", "Doubts among them"),
    "records_with_findings": ("涉及记录（条）", "Records with leads"),
    "at_issue": ("疑点金额（元，不重复计）", "Yuan at issue (none twice)"),
    "findings_without_amount": ("金额不明的疑点（个）", "Leads without a known amount"),
    "tool": ("程序", "Program"),
    "version": ("版本", "Version"),
    "rulebook": ("规则库摘要", "Digest of the rulebook"),
    "regulations": ("法规", "Regulations"),
    "unit": ("单位", "Unit"),
    "unit_kind": ("单位性质", "Kind of the unit"),
    "region": ("地区", "Region"),
    "level": ("单位层级", "Level of the unit"),
    "as_of": ("按此日期判断", "Judged as of"),
    "units": ("单位数", "Units"),
    "units_named": ("其中", "Among them"),
    "config": ("配置文件", "Configuration"),
    "stated": ("前提 {name}", "Stated: {name}"),
    "silenced": ("不列出的规则", "Rule that is not listed"),
    "found": ("{rule}，发现 {count} 处（{source}）", "{rule}, found {count} ({source})"),
    "file": ("文件", "File"),
    "digest": ("{file}（SHA-256 {sha256}）", "{file} (SHA-256 {sha256})"),
}

_ROWS = (
    Column("rows_read", "读取行", "Rows read", 10, "number"),
    Column("rows_checked", "检查行", "Rows checked", 10, "number"),
    Column("rows_rejected", "未检查行", "Rows rejected", 10, "number"),
    Column("rows_cancelled", "冲销行", "Rows cancelled", 10, "number"),
    Column("rows_twice", "重复行", "Rows read twice", 10, "number"),
    Column("rows_past", "与支出无关行", "Rows not about spending", 10, "number"),
    Column("yuan_read", "读取金额（元）", "Yuan read", 18, "money"),
    Column("yuan_checked", "检查金额（元）", "Yuan checked", 18, "money"),
    Column("yuan_rejected", "未检查金额（元）", "Yuan rejected", 18, "money"),
    Column("yuan_cancelled", "冲销金额（元）", "Yuan cancelled", 18, "money"),
    Column("yuan_twice", "重复金额（元）", "Yuan read twice", 18, "money"),
    Column("rows_without_amount", "无可读金额的行", "Rows without an amount", 12, "number"),
    Column("cells_unreadable", "未读单元格", "Cells not read", 12, "number"),
    Column("amounts_unreadable", "其中金额", "Amounts among them", 12, "number"),
)
_TOTALS = (
    Column("file", "文件", "File", 32),
    Column("sheet", "工作表", "Sheet", 16),
    Column("kinds", "类别", "Kinds", 16),
    Column("unit", "单位", "Unit", 24),
    *_ROWS,
    Column("stated", "合计行（行）", "Rows of totals", 10, "number"),
    Column("differing", "其中与明细不符", "Differing from their rows", 12, "number"),
)
_MANIFEST = (Column("name", "项目", "Item", 28), Column("value", "内容", "Content", 110))
_LEADS = (
    "findings", "breach", "doubt", "records_with_findings", "at_issue", "findings_without_amount",
)  # fmt: skip


def write_totals(sheets: Sheets, report: Report) -> None:
    """Write the sheet of control totals, one row a table, and that of the manifest."""
    sheets.table("totals", _TOTALS, _control(report, sheets.language))
    sheets.table("manifest", _MANIFEST, _manifest(report, sheets.language))


def _control(report: Report, language: Language) -> Iterator[Row]:
    for file in report.manifest.files:
        for table in file.tables:
            kinds = (labels.kind_name(kind, language) for kind in (*table.kinds, *table.also))
            yield {
                "file": file.file,
                "sheet": table.sheet,
                "kinds": listed(kinds, language),
                "unit": table.unit,
                **_figures(table),
                "stated": len(table.totals),
                "differing": sum(total.differs is True for total in table.totals),
            }
    yield {"file": say(_WORDS, "total", language), **_figures(report.totals)}


def _figures(totals: TableRead | Totals) -> Row:
    found = {column.key: getattr(totals, column.key) for column in _ROWS}
    return {key: money(value) if isinstance(value, str) else value for key, value in found.items()}


def _manifest(report: Report, language: Language) -> Iterator[Row]:
    for name, value in _items(report, language):
        yield {"name": name, "value": value}


def _items(report: Report, language: Language) -> Iterator[tuple[str, object]]:
    totals, manifest = report.totals, report.manifest
    for key in _LEADS:
        found = getattr(totals, key)
        yield say(_WORDS, key, language), money(found) if isinstance(found, str) else found
    for key in ("tool", "version", "rulebook", "unit", "region", "as_of", "units"):
        yield say(_WORDS, key, language), getattr(manifest, key)
    for key, vocabulary in (("unit_kind", "unit_kind"), ("level", "unit_level")):
        chosen = getattr(manifest, key)
        option = labels.option(vocabulary, chosen, language) if chosen else None
        yield say(_WORDS, key, language), option
    yield say(_WORDS, "units_named", language), listed(manifest.units_named, language)
    yield say(_WORDS, "regulations", language), listed(manifest.regulations, language)
    yield from _said(manifest, language)


def _said(manifest: Manifest, language: Language) -> Iterator[tuple[str, object]]:
    for one in manifest.stated:
        where = "  ".join(filter(None, (one.value, one.source, one.folder)))
        yield say(_WORDS, "stated", language, name=one.name), where
    for silent in manifest.silenced:
        found = {"rule": silent.rule, "count": silent.violations, "source": silent.source}
        yield say(_WORDS, "silenced", language), say(_WORDS, "found", language, **found)
    for key, files in (("config", manifest.configs), ("file", manifest.files)):
        for file in files:
            told = say(_WORDS, "digest", language, file=file.file, sha256=file.sha256 or "")
            yield say(_WORDS, key, language), told

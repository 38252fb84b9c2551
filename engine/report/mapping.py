"""What ``qinjian map`` shows: how each column is understood, and the file to correct."""

import json
from collections.abc import Iterator, Sequence

from qinjian.engine import labels
from qinjian.engine.intake.survey import Surveyed
from qinjian.engine.intake.tables.columns import Understood
from qinjian.engine.intake.tables.headers import headers_of
from qinjian.engine.intake.tables.mapping import label_of
from qinjian.engine.report.table import align
from qinjian.engine.wording import Language, Wording, say
from qinjian.schemas.mapping import IGNORED, KIND, PERIOD
from qinjian.schemas.record import Envelope

_WORDS: Wording = {
    "head": ("{place}：表头在第 {rows} 行", "{place}: headers in row {rows}"),
    "told": ("  类别：{kind}（得分：{scores}）", "  kind: {kind} (scores: {scores})"),
    "unclear": (
        "  类别不能确定（得分：{scores}）。请在映射文件中填写 kind。",
        "  the kind is not settled (scores: {scores}). Fill in kind in the mapping.",
    ),
    "unknown": ("不认识", "not known"),
    IGNORED: ("不读取", "not read"),
    PERIOD: ("起止日期", "first and last day"),
    KIND: ("类别", "kind"),
    "mapped": ("（映射）", " (mapping)"),
    "times": ("×{scale}", " ×{scale}"),
    "first_line": (
        "各列如何读取。改正后使用：qinjian check {file} --map {name}",
        "How the columns are read. Correct it, then: qinjian check {file} --map {name}",
    ),
    "second_line": (
        "每列填字段名；ignored 表示不读取，period 表示起止日期，kind 表示类别，空白则按表头识别。",
        "Each column has a field; ignored: not read, period: first and last day, kind: the kind.",
    ),
}


_COMMON = {IGNORED, PERIOD, KIND, *headers_of(Envelope).labels}


def describe(tables: Sequence[Surveyed], language: Language) -> str:
    """Write how each column is understood, with some of its values."""
    return "\n".join(line for table in tables for line in _described(table, language))


def _described(table: Surveyed, language: Language) -> Iterator[str]:
    place = ":".join(filter(None, (table.file, table.sheet)))
    rows = ", ".join(map(str, table.header_rows))
    yield say(_WORDS, "head", language, place=place, rows=rows)
    key = "told" if table.kind else "unclear"
    kind = labels.option("kind", table.kind or "", language)
    yield say(_WORDS, key, language, kind=kind, scores=table.scores)
    lines = [
        ("   ", column.header or "—", _use(table, number, language), " | ".join(samples))
        for number, (column, samples) in enumerate(zip(table.columns, table.samples, strict=True))
    ]
    yield from align(lines)
    yield ""


def _use(table: Surveyed, number: int, language: Language) -> str:
    column = table.columns[number]
    if column.use is None:
        return say(_WORDS, "unknown", language)
    words = column.use
    if column.use in (IGNORED, PERIOD, KIND):
        words = say(_WORDS, column.use, language)
    elif language == "zh":
        words = f"{label_of(column.use, table.kind)} {column.use}"
    if column.scale not in (None, 1):
        words += say(_WORDS, "times", language, scale=column.scale)
    return words + (say(_WORDS, "mapped", language) if column.how == "mapped" else "")


def mapping_file(tables: Sequence[Surveyed], name: str, language: Language) -> str:
    """Write the mapping file as it is understood so far, for a person to correct."""
    file = tables[0].file if tables else "FILE"
    lines = [
        f"# {say(_WORDS, 'first_line', language, file=file, name=name)}",
        f"# {say(_WORDS, 'second_line', language)}",
        "tables:",
    ]
    for table in tables:
        lines += _entry(table)
    return "\n".join(lines) + "\n"


def _entry(table: Surveyed) -> Iterator[str]:
    yield f"- kind: {table.kind or _quoted('')}"
    if table.sheet is not None:
        yield f"  sheet: {_quoted(table.sheet)}"
    yield f"  # header_rows: [{', '.join(map(str, table.header_rows))}]"
    yield "  columns:"
    seen: set[str] = set()
    for column in table.columns:
        if column.header and column.header not in seen:
            seen.add(column.header)
            yield f"    {_quoted(column.header)}: {_written(table, column) or _quoted('')}"


def _written(table: Surveyed, column: Understood) -> str | None:
    """Return the use to write for a column; what only some kinds have waits for the kind."""
    uses = {column.use for column in table.columns}
    common = table.kind or KIND in uses or column.use in _COMMON
    return column.use if common else None


def _quoted(text: str) -> str:
    """Quote text for YAML, of whose double-quoted form JSON is a part."""
    return json.dumps(text, ensure_ascii=False)

"""What ``qinjian map`` shows: how each column is understood, and the file to correct."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from glob import escape
from itertools import chain

from qinjian.engine.intake.survey import Surveyed
from qinjian.engine.intake.tables.columns import Understood
from qinjian.engine.intake.tables.headers import headers_of, normalised_header
from qinjian.engine.intake.tables.mapping import DOCUMENT_COLUMNS, label_of
from qinjian.engine.report.align import align
from qinjian.engine.wording import Language, Wording, labels, say
from qinjian.schemas.kinds import GENERAL_KINDS
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
    "third_line": (
        "还可写 positions（按列号）、constants（unit 等）、words（用词的含义）、scale、file。",
        "There may be positions (by number), constants (unit …), words (of cells), scale and file.",
    ),
    "write": (
        "要写成映射文件：qinjian map {file} --output mapping.yaml",
        "To write a mapping to correct: qinjian map {file} --output mapping.yaml",
    ),
}


_COMMON = {IGNORED, PERIOD, KIND, *headers_of(Envelope).labels}


def describe(tables: Sequence[Surveyed], language: Language) -> str:
    """Write how each column is understood, with some of its values."""
    return "\n".join(line for table in tables for line in _described(table, language))


def how_to_write(file: str, language: Language) -> str:
    """Say how the mapping is written, which is not done unasked."""
    return say(_WORDS, "write", language, file=file) + "\n"


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
        words = f"{_label(column.use, table.kind)} {column.use}"
    if column.scale not in (None, 1):
        words += say(_WORDS, "times", language, scale=column.scale)
    return words + (say(_WORDS, "mapped", language) if column.how == "mapped" else "")


def _label(use: str, kind: str | None) -> str:
    """Return the Chinese label of a field, or of the document whose presence a column tells."""
    document = DOCUMENT_COLUMNS.get(use)
    if document is not None:
        return labels.option("documents", document.value, "zh")
    return label_of(use, kind)


def mapping_file(tables: Sequence[Surveyed], name: str, language: Language) -> str:
    """Write the mapping file as it is understood so far, for a person to correct."""
    file = tables[0].file if tables else "FILE"
    lines = [
        f"# {say(_WORDS, 'first_line', language, file=file, name=name)}",
        f"# {say(_WORDS, 'second_line', language)}",
        f"# {say(_WORDS, 'third_line', language)}",
        "tables:",
    ]
    lines += chain.from_iterable(_entries(tables))
    return "\n".join(lines) + "\n"


def _entries(tables: Sequence[Surveyed]) -> Iterator[Iterator[str]]:
    """List the lines of each entry.

    Tables that are read alike share one; those of the same columns that are not name their file.
    """
    alike: dict[tuple[str | None, tuple[str, ...]], dict[tuple[str, ...], Surveyed]] = {}
    for table in tables:
        headers = tuple(column.header for column in table.columns)
        found = alike.setdefault((table.sheet, headers), {})
        found.setdefault((table.kind or "", *_columns(table)), table)
    for found in alike.values():
        for table in found.values():
            yield chain(_head(table, with_file=len(found) > 1), _columns(table))


def _head(table: Surveyed, *, with_file: bool) -> Iterator[str]:
    yield f"- kind: {table.kind or _quoted('')}"
    if with_file:
        yield f"  file: {_quoted(escape(table.file))}"
    if table.sheet is not None:
        yield f"  sheet: {_quoted(table.sheet)}"
    yield f"  # header_rows: [{', '.join(map(str, table.header_rows))}]"


def _columns(table: Surveyed) -> Iterator[str]:
    several = _repeated(normalised_header(column.header) for column in table.columns)
    shared = _repeated(column.use for column in table.columns)
    named, placed = [], []
    for number, column in enumerate(table.columns, start=1):
        use = _written(table, column, shared)
        if column.header and normalised_header(column.header) not in several:
            named.append(f"    {_quoted(column.header)}: {use}")
        elif column.header:
            placed.append(f"    {number}: {use}  # {column.header}")
    for key, lines in (("columns", named), ("positions", placed)):
        if lines:
            yield f"  {key}:"
            yield from lines


def _repeated(names: Iterable[str | None]) -> set[str]:
    return {name for name, count in Counter(filter(None, names)).items() if count > 1}


def _written(table: Surveyed, column: Understood, shared: set[str]) -> str:
    """Write the use of a column; what is left to its header stands behind as a remark.

    What only some kinds have waits for the kind, or may be another field of the special kinds that
    rows of a general table are of. Of several columns for one field the headers say which counts.
    """
    if column.use is None:
        return _quoted("")
    special = table.kind is not None and table.kind not in GENERAL_KINDS
    alone = column.use not in shared or column.use == IGNORED
    if column.how == "mapped" or (alone and (special or column.use in _COMMON)):
        return column.use
    return f"{_quoted('')}  # {column.use}"


def _quoted(text: str) -> str:
    """Quote text for YAML, of whose double-quoted form JSON is a part."""
    return json.dumps(text, ensure_ascii=False)

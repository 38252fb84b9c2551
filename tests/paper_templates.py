"""Makes the templates of the papers: ``python -m tests.paper_templates``.

They are kept as data in ``engine/papers/templates``. Fonts are those that offices have; what lacks
them takes the song or fangsong face that it has.
"""

import io
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from qinjian.engine.ledger.files import undated

FOLDER = Path(__file__).resolve().parent.parent / "engine" / "papers" / "templates"

_SONG, _FANGSONG, _LATIN = "宋体", "仿宋", "Times New Roman"
_ACROSS, _ALONG = 16.0, 24.7
"""Width of the text of a page upright and lying, in centimetres."""

_SHORT = 1


def made() -> dict[str, bytes]:
    """Make the templates by their names."""
    return {
        name: undated(_packed(document))
        for name, document in (
            ("evidence.docx", _evidence()),
            ("working.docx", _working()),
            ("handover.docx", _handover()),
        )
    }


def _evidence() -> Made:
    document = _page("审计取证单")
    _line(document, "编号：{{ evidence_number }}", right="第    页（共    页）")
    table = _table(document, (3.6, 5.2, 2.6, 4.6))
    _wide(table, "项目名称", ["{{ project }}"])
    _wide(table, "被审计（调查）单位或个人", ["{{ unit }}"])
    _wide(table, "审计（调查）事项", ["{{ matter }}"])
    _wide(
        table,
        "审计（调查）事项摘要",
        ["{%p for line in facts %}", "{{ line }}", "{%p endfor %}"],
        height=6,
    )
    _wide(table, "定性依据", ["{%p for line in basis %}", "{{ line }}", "{%p endfor %}"])
    _row(table, "审计人员", "{{ verifier }}", "编制日期", "{{ verified_on }}")
    _row(table, "复核人", "{{ reviewer }}", "复核日期", "{{ reviewed_on }}")
    _wide(
        table,
        "证据提供单位意见及签章",
        ["", "（盖章）", "负责人（签名）：                日期：    年    月    日"],
        height=4,
    )
    _wide(table, "附件", ["共        页"])
    _note(document, "对应疑点：第 {{ lead_number }} 项（{{ fingerprint }}，{{ rule }}）")
    return document


def _working() -> Made:
    document = _page("审计工作底稿")
    _line(document, "索引号：{{ paper_number }}", right="第    页（共    页）")
    table = _table(document, (3.6, 5.2, 2.6, 4.6))
    _wide(table, "项目名称", ["{{ project }}"])
    _wide(table, "被审计（调查）单位", ["{{ unit }}"])
    _wide(table, "审计（调查）事项", ["{{ matter }}"])
    _row(table, "编制人", "{{ verifier }}", "编制日期", "{{ verified_on }}")
    _wide(table, "审计过程", [""], height=6.5)
    _wide(table, "审计认定的事实摘要及审计结论", [""], height=6.5)
    _wide(table, "审核意见", ["", "审核人：                日期：    年    月    日"], height=3)
    _row(table, "附件数", "", "取证单编号", "{{ evidence_number }}")
    _note(document, "对应疑点：第 {{ lead_number }} 项（{{ fingerprint }}，{{ rule }}）")
    return document


def _handover() -> Made:
    document = _page("资料交接清单", lying=True)
    _line(document, "被审计单位：{{ unit }}", right="项目名称：{{ project }}")
    widths = (1.2, 6.2, 6.0, 2.0, 3.7, 2.0, 3.6)
    table = _table(document, widths)
    heads = (
        "序号", "文件", "SHA-256", "编码", "表或表数", "读取行数", "读取金额（元）",
    )  # fmt: skip
    _cells(table, heads, bold=True)
    _mark_head(table)
    _cells(table, ("{%tr for file in files %}",))
    fields = ("number", "name", "sha256", "encoding", "tables", "rows", "yuan")
    _cells(table, [f"{{{{ file.{field} }}}}" for field in fields], right_from=5, small=2)
    _cells(table, ("{%tr endfor %}",))
    total = ("合计", "{{ file_count }} 个文件", "", "", "", "{{ total_rows }}", "{{ total_yuan }}")
    _cells(table, total, right_from=5, bold=True)
    document.add_paragraph()
    people = _table(document, (3.0, 5.2, 3.0, 5.2, 3.0, 5.3))
    _cells(people, ("移交人", "", "接收人", "", "日期", ""))
    _note(document, "{{ program }}；规则库 {{ rulebook }}")
    return document


def _page(title: str, *, lying: bool = False) -> Made:
    """Begin a document of A4 with its title."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if lying:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "qinjian", title, ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(10.5)
    normal.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), _FANGSONG)
    language = normal.element.rPr.makeelement(qn("w:lang"), {})
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after = Pt(0)
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.paragraph_format.space_after = Pt(8)
    _write(head, title, font=_SONG, size=18, bold=True)
    return document


def _line(document: Made, text: str, right: str) -> None:
    """Write a line with a text at either side."""
    paragraph = document.add_paragraph()
    section = document.sections[0]
    assert section.page_width is not None
    across = Cm(_ALONG) if section.page_width > Cm(25) else Cm(_ACROSS)
    paragraph.paragraph_format.tab_stops.add_tab_stop(across, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.paragraph_format.space_after = Pt(4)
    _write(paragraph, f"{text}\t{right}")


def _note(document: Made, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(4)
    _write(paragraph, text, size=9)


def _table(document: Made, widths: Sequence[float]) -> Table:
    table: Table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _wide(table: Table, label: str, texts: Sequence[str], height: float = 0.9) -> None:
    """Add a row of a label and one cell across the rest."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    row.height = Cm(height)
    _fill(row.cells[0], [label], font=_SONG)
    across = row.cells[1].merge(row.cells[-1])
    _fill(across, texts)
    if len(texts) > _SHORT and texts[0] == "":  # what is to be signed
        across.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM


def _row(table: Table, *texts: str) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    row.height = Cm(0.9)
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _fill(cell, [text], font=_FANGSONG if number % 2 else _SONG)


def _cells(
    table: Table, texts: Sequence[str], *, right_from: int = 99, small: int = 99, bold: bool = False
) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    row.height = Cm(0.7)
    _mark(row, "w:cantSplit")
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=False)):
        _fill(cell, [text], size=8 if number == small else 9.5, bold=bold)
        if number >= right_from:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark_head(table: Table) -> None:
    """Let the head stand on each page."""
    _mark(table.rows[0], "w:tblHeader")


def _mark(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn(name), {}))


def _fill(
    cell: _Cell, texts: Sequence[str], *, font: str = _FANGSONG, size: float = 10.5,
    bold: bool = False,
) -> None:  # fmt: skip
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _write(paragraph, text, font=font, size=size, bold=bold)


def _write(
    paragraph: Paragraph, text: str, *, font: str = _FANGSONG, size: float = 10.5,
    bold: bool = False,
) -> None:  # fmt: skip
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = _LATIN, Pt(size), bold
    fonts = run._element.get_or_add_rPr().rFonts
    assert fonts is not None
    fonts.set(qn("w:eastAsia"), font)


def _packed(document: Made) -> bytes:
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


if __name__ == "__main__":
    for file, content in made().items():
        (FOLDER / file).write_bytes(content)

"""Files that are no tables: a line for each kind, and no fault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qinjian.engine.intake.files.inputs import FORMATS
from qinjian.engine.intake.files.others import OtherKind, other_kind
from qinjian.engine.intake.files.source import find
from qinjian.engine.messages.problems import Problem

Write = Callable[[str, str], str]


def told(*paths: str) -> list[Problem]:
    return [one for one in find(paths) if isinstance(one, Problem)]


@pytest.mark.parametrize(
    ("name", "kind", "step"),
    [
        ("a.pdf", "PDF 文件", "背后的表格"),
        ("a.OFD", "版式文件", "背后的表格"),
        ("a.JPG", "图片", "背后的表格"),
        ("a.heic", "图片", "背后的表格"),
        ("a.docx", "文字文档", "另存为 .xlsx"),
        ("a.wps", "文字文档", "另存为 .xlsx"),
        ("a.mdb", "数据库文件", "导出为 Excel"),
        ("a.bak", "数据库或账套备份", "恢复后"),
        ("a.7z", "压缩包", "解压"),
        ("a.eml", "邮件", "附件"),
        ("a.xml", "XML 文件", ".xls"),
    ],
)
def test_a_file_alone_is_named_with_the_next_step(
    write: Write, name: str, kind: str, step: str
) -> None:
    (problem,) = told(write(name, "x"))
    assert (problem.code, problem.where.file) == ("file_other_kind", name)
    words = problem.words("zh")
    assert words.startswith(f"{name}：{kind}不是表格，未读取。")
    assert step in words


def test_many_of_a_kind_are_one_line(write: Write) -> None:
    for number in range(12):
        write(f"d/{number:02d}.pdf", "x")
    write("d/a.docx", "x")
    write("d/a.csv", "x")
    pdf, doc = told("d")
    assert pdf.words("zh") == (
        "PDF 文件 12 个（d/00.pdf、d/01.pdf、d/02.pdf …）不是表格，未读取。"
        "请索取它背后的表格（Excel、CSV 或系统导出的数据）。"
    )
    assert pdf.words("en") == (
        "no table, and not read: 12 files, PDF file (d/00.pdf, d/01.pdf, d/02.pdf …). To have it "
        "checked, ask for the table behind it (a workbook, CSV, an export of the system)."
    )
    assert doc.where.file == "d/a.docx"


def test_those_of_several_paths_are_told_together_and_last(write: Write) -> None:
    found = list(find([write("a.pdf", ""), write("a.csv", ""), write("b.pdf", "")]))
    assert [getattr(one, "name", None) for one in found] == ["a.csv", None]


def test_a_folder_of_scans_is_not_empty(write: Write) -> None:
    write("d/a.pdf", "x")
    assert [problem.code for problem in told("d")] == ["file_other_kind"]
    write("e/a.xyz", "x")
    assert [problem.code for problem in told("e")] == ["folder_empty", "file_other_kind"]


def test_files_of_the_system_are_passed_over(write: Write) -> None:
    for name in ("Thumbs.db", ".DS_Store", "desktop.ini", "~$a.docx"):
        write(f"d/{name}", "x")
    write("d/a.csv", "x")
    assert told("d") == []


def test_no_ending_is_of_two_kinds() -> None:
    kinds = [kind for kind in map(other_kind, (f"a{ending}" for ending in FORMATS)) if kind]
    assert kinds == [other_kind("a.zip")]
    assert all(isinstance(other_kind(f"a.{ending}"), OtherKind) for ending in ("rar", "png"))
    assert other_kind("a") is None


def test_a_folder_by_the_name_of_a_file_is_a_folder() -> None:
    Path("a.pdf").mkdir()
    assert [problem.code for problem in told("a.pdf")] == ["folder_empty"]

"""What a configuration may say: its tables, their keys, and what each of them takes."""

from dataclasses import dataclass
from typing import Literal, get_args

from qinjian.engine.console.choices import FailOn, Format
from qinjian.engine.messages.problems import Term
from qinjian.engine.wording import Language

Sort = Literal["text", "flag", "day", "names", "file", "pattern", "word"]
"""What a value is: text that is not empty, true or false, a day, a list of rules, the name of a
file, a pattern of folders, or a word of those that are known."""

EXPECTED: dict[Sort, Term] = {
    "text": Term("非空的文字（用引号括起）", "text in quotes that is not empty"),
    "flag": Term("true 或 false", "true or false"),
    "day": Term("日期，如 2015-03-05", "a day, such as 2015-03-05"),
    "names": Term('规则编号的列表，如 ["CQ28-*"]', 'a list of rules, such as ["CQ28-*"]'),
    "file": Term("用引号括起的文件名", "the name of a file in quotes"),
    "pattern": Term('用引号括起的文件夹，如 "2015/*"', 'a folder in quotes, such as "2015/*"'),
    "word": Term("用引号括起的词", "a word in quotes"),
}


@dataclass(frozen=True)
class Key:
    """One key. ``option`` is the option of ``qinjian check`` that says the same.

    A word is of a ``vocabulary``, or one of ``words``. ``about`` and ``example`` are what
    ``qinjian init`` writes of it.
    """

    name: str
    sort: Sort
    option: str
    about: Term
    example: str
    vocabulary: str | None = None
    words: tuple[str, ...] = ()


UNIT = (
    Key("name", "text", "unit",
        Term("单位名称，用于未写明单位的记录。", "The unit of records that do not name theirs."),
        '"某县财政局"'),
    Key("kind", "word", "unit_kind", Term("单位性质。", "The kind of the unit."),
        '"行政机关"', vocabulary="unit_kind"),
    Key("region", "word", "region",
        Term("单位所在地区（省级）。", "The region of the unit, a province."),
        '"重庆"', vocabulary="region"),
    Key("level", "word", "level", Term("单位层级。", "The level of the unit."),
        '"区县级"', vocabulary="unit_level"),
)  # fmt: skip

PATH = Key(
    "path", "pattern", "path",
    Term(
        "相对于本文件的文件夹或文件；* 是一层中的任意名称，** 是任意层。",
        "A folder or file, seen from this file; * is any name, ** any number of folders.",
    ),
    '"2015/*"',
)  # fmt: skip

CHECK = (
    Key("kind", "word", "kind",
        Term("未写明类别的表格的记录类别。", "The kind of tables that do not tell theirs."),
        '"reception"', vocabulary="kind"),
    Key("map", "file", "map",
        Term("映射文件（qinjian map），在本文件夹中。", "A file of qinjian map, in this folder."),
        '"mapping.yaml"'),
    Key("as_of", "day", "as_of",
        Term("以此日期代替各记录的发生日期。", "A day in place of each record's own."),
        "2015-03-05"),
    Key("select", "names", "select",
        Term("只列出这些规则的疑点；* 是任意文字。", "List the leads of these rules only."),
        '["CQ28-*"]'),
    Key("ignore", "names", "ignore",
        Term("不列出这些规则的疑点（在报告开头计数）。",
             "Do not list the leads of these rules; the head of the report counts them."),
        '["CQ28-companions"]'),
    Key("level", "word", "least",
        Term("只列出此级别以上的疑点。", "List leads from this level on."),
        '"breach"', words=("doubt", "breach")),
    Key("undetermined", "flag", "undetermined",
        Term("同时列出无法判断的。", "Also list what cannot be told."), "true"),
    Key("strict", "flag", "strict",
        Term("有未能读取的行或单元格时以 2 退出。", "End with 2 where a cell or row was not read."),
        "true"),
    Key("fail_on", "word", "fail_on",
        Term("达到此级别时以 1 退出。", "End with 1 from this level on."),
        '"doubt"', words=get_args(FailOn)),
    Key("format", "word", "format", Term("报告的格式。", "Format of the report."),
        '"table"', words=get_args(Format)),
    Key("lang", "word", "lang", Term("文字的语言。", "The language."),
        '"zh"', words=get_args(Language)),
)  # fmt: skip

REFUSED = ("rules", "output", "mark")
"""Options of a check that only the command line may give: what is held against the records, and
where the answer and marked copies are written."""

TABLES: dict[str, tuple[Key, ...]] = {"unit": UNIT, "folder": (PATH, *UNIT), "check": CHECK}

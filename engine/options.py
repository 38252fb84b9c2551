"""What can be given to the commands: their options and words, in the language of the system."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from qinjian.engine.problems import Problem, QinjianError
from qinjian.engine.wording import Language, system_language


def help_text(zh: str, en: str) -> str:
    """Return a help text in the language of the system."""
    return zh if system_language() == "zh" else en


def option(name: str, zh: str, en: str) -> object:
    """Declare an option with its help text."""
    return typer.Option(name, help=help_text(zh, en))


def argument(zh: str, en: str) -> object:
    """Declare an argument with its help text."""
    return typer.Argument(help=help_text(zh, en))


LangOption = Annotated[
    Language | None,
    option("--lang", "文字的语言（默认按系统）。", "Language (default: the locale's)."),
]
RulesOption = Annotated[
    list[Path] | None,
    option("--rules", "另加的规则文件夹。", "A folder with more rules."),
]
OutputOption = Annotated[Path | None, option("--output", "写入此文件。", "Write to this file.")]
KindOption = Annotated[str | None, option("--kind", "记录的类别。", "The kind of the records.")]
RegionOption = Annotated[
    str | None,
    option(
        "--region",
        "记录未写明地区时单位所在地区，如 重庆。",
        "Region of units whose records do not tell it, such as 重庆.",
    ),
]
UnitOption = Annotated[
    str | None,
    option(
        "--unit",
        "单位名称，用于未写明单位的记录。",
        "The unit of records that do not name theirs.",
    ),
]
UnitKindOption = Annotated[
    str | None,
    option("--unit-kind", "单位性质，如 行政机关、事业单位、国有企业。", "The kind of the unit."),
]
FormatOption = Annotated[
    Literal["table", "json", "jsonl", "csv"],
    option("--format", "报告的格式。", "Format of the report."),
]
FailOnOption = Annotated[
    Literal["breach", "doubt", "undetermined", "never"],
    option("--fail-on", "达到此级别时以 1 退出。", "End with 1 from this level on."),
]
UndeterminedOption = Annotated[
    bool,
    option(
        "--undetermined",
        "同时按规则和所缺资料列出无法判断的，附项数和前三处。",
        "Also list what cannot be told, by rule and by what is lacking, with the first places.",
    ),
]
UndeterminedAllOption = Annotated[
    bool,
    option(
        "--undetermined-all",
        "同时逐条列出无法判断的。",
        "Also list what cannot be told one by one.",
    ),
]
RunnerOption = Annotated[
    Literal["auto", "reference", "columns"],
    option("--runner", "判断记录的方式。", "How records are judged."),
]
StrictOption = Annotated[
    bool,
    option(
        "--strict",
        "有未能读取的行或单元格时以 2 退出。",
        "End with 2 where a row or a cell could not be read.",
    ),
]
LevelOption = Annotated[
    str | None, option("--level", "单位层级，如 省级、区县级。", "The level of the unit.")
]
MapOption = Annotated[
    Path | None,
    option("--map", "说明各列如何读取的文件（qinjian map）。", "A file of qinjian map."),
]
AsOfOption = Annotated[
    str | None,
    option(
        "--as-of",
        "以此日期（2015-03-05）代替各记录的发生日期。",
        "A day (2015-03-05) in place of each record's own.",
    ),
]


def language_of(lang: Language | None) -> Language:
    """Return the language that was asked for, else that of the system."""
    return lang or system_language()


def day_of(text: str | None) -> date | None:
    """Read the day that ``--as-of`` gives.

    Raises:
        QinjianError: ``option_wrong``, if it is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        values = {"option": "--as-of", "value": text, "known": "2015-03-05"}
        raise QinjianError(Problem("option_wrong", values=values)) from None

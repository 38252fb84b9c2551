"""What can be given to the commands: their options and words, in the language of the system."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from qinjian.engine.console.choices import FailOn, Format, Order, Runner
from qinjian.engine.wording import Language, system_language
from qinjian.schemas.roles import Role


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
AdviceFormatOption = Annotated[
    Literal["table", "json"] | None,
    option("--format", "格式（默认 table）。", "Format (default: table)."),
]
SampleFormatOption = Annotated[
    Literal["table", "csv", "json"] | None,
    option("--format", "格式（默认 table）。", "Format (default: table)."),
]
SizeOption = Annotated[
    int, option("-n", "抽取的记录数（分层时为每层）。", "How many to draw (of each stratum).")
]
MethodOption = Annotated[
    Literal["random", "systematic", "mus"],
    option(
        "--method",
        "random 随机、systematic 等距、mus 货币单元抽样。",
        "random, systematic, or mus (monetary unit sampling).",
    ),
]
SeedOption = Annotated[
    str,
    option(
        "--seed",
        "种子：任意文字或数字；同样的种子抽出同样的样本。",
        "Any text or number: the same one draws the same sample.",
    ),
]
StrataOption = Annotated[
    Literal["unit", "kind", "month"] | None,
    option(
        "--by",
        "按单位、类别或月份分层，每层各抽 -n 条。",
        "Draw -n of each unit, kind or month.",
    ),
]
RulesOption = Annotated[
    list[Path] | None,
    option("--rules", "另加的规则文件夹。", "A folder with more rules."),
]
OutputOption = Annotated[Path | None, option("--output", "写入此文件。", "Write to this file.")]
OutputsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        help=help_text(
            "写入此文件，格式按后缀；可以给出几个。",
            "Write to this file, in the format of its suffix; several may be given.",
        ),
    ),
]
MarkOption = Annotated[
    Path | None,
    option(
        "--mark",
        "将有疑点的工作簿另写标注件到此文件夹。",
        "Write marked copies of workbooks that have leads to this folder.",
    ),
]
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
    Format | None,
    option("--format", "报告的格式（默认 table）。", "Format of the report (default: table)."),
]
FailOnOption = Annotated[
    FailOn | None,
    option(
        "--fail-on",
        "达到此级别时以 1 退出（默认 doubt）。",
        "End with 1 from this level on (default: doubt).",
    ),
]
UndeterminedOption = Annotated[
    bool | None,
    option(
        "--undetermined/--no-undetermined",
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
SelectOption = Annotated[
    list[str] | None,
    option(
        "--select",
        "只列出这些规则、条文、记录类别的疑点，如 CQ28-*、28、接待。",
        "List leads of these rules, articles and kinds only: CQ28-*, 28, reception.",
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    option(
        "--ignore",
        "不列出这些规则、条文、记录类别的疑点，只计数。",
        "Do not list leads of these rules, articles and kinds, but count them.",
    ),
]
SortOption = Annotated[
    Order,
    option(
        "--sort",
        "疑点的顺序：按文件、级别和金额、金额、条文、单位或者日期。",
        "Order of the leads: by file, level and amount, amount, article, unit or day.",
    ),
]
StatisticsOption = Annotated[
    bool,
    option(
        "--statistics",
        "只列出各规则的疑点数（即 --format statistics）。",
        "List only how many leads each rule gave (as --format statistics).",
    ),
]
MaskOption = Annotated[
    bool,
    option(
        "--mask",
        "隐去人名和账号、卡号、证件号、电话号码，便于外发。",
        "Hide names, and numbers of accounts, cards, people and phones, in what is shared.",
    ),
]
ConfigOption = Annotated[
    Path | None,
    option(
        "--config",
        "配置文件（默认为工作文件夹中的 qinjian.toml）。",
        "The configuration (default: qinjian.toml in the working folder).",
    ),
]
TrustOption = Annotated[
    bool,
    option(
        "--trust-config",
        "也采用被检查的文件夹之中和之上的 qinjian.toml。",
        "Obey each qinjian.toml in and above what is checked, too.",
    ),
]
StrictOption = Annotated[
    bool | None,
    option(
        "--strict/--no-strict",
        "有未能读取的行或单元格时以 2 退出。",
        "End with 2 where a row or a cell could not be read.",
    ),
]
LevelOption = Annotated[
    str | None, option("--unit-level", "单位层级，如 省级、区县级。", "The level of the unit.")
]
LeastOption = Annotated[
    Literal["doubt", "breach"] | None,
    option(
        "--level",
        "只列出此级别以上的疑点（默认 doubt，即全部）。",
        "List leads from this level on (default: doubt, which is all).",
    ),
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
InputsArgument = Annotated[
    list[str],
    argument("文件、文件夹，或 - 表示标准输入。", "Files, folders, or - for standard input."),
]
FileArgument = Annotated[str, argument("文件，或 -。", "A file, or -.")]
TablesArgument = Annotated[str, argument("表格文件或文件夹。", "A file or folder of tables.")]
RuleArgument = Annotated[str, argument("规则的编号，或者词语。", "The id of the rule, or words.")]
RuleIdsArgument = Annotated[
    list[str] | None, argument("规则的编号（默认全部）。", "Ids of rules (default: all).")
]
SearchOption = Annotated[
    str | None,
    option(
        "--search",
        "只列出含有这些词语的，如 陪餐、第28条、差旅。",
        "List those only in which these words stand, such as 陪餐, hosts, 28, travel.",
    ),
]
TextArgument = Annotated[
    str, argument("一段文字，如摘要、菜单或者收款方。", "A text: a summary, a menu, a payee.")
]
RoleOption = Annotated[
    Role,
    option(
        "--role",
        "文字所在的栏：purpose 事由、摘要，goods 品名、菜单，party 收款方、客人，place 地点。",
        "Its column: purpose (summary), goods (items, menu), party (payee, guests) or place.",
    ),
]
FolderArgument = Annotated[Path, argument("写入此文件夹。", "Write to this folder.")]
SchemaArgument = Annotated[
    str, typer.Argument(help="reception, …, rule, report, difference, profile, sample")
]
KindArgument = Annotated[str, typer.Argument(help="reception, travel, meeting, …")]
ConfigArgument = Annotated[
    Path,
    argument("写入此文件（默认 qinjian.toml）。", "The file to write (default: qinjian.toml)."),
]
RecordOption = Annotated[
    str | None,
    option("--record", "单据号、行号或 工作表:行号。", "Claim number, row, or sheet:row."),
]
RunnerOption = Annotated[
    Runner | None, option("--runner", "判断记录的方式。", "How records are judged.")
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        help=help_text(
            "大量数据由几个进程同时处理（默认按处理器核数，至多 4 个；1 为不另开进程）。",
            "Processes that share much work (default: as many as cores, 4 at most; 1: none).",
        ),
    ),
]
PageOption = Annotated[
    Literal["table", "html"], option("--format", "表格或网页。", "A table or a page.")
]
WorkbookOption = Annotated[
    Path | None,
    option("--output", "写入此文件（默认 类别.xlsx）。", "The file (default: KIND.xlsx)."),
]
ForceOption = Annotated[bool, option("--force", "覆盖已有的文件。", "Write over a file.")]
VersionOption = Annotated[bool, option("--version", "显示版本。", "Show the version.")]


def language_of(lang: Language | None) -> Language:
    """Return the language that was asked for, else that of the system."""
    return lang or system_language()

"""The command line: thin, with no logic of its own."""

import sys
from datetime import date
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from typer.exceptions import TyperException

from qinjian.engine import checking
from qinjian.engine.collect import Options, Runner
from qinjian.engine.intake import survey as surveying
from qinjian.engine.problems import Problem, QinjianError, RuleFileError
from qinjian.engine.report import contracts, write
from qinjian.engine.report import coverage as covering
from qinjian.engine.report import explain as explaining
from qinjian.engine.report import mapping as mapping_report
from qinjian.engine.report import template as templates
from qinjian.engine.report import trace as tracing
from qinjian.engine.rulebook.lint import lint
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.run.cases import try_cases
from qinjian.engine.terminal import (
    Ended,
    asked_language,
    end_in_order,
    ended,
    show_progress,
    tell,
    tell_usage,
    use_utf8,
)
from qinjian.engine.wording import Language, system_language

FINDINGS, WRONG_USE, OUR_FAULT, INTERRUPTED = 1, 2, 3, 130

Format = Literal["table", "json", "jsonl", "csv"]
FailOn = Literal["breach", "doubt", "undetermined", "never"]


def _help(zh: str, en: str) -> str:
    return zh if system_language() == "zh" else en


def _option(name: str, zh: str, en: str) -> object:
    return typer.Option(name, help=_help(zh, en))


def _argument(zh: str, en: str) -> object:
    return typer.Argument(help=_help(zh, en))


app = typer.Typer(
    name="qinjian",
    help=_help(
        "依据厉行节约反对浪费的规定检查公务支出记录，逐条引用条文。",
        "Checks public expenditure against China's frugality regulations, citing the clause.",
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(
    help=_help("列出、检查和测试规则。", "List, lint and test the rules."),
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(rules_app, name="rules")

LangOption = Annotated[
    Language | None,
    _option("--lang", "文字的语言（默认按系统）。", "Language (default: the locale's)."),
]
RulesOption = Annotated[
    list[Path] | None,
    _option("--rules", "另加的规则文件夹。", "A folder with more rules."),
]
KindOption = Annotated[str | None, _option("--kind", "记录的类别。", "The kind of the records.")]
RegionOption = Annotated[
    str | None,
    _option(
        "--region",
        "记录未写明地区时单位所在地区，如 重庆。",
        "Region of units whose records do not tell it, such as 重庆.",
    ),
]
MapOption = Annotated[
    Path | None,
    _option("--map", "说明各列如何读取的文件（qinjian map）。", "A file of qinjian map."),
]
AsOfOption = Annotated[
    str | None,
    _option(
        "--as-of",
        "以此日期（2015-03-05）代替各记录的发生日期。",
        "A day (2015-03-05) in place of each record's own.",
    ),
]


def _language(lang: Language | None) -> Language:
    return lang or system_language()


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        values = {"option": "--as-of", "value": text, "known": "2015-03-05"}
        raise QinjianError(Problem("option_wrong", values=values)) from None


@app.command(help=_help("检查记录并列出疑点。", "Check records and list the leads."))
def check(
    paths: Annotated[
        list[str],
        _argument("文件、文件夹，或 - 表示标准输入。", "Files, folders, or - for standard input."),
    ],
    format_: Annotated[
        Format, _option("--format", "报告的格式。", "Format of the report.")
    ] = "table",
    output: Annotated[
        Path | None, _option("--output", "写入此文件。", "Write to this file.")
    ] = None,
    kind: KindOption = None,
    region: RegionOption = None,
    mapping: MapOption = None,
    as_of: AsOfOption = None,
    undetermined: Annotated[
        bool,
        _option("--undetermined", "同时列出无法判断的。", "Also list what cannot be told."),
    ] = False,
    fail_on: Annotated[
        FailOn,
        _option("--fail-on", "达到此级别时以 1 退出。", "End with 1 from this level on."),
    ] = "doubt",
    runner: Annotated[
        Runner, _option("--runner", "判断记录的方式。", "How records are judged.")
    ] = "auto",
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Check records and list the leads."""
    language = _language(lang)
    day = _day(as_of)
    options = Options(language, kind, region, day, undetermined, mapping, runner)
    checked = checking.check(paths, load_rulebook(rules or ()), options, progress=show_progress)
    if output is not None:
        write.refuse_inputs(output, (file.file for file in checked.report.manifest.files))
    write.emit(write.render(checked.report, format_), output)
    # The table lists all of them; files that cannot be read are told here in any case.
    listed = format_ == "table" and output is None
    tell((p for p in checked.rejects if p.where.row is None or not listed), language)
    tell(() if listed else checked.notices, language)
    for error in checked.errors:
        tell([Problem("internal", values={"reason": error})], language)
    return checking.exit_code(checked, fail_on)


@app.command(
    help=_help(
        "说明每条适用规则如何得出结论。", "Show how each applicable rule came to its verdict."
    )
)
def trace(
    file: Annotated[str, _argument("文件，或 -。", "A file, or -.")],
    record: Annotated[
        str | None,
        _option("--record", "单据号、行号或 工作表:行号。", "Claim number, row, or sheet:row."),
    ] = None,
    kind: KindOption = None,
    region: RegionOption = None,
    mapping: MapOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Show how each applicable rule came to its verdict."""
    language = _language(lang)
    options = Options(language, kind, region, _day(as_of), mapping=mapping)
    intake = checking.read_records([file], options)
    tell([*intake.rejects, *intake.notices], language)
    if not intake.records and intake.rejects:
        return WRONG_USE
    chosen = tracing.select(intake.records, record, file)
    write.emit(tracing.trace(chosen, load_rulebook(rules or ()), language, options.as_of), None)
    return WRONG_USE if intake.rejects else 0


@app.command(
    "map",
    help=_help(
        "说明各列如何读取，并写出可修改的映射文件。",
        "Show how columns are read, and write a mapping to correct.",
    ),
)
def map_columns(
    file: Annotated[str, _argument("表格文件或文件夹。", "A file or folder of tables.")],
    output: Annotated[
        Path, _option("--output", "写入此文件。", "Write the mapping to this file.")
    ] = Path("mapping.yaml"),
    kind: KindOption = None,
    mapping: MapOption = None,
    lang: LangOption = None,
) -> int:
    """Show how columns are read, and write a mapping."""
    language = _language(lang)
    found, problems = surveying.survey(file, kind, mapping)
    if found:
        text = mapping_report.mapping_file(found, output.as_posix(), language)
        write.emit_new(text, output)
        write.emit(mapping_report.describe(found, language), None)
    tell(problems, language)
    return WRONG_USE if problems else 0


@app.command(
    help=_help(
        "说明一条规则：条文、条件、标准、案例。",
        "Explain a rule: clause, condition, figures, cases.",
    )
)
def explain(
    rule: Annotated[str, _argument("规则的编号。", "The id of the rule.")],
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Explain a rule."""
    write.emit(explaining.explain(load_rulebook(rules or ()), rule, _language(lang)), None)
    return 0


@rules_app.command("list", help=_help("列出规则。", "List the rules."))
def list_rules(rules: RulesOption = None, lang: LangOption = None) -> int:
    """List the rules."""
    write.emit(explaining.list_rules(load_rulebook(rules or ()), _language(lang)), None)
    return 0


@rules_app.command("lint", help=_help("检查规则文件。", "Look for faults in the rule files."))
def lint_rules(rules: RulesOption = None, lang: LangOption = None) -> int:
    """Look for faults in the rule files."""
    language = _language(lang)
    try:
        problems = list(lint(load_rulebook(rules or ())))
    except RuleFileError as error:
        problems = list(error.problems)
    write.emit("".join(f"{problem.words(language)}\n" for problem in problems), None)
    return FINDINGS if problems else 0


@rules_app.command("test", help=_help("运行规则的全部案例。", "Run every case of the rules."))
def run_cases(rules: RulesOption = None, lang: LangOption = None) -> int:
    """Run every case of the rules."""
    language = _language(lang)
    results = list(try_cases(load_rulebook(rules or ())))
    failed = [result.problem for result in results if result.problem is not None]
    lines = [problem.words(language) for problem in failed]
    tally = {"passed": len(results) - len(failed), "failed": len(failed)}
    lines.append(Problem("case_tally", values=tally).words(language))
    write.emit("\n".join(lines) + "\n", None)
    return FINDINGS if failed else 0


@app.command(
    help=_help(
        "法条覆盖：每个字是否都有着落。", "Statute coverage: what became of every character."
    )
)
def coverage(rules: RulesOption = None, lang: LangOption = None) -> int:
    """Show what became of every character of the encoded articles."""
    text, complete = covering.coverage_table(load_rulebook(rules or ()), _language(lang))
    write.emit(text, None)
    return 0 if complete else FINDINGS


@app.command(
    help=_help(
        "输出 JSON Schema：记录类别、rule 或 report。",
        "Print a JSON Schema: a kind, rule or report.",
    )
)
def schema(
    name: Annotated[str, typer.Argument(help="reception, foreign_reception, …, rule, report")],
) -> int:
    """Print a JSON Schema."""
    write.emit(contracts.schema(name), None)
    return 0


@app.command(
    help=_help("写出一类记录的空白工作簿（XLSX）。", "Write an empty workbook (XLSX) for a kind.")
)
def template(
    kind: Annotated[str, typer.Argument(help="reception, travel, meeting, …")],
    output: Annotated[
        Path | None,
        _option("--output", "写入此文件（默认 类别.xlsx）。", "The file (default: KIND.xlsx)."),
    ] = None,
    lang: LangOption = None,
) -> int:
    """Write an empty workbook for a kind of record."""
    target = output or Path(f"{kind}.xlsx")
    write.emit_new(templates.template(kind, _language(lang)), target)
    write.emit(f"{target.as_posix()}\n", None)
    return 0


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, _option("--version", "显示版本。", "Show the version.")] = False,
) -> None:
    if version:
        write.emit(f"{installed_version('qinjian')}\n", None)
        raise typer.Exit


def run(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0, 1 findings, 2 wrong use, 3 our fault.

    A process that a signal ends has 128 and its number.
    """
    given = sys.argv[1:] if arguments is None else arguments
    language = asked_language(given)
    try:
        result = app(args=arguments, standalone_mode=False)
        return result if isinstance(result, int) else 0
    except QinjianError as error:
        tell(error.problems, language)
        own_rules = isinstance(error, RuleFileError) and not any(
            argument.startswith("--rules") for argument in given
        )
        return OUR_FAULT if own_rules else WRONG_USE
    except TyperException as error:
        tell_usage(error)
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (Ended, Exception) as error:  # noqa: BLE001 - the last line of defence
        if (end := ended()) is not None:
            tell([end.problem], language)
            return end.exit_code
        reason = f"{type(error).__name__}: {error}"
        tell([Problem("internal", values={"reason": reason})], language)
        return OUR_FAULT


def main() -> NoReturn:
    """Run the command line."""
    use_utf8()
    end_in_order()
    sys.exit(run())


if __name__ == "__main__":
    main()

"""The command line: thin, with no logic of its own."""

import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from typer.exceptions import TyperException

from qinjian.engine import checking
from qinjian.engine.collect import Options
from qinjian.engine.intake import survey as surveying
from qinjian.engine.mutation.trial import try_rules
from qinjian.engine.options import (
    AsOfOption,
    FailOnOption,
    FormatOption,
    KindOption,
    LangOption,
    LevelOption,
    MapOption,
    OutputOption,
    RegionOption,
    RulesOption,
    RunnerOption,
    StrictOption,
    UndeterminedAllOption,
    UndeterminedOption,
    UnitKindOption,
    UnitOption,
    argument,
    day_of,
    help_text,
    language_of,
    option,
)
from qinjian.engine.problems import Position, Problem, QinjianError, RuleFileError
from qinjian.engine.report import contracts, write
from qinjian.engine.report import coverage as covering
from qinjian.engine.report import explain as explaining
from qinjian.engine.report import mapping as mapping_report
from qinjian.engine.report import template as templates
from qinjian.engine.report import trace as tracing
from qinjian.engine.report.coverage_page import coverage_page
from qinjian.engine.report.pages import pages
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

FINDINGS, WRONG_USE, OUR_FAULT, INTERRUPTED = 1, 2, 3, 130

app = typer.Typer(
    name="qinjian",
    help=help_text(
        "依据厉行节约反对浪费的规定检查公务支出记录，逐条引用条文。",
        "Checks public expenditure against China's frugality regulations, citing the clause.",
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(
    help=help_text("列出、检查和测试规则。", "List, lint and test the rules."),
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(rules_app, name="rules")


@app.command(help=help_text("检查记录并列出疑点。", "Check records and list the leads."))
def check(
    paths: Annotated[
        list[str],
        argument("文件、文件夹，或 - 表示标准输入。", "Files, folders, or - for standard input."),
    ],
    format_: FormatOption = "table",
    output: OutputOption = None,
    kind: KindOption = None,
    region: RegionOption = None,
    unit: UnitOption = None,
    unit_kind: UnitKindOption = None,
    level: LevelOption = None,
    mapping: MapOption = None,
    as_of: AsOfOption = None,
    undetermined: UndeterminedOption = False,
    undetermined_all: UndeterminedAllOption = False,
    fail_on: FailOnOption = "doubt",
    runner: RunnerOption = "auto",
    strict: StrictOption = False,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Check records and list the leads."""
    language = language_of(lang)
    options = Options(
        language, kind, region, unit, unit_kind, level, day_of(as_of), undetermined_all, mapping,
        runner, strict, grouped=undetermined, aside=True,
    )  # fmt: skip
    checked = checking.check(paths, load_rulebook(rules or ()), options, progress=show_progress)
    if output is not None:
        write.refuse_inputs(output, (file.file for file in checked.report.manifest.files))
    write.emit(write.pieces(checked.report, format_, checked.aside), output)
    # The table lists all of them; files that cannot be read are told here in any case.
    listed = format_ == "table" and output is None
    tell((p for p in checked.rejects if p.where.row is None or not listed), language)
    tell(() if listed else (*checked.unreadable, *checked.notices), language)
    for error in checked.errors:
        tell([Problem("internal", values={"reason": error})], language)
    return checking.exit_code(checked, fail_on)


@app.command(
    help=help_text(
        "说明每条适用规则如何得出结论。", "Show how each applicable rule came to its verdict."
    )
)
def trace(
    file: Annotated[str, argument("文件，或 -。", "A file, or -.")],
    record: Annotated[
        str | None,
        option("--record", "单据号、行号或 工作表:行号。", "Claim number, row, or sheet:row."),
    ] = None,
    kind: KindOption = None,
    region: RegionOption = None,
    mapping: MapOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Show how each applicable rule came to its verdict."""
    language = language_of(lang)
    options = Options(language, kind, region, as_of=day_of(as_of), mapping=mapping)
    intake = checking.read_records([file], options)
    tell([*intake.rejects, *intake.notices], language)
    if not intake.records and intake.rejects:
        return WRONG_USE
    chosen = tracing.select(intake.records, record, file)
    write.emit(
        tracing.trace(chosen, load_rulebook(rules or (), draft=True), language, options.as_of), None
    )
    return WRONG_USE if intake.rejects else 0


@app.command(
    "map",
    help=help_text(
        "说明各列如何读取；加 --output 时写出可修改的映射文件。",
        "Show how columns are read; with --output, write a mapping to correct.",
    ),
)
def map_columns(
    file: Annotated[str, argument("表格文件或文件夹。", "A file or folder of tables.")],
    output: OutputOption = None,
    kind: KindOption = None,
    mapping: MapOption = None,
    lang: LangOption = None,
) -> int:
    """Show how columns are read, and write a mapping where that is asked for."""
    language = language_of(lang)
    found, problems = surveying.survey(file, kind, mapping)
    if found and output is not None:
        text = mapping_report.mapping_file(found, output.as_posix(), language)
        write.emit_new(text, output)
    if found:
        hint = "" if output is not None else mapping_report.how_to_write(file, language)
        write.emit(mapping_report.describe(found, language) + hint, None)
    tell(problems, language)
    return WRONG_USE if problems else 0


@app.command(
    help=help_text(
        "说明一条规则：条文、条件、标准、案例。",
        "Explain a rule: clause, condition, figures, cases.",
    )
)
def explain(
    rule: Annotated[str, argument("规则的编号。", "The id of the rule.")],
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Explain a rule."""
    write.emit(
        explaining.explain(load_rulebook(rules or (), draft=True), rule, language_of(lang)), None
    )
    return 0


@rules_app.command("list", help=help_text("列出规则。", "List the rules."))
def list_rules(rules: RulesOption = None, lang: LangOption = None) -> int:
    """List the rules."""
    write.emit(
        explaining.list_rules(load_rulebook(rules or (), draft=True), language_of(lang)), None
    )
    return 0


@rules_app.command("lint", help=help_text("检查规则文件。", "Look for faults in the rule files."))
def lint_rules(rules: RulesOption = None, lang: LangOption = None) -> int:
    """Look for faults in the rule files."""
    language = language_of(lang)
    try:
        problems = list(lint(load_rulebook(rules or (), draft=True)))
    except RuleFileError as error:
        problems = list(error.problems)
    write.emit("".join(f"{problem.words(language)}\n" for problem in problems), None)
    return FINDINGS if problems else 0


@rules_app.command("test", help=help_text("运行规则的全部案例。", "Run every case of the rules."))
def run_cases(rules: RulesOption = None, lang: LangOption = None) -> int:
    """Run every case of the rules."""
    language = language_of(lang)
    results = list(try_cases(load_rulebook(rules or (), draft=True)))
    failed = [result.problem for result in results if result.problem is not None]
    lines = [problem.words(language) for problem in failed]
    tally = {"passed": len(results) - len(failed), "failed": len(failed)}
    lines.append(Problem("case_tally", values=tally).words(language))
    write.emit("\n".join(lines) + "\n", None)
    return FINDINGS if failed else 0


@rules_app.command(
    "mutate",
    help=help_text(
        "逐处改动规则的条件，列出没有案例发现的改动。",
        "Change each part of each condition, and list what no case notices.",
    ),
)
def mutate_rules(
    ids: Annotated[
        list[str] | None,
        argument("规则的编号（默认全部）。", "Ids of rules (default: all)."),
    ] = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Try the cases of rules on mutants of them."""
    language = language_of(lang)
    problems, tried = try_rules(load_rulebook(rules or (), draft=True), ids or ())
    tally = Problem("mutant_tally", values={"tried": tried, "problems": len(problems)})
    write.emit("".join(f"{one.words(language)}\n" for one in (*problems, tally)), None)
    return FINDINGS if problems else 0


@rules_app.command(
    "pages",
    help=help_text(
        "为每条规则和每部法规写一页说明（Markdown）。",
        "Write a page for each rule and regulation (Markdown).",
    ),
)
def write_pages(
    folder: Annotated[Path, argument("写入此文件夹。", "Write to this folder.")],
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Write a page for each rule and regulation."""
    found = pages(load_rulebook(rules or ()))
    write.emit_all(found, folder)
    stale = sorted(path for path in folder.glob("*.md") if path.name not in found)
    told = [Problem("page_stale", Position(file=path.as_posix())) for path in stale]
    tell(told, language_of(lang))
    return FINDINGS if stale else 0


@app.command(
    help=help_text(
        "法条覆盖：每个字是否都有着落。", "Statute coverage: what became of every character."
    )
)
def coverage(
    format_: Annotated[
        Literal["table", "html"], option("--format", "表格或网页。", "A table or a page.")
    ] = "table",
    output: OutputOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Show what became of every character of the encoded articles."""
    written = covering.coverage_table if format_ == "table" else coverage_page
    text, complete = written(load_rulebook(rules or ()), language_of(lang))
    write.emit(text, output)
    return 0 if complete else FINDINGS


@app.command(
    help=help_text(
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
    help=help_text(
        "写出一类记录的空白工作簿（XLSX）。", "Write an empty workbook (XLSX) for a kind."
    )
)
def template(
    kind: Annotated[str, typer.Argument(help="reception, travel, meeting, …")],
    output: Annotated[
        Path | None,
        option("--output", "写入此文件（默认 类别.xlsx）。", "The file (default: KIND.xlsx)."),
    ] = None,
    lang: LangOption = None,
) -> int:
    """Write an empty workbook for a kind of record."""
    target = output or Path(f"{kind}.xlsx")
    write.emit_new(templates.template(kind, language_of(lang)), target)
    write.emit(f"{target.as_posix()}\n", None)
    return 0


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, option("--version", "显示版本。", "Show the version.")] = False,
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

"""The command line: thin, with no logic of its own.

What a command needs is imported when it runs: its start is most of a small check.
"""

import gc
import os
import sys
from pathlib import Path
from typing import NoReturn

import typer

from qinjian.engine.console import advice_commands, ledger_commands, rule_commands
from qinjian.engine.console import options as parameters
from qinjian.engine.console.check_command import CHECK, check
from qinjian.engine.console.choices import CONFIG
from qinjian.engine.console.emit import emit, emit_new
from qinjian.engine.console.ending import exit_code
from qinjian.engine.console.exit_codes import FINDINGS, WRONG_USE
from qinjian.engine.console.options import help_text, language_of
from qinjian.engine.console.stream_command import WATCH, watch
from qinjian.engine.console.terminal import end_in_order, tell, use_utf8
from qinjian.engine.version import VERSION

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
app.add_typer(rule_commands.app, name="rules")
app.add_typer(ledger_commands.app, name="ledger")
app.command(help=CHECK)(check)
app.command(help=WATCH)(watch)
app.command(help=ledger_commands.DIFF)(ledger_commands.diff)
app.command(help=ledger_commands.PAPERS)(ledger_commands.papers)
advice_commands.register(app)


@app.command(
    help=help_text(
        "写出一个配置文件（qinjian.toml），各项附有说明。",
        "Write a configuration (qinjian.toml) that explains each of its keys.",
    )
)
def init(
    file: parameters.ConfigArgument = Path(CONFIG),
    force: parameters.ForceOption = False,
    lang: parameters.LangOption = None,
) -> int:
    """Write a configuration to fill in."""
    from qinjian.engine.config.template import template as starting

    target = file / CONFIG if file.is_dir() else file
    text = starting(language_of(lang))
    if force:
        emit(text, target)
    else:
        emit_new(text, target, taken="init_exists")
    emit(f"{target.as_posix()}\n", None)
    return 0


@app.command(
    help=help_text(
        "说明每条适用规则如何得出结论。", "Show how each applicable rule came to its verdict."
    )
)
def trace(
    file: parameters.FileArgument,
    record: parameters.RecordOption = None,
    kind: parameters.KindOption = None,
    region: parameters.RegionOption = None,
    mapping: parameters.MapOption = None,
    as_of: parameters.AsOfOption = None,
    rules: parameters.RulesOption = None,
    config: parameters.ConfigOption = None,
    trust_config: parameters.TrustOption = False,
    lang: parameters.LangOption = None,
) -> int:
    """Show how each applicable rule came to its verdict."""
    from qinjian.engine.answer.settings import settle
    from qinjian.engine.checking import read_records
    from qinjian.engine.report import trace as tracing
    from qinjian.engine.rulebook.load import load_rulebook

    asked = {"kind": kind, "region": region, "map": mapping, "as_of": as_of, "lang": lang}
    options = settle([file], asked, config, trust=trust_config).options
    language = options.language
    intake = read_records([file], options)
    tell([*intake.rejects, *options.config.notices, *intake.notices], language)
    if not intake.records and intake.rejects:
        return WRONG_USE
    chosen = tracing.select(intake.records, record, file)
    emit(
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
    file: parameters.TablesArgument,
    output: parameters.OutputOption = None,
    kind: parameters.KindOption = None,
    mapping: parameters.MapOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """Show how columns are read, and write a mapping where that is asked for."""
    from qinjian.engine.intake.survey import survey
    from qinjian.engine.report import mapping as mapping_report

    language = language_of(lang)
    found, problems = survey(file, kind, mapping)
    if found and output is not None:
        text = mapping_report.mapping_file(found, output.as_posix(), language)
        emit_new(text, output)
    if found:
        hint = "" if output is not None else mapping_report.how_to_write(file, language)
        emit(mapping_report.describe(found, language) + hint, None)
    tell(problems, language)
    return WRONG_USE if problems else 0


@app.command(help=help_text("说明一段文字如何读取。", "Show how a text is read, and why."))
def read(
    text: parameters.TextArgument,
    role: parameters.RoleOption = "purpose",
    rules: parameters.RulesOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """Show how a text is read."""
    from qinjian.engine.report.reading import reading
    from qinjian.engine.rulebook.load import load_rulebook

    book = load_rulebook(rules or (), draft=True)
    emit(reading(text, role, book, language_of(lang)), None)
    return 0


@app.command(
    help=help_text(
        "说明一条规则：条文、条件、标准、案例；也可以用词语查找，如 陪餐。",
        "Explain a rule: clause, condition, figures, cases; words find it, too, such as 陪餐.",
    )
)
def explain(
    rule: parameters.RuleArgument,
    rules: parameters.RulesOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """Explain a rule."""
    from qinjian.engine.report.search import explained
    from qinjian.engine.rulebook.load import load_rulebook

    book = load_rulebook(rules or (), draft=True)
    emit(explained(book, rule, language_of(lang)), None)
    return 0


@app.command(
    help=help_text(
        "法条覆盖：每个字是否都有着落。", "Statute coverage: what became of every character."
    )
)
def coverage(
    format_: parameters.PageOption = "table",
    output: parameters.OutputOption = None,
    rules: parameters.RulesOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """Show what became of every character of the encoded articles."""
    from qinjian.engine.report.coverage import coverage_table
    from qinjian.engine.report.coverage_page import coverage_page
    from qinjian.engine.rulebook.load import load_rulebook

    written = coverage_table if format_ == "table" else coverage_page
    text, complete = written(load_rulebook(rules or ()), language_of(lang))
    emit(text, output)
    return 0 if complete else FINDINGS


@app.command(
    help=help_text(
        "输出 JSON Schema：记录类别、rule 或 report。",
        "Print a JSON Schema: a kind, rule or report.",
    )
)
def schema(name: parameters.SchemaArgument) -> int:
    """Print a JSON Schema."""
    from qinjian.engine.report import contracts

    emit(contracts.schema(name), None)
    return 0


@app.command(
    help=help_text(
        "写出一类记录的空白工作簿（XLSX）。", "Write an empty workbook (XLSX) for a kind."
    )
)
def template(
    kind: parameters.KindArgument,
    output: parameters.WorkbookOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """Write an empty workbook for a kind of record."""
    from qinjian.engine.report import template as templates

    target = output or Path(f"{kind}.xlsx")
    emit_new(templates.template(kind, language_of(lang)), target)
    emit(f"{target.as_posix()}\n", None)
    return 0


@app.callback(invoke_without_command=True)
def _version(version: parameters.VersionOption = False) -> None:
    if version:
        emit(f"{VERSION}\n", None)
        raise typer.Exit


def run(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; see ``ending``."""
    return exit_code(app, sys.argv[1:] if arguments is None else arguments)


def main() -> NoReturn:
    """Run the command line."""
    # What a start makes lives to the end: there is little for the collector to find in it.
    gc.set_threshold(200_000, 20, 20)
    # Nor has a plugin of Pydantic that happens to be here anything to do: to look for one reads
    # the head of every package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    use_utf8()
    end_in_order()
    code = run()
    # The end of the interpreter would look through all of it twice over.
    gc.disable()
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()

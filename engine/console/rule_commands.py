"""The commands of ``qinjian rules``: list, lint and test the rules, and write their pages.

What a command needs is imported when it runs, as in ``cli``.
"""

import typer

from qinjian.engine.console import options as parameters
from qinjian.engine.console.emit import emit, emit_all
from qinjian.engine.console.exit_codes import FINDINGS
from qinjian.engine.console.options import help_text, language_of
from qinjian.engine.console.terminal import tell
from qinjian.engine.messages.problems import Position, Problem, RuleFileError

app = typer.Typer(
    help=help_text("列出、检查和测试规则。", "List, lint and test the rules."),
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list", help=help_text("列出规则。", "List the rules."))
def list_rules(
    words: parameters.SearchOption = None,
    rules: parameters.RulesOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """List the rules, or those that words fit."""
    from qinjian.engine.report.search import fitting, listing
    from qinjian.engine.rulebook.load import load_rulebook

    book = load_rulebook(rules or (), draft=True)
    found = book.rules if words is None else fitting(book, words)
    emit(listing(found, language_of(lang)), None)
    return 0


@app.command("lint", help=help_text("检查规则文件。", "Look for faults in the rule files."))
def lint_rules(rules: parameters.RulesOption = None, lang: parameters.LangOption = None) -> int:
    """Look for faults in the rule files."""
    from qinjian.engine.rulebook.lint import lint
    from qinjian.engine.rulebook.load import load_rulebook

    language = language_of(lang)
    try:
        problems = list(lint(load_rulebook(rules or (), draft=True)))
    except RuleFileError as error:
        problems = list(error.problems)
    emit("".join(f"{problem.words(language)}\n" for problem in problems), None)
    return FINDINGS if problems else 0


@app.command("test", help=help_text("运行规则的全部案例。", "Run every case of the rules."))
def run_cases(rules: parameters.RulesOption = None, lang: parameters.LangOption = None) -> int:
    """Run every case of the rules."""
    from qinjian.engine.rulebook.load import load_rulebook
    from qinjian.engine.run.cases import try_cases

    language = language_of(lang)
    results = list(try_cases(load_rulebook(rules or (), draft=True)))
    failed = [result.problem for result in results if result.problem is not None]
    lines = [problem.words(language) for problem in failed]
    tally = {"passed": len(results) - len(failed), "failed": len(failed)}
    lines.append(Problem("case_tally", values=tally).words(language))
    emit("\n".join(lines) + "\n", None)
    return FINDINGS if failed else 0


@app.command(
    "mutate",
    help=help_text(
        "逐处改动规则的条件，列出没有案例发现的改动。",
        "Change each part of each condition, and list what no case notices.",
    ),
)
def mutate_rules(
    ids: parameters.RuleIdsArgument = None,
    rules: parameters.RulesOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """Try the cases of rules on mutants of them."""
    from qinjian.engine.mutation.trial import try_rules
    from qinjian.engine.rulebook.load import load_rulebook

    language = language_of(lang)
    problems, tried = try_rules(load_rulebook(rules or (), draft=True), ids or ())
    tally = Problem("mutant_tally", values={"tried": tried, "problems": len(problems)})
    emit("".join(f"{one.words(language)}\n" for one in (*problems, tally)), None)
    return FINDINGS if problems else 0


@app.command(
    "pages",
    help=help_text(
        "写出规则目录：按支出类别，并为每条规则和每部法规写一页（Markdown）。",
        "Write the catalogue of rules: by kind of expense, rule and regulation (Markdown).",
    ),
)
def write_pages(
    folder: parameters.FolderArgument,
    rules: parameters.RulesOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """Write the catalogue of rules, and a page for each rule and regulation."""
    from qinjian.engine.report.pages import pages
    from qinjian.engine.rulebook.load import load_rulebook

    language = language_of(lang)
    found = pages(load_rulebook(rules or ()), language)
    emit_all(found, folder)
    stale = sorted(path for path in folder.glob("*.md") if path.name not in found)
    told = [Problem("page_stale", Position(file=path.as_posix())) for path in stale]
    tell(told, language)
    return FINDINGS if stale else 0

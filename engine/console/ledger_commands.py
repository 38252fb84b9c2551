"""The commands on reports that are there: ``qinjian diff``, ``ledger`` and ``papers``.

What a command needs is imported when it runs, as in ``cli``.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from qinjian.engine.console import options as parameters
from qinjian.engine.console.emit import emit
from qinjian.engine.console.exit_codes import FINDINGS
from qinjian.engine.console.options import argument, help_text, language_of, option
from qinjian.engine.console.terminal import tell

app = typer.Typer(
    help=help_text("疑点台账（XLSX）。", "The ledger of leads (XLSX)."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

DIFF = help_text(
    "比较两份 JSON 报告：新增、未再出现、仍在的疑点。",
    "Compare two JSON reports: leads that are new, gone and kept.",
)

PAPERS = help_text(
    "按已核查的台账写出审计取证单、审计工作底稿和资料交接清单（DOCX）。",
    "Write the papers (DOCX) of what a ledger says is confirmed, and the list of files.",
)

_OldReport = Annotated[Path, argument("先前的 JSON 报告。", "The earlier report, as JSON.")]
_NewReport = Annotated[Path, argument("新的 JSON 报告。", "The new report, as JSON.")]
_OldLedger = Annotated[Path, argument("已填写的台账。", "The ledger that people worked in.")]
_Merged = Annotated[
    Path,
    typer.Option(
        "--output", "-o", help=help_text("写入此文件（XLSX）。", "Write to this file (XLSX).")
    ),
]
_Report = Annotated[Path, argument("台账所依据的 JSON 报告。", "Its report, as JSON.")]
_Papers = Annotated[
    Path,
    typer.Option("--output", "-o", help=help_text("写入此文件夹。", "Write to this folder.")),
]
_PaperKinds = Annotated[
    list[str] | None,
    option(
        "--kind",
        "只写这几种：evidence 取证单、working 底稿、handover 交接清单。",
        "These only: evidence, working (papers), handover (list of files).",
    ),
]
_Templates = Annotated[
    Path | None,
    option(
        "--templates",
        "本单位模板的文件夹，见 docs/papers.md。",
        "A folder with templates of your own, see docs/papers.md.",
    ),
]
_Project = Annotated[str, option("--project", "项目名称。", "The name of the audit project.")]
_DiffFormat = Annotated[
    Literal["table", "json"], option("--format", "表格或 JSON。", "A table or JSON.")
]


@app.callback()
def _ledger() -> None:
    """Keep ``merge`` a command of its own, though there is one alone."""


@app.command(
    "merge",
    help=help_text(
        "按新报告重写台账，保留各人已填的内容。",
        "Write the ledger of a new report, keeping what people entered in an earlier one.",
    ),
)
def merge_ledger(
    old: _OldLedger,
    new: _NewReport,
    output: _Merged,
    rules: parameters.RulesOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """Write the ledger of a new report, keeping what people entered."""
    from qinjian.engine.ledger.merge import merge
    from qinjian.engine.rulebook.load import load_rulebook

    tell(merge(old, new, output, load_rulebook(rules or ())), language_of(lang))
    return 0


def diff(
    old: _OldReport,
    new: _NewReport,
    format_: _DiffFormat = "table",
    lang: parameters.LangOption = None,
) -> int:
    """List which leads are new, gone and kept; end with 1 if there are new ones."""
    from qinjian.engine.report.difference import compare, write_difference
    from qinjian.engine.report.stored import read_report

    found = compare(read_report(old), read_report(new))
    emit(write_difference(found, format_, language_of(lang)), None)
    return FINDINGS if found.new else 0


def papers(
    ledger: _OldLedger,
    report: _Report,
    output: _Papers,
    kind: _PaperKinds = None,
    templates: _Templates = None,
    project: _Project = "",
    lang: parameters.LangOption = None,
) -> int:
    """Write the papers of what a ledger says is confirmed; list them."""
    from qinjian.engine.papers.papers import kinds_of, write_papers

    written, told = write_papers(ledger, report, output, kinds_of(kind), templates, project)
    emit("".join(f"{path.as_posix()}\n" for path in written), None)
    tell(told, language_of(lang))
    return 0

"""The commands on reports that are there: ``qinjian diff`` and ``qinjian ledger``.

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

_OldReport = Annotated[Path, argument("先前的 JSON 报告。", "The earlier report, as JSON.")]
_NewReport = Annotated[Path, argument("新的 JSON 报告。", "The new report, as JSON.")]
_OldLedger = Annotated[Path, argument("已填写的台账。", "The ledger that people worked in.")]
_Merged = Annotated[
    Path,
    typer.Option(
        "--output", "-o", help=help_text("写入此文件（XLSX）。", "Write to this file (XLSX).")
    ),
]
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

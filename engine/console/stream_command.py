"""The command ``qinjian watch``.

What it needs is imported when it runs, as in ``cli``.
"""

from contextlib import closing
from pathlib import Path
from typing import Annotated, Literal

from qinjian.engine.console import options as parameters
from qinjian.engine.console.options import argument, help_text, option

WATCH = help_text(
    "实时监看：记录到达即判断，疑点以 JSON 行输出。",
    "Watch records arrive: each is judged at once, and leads leave as lines of JSON.",
)

TargetArgument = Annotated[
    str,
    argument(
        "JSON 行的文件、- 表示标准输入，或者有新文件放入的文件夹。",
        "A file of JSON lines, - for standard input, or a folder that files are put into.",
    ),
]
JournalOption = Annotated[
    Path,
    option(
        "--journal",
        "日志：中断后以同样的命令继续（默认 qinjian.journal）。",
        "The journal, from which the same command goes on (default: qinjian.journal).",
    ),
]
LinesOption = Annotated[
    Path | None,
    option(
        "--output",
        "续写到此文件，每条疑点恰好一次（默认标准输出）。",
        "Append to this file, each line exactly once (default: standard output).",
    ),
]
IdOption = Annotated[
    str | None,
    option(
        "--id",
        "每行中标明送达编号的键；同一编号再次送达的不计。",
        "The key of each line that tells whether it was delivered before.",
    ),
]
FinishOption = Annotated[
    bool,
    option(
        "--finish",
        "现有的即是全部：读完后作整体判断并结束。",
        "What is there is all: take it, let rules over a whole run speak, and end.",
    ),
]
EngineOption = Annotated[
    Literal["durable-rules", "lists"],
    option("--engine", "用什么保存待比对的记录。", "What holds the records that are pending."),
]


def watch(
    target: TargetArgument = "-",
    journal: JournalOption = Path("qinjian.journal"),
    output: LinesOption = None,
    id_: IdOption = None,
    finish: FinishOption = False,
    engine: EngineOption = "durable-rules",
    kind: parameters.KindOption = None,
    region: parameters.RegionOption = None,
    unit: parameters.UnitOption = None,
    unit_kind: parameters.UnitKindOption = None,
    level: parameters.LevelOption = None,
    mapping: parameters.MapOption = None,
    as_of: parameters.AsOfOption = None,
    rules: parameters.RulesOption = None,
    config: parameters.ConfigOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """Watch records arrive."""
    from qinjian.engine.answer.settings import settle
    from qinjian.engine.live.journal import Journal
    from qinjian.engine.live.out import out_of
    from qinjian.engine.live.pending import refuse_missing
    from qinjian.engine.live.stream import Stream
    from qinjian.engine.live.watch import Watch, refuse_unfit
    from qinjian.engine.rulebook.load import load_rulebook

    asked = {
        "kind": kind, "region": region, "unit": unit, "unit_kind": unit_kind, "level": level,
        "map": mapping, "as_of": as_of, "lang": lang,
    }  # fmt: skip
    refuse_missing(engine)
    refuse_unfit(target, journal, output)
    options = settle([target], asked, config).options
    book = load_rulebook(rules or ())
    with (
        closing(Journal(str(journal))) as kept,
        closing(Stream(book, options, kept, target, id_, engine)) as stream,
        closing(out_of(output)) as out,
    ):
        return Watch(target, stream, out, finish).run()

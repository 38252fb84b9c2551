"""The command ``qinjian check``.

What it needs is imported when it runs, as in ``cli``.
"""

from dataclasses import replace

from qinjian.engine.console import options as parameters
from qinjian.engine.console.options import help_text
from qinjian.engine.console.replay import replay
from qinjian.engine.console.terminal import cores, show_progress, tell, tell_text

CHECK = help_text("检查记录并列出疑点。", "Check records and list the leads.")


def check(
    paths: parameters.InputsArgument,
    format_: parameters.FormatOption = None,
    output: parameters.OutputsOption = None,
    mark: parameters.MarkOption = None,
    kind: parameters.KindOption = None,
    region: parameters.RegionOption = None,
    unit: parameters.UnitOption = None,
    unit_kind: parameters.UnitKindOption = None,
    level: parameters.LevelOption = None,
    mapping: parameters.MapOption = None,
    as_of: parameters.AsOfOption = None,
    undetermined: parameters.UndeterminedOption = None,
    undetermined_all: parameters.UndeterminedAllOption = False,
    select: parameters.SelectOption = None,
    ignore: parameters.IgnoreOption = None,
    least: parameters.LeastOption = None,
    fail_on: parameters.FailOnOption = None,
    runner: parameters.RunnerOption = None,
    strict: parameters.StrictOption = None,
    mask: parameters.MaskOption = False,
    sort: parameters.SortOption = "file",
    statistics: parameters.StatisticsOption = False,
    rules: parameters.RulesOption = None,
    config: parameters.ConfigOption = None,
    trust_config: parameters.TrustOption = False,
    jobs: parameters.JobsOption = None,
    lang: parameters.LangOption = None,
) -> int:
    """Check records and list the leads."""
    from qinjian.engine import checking
    from qinjian.engine.answer.settings import settle
    from qinjian.engine.console.outputs import Answer, outputs, refuse_inputs, refuse_unfit
    from qinjian.engine.report.mask import masked
    from qinjian.engine.report.order import in_order
    from qinjian.engine.rulebook.load import load_rulebook

    format_ = "statistics" if statistics else format_
    asked = {
        "format": format_, "kind": kind, "region": region, "unit": unit, "unit_kind": unit_kind,
        "level": level, "map": mapping, "as_of": as_of, "undetermined": undetermined,
        "undetermined_all": undetermined_all or None, "select": select, "ignore": ignore,
        "least": least, "fail_on": fail_on, "runner": runner, "strict": strict, "lang": lang,
    }  # fmt: skip
    settings = settle(paths, asked, config, trust=trust_config)
    given = {
        "--format": format_, "--output": output, "--mark": mark, "--kind": kind,
        "--region": region, "--unit": unit, "--unit-kind": unit_kind, "--unit-level": level,
        "--map": mapping, "--as-of": as_of, "--undetermined": undetermined,
        "--undetermined-all": undetermined_all or None, "--select": select, "--ignore": ignore,
        "--level": least, "--fail-on": fail_on, "--runner": runner, "--strict": strict,
        "--mask": mask or None, "--sort": None if sort == "file" else sort, "--rules": rules,
        "--config": config, "--trust-config": trust_config or None, "--lang": lang,
    }  # fmt: skip
    options = replace(settings.options, command=replay("check", paths, given))
    language = options.language
    chosen = outputs(output or (), format_, settings.format)
    refuse_unfit(chosen, paths)
    book = load_rulebook(rules or ())
    checked = checking.check(paths, book, options, progress=show_progress, jobs=jobs or cores())
    refuse_inputs(chosen, checked.report.manifest.read)
    shown = in_order(checked.report, sort), checked.aside
    answer = Answer(*(masked(*shown) if mask else shown), book)
    for one in chosen:
        tell_text(one.head(answer))
        one.write(answer)
    checked.close()
    if mark is not None:
        from qinjian.engine.ledger.marked import write_marked

        tell(write_marked(answer.report, mark), language)
    listed = any(one.path is None and one.format == "table" for one in chosen)
    tell(checking.told(checked, listed=listed), language)
    return checking.exit_code(checked, settings.fail_on)

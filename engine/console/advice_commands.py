"""The commands beside ``check`` that give no leads: ``profile`` and ``sample``.

What a command needs is imported when it runs, as in ``cli``.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qinjian.engine.console import options as parameters
from qinjian.engine.console.choices import FileFormat, Format
from qinjian.engine.console.emit import emit
from qinjian.engine.console.exit_codes import WRONG_USE
from qinjian.engine.console.options import help_text
from qinjian.engine.console.replay import replay
from qinjian.engine.console.terminal import tell, tell_text

if TYPE_CHECKING:
    from qinjian.engine.answer.population import Population
    from qinjian.engine.console.outputs import Output


def profile(
    paths: parameters.InputsArgument,
    format_: parameters.AdviceFormatOption = None,
    output: parameters.OutputsOption = None,
    kind: parameters.KindOption = None,
    region: parameters.RegionOption = None,
    unit: parameters.UnitOption = None,
    mapping: parameters.MapOption = None,
    config: parameters.ConfigOption = None,
    trust_config: parameters.TrustOption = False,
    lang: parameters.LangOption = None,
) -> int:
    """Tell how data lie: advice, no leads."""
    from qinjian.engine.answer.population import population_of
    from qinjian.engine.answer.settings import settle
    from qinjian.engine.profile import report
    from qinjian.engine.profile.gather import profile_of

    asked = {"kind": kind, "region": region, "unit": unit, "map": mapping, "lang": lang}
    options = settle(paths, asked, config, trust=trust_config).options
    chosen = _chosen(paths, output, format_, report.FORMATS)
    population = population_of(paths, options)
    made = profile_of(population)
    return _write(chosen, population, partial(report.pieces, made))


def sample(
    paths: parameters.InputsArgument,
    size: parameters.SizeOption,
    method: parameters.MethodOption,
    seed: parameters.SeedOption,
    by: parameters.StrataOption = None,
    format_: parameters.SampleFormatOption = None,
    output: parameters.OutputsOption = None,
    kind: parameters.KindOption = None,
    region: parameters.RegionOption = None,
    unit: parameters.UnitOption = None,
    mapping: parameters.MapOption = None,
    config: parameters.ConfigOption = None,
    trust_config: parameters.TrustOption = False,
    lang: parameters.LangOption = None,
) -> int:
    """Draw a sample that can be drawn again."""
    from qinjian.engine.answer.population import population_of
    from qinjian.engine.answer.settings import settle
    from qinjian.engine.sampling import report
    from qinjian.engine.sampling.sample import Asked, sample_of

    asked = {"kind": kind, "region": region, "unit": unit, "map": mapping, "lang": lang}
    options = settle(paths, asked, config, trust=trust_config).options
    chosen = _chosen(paths, output, format_, report.FORMATS)
    given = {
        "-n": size, "--method": method, "--seed": seed, "--by": by, "--kind": kind,
        "--region": region, "--unit": unit, "--map": mapping, "--config": config,
        "--trust-config": trust_config or None,
    }  # fmt: skip
    wanted = Asked(method, size, seed, by, replay("sample", paths, given))
    population = population_of(paths, options)
    drawn = sample_of(population, wanted)
    return _write(chosen, population, partial(report.pieces, drawn), partial(report.beside, drawn))


def _chosen(
    paths: Sequence[str],
    output: Sequence[Path] | None,
    format_: Format | None,
    among: Collection[FileFormat],
) -> "list[Output]":
    """Return where the advice goes; what cannot be written is refused before anything is read."""
    from qinjian.engine.console.outputs import outputs, refuse_unfit

    chosen = outputs(output or (), format_, "table", among)
    refuse_unfit(chosen, paths)
    return chosen


def _write(
    chosen: "Sequence[Output]",
    population: "Population",
    pieces: Callable[[FileFormat], Iterator[str]],
    beside: Callable[[FileFormat], str] = lambda _: "",
) -> int:
    """Write the advice, and ``beside`` what its format has no room for; return the exit code."""
    from qinjian.engine.console.outputs import refuse_inputs

    refuse_inputs(chosen, population.inputs)
    for one in chosen:
        tell_text(beside(one.format))
        emit(pieces(one.format), one.path)
    tell(population.faults, population.options.language)
    return WRONG_USE if population.faults else 0


def register(app: typer.Typer) -> None:
    """Add the commands to those of the command line."""
    app.command(
        help=help_text(
            "说明数据的概况：提示，不是疑点。", "Show how the data lie: advice, no leads."
        )
    )(profile)
    app.command(
        help=help_text("抽取可以重复的审计样本。", "Draw an audit sample that can be drawn again.")
    )(sample)

"""The configuration of a run: which files are obeyed, and what they say together."""

from collections.abc import Sequence
from pathlib import Path

from qinjian.engine.config.find import configs_of_inputs, own_config
from qinjian.engine.config.model import Choice, Config
from qinjian.engine.intake.files.inputs import shown_path
from qinjian.engine.messages.problems import Position, Problem, QinjianError


def config_of(inputs: Sequence[str], named: Path | None = None, *, trust: bool = False) -> Config:
    """Read what is obeyed: the file that was named, else that of the working folder.

    With ``trust`` those in and above the inputs are obeyed too, else they are only named.

    Raises:
        QinjianError: as ``load_config``; ``config_twice`` for a key of ``[check]`` in two files.
    """
    working = own_config(inputs)
    own = named if named is not None else working
    configs = [] if own is None else [_loaded(own, shown_path(str(own)))]
    mine = [one.resolve() for one in (own, working) if one is not None]
    notices: list[Problem] = []
    for path, shown in configs_of_inputs(inputs):
        if path.resolve() in mine:
            continue
        if trust:
            configs.append(_loaded(path, shown, of_inputs=True))
        else:
            notices.append(Problem("config_found", Position(file=shown)))
    return _together(configs, notices)


def _loaded(path: Path, shown: str, *, of_inputs: bool = False) -> Config:
    """Read a file; most runs have none, and need no parser of TOML."""
    from qinjian.engine.config.load import load_config  # noqa: PLC0415

    return load_config(path, shown, of_inputs=of_inputs)


def _together(configs: Sequence[Config], notices: Sequence[Problem]) -> Config:
    choices: dict[str, Choice] = {}
    problems: list[Problem] = []
    for config in configs:
        for name, choice in config.choices.items():
            if name in choices:
                values = {"key": name, "other": choices[name].where.file}
                problems.append(Problem("config_twice", choice.where, values))
            choices.setdefault(name, choice)
    if problems:
        raise QinjianError(problems)
    return Config(
        tuple(file for config in configs for file in config.files),
        tuple(one for config in configs for one in config.statements),
        choices,
        tuple(notices),
    )

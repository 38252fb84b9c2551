"""How to check, of what the command line and the configurations say; and where each was said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from qinjian.engine.answer.collect import Options
from qinjian.engine.answer.selection import Names, Selection, refuse_strange
from qinjian.engine.config.gather import config_of
from qinjian.engine.console.choices import FailOn, Format, day_of
from qinjian.engine.intake.files.inputs import shown_path
from qinjian.engine.intake.records.stated import StatedUnits, Statement
from qinjian.engine.intake.values.words import canonical, kind_of, nearest_words, region_of
from qinjian.engine.messages.problems import Problem, QinjianError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.wording import system_language
from qinjian.schemas.manifest import Stated
from qinjian.schemas.rule import Level

_OF_UNIT = ("unit", "unit_kind", "region", "level")
_OF_RUN = (
    "kind", "map", "as_of", "select", "ignore", "least", "undetermined", "strict", "fail_on",
)  # fmt: skip
"""What is told at the head of a report beside the unit; its language and format are seen there."""

_OPTIONS = {"map": "mapping", "undetermined": "grouped"}
"""The options that are called otherwise than what a person writes."""

_FLAGS = {"level": "--unit-level", "least": "--level"}
"""The options whose flag is another word."""

_ENDS = frozenset({"strict", "fail_on"})
"""What bears on the exit code alone, and so is told only where a configuration says it."""


_NAMES = frozenset(field.name for field in fields(Options)) - {"language", "mapping", "config"}


@dataclass(frozen=True)
class Settings:
    """The options of a check, the format of its report, and from which leads on it ends with 1."""

    options: Options
    format: Format
    fail_on: FailOn


def settle(
    inputs: Sequence[str],
    asked: Mapping[str, object],
    config: Path | None = None,
    *,
    trust: bool = False,
) -> Settings:
    """Make the settings of a run; ``asked`` is what the command line says, None for nothing.

    Raises:
        QinjianError: ``option_wrong`` for a day that is none, and as ``config_of``.
    """
    found = config_of(inputs, config, trust=trust)
    said: dict[str, Any] = {name: choice.value for name, choice in found.choices.items()}
    given = {name: _given(name, value) for name, value in asked.items() if value is not None}
    said |= given
    kept = {name: choice for name, choice in found.choices.items() if name not in given}
    told = {name: value for name, value in said.items() if name in _NAMES}
    told |= {"grouped": bool(said.get("undetermined")), "aside": True}
    told["undetermined"] = bool(said.get("undetermined_all"))
    told["least"] = Level(said.get("least", Level.DOUBT))
    options = Options(
        **told,
        language=said.get("lang") or system_language(),
        mapping=said.get("map"),
        config=replace(found, choices=kept),
    )
    return Settings(options, said.get("format", "table"), said.get("fail_on", "doubt"))


def _given(name: str, value: object) -> object:
    if name == "as_of":
        return day_of(str(value))
    return tuple(value) if isinstance(value, list) else value


def units_of(options: Options) -> StatedUnits:
    """Return what is stated of units.

    Raises:
        QinjianError: ``option_wrong`` for a kind of unit, a region or a level that is not known.
    """
    asked = Statement(
        options.unit,
        _word("unit_kind", "--unit-kind", options.unit_kind),
        _word("region", "--region", options.region),
        _word("unit_level", "--unit-level", options.level),
    )
    return StatedUnits(asked, options.config.statements)


def _word(vocabulary: str, option: str, text: str | None) -> str | None:
    """Return the value that a word stands for; the known ones are told, the nearest first."""
    if text is None:
        return None
    found = region_of(text) if vocabulary == "region" else canonical(vocabulary, text)
    if found is None:
        known = nearest_words(vocabulary, text)
        values = {"option": option, "value": text, "known": known}
        raise QinjianError(Problem("option_wrong", values=values))
    return found


def stated_of(options: Options, units: StatedUnits) -> Iterator[Stated]:
    """List what holds for a run, and who says so; what something nearer replaces is left out."""
    whole = units.everywhere()
    for name in _OF_UNIT:
        value = getattr(whole, name)
        if value is not None:
            source = _flag(name) if getattr(units.asked, name) else _said_by(units, name, value)
            yield Stated(name=name, value=value, source=source, folder=None)
    for statement in units.configured:
        if statement.scope is not None:
            yield from _of_folder(statement, units.asked)
    yield from _of_run(options)


def _flag(name: str) -> str:
    return _FLAGS.get(name) or "--" + name.replace("_", "-")


def _said_by(units: StatedUnits, name: str, value: str) -> str:
    """Return the file that states something of all units."""
    whole = (one for one in units.configured if one.scope is None)
    return next(one.source for one in whole if getattr(one, name) == value)


def _of_folder(statement: Statement, asked: Statement) -> Iterator[Stated]:
    if asked.unit is not None and statement.unit not in (None, asked.unit):
        return
    folder = statement.folder or str(Path(statement.source).parent)
    for name in _OF_UNIT:
        value = getattr(statement, name)
        if value is not None and getattr(asked, name) is None:
            yield Stated(
                name=name, value=value, source=statement.source, folder=shown_path(folder)
            )  # fmt: skip


def _of_run(options: Options) -> Iterator[Stated]:
    choices = options.config.choices
    for name in _OF_RUN:
        choice = choices.get(name)
        value = choice.value if choice else None
        if choice is None and name not in _ENDS:
            value = getattr(options, _OPTIONS.get(name, name))
        if value and value is not Level.DOUBT:  # which is all
            source = str(choice.where.file) if choice else _flag(name)
            yield Stated(name=name, value=_shown(name, value), source=source, folder=None)


def _shown(name: str, value: object) -> str:
    match value:
        case bool():
            return "true"
        case date():
            return value.isoformat()
        case Path():
            return shown_path(str(value))
        case tuple():
            return ", ".join(cast("tuple[str, ...]", value))
        case str() if name == "kind":
            kind = kind_of(value)
            return kind.kind if kind else value
        case _:
            return str(value)


def selection_of(book: Rulebook, options: Options) -> Selection:
    """Return what is listed of a rulebook.

    Raises:
        QinjianError: ``rule_unknown`` for a name that fits no rule, article or kind.
    """
    choices = options.config.choices
    named = [(options.select, choices.get("select")), (options.ignore, choices.get("ignore"))]
    refuse_strange(book, named)
    selected, ignored = (Names.of(words) for words, _ in named)
    return Selection(book, selected, ignored, options.least)


def silenced_rules(selection: Selection, options: Options) -> dict[str, str]:
    """Return the rules whose leads are not listed, each with who says so."""
    choices = options.config.choices
    return {
        rule: str(choices[name].where.file) if name in choices else _flag(name)
        for rule, name in selection.silenced()
    }


def unused_folders(units: StatedUnits) -> Iterator[Problem]:
    """Name the folders of which something is stated and no file was read."""
    for one in units.unused():
        yield Problem("config_unused", one.where, {"value": one.folder})

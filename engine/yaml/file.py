"""From a YAML file to the model that it must fit, with the place of every fault."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from qinjian.engine.messages.problems import Position, Problem, QinjianError, RuleFileError
from qinjian.engine.wording.text import did_you_mean
from qinjian.engine.yaml.document import Document

Fitted = TypeVar("Fitted", bound=BaseModel)

MAX_BYTES = 5_000_000


def read_document(path: Path, shown: str) -> Document:
    """Read a YAML file; ``shown`` is its name in errors.

    Raises:
        RuleFileError: the file cannot be read, is no UTF-8 or no YAML, or is empty.
    """
    from qinjian.engine.yaml import strict  # noqa: PLC0415 - compiled rules need no parser

    where = Position(file=shown)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RuleFileError(Problem("file_too_large", where, {"limit": MAX_BYTES}))
        text = path.read_text(encoding="utf-8")
        document = strict.load(text, shown)
    except UnicodeDecodeError as error:
        raise RuleFileError(Problem("file_not_utf8", where, {"byte": error.start + 1})) from None
    except FileNotFoundError:
        raise RuleFileError(Problem("file_missing", where)) from None
    except OSError as error:
        reason = {"reason": error.strerror or str(error)}
        raise RuleFileError(Problem("file_unreadable", where, reason)) from None
    except QinjianError as error:
        raise RuleFileError(error.problems) from None
    if document.data is None:
        raise RuleFileError(Problem("yaml_empty", where))
    return document


def fit(document: Document, model: type[Fitted]) -> Fitted:
    """Make the model from the document.

    Raises:
        RuleFileError: with every key that is missing, unknown or of the wrong kind.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        problems: list[Problem] = []
        for detail in error.errors():
            problem = _problem(document, detail, model)
            if problem not in problems:  # a union reports one fault once per branch
                problems.append(problem)
        raise RuleFileError(problems) from None


def _problem(document: Document, detail: ErrorDetails, model: type[BaseModel]) -> Problem:
    path = tuple(part for part in detail["loc"] if _stands(document, part))
    kind = detail["type"]
    if kind == "extra_forbidden":
        key = str(detail["loc"][-1])
        close = did_you_mean(key, _keys_at(model, path[:-1]))
        return document.problem("key_unknown", path, key=key, close=close)
    if kind == "missing":
        return document.problem("key_missing", path, key=str(detail["loc"][-1]))
    if kind == "value_error" and isinstance(detail["input"], dict):
        return document.problem("keys_wrong", path, reason=str(detail["ctx"]["error"]))
    shown = str(detail["input"])[:60]
    return document.problem("value_wrong", path, value=shown, reason=detail["msg"])


def _stands(document: Document, part: str | int) -> bool:
    """Tell a step in the file from the name of a branch that Pydantic puts into a path."""
    return isinstance(part, int) or any(part in path for path in document.marks)


def _keys_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """List the keys that the innermost model around a path has."""
    models = [model, *_models_within(model)]
    for step in reversed([part for part in path if isinstance(part, str)]):
        for owner in models:
            for name, info in owner.model_fields.items():
                if step in _names(name, info.validation_alias):
                    inner = list(_models_of(info.annotation))
                    if inner:
                        return [key for one in inner for key in _all_names(one)]
    return _all_names(model)


def _all_names(model: type[BaseModel]) -> list[str]:
    return [_names(name, info.validation_alias)[0] for name, info in model.model_fields.items()]


def _names(name: str, alias: object) -> list[str]:
    choices = getattr(alias, "choices", None)
    return [str(choice) for choice in choices] if choices else [name]


def _models_of(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_of(part)


def _models_within(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for info in model.model_fields.values():
        for inner in _models_of(info.annotation):
            yield inner
            yield from _models_within(inner)

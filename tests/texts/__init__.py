"""Labelled texts: what clerks write, and whether a careful auditor would point it out."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # the pure Python wheel
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

Role = Literal["goods", "party", "place", "purpose"]
"""Columns that name a thing, a party or a place, and those that hold a sentence."""

Half = Literal["open", "kept"]
"""The half that may be looked at while lists are made, and the half that only measures them."""

Written = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^\S(.*\S)?$")]

HERE = Path(__file__).parent


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Clause(_Strict):
    """A sentence of the Chongqing Measures that the subject is about."""

    article: int
    paragraph: int
    quote: str


class LabelledText(_Strict):
    """One text in one role; `label` is true where it would be pointed out as of this subject."""

    subject: str
    role: Role
    text: Written
    label: bool
    why: Annotated[str, Field(min_length=2, max_length=20)]


class Subject(_Strict):
    """A file of texts: what it is about, and the clauses that speak of it."""

    name: str
    title: str
    clauses: list[Clause]
    texts: list[LabelledText]


def half(text: str) -> Half:
    """Tell the half of a text: `kept` where the last digit of its SHA-256 is odd."""
    return "kept" if sha256(text.encode()).digest()[-1] % 2 else "open"


@cache
def subjects() -> tuple[Subject, ...]:
    """Read every file, in the order of their names."""
    return tuple(_subject(path) for path in sorted(HERE.glob("*.yaml")))


def load() -> list[LabelledText]:
    """List the texts of all subjects."""
    return [text for subject in subjects() for text in subject.texts]


@cache
def second() -> list[LabelledText]:
    """List the texts that somebody else wrote afterwards, who knew no list: their style is another."""
    return _by_another("second")


@cache
def third() -> list[LabelledText]:
    """List the texts of one more author, who knew neither the lists nor the texts of the others."""
    return _by_another("third")


def _by_another(folder: str) -> list[LabelledText]:
    texts = []
    for path in sorted((HERE / folder).glob("*.yaml")):
        raw = _read(path)
        texts += [LabelledText(subject=raw["subject"], **row) for row in raw["texts"]]
    return texts


def _subject(path: Path) -> Subject:
    raw = _read(path)
    name = raw.pop("subject")
    if name != path.stem:
        message = f"{path.name} says that it is about {name}"
        raise ValueError(message)
    texts = [LabelledText(subject=name, **row) for row in raw.pop("texts")]
    return Subject(name=name, texts=texts, **raw)


def _read(path: Path) -> dict[str, Any]:
    raw: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    return raw

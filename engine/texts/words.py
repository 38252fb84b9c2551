"""The words by which texts are read: ``rules/words``, checked when they are loaded.

``grammar.yaml`` has the named lists and the signs by which every subject is judged; every other
file is one subject.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field

import qinjian.rules
from qinjian.engine.messages.problems import Problem, RuleFileError
from qinjian.engine.texts.notation import BUILT_IN, NotationError, Word, expanded, read_word
from qinjian.engine.yaml.document import Document
from qinjian.engine.yaml.document import Path as Spot
from qinjian.engine.yaml.file import fit, read_document
from qinjian.schemas.regulation import Model
from qinjian.schemas.regulation import Words as Title
from qinjian.schemas.roles import Role

BUILT_IN_FOLDER = Path(qinjian.rules.__file__).resolve().parent / "words"
GRAMMAR = "grammar.yaml"

ListName = Literal["acts", "things", "sites", "given", "goods", "venues", "spots"]
"""The lists of a subject; ``ROLES_OF`` says where each is looked for."""

ROLES_OF: Mapping[ListName, tuple[Role, ...]] = {
    "acts": ("purpose", "goods"),
    "things": ("purpose", "goods"),
    "sites": ("purpose", "place", "party"),
    "given": ("purpose", "goods"),
    "goods": ("goods",),
    "venues": ("place", "party"),
    "spots": ("place",),
}

Sign = Literal[
    "denial", "ban", "undone", "replaced", "returned", "taken_back", "received", "own_pocket",
    "other_cost", "contrast",
    "case", "topic", "errand", "conduct", "matter", "event", "gathering", "unit", "guest", "office",
    "on_site", "pretext", "nominal", "treating", "giving", "buying", "consuming", "visiting",
    "touring", "fitting", "staff", "cost", "tail", "place_name", "body_name", "firm_name",
    "person_name",
]  # fmt: skip
"""What in a sentence decides whether a word counts."""

Written = Annotated[str, Field(min_length=1, max_length=1000)]
WordList = tuple[Written, ...]


class GrammarFile(Model):
    """``grammar.yaml``: named lists, and for each sign its words and what only looks like them."""

    lists: dict[str, WordList] = Field(default={})
    signs: dict[Sign, WordList]
    looks_like: dict[Sign, WordList] = Field(default={})


class SubjectFile(Model):
    """A subject: its words by list, what they need to count, and what only looks like them.

    - ``lists`` are named lists of its own.
    - ``acts`` tell by themselves, in sentences and as the names of things.
    - ``things`` need one of the signs in ``needs``, or a quantity or price; ``sites``, places where
      something is done, one of ``site_needs``; ``given`` one of ``given_needs`` in their sentence.
    - ``goods`` are told by the name of a thing alone, ``venues`` by that of a place or payee,
      ``spots`` by that of a place alone: many a firm bears the name of a sight.
    - ``exceptions`` hold one of the words and mean something else; ``tails`` are how the name of a
      thing may go on in a column of goods.
    - ``field`` is the work of the unit, or a fund that may pay for it.
    - ``no_topic`` are topics that excuse nothing: to study is no excuse for a tour.
    - ``bar`` are signs that take a word away beside those that do so for all subjects: what the
      restaurant took back was not drunk, what guests gave was not given to them.
    - ``manner`` is true where the words tell how something was paid or booked, not what for: their
      topic is what stands right beside them (not 推广会工作餐（现金结清）), a case wherever it is.
    """

    subject: str
    title: Title
    lists: dict[str, WordList] = Field(default={})
    acts: WordList = ()
    things: WordList = ()
    sites: WordList = ()
    given: WordList = ()
    goods: WordList = ()
    venues: WordList = ()
    spots: WordList = ()
    needs: tuple[Sign, ...] = ("buying", "giving", "treating", "consuming", "cost")
    site_needs: tuple[Sign, ...] = ("treating", "consuming", "cost", "buying")
    given_needs: tuple[Sign, ...] = ("giving",)
    exceptions: WordList = ()
    field: WordList = ()
    no_topic: WordList = ()
    tails: WordList = ()
    bar: tuple[Literal["taken_back", "received"], ...] = ()
    manner: bool = False


@dataclass(frozen=True)
class Subject:
    """A subject made ready: the words of its lists as they match."""

    name: str
    title: Title
    lists: Mapping[ListName, Sequence[Word]]
    needs: Mapping[ListName, tuple[Sign, ...]]
    exceptions: Sequence[Word]
    field: Sequence[Word]
    no_topic: Sequence[Word]
    tails: Sequence[Word]
    bar: tuple[Sign, ...]
    manner: bool


@dataclass(frozen=True)
class Grammar:
    """The signs made ready: their words, and what only looks like them."""

    signs: Mapping[Sign, Sequence[Word]]
    looks_like: Mapping[Sign, Sequence[Word]]
    surnames: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lists:
    """Everything that texts are read by."""

    grammar: Grammar
    subjects: Mapping[str, Subject]


def load_lists(folder: Path = BUILT_IN_FOLDER) -> Lists:
    """Load the words of a folder.

    Raises:
        RuleFileError: with every fault of every file, and where it stands.
    """
    loader = _Loader(folder)
    lists = loader.load()
    if loader.problems or lists is None:
        raise RuleFileError(loader.problems)
    return lists


@dataclass
class _Loader:
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def load(self) -> Lists | None:
        grammar = self._grammar()
        if grammar is None:
            return None
        files = sorted(path for path in self.folder.glob("*.yaml") if path.name != GRAMMAR)
        subjects = [subject for path in files if (subject := self._subject(path))]
        return Lists(grammar, {subject.name: subject for subject in subjects})

    def _grammar(self) -> Grammar | None:
        try:
            document = read_document(self.folder / GRAMMAR, self._shown(GRAMMAR))
            file = fit(document, GrammarFile)
        except RuleFileError as error:
            self.problems += error.problems
            return None
        self._name_lists(document, file.lists)
        signs, like = (
            {
                sign: self._words(document, (part, sign), words)
                for sign, words in getattr(file, part).items()
            }
            for part in ("signs", "looks_like")
        )
        for sign in set(get_args(Sign)) - set(signs):
            self.problems.append(document.problem("key_missing", ("signs",), key=sign))
        return Grammar(signs, like, frozenset(self.named.get("surname", ())))

    def _name_lists(self, document: Document, lists: Mapping[str, WordList]) -> None:
        """Add named lists; a list may name those before it."""
        for name, words in lists.items():
            if name in BUILT_IN or name in self.named:
                self._fault(document, ("lists", name), name, "this name is taken")
            self.named[name] = self._expanded(document, ("lists", name), words)

    def _subject(self, path: Path) -> Subject | None:
        try:
            document = read_document(path, self._shown(path.name))
            file = fit(document, SubjectFile)
        except RuleFileError as error:
            self.problems += error.problems
            return None
        if file.subject != path.stem:
            self._fault(document, ("subject",), file.subject, f"the file is called {path.name}")
        shared = dict(self.named)
        self._name_lists(document, file.lists)
        lists: dict[ListName, Sequence[Word]] = {
            name: self._words(document, (name,), getattr(file, name)) for name in ROLES_OF
        }
        needs: dict[ListName, tuple[Sign, ...]] = {
            "things": file.needs, "sites": file.site_needs, "given": file.given_needs,
        }  # fmt: skip
        exceptions, lawful, no_topic, tails = (
            self._words(document, (name,), getattr(file, name))
            for name in ("exceptions", "field", "no_topic", "tails")
        )
        self.named = shared
        return Subject(
            file.subject, file.title, lists, needs, exceptions, lawful, no_topic, tails, file.bar,
            file.manner,
        )  # fmt: skip

    def _shown(self, name: str) -> str:
        return f"{self.folder.name}/{name}"

    def _words(self, document: Document, spot: Spot, words: Iterable[str]) -> tuple[Word, ...]:
        return tuple(
            word
            for index, written in enumerate(words)
            if (word := self._word(document, (*spot, index), written))
        )

    def _word(self, document: Document, spot: Spot, written: str) -> Word | None:
        try:
            return read_word(written, self._named)
        except NotationError as error:
            self._fault(document, spot, written, str(error))
            return None

    def _named(self, name: str) -> tuple[str, ...]:
        if name not in self.named:
            raise NotationError(f"there is no list “{name}”")
        return self.named[name]

    def _expanded(self, document: Document, spot: Spot, words: WordList) -> tuple[str, ...]:
        found: list[str] = []
        for index, written in enumerate(words):
            try:
                found += expanded(written, self._named)
            except NotationError as error:
                self._fault(document, (*spot, index), written, str(error))
        return tuple(found)

    def _fault(self, document: Document, spot: Spot, value: str, reason: str) -> None:
        self.problems.append(document.problem("value_wrong", spot, value=value, reason=reason))

"""The words of texts in compiled form, and back; each is made when something asks for it.

Words, their pieces and what they begin with stand line by line, and a line is read when it is
needed: one text is looked through for few of the twelve thousand words that there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from qinjian.engine.compiled.find import built_in
from qinjian.engine.compiled.late import LateMapping, LateSequence
from qinjian.engine.compiled.stored import Stored, packed, read
from qinjian.engine.texts.beginnings import Beginnings
from qinjian.engine.texts.entries import Entry, Starts, beginnings, entries_of
from qinjian.engine.texts.notation import BUILT_IN, GAPS, Piece, Word
from qinjian.engine.texts.words import Grammar, ListName, Lists, Sign, Subject, load_lists
from qinjian.schemas.regulation import Words as Title

_NAMED: Mapping[str, str] = {**BUILT_IN, **GAPS}
"""The pieces that are no words: of these the name is kept, never the pattern."""
_NAMES = {pattern: name for name, pattern in _NAMED.items()}
_OTHERS = ("exceptions", "field", "no_topic", "tails")


def words() -> tuple[Lists, Starts | None]:
    """Return the words of the package: as they were compiled, else as they stand in their files."""
    stored = built_in()
    return (load_lists(), None) if stored is None else words_of(stored)


def words_of(stored: Stored) -> tuple[Lists, Starts]:
    """Read words, and by what they begin with."""
    return _Words(stored).all()


class _Words:
    """Reads the words of one file."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._head: Mapping[str, Any] = stored.data("words")
        self._pieces = stored.lines("words/pieces")
        self._entries = stored.lines("words/entries")
        self._starts = stored.lines("words/starts")
        self._piece = cache(self._make_piece)
        self._entry = cache(self._make_entry)

    def all(self) -> tuple[Lists, Starts]:
        """Return all words, and by what they begin with."""
        head = self._head
        subjects = LateMapping(head["subjects"], self._subject)
        grammar = Grammar(
            self._signs("signs"), self._signs("looks_like"), frozenset(head["surnames"])
        )
        starts = dict(zip(head["firsts"], self._starts, strict=True))
        by_start = LateMapping(starts, lambda first: self._behind(starts[first]))
        return Lists(grammar, subjects), Beginnings(by_start)

    def _signs(self, part: str) -> Mapping[Sign, Sequence[Word]]:
        names = cast("list[Sign]", self._head[part])
        return LateMapping(names, lambda sign: self._words(f"words/{part}/{sign}"))

    def _words(self, part: str) -> Sequence[Word]:
        return LateSequence(lambda: map(self._word, self._stored.data(part)))

    def _subject(self, name: str) -> Subject:
        told = self._head["subjects"][name]
        lists = {
            cast("ListName", listed): self._listed(first, last)
            for listed, (first, last) in told["lists"].items()
        }
        exceptions, field, no_topic, tails = (
            self._words(f"words/{name}/{other}") for other in _OTHERS
        )
        needs = {listed: tuple(signs) for listed, signs in told["needs"].items()}
        return Subject(
            name, Title(**told["title"]), lists, needs, exceptions, field, no_topic, tails,
            tuple(told["bar"]), told["manner"],
        )  # fmt: skip

    def _listed(self, first: int, last: int) -> Sequence[Word]:
        return LateSequence(lambda: (self._entry(number).word for number in range(first, last)))

    def _behind(self, line: bytes) -> Mapping[str, Sequence[Entry]]:
        data = read(line)
        return {start: list(map(self._entry, numbers)) for start, numbers in data.items()}

    def _make_entry(self, number: int) -> Entry:
        subject, listed, word = read(self._entries[number])
        return Entry(subject, listed, self._word(word))

    def _word(self, data: Sequence[Any]) -> Word:
        written, *pieces = data
        return Word(written, tuple(map(self._piece, pieces)))

    def _make_piece(self, number: int) -> Piece:
        data = read(self._pieces[number])
        return _NAMED[data] if isinstance(data, str) else tuple(data)


def words_in_parts(lists: Lists) -> dict[str, str]:
    """Write words as the parts of a file."""
    return _Writer().parts(lists)


class _Writer:
    """Writes words; each different piece once."""

    def __init__(self) -> None:
        self._pieces: dict[Piece, int] = {}

    def parts(self, lists: Lists) -> dict[str, str]:
        """Write all words."""
        entries = list(entries_of(lists))
        parts: dict[str, str] = {}
        for part in ("signs", "looks_like"):
            for sign, found in getattr(lists.grammar, part).items():
                parts[f"words/{part}/{sign}"] = self._listed(found)
        for name, subject in lists.subjects.items():
            for other in _OTHERS:
                parts[f"words/{name}/{other}"] = self._listed(getattr(subject, other))
        numbers = {id(entry): number for number, entry in enumerate(entries)}
        starts = {
            first: {start: [numbers[id(entry)] for entry in found] for start, found in one.items()}
            for first, one in beginnings(entries).by_start.items()
        }
        written = [(one.subject, one.listed, self._word(one.word)) for one in entries]
        return {
            "words": packed(self._head(lists, starts)),
            "words/entries": _in_lines(written),
            "words/starts": _in_lines(starts.values()),
            "words/pieces": _in_lines(map(_named, self._pieces)),
            **parts,
        }

    def _head(self, lists: Lists, starts: Iterable[str]) -> dict[str, object]:
        grammar, subjects, at = lists.grammar, {}, 0
        for name, subject in lists.subjects.items():
            ranges = {}
            for listed, found in subject.lists.items():
                ranges[listed] = (at, at + len(found))
                at += len(found)
            subjects[name] = {
                "title": subject.title.model_dump(), "lists": ranges, "needs": subject.needs,
                "bar": subject.bar, "manner": subject.manner,
            }  # fmt: skip
        return {
            "surnames": sorted(grammar.surnames),
            "signs": list(grammar.signs),
            "looks_like": list(grammar.looks_like),
            "subjects": subjects,
            "firsts": "".join(starts),
        }

    def _listed(self, words: Iterable[Word]) -> str:
        return packed([self._word(word) for word in words])

    def _word(self, word: Word) -> list[object]:
        return [word.written, *(self._piece(piece) for piece in word.pieces)]

    def _piece(self, piece: Piece) -> int:
        return self._pieces.setdefault(piece, len(self._pieces))


def _named(piece: Piece) -> object:
    """Return the name of a gap, number or unit, or the words that a piece can be."""
    return _NAMES[piece] if isinstance(piece, str) else piece


def _in_lines(data: Iterable[object]) -> str:
    return "\n".join(map(packed, data))

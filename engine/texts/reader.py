"""Reading a text: the words of a subject that count in it, and why others do not."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from qinjian.engine.compiled.late import LateMapping
from qinjian.engine.texts.candidate import Candidate, Reason
from qinjian.engine.texts.denials import returned
from qinjian.engine.texts.entries import Entry, Near, Starts, beginnings, entries_of
from qinjian.engine.texts.grammar import Judge, general_verdict
from qinjian.engine.texts.notation import DENIALS, folded
from qinjian.engine.texts.sentence import Sentence, Signs, Span
from qinjian.engine.texts.shapes import NamesAt, Shapes
from qinjian.engine.texts.stored import words
from qinjian.engine.texts.wording import REASONS
from qinjian.engine.texts.words import ROLES_OF, Lists
from qinjian.engine.wording import Language, say
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import each_at_once
from qinjian.schemas.regulation import Words as Title
from qinjian.schemas.roles import Role


@dataclass(frozen=True)
class Hit:
    """A word that counts, as it stands in the text; ``told`` if it was returned or handed in."""

    word: str
    start: int
    end: int
    told: str = ""


@dataclass(frozen=True)
class Passed:
    """A word that does not count, as it stands, and why: the reason and the words that gave it."""

    word: str
    start: int
    end: int
    reason: Reason
    by: str = ""

    def words(self, language: Language) -> str:
        """Say it to a reader."""
        return say(REASONS, self.reason, language, word=self.word, by=self.by)


@dataclass(frozen=True)
class Read:
    """What a text says of a subject."""

    hits: tuple[Hit, ...] = ()
    passed: tuple[Passed, ...] = ()


_DASH = regex(r"[—–]|--|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
"""What stands between a name and a remark behind it."""

NOTHING = Read()
MAX_CHARACTERS = 2_000
"""No more of a text is read: what decides on a word stands near it, and time grows with both."""


class Reader:
    """Reads texts by the lists of a folder. Every text is looked through once for all subjects."""

    def __init__(self, lists: Lists, starts: Starts | None = None) -> None:
        self.subjects = tuple(sorted(lists.subjects))
        self._signs = Signs(lists.grammar)
        self._lists = lists
        self._starts = beginnings(entries_of(lists)) if starts is None else starts
        self._near: dict[str, Near] = {}
        self._judges = LateMapping(lists.subjects, lambda name: Judge(lists.subjects[name]))
        self._shapes = Shapes(
            self._starts, _looked_for, lambda entry: entry.word.figured, _may_stand
        )
        self._found = lru_cache(maxsize=1 << 14)(self._find)
        self._sentence = lru_cache(maxsize=256)(self._make_sentence)
        self._read = lru_cache(maxsize=1 << 14)(self._judge_all)

    def read(self, subject: str, text: str, role: Role) -> Read:
        """Read what a text in a role says of a subject."""
        if subject not in self._judges:
            raise KeyError(subject)
        if subject not in self.subjects_in(text):
            return NOTHING
        return self._read(subject, text[:MAX_CHARACTERS], role)

    def subjects_in(self, text: str) -> Collection[str]:
        """Name the subjects of which a word stands in a text, whether it counts there or not."""
        return self._shapes.names_in(folded(text[:MAX_CHARACTERS]))

    def subjects_in_each(self, texts: Sequence[str]) -> Iterator[Collection[str]]:
        """Do as ``subjects_in`` for many texts."""
        cut = [text[:MAX_CHARACTERS] for text in texts]
        return self._shapes.names_in_each(each_at_once(folded, cut))

    def title(self, subject: str) -> Title:
        """Return what a subject is called."""
        return self._lists.subjects[subject].title

    def passes(self, text: str, span: Span) -> bool:
        """Tell whether a word of another list, at a span of the text, does not count as an act."""
        word = Candidate(
            span, "acts", gap=False, denies=_denies(text[span[0] : span[1]]), lone=False
        )
        return general_verdict(self._sentence(text), word) is not None

    def _find(self, text: str) -> Mapping[str, tuple[Candidate, ...]]:
        """Look a text through for the words of all subjects: two characters tell where to look."""
        text = folded(text)
        letters = frozenset(text)
        found: defaultdict[str, list[Candidate]] = defaultdict(list)
        for at, start, entries in self._starts.places(text):
            near = self._near.get(start)
            if near is None:
                near = self._near[start] = Near(entries)
            for entry in near.in_text(letters):
                if match := entry.match(text, at):
                    found[entry.subject].append(entry.candidate(match))
        return {name: tuple(candidates) for name, candidates in found.items()}

    def _make_sentence(self, text: str) -> Sentence:
        return Sentence(folded(text), self._signs)

    def _judge_all(self, subject: str, text: str, role: Role) -> Read:
        sentence, judge = self._sentence(text), self._judges[subject]
        places = _places(text, sentence.text)
        hits: dict[Span, Hit] = {}
        passed: dict[Span, Passed] = {}
        for word in self._found(text)[subject]:
            read_as = _role_of(sentence, word, role)
            if read_as is None:
                continue
            start, end = places[word.span[0]], places[word.span[1]]
            verdict = judge.verdict(sentence, word, read_as)
            if verdict is None:
                told = returned(sentence, word)
                hits[start, end] = Hit(text[start:end], start, end, told)
            else:
                passed.setdefault((start, end), Passed(text[start:end], start, end, *verdict))
        outer = _outermost(hits)
        left = _outermost({span: one for span, one in passed.items() if not _inside(span, hits)})
        return Read(tuple(hits[span] for span in outer), tuple(passed[span] for span in left))


def _looked_for(entries: Sequence[Entry]) -> NamesAt:
    """Make ready to name the subjects of which one of some words stands at a place of a text."""
    near = Near(entries)

    def names(text: str, at: int) -> Iterator[str]:
        for entry in near.in_text(frozenset(text)):
            if entry.match(text, at):
                yield entry.subject

    return names


def _may_stand(entry: Entry, letters: frozenset[str]) -> bool:
    return all(any(choice <= letters for choice in piece) for piece in entry.word.needs)


def _denies(word: str) -> bool:
    """Tell whether a denial is a part of a word (未列入计划)."""
    return not DENIALS.isdisjoint(word)


def _role_of(sentence: Sentence, word: Candidate, role: Role) -> Role | None:
    """Return the role that a word is read in; none where its list is not for it.

    Behind the name of a place or payee stands a remark, which is read as a sentence:
    牡丹厅（宴请客商）, 江洲印务——购茅台2箱.
    """
    roles = ROLES_OF[word.listed]
    if role in roles:
        return role
    is_remark = role in ("place", "party") and (
        sentence.clause(word.start)[0] > 0 or _DASH.search(sentence.text, 1, word.start)
    )
    return "purpose" if is_remark and "purpose" in roles else None


def _inside(span: Span, others: Mapping[Span, object]) -> bool:
    return any(other[0] <= span[0] and span[1] <= other[1] for other in others)


def _outermost(spans: Mapping[Span, object]) -> list[Span]:
    """Leave out what begins inside of another span; from left to right, the longest first."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _places(text: str, fold: str) -> Sequence[int]:
    """Return for each place in the folded text the place in the text as it stands."""
    if text == fold:
        return range(len(text) + 1)
    places: list[int] = []
    for at, character in enumerate(text):
        places += [at] * len(folded(character))
    if len(places) != len(fold):  # characters that only together have a form of their own
        places = [min(at, len(text)) for at in range(len(fold))]
    return [*places, len(text)]


@cache
def reader() -> Reader:
    """Load the reader of the package, once."""
    return Reader(*words())


def read_text(subject: str, text: str, role: Role) -> Read:
    """Read what a text in a role says of a subject: the words that count, and those that do not.

    Raises:
        KeyError: there is no such subject.
    """
    return reader().read(subject, text, role)


def subjects_in_each(texts: Sequence[str]) -> Iterator[Collection[str]]:
    """Name of each text the subjects of which a word stands in it, whether it counts or not."""
    return reader().subjects_in_each(texts)


def passes(text: str, span: Span) -> bool:
    """Tell whether a word of any list, found at a span of a normalised text, does not count.

    It counts as the acts of subjects do: see docs/reading.md.
    """
    return reader().passes(text, span)


def title_of(subject: str) -> Title:
    """Return what a subject is called."""
    return reader().title(subject)


def subjects() -> tuple[str, ...]:
    """List the subjects that texts can be read for."""
    return reader().subjects

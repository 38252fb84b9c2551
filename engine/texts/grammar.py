"""Whether a word in a text counts: what is around it decides, the same way for every subject.

In a column that names things the thing itself stands there. In a sentence it has to be bought, given,
consumed, visited or paid for, and the sentence has to be about that, not about overseeing it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from qinjian.engine.texts.notation import BUILT_IN
from qinjian.engine.texts.sentence import Finder, Sentence, Span, overlap
from qinjian.engine.texts.words import ListName, Role, Sign, Subject

Reason = Literal[
    "cut", "other_word", "name", "denial", "own_pocket", "undone", "topic", "field", "bare"
]
"""Why a word does not count."""

Verdict = tuple[Reason, str] | None
"""The reason and the words that gave it; none where the word counts."""

# What may stand between a thing and a denial that follows it: 茅台2瓶、香烟等均未提供.
_LINK = re.compile(
    rf"(?:等|费用?|款|[:\s\"”」』)均都也皆系为]|全部|一律|一概|{BUILT_IN['quantity']}|[、及和与或][^,;。]{{1,12}}?)*"
)
_AMOUNT_AFTER = re.compile(
    rf"(?:\([^()]{{0,12}}\)|[^,;。()\d]{{0,6}}?)[\"”」』]?(?:{BUILT_IN['quantity']}|{BUILT_IN['yuan']})"
)
_PRICE_AFTER = re.compile(rf"[^,;。()\d]{{0,2}}?[(]?(?:{BUILT_IN['quantity']}|{BUILT_IN['yuan']})")
_AMOUNT_BEFORE = re.compile(rf"{BUILT_IN['quantity']}[的左右\"“「『]*$")
_NAME_END = re.compile(rf"[()\[\]{{}}【】\s,;:。、/+*×\d\"“”]|{BUILT_IN['quantity']}|[a-z]{{2}}")
_COST_REACH = 4
_LEAD = 4
_SHORT = 2
_NAME = 3
_GUEST_REACH = 2
_MATTER_REACH = 3
_BOUND_REACH = 2
_TREAT_REACH = 8
_TOPICS: tuple[Sign, ...] = ("case", "topic", "errand")
_ACTS: tuple[Sign, ...] = ("buying", "giving", "treating", "consuming", "visiting", "fitting")
_DOCUMENT = re.compile("《[^《》]*》?")


@dataclass(frozen=True)
class Candidate:
    """A word of a list in a text: where it stands, in which list, and whether it has a gap."""

    span: Span
    listed: ListName
    written: str
    gap: bool


@dataclass(frozen=True)
class Judge:
    """Judges the words of one subject."""

    subject: Subject
    exceptions: Finder
    field: Finder
    no_topic: Finder
    tails: Finder

    def verdict(self, sentence: Sentence, word: Candidate, role: Role) -> Verdict:
        """Tell why a word does not count, or that it does."""
        checks: tuple[Callable[[Sentence, Candidate], Verdict], ...] = (
            self._other_word, _cut, _name, _denied, _own_pocket, _undone, self._field,
            *((self._topic, self._bare) if role == "purpose" else (_body,)),
            *((_topic_behind,) if role == "place" else (_topic_in_brackets,) if role != "purpose" else ()),
            *((self._other_thing,) if role == "goods" else ()),
            *((_firm,) if role != "party" else ()),
        )  # fmt: skip
        return next((found for check in checks if (found := check(sentence, word))), None)

    def _other_word(self, sentence: Sentence, word: Candidate) -> Verdict:
        start, end = word.span
        for other in self.exceptions.spans(sentence.text):
            inside = not word.gap and start <= other[0] and other[1] <= end and other != word.span
            if overlap(other, word.span) and not inside:
                return "other_word", sentence.text[slice(*other)]
        return None

    def _other_thing(self, sentence: Sentence, word: Candidate) -> Verdict:
        """Tell whether a thing only goes before the name of another one: 红酒杯."""
        text, end = sentence.text, word.span[1]
        rest = _NAME_END.split(text[end:], maxsplit=1)[0]
        if not rest or word.gap or any(span[1] == end + len(rest) for span in sentence.signs("tail")):
            return None
        if any(span[1] == len(rest) for span in self.tails.spans(rest)):
            return None
        return "other_word", text[word.span[0] : end + len(rest)]

    def _field(self, sentence: Sentence, word: Candidate) -> Verdict:
        if any(sentence.along(word.span, "nominal")):
            return None
        clauses = sentence.scope(word.span).values()
        for span in self.field.spans(sentence.text):
            near = any(start <= span[0] < end for start, end in clauses) or span[0] >= word.span[1]
            if near and span != word.span:
                return "field", sentence.text[slice(*span)]
        return None

    def _topic(self, sentence: Sentence, word: Candidate) -> Verdict:
        for sign in _TOPICS:
            for span in self._topics(sentence, word, sign):
                if sign != "case" and _outweighs(sentence, word):
                    continue
                return "topic", sentence.text[slice(*span)]
        return None

    def _topics(self, sentence: Sentence, word: Candidate, sign: Sign) -> Iterator[Span]:
        """Yield the topics of a clause: no guests, no pretexts, and none that excuse nothing."""
        excused = self.no_topic.spans(sentence.text)
        others = sentence.verbs_near(word.span) if sign == "errand" else ()
        for span in (*sentence.near(word.span, sign), *others):
            if overlap(span, word.span) and not (word.gap and sign == "case") or span in excused:
                continue
            if _is_guest(sentence, word, span, sign) or _bound(sentence, word, span, sign):
                continue
            if sign == "errand" and _done_on(sentence, word, span):
                continue
            yield span
        for span in sentence.near(word.span, "matter") if sign == "topic" else ():
            behind = word.span[1] <= span[0]
            near = span[0] <= word.span[1] + _MATTER_REACH or span[1] == sentence.clause_end(span[0])
            if behind and near and span not in excused:
                yield span

    def _bare(self, sentence: Sentence, word: Candidate) -> Verdict:
        needs = self.subject.needs.get(word.listed)
        if needs is None or _amount(sentence, word) and word.listed != "given":
            return None
        wide = word.listed == "given" or _leads(sentence, word)
        for sign in needs:
            acts = sentence.along if wide else sentence.near
            if sign == "cost":
                if _cost(sentence, word):
                    return None
            elif any(_is_act(span, word.span) for span in acts(word.span, sign)):
                return None
        return None if word.listed == "things" and _is_item(sentence, word) else ("bare", "")


def _is_item(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a clause only names a thing, as a line of a ledger does: 春节购物卡."""
    start, end = sentence.level_at(word.span[0]).clause(word.span[0])
    return word.span[1] == end and not any(start <= verb[0] < word.span[0] for verb in sentence.boundaries.verbs())


def _is_act(sign: Span, word: Span) -> bool:
    """Tell whether an act stands beside a word, or is a part of it (招待烟)."""
    inside = word[0] <= sign[0] and sign[1] <= word[1]
    return not overlap(sign, word) or inside and 1 < sign[1] - sign[0] < word[1] - word[0]


def _cut(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a short word is only a part of its neighbours; chance rarely makes a long one."""
    start, end = word.span
    if _amount(sentence, word):
        return None
    token = sentence.boundaries.cuts(start, end) if end - start <= _SHORT else None
    return ("cut", token) if token else None


def _name(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a word is part of the name of a place, a unit, a person or a document."""
    for span in _DOCUMENT.finditer(sentence.text):
        if span.start() <= word.span[0] < span.end():
            return "name", span[0]
    return _named(sentence, word, "place_name", "body_name") or _person(sentence, word)


def _person(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a short word is in the name of a person: 贺礼彬参加培训, 苗会所."""
    text, (start, end) = sentence.text, word.span
    if end - start != _SHORT:
        return None
    for first in (start, start - 1):
        if first < 0 or text[first] not in sentence.surnames or not _begins(text, first):
            continue
        if any(end <= span[0] <= first + _NAME for span in sentence.signs("person_name")):
            return "name", text[first : first + _NAME]
        if first + _NAME >= len(text) and first == 0 and start > 0:
            return "name", text
    return None


def _begins(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " 、,;。:和与及("


def _firm(sentence: Sentence, word: Candidate) -> Verdict:
    return _named(sentence, word, "firm_name")


def _named(sentence: Sentence, word: Candidate, *signs: Sign) -> Verdict:
    for sign in signs:
        for start, end in sentence.signs(sign):
            if start == word.span[1]:
                return "name", sentence.text[word.span[0] : end]
    return None


def _body(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a column names a public body: its name ends so, whatever it begins with."""
    level = sentence.level_at(word.span[0])
    end = next((inner.start - 1 for inner in sentence.levels[1:] if inner.start > word.span[1]), level.end)
    for start, stop in sentence.signs("body_name"):
        if start >= word.span[1] and stop >= end:
            return "name", sentence.text[word.span[0] : stop]
    return None


def _denied(sentence: Sentence, word: Candidate) -> Verdict:
    text, (start, end) = sentence.text, word.span
    for span in sentence.near(word.span, "denial"):
        if span[0] < start and not _broken(sentence, span[1], start):
            return "denial", text[slice(*span)]
        if span[0] >= end and _LINK.fullmatch(text, end, span[0]):
            return "denial", text[slice(*span)]
    for span in sentence.along(word.span, "ban"):
        if span[1] <= start or span[0] > start:
            return "denial", text[slice(*span)]
    return None


def _broken(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether between a denial and a word something new is said: 未饮酒但购茅台, 无公函接待."""
    return any(start <= span[0] < end for span in sentence.signs("contrast"))


def _own_pocket(sentence: Sentence, word: Candidate) -> Verdict:
    found = _said_of(sentence, word, "own_pocket")
    return found and ("own_pocket", found)


def _undone(sentence: Sentence, word: Candidate) -> Verdict:
    found = _said_of(sentence, word, "undone") or _replaced(sentence, word)
    return found and ("undone", found)


def returned(sentence: Sentence, word: Candidate) -> str | None:
    """Return the words by which a thing was given back or handed in behind it."""
    for span in sentence.along(word.span, "returned"):
        if span[0] >= word.span[1]:
            return sentence.text[slice(*span)]
    return None


def _replaced(sentence: Sentence, word: Candidate) -> str | None:
    """Return the words by which something else came in the place of a thing, behind it."""
    for span in sentence.along(word.span, "replaced"):
        if span[0] >= word.span[1]:
            return sentence.text[slice(*span)]
    return None


def _said_of(sentence: Sentence, word: Candidate, sign: Sign) -> str | None:
    """Return a sign in the clause of a word, or in a later one that speaks of no other cost."""
    near = set(sentence.near(word.span, sign))
    for span in sentence.along(word.span, sign):
        if span in near or span[0] >= word.span[1] and not _of_another(sentence, span):
            return sentence.text[slice(*span)]
    return None


def _of_another(sentence: Sentence, sign: Span) -> bool:
    """Tell whether the clause of a sign names a cost of its own before it: 住宿费自理."""
    start, _ = sentence.level_at(sign[0]).clause(sign[0])
    return any(start <= span[0] < sign[0] for span in sentence.signs("other_cost"))


def _topic_behind(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether behind a name stands what was done there: 某酒楼（消防检查）."""
    for span in sentence.near(word.span, *_TOPICS):
        if span[0] >= word.span[1]:
            return "topic", sentence.text[slice(*span)]
    return None


def _topic_in_brackets(sentence: Sentence, word: Candidate) -> Verdict:
    level = sentence.level_at(word.span[0])
    for span in sentence.near(word.span, *_TOPICS):
        if span[0] >= word.span[1] and sentence.level_at(span[0]) is not level:
            return "topic", sentence.text[slice(*span)]
    return None


def _is_guest(sentence: Sentence, word: Candidate, topic: Span, kind: Sign) -> bool:
    """Tell whether a topic only names a guest or an event: 检查组, 培训班学员."""

    def behind(sign: Sign) -> bool:
        return any(
            topic[1] <= span[0] <= topic[1] + (_GUEST_REACH if span[1] - span[0] > 1 else 0)
            for span in sentence.signs(sign)
        )

    def adjoins(sign: Sign) -> bool:
        return any(span[0] == topic[1] for span in sentence.signs(sign))

    before = topic[0] < word.span[0]
    if sentence.text[: topic[0]].endswith("被") or behind("event") or adjoins("unit") or before and adjoins("gathering"):
        return True
    guest = behind("guest")
    office = kind != "case" and behind("office")
    if not guest and not office:
        return False
    if guest and before:
        return True
    treated = (*sentence.signs("treating"), *sentence.signs("giving"))
    return any(span[1] <= topic[0] <= span[1] + _TREAT_REACH for span in treated)


def _bound(sentence: Sentence, word: Candidate, topic: Span, sign: Sign) -> bool:
    """Tell whether words of a pretext bind a thing to a topic: 检查途中, 以学习为名."""
    reach = word.span[0] if sign != "case" else topic[1] + _BOUND_REACH
    return any(
        topic[0] <= span[0] <= reach and span[0] <= word.span[0] or span[0] <= topic[0] <= span[1]
        for span in sentence.near(word.span, "pretext")
    )


def _done_on(sentence: Sentence, word: Candidate, errand: Span) -> bool:
    """Tell whether between an errand and a thing, or behind a place, stands what was done there."""
    start, end = word.span
    return any(
        errand[1] <= span[0] < start or word.listed == "sites" and end <= span[0] <= end + _LEAD
        for sign in _ACTS
        for span in sentence.signs(sign)
    )


def _outweighs(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a quantity or price behind a word is stronger than a topic."""
    if word.listed == "things":
        return _amount(sentence, word)
    return word.listed != "given" and bool(_PRICE_AFTER.match(sentence.text, word.span[1]))


def _amount(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a quantity or a price belongs to a word."""
    text, (start, end) = sentence.text, word.span
    return bool(_AMOUNT_AFTER.match(text, end) or _AMOUNT_BEFORE.search(text, max(0, start - 8), start))


def _cost(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a cost is named behind a word, or before the bracket or colon that it is in."""
    end, level = word.span[1], sentence.level_at(word.span[0])
    opened = max(level.start, sentence.text.rfind(":", 0, word.span[0]) + 1) - 1
    costs = sentence.signs("cost")
    return any(end <= span[0] <= end + _COST_REACH or span[1] == opened > 0 for span in costs)


def _leads(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a clause begins with the word, so that the verb stands in the one before."""
    start, _ = sentence.level_at(word.span[0]).clause(word.span[0])
    return 0 < word.span[0] - start <= _LEAD or word.span[0] == start > 0

"""Whether a word in a text counts: what is around it decides, the same way for every subject.

In a column that names things the thing itself stands there. In a sentence it has to be bought,
given, consumed, visited or paid for, and the sentence has to be about that, not about the oversight
of it.
"""

from collections.abc import Callable, Iterator
from functools import partial

from qinjian.engine.texts import denials, names, topics
from qinjian.engine.texts.amounts import has_amount, has_cost
from qinjian.engine.texts.candidate import Candidate, Verdict
from qinjian.engine.texts.notation import BUILT_IN
from qinjian.engine.texts.sentence import Finder, Sentence, Span, overlap
from qinjian.engine.texts.words import ListName, Sign, Subject
from qinjian.engine.wording.regex import regex
from qinjian.schemas.roles import Role

_NAME_END = regex(rf"[()\[\]{{}}【】\s,;:。、/+*×\d\"“”]|{BUILT_IN['quantity']}|[a-z](?:[a-z]|\d)")
# What is only in the likeness or taste of a thing: 龙虾味薯片, 海参形橡皮.
_LIKENESS = ("形", "状", "味", "牌", "样")
_IMITATION = ("仿", "素", "假")
_NAMES: frozenset[ListName] = frozenset({"things", "given", "goods"})
_LEAD = 4
_NOT = ("非", "不是", "不属于")
# What makes a clause one of its own, whatever the one before is about: 慰问贫困户，另买烟3条.
_OWN_ACT: tuple[Sign, ...] = ("buying", "giving", "treating", "consuming", "contrast")
_FOR: frozenset[Sign] = frozenset({"giving", "treating", "staff"})

Check = Callable[[Sentence, Candidate], Verdict]


class Judge:
    """Judges the words of one subject."""

    def __init__(self, subject: Subject) -> None:
        self._needs = subject.needs
        self._exceptions = Finder(subject.exceptions)
        self._field = Finder(subject.field)
        self._tails = Finder(subject.tails)
        about = topics.manner_topic if subject.manner else topics.topic
        barred = partial(denials.barred, signs=subject.bar)
        topic = partial(about, excuses_nothing=Finder(subject.no_topic))
        everywhere: tuple[Check, ...] = (
            self._other_word, names.cut, names.name, denials.denied, denials.own_pocket,
            denials.undone, barred, self._own_field,
        )  # fmt: skip
        self._checks: dict[Role, tuple[Check, ...]] = {
            "purpose": (*everywhere, topic, self._bare, names.firm),
            "place": (*everywhere, names.body, topics.topic_behind, names.firm),
            "party": (*everywhere, names.body, topics.topic_in_brackets),
            "goods": (
                *everywhere, names.body, topics.topic_in_brackets,
                self._not_given, self._other_thing, names.firm,
            ),
        }  # fmt: skip

    def verdict(self, sentence: Sentence, word: Candidate, role: Role) -> Verdict:
        """Tell why a word does not count, or that it does."""
        return next((no for check in self._checks[role] if (no := check(sentence, word))), None)

    def _other_word(self, sentence: Sentence, word: Candidate) -> Verdict:
        """Tell whether a word is in one that means something else: 酒 in 酒精."""
        text = sentence.text
        if word.listed in _NAMES and (
            text[word.end : word.end + 1] in _LIKENESS or text[: word.start].endswith(_IMITATION)
        ):
            return "other_word", text[max(word.start - 1, 0) : word.end + 1]
        for start, end in self._exceptions.spans(text):
            inside = word.start <= start and end <= word.end and (start, end) != word.span
            if overlap((start, end), word.span) and (word.gap or not inside):
                return "other_word", text[start:end]
        return None

    def _other_thing(self, sentence: Sentence, word: Candidate) -> Verdict:
        """Tell whether a thing only goes before the name of another one: 红酒杯."""
        text, end = sentence.text, word.end
        rest = _NAME_END.split(text[end:], maxsplit=1)[0]
        matter = any(end <= start < end + len(rest) for start, _ in sentence.signs("matter"))
        if rest and matter:
            return "other_word", text[word.start : end + len(rest)]
        if not rest or word.gap:
            return None
        known = any(stop == end + len(rest) for _, stop in sentence.signs("tail"))
        if known or any(stop == len(rest) for _, stop in self._tails.spans(rest)):
            return None
        return "other_word", text[word.start : end + len(rest)]

    def _not_given(self, sentence: Sentence, word: Candidate) -> Verdict:
        """Tell whether a thing that has to be given is not said to be for anybody: 天麻100克."""
        signs = _FOR.intersection(self._needs["given"])
        if word.listed != "given" or any(sentence.along(word.span, *signs)):
            return None
        return "bare", ""

    def _own_field(self, sentence: Sentence, word: Candidate) -> Verdict:
        """Tell whether a thing belongs to the work of the unit, or a fund that may pay for it."""
        if any(sentence.along(word.span, "nominal")):
            return None
        clauses = sentence.scope(word.span)
        acted = any(_is_act(span, word.span) for span in sentence.near(word.span, *_OWN_ACT))
        for span in self._field.spans(sentence.text):
            near = any(start <= span[0] < end for start, end in clauses.values())
            told_before = not acted and sentence.level_at(span[0]).start in clauses
            denied = sentence.text[: span[0]].endswith(_NOT)
            if (near or span[0] >= word.end or told_before) and span != word.span and not denied:
                return "field", sentence.said(span)
        return None

    def _bare(self, sentence: Sentence, word: Candidate) -> Verdict:
        """Tell whether nothing was done with a thing, or at a place."""
        needs = self._needs.get(word.listed)
        if needs is None or (word.listed != "given" and has_amount(sentence, word)):
            return None
        acts = (span for sign in needs for span in _acts(sentence, word, sign))
        if any(_is_act(span, word.span) for span in acts):
            return None
        if "cost" in needs and has_cost(sentence, word):
            return None
        return None if word.listed == "things" and _is_item(sentence, word) else ("bare", "")


def general_verdict(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell why a word in a sentence does not count, whatever subject it is of.

    What is a part of the word does not speak of it: 推迟回国, 未采购节能产品.
    """
    own = sentence.text[word.start : word.end]
    found = (no for check in _GENERAL if (no := check(sentence, word)))
    return next((no for no in found if no[0] in ("cut", "name") or no[1] not in own), None)


_GENERAL: tuple[Check, ...] = (
    names.cut, names.name, denials.denied, denials.own_pocket, denials.undone,
    topics.oversight,
)  # fmt: skip


def _acts(sentence: Sentence, word: Candidate, sign: Sign) -> Iterator[Span]:
    """Yield the acts that may be done with a thing: of its clause, or of its sentence.

    Things are given away anywhere in a sentence, and where a thing begins a clause the verb stands
    in the one before.
    """
    if sign == "cost":
        return iter(())
    if word.listed == "given" or _leads(sentence, word):
        return sentence.along(word.span, sign)
    return sentence.near(word.span, sign)


def _is_act(sign: Span, word: Span) -> bool:
    """Tell whether an act stands beside a word, or is a part of it (招待烟)."""
    inside = word[0] <= sign[0] and sign[1] <= word[1]
    return not overlap(sign, word) or (inside and 1 < sign[1] - sign[0] < word[1] - word[0])


def _is_item(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a clause only names a thing, as a line of a ledger does: 春节购物卡."""
    start, end = sentence.clause(word.start)
    verbs = (first for first, _ in sentence.boundaries.verbs() if start <= first < word.start)
    return word.end == end and next(verbs, None) is None


def _leads(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a clause behind another one begins with a word."""
    start, _ = sentence.clause(word.start)
    return start > 0 and word.start - start <= _LEAD

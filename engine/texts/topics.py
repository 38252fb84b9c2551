"""Whether a word is what the work is about, and no thing that was paid for.

A verb of oversight, publicity, teaching or any other work, before a word or behind it, makes it
the topic. A guest or an event that bears the name of such work does not (接待检查组, 培训班学员),
nor does work that a pretext binds to an act (检查途中, 以学习为名). An errand is none where
something was bought, given or visited on it (考察购买工艺品送礼).
"""

from collections.abc import Iterator

from qinjian.engine.texts.amounts import outweighs
from qinjian.engine.texts.candidate import Candidate, Verdict
from qinjian.engine.texts.sentence import Finder, Sentence, Span, overlap
from qinjian.engine.texts.words import Sign

_WORK: tuple[Sign, ...] = ("case", "topic", "errand")
_OVERSIGHT: tuple[Sign, ...] = ("case", "topic")
ACTS: tuple[Sign, ...] = ("buying", "giving", "treating", "consuming", "visiting", "fitting")
_AT_PLACES: tuple[Sign, ...] = ("on_site",)
_ACTED: tuple[Sign, ...] = ("buying", "giving", "treating", "consuming")
_GUEST_REACH = 2
_MATTER_REACH = 3
_NAME_REACH = 6
# Behind a word of work: what it cost, 设计费, is no work of oversight.
_COSTS = ("费", "款")
_BOUND_REACH = 2
_TREAT_REACH = 8
_DONE_REACH = 4
_MANNER_REACH = 4


def topic(sentence: Sentence, word: Candidate, excuses_nothing: Finder) -> Verdict:
    """Tell whether a word in a sentence is what the work is about."""
    idle = set(excuses_nothing.spans(sentence.text))
    for sign in _WORK:
        if sign != "case" and outweighs(sentence, word):
            break
        for span in _work(sentence, word, sign):
            if span not in idle:
                return "topic", sentence.said(span)
    return None


def oversight(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a word of any list is what oversight, publicity or teaching is about.

    An errand (考察) does not make it a topic: of most lists nothing is known but their words.
    """
    for sign in _OVERSIGHT:
        if sign != "case" and outweighs(sentence, word):
            break
        for span in _works(sentence, word, sign):
            apart = span[0] >= word.end or span[1] <= word.start
            if apart and not sentence.text.startswith(_COSTS, span[1]):
                return "topic", sentence.said(span)
    return _guests_business(sentence, word)


def _guests_business(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a word stands in what guests are called by: 接待差旅补助核查组."""
    received = [*sentence.signs("treating"), *sentence.signs("giving")]
    if not any(end <= word.start <= end + _GUEST_REACH for _, end in received):
        return None
    for sign in _WORK:
        for span in sentence.near(word.span, sign):
            close = word.end <= span[0] <= word.end + _NAME_REACH
            between = any(word.end <= start < span[0] for start, _ in received)
            if close and not between and _follows(sentence, span, "guest"):
                return "topic", sentence.said(span)
    return None


def manner_topic(sentence: Sentence, word: Candidate, excuses_nothing: Finder) -> Verdict:
    """Tell whether words of how something was paid are what the work is about.

    What was paid for stands in the same clause, so only work right beside the words is about them
    (检查现金支付情况), and a case wherever it stands (查处白条入账).
    """
    idle = set(excuses_nothing.spans(sentence.text))
    level = sentence.level_at(word.start)
    for sign in _WORK:
        for span in sentence.near(word.span, sign):
            if span in idle or overlap(span, word.span):
                continue
            beside = word.start - _MANNER_REACH <= span[1] and span[0] <= word.end + _MANNER_REACH
            if sentence.level_at(span[0]) is level and (sign == "case" or beside):
                return "topic", sentence.said(span)
    return next((("topic", sentence.said(span)) for span in _matters(sentence, word)), None)


def topic_behind(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether behind the name of a place stands what was done there: 某酒楼消防检查."""
    for span in _work_behind(sentence, word):
        return "topic", sentence.said(span)
    return None


def topic_in_brackets(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether brackets behind a name say what was done there: 某酒楼（消防检查）."""
    level = sentence.level_at(word.start)
    for span in _work_behind(sentence, word):
        if sentence.level_at(span[0]) is not level:
            return "topic", sentence.said(span)
    return None


def _work_behind(sentence: Sentence, word: Candidate) -> Iterator[Span]:
    """Yield the words of work behind a name, but for guests and what a pretext binds to an act."""
    for sign in (*_WORK, *_AT_PLACES):
        for span in sentence.near(word.span, sign):
            guest = _follows(sentence, span, "guest") or _is_guest(sentence, word, span, sign)
            if span[0] >= word.end and not (guest or _bound_behind(sentence, span)):
                yield span


def _bound_behind(sentence: Sentence, work: Span) -> bool:
    """Tell whether words of a pretext stand beside work behind a name: 土特产店（考察返程购买）."""
    return any(
        work[0] - _BOUND_REACH <= start <= work[1] + _BOUND_REACH
        for start, _ in sentence.signs("pretext")
    )


def _work(sentence: Sentence, word: Candidate, sign: Sign) -> Iterator[Span]:
    """Yield the words of work of a kind that a word may be the topic of."""
    yield from _works(sentence, word, sign)
    if sign == "topic":
        yield from _matters(sentence, word)


def _works(sentence: Sentence, word: Candidate, sign: Sign) -> Iterator[Span]:
    reach = sentence.along if sign == "case" else sentence.near
    spans = [*reach(word.span, sign)]
    if sign == "errand" and not _acted_on(sentence, word):
        spans += sentence.verbs_near(word.span)
    for span in spans:
        if overlap(span, word.span) and not (word.gap and sign == "case"):
            continue
        if _is_guest(sentence, word, span, sign) or _bound(sentence, word, span, sign):
            continue
        if sign != "errand" or not _done_on(sentence, word, span):
            yield span


def _matters(sentence: Sentence, word: Candidate) -> Iterator[Span]:
    """Yield what makes a thing a matter of work: directly behind it, or where the clause ends."""
    for start, end in sentence.near(word.span, "matter"):
        near = start <= word.end + _MATTER_REACH or end == sentence.clause(start)[1]
        if start >= word.end and near:
            yield start, end


def _is_guest(sentence: Sentence, word: Candidate, work: Span, kind: Sign) -> bool:
    """Tell whether words of work only name a guest, a unit or an event: 检查组, 审计局, 培训班."""
    before = work[0] < word.start
    if sentence.text[: work[0]].endswith("被") or _follows(sentence, work, "event"):
        return True
    if _adjoins(sentence, work, "unit") or (before and _adjoins(sentence, work, "gathering")):
        return True
    guest = _follows(sentence, work, "guest")
    if guest and before:
        return True
    office = kind != "case" and _follows(sentence, work, "office")
    return (guest or office) and _is_treated(sentence, work)


def _follows(sentence: Sentence, work: Span, sign: Sign) -> bool:
    """Tell whether a sign stands behind a word, a single character directly behind it."""
    return any(
        work[1] <= start <= work[1] + (_GUEST_REACH if end - start > 1 else 0)
        for start, end in sentence.signs(sign)
    )


def _adjoins(sentence: Sentence, work: Span, sign: Sign) -> bool:
    return any(start == work[1] for start, _ in sentence.signs(sign))


def _is_treated(sentence: Sentence, guest: Span) -> bool:
    treating = (*sentence.signs("treating"), *sentence.signs("giving"))
    return any(end <= guest[0] <= end + _TREAT_REACH for _, end in treating)


def _bound(sentence: Sentence, word: Candidate, work: Span, kind: Sign) -> bool:
    """Tell whether words of a pretext bind a thing to work: 检查途中, 以学习为名."""
    reach = work[1] + _BOUND_REACH if kind == "case" else word.start
    return any(
        work[0] <= start <= min(reach, word.start) or start <= work[0] <= end
        for start, end in sentence.near(word.span, "pretext")
    )


def _acted_on(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a thing was bought, given or consumed in its clause, whatever else was done."""
    return any(not overlap(span, word.span) for span in sentence.near(word.span, *_ACTED))


def _done_on(sentence: Sentence, word: Candidate, errand: Span) -> bool:
    """Tell whether between an errand and a thing, or behind a place, stands what was done there."""
    return any(
        errand[1] <= start < word.start
        or (word.listed == "sites" and word.end <= start <= word.end + _DONE_REACH)
        for sign in ACTS
        for start, _ in sentence.signs(sign)
    )

"""Words by which a clause leaves something open: a rule that quotes it has to say what of them.

Of a list of bans, parted by commas, each has its own 违反规定 or 擅自; but what stands before the
quoted words as a condition of the whole sentence (确需…的, 除…外, 原则上) holds for them too.
"""

from collections.abc import Iterator

from qinjian.engine.messages.problems import Problem
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.wording.regex import regex

_NEAR = r"一般(?!性|公务用车)|未经批准|尽量|为主|优先|擅自|违反规定"
_BEFORE = r"原则上|确需|除(?=[^。；]*外)"
_WITHIN = regex(f"{_NEAR}|{_BEFORE}")
_ABOVE = regex(_BEFORE)
_COMMA, _STOPS = "，", "。；："


def unexplained(compiled: CompiledRule) -> Iterator[Problem]:
    """List such words of the clauses of a rule that its ``why`` does not take up."""
    why = compiled.rule.why.zh if compiled.rule.why else ""
    named: set[str] = set()
    for cite, law in compiled.cites:
        passage, span = law.passage(cite), law.span(cite)
        if passage is not None and span is not None:
            named |= _qualifiers(passage, *span)
    for word in sorted(named):
        if word not in why:
            values = {"rule": compiled.rule.id, "word": "除…外" if word == "除" else word}
            yield Problem("qualifier_unexplained", compiled.at, values)


def _qualifiers(passage: str, start: int, end: int) -> set[str]:
    """Find the words that hold for a part of a passage."""
    first = max(passage.rfind(mark, 0, start) for mark in _STOPS) + 1
    own = max(first, passage.rfind(_COMMA, first, start) + 1)
    stops = [at for mark in (*_STOPS, _COMMA) if (at := passage.find(mark, end)) >= 0]
    last = min(stops, default=len(passage))
    return {*_WITHIN.findall(passage[own:last]), *_ABOVE.findall(passage[first:own])}

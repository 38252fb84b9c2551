"""Segments of a text: what ends a word's, and whether a negation stands in it."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate

from qinjian.engine.wording.regex import regex

Span = tuple[int, int]

# What ends a segment, in normalised text (NFKC has made ，；！？（ narrow). The comma and the point
# of a number (1,200.50) do not, nor does 、, nor a blank after 、 or a colon or before 均.
_BRACKETS = r"()\[\]{}【】「」『』《》“”"
_BRACKETED = regex(rf"[(\[{{【「『《“][^{_BRACKETS}]*[)\]}}】」』》”]")
_STOPS = r"。;!?\n\r\v\f\x85\u2028\u2029" + _BRACKETS
_BREAK = regex(rf"[{_STOPS}]|[,.](?!\d)|(?<!\d)[,.]|(?<=[^\s、:])[ \t]+(?![均都]|一律)")
# What may stand between a word and a negation that follows it directly: 烟酒(费)自理.
_AMOUNT = "[\\d一二两三四五六七八九十]+[瓶条包盒份张斤套间辆桌元]"
_DIRECT = regex(rf"(?:\([^()]{{0,20}}\)|{_AMOUNT}|费用?|款)?[ \t:\"{_BRACKETS}]*")
_LIST = regex("(?:费用?|款)?[、和及与或等]")
_WIDE = ("均", "都", "一律")
# What may follow a word that ends what is said: whom it went to, what it cost, how long it took.
_REST = regex(
    r"(?:(?:兄弟|友邻|对口|先进|外地|周边|相关)(?:单位|省市|区县|部门)|活动|工作|之行|一行|等|的|往返|期间|产生|发生|报销|差旅|住宿|交通|旅|车|路|机票|车票|[\d一二两三四五六七八九十]+[天日人]"
    rf"|及|和|与|费用?|补助|补贴|{_AMOUNT})*"
)


def apart(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return the spans that overlap none of the others; both are sorted."""
    starts = [start for start, _ in others]
    reach = [0, *accumulate((end for _, end in others), max)]
    return [span for span in spans if reach[bisect_left(starts, span[1])] <= span[0]]


def ends(text: str, span: Span) -> bool:
    """Tell whether a word ends its segment, but for what it cost, how long it took and who went."""
    rest = _REST.match(text, span[1])
    at = rest.end() if rest else span[1]
    return at == len(text) or _BREAK.match(text, at) is not None or text[at] in _STOPS


def negated(text: str, before: list[Span], after: list[Span]) -> Callable[[Span], bool]:
    """Return the test whether a negation holds for a word."""
    brackets = [match.span() for match in _BRACKETED.finditer(text)]
    outside = _BRACKETED.sub(lambda match: "_" * len(match[0]), text)
    inner = _in_segment(text, before, after)
    outer = _in_segment(outside, apart(before, brackets), apart(after, brackets))
    starts = [start for start, _ in after]

    def is_negated(span: Span) -> bool:
        nearest = bisect_left(starts, span[1])
        if nearest < len(starts) and _DIRECT.fullmatch(text, span[1], starts[nearest]):
            return True
        opened = bisect_left(brackets, span) - 1
        if opened < 0 or brackets[opened][1] <= span[0]:
            return outer(span)
        return inner(span) or outer(brackets[opened])

    return is_negated


def _in_segment(text: str, before: list[Span], after: list[Span]) -> Callable[[Span], bool]:
    """Return the test whether a word has a negation in its segment; brackets end segments."""
    breaks = [match.start() for match in _BREAK.finditer(text)]
    # A blank after a negation is passed over.
    first = {bisect_left(breaks, b + text.startswith(" ", b)): a for a, b in reversed(before)}
    last = {bisect_left(breaks, start): start for start, _ in after}
    wide = {bisect_left(breaks, a): a for a, _ in after if text.startswith(_WIDE, a)}

    def holds(span: Span) -> bool:
        segment = bisect_left(breaks, span[0])
        trailing = last if _LIST.match(text, span[1]) else wide
        return first.get(segment, span[0]) < span[0] or trailing.get(segment, -1) >= span[1]

    return holds

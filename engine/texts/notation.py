"""How the words of a list are written: plainly, with alternatives, gaps and named lists.

``茅台`` is a word. ``(软|硬|细支)中华`` are three; an empty alternative may be missing:
``(|高档)礼品``. Between the parts of ``无~公函`` stand up to four characters, between those of
``以…名义`` up to twelve, all of one clause; ``餐费……由公司付`` goes on over the commas of its
sentence.
``<kin>`` is any word of a named list, ``<quantity>`` a number with a measure (2瓶, 三条);
``=玉溪`` is the whole text. Nothing else has a meaning of its own: no list can hold a regular
expression.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qinjian.engine.wording.regex import regex

GAP = r"[^,;。!?\n]{0,12}?"
WIDE_GAP = r"[^;。!?\n]{0,12}?"
NARROW_GAP = r"[^,;。!?\n]{0,4}?"
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千几若半]+)"
_MEASURE = (
    "[瓶条包盒箱件份只张支罐桶袋斤株套把台桌席位例盅盆块枚本幅场次间辆根头条壶坛颗粒串对副头匹枝朵篮扎碗笼打卷部身批吨]"
    "|公斤|千克|余?人|人次|[天日晚夜]|小时|ml|kg|若干"
)
# Words of campaigns and services that begin as a quantity does: 白事一条龙, “一碗菜”改革.
_NO_QUANTITY = "(?!一(?:条龙|条街|条心|张网|张图|盘棋|碗菜|把手|对一|本账|套班子))"
_UNIT = (
    "公司|集团|企业|单位|学校|[小中大]学|医院|卫生院|街道|镇|乡|村|社区|协会|学会|商会|中心|局|站|院|林场|农场|队|所"
    "|厂|管委会|老板|企业家|项目部|基金会|使馆|领馆|商行|门市"
)
BUILT_IN: Mapping[str, str] = {
    "number": _NUMBER,
    "unit": rf"[^,;:。!?()\s]{{1,10}}?(?:{_UNIT})",
    "quantity": rf"(?:[*x×]?\s?{_NO_QUANTITY}{_NUMBER}\s?余?(?:{_MEASURE})"
    r"|[*x×]\s?\d{1,3}(?![\d.]))",
    "yuan": r"[:：]?\s?(?:约|共|计|合计|共计|价值|花费|每[人份桌位]|人均|各)*\s?"
    r"(?:[¥￥]\s?\d|\d[\d,]*(?:\.\d+)?\s?(?:万元?|元)|(?<!\d)\d{2,6}(?:\.\d\d?)?(?![\d\w.%]))",
}
"""What no list can name: numbers, quantities, sums of money, names of units."""

Expand = Callable[[str], tuple[str, ...]]
_PIECE = regex(r"\(([^()…~]*\|[^()…~]*)\)|<([a-z_]+)>|(……?|~)|([^()<>…~|]+)")
_LATIN = regex(r"[a-z0-9]")
_MARKS = frozenset("()<>…~|")
_START = 2
FIGURES = frozenset("0123456789")
DENIALS = frozenset("不未没无非")


class NotationError(ValueError):
    """A word that cannot be read; it says why."""


@dataclass(frozen=True)
class Word:
    """A word of a list: as it is written there, and the pieces that it is read as.

    What follows of them is made when it is asked for: of very many words nothing ever is.
    """

    written: str
    pieces: "tuple[Piece, ...]"

    @cached_property
    def pattern(self) -> str:
        """The source of a regular expression for what it matches."""
        source = "".join(map(_choice, self.pieces))
        is_whole = self.written.startswith("=")
        return rf"\A{source}\Z" if is_whole else _bounded(self.pieces, source)

    @cached_property
    def starts(self) -> frozenset[str]:
        """The first two characters of what it can match, or the only one."""
        return frozenset(_starts(self.pieces, ""))

    @cached_property
    def open(self) -> bool:
        """Whether there is a gap, number or unit in it."""
        return any(isinstance(piece, str) for piece in self.pieces)

    @cached_property
    def denies(self) -> bool:
        """Whether there is a denial of its own in it (无公函)."""
        return any(DENIALS.intersection("".join(one)) for one in self.pieces if _is_literal(one))

    @cached_property
    def figured(self) -> bool:
        """Whether there is a figure in it, but for a number of any size."""
        listed = (piece for piece in self.pieces if isinstance(piece, tuple))
        return any(not FIGURES.isdisjoint("".join(piece)) for piece in listed)

    @cached_property
    def heads(self) -> frozenset[str]:
        """The words before a gap that it begins with."""
        has_gap = len(self.pieces) > 1 and self.pieces[1] in _GAPS
        return frozenset(self.pieces[0] if has_gap else ())

    @cached_property
    def needs(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """The letters that it needs: of each of its pieces those of some alternative."""
        pieces = (_letters(one) for one in self.pieces if isinstance(one, tuple))
        return tuple(dict.fromkeys(one for one in pieces if frozenset() not in one))

    def may_stand_in(self, text: str) -> bool:
        """Tell, without a regular expression, whether a folded text has all that it needs."""
        for piece in self.pieces:
            if isinstance(piece, tuple) and "" not in piece:
                for choice in piece:
                    if choice in text:
                        break
                else:
                    return False
        return True


def folded(text: str) -> str:
    """Return the form in which words are compared: NFKC and case-folded, nothing trimmed."""
    return unicodedata.normalize("NFKC", text).casefold()


def read_word(written: str, lists: Expand) -> Word:
    """Read a word of a list; ``lists`` gives the words of a named list.

    Raises:
        NotationError: the brackets do not close, a name is not known, or it matches nothing.
    """
    pieces = tuple(_pieces(written.removeprefix("="), lists))
    if not pieces or pieces[0] in _GAPS or pieces[-1] in _GAPS:
        raise NotationError("a word neither begins nor ends with a gap")
    word = Word(written, pieces)
    if "" in word.starts:
        raise NotationError("a word can be empty")
    return word


def expanded(written: str, lists: Expand) -> tuple[str, ...]:
    """List the words that a word of a named list stands for: alternatives alone, no gaps.

    Raises:
        NotationError: it has a gap, a number, or cannot be read.
    """
    words = [""]
    for piece in _pieces(written, lists):
        if not isinstance(piece, tuple):
            raise NotationError("a named list has no gaps and no numbers")
        words = [word + choice for word in words for choice in piece]
    if "" in words:
        raise NotationError("a word can be empty")
    return tuple(words)


Piece = tuple[str, ...] | str
"""Alternatives as literal text; else the pattern of a built-in name or of a gap."""
GAPS: Mapping[str, str] = {"~": NARROW_GAP, "…": GAP, "……": WIDE_GAP}
_GAPS = frozenset(GAPS.values())


def _pieces(written: str, lists: Expand) -> Iterator[Piece]:
    if written and _MARKS.isdisjoint(written):  # most words are plain
        yield (folded(written),)
        return
    at = 0
    for match in _PIECE.finditer(written):
        if match.start() != at:
            break
        at = match.end()
        choices, name, gap, literal = match.groups()
        if gap:
            yield GAPS[gap]
        elif name:
            yield BUILT_IN[name] if name in BUILT_IN else _literals(lists(name))
        elif choices is not None:
            listed = (word for each in choices.split("|") for word in _named(each, lists))
            yield _literals(tuple(listed))
        else:
            yield _literals((literal,))
    if at != len(written):
        raise NotationError(f"cannot be read from “{written[at:]}” on")


@lru_cache(maxsize=4096)
def _letters(piece: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Return the letters of alternatives; figures, of which texts have any, are passed over."""
    sets = {frozenset(one for one in choice if not one.isdigit()) for choice in piece}
    return tuple(sorted(sets, key=sorted))


def _is_literal(piece: Piece) -> bool:
    return isinstance(piece, tuple)


def _named(choice: str, lists: Expand) -> tuple[str, ...]:
    """List what an alternative stands for: itself, or the words of a list."""
    return expanded(choice, lists) if "<" in choice else (choice,)


@lru_cache(maxsize=1024)
def _literals(words: tuple[str, ...]) -> tuple[str, ...]:
    """Fold words, the longest first; those of a named list stand in many words."""
    return tuple(sorted({folded(word) for word in words}, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1024)
def _choice(piece: tuple[str, ...] | str) -> str:
    if isinstance(piece, str):
        return f"(?:{piece})"
    if len(piece) == 1:
        return re.escape(piece[0])
    return f"(?:{'|'.join(map(re.escape, piece))})"


def _starts(pieces: Sequence[Piece], begun: str) -> Iterator[str]:
    """Yield the first two characters of whatever the pieces can match."""
    if not pieces or not isinstance(pieces[0], tuple):
        if pieces and not begun:
            raise NotationError("a word does not begin with a number")
        yield begun
    else:
        for choice in pieces[0]:
            start = begun + choice
            if len(start) >= _START:
                yield start[:_START]
            else:
                yield from _starts(pieces[1:], start)


def _bounded(pieces: Sequence[Piece], source: str) -> str:
    """Let a word that begins or ends in Latin letters or digits be no part of a longer run."""
    first, last = pieces[0], pieces[-1]
    before = isinstance(first, tuple) and any(_LATIN.match(word) for word in first)
    after = isinstance(last, tuple) and any(_LATIN.match(word[-1:]) for word in last)
    head = r"(?:(?<![a-z0-9])|(?![a-z0-9]))" if before else ""
    tail = r"(?:(?![a-z0-9])|(?<![a-z0-9]))" if after else ""
    return head + source + tail

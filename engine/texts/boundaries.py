"""Where words of Chinese text begin and end: asked of a segmenter, only where a word was found."""

from functools import lru_cache

from qinjian.engine.texts.notation import folded

_SUFFIXES = frozenset("费款钱店馆餐行票卡套类等家楼城汤给了的至到与")


class Boundaries:
    """The words of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)

    def cuts(self, start: int, end: int) -> str | None:
        """Return the word of the language that a span takes only a part of.

        A longer word that holds all of a span is none (旅游 in 云南旅游), but for a single
        character (酒 in 料酒). What the segmenter only guessed is no word.
        """
        for token, first, last in self._tokens:
            if last <= start or first >= end or last - first < 2:  # noqa: PLR2004 - a single one
                continue
            if first < end < last == end + 1 and token[-1] in _SUFFIXES:
                continue  # 酒|水费 is 酒水|费
            if first < start and self._stands_alone(first, token[: start - first]):
                continue  # 雅集|会所 as well as 雅|集会|所
            within = first >= start and last <= end
            around = first <= start and last >= end and end - start > 1
            if not within and not around and _known(token):
                return token
        return None

    def around(self, at: int) -> str | None:
        """Return the longer word of the language that holds a single character."""
        for token, first, last in self._tokens:
            if first <= at < last and last - first > 1 and _known(token):
                return token
        return None

    def _stands_alone(self, at: int, rest: str) -> bool:
        """Tell whether what is left of a word is one itself, alone or with what stands before."""
        before = next((token for token, _, last in self._tokens if last == at), "")
        return (len(rest) > 1 and _known(rest)) or _known(before + rest)

    def verbs(self) -> list[tuple[int, int]]:
        """Return where the verbs of two characters or more stand."""
        return [
            (first, first + len(token))
            for token, tag, first in _tags(self._text)
            if len(token) > 1 and tag.startswith("v")
        ]


@lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    import rjieba  # noqa: PLC0415 - its dictionary takes a tenth of a second

    found, at = [], 0
    for token in rjieba.cut(_sound(text)):
        found.append((token, at, at + len(token)))
        at += len(token)
    return tuple(found)


@lru_cache(maxsize=1024)
def _tags(text: str) -> tuple[tuple[str, str, int], ...]:
    import rjieba  # noqa: PLC0415

    found, at = [], 0
    for token, tag in rjieba.tag(_sound(text)):
        found.append((token, tag, at))
        at += len(token)
    return tuple(found)


def _sound(text: str) -> str:
    """Return a text without halves of characters, which the segmenter cannot take."""
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=4096)
def _known(token: str) -> bool:
    import rjieba  # noqa: PLC0415

    return bool(rjieba.has_word(folded(token)))

"""Means of transport and classes of seats, which stand together in one cell: 高铁二等座."""

from functools import cache

from qinjian.engine.intake.values.blanks import compared, word_table
from qinjian.engine.intake.values.listing import in_brackets, parts_of, without_brackets
from qinjian.engine.intake.values.plates import without_plates
from qinjian.engine.intake.values.reading import Reading, given, unreadable, untold
from qinjian.engine.intake.values.words import canonical, known_words, words_of
from qinjian.engine.wording.regex import regex

TRANSPORT = frozenset({"transport_mode", "seat_class"})

_NUMBERS = (
    ("high_speed_train", regex(r"[gcd]\d{1,4}次?")),
    ("train", regex(r"[ktzly]\d{1,4}次?")),
    ("plane", regex(r"(?:[a-z]{2}|\d[a-z]|[a-z]\d)\d{3,4}")),
)
"""Numbers of trains and flights."""

_NUMBER_WITHIN = regex(r"(?<![a-z])[a-z]{1,2}\d{1,4}次?")

_CLASSES = str.maketrans("123", "一二三")
_CUT_SHORT = regex(r"(?<=[动车铁际])([一二特12]等)$")
"""The class of a seat in a fast train without its last word: 动车二等."""
_WAYS = regex(r"->|→|—+|--+|~")

Found = tuple[str | None, str | None]


def read_transport(field: str, raw: str) -> Reading:
    """Read a means of transport or a class of seat, and the other one if it stands beside it."""
    plain = without_plates(raw)  # 公车渝A12345
    words = [_CUT_SHORT.sub(r"\1座", word) for part in parts_of(plain) for word in _in_turn(part)]
    whole = _exact(compared(raw))
    found = [whole] if whole else [_of_word(word) for word in words]
    modes = list(dict.fromkeys(mode for mode, _ in found if mode))
    seats = list(dict.fromkeys(seat for _, seat in found if seat))
    seats = seats or [seat for note in in_brackets(raw) if (seat := _of_word(note)[1])][:1]
    own, others = (modes, seats) if field == "transport_mode" else (seats, modes)
    other = "seat_class" if field == "transport_mode" else "transport_mode"
    if not found or any(pair == (None, None) for pair in found):
        return unreadable("not_listed", raw, known=known_words(field))
    if len(own) > 1:
        return unreadable("several_values", raw)
    also = ((other, others[0]),) if len(others) == 1 else ()
    if not own:
        return untold(*also)
    return given(own[0], also=also)


def _in_turn(part: str) -> list[str]:
    """Take a journey apart at 转 and arrows: 动车转汽车."""
    words = [_WAYS.sub("|", without_brackets(part)).replace("-", "")]
    for sign in word_table("transport")["then"]:
        words = [piece for word in words for piece in word.split(sign)]
    return [piece for word in words for piece in word.split("|") if piece]


def _of_word(word: str) -> Found:
    for form in (word, *_without_around(word), *_without_number(word)):
        if found := _exact(form):
            return found
        for seat, value in _seat_words():
            if seat in form:
                rest = form.replace(seat, "", 1)
                mode = _mode(rest) or next(filter(None, map(_mode, _without_around(rest))), None)
                if mode or not _stripped(rest):
                    return mode or _mode_of_seat(value), value
    return None, None


def _exact(word: str) -> Found | None:
    if seat := canonical("seat_class", word.translate(_CLASSES)):
        in_word = next((mode for mode, sign in _mode_words() if word.startswith(sign)), None)
        return in_word or _mode_of_seat(seat), None if seat == "other" else seat
    if mode := _mode(word):
        return mode, None
    return None


def _mode(word: str) -> str | None:
    if mode := canonical("transport_mode", word):
        return mode
    return next((mode for mode, number in _NUMBERS if number.fullmatch(word)), None)


def _mode_of_seat(seat: str) -> str | None:
    modes = word_table("mode_of_seat").items()
    return next((mode for mode, seats in modes if seat in seats), None)


def _without_around(word: str) -> list[str]:
    """List a word with less and less of what stands around a means of transport."""
    forms = []
    for sign in word_table("transport")["around"]:
        shorter = word.removeprefix(sign).removesuffix(sign)
        if shorter != word and shorter:
            forms.append(shorter)
            word = shorter
    return [*forms, _stripped(word)] if _stripped(word) else forms


def _without_number(word: str) -> list[str]:
    """Return a word without the number of a train or flight within it: 高铁G8501二等座."""
    shorter = _NUMBER_WITHIN.sub("", word)
    return [shorter] if shorter not in (word, "") else []


def _stripped(word: str) -> str:
    for sign in word_table("transport")["around"]:
        word = word.replace(sign, "")
    return word


@cache
def _seat_words() -> list[tuple[str, str]]:
    """List the words for seats, the longest first; 其他 and single letters are none."""
    words = [(compared(word), value) for value, word in words_of("seat_class") if value != "other"]
    numbered = [
        (word.replace("一", "1").replace("二", "2").replace("三", "3"), v) for word, v in words
    ]
    return sorted({*words, *numbered}, key=lambda pair: (-len(pair[0]), pair))


@cache
def _mode_words() -> list[tuple[str, str]]:
    words = [(value, compared(word)) for value, word in words_of("transport_mode")]
    return sorted(words, key=lambda pair: -len(pair[1]))

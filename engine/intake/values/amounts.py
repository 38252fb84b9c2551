"""Figures as people write them: amounts of yuan, counts, quantities.

Nothing is guessed: what is not one of the forms below is left as it stands, and the models
say what is wrong with it.
"""

import re
import unicodedata
from decimal import Context, Decimal
from functools import lru_cache

from qinjian.engine.wording.regex import regex

_FIGURE = r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_CURRENCY = r"(?:¥|rmb|cny|人民币)"
_AMOUNT = regex(
    rf"(?P<sign>[+-]?){_CURRENCY}*:?(?P<inner>[+-]?)(?P<figure>{_FIGURE})"
    rf" *(?P<unit>亿元|百万元|万元|千元|万|元|圆|块)?[整正]?{_CURRENCY}?(?P<after>-?)",
    re.IGNORECASE,
)
_COUNT = regex(rf"(?P<sign>[+-]?)(?P<figure>{_FIGURE})(?P<unit>\D*)")

_DIGITS = "壹贰叁肆伍陆柒捌玖"
_SMALL_DIGITS = "一二三四五六七八九"
_DIGIT = f"[{_DIGITS}{_SMALL_DIGITS}]"
_WHOLE = f"[零〇{_DIGITS}{_SMALL_DIGITS}拾佰仟十百千万亿]+"
_CAPITALS = regex(
    rf"(?:人民币)?(?P<sign>负?)(?:(?P<whole>{_WHOLE})(?:[元圆]|(?=[整正]?$)))?"
    rf"(?:零?(?P<tenths>{_DIGIT})角)?(?:零?(?P<cents>{_DIGIT})分)?[整正]?"
)

_NUMERAL = regex(
    rf"(?=.)(?:(?P<hundreds>[{_SMALL_DIGITS}])百(?:(?=零?$)|(?=零[^十]+$)|(?=.*十)))?"
    rf"(?:零?(?P<tens>[{_SMALL_DIGITS}])?(?P<ten>十))?零?(?P<ones>[{_SMALL_DIGITS}])?"
)

_INVISIBLE = regex(
    "["
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "]"
)
"""Characters of the Unicode category Cf (formats), without those beyond the basic plane."""

_FOOTNOTES = regex(
    "["
    "\u00b2-\u00b3\u00b9\u00bc-\u00be\u09f4-\u09f9\u0b72-\u0b77\u0bf0-\u0bf2"
    "\u0c78-\u0c7e\u0d58-\u0d5e\u0d70-\u0d78\u0f2a-\u0f33\u1369-\u137c\u17f0-\u17f9"
    "\u19da\u2070\u2074-\u2079\u2080-\u2089\u2150-\u215f\u2189\u2460-\u249b"
    "\u24ea-\u24ff\u2776-\u2793\u2cfd\u3192-\u3195\u3220-\u3229\u3248-\u324f"
    "\u3251-\u325f\u3280-\u3289\u32b1-\u32bf\ua830-\ua835"
    "]"
)
"""Characters of the category No (numbers that are no digits): ①, ², ½."""

_SCALES = {
    "亿元": 100_000_000,
    "百万元": 1_000_000,
    "万元": 10_000,
    "万": 10_000,
    "千元": 1_000,
}
_NUMERALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾两〇", "一二三四五六七八九十二零")
_EXACT = Context(prec=100)
"""More digits than a cell may sensibly hold: what a longer figure loses makes it no amount."""


def plain(text: str) -> str:
    """Return text in NFKC, without white space around it and without invisible characters.

    Text with a mark of a footnote (①, ²) stays as it is: the mark would become a digit.
    """
    if text.isascii():
        return text.strip()
    if _FOOTNOTES.search(text):
        return text.strip()
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()


def visible(text: str) -> str:
    """Return text without white space around it and without invisible characters."""
    if text.isascii():
        return text.strip()
    return _INVISIBLE.sub("", text).strip()


@lru_cache(maxsize=4096)
def yuan_of(text: str, scale: int = 1) -> Decimal | None:
    """Read an amount of yuan in digits or Chinese capitals, None if it is none.

    ``scale`` is the yuan in one unit of the column (10,000 under 万元); a unit in the cell
    overrules it. Brackets, a trailing minus and the triangle of fiscal tables (△, ▲) make it
    negative. How many decimals it has is not looked at.
    """
    words = plain(text)
    negative = False
    if words[:1] in ("△", "▲"):
        words, negative = words[1:].strip(), True
    elif len(words) > 1 and words[0] == "(" and words[-1] == ")":
        words, negative = words[1:-1].strip(), True
    words = re.sub(r"^([+-]?[¥A-Za-z]+) +", r"\1", words)
    match = _AMOUNT.fullmatch(words.replace("−", "-"))
    if match is None:
        return _capitals(words, scale) if not negative else _negative(_capitals(words, scale))
    signs = [sign for sign in (match["sign"], match["inner"], match["after"]) if sign]
    if len(signs) + negative > 1:
        return None
    if match["unit"] is not None:
        scale = _SCALES.get(match["unit"], 1)
    value = scaled(Decimal(match["figure"].replace(",", "")), scale)
    return -value if negative or "-" in signs else value


def scaled(value: Decimal, scale: int) -> Decimal:
    """Return an amount in yuan that is written in a unit of ``scale`` yuan, without rounding."""
    return _EXACT.multiply(value, Decimal(scale))


def _negative(value: Decimal | None) -> Decimal | None:
    """Take an amount in brackets for negative, None if it was so before."""
    return -value if value is not None and value >= 0 else None


def _capitals(words: str, scale: int) -> Decimal | None:
    """Read an amount in Chinese capitals: 壹仟贰佰元零伍分.

    One without a unit is no amount in a column whose unit is not yuan.
    """
    match = _CAPITALS.fullmatch(words.replace("员", "元"))
    if match is None or not (match["whole"] or match["tenths"] or match["cents"]):
        return None
    whole = _whole(match["whole"] or "零")
    has_unit = any(unit in words for unit in "元圆角分")
    if whole is None or (scale != 1 and not has_unit):
        return None
    value = Decimal(whole) + Decimal(_digit(match["tenths"]) * 10 + _digit(match["cents"])) / 100
    return -value if match["sign"] else value


def _whole(words: str) -> int | None:
    # Only a run that meets such an amount pays for the import.
    import cn2an  # noqa: PLC0415

    try:
        number = cn2an.cn2an(words, "strict")
    except ValueError:
        return None
    return number if isinstance(number, int) else None


def _digit(character: str | None) -> int:
    if character is None:
        return 0
    return (_DIGITS if character in _DIGITS else _SMALL_DIGITS).index(character) + 1


def figure_of(text: str, units: frozenset[str]) -> str | None:
    """Read a count or quantity as plain digits, without one of ``units`` behind it (3人).

    None if it is none.
    """
    match = _COUNT.fullmatch(plain(text))
    if match is None:
        return None
    unit = "".join(match["unit"].split()).casefold()
    if unit and unit not in units:
        return None
    return match["sign"] + match["figure"].replace(",", "")


def numeral(words: str) -> int | None:
    """Read a whole number below a thousand in words: 三, 十二, 一百零五; None if it is none."""
    match = _NUMERAL.fullmatch(words.translate(_NUMERALS))
    if match is None:
        return None
    hundreds, tens, ones = (_digit(match[name]) for name in ("hundreds", "tens", "ones"))
    if match["ten"] and not match["tens"]:
        tens = 1
    return hundreds * 100 + tens * 10 + ones

"""The parts of a cell that lists several things, and words without what stands around them."""

from qinjian.engine.intake.values.blanks import compared
from qinjian.engine.wording.regex import regex

_OPEN, _CLOSE = "(（[【〔", ")）]】〕"
_SEPARATORS = "、，,；;/／+＋＆&|｜\r\n"
_THOUSANDS = regex(r"(?<=\d),(?=\d{3}(?!\d))")
_BRACKETED = regex(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")


def parts_of(text: str, separators: str = _SEPARATORS) -> list[str]:
    """Take a list apart at its separators, not within brackets nor within 1,180 yuan."""
    text = _THOUSANDS.sub("", text)
    balanced = sum(text.count(sign) for sign in _OPEN) == sum(text.count(sign) for sign in _CLOSE)
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in _OPEN) - (sign in _CLOSE)
        if sign in separators and (depth <= 0 or not balanced):
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def without_brackets(word: str) -> str:
    """Return a word as it is compared, without what stands in brackets."""
    return _BRACKETED.sub("", compared(word)).strip(":.。")


def in_brackets(word: str) -> list[str]:
    """List what stands in brackets in a word, as it is compared."""
    return [found[1:-1] for found in _BRACKETED.findall(compared(word))]

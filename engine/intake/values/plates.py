"""Plates of vehicles however they are written, in a text or alone: 渝A·12345, 渝a-12345."""

import unicodedata
from functools import lru_cache

from qinjian.engine.wording.regex import regex

_REGIONS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_DOT = r"[\s·•・.‧∙⋅\-—–_]*"
_PLATE = regex(
    rf"(?P<front>[{_REGIONS}]){_DOT}(?P<letter>[A-Z]){_DOT}"
    rf"(?P<rest>[A-Z0-9]{{4,6}}(?![A-Z0-9*])(?:应急|[警急学挂港澳领试超])?"
    rf"|[A-Z0-9]{{3}}(?=[警急应])(?:应急|[警急]))"
)
_DIGIT = regex(r"\d")
_BRACKETED = regex(r"\([^()]*\)")


@lru_cache(maxsize=65536)
def plates_in(text: str) -> tuple[str, ...]:
    """List the plates that a text names, each in one form and once."""
    plain = unicodedata.normalize("NFKC", text).upper()
    found = (
        f"{one['front']}{one['letter']}{one['rest']}"
        for one in _PLATE.finditer(plain)
        if _DIGIT.search(one["rest"])
    )
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def plate_in(text: str) -> str | None:
    """Return the plate that a text names, None for none or several: 渝G21016加油58升."""
    found = plates_in(text)
    return found[0] if len(found) == 1 else None


def is_plate(text: str) -> bool:
    """Tell whether a text is a plate and nothing else but what stands beside one in brackets."""
    plain = _BRACKETED.sub("", unicodedata.normalize("NFKC", text)).strip()
    return _PLATE.fullmatch(plain.upper()) is not None and plate_in(plain) is not None


def without_plates(text: str) -> str:
    """Return a text without the plates in it, the text itself where it is nothing else."""
    plain = _PLATE.sub("", unicodedata.normalize("NFKC", text)) if plates_in(text) else text
    return plain if plain.strip() else text


@lru_cache(maxsize=65536)
def same_plate(text: str) -> str:
    """Return a plate as it is compared: in one form, without what stands beside it (小型)."""
    return plate_in(text) or "".join(unicodedata.normalize("NFKC", text).upper().split())

"""Plates of vehicles however they are written, in a text or alone: 渝A·12345, 渝a-12345."""

import re
import unicodedata
from functools import lru_cache

_REGIONS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_DOT = r"[\s·•・.‧∙⋅\-—–_]*"
_PLATE = re.compile(
    rf"(?P<front>[{_REGIONS}]){_DOT}(?P<letter>[A-Z]){_DOT}"
    rf"(?P<rest>[A-Z0-9]{{4,6}}(?![A-Z0-9*])[警学挂港澳领试超]?)"
)
_DIGIT = re.compile(r"\d")


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


@lru_cache(maxsize=65536)
def same_plate(text: str) -> str:
    """Return a plate as it is compared: in one form, without what stands beside it (小型)."""
    return plate_in(text) or "".join(unicodedata.normalize("NFKC", text).upper().split())

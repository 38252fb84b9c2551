"""What keeps the words of the data words: visible characters, JSON in a page, a strict policy."""

import base64
import hashlib
import json
import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control, format (bidi overrides among them), lone surrogates, separators of lines."""
_KEPT = frozenset("\n\t")
_PICTURES = 0x2400
"""Where the pictures of the control characters below U+0020 stand."""
_IN_SCRIPT = str.maketrans(
    {sign: f"\\u{ord(sign):04x}" for sign in ("<", ">", "&", "\u2028", "\u2029")}
)


def visible(text: str) -> str:
    """Write characters that nobody sees as ones that are seen, so that none of them acts.

    A control character becomes its picture, such as U+2400 for NUL, what steers the order of
    letters its number in brackets, such as [U+202E].
    """
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(sign: str) -> str:
    if sign in _KEPT or unicodedata.category(sign) not in _HIDDEN:
        return sign
    if ord(sign) < ord(" "):
        return chr(_PICTURES + ord(sign))
    return f"[U+{ord(sign):04X}]"


def json_in_page(data: object) -> str:
    """Write data as JSON that can stand in a script element: no sign in it ends or opens one."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_IN_SCRIPT)


def policy(style: str, script: str) -> str:
    """Write the Content-Security-Policy: nothing but this one style and this one script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"

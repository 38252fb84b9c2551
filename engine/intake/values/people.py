"""People in one cell: names, and the words that make a group of them."""

import re

from qinjian.engine.intake.values.amounts import plain

_COUNT = r"(?:(?P<count>\d+)|(?P<words>[一二三四五六七八九十两]{1,3}))[人名位](?:同志)?"
_GROUP = re.compile(rf"(?P<name>.*?)(?:等|一行|共|合计|共计)+{_COUNT}")
_ALONE = re.compile(_COUNT)
_OPEN = re.compile(r"(?P<name>.+?)(?:等(?:人|同志|领导)?|一行(?:人)?|及(?:其)?随行(?:人员)?)")
_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2}


def group_of(text: str) -> tuple[str, int | None]:
    """Take the words for a group off a name: ``李四等5人`` is 李四 in a group of 5.

    The number is None if there are no such words, and 0 if they give none (``李四等``).
    """
    words = plain(text)
    match = _GROUP.fullmatch(words) or _ALONE.fullmatch(words)
    if match:
        count = int(match["count"]) if match["count"] else _number(match["words"])
        if count is not None:
            return match.groupdict().get("name", "").strip(), count
    if match := _OPEN.fullmatch(words):
        return match["name"].strip(), 0
    return text.strip(), None


def _number(words: str) -> int | None:
    """Read a number below a hundred: 三, 十, 十二, 二十三."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _DIGITS.get(words)
    if any(part and part not in _DIGITS for part in (tens, ones)):
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)

"""Whether the purpose of a trip is none: where it went, when and who, and what it cost."""

from functools import lru_cache

from qinjian.engine.intake.units.places import place_parts
from qinjian.engine.intake.values.people import is_name
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import normalised

_LONGEST = 60
_SHORT = 2
_NAME = regex(
    r"[\u4e00-\u9fff]{2,4}?(?=等|同志|一行|、|报|赴|到|去|出差|差旅|\d|[一二两三四五六七八九十]人|$)"
)
_MASKED = regex(r"[\u4e00-\u9fff]某某?")
_DIGIT = regex(r"\d")
_AFTER_NAME = "、和及与,"
_EXCHANGE = regex(r"学习|交流|考察|参观")
_BARE = regex(
    r"(?:\d+|[一二两三四五六七八九十]+|[年月日天号人名次晚元]|[-—~～至.,、;:/()+&\s]|年度|季度|上旬|中旬|下旬|[本上当]月"
    r"|前往|往返|来回|赴|到|去|往|从|由|自|因公|公务|公干|外出|办事|工作需要|工作|出差|差旅|出行|旅途"
    r"|报销|核报|报账|报|付|支付|领取|领|列支|费用|费|款|支出|开支|住宿|交通|市内|城市间|伙食|公杂|途中"
    r"|补助|补贴|津贴|等|及|和|与|的|之|共|计|合计|期间|回渝|返渝|同志|一行|其他|其它|无|略|同上|单|明细)"
)


def bare_exchange(text: str) -> bool:
    """Tell whether a text states nothing but an exchange or a visit, and where: 赴大理学习交流."""
    text = normalised(text)
    if not _EXCHANGE.search(text):
        return False
    rest = _EXCHANGE.sub("", text)
    return not rest or no_purpose(rest)


def no_purpose(text: str) -> bool:
    """Tell whether a text states nothing but place, days, people, money and that it was a trip.

    成都出差, 3月差旅费 and 陆明远报销差旅费 do; a word of anything else may be the purpose.
    """
    text = normalised(text)
    # Which number it is makes no difference, and texts often differ by one.
    return len(text) <= _LONGEST and _is_bare(_DIGIT.sub("0", text))


@lru_cache(maxsize=8192)
def _is_bare(text: str) -> bool:
    return _bare_from(text, 0, {})


def _bare_from(text: str, at: int, known: dict[int, bool]) -> bool:
    if at >= len(text):
        return True
    if at not in known:
        known[at] = False
        known[at] = any(_bare_from(text, end, known) for end in _ends(text, at))
    return known[at]


def _ends(text: str, at: int) -> list[int]:
    """Return where what begins at a place of a text can end, if it tells of no purpose."""
    found = []
    if match := _BARE.match(text, at):
        found.append(match.end())
    left = text[at:]
    parts = place_parts(left)
    if parts.places and left.endswith(parts.rest) and len(parts.rest) < len(left):
        found.append(len(text) - len(parts.rest))
    if at == 0 or text[at - 1] in _AFTER_NAME:
        name = _MASKED.match(text, at) or _NAME.match(text, at)
        if name and ("某" in name[0] or _is_surely(name[0], text[name.end() :])):
            found.append(name.end())
    return found


def _is_surely(name: str, behind: str) -> bool:
    """Tell whether a word is a name; one of two characters (党建) only where a person acts."""
    return is_name(name) and (len(name) > _SHORT or behind.startswith(("等", "同志", "报", "、")))

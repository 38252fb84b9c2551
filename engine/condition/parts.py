"""Whether two texts name one thing, or the numbered parts of one work.

A work that is bought in parts is written with a mark that tells the parts apart: 安防系统一标 and
安防系统二标, 材料装订A and 材料装订B, S204线K12-K18罩面. Floors and buildings mark parts of works
alone: each floor has its own cleaning. Months, terms and courses are no parts of one purchase, nor
are two cars or two people.
"""

import re

from qinjian.engine.wording.regex import regex

_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})"
_TOLD = rf"(?:第?{_NUMBER}|[a-z])"
_LAST = r"(?=[^\w]*$)"
_MARKS = regex(
    rf"第?{_TOLD}(?:标段|标|包|段|批次?|部分)"
    rf"|(?<![a-z0-9])[a-z]{{0,2}}k\d+(?:\+\d+)?[-~—–至][a-z]{{0,2}}k?\d+(?:\+\d+)?"
    rf"|[(\[](?:之?{_NUMBER}|[a-z])[)\]]"
    rf"|(?<![a-z0-9])[a-z]{_LAST}"
    rf"|(?<=[^\W\da-z])(?:之|-|#)?{_NUMBER}#?{_LAST}"
)
_PLACES = regex(rf"{_TOLD}(?:号楼|#楼|楼|层|栋|幢|座|单元)")
_WORKS = regex("装修|维修|修缮|改造|工程|安装|施工|防水|粉刷|装饰|拆除")
_QUANTITIES = regex(r"[*x×]?\d+(?:\.\d+)?[套张把台个件只组批块本册份箱包支米平方㎡吨条]+")
_IN_BRACKETS = regex(r"[(\[][^()\[\]]*[)\]]")
_FURTHER = regex("[;,(。]")
_TAIL = regex("(?:采购|购置|购买|项目|合同|一批|费|款|等)+$")
_SHORTEST = 2
_ENDING = 4
_HAN = regex(rf"[\u4e00-\u9fff]{{{_ENDING}}}")


def one_thing(text: str, other: str) -> bool:
    """Tell whether two texts name one thing, or parts of one that only a mark tells apart."""
    if text == other:
        return True
    plain = _without(_MARKS, text), _without(_MARKS, other)
    if None not in plain:
        # what stands in brackets behind the mark of a part says what the part is: 一标(墙面)
        return _same(*(_IN_BRACKETS.sub("", one or "") for one in plain))
    if _WORKS.search(text):
        places = _without(_PLACES, text), _without(_PLACES, other)
        if None not in places:
            return _same(*(one or "" for one in places))
    return _same(_QUANTITIES.sub("", text), _QUANTITIES.sub("", other))


def _without(marks: re.Pattern[str], text: str) -> str | None:
    """Return a text without the marks of a part; None where it has none."""
    plain, found = marks.subn("", text)
    return plain if found else None


def _same(text: str, other: str) -> bool:
    return text == other and len(text) >= _SHORTEST


def same_ending(text: str, other: str) -> bool:
    """Tell whether two names end alike, as 图书馆物业服务 and 文化馆物业服务采购项目 do."""
    names = (_FURTHER.split(one, maxsplit=1)[0] for one in (text, other))
    endings = {_TAIL.sub("", name)[-_ENDING:] for name in names}
    return len(endings) == 1 and _HAN.fullmatch(endings.pop()) is not None

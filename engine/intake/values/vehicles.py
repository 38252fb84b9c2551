"""Cells of registers of vehicles: the displacement of an engine, and the marking outside."""

import re
from decimal import Decimal

from qinjian.engine.intake.values.amounts import plain
from qinjian.engine.intake.values.choices import read_yes_no
from qinjian.engine.intake.values.day_readings import read_day
from qinjian.engine.intake.values.reading import BLANK, Reading, given, untold
from qinjian.engine.intake.values.words import canonical
from qinjian.engine.wording.regex import regex
from qinjian.schemas.values import exact_quantity

_END = r"(?![\d.]|\s*(?:款|年|月|KW|千瓦|马力|座|人|[万元]))"
"""Behind a displacement stands none of these: 2015款 is a model year, 150kW a power."""
_LITRES = regex(
    rf"(?P<litres>\d{{1,2}}(?:\.\d{{1,3}})?)(?:L|T|TD|TSI|升|公升)?{_END}", re.IGNORECASE
)
_CUBIC = regex(rf"(?P<cubic>\d{{3,4}})(?:ML|CC|毫升)?{_END}", re.IGNORECASE)
_ELECTRIC = regex(r"混动|混合动力|插电|增程|纯?电动?|新能源|氢")
_SMALLEST, _LARGEST = Decimal("0.04"), Decimal(20)
"""Of a moped and of the largest lorry, in litres: what is beyond is no displacement."""

_EXEMPT = regex(r"批准|免|保密|涉密|秘密|不要求|不需|无需|不宜|侦查|侦察|隐蔽")
_REMOVED = regex(r"(?:去除|清除|拆除|遮挡|遮盖|脱落|铲除|覆盖|撕)")
_BARE = regex(r"无|没有|未|不|空白|民用|普通|地方")
_MARKED = regex(r"涂装|喷涂|喷印|标识|标志|字样|警徽|齐全|规范|统一|完整|有")

_DISPOSED = regex(
    r"(?P<day>\d{4}(?:[-./]\d{1,2}[-./]\d{1,2}|年\d{1,2}月\d{1,2}日))[\s,，;；(（]*(?P<how>\D+?)[)）]?"
)
_KEPT = regex(r"(?:正常)?(?:在用|使用中?)|未处置|在册|在编")


def read_displacement(raw: str) -> Reading | None:
    """Read litres as registers have them: 1.5T, 1.8L, 2.0, 1498ml; 混动 and 电动 name none."""
    text = plain(raw).strip()
    electric = _ELECTRIC.search(text) is not None
    also: tuple[tuple[str, object], ...] = (("new_energy", True),) if electric else ()
    litres: Decimal | None = None
    if match := _CUBIC.match(text):
        litres = Decimal(match["cubic"]) / 1000
    elif match := _LITRES.match(text):
        litres = Decimal(match["litres"])
    if litres is None:
        return untold(*also) if electric else None
    if not _SMALLEST <= litres <= _LARGEST:
        return untold(*also)
    return given(exact_quantity(litres), also=also)


def read_disposal(raw: str) -> Reading | None:
    """Read the day on which a vehicle went, with how it went behind it: 2024.3.11 拍卖.

    None for a cell that is no day with a word of its own.
    """
    match = _DISPOSED.fullmatch(plain(raw))
    if match is None:
        return BLANK if _KEPT.fullmatch(plain(raw)) else None
    how = canonical("vehicle_disposal", match["how"])
    read = read_day("disposed_on", match["day"], None)
    return read._replace(also=(("vehicle_disposal", how),)) if how and read.value else None


def read_marking(raw: str) -> Reading:
    """Read whether a vehicle is marked: 制式涂装, 无标识; 经批准不涂装 says that it need not be."""
    text = plain(raw).strip()
    if (_BARE.search(text) and _EXEMPT.search(text)) or text.startswith("免"):
        return untold(("marking_exempt", True))
    if _REMOVED.search(text) and not _BARE.search(text):
        return given(value=False)
    if _BARE.match(text) and (text in {"无", "没有"} or _MARKED.search(text) or "喷" in text):
        return given(value=False)
    if _MARKED.search(text) and not _BARE.search(text):
        return given(value=True)
    return read_yes_no("marked", raw)

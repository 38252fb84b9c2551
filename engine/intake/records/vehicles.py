"""What a register or a log of vehicles tells beside what it says in so many words."""

import re
from datetime import date
from decimal import Decimal

from qinjian.engine.intake.records.periods import first_of_month
from qinjian.engine.intake.values.choices import read_choice
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds import Vehicle
from qinjian.schemas.kinds.vehicle_running import VehicleKind
from qinjian.schemas.record import fields_of

_POLICE_PLATE = regex(r"[\u4e00-\u9fff][A-Z][·.\s]?[A-Z0-9]{3,5}警", re.IGNORECASE)
_DEPARTMENT = regex(
    r"(?:[局科处室部所站队组办院厅委]|中心|机关|支队|大队|中队|分局|公司|党委|平台|车队|街道|乡镇|镇|乡|馆|学校|医院|法庭|窗口|基层|一线|各单位|全局)(?:[（(].*[）)])?"
)
_POST = (
    r"(?:正|副|原|老|总|常务|党组|党委|政委|区|县|市|镇|乡|街道|本)*"
    r"(?:局长|主任|书记|院长|校长|处长|科长|镇长|乡长|县长|区长|市长|主席|所长|站长|部长|支队长|总队长|大队长|政委|检察长|董事长|总经理|总裁|馆长|会长|秘书长|经理|总工程师|调研员|巡视员)"
)
_LEADER = regex(
    rf"(?:[\u4e00-\u9fff]{{0,3}}?{_POST}(?:[\u4e00-\u9fff]{{2,3}})?"
    r"|[\u4e00-\u9fff]{0,4}(?:领导|班子)(?:成员|班子|干部|个人)?|一把手|主要负责人|党政主要负责人)"
    r"(?:专用|个人|本人|使用)?"
)
_BESIDE = regex(r"[（(].*?[）)]|[\s,，、;；].*$")
_OFFICES = regex(r"(?:局长|书记|主任|区长|县长|院长|领导)(?:办公室|办|小组|组|信箱)")


def vehicle_kind_of(plate: Reading, use: Reading) -> str | None:
    """Tell what a vehicle is kept for: by a plate of the police, else by the words for its use."""
    if isinstance(plate.value, str) and _POLICE_PLATE.fullmatch(plate.value.strip()):
        return VehicleKind.LAW_ENFORCEMENT.value
    if not isinstance(use.value, str):
        return None
    item = next(item for item in fields_of(Vehicle) if item.name == "vehicle_kind")
    read = read_choice(item, use.value)
    told = read.value if read.state == "given" else None
    return str(told) if told not in (None, VehicleKind.OTHER, VehicleKind.LEADER) else None


def department_of(holder: Reading) -> str | None:
    """Return who has a vehicle, if that is a part of a unit."""
    if not isinstance(holder.value, str):
        return None
    text = holder.value.strip()
    named = _OFFICES.search(text) or (_DEPARTMENT.search(text) and not leader_in(text))
    return text if named else None


def leader_of(holder: Reading, department: Reading) -> str | None:
    """Return who has a vehicle, if that is somebody by his post: 陈副局长, 局领导."""
    for said in (holder, department):
        if isinstance(said.value, str) and leader_in(said.value.strip()):
            return said.value.strip()
    return None


def leader_in(text: str) -> bool:
    """Tell whether a text names a leader by his post, and no office that bears its name."""
    first = _BESIDE.sub("", text)
    return bool(_LEADER.fullmatch(first)) and not _OFFICES.search(text)


def first_day_of_month(acquired: Reading) -> date | None:
    """Return the first day on which a vehicle may have come: the day, or that of its month."""
    if isinstance(acquired.value, date):
        return acquired.value
    return first_of_month(acquired)


def refuelled_on(day: Reading, end: Reading, litres: Reading, *trip: Reading) -> date | None:
    """Return the day on which a row of a log was refuelled: that of its one trip, of one day."""
    told = any(one.state == "given" for one in trip) or all(one.state == "untold" for one in trip)
    one_trip = told and end.value in (None, day.value)
    some = isinstance(litres.value, Decimal) and litres.value > 0
    return day.value if one_trip and some and isinstance(day.value, date) else None


def not_exempt(marked: Reading) -> bool | None:
    """Return that a vehicle needs its marking, where it is told plainly whether it has one."""
    return False if isinstance(marked.value, bool) else None

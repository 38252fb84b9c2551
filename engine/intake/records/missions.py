"""What follows for missions abroad: what their approval allows, and the days of a programme."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds import Abroad, Itinerary
from qinjian.schemas.record import Record

_APPROVED = r"(?<![审报分补于])批(?:准|复|件)?[为:：]?\s*"
"""What was approved stands behind it: not 报批5天后取得, 分两批2人, 早于批件2天."""
_APPROVED_DAYS = regex(_APPROVED + r"(\d{1,2})\s*天(?![前后内办送取])")
_APPROVED_SIZE = regex(
    _APPROVED + r"(\d{1,2})\s*人(?=$|[^\u4e00-\u9fff、,，]|[、,，](?!\d)|实|出|成|团)"
)
_APPROVED_TEN_THOUSANDS = regex(
    r"(?<![\u4e00-\u9fff])(?:批准|核定|批复|核准|审核)?(?:出国|出访|团组|总)?(?:经费|费用|总)?"
    r"预算[为:：]?\s*(\d{1,4}(?:\.\d{1,4})?)\s*万"
)
"""The budget of the whole mission: not 宴请预算1万元, 公杂费预算2万元包干."""
_BUSINESS = regex(r"(?:实质性?)?(?:公务|工作|业务)")
_NO_BUSINESS = regex(r"非公务|非工作|^其[他它]|参观|游览|观光|自由|休闲|购物|私人|个人")
_ON_THE_WAY = regex(r"途中|在途|旅途|路途|飞行|转机|往返|返程|返回|回国|启程|抵达|交通")
_SIGHTS = regex(
    r"游览|观光|购物|自由活动|自由安排|市容|景区|景点|名胜|温泉|寺庙|教堂|城堡|瀑布|海滩|海洋世界|游轮|乐园|牧场"
)
_DONE = regex(
    r"拜会|会谈|座谈|洽谈|会见|签约|签署|推介|参展|布展|走访|会议|论坛|授课|培训|交流|调研|访问|对接|考察"
)


def of_missions(model: type[Record]) -> Iterator[Derivation]:
    """List what can follow in the records of missions and of their programmes."""
    if model is Abroad:
        texts = ("task_approval_no", "description", "remarks")
        yield Derivation("mission_no", ("task_approval_no", "group_no"), _number)
        yield Derivation("approved_days", texts, partial(_whole, _APPROVED_DAYS), signs="批")
        yield Derivation("approved_size", texts, partial(_whole, _APPROVED_SIZE), signs="批")
        yield Derivation("approved_budget", texts, _approved_budget, signs="预算")
    if model is Itinerary:
        yield Derivation("group_no", ("task_approval_no",), lambda number: number.value)
        yield Derivation("days", ("nature", "activity"), _stay)
        yield Derivation("business_days", ("nature", "activity"), _business)


def _told(what: re.Pattern[str], texts: tuple[Reading, ...]) -> str | None:
    """Return the figure that texts tell of the approval (批6天), None if they tell several."""
    found = {one for text in texts for one in what.findall(str(text.value or ""))}
    return found.pop() if len(found) == 1 else None


def _whole(what: re.Pattern[str], *texts: Reading) -> int | None:
    found = _told(what, texts)
    return None if found is None else int(found)


def _approved_budget(*texts: Reading) -> Decimal | None:
    found = _told(_APPROVED_TEN_THOUSANDS, texts)
    return None if found is None else (Decimal(found) * 10000).quantize(Decimal("0.01"))


def _number(approval: Reading, group: Reading) -> str | None:
    """Return the number of a mission's approval, else that of its group."""
    numbers = [str(one.value) for one in (approval, group) if one.value]
    return next((number for number in numbers if re.search(r"\d", number)), None)


def _stay(nature: Reading, activity: Reading) -> Decimal | None:
    """Return the day that a line of a programme stands for; one on the way counts for nothing."""
    if nature.value:
        on_the_way = _ON_THE_WAY.search(str(nature.value)) is not None
    else:
        on_the_way = _ON_THE_WAY.fullmatch(str(activity.value or "")) is not None
    if on_the_way:
        return Decimal(0)
    return None if _business(nature, activity) is None else Decimal(1)


def _business(nature: Reading, activity: Reading) -> Decimal | None:
    """Return whether a line is official business, by what kind of day it is called, or was."""
    text = str(nature.value or "").strip()
    if not text:
        return _business_done(str(activity.value or "").strip())
    if _NO_BUSINESS.search(text) or _ON_THE_WAY.search(text):
        return Decimal(0)
    return Decimal(1) if _BUSINESS.match(text) else None


def _business_done(activity: str) -> Decimal | None:
    """Tell by what was done; a line that tells of both, or of neither, is left open."""
    if _ON_THE_WAY.fullmatch(activity):
        return Decimal(0)
    sights, done = _SIGHTS.search(activity), _DONE.search(activity)
    return None if bool(sights) == bool(done) else Decimal(1 if done else 0)

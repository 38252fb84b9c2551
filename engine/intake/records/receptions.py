"""What follows for receptions: whose the guests were, what they came for, which meal it was."""

from collections.abc import Iterator

from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.records.head_counts import of_head_counts
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds.person import Mealtime, ReceptionType

_OF_INVESTORS = regex(r"招商接待")
_OF_OTHERS = regex(r"招商接待[、及和与]|[、及和与]招商接待|业务招待|公务接待|来客接待")
"""What a register of receptions of investors is called, and one of other guests as well."""
_ORGAN = regex(
    r"(?:重庆(?=市.))?(?P<organ>[\u4e00-\u9fff]{2,10}?"
    r"(?:委员会|委|局|办公室|办|厅|社|院|校|公司|中心|政府|协会|商会|站|所|队|会|部))"
)
"""The organ with which the name of a guest unit begins; a division of it may follow."""
_OF_A_PLACE = regex("(?:重庆)?[市省区县国]")
_HOST = regex(
    r"(?:^|[,，;；。:：])(?:报销|报|支付|付)?(?P<host>"
    r"(?!学习|考察|交流|回访|陪同|参观|调研|走访|配合|协助|代表|参加|上年|去年|我|本|[区县市]局)"
    r"(?:[\u4e00-\u9fff]*?[市区县州盟旗镇乡])[\u4e00-\u9fff]{0,12}?"
    r"(?:委员会|委|局|厅|院|校|公司|中心|政府|协会|集团|支队|大队|办公室|[委府]办))"
    r"(?:接待|宴请|招待)"
    r"(?![费办处站用酒餐所室厅我本]|管理|制度|标准|流程|大厅|工作(?!组)|经[验费]|情况|规[范定])"
)
"""The unit of a place that is said to have received the guests: 区水务局接待市水利局检查组."""
_SEVERAL = regex("[、,，;；/及和与]")
_MEALTIMES = {
    Mealtime.BREAKFAST: regex(r"早[餐饭]"),
    Mealtime.LUNCH: regex(r"[午中][餐饭]|午宴"),
    Mealtime.SUPPER: regex(r"晚[餐饭宴]"),
}
_PEOPLE_BEHIND = regex(
    r"[^\d()（）、,，;；]*[^\d()（）、,，;；第年月日](?:[(（]\s*(\d{1,3})\s*[人名位]?\s*[)）]|\s*(\d{1,3})\s*[人名位])"
)
"""One guest unit with how many came behind it: 市卫计委医政处(5), 区金融办 4人."""
_ANOTHER_MEAL = regex(r"自|未|不|无|另")
"""Beside such a word a meal may be named that is not the one of the record: 晚餐自理."""


def of_receptions(about: str) -> Iterator[Derivation]:
    """List what can follow in the records of receptions; ``about`` is what the table is called."""
    yield Derivation("guest_unit", ("guests",), _guest_unit)
    yield Derivation("guest_count", ("guest_unit",), _guests_of_unit)
    yield from of_head_counts()
    yield Derivation("guest_organ", ("guest_unit", "description"), _guest_organ)
    yield Derivation(
        "stated_host", ("description", "activity", "remarks"), _stated_host, signs="接待|宴请|招待"
    )
    yield Derivation("diners", ("guest_count", "companion_count"), _together)
    yield Derivation(
        "mealtime", ("remarks", "activity", "description"), _mealtime, signs="[早午中晚][餐饭宴]"
    )
    if _OF_INVESTORS.search(about) and not _OF_OTHERS.search(about):
        investment = ReceptionType.INVESTMENT.value
        yield Derivation("reception_type", (), lambda: investment)


def _guest_unit(guests: Reading) -> str | None:
    """Name the units of the guests, None unless every guest has one."""
    listed = guests.value if isinstance(guests.value, tuple) else ()
    units = [person.get("employer") for person in listed]
    return "、".join(dict.fromkeys(filter(None, units))) or None if all(units) else None


def _guests_of_unit(unit: Reading) -> int | None:
    """Count the guests where the number stands behind the name of their one unit."""
    found = _PEOPLE_BEHIND.fullmatch(str(unit.value or "").strip())
    return int(found[1] or found[2]) if found else None


def _guest_organ(unit: Reading, description: Reading) -> str | None:
    """Name the organ that others write for a guest unit: 市教委 for 重庆市教委职成处.

    A register without a column of guests begins with them, and names their letter.
    """
    told = str(description.value or "")
    of_letter = told if "函" in told and _OF_A_PLACE.match(told) else ""
    found = _ORGAN.match(_SEVERAL.split(str(unit.value or of_letter))[0])
    return found["organ"] if found else None


def _stated_host(*texts: Reading) -> str | None:
    """Name the one unit of which texts say that it received the guests."""
    found = [_HOST.search(str(text.value)) for text in texts if text.value]
    hosts = {match["host"] for match in found if match}
    return hosts.pop() if len(hosts) == 1 else None


def _together(guests: Reading, companions: Reading) -> int | None:
    """Count those who ate: the guests, and those of the host who ate with them."""
    came, joined = guests.value, companions.value
    return came + joined if isinstance(came, int) and isinstance(joined, int) else None


def _mealtime(*texts: Reading) -> str | None:
    """Tell the meal that texts name, None if they name several or speak of another."""
    said = " ".join(str(text.value) for text in texts if text.value)
    named = [time.value for time, words in _MEALTIMES.items() if words.search(said)]
    return named[0] if len(named) == 1 and not _ANOTHER_MEAL.search(said) else None

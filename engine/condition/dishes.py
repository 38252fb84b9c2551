"""Whether a menu has a dish that costs far more than it did on another menu.

Menus tell prices behind the dishes: 黄焖大鹅98元、牛干巴4盘352元. What a dish costs for one portion
is compared where name and measure are the same.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from qinjian.engine.wording.regex import regex

FAR_MORE = Decimal("1.5")
"""How many times the lower price the higher one is at least. A figure of this project, no law's."""

_BETWEEN = regex(r"[、,;。\n]|(?<=元)[+\s]|(?<=元\))")
_DISH = regex(
    r"\s*(?!合计|总计|共计|小计|[人每]均|每[人桌])(?P<name>[\u4e00-\u9fff]{2,}?)"
    r"(?:[x×*](?P<times>\d{1,2})|(?P<count>\d{1,2})(?P<measure>[盘份条只斤碟钵碗盆例锅个道]))?"
    r"\s*[:(]?[¥￥]?(?P<price>\d{1,5}(?:\.\d{1,2})?)元\)?(?:/(?P<each>[盘份条只斤碟钵碗盆例锅个道]))?\s*"
)


def dearer_dish(menu: str, other: str) -> bool:
    """Tell whether a dish of a menu costs at least half more than on another menu."""
    cheaper = _prices(other)
    return any(
        price >= FAR_MORE * cheaper[dish]
        for dish, price in _prices(menu).items()
        if dish in cheaper
    )


@lru_cache(maxsize=8192)
def _prices(menu: str) -> dict[tuple[str, str], Decimal]:
    """Return the price of a portion of each dish that has one price, by name and measure."""
    prices: dict[tuple[str, str], set[Decimal]] = {}
    for dish, price in _dishes(menu):
        prices.setdefault(dish, set()).add(price)
    return {dish: found.pop() for dish, found in prices.items() if len(found) == 1}


def _dishes(menu: str) -> Iterator[tuple[tuple[str, str], Decimal]]:
    for part in _BETWEEN.split(menu):
        match = _DISH.fullmatch(part)
        if match is None:
            continue
        count = 1 if match["each"] else int(match["times"] or match["count"] or 1)
        price = Decimal(match["price"])
        if count and price:
            yield (match["name"], match["each"] or match["measure"] or ""), price / count

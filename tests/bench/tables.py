"""Tables of text to read: receptions of 45 columns and trips of 39, as offices export them.

At least three in five purposes and remarks are different; the rest is what registers repeat. What a row says
agrees with itself, but for five rows in a hundred, which say something that they should not. The
same rows come for the same seed. Everything is invented.
"""

import csv
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

_AREAS = ("江洲", "渝岭", "临江", "翠屏")
_ORGANS = ("水务局", "财政局", "林业局")
_GUESTS = ["四川省川屏市水务局", "贵州省黔山市财政局", "重庆市白沙区审计局", "湖北省楚江市林业局"]
_HOSTS = [f"{first}{last}" for first in "江苏陆顾沈周" for last in ("亦舟", "望川", "知远", "行简")]
_APPROVERS = ["贺云帆", "戴明川", "凌致远"]
_SURNAMES = "江苏陆顾沈周秦贺戴凌贾齐伍余元卜"
_GIVEN = "亦望知行听予若云明致舟川远简澜安水帆清和平宁乐书文思学成立志国庆建军华强"
_CITIES = ["成都市", "北京市", "贵阳市", "武汉市", "西安市", "昆明市"]
_THINGS = [
    "水库除险加固",
    "河长制落实",
    "专项资金绩效",
    "林地征占用",
    "防汛物资储备",
    "节水型机关创建",
]
_ACTS = ["调研", "督导", "交流", "座谈", "检查", "协商"]
_RECEPTION_PAPERS = "审批单、公函、接待清单、菜单、发票"
_TRIP_PAPERS = ["审批单、行程单、住宿发票、车票", "住宿发票2张、审批单、车票"]

_RATE = 0.052
_DIFFERENT = 0.63
_TEXTS = ("事由", "备注", "公函标题", "公务活动项目", "出差事由")
_ROWS_OF_AN_AREA = 25_000
"""Rows of so many units; with more rows there are more units, so that leads grow as rows do."""
_TRIPS_OF_ONE = 20
"""Trips of one person: their days lie at least 37 apart."""

Row = dict[str, object]
Offence = Callable[[Row], Row]
"""Says what a row is to say otherwise."""


def _text(kind: str, number: int, chance: random.Random) -> str:
    """Write a purpose: most are of one row alone."""
    words = f"{chance.choice(_THINGS)}{chance.choice(_ACTS)}"
    return f"{words}{kind}（第{number}号）" if chance.random() < _DIFFERENT else words


def _unit(number: int, chance: random.Random) -> str:
    """Name a unit: more rows are of more units, each of which has as much to do on a day as before."""
    place = number // _ROWS_OF_AN_AREA
    return f"重庆市{chance.choice(_AREAS)}{place or ''}区{chance.choice(_ORGANS)}"


def _shared(number: int, day: date, chance: random.Random, yuan: str, papers: str) -> Row:
    def after(days: int) -> str:
        return (day + timedelta(days=days)).isoformat()

    return {
        "单据号": f"BX{number:08}", "单位": _unit(number, chance), "地区": "重庆", "部门": chance.choice(["办公室", "财务科"]),
        "经办人": chance.choice(_HOSTS), "填报日期": after(12), "报销金额": yuan,
        "收款人": chance.choice(["江畔宾馆", "山城饭店", "翠屏招待所"]), "支付方式": chance.choice(["公务卡", "银行转账"]),
        "刷卡日期": after(1), "刷卡金额": yuan, "预算项目": chance.choice(["公用经费", "专项经费"]),
        "发票代码": chance.choice(["1500162320", "5000171130"]), "发票号码": f"{20_000_000 + number * 7:08}", "开票日期": after(1),
        "审批单号": f"SP{number:08}", "审批日期": after(-2), "审批人": chance.choice(_APPROVERS), "附件张数": chance.randint(5, 9),
        "附件": papers, "事由": _text("费用", number, chance), "备注": _text("说明", number, chance),
    }  # fmt: skip


def reception(number: int, day: date, chance: random.Random) -> Row:
    """Make a row of the register of receptions."""
    guests, ride = chance.randint(5, 12), chance.randint(0, 200)
    meal, cents = (
        (guests + 2) * chance.randint(25, 50) + chance.randint(0, 20),
        chance.randint(0, 99),
    )
    return {
        **_shared(number, day, chance, f"{meal + ride}.{cents:02}", _RECEPTION_PAPERS),
        "接待日期": day.isoformat(), "接待类型": "国内公务接待", "来访单位": chance.choice(_GUESTS), "来宾人数": guests,
        "来访人员": chance.choice(["江亦舟、苏望川", "陆知远", "顾行简、沈听澜、周予安"]),
        "公函字号": f"川水函〔{day.year}〕{number}号", "公函标题": _text("公函", number, chance),
        "公务活动项目": _text("", number, chance), "陪餐人数": 2, "陪餐人员": "周予安、秦若水", "陪同人数": chance.randint(1, 2),
        "用餐形式": chance.choice(["工作餐", "自助餐"]), "餐数": 1, "用餐人数": guests + 2, "餐费标准": "60.00",
        "餐费": f"{meal}.{cents:02}", "菜单": chance.choice(["家常菜", "回锅肉、炒时蔬、番茄蛋汤"]),
        "接待地点": chance.choice(["机关食堂", "江畔宾馆"]), "就餐地点": chance.choice(["机关食堂", "江畔宾馆餐厅"]),
        "住宿地点": "", "住宿天数": 0, "住宿费": "0.00", "接待出行费": f"{ride}.00",
    }  # fmt: skip


def trip(number: int, day: date, chance: random.Random) -> Row:
    """Make a row of the register of trips."""
    nights, city = chance.randint(1, 4), chance.choice(_CITIES)
    fare, other, bed = chance.randint(80, 900), chance.randint(0, 60), chance.randint(150, 290)
    meals, local = 100 * (nights + 1), 80 * (nights + 1)
    whole = fare + other + bed * nights + meals + local
    return {
        **_shared(number, day, chance, f"{whole}.00", chance.choice(_TRIP_PAPERS)),
        "出差人员": _traveller(number // _TRIPS_OF_ONE), "出差人数": 1,
        "人员级别": chance.choice(["处级", "科级", "其他人员"]), "出发日期": day.isoformat(),
        "返回日期": (day + timedelta(days=nights)).isoformat(), "出差天数": nights + 1, "出差地点": city,
        "出差事由": _text("", number, chance), "交通工具": chance.choice(["高铁二等座", "飞机经济舱", "动车二等座"]),
        "城市间交通费": f"{fare}.00", "住宿城市": city, "住宿酒店": chance.choice(["江畔宾馆", "如家酒店"]), "住宿晚数": nights,
        "住宿费用": f"{bed * nights}.00", "伙食补助费": f"{meals}.00", "市内交通费": f"{local}.00", "其他费用": f"{other}.00",
        "填报日期": (day + timedelta(days=12)).isoformat(),
    }  # fmt: skip


def _traveller(whom: int) -> str:
    """Name a person; each has a name of their own."""
    rest, first = divmod(whom, len(_SURNAMES))
    third, second = divmod(rest, len(_GIVEN))
    fourth, third = divmod(third, len(_GIVEN))
    return _SURNAMES[first] + _GIVEN[second] + _GIVEN[third] + (_GIVEN[fourth] if fourth else "")


SHAPES: dict[str, tuple[Callable[[int, date, random.Random], Row], list[Offence]]] = {
    "receptions": (
        reception,
        [
            lambda _: {"附件": "审批单、公函、发票"},
            lambda _: {"陪餐人数": 6},
            lambda row: {"审批人": row["经办人"]},
            lambda _: {"菜单": "五粮液2瓶、回锅肉"},
            lambda row: {"用餐人数": int(str(row["用餐人数"])) + 9},
        ],
    ),
    "trips": (
        trip,
        [
            lambda row: {"审批人": row["经办人"]},
            lambda row: {"住宿费用": f"{int(str(row['住宿晚数'])) * 900}.00"},
            lambda row: {"伙食补助费": f"{int(str(row['出差天数'])) * 150}.00"},
            lambda row: {"报销金额": f"{int(str(row['报销金额'])[:-3]) + 500}.00"},
            lambda _: {"出差事由": "赴景区旅游观光，付景区门票费"},
        ],
    ),
}
"""The tables, and what rows of them may say that they should not."""


def write(path: Path, shape: str, rows: int, seed: int = 2014) -> None:
    """Write a table of a shape as CSV."""
    make, offences = SHAPES[shape]
    chance = random.Random(f"{seed} {shape}")  # noqa: S311 - no secret
    first = date(2016, 1, 4)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        for number in range(rows):
            row = make(number, first + timedelta(days=number * 37 % 1_000), chance)
            if number == 0:
                out.writerow(row)
            if chance.random() < _RATE:
                row |= chance.choice(offences)(row)
            out.writerow(row.values())


def different(path: Path) -> float:
    """Return which part of the purposes and remarks differ, of the column where it is the least."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        texts: dict[str, set[int]] = {
            name: set() for name in rows.fieldnames or () if name in _TEXTS
        }
        count = 0
        for row in rows:
            count += 1
            for name, found in texts.items():
                found.add(hash(row[name]))
    return min(len(found) for found in texts.values()) / count


def main() -> None:
    """Write a table and tell which part of its texts differ."""
    shape, rows, path = sys.argv[1:]
    write(Path(path), shape, int(rows))
    sys.stdout.write(f"{different(Path(path))}\n")


if __name__ == "__main__":
    main()

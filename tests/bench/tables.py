"""Tables of text to read: receptions of 45 columns and trips of 39, as offices export them.

Three in five purposes and remarks are different; the rest is what registers repeat. The same rows
come for the same seed. Everything is invented.
"""

import csv
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

_UNITS = [
    f"重庆市{area}区{organ}"
    for area in ("江洲", "渝岭", "临江", "翠屏")
    for organ in ("水务局", "财政局", "林业局")
]
_GUESTS = ["四川省川屏市水务局", "贵州省黔山市财政局", "重庆市白沙区审计局", "湖北省楚江市林业局"]
_NAMES = ["江亦舟", "苏望川", "陆知远", "顾行简", "沈听澜", "周予安", "秦若水"]
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

Cell = Callable[[int, date, random.Random], object]


def _day(offset: int) -> Cell:
    return lambda _, day, __: (day + timedelta(days=offset)).isoformat()


def _yuan(low: int, high: int) -> Cell:
    return lambda _, __, chance: f"{chance.randint(low, high)}.{chance.choice(('00', '50'))}"


def _count(low: int, high: int) -> Cell:
    return lambda _, __, chance: chance.randint(low, high)


def _one_of(words: list[str]) -> Cell:
    return lambda _, __, chance: chance.choice(words)


def _text(kind: str) -> Cell:
    """Write a purpose: three in five are of one row alone."""

    def write(number: int, _: date, chance: random.Random) -> str:
        words = f"{chance.choice(_THINGS)}{chance.choice(_ACTS)}"
        return f"{words}{kind}（第{number}号）" if chance.random() < 0.6 else words

    return write


def _number(prefix: str) -> Cell:
    return lambda number, _, __: f"{prefix}{number:08}"


_SHARED: dict[str, Cell] = {
    "单据号": _number("BX"), "单位": _one_of(_UNITS), "地区": _one_of(["重庆"]), "部门": _one_of(["办公室", "财务科"]),
    "经办人": _one_of(_NAMES), "填报日期": _day(12), "报销金额": _yuan(200, 3_000),
    "收款人": _one_of(["江畔宾馆", "山城饭店", "翠屏招待所"]), "支付方式": _one_of(["公务卡", "银行转账"]),
    "刷卡日期": _day(1), "刷卡金额": _yuan(200, 3_000), "预算项目": _one_of(["公用经费", "专项经费"]),
    "发票代码": _one_of(["1500162320", "5000171130"]), "发票号码": _number("2"), "开票日期": _day(2),
    "审批单号": _number("SP"), "审批日期": _day(-2), "审批人": _one_of(_NAMES), "附件张数": _count(2, 9),
    "附件": _one_of(["审批单、公函、接待清单、菜单、发票", "发票2张、审批单", "公函、发票1张、接待清单"]),
    "事由": _text("费用"), "备注": _text("说明"),
}  # fmt: skip
RECEPTIONS: dict[str, Cell] = {
    **_SHARED,
    "接待日期": _day(0), "接待类型": _one_of(["国内公务接待"]), "来访单位": _one_of(_GUESTS),
    "来宾人数": _count(2, 12), "来访人员": _one_of(["江亦舟、苏望川", "陆知远", "顾行简、沈听澜、周予安"]),
    "公函字号": lambda number, day, _: f"川水函〔{day.year}〕{number % 900 + 1}号", "公函标题": _text("公函"),
    "公务活动项目": _text(""), "陪餐人数": _count(1, 3), "陪餐人员": _one_of(["秦若水", "周予安、秦若水"]),
    "陪同人数": _count(1, 4), "用餐形式": _one_of(["工作餐", "自助餐"]), "餐数": _count(1, 2), "用餐人数": _count(3, 15),
    "餐费标准": _yuan(40, 60), "餐费": _yuan(150, 900), "菜单": _one_of(["家常菜", "回锅肉、炒时蔬、番茄蛋汤"]),
    "接待地点": _one_of(["机关食堂", "江畔宾馆"]), "就餐地点": _one_of(["机关食堂", "江畔宾馆餐厅"]),
    "住宿地点": _one_of(["江畔宾馆", ""]), "住宿天数": _count(0, 2), "住宿费": _yuan(0, 900), "接待出行费": _yuan(0, 200),
}  # fmt: skip
TRIPS: dict[str, Cell] = {
    **_SHARED,
    "出差人员": _one_of(["江亦舟", "苏望川、陆知远", "顾行简"]), "出差人数": _count(1, 3), "人员级别": _one_of(["处级", "科级", "其他人员"]),
    "出发日期": _day(0), "返回日期": _day(3), "出差天数": _count(1, 5), "出差地点": _one_of(_CITIES), "出差事由": _text(""),
    "交通工具": _one_of(["高铁二等座", "飞机经济舱", "动车二等座"]), "城市间交通费": _yuan(80, 900), "住宿城市": _one_of(_CITIES),
    "住宿酒店": _one_of(["江畔宾馆", "如家酒店"]), "住宿晚数": _count(1, 4), "住宿费用": _yuan(200, 1_400),
    "伙食补助费": _yuan(100, 500), "市内交通费": _yuan(80, 400), "其他费用": _yuan(0, 60),
}  # fmt: skip
SHAPES = {"receptions": RECEPTIONS, "trips": TRIPS}


def write(path: Path, shape: str, rows: int, seed: int = 2014) -> None:
    """Write a table of a shape as CSV."""
    columns = SHAPES[shape]
    chance = random.Random(f"{seed} {shape}")  # noqa: S311 - no secret
    first = date(2016, 1, 4)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        for number in range(rows):
            day = first + timedelta(days=number * 37 % 1_000)
            out.writerow([cell(number, day, chance) for cell in columns.values()])

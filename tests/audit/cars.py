"""The cars of the sample: what they are, fuel and repairs."""

import datetime as dt

from tests.audit.making import UNIT, Offence, Sample, mixed, text, total
from tests.exports.cells import Row, Sheet
from tests.exports.workbooks import xls, xlsx

_PLATES = (("渝A·K1031", "执法车"), ("渝A·K1042", "执法车"), ("渝A·K2085", "机要通信车"))


def vehicles(sample: Sample) -> None:
    """Make the list of vehicles."""
    name = "17-车辆基本情况.xlsx"
    head: list[Row] = [[f"{UNIT}车辆基本情况表（2016年）"],
                       ["车牌号", "品牌型号", "排量", "购置年月", "购价（万元）", "用途", "来源及备注"]]  # fmt: skip
    body: list[Row | Offence] = [
        [plate, "长安逸动", "1.6L", f"2014-0{n}", 8.6 + n / 10, use, "集中采购"]
        for n, (plate, use) in enumerate(_PLATES, start=3)
    ]
    body.append(
        Offence(["渝A·K9001", "丰田普拉多", "4.0L", "2016-02", 58.6, "局长专用", "进口"],
                "超标准配备进口越野车", 34)
    )  # fmt: skip
    sample.files[name] = xlsx([Sheet("车辆", sample.rows(name, "车辆", head, body))])


def fuel(sample: Sample) -> None:
    """Make the refuelling register, in GB18030."""
    name = "07-公务用车加油登记.csv"
    head: list[Row] = [["加油日期", "车牌号", "车辆用途", "里程表读数", "油品", "升数", "单价", "金额",
                        "加油站", "驾驶员", "派车单号", "出车事由", "附件", "备注"]]  # fmt: skip
    metre = [41210, 55802, 63017]
    lawful: list[Row] = []
    for number, day in enumerate(sample.days(66), start=1):
        car = number % len(_PLATES)
        litres = sample.draw.randrange(300, 450) / 10
        metre[car] += round(litres * 10) + sample.draw.randrange(15)
        plate, use = _PLATES[car]
        lawful.append([
            day.isoformat(), plate, use, metre[car], "92#", litres, 5.86, round(litres * 5.86, 2),
            "中国石油云岫区迎宾加油站", ("祝长福", "康大勇", "付小军")[car], f"派字2016-{number:03}",
            sample.draw.choice(("公路巡查", "路政执法检查", "机要文件取送", "养护工地检查")), "加油小票、派车单", None,
        ])  # fmt: skip
    body = mixed(
        lawful,
        Offence(["2016-05-01", "渝A·K1042", "执法车", None, "92#", 52.0, 5.86, 304.72,
                 "中国石化仙女山景区加油站", "康大勇", None, "送家属游玩", "加油小票", "五一假期"],
                "假期用公务车送家属游玩", 37),
        Offence(["2016-09-14", "渝B·77D19", "私车", None, "95#", 60.0, 6.24, 374.4,
                 "中国石油云岫区迎宾加油站", "戚望山", None, "个人车辆加油", "加油小票", "私车公养"],
                "公款给个人车辆加油", 35),
    )  # fmt: skip
    sample.files[name] = text(sample.rows(name, None, head, body), encoding="gb18030")


def garage(sample: Sample) -> None:
    """Make the list of repairs, in the old format of workbooks."""
    name = "08-车辆维修保养.xls"
    head: list[Row] = [[f"{UNIT}2016年车辆维修保养明细"],
                       ["日期", "车牌号", "车辆用途", "维修项目", "维修厂", "金额（元）", "附件", "备注"]]  # fmt: skip
    jobs = ("更换机油机滤", "更换前刹车片", "四轮定位", "更换蓄电池", "更换雨刮片", "空调检修")
    lawful: list[Row] = [
        [day, _PLATES[n % 3][0], _PLATES[n % 3][1], jobs[n % 6], "云岫区顺达汽车修理厂（定点）",
         sample.yuan(180, 900), "维修清单、发票", None]
        for n, day in enumerate(sample.days(22))
    ]  # fmt: skip
    body = mixed(
        lawful,
        Offence([dt.date(2016, 8, 11), "渝A·K2085", "机要通信车", "加装真皮座椅、豪华内饰改装",
                 "云岫区名车汇改装店", 18600.0, "发票", None], "给公务车加装豪华内饰", 35),
    )  # fmt: skip
    rows = sample.rows(name, "维修", head, [*body, total(body, 5, 8)])
    sample.files[name] = xls([Sheet("维修", rows)])

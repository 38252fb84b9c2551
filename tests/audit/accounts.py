"""The books of the sample: budget, ledgers, pay, and notes that are no table."""

import datetime as dt

from tests.audit.making import UNIT, Offence, Sample, mixed, total
from tests.audit.words import PEOPLE, VOUCHERS
from tests.exports.cells import Row, Sheet
from tests.exports.workbooks import xlsx


def budget(sample: Sample) -> None:
    """Make the table of the budget and its execution."""
    name = "11-预算执行情况表.xlsx"
    head: list[Row] = [
        [f"{UNIT}2016年度部门预算执行情况表"], [f"填报单位：{UNIT}", None, None, None, None, None, "单位：元"],
        ["经济分类", "科目名称", "年初预算数", "调整后预算数", "累计支出数", "执行率", "说明"],
    ]  # fmt: skip
    subjects = (("30101", "基本工资", 2610000), ("30102", "津贴补贴", 1820000), ("30104", "社会保障缴费", 760000),
                ("30201", "办公费", 320000), ("30202", "印刷费", 80000), ("30205", "水费", 26000),
                ("30206", "电费", 118000), ("30207", "邮电费", 64000), ("30211", "差旅费", 220000),
                ("30213", "维修（护）费", 150000), ("30215", "会议费", 60000), ("30216", "培训费", 90000),
                ("30228", "工会经费", 52000))  # fmt: skip
    lawful: list[Row] = []
    for code, subject, planned in subjects:
        spent = round(planned * sample.draw.randrange(930, 995) / 1000)
        lawful.append([code, subject, planned, planned, spent, f"{spent / planned:.1%}", None])
    body = mixed(
        lawful,
        Offence(
            ["30217", "公务接待费", 40000, 40000, 58620, "146.6%", None], "接待费超预算列支", 27
        ),
    )
    rows = sample.rows(name, "预算执行", head, [*body, total(body, 4, 7)])
    sample.files[name] = xlsx([Sheet("预算执行", rows)])


def vouchers(sample: Sample) -> None:
    """Make the ledgers of two quarters, a sheet a month."""
    planted = {
        "1月": Offence([dt.date(2016, 1, 27), "记-0191", "50010201", "办公费", "购春节购物卡慰问职工",
                        28000.0, None], "公款购买购物卡发给职工", 11),
        "3月": Offence([dt.date(2016, 3, 30), "记-0391", "50010299", "其他商品和服务支出",
                        "支付劳务费（白条，无发票）", 12600.0, None], "白条列支劳务费", 11),
        "10月": Offence([dt.date(2016, 10, 24), "记-1091", "2050201", "其他应付款",
                         "门面租金收入未缴国库，转入工会账户", None, 36000.0], "租金收入不缴国库", 7),
        "12月": Offence([dt.date(2016, 12, 22), "记-1291", "50010216", "培训费",
                         "支付翠微旅行社职工疗休养团款", 46800.0, None], "公款旅游列作培训费", 16),
    }  # fmt: skip
    head: list[Row] = [
        ["序时账"], [f"核算单位：{UNIT}", None, None, "期间：2016年", None, None, "币种：人民币"],
        ["日期", "凭证字号", "科目编码", "科目名称", "摘要", "借方金额", "贷方金额"],
    ]  # fmt: skip
    for name, months in (
        ("12-序时账-一季度.xlsx", (1, 2, 3)),
        ("13-序时账-四季度.xlsx", (10, 11, 12)),
    ):
        sheets = []
        for month in months:
            title = f"{month}月"
            days = sample.days(13, f"{month:02}-{8 if month == 10 else 4:02}", f"{month:02}-28")
            lawful: list[Row] = []
            for number, day in enumerate(days):
                code, subject, words, low, high = VOUCHERS[number % len(VOUCHERS)]
                lawful.append([day, f"记-{month:02}{number + 1:02}", code, subject,
                               words.format(month=month), sample.yuan(low, high), None])  # fmt: skip
            body = mixed(lawful, *([planted[title]] if title in planted else []))
            sheets.append(Sheet(title, sample.rows(name, title, head, body)))
        sample.files[name] = xlsx(sheets)


def pay(sample: Sample) -> None:
    """Make the list of pay for duty."""
    name = "16-值班补助发放表.xlsx"
    head: list[Row] = [[f"{UNIT}2016年春运值班补助发放表"],
                       ["序号", "姓名", "发放日期", "岗位", "天数", "标准（元/天）", "金额（元）", "发放事由"]]  # fmt: skip
    lawful: list[Row] = [
        [n, person, "2016-03-10", "春运值守", days, 50, days * 50, "春运值班补助（人社部门核定）"]
        for n, person in enumerate(PEOPLE, start=1)
        for days in (sample.draw.randrange(2, 7),)
    ]
    body = mixed(
        lawful,
        Offence(
            [
                91,
                "戚望山",
                "2016-03-10",
                "局领导",
                30,
                40,
                1200,
                "车改后另发交通补贴（已领公务交通补贴）",
            ],
            "领取车改补贴后又发交通补贴",
            33,
        ),
    )
    rows = sample.rows(name, "发放", head, [*body, total(body, 6, 8)])
    sample.files[name] = xlsx([Sheet("发放", rows)])


def notes(sample: Sample) -> None:
    """Make the workbook that is no table."""
    rows: list[Row] = [
        ["移交资料说明"], ["一、以上资料由综合科整理，均为2016年度。"],
        ["二、电子数据与纸质凭证一致，个别单元格待补。"], ["联系人：殷立行"],
    ]  # fmt: skip
    sample.files["20-移交说明.xlsx"] = xlsx([Sheet("说明", rows)])

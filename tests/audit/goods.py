"""What the sample buys: cards, procurement, claims, assets, and those of a subordinate office."""

import datetime as dt
from collections.abc import Sequence

from tests.audit.making import UNIT, Offence, Sample, archive, mixed, text, total
from tests.audit.words import CARDS, CLERKS, PEOPLE, PETTY, SHOPS
from tests.exports.cells import Row, Sheet
from tests.exports.workbooks import xlsx


def cards(sample: Sample) -> None:
    """Make the statement of official cards."""
    name = "09-公务卡结算明细.csv"
    head: list[Row] = [["预算单位", "记账日期", "商户名称", "交易金额", "用途", "持卡人", "公务卡尾号",
                        "票据", "备注"]]  # fmt: skip
    lawful: list[Row] = [
        [UNIT, day.strftime("%Y/%m/%d"), *_bought(sample, CARDS, n), PEOPLE[n % 4], f"33{n % 4}6",
         "发票、清单", None]
        for n, day in enumerate(sample.days(46))
    ]  # fmt: skip
    body = mixed(
        lawful,
        Offence([UNIT, "2016/04/15", "云岫区夜色KTV", 2680.0, "会务费", "贝思文", "3316", "发票", None],
                "公务卡在KTV消费", 14),
        Offence([UNIT, "2016/10/12", "云岫区紫云茶楼", 1460.0, "工作人员娱乐", "贝思文", "3316", "发票",
                 "棋牌包间"], "公款娱乐", 14),
    )  # fmt: skip
    sample.files[name] = text(sample.rows(name, None, head, body), encoding="gb18030")


def _bought(sample: Sample, words: Sequence[str], number: int) -> tuple[str, float, str]:
    return SHOPS[number % len(SHOPS)], sample.yuan(90, 990), words[number % len(words)]


def purchases(sample: Sample) -> None:
    """Make the register of procurement."""
    name = "10-政府采购登记簿.xlsx"
    head: list[Row] = [["2016年政府采购登记簿"],
        ["采购单位", "采购编号", "采购品目", "数量", "单价（元）", "成交金额（元）", "采购预算（元）", "采购方式",
         "供应商", "合同日期", "验收日期", "验收结论", "资金来源", "备注"]]  # fmt: skip
    goods = (("台式计算机", 4250), ("黑白激光打印机", 1150), ("执法记录仪", 2380), ("文件柜", 860),
             ("道路标线涂料", 64), ("办公椅", 420), ("投影机", 5600), ("档案密集架", 980))  # fmt: skip
    lawful: list[Row] = []
    for number, day in enumerate(sample.days(14, "02-15", "10-28"), start=1):
        item, price = goods[number % len(goods)]
        count = sample.draw.randrange(3, 12)
        lawful.append([
            UNIT, f"CG-{number:02}", item, count, price, count * price, count * price + 1000,
            "协议供货（网上竞价）", f"重庆{'云岚朝晖启明'[number % 3 * 2:][:2]}办公设备有限公司", day,
            day + dt.timedelta(days=15), "合格", "公用经费", None,
        ])  # fmt: skip
    body = mixed(
        lawful,
        Offence([UNIT, "CG-91", "便携式计算机（指定苹果MacBook Pro）", 4, 14800, 59200, 40000, "单一来源",
                 "重庆启明办公设备有限公司", dt.date(2016, 6, 14), dt.date(2016, 6, 30), "合格", "公用经费",
                 "局领导使用"], "指定品牌、超预算采购", 15),
        Offence([UNIT, "CG-92", "农村公路养护信息系统", 1, 1280000, 1280000, 1300000, "直接委托",
                 "重庆智路软件有限公司", dt.date(2016, 9, 20), dt.date(2016, 12, 12), "合格", "信息化专项",
                 "规避招标"], "应当公开招标而直接委托", 15),
    )  # fmt: skip
    rows = sample.rows(name, "采购登记", head, [*body, total(body, 5, 14)])
    sample.files[name] = xlsx([Sheet("采购登记", rows)])


def petty(sample: Sample) -> None:
    """Make the register of small claims, with tabs."""
    name = "14-零星报销登记.tsv"
    head: list[Row] = [["序号", "日期", "科室", "报销人", "用途", "报销金额", "附件张数", "附件", "收款单位",
                        "备注"]]  # fmt: skip
    lawful: list[Row] = [
        [n + 1, f"{day.year}.{day.month}.{day.day}", ("综合科", "运输科", "法规科")[n % 3],
         PEOPLE[n % len(PEOPLE)], PETTY[n % len(PETTY)], sample.yuan(60, 480), 2, "发票、清单",
         SHOPS[n % len(SHOPS)], None]
        for n, day in enumerate(sample.days(44))
    ]  # fmt: skip
    body = mixed(
        lawful,
        Offence([91, "2016.6.7", "综合科", "贝思文", "端午节粽子礼盒送市级部门", 5680.0, 1, "发票",
                 "云岫区好又多超市", None], "公款送节礼", 17),
        Offence([92, "2016.9.26", "综合科", "贝思文", "香烟4条（软中华）", 2720.0, 1, "发票",
                 "云岫区好又多超市", None], "公款购买香烟", 28),
    )  # fmt: skip
    sample.files[name] = text(sample.rows(name, None, head, body), delimiter="\t")


def claims(sample: Sample) -> None:
    """Make the monthly lists of claims with subtotals, the last with a sum that is none."""
    name = "15-费用报销明细（分月）.xlsx"
    columns: Row = ["报销日期", "单据编号", "部门", "报销人", "事由", "费用类别", "报销金额（元）", "附件张数",
                    "附件说明", "支付方式", "收款方"]  # fmt: skip
    sheets = []
    for month in (4, 5, 6, 7):
        head: list[Row] = [[f"{UNIT}2016年{month}月费用报销明细表"], columns]
        days = sample.days(11, f"{month:02}-05", f"{month:02}-28")
        body: list[Row] = [
            [day, f"BX2016{month:02}{n:03}", "综合科", PEOPLE[n % len(PEOPLE)], PETTY[(n + month) % len(PETTY)],
             "办公费", sample.yuan(210, 960), 2, "发票、清单", "公务卡", SHOPS[(n + month) % len(SHOPS)]]
            for n, day in enumerate(days, start=1)
        ]  # fmt: skip
        rows = sample.rows(name, f"{month}月", head, [*body, total(body, 6, 11, "小计")])
        if month == 7:
            rows[5] = [*rows[5][:6], "约四百元", *rows[5][7:]]
        sheets.append(Sheet(f"{month}月", rows))
    sample.files[name] = xlsx(sheets)


def assets(sample: Sample) -> None:
    """Make the list of new assets."""
    name = "18-新增固定资产清单.csv"
    head: list[Row] = [["单位", "资产编号", "资产名称", "规格型号", "数量", "单价", "原值", "取得日期", "存放地点",
                        "采购方式", "供应商", "使用状况"]]  # fmt: skip
    goods = (("台式计算机", "国产商用", 4180), ("激光打印机", "A4黑白", 1150), ("文件柜", "铁皮", 860),
             ("办公椅", "网布", 420), ("碎纸机", "四级", 980), ("扫描仪", "A4平板", 1760))  # fmt: skip
    body: list[Row] = []
    for number, day in enumerate(sample.days(22), start=1):
        item, model, price = goods[number % len(goods)]
        count = sample.draw.randrange(1, 5)
        body.append([UNIT, f"ZC2016{number:04}", item, model, count, float(price), float(count * price),
                     day.strftime("%Y%m%d"), "综合科", "协议供货", "重庆启明办公设备有限公司", "在用"])  # fmt: skip
    sample.files[name] = text(sample.rows(name, None, head, [*body, total(body, 6, 12)]))


def packed(sample: Sample) -> None:
    """Make the archive of two registers of a subordinate office."""
    name = "19-运管所资料.zip"
    unit = "重庆市云岫区道路运输管理所"
    small = [
        [unit, day.isoformat(), f"YG2016{n:03}", "综合股", CLERKS[n % len(CLERKS)],
         PETTY[n % len(PETTY)], sample.yuan(80, 700), SHOPS[n % len(SHOPS)], None]
        for n, day in enumerate(sample.days(24))
    ]  # fmt: skip
    columns: Row = [
        "单位",
        "报销日期",
        "单据号",
        "部门",
        "报销人",
        "事由",
        "报销金额",
        "收款单位",
        "备注",
    ]
    inner = f"{name}/报销清单.csv"
    body = mixed(
        small,
        Offence([unit, "2016-07-20", "YG2016901", "综合股", "池敬之", "局机关公务接待餐费（由所代付）", 4380.0,
                 "云岫区湖畔酒家", "局办公室交办"], "局里把接待费转由下属单位支付", 27),
    )  # fmt: skip
    claims_file = text(sample.rows(inner, None, [columns], body), encoding="gb18030")
    kept: list[Row] = [
        [n, day.isoformat(), "执法服装清洗", sample.yuan(150, 420), "云岫区洁净洗衣店"]
        for n, day in enumerate(sample.days(14), start=1)
    ]
    cleaning = text([["序号", "日期", "事由", "金额", "收款单位"], *kept])
    sample.files[name] = archive({"报销清单.csv": claims_file, "洗涤费.csv": cleaning})

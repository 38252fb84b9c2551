"""Closed lists: by the word, by the words in a phrase, and what tells another thing."""

import pytest

from tests.engine.intake.values.reading_of import beside, told

WORDS: dict[str, dict[str | tuple[str, ...], str]] = {
    "payment_method": {
        ("official_card",): "公务卡 公务卡支付 公务卡刷卡 公务卡还款 刷公务卡 以公务卡结算 公务卡（尾号1234）",
        ("bank_transfer",): "转账 银行转账 网上银行 对公 对公转账 汇款 电汇 转账到卡 银行代发 公对公转账",
        ("direct_treasury",): "财政直接支付 直接支付 国库集中支付 国库集中支付（直接）",
        ("authorised_treasury",): "授权支付 财政授权支付 国库授权支付 零余额账户支付",
        ("cash",): "现金 现金支付 以现金支付 备用金",
        ("private_account",): "转个人账户 转个人账户（罗坤） 转入个人卡 私人账户",
        ("on_account",): "签单 挂账 赊账 签单挂账 月结 记账 未付款 暂挂账",
        ("other",): "支付宝 微信 微信支付 扫码 支票 刷卡 银行卡 预付卡 加油卡 公务加油卡（一车一卡） 车款代付 个人垫付 扫码自费 充值卡支付",
        ("official_card", "bank_transfer"): "公务卡、转账 公务卡/转账 公务卡+转账 公务卡和转账",
        ("cash", "other"): "现金+微信",
        "<untold>": "公款 已付 报销 财政资金",
        "<not_listed>": "某某 非现金 三十元",
        "<blank>": "无 — /",
    },
    "meal_type": {
        "working_meal": "工作餐 公务工作餐 工作餐1次 工作午餐 工作餐（午餐） 工作餐、桌餐",
        "buffet": "自助餐 自助工作餐 工作餐（自助） 食堂自助餐",
        "box_meal": "盒饭 份饭 快餐 套餐 盒餐",
        "banquet": "宴请 宴会 晚宴 公务宴请 欢迎宴会",
        "charged_meal": "收费用餐 自费用餐 自费餐",
        "<untold>": "午餐 晚餐 早餐 中餐 桌餐 围餐 圆桌 食堂 早餐、午餐 早餐/晚餐 便餐 火锅",
        "<not_listed>": "烧烤 三楼",
    },
    "reception_type": {
        "domestic": "国内公务接待 公务接待 调研 检查指导 学习考察 督查 交流 执行任务 来访 审计检查 出席会议 考核评估 请示汇报工作",
        "investment": "招商引资 招商考察 招商接待 投资洽谈",
        "business": "商务接待 业务招待 商务考察 客户接待",
        "other": "外宾接待 外事 港澳台接待 外事检查",
        "<not_listed>": "春节 二楼",
    },
    "transport_mode": {
        "high_speed_train": "高铁 动车 动卧 高铁/动车 G8501 D2206次 高铁往返 高铁二等座 动车二等座 高铁G8501二等座 二等座 往返高铁",
        "train": "火车 列车 K486 火车硬卧 火车硬卧下铺 火车卧铺 软卧 特快 普快硬卧",
        "plane": "飞机 飞机经济舱 CA4108 飞机（经济舱） 乘飞机 经济舱 3U8888",
        "official_car": "公车 公务用车 单位派车 单位车辆 派车 公务用车（渝A12345）",
        "own_car": "自驾 私家车",
        "road": "汽车 拼车 顺风车",
        "coach": "大巴 长途汽车 班车 机场大巴",
        "rental_car": "租车 旅游包车 社会化租车",
        "taxi": "出租车 网约车 滴滴",
        "<several_values>": "动车转汽车 飞机、高铁 高铁二等座、飞机经济舱 火车转大巴 去高铁、返飞机",
        "<not_listed>": "三蹦子 机票由报案企业承担 其中",
        "<blank>": "无 / —",
    },
    "seat_class": {
        "second_seat": "二等座 高铁二等座 2等座 动车二等座 动车二等 高铁2等",
        "first_seat": "一等座 高铁一等座 1等座",
        "business_seat": "商务座 高铁商务座 商务座（免费升舱）",
        "economy_class": "经济舱 飞机经济舱 折扣经济舱 全价经济舱",
        "hard_sleeper": "硬卧 火车硬卧 硬卧下铺",
        "soft_sleeper": "软卧 火车软卧",
        "no_seat": "无座 站票",
        "<untold>": "高铁 飞机 单位派车",
        "<several_values>": "硬座/硬卧 一等座、二等座",
        "<not_listed>": "二等 卧铺 普通舱",
    },
    "procurement_method": {
        "open_tender": "公开招标 公开招标采购 公开招投标",
        "single_source": "单一来源 单一来源审批 单一来源公示 单一来源采购方式",
        "agreement_supply": "协议供货 协议供货（网上竞价） 框架协议采购",
        "electronic_mall": "网上超市 电子卖场 网上竞价 政采云 网上商城采购",
        "consultation": "磋商 竞争性磋商",
        "inquiry": "询价 询价采购",
        "designated": "定点采购",
        "other": "零星采购 零采 三家比价 比选 议价 直接采购 自行采购 批量集采",
        "<untold>": "集中采购 分散采购 招标",
        "<several_values>": "公开招标转竞争性谈判 询价、公开招标",
        "<not_listed>": "接受调拨 体育局捐建移交 退款 非节能清单",
    },
    "vehicle_item": {
        "fuel": "燃油费 加油 92号汽油 汽油费 油卡充值 车辆加油款",
        "repair": "维修费 汽车维修保养 轮胎更换 保养 机油更换",
        "toll": "过路费 高速费 ETC充值 过桥过路费",
        "parking": "停车费",
        "wash": "洗车费 车辆清洗",
        "insurance": "保险费 交强险 车辆商业险",
        "inspection": "年检费 年审",
        "vehicle_tax": "车船税",
        "other": "租车费 罚款 车辆租赁费 司机补助",
        "<several_values>": "过路停车费 油费、过路费 保险及维修",
        "<not_listed>": "某项 其中",
    },
    "unit_kind": {
        "government": "行政机关 行政单位",
        "public_institution": "事业单位 全额拨款事业单位 公益一类事业单位 差额事业单位",
        "civil_service_institution": "参公事业单位 事业单位（参公） 参照公务员法管理的事业单位",
        "state_enterprise": "国有企业 国企 国有独资企业 市属国有企业",
        "other": "村委会 合作社 社会团体 民营企业",
        "<untold>": "党政机关 机关 企业 学校 医院",
    },
    "vehicle_kind": {
        "general": "一般公务用车 一般公务车",
        "law_enforcement": "执法执勤用车 执法车",
        "emergency": "应急保障用车 应急车",
        "<untold>": "轿车 越野车 SUV",
    },
    "meeting_class": {"third": "三类会议 三类 三类（区级）", "<untold>": "座谈会 工作会议"},
    "training_class": {"third": "三类培训 三类 3类", "<untold>": "岗位培训 业务培训"},
    "traveller_rank": {
        "other": "处级 科级 正处级（调研员）",
        "bureau": "厅级 副厅级",
        "<untold>": "科长 副局长 民警",
        "<not_listed>": "厅级及以上 甲",
    },
    "disposal_mode": {"sale": "拍卖 交易所拍卖", "scrapped": "报废", "transfer": "调拨街道 调剂基层分馆 无偿调拨"},
    "passport_kind": {"official": "因公护照 因公普通护照", "private": "因私护照 因私出国护照"},
    "venue_kind": {"designated": "定点饭店 会议定点酒店", "internal": "机关会议室", "<untold>": "宾馆"},
}  # fmt: skip
EXAMPLES = [
    (field, text, expected)
    for field, table in WORDS.items()
    for expected, texts in table.items()
    for text in texts.split()
]


@pytest.mark.parametrize(("field", "text", "expected"), EXAMPLES)
def test_a_word_of_a_closed_list(field: str, text: str, expected: object) -> None:
    assert told(field, text) == expected


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("transport_mode", "高铁二等座", {"seat_class": "second_seat"}),
        ("transport_mode", "飞机经济舱", {"seat_class": "economy_class"}),
        ("transport_mode", "飞机（经济舱）", {"seat_class": "economy_class"}),
        ("transport_mode", "高铁商务座", {"seat_class": "business_seat"}),
        ("transport_mode", "火车硬卧", {"seat_class": "hard_sleeper"}),
        ("transport_mode", "火车卧铺", {}),
        ("transport_mode", "动卧", {}),
        ("seat_class", "高铁一等座", {"transport_mode": "high_speed_train"}),
        ("seat_class", "软卧", {"transport_mode": "train"}),
        ("seat_class", "高铁", {"transport_mode": "high_speed_train"}),
        ("procurement_method", "集中采购", {"procurement_form": "centralised"}),
        ("procurement_method", "批量集采", {"procurement_form": "centralised"}),
        ("procurement_method", "自行采购", {"procurement_form": "decentralised"}),
        ("procurement_method", "公开招标", {}),
        ("meal_type", "午餐", {"mealtime": "lunch"}),
        ("meal_type", "工作晚餐", {"mealtime": "supper"}),
        ("meal_type", "早餐", {"mealtime": "breakfast"}),
        ("meal_type", "早中晚餐", {}),
        ("meal_type", "中晚餐", {}),
        ("meal_type", "桌餐", {}),
        ("traveller_rank", "科长", {"rank": "科长"}),
    ],
)
def test_two_facts_in_one_cell_are_two(field: str, text: str, expected: dict[str, object]) -> None:
    assert beside(field, text) == expected


YES = [
    "有",
    "是",
    "√",
    "已安排",
    "1",
    "是（第3项）",
    "已公示/2019-01-22",
    "公示/2019-01-22",
    "公示/—",
    "公示/2019-10-25;先进职工",
    "已列入计划",
    "预算内",
    "Y",
    "已喷涂",
]
NO = [
    "无",
    "否",
    "×",
    "未安排",
    "0",
    "没有",
    "未公示即核销/2019-09-16",
    "未列入",
    "非旺季",
    "预算外",
    "N",
    "未喷涂",
    "不安排",
]


@pytest.mark.parametrize("text", YES)
def test_yes(text: str) -> None:
    assert told("disclosed_before", text) is True


@pytest.mark.parametrize("text", NO)
def test_no(text: str) -> None:
    assert told("disclosed_before", text) is False


@pytest.mark.parametrize("text", ["有无", "是否", "某某", "有/无", "是、否"])
def test_what_is_neither_yes_nor_no(text: str) -> None:
    assert told("disclosed_before", text) == "<not_yes_no>"


def test_yes_and_no_of_json_and_of_days() -> None:
    assert told("disclosed_before", raw=True) is True
    assert told("disclosed_before", 1) == "<not_yes_no>"
    assert told("disclosed_before", "2019-01-22") is True
    assert told("lodging_arranged", "2019-01-22") == "<not_yes_no>"
    assert told("lodging_arranged", "不详") == "<blank>"


def test_a_province_is_read_and_a_part_of_one_leaves_it_open() -> None:
    assert told("region", "重庆市渝中区") == "重庆"
    assert told("region", "渝中区") == "<untold>"
    assert told("region", "某地") == "<not_listed>"


def test_what_is_no_word_is_unreadable() -> None:
    assert told("meal_type", 3) == "<not_listed>"
    assert told("payment_method", [3]) == "<not_a_list>"
    assert told("payment_method", ["cash", "公务卡"]) == ("cash", "official_card")

"""What cost types, economic classes and subjects of a ledger say."""

import pytest

from qinjian.engine.intake.values.subjects import (
    accounting_system,
    economic_classes,
    expense_subject,
    special_kind,
)

KINDS = {
    "travel": "差旅费 30211 30211差旅费 30211-差旅费 302-11差旅费 302.11 商品和服务支出-差旅费 管理费用_差旅费 出差费 业务活动费用/商品和服务费用/差旅费 市内差旅费 3021101",
    "reception": "公务接待费 经费支出—公务接待费 业务招待费 招待费 30217 50206 50206-公务接待费 国内公务接待费 事业支出-基本支出-30217公务接待费 6602.05业务招待费 接待用餐",
    "foreign_reception": "外宾接待费 外事接待费",
    "meeting": "会议费 30215会议费 50202 会务费 商品和服务支出—会议费",
    "training": "培训费 30216 50203 教职工培训费 干部教育培训费",
    "abroad": "因公出国（境）费用 因公出国(境)费 30212 50207 出国费 因公出国（境）培训费",
    "vehicle_running": "公务用车运行维护费 30231 50208 车辆燃油费 加油 加油费 油费 租车费 过路过桥费 停车费 车辆维修费 汽车维修费 车辆保险费 公车运行费",
    "vehicle_purchase": "公务用车购置 31013 30913 50303 公务用车购置费",
    "transport_subsidy": "公务交通补贴 车改补贴",
}

GENERAL = (
    "办公费 印刷费 劳务费 福利费 邮电费 30201 30201办公费 50201 咨询费 水费 电费 物业管理费 租赁费 专用材料费 专用燃料费 其他交通费用 30239 维修(护)费 工会经费 委托业务费 "
    "其他商品和服务支出 津贴补贴 交通费 餐费 会议室租金 培训中心物业费 信访接待费 生产维修 学习考察费 娱乐 公务用车购置及运行维护费 油烟机 车辆购置税 660205 2017 302"
)


@pytest.mark.parametrize(("kind", "word"), [(k, w) for k in KINDS for w in KINDS[k].split()])
def test_a_cost_type_names_a_special_kind(kind: str, word: str) -> None:
    found = special_kind(word)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("word", GENERAL.split())
def test_other_cost_types_are_general(word: str) -> None:
    assert special_kind(word) is None


def test_a_sentence_is_no_cost_type() -> None:
    assert special_kind("赴外地参加全市工作会议并考察学习当地先进经验的差旅费用报销") is None
    assert special_kind("") is None
    assert special_kind("　") is None


def test_the_classes_are_those_of_the_list() -> None:
    classes = economic_classes()
    assert classes["30211"] == "差旅费"
    assert classes["50206"] == classes["30217"] == "公务接待费"
    assert all(code.isdigit() and len(code) in {3, 5} for code in classes)
    assert all(code[:3] in classes for code in classes)


SPENDING: list[tuple[str | None, str | None, bool | None]] = [
    (None, "经费支出", True),
    (None, "事业支出-基本支出-办公费", True),
    ("5001", "业务活动费用", True),
    ("5101", "单位管理费用-商品和服务费用", True),
    ("7101", "行政支出", True),
    ("7201", None, True),
    ("6602", "管理费用", True),
    ("660205", None, True),
    (None, "销售费用", True),
    (None, "项目成本", True),
    (None, "主营业务成本", True),
    (None, "办公费", True),
    (None, "差旅费", True),
    (None, "工资福利支出", True),
    (None, "社会保障缴费", True),
    (None, "对个人和家庭的补助", True),
    (None, "公务用车购置", True),
    (None, "职工活动支出", True),
    ("30211", "差旅费", True),
    ("1002", "银行存款", False),
    (None, "零余额账户用款额度", False),
    (None, "库存现金", False),
    (None, "应付职工薪酬", False),
    (None, "其他应收款-差旅费借款", False),
    (None, "其他应付款-差旅费", False),
    (None, "预付账款", False),
    (None, "财政拨款收入", False),
    ("600101", "财政拨款预算收入", False),
    (None, "本年盈余", False),
    (None, "财政拨款结转", False),
    ("8001", "资金结存-货币资金", False),
    (None, "固定资产", False),
    (None, "待摊费用", False),
    (None, "在建工程-差旅费", False),
    ("2241", None, False),
    (None, "学费", None),
    ("5001", None, None),
    (None, None, None),
    (None, "科目", None),
]


@pytest.mark.parametrize(("code", "name", "told"), SPENDING)
def test_a_subject_is_one_of_spending(
    code: str | None, name: str | None, told: bool | None
) -> None:
    assert expense_subject(code, name) is told


@pytest.mark.parametrize(
    ("code", "name", "system"),
    [
        ("5001", "业务活动费用", "financial"),
        (None, "单位管理费用-差旅费", "financial"),
        ("1011", "零余额账户用款额度", "financial"),
        ("7101", "行政支出", "budget"),
        ("720101", "事业支出-差旅费", "budget"),
        (None, "事业支出", "budget"),
        ("8001", "资金结存", "budget"),
        ("600101", "财政拨款预算收入", "budget"),
        ("5001", "事业支出", "financial"),
        ("6602", "管理费用", "financial"),
        (None, "差旅费", None),
        ("30211", "差旅费", None),
        (None, None, None),
    ],
)
def test_a_subject_is_of_one_system(code: str | None, name: str | None, system: str | None) -> None:
    assert accounting_system(code, name) == system

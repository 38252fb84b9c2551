"""The kinds of record: what their headers mean, what their words are, which day decides."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from qinjian.engine.condition.expression import DOCUMENT_LISTS
from qinjian.engine.intake import label
from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.headers import headers_of, is_ignored
from qinjian.engine.intake.values.words import (
    canonical,
    first_word,
    kind_of,
    open_vocabulary,
    words_of,
)
from qinjian.schemas.kinds import CHILD_KINDS, KINDS, Training, Travel
from qinjian.schemas.record import Document, Envelope, fields_of

# What real forms and exports have over their columns, and the field that each of them means.
HEADERS: dict[str, dict[str, str]] = {
    "envelope": {
        "claim_no": "单据号 单号 报销单号 编号",
        "unit": "单位(部门) 预算单位 所属单位",
        "department": "填报部门 申请部门 部门 所属部门",
        "handler": "申请人 报销人 填报人 经办人 领款人",
        "filing_date": "填报日期 填表日期",
        "amount": "报销金额 申请金额(元) 开支金额 费用合计 合计（小写）",
        "amount_in_words": "大写金额 合计（大写） 金额（大写） 报销金额(大写)",
        "voucher_pages": "附单据张数 单据(张) 附件\u3000张 附件（张） 附件张数",
        "card_date": "刷卡日期",
        "card_amount": "刷卡金额 刷卡金额(元)",
        "payee": "收款人(户名) 来往单位名称 商户名称",
        "payee_account": "收款人账号 收款账号 银行账号",
        "invoice_no": "发票号码",
        "invoice_code": "发票代码",
        "invoice_date": "开票时间 开票日期 发票日期",
        "seller": "销售方名称 销方名称 开票单位",
        "buyer": "购买方名称 购方名称 发票抬头",
        "is_supplement": "是否补录",
        "confidential": "涉密标识 是否涉密",
        "description": "事由 摘要 资金用途 用途",
    },
    "travel": {
        "event_date": "发生日期 费用发生日期",
        "start_date": "出发日期 出发时间 开始时间 起",
        "end_date": "返回日期 返回时间 结束时间 止",
        "rank": "职务 职别",
        "traveller_rank": "出行人员级别 行政级别 职级 级别 人员级别",
        "travelers": "出差人 出差人姓名 出差人员 人员名单",
        "headcount": "人数 共\u3000人 出差人数(人)",
        "route": "起讫地点 起止地点",
        "to_place": "出差地点",
        "days": "天数 出差天数(天)",
        "lodging_city": "住宿地点",
        "check_in": "入住日期",
        "check_out": "退房日期",
        "nights": "住宿天数 住宿天数(晚)",
        "peak_season": "是否旺季",
        "transport_mode": "交通工具",
        "seat_class": "交通工具等级 席别",
        "transport_fee": "车船费 城市间运费 城市间交通费 长途交通费",
        "lodging_fee": "住宿费 住宿费（元）",
        "lodging_per_night": "日均价 日均价(元/天)",
        "lodging_standard": "住宿费标准 住宿标准(元/人·天)",
        "allowance_days": "差旅补助天数",
        "allowance_rate": "差旅补助标准 差旅补助标准(元/人·天)",
        "meal_allowance": "伙食费补助 伙食补助费",
        "meal_rate": "伙食补助标准(元/天)",
        "local_allowance": "市内交通费补助 市内交通费",
        "other_fee": "其他费用",
        "host_provided_meals": "伙食费用安排",
        "advance": "预支 借款",
        "activity": "出差事由",
    },
    "meeting": {
        "meeting_name": "会议名称",
        "meeting_class": "会议类别",
        "meeting_type": "会议类型",
        "meeting_mode": "召开方式",
        "venue": "会议地点",
        "venue_kind": "场所类型 会议场所性质",
        "check_in": "报到时间",
        "check_out": "离开时间",
        "days": "会议天数 会期（天）",
        "attendee_count": "参会人数 参加会议人数",
        "staff_count": "工作人员数",
        "in_annual_plan": "是否列入年度计划",
        "meeting_budget": "预算金额",
        "comprehensive_cap": "综合定额上限",
        "comprehensive_standard": "综合定额(元/人·天) 综合定额标准(元/人天)",
        "lodging_standard": "住宿费标准 住宿费标准(元/人/天)",
        "lodging_people": "住宿费人数",
        "lodging_days": "住宿费天数",
        "lodging_fee": "住宿费 住宿费金额",
        "board_standard": "伙食费标准",
        "board_people": "伙食费人数",
        "board_days": "伙食费天数",
        "board_fee": "伙食费 伙食费金额",
        "other_standard": "其他费用标准",
        "other_people": "其他费用人数",
        "other_days": "其他费用天数",
        "other_fee": "其他费用 其他",
        "site_fee": "场地费",
        "materials_fee": "资料费",
        "transport_fee": "交通费",
        "lecture_fee": "讲课费",
        "transfer_paid": "转账支付",
        "direct_paid": "直接支付",
        "other_paid": "其他方式支付",
    },
    "training": {
        "training_name": "培训名称",
        "training_class": "培训类别",
        "training_type": "培训类型",
        "organizer": "培训举办机构",
        "venue": "培训地点",
        "days": "培训天数 天数",
        "trainee_count": "参训人数 参加培训人数",
        "staff_count": "工作人员人数",
        "hours": "学时总计 总学时(学时)",
        "comprehensive_standard": "综合定额标准 综合定额(元/人·天)",
        "lodging_fee": "住宿费",
        "board_fee": "伙食费",
        "site_fee": "场地费",
        "materials_fee": "资料费",
        "transport_fee": "交通费",
        "other_fee": "其他",
        "lecturers": "讲师姓名",
        "lecture_fee": "讲课费",
    },
    "lecturer": {
        "name": "讲师姓名 姓名",
        "lecturer_title": "职称",
        "post": "职务",
        "hours": "学时 课时(小时)",
        "rate": "讲课费标准 讲课费标准(元/学时)",
        "paid": "实发",
        "tax": "个人税额",
        "outside": "是否异地",
        "transport_fee": "城市间交通费",
        "lodging_fee": "住宿费",
        "board_fee": "伙食费",
    },
    "abroad": {
        "group_no": "团组号",
        "group_name": "团组名称",
        "group_type": "团组类别",
        "leader": "团长 团组负责人",
        "group_level": "团组级别",
        "group_size": "团组人数",
        "countries": "出访国家(含经停) 出访国家（含经停） 出境目的地",
        "in_annual_plan": "是否列入年度出国计划",
        "in_budget": "是否列入年度预算",
        "task_approval_no": "批准文号 任务批件文号",
        "task_approval_date": "任务批复时间",
        "start_date": "离境时间 出国日期",
        "end_date": "入境时间 回国日期",
        "days": "出访天数",
        "route": "往返路线",
        "inviter": "邀请单位",
        "traveller_rank": "出行人员级别 行政级别 职级 级别 人员级别",
        "rank": "职务 职别",
        "seat_class": "舱位",
        "intl_fare": "国际旅费",
        "abroad_city_transport": "国外城市间交通费",
        "lodging_currency": "住宿费币种",
        "lodging_standard": "住宿费标准",
        "lodging_people": "住宿费人数",
        "lodging_days": "住宿费天数",
        "lodging_fee": "住宿费 住宿费金额",
        "board_currency": "伙食费币种",
        "board_standard": "伙食费标准",
        "board_people": "伙食费人数",
        "board_days": "伙食费天数",
        "board_fee": "伙食费 伙食费金额",
        "misc_currency": "公杂费币种",
        "misc_standard": "公杂费标准",
        "misc_people": "公杂费人数",
        "misc_days": "公杂费天数",
        "misc_fee": "公杂费 公杂费金额",
        "banquet_fee": "宴请费 国外接待费",
        "training_fee": "培训费",
        "visa_fee": "签证费",
        "insurance_fee": "保险费",
        "registration_fee": "注册费",
        "fx_rate": "汇率",
        "payer_unit": "费用报销单位",
        "activity": "任务",
    },
    "vehicle_running": {
        "plate": "车牌 车牌号",
        "refuel_date": "加油时间",
        "litres": "加油量 加油量(升) 加油量（L）",
        "mileage": "里程 里程(公里) 里程(KM)",
        "one_card_per_vehicle": "一车一卡",
        "driver": "驾驶员 司机",
        "dispatch_no": "派车单",
        "repair_shop": "定点维修",
        "amount": "开支金额",
        "holiday_use": "节假日用车",
        "fuel_price": "油价(元/升)",
    },
    "passport": {
        "name": "持证人 姓名",
        "passport_kind": "证照种类 护照种类",
        "passport_no": "证照号码 护照号码",
        "activity": "领用事由",
        "countries": "前往国家 前往国家（地区）",
        "taken_date": "领用日期 领取日期",
        "start_date": "出境日期",
        "end_date": "回国日期 入境日期",
        "passport_return_date": "交回日期 归还日期",
        "keeper": "保管人 专管员",
        "checked_date": "盘点日期 核查日期",
    },
    "leave": {
        "name": "请假人 休假人员 姓名",
        "leave_type": "假别 请假类别",
        "start_date": "请假开始日期 休假开始日期",
        "end_date": "请假结束日期 休假结束日期",
        "days": "请假天数 天数",
    },
    "itinerary": {
        "event_date": "日程日期",
        "group_no": "团组号 团组编号",
        "country": "所在国家 停留国家（地区）",
        "place": "所在城市",
        "activity": "日程内容 日程安排",
        "days": "停留天数(天)",
        "business_days": "公务活动天数",
    },
    "vehicle_purchase": {
        "event_date": "购置日期 购车日期",
        "vehicle_model": "车型 品牌型号",
        "price": "车辆价格(元) 裸车价",
        "displacement": "排量(升) 排气量（L）",
        "new_energy": "是否新能源",
        "imported": "是否进口",
        "vehicle_procurement": "采购组织形式",
        "quota": "编制数",
        "fleet": "实有数 保有量",
        "replaced_plate": "旧车车牌号",
        "replaced_since": "旧车启用日期 原车购置日期",
    },
    "transport_subsidy": {
        "event_date": "发放日期",
        "recipient": "姓名 领取人",
        "rank": "职务 职级",
        "amount": "补贴金额 实发金额",
        "subsidy_standard": "补贴标准",
        "months": "发放月数 月数",
    },
    "vehicle": {
        "plate": "车牌号 号牌号码",
        "vehicle_owner": "产权单位 所有人",
        "fixed_user": "固定使用人",
        "vehicle_acquisition": "取得方式",
        "tank_capacity": "油箱容积(升) 油箱容量",
        "holder": "使用部门/使用人 使用人 使用科室/使用人",
        "user_department": "使用部门 使用科室",
        "vehicle_use": "用途 主要用途",
        "price": "购价(万元) 原值（万元） 购置价格(元)",
        "displacement": "排量 排量(升) 排气量（L）",
        "new_energy": "是否新能源",
        "imported": "是否进口",
        "acquired_on": "购置年月 购置时间",
        "marked": "是否喷涂标识 外观标识 涂装情况",
        "disposed_on": "处置日期 报废日期",
        "vehicle_disposal": "处置方式",
        "disposal_venue": "交易机构",
    },
    "procurement": {
        "procurement_item": "采购品目 项目名称 标的名称",
        "procurement_method": "采购方式",
        "procurement_budget": "预算金额 采购预算(元)",
        "amount": "中标金额 成交金额(元)",
        "supplier": "供应商",
        "contract_no": "合同编号",
        "acceptance_date": "验收日期",
    },
    "income": {
        "income_item": "收入项目",
        "receivable": "应收金额",
        "received": "收款金额 实收金额(元)",
        "remitted": "缴库金额 上缴国库金额",
    },
    "asset_disposal": {
        "asset_name": "资产名称",
        "original_value": "账面原值",
        "net_value": "账面净值",
        "appraised_value": "评估值",
        "disposal_mode": "处置方式",
        "proceeds": "处置收入",
    },
    "budget_line": {
        "budget": "预算数",
        "executed": "预算执行数",
        "opening_budget": "年初预算数",
        "added": "追加金额",
        "performance_target": "绩效目标",
    },
}

# What may mean two things, and so means nothing.
LEFT_OUT = {
    "envelope": "账号 银行卡号 日期 申请日期",
    "travel": "交通费 机票费 火车票 补助 到达日期 同行人员 接待单位安排 标准 间夜 其他",
    "meeting": "综合定额 会期 人数 会议人数 会议形式 会务费 餐费标准 承办单位 课时费",
    "training": "综合定额 会期 人数 培训人数 会务费 餐费标准 承办单位 课时费",
    "lecturer": "讲课费 课时费 职务职称",
    "abroad": "城市间交通费 是否公示 交通费 机票费 停留天数 国际机票 住宿费标准(元)",
    "vehicle_running": "车辆类型 车辆类别 车辆用途 加油卡 单价 数量 保险金额 费用类别",
    "vehicle_purchase": "车辆类型 采购方式 单价 数量 标准",
    "transport_subsidy": "标准 补贴 应发 级别",
    "vehicle": "车辆类型 价格",
    "procurement": "配置标准 数量",
}

WORDS = [
    (name, word, value)
    for name, words in {
        "traveller_rank": {
            "minister": "部级 省部级 正部级 副部级 正省级 副省级 部级及相当职务人员",
            "bureau": "厅级 厅局级 司局级 正厅级 副厅级 地厅级 巡视员 副巡视员 一级巡视员 二级巡视员",
            "other": "处级 县处级 调研员 一级调研员 四级调研员 科级 主任科员 科员 办事员 其他人员 "
            "其余人员 处级及以下 科级及以下 工勤人员",
        },
        "transport_mode": {
            "plane": "飞机",
            "high_speed_train": "高铁 动车 高铁/动车",
            "train": "火车",
            "ship": "轮船",
            "coach": "长途汽车",
            "road": "汽车",
            "official_car": "公务用车",
            "own_car": "自驾",
            "taxi": "出租车",
        },
        "seat_class": {
            "first_class": "头等舱",
            "business_class": "公务舱",
            "economy_class": "经济舱",
            "business_seat": "商务座",
            "first_seat": "一等座 一等软座",
            "second_seat": "二等座 二等软座",
            "soft_sleeper": "软卧",
            "hard_sleeper": "硬卧",
            "ship_first": "一等舱",
            "ship_third": "三等舱",
        },
        "meeting_class": {"first": "一类 一类会议 Ⅰ类", "fourth": "四类 4类"},
        "meeting_mode": {
            "on_site": "现场 线下",
            "video": "视频 电视电话会议",
            "mixed": "线上线下结合",
        },
        "venue_kind": {
            "designated": "定点饭店",
            "commercial": "营利场所",
            "non_profit": "非营利场所",
            "internal": "机关会议室",
        },
        "training_class": {"first": "一类培训", "third": "三类"},
        "lecturer_title": {
            "academician": "院士 全国知名专家",
            "full_senior": "正高 正高级 教授",
            "associate_senior": "副高 副高级 副教授 高级工程师",
            "other": "讲师 中级",
        },
        "vehicle_kind": {"communication": "机要通信用车", "law_enforcement": "执法执勤用车"},
        "vehicle_item": {
            "fuel": "燃油 加油",
            "repair": "维修 保养",
            "insurance": "保险",
            "toll": "过路 过路过桥费 ETC",
            "parking": "停车费",
            "wash": "洗车",
            "inspection": "年检",
        },
        "vehicle_procurement": {"centralised": "政府集中采购 协议供货", "self": "自行采购"},
        "vehicle_acquisition": {
            "bought": "集采 政府采购",
            "donated": "受赠 赠送 企业赠送",
            "borrowed": "借用 长期借用",
            "allocated": "调拨 划拨",
        },
        "vehicle_disposal": {
            "auction": "公开拍卖",
            "negotiated_sale": "协议转让",
            "scrapped": "报废",
        },
        "documents": {
            "travel_approval": "出差审批单 出差申请",
            "tickets": "交通票据 车票 机票 行程单",
            "meeting_notice": "会议通知",
            "training_notice": "培训通知",
            "sign_in_sheet": "签到表 实际参会人员签到表",
            "task_approval": "任务批件",
            "budget_approval": "因公临时出国任务和预算审批意见表",
            "passport_copy": "护照签证和出入境记录复印件",
            "itinerary": "日程",
            "return_report": "回国报告",
            "disclosure": "公示",
            "expense_details": "费用明细 会议服务单位费用原始明细单据",
            "fee_receipt_list": "讲课费签收单",
            "dispatch_slip": "派车单 用车审批单",
            "fuel_list": "加油卡明细",
            "repair_list": "维修清单",
            "insurance_policy": "保险单",
            "vehicle_ledger": "单车核算台账",
            "annual_plan": "年度培训计划",
            "approval_form": "会议审批文件 审批单",
            "statement": "未安排住宿情况说明",
            "bill": "电子结算单 住宿水单",
            "guest_list": "人员名单",
        },
        "passport_kind": {
            "official": "因公护照 公务普通护照 外交护照 因公往来香港澳门特别行政区通行证",
            "private": "因私护照 普通护照 因私通行证",
        },
        "yes_no": {
            "true": "是 旺季 涉密 异地 接待单位安排",
            "false": "否 淡季 非涉密 自行解决",
        },
        "kind": {
            "travel": "差旅费 差旅 国内差旅费 出差 差旅报销",
            "meeting": "会议费 会议",
            "training": "培训费 培训",
            "abroad": "因公出国(境)费 因公出国（境）费 因公出国境费 出国费 因公出国",
            "vehicle_running": "公务用车运行维护费 公务用车运行费 车辆运行费 公车运行维护费",
        },
    }.items()
    for value, found in words.items()
    for word in found.split(" ")
]

# Words of two values, and so of none.
OPEN_WORDS = {
    "traveller_rank": "局级 正局级 副局级 厅级及以上 厅局级及以下 省级 局长",
    "transport_mode": "城际",
    "seat_class": "一等 二等 卧铺 普通舱 优选一等座",
    "venue_kind": "宾馆 招待所 培训中心",
    "lecturer_title": "高级职称 副高级及以下",
    "vehicle_kind": "轿车 越野车",
    "passport_kind": "护照 港澳通行证",
    "vehicle_procurement": "公开招标 询价",
    "vehicle_disposal": "转让 出售",
    "documents": "会议或培训通知 行程 计划",
    "kind": "公务用车 公务用车购置及运行维护费 办公费",
}


def pairs(table: dict[str, dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    for kind, fields in table.items():
        for field, headers in fields.items():
            yield from ((kind, header, field) for header in headers.split(" "))


def model(kind: str) -> Any:
    return Envelope if kind == "envelope" else KINDS[kind]


@pytest.mark.parametrize(("kind", "header", "field"), list(pairs(HEADERS)))
def test_a_header_of_a_form_means_its_field(kind: str, header: str, field: str) -> None:
    found = headers_of(model(kind)).field(header)
    assert found is not None
    assert found.name == field
    assert not is_ignored(header)


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_a_header_of_two_meanings_has_none(kind: str) -> None:
    for header in LEFT_OUT[kind].split(" "):
        assert headers_of(model(kind)).field(header) is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_header_by_which_it_is_found(kind: str) -> None:
    table = headers_of(KINDS[kind])
    for field in table.labels:
        for header in (field, label(kind, field)):
            found = table.field(header)
            assert found is not None
            assert found.name == field


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_a_field_has_a_word(kind: str) -> None:
    for field in fields_of(KINDS[kind]):
        if field.options:
            assert {value for value, _ in words_of(field.name)} == {*field.options}
            words = [first_word(field.name, value) or "x" for value in field.options]
            assert not any(map(str.isascii, words))


@pytest.mark.parametrize("name", ["shown_documents", "absent_documents"])
def test_all_lists_of_documents_take_the_same_words(name: str) -> None:
    assert name not in data_file("vocabularies.yaml")
    assert list(words_of(name)) == list(words_of("documents"))
    assert canonical(name, "公函") == "official_letter"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_with_a_list_of_documents_has_all_of_them(kind: str) -> None:
    """What is asked of attachments is asked of all of these."""
    found = {*DOCUMENT_LISTS} & KINDS[kind].model_fields.keys()
    assert found in (set(), {*DOCUMENT_LISTS})


def test_a_vocabulary_is_for_one_set_of_values() -> None:
    options: dict[str, tuple[str, ...]] = {}
    for kind in KINDS.values():
        for field in fields_of(kind):
            if field.options:
                assert options.setdefault(field.name, field.options) == field.options


@pytest.mark.parametrize(("name", "word", "value"), WORDS)
def test_a_word_stands_for_its_value(name: str, word: str, value: str) -> None:
    assert canonical(name, word) == value


@pytest.mark.parametrize("name", OPEN_WORDS)
def test_a_word_of_two_values_stands_for_none(name: str) -> None:
    for word in OPEN_WORDS[name].split(" "):
        assert canonical(name, word) is None


def test_a_word_of_an_open_vocabulary_has_one_meaning() -> None:
    vocabularies: dict[str, Any] = data_file("vocabularies.yaml")
    for name in set(vocabularies["open"].values()):
        meanings: dict[str, str] = {}
        for value, words in vocabularies[name].items():
            for word in (value, *words):
                assert meanings.setdefault(word, value) == value
                assert len(word) > 1
    assert open_vocabulary("lodging_city") == "city"


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - CHILD_KINDS))
def test_every_kind_has_words(kind: str) -> None:
    vocabularies: dict[str, Any] = data_file("vocabularies.yaml")
    assert all(kind_of(word) is KINDS[kind] for word in vocabularies["kind"][kind])


@pytest.mark.parametrize("kind", KINDS)
def test_witnesses_are_fields(kind: str) -> None:
    for document, fields in KINDS[kind].witnesses.items():
        assert document in Document
        assert set(fields) <= set(KINDS[kind].model_fields)


def test_people_have_facts_of_their_own() -> None:
    record = Training.model_validate(
        {"hours": "16", "lecturers": [{"name": "甲", "hours": "3.5", "lecturer_title": "other"}]}
    )
    assert record.lecturers is not None
    assert record.lecturers[0].hours == Decimal("3.5")
    assert {"hours", "lecturer_title", "rate"} <= headers_of(KINDS["lecturer"]).labels.keys()
    assert "traveller_rank" in headers_of(KINDS["traveller"]).labels


def days(value: object) -> Decimal | None:
    return Travel.model_validate({"days": value}).days


@given(st.integers(0, 10**9 - 1))
def test_a_quantity_keeps_every_thousandth(thousandths: int) -> None:
    value = Decimal(thousandths) / 1000
    found = days(f"{value:.3f}")
    assert found == days(value) == value
    assert "E" not in str(found)
    assert "." not in str(found) or not str(found).endswith("0")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1.5", "1.5"),
        ("1.50", "1.5"),
        ("100.0", "100"),
        ("+2", "2"),
        ("007", "7"),
        ("１２", "12"),
        (3, "3"),
        (0, "0"),
        ("-0", "0"),
        (Decimal("0.125"), "0.125"),
        (Decimal("1E+3"), "1000"),
        ("999999.999", "999999.999"),
    ],
)
def test_what_is_a_quantity(value: object, shown: str) -> None:
    assert str(days(value)) == shown


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("一天半", "not_quantity"),
        ("1,000", "not_quantity"),
        ("1e3", "not_quantity"),
        ("", "not_quantity"),
        (1.5, "not_quantity"),
        (True, "not_quantity"),
        ([1], "not_quantity"),
        (Decimal("NaN"), "not_quantity"),
        (Decimal("Infinity"), "not_quantity"),
        ("0.0001", "quantity_places"),
        (Decimal("1E-999999"), "quantity_places"),
        ("-0.5", "quantity_bound"),
        (-1, "quantity_bound"),
        ("1000000", "quantity_bound"),
        (Decimal("1E+999999999"), "quantity_bound"),
    ],
)
def test_what_is_no_quantity(value: object, error: str) -> None:
    with pytest.raises(ValidationError) as caught:
        days(value)
    (found,) = caught.value.errors()
    assert found["type"] == error

"""What a header means: its writing, its unit, its field, and what stands beside it."""

from itertools import chain
from typing import Any, cast

import pytest

from qinjian.engine.intake import label
from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.generic import general_headers
from qinjian.engine.intake.tables.header_table import expanded, words_for
from qinjian.engine.intake.tables.headers import (
    count_known,
    document_of,
    headers_of,
    is_a_header,
    is_ignored,
    is_kind,
    is_known,
    is_lines,
    is_measure_column,
    is_period,
    is_period_in,
    meaning_in,
    normalised_header,
    split_header,
)
from qinjian.engine.intake.tables.numbers import is_number_column
from qinjian.schemas.kinds import (
    CHILD_KINDS,
    KINDS,
    TOP_KINDS,
    Abroad,
    BudgetLine,
    Expense,
    ForeignReception,
    Guest,
    Meeting,
    Payment,
    Procurement,
    Reception,
    Training,
    Travel,
    VehicleRunning,
    Voucher,
)
from qinjian.schemas.record import Document, Envelope, Record, fields_of
from tests.each import try_each

ALL_FIELDS = [(kind, field.name) for kind, model in KINDS.items() for field in fields_of(model)]
KIND_AND_FIELD = {"费用类别", "费用类型", "报销类型", "报销类别"}
"""Headers that name the kind of a row, and its cost type where it is of a general kind."""


def _has_a_chinese_label(kind: str, field: str) -> None:
    assert not label(kind, field).isascii()


def test_every_field_has_a_chinese_label() -> None:
    assert try_each(_has_a_chinese_label, ALL_FIELDS) > 1_260


@pytest.mark.parametrize("kind", KINDS)
def test_no_header_means_two_fields_of_one_section(kind: str) -> None:
    section = cast("dict[str, dict[str, list[str]]]", data_file("headers.yaml")).get(kind, {})
    seen: dict[str, str] = {}
    for field, words in section.items():
        for word in {normalised_header(found) for w in words for found in expanded(w)}:
            assert seen.setdefault(word, field) == field


@pytest.mark.parametrize("kind", KINDS)
def test_the_section_of_a_kind_goes_before_those_of_all(kind: str) -> None:
    table = headers_of(KINDS[kind])
    section = cast("dict[str, dict[str, list[str]]]", data_file("headers.yaml")).get(kind, {})
    for field in section:
        name = field.strip("+")
        if name in table.labels:
            assert all(
                table.fields[normalised_header(w)].name == name
                for w in section[field]
                if "<" not in w
            )


@pytest.mark.parametrize("kind", sorted(TOP_KINDS))
def test_a_header_of_a_field_is_nothing_else(kind: str) -> None:
    for header in headers_of(KINDS[kind]).fields:
        assert not is_ignored(header)
        assert not is_kind(header) or header in KIND_AND_FIELD
        assert not is_lines(header)
        assert not is_period(header)


def test_the_labels_of_a_kind_differ() -> None:
    for kind, model in KINDS.items():
        labels = [label(kind, field.name) for field in fields_of(model)]
        if kind not in CHILD_KINDS:
            assert len(labels) == len(set(labels))


def test_brackets_are_for_units_that_fields_have() -> None:
    units = {field.unit for model in KINDS.values() for field in fields_of(model)} - {""}
    assert set(cast("dict[str, object]", data_file("headers.yaml")["brackets"])) == units


def test_placeholders_are_for_fields() -> None:
    names = cast("list[str]", data_file("headers.yaml")["placeholder_fields"])
    assert len(names) == len(set(names))
    assert set(names) <= {field for _, field in ALL_FIELDS}


def test_every_entry_of_the_file_is_a_field() -> None:
    sections = data_file("headers.yaml")
    known = {field for _, field in ALL_FIELDS}
    fields = chain.from_iterable(value for value in sections.values() if isinstance(value, dict))
    names = {field.strip("+") for field in fields}
    assert names - set(sections["brackets"]) <= known  # type: ignore[call-overload]


def test_general_headers_are_of_kinds_and_fields() -> None:
    sections = cast("dict[str, dict[str, list[str]]]", data_file("generic_headers.yaml"))
    known = {field for _, field in ALL_FIELDS} | {"period", "none"}
    assert set(sections) - {"any"} <= set(TOP_KINDS)
    for kind, headers in sections.items():
        for lines in headers.values():
            words = {word for line in lines for word in line.split()} - {"if", "unless"}
            assert words <= known
            fields = {line.split()[0] for line in lines} - {"period", "none"}
            assert kind == "any" or fields <= set(TOP_KINDS[kind].model_fields)


def test_documents_of_headers_are_documents() -> None:
    words = cast("dict[str, dict[str, list[str]]]", data_file("header_words.yaml"))["documents"]
    assert set(words) - {"none"} <= set(Document)


@pytest.mark.parametrize(
    ("written", "normalised"),
    [
        (" 报 销 金 额 ", "报销金额"),
        ("*金额", "金额"),
        ("金额（必填）", "金额"),
        ("金额(选填)", "金额"),
        ("报销日期（格式：yyyy-mm-dd）", "报销日期"),
        ("报销日期(YYYY/MM/DD)", "报销日期"),
        ("【金额】", "金额"),
        ("“金额”", "金额"),
        ("金额：", "金额"),
        ("金额_1", "金额"),
        ("备注.1", "备注"),
        ("☆单位", "单位"),
        ("发票号码（文本）", "发票号码"),
        ("接待\n人数", "接待人数"),
        ("1.金额", "金额"),
        ("（1）金额", "金额"),
        ("①金额", "金额"),
        ("一、事由", "事由"),
        ("報銷金額", "报销金额"),
        ("單位", "单位"),
        ("經辦人(簽字)", "经办人"),
        ("金额【元】", "金额(元)"),
        ("12月支出", "12月支出"),
        ("#", "#"),
        ("*", ""),
    ],
)
def test_decorations_go(written: str, normalised: str) -> None:
    assert normalised_header(written) == normalised


@pytest.mark.parametrize(
    ("header", "name", "unit"),
    [
        ("金额(元)", "金额", "元"),
        ("金额（单位：万元）", "金额", "万元"),
        ("餐标（元/人）", "餐标", "元/人"),
        ("金额[元]", "金额", "元"),
        ("餐费/元", "餐费", "元"),
        ("餐费，元", "餐费", "元"),
        ("报销金额元", "报销金额", "元"),
        ("金额(¥)", "金额", "¥"),
        ("加油量(升)", "加油量", "升"),
        ("人数（人次）", "人数", "人次"),
        ("会期(天)", "会期", "天"),
        ("本次里程(km)", "本次里程", "km"),
        ("单价(元/台)", "单价", "元/台"),
        ("数量（件）", "数量", "件"),
        ("单位(部门)", "单位(部门)", ""),
        ("使用部门/使用人", "使用部门/使用人", ""),
        ("还原", "还原", ""),
    ],
)
def test_the_unit_goes_from_a_header(header: str, name: str, unit: str) -> None:
    assert split_header(header) == (name, unit)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("金额", "amount"),
        (" 报 销 金 额 （元）*", "amount"),
        ("合计（小写）", "amount"),
        ("AMOUNT", "amount"),
        ("Meal_Fee (yuan)", "meal_fee"),
        ("接待人数（人）", "guest_count"),
        ("接待人数（人次）", "guest_count"),
        ("餐费标准(元/人)", "meal_standard"),
        ("住宿天数(天)", "nights"),
        ("单位（部门）", "unit"),
        ("接待\n人数", "guest_count"),
        ("金额(万元)", "amount"),
        ("餐费/元", "meal_fee"),
        ("报销金额元", "amount"),
        ("金额（含税）", "amount"),
        ("支付方式（公务卡/转账）", "payment_method"),
        ("金额(千元)", None),
        ("接待人数(元)", None),
        ("住宿费(元/人)", None),
        ("餐费标准(元/人/天)", None),
        ("厅级及以上人数", None),
        ("接待单位", None),
        ("金额(预留)", None),
        ("", None),
    ],
)
def test_a_header_means_a_field(header: str, field: str | None) -> None:
    found = headers_of(Reception).field(header)
    assert (found and found.name) == field


def test_a_unit_says_how_many_yuan() -> None:
    for header, scale in {
        "金额": None,
        "金额(元)": 1,
        "金额(万元)": 10_000,
        "金额/万元": 10_000,
    }.items():
        found = headers_of(Reception).meaning(header)
        assert found is not None
        assert found.scale == scale


def test_counted_units_go_without_a_sign_before_them() -> None:
    table = headers_of(VehicleRunning)
    assert table.fields["加油量"] is table.field("加油量升")
    assert table.field("本次里程km") is table.fields["本次里程"]
    assert headers_of(Expense).field("数量(台)") is headers_of(Expense).fields["数量"]
    assert headers_of(Expense).field("单价(元/箱)") is headers_of(Expense).fields["单价"]
    assert headers_of(Payment).field("标准（元/天）") is headers_of(Payment).fields["标准"]


@pytest.mark.parametrize(
    ("model", "header", "field"),
    [
        (Procurement, "使用部门/使用人", "department"),
        (Reception, "用餐/住宿地点", "venue"),
        (Reception, "来宾姓名及职务", "guests"),
        (Reception, "附件及明细", "documents"),
        (Travel, "交通工具及等级", "transport_mode"),
        (VehicleRunning, "出车事由及去向", "activity"),
        (Expense, "供应商/收款方", "payee"),
        (Expense, "事由、用途", "description"),
        (Payment, "天数/次数/人数", "pay_count"),
        (Expense, "天数/次数/人数", None),
        (Expense, "数量/单价", None),
        (Expense, "金额/合计", "amount"),
        (Meeting, "其中：住宿费", "lodging_fee"),
        (BudgetLine, "其中12月支出", "december_executed"),
    ],
)
def test_a_header_of_two_things(model: type[Record], header: str, field: str | None) -> None:
    found = headers_of(model).field(header)
    assert (found and found.name) == field


@pytest.mark.parametrize(
    ("model", "better", "worse"),
    [
        (Expense, "实付金额", "核定金额"),
        (Expense, "审批金额", "报销金额"),
        (Expense, "报销金额", "申请金额"),
        (Expense, "支出金额", "申请报销金额"),
        (Expense, "合计", "金额"),
        (Expense, "价税合计", "金额"),
        (Expense, "报销金额", "价税合计"),
        (Reception, "金额", "接待费用"),
        (Procurement, "本次付款金额", "成交金额"),
        (Procurement, "成交金额", "原值"),
        (Payment, "应发合计", "金额"),
        (Reception, "接待日期", "用餐时间"),
        (Reception, "支付方式", "结算方式"),
        (Expense, "部门经济分类", "政府经济分类"),
    ],
)
def test_columns_of_one_field_are_ranked(model: type[Record], better: str, worse: str) -> None:
    table = headers_of(model)
    first, second = table.meaning(better), table.meaning(worse)
    assert first is not None
    assert second is not None
    assert first.field is second.field
    assert first.rank < second.rank


def test_headers_that_say_the_same_are_of_one_rank() -> None:
    table = headers_of(Expense)
    ranks = {table.meaning(header).rank for header in ("报销金额", "支出金额", "金额合计")}  # type: ignore[union-attr]
    assert len(ranks) == 1


@pytest.mark.parametrize(
    ("header", "document"),
    [
        ("公函", Document.OFFICIAL_LETTER),
        ("来访公函", Document.OFFICIAL_LETTER),
        ("有无公函", Document.OFFICIAL_LETTER),
        ("公函（有/无）", Document.OFFICIAL_LETTER),
        ("是否附公函", Document.OFFICIAL_LETTER),
        ("审批单", Document.APPROVAL_FORM),
        ("接待清单", Document.RECEPTION_LIST),
        ("合同", Document.CONTRACT),
        ("验收资料", Document.ACCEPTANCE_FORM),
        ("会议通知", Document.MEETING_NOTICE),
        ("签到表", Document.SIGN_IN_SHEET),
        ("公示及证照交回", Document.DISCLOSURE),
        ("说明", None),
        ("火车票", None),
        ("公函字号", None),
        ("附件", None),
    ],
)
def test_a_document_heads_a_column(header: str, document: Document | None) -> None:
    found = headers_of(Abroad).meaning(header)
    assert (found and found.document) == document


def test_the_header_of_a_field_goes_before_that_of_a_document() -> None:
    dispatch = headers_of(VehicleRunning).meaning("派车单")
    menu = headers_of(Reception).meaning("菜单")
    assert dispatch is not None
    assert dispatch.field.name == "dispatch_no"
    assert menu is not None
    assert (menu.field.name, menu.document) == ("menu", None)
    assert document_of("派车单") is Document.DISPATCH_SLIP
    assert headers_of(Voucher).field("公函") is None


MEANINGS: list[tuple[type[Record], str, str, str | None]] = [
    # kind, header, those beside it, field
    (Reception, "日期", "来访单位 金额", "event_date"),
    (Reception, "日期", "接待日期 金额", "filing_date"),
    (Reception, "时间", "接待日期", None),
    (Reception, "人数", "来访单位 陪餐人数", "guest_count"),
    (Reception, "人数", "接待对象 事由", "guest_count"),
    (Reception, "人数", "来宾人数 陪餐人数", None),
    (Reception, "总人数", "来宾人数 陪餐人数", "diners"),
    (Reception, "接待对象", "人数", "guest_unit"),
    (Reception, "接待对象", "接待对象单位", "guests"),
    (Reception, "接待单位", "来访单位", "unit"),
    (Reception, "接待单位", "单位 接待人数", "guest_unit"),
    (Reception, "餐标", "", "meal_standard"),
    (Reception, "人均标准", "", "meal_standard"),
    (Reception, "人均(元)", "餐费", "meal_standard"),
    (Reception, "接待费用", "", "amount"),
    (Travel, "日期", "姓名 出差地点", "event_date"),
    (Travel, "日期", "出发日期 返回日期", "filing_date"),
    (Travel, "日期", "起止日期", "filing_date"),
    (Travel, "业务日期", "出发日期 返回日期", "filing_date"),
    (Travel, "姓名", "职务", "travelers"),
    (Travel, "姓名", "出差人", None),
    (Travel, "交通费", "市内交通费", "transport_fee"),
    (Travel, "交通费", "住宿费", None),
    (Travel, "补助", "住宿费", "travel_allowance"),
    (Travel, "补助", "伙食补助费", None),
    (Travel, "票价", "出发地 到达地", "transport_fee"),
    (Travel, "城市", "", "to_place"),
    (Travel, "车次", "", "route"),
    (Meeting, "人数", "会议名称", "attendee_count"),
    (Meeting, "人数", "参会人数", None),
    (Meeting, "付款日期", "会议日期", "filing_date"),
    (Training, "人数", "培训名称", "trainee_count"),
    (Abroad, "国家", "团组", "countries"),
    (Abroad, "日期", "事由", "event_date"),
    (VehicleRunning, "日期", "车牌号 加油量", "event_date"),
    (VehicleRunning, "维修日期", "", "event_date"),
    (VehicleRunning, "投保日期", "", "event_date"),
    (VehicleRunning, "结算日期", "车牌", "event_date"),
    (VehicleRunning, "单价", "加油量", "fuel_price"),
    (VehicleRunning, "单价", "维修项目", None),
    (VehicleRunning, "数量（升）", "油品", "litres"),
    (VehicleRunning, "项目", "维修厂", "repair_items"),
    (Procurement, "合同金额", "本次付款金额", "contract_amount"),
    (Procurement, "合同金额（元）", "付款金额", "contract_amount"),
    (Procurement, "付款金额", "合同金额", "amount"),
    (Procurement, "付款金额", "成交金额", "paid"),
    (Procurement, "合同金额", "供应商 采购方式", "amount"),
    (Procurement, "取得日期", "", "event_date"),
    (Procurement, "原值", "", "amount"),
    (Expense, "日期", "摘要 金额", "event_date"),
    (Expense, "付款日期", "收款单位", "event_date"),
    (Expense, "付款日期", "提交日期", "filing_date"),
    (Expense, "业务日期", "", "event_date"),
    (Expense, "单据日期", "", "filing_date"),
    (Expense, "记账日期", "交易日期", "filing_date"),
    (Expense, "交易时间", "", "event_date"),
    (Expense, "说明", "金额", "description"),
    (Expense, "说明", "摘要", "remarks"),
    (Expense, "项目名称", "数量 单价", "item"),
    (Expense, "项目名称", "摘要", "budget_item"),
    (Expense, "目的地", "", "place"),
    (Expense, "凭证号", "摘要", "claim_no"),
    (Expense, "餐费", "日期 事由", "amount"),
    (Expense, "餐费", "报销金额", None),
    (Expense, "已付金额", "合同金额", "amount"),
    (Payment, "日期", "姓名", "event_date"),
    (Payment, "付款日期", "姓名", "event_date"),
    (Payment, "实发金额", "应发合计", "paid"),
    (Payment, "实发金额", "标准", "amount"),
    (Voucher, "日期", "凭证号", "event_date"),
    (Voucher, "记账日期", "凭证号", "event_date"),
    (BudgetLine, "科目名称", "经济分类", "budget_item"),
    (BudgetLine, "科目", "年初预算", "economic_class"),
    (BudgetLine, "说明", "", "remarks"),
]


@pytest.mark.parametrize(("model", "header", "beside", "field"), MEANINGS)
def test_general_headers_mean_what_they_can_only_mean(
    model: type[Record], header: str, beside: str, field: str | None
) -> None:
    found = meaning_in(model, header, set(map(normalised_header, beside.split())))
    assert (found and found.field.name) == field


READ: dict[type[Record], str] = {
    Reception: "票面金额 金额合计 实际支出 支出金额 商户 凭证时间 提交日期 接待费用 来访公函 审批单 接待清单 餐标",
    Travel: "报销日期 提交日期 姓名 职务 出差地 路线 车次 航班 票价 补助 科室 处室 经办 交易日期",
    Meeting: "会议费金额 会议费支出 支出合计 列支金额 会期(天) 工作人员 报销凭证 付款日期",
    Training: "培训费支出（元） 列支金额(元) 承办单位 列入年度计划 开支说明",
    VehicleRunning: "维修日期 投保日期 保费（元） 过路停车费 加油站 派车单 驾驶人 车号",
    BudgetLine: "预算金额 调整预算数 调整后预算数 调整预算 决算数 累计支出数 全年执行数 全年预算数（万元） 年初预算 年中追加 其中12月支出 支出项目 经济科目",
    Expense: "时间 业务日期 单据日期 记账日期 交易日期 交易时间 付款日期 结算日期 支付日期 提交日期 人数 总人数 姓名 人员 票面金额 金额合计 价税合计 实际支出 支出金额 "
    "支出合计 列支金额 含税金额 交易金额 本次付款金额 费用 费用（元） 人民币金额 商户 商户名称 供应商 收款方 收款单位 对方单位 科目 经济科目 事由说明 付款事由 交易附言 "
    "说明 开支说明 科室 处室 经办 经办部门 持卡人 本月发生额 审批单 合同 验收资料",
    Voucher: "凭证号 凭证字号 科目编码 科目名称 摘要 借方 贷方 往来单位 辅助核算 对方单位",
    Payment: "姓名 身份 发放项目 标准(元) 实发金额 应发合计 发放事由 依据 享受人数",
}


@pytest.mark.parametrize("model", READ)
def test_the_headers_of_ordinary_exports_are_read(model: type[Record]) -> None:
    for header in READ[model].split():
        assert meaning_in(model, header, set()) is not None, header
        assert is_known(header)


def test_periods_are_told_by_the_kind_too() -> None:
    assert is_period_in(Travel, "出发/返回日期", set())
    assert is_period_in(Meeting, "时间", {"会议名称"})
    assert not is_period_in(Meeting, "时间", {"会议日期"})
    assert not is_period_in(Expense, "时间", set())
    assert not is_period_in(BudgetLine, "时间", set())
    assert is_period("起讫时间")
    assert meaning_in(Meeting, "时间", {"会议名称"}) is None


@pytest.mark.parametrize(
    ("header", "values", "told"),
    [
        ("单位", ["公斤", "桶", "件", "公斤", ""], True),
        ("单位", ["瓶", "提", "挂"], True),
        ("计量单位", [], True),
        ("单位", ["元"], True),
        ("单位", ["市档案馆", "区图书馆"], False),
        ("单位", ["本局", "件"], True),
        ("单位", [], False),
        ("预算单位", ["件"], False),
    ],
)
def test_units_of_measure_are_no_organisations(header: str, values: list[str], told: bool) -> None:
    assert is_measure_column(header, values) is told


def test_bureau_guests_are_not_bureau_and_above() -> None:
    found = headers_of(Reception).field("厅级人数")
    assert found is not None
    assert found.name == "bureau_guest_count"


def test_one_header_may_mean_other_things_in_other_kinds() -> None:
    assert headers_of(Reception).fields["陪餐人数"].name == "companion_count"
    assert headers_of(ForeignReception).fields["陪餐人数"].name == "banquet_hosts"
    assert headers_of(Guest).fields["单位"].name == "employer"
    assert headers_of(Envelope).fields["单位"].name == "unit"


@pytest.mark.parametrize(
    "header",
    [
        "序号",
        "No.",
        "行 号",
        "开户行",
        "功能分类",
        "税额",
        "余额",
        "执行率",
        "上年数",
        "公务卡尾号",
    ],
)
def test_some_columns_are_read_past(header: str) -> None:
    assert is_ignored(header)
    assert is_known(header)


def test_a_header_is_told_from_a_value() -> None:
    assert all(
        map(is_a_header, ["日期", "金额（元）", "餐费/元", "来賓人數", "会期(天)", "单位(部门)"])
    )
    assert not any(map(is_a_header, ["2017-03-05", "1,560.00", "差旅补助标准说明书", "王某"]))
    assert count_known(["日期", "日期（必填）", "甲乙丙丁"]) == 1
    assert "日期" in general_headers()


def test_patterns_stand_for_each_of_their_words() -> None:
    assert list(expanded("<接待|用餐><日期|时间>")) == [
        "接待日期",
        "接待时间",
        "用餐日期",
        "用餐时间",
    ]
    assert label("procurement", "amount") == "成交金额"
    assert label("reception", "amount") == "金额"
    assert "本次付款金额" in words_for(Expense, "amount")
    assert "接待费用" in words_for(Reception, "amount")
    assert "接待费用" not in words_for(Expense, "amount")


def test_unknown_words_bring_up_names_like_them() -> None:
    table = headers_of(Reception)
    assert table.close("公函字").split(", ")[0] == "公函字号"
    assert "meal_fee" in table.close("meal_fees")
    assert "公函字号" in table.close("完全不同的东西啊")
    assert "approver" in table.close("xyz")


def test_every_list_of_words_is_text() -> None:
    words: dict[str, Any] = data_file("header_words.yaml")
    assert all(len(pair) == 2 for pair in words["traditional"].split())


@pytest.mark.parametrize(
    ("header", "values", "told"),
    [
        ("单据", ["D1801", "D1802", ""], True),
        ("凭证", ["3-17", "记12", "1-22"], True),
        ("单据", ["发票1张", "发票、公函"], False),
        ("凭证", ["发票", "D1801", "公函"], False),
        ("单据", ["", ""], False),
        ("附件", ["D1801"], False),
    ],
)
def test_a_column_of_numbers_is_told_by_its_cells(
    header: str, values: list[str], told: bool
) -> None:
    assert is_number_column(header, values) is told


def test_an_outgoing_day_beside_a_day_of_return_is_the_first() -> None:
    start = meaning_in(Travel, "出差日期", {"返回日期"})
    assert start is not None
    assert start.field.name == "start_date"
    assert meaning_in(Travel, "出差日期", {"目的地"}) is None
    assert is_period_in(Travel, "出差日期", {"目的地"})
    assert not is_period_in(Travel, "出差日期", {"返回日期"})
    assert is_period_in(Travel, "出差起止日期", {"返回日期"})

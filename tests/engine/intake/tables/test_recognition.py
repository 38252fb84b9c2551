"""What kind of record a table holds: told by its headers, its titles and its file."""

import re
from typing import cast

import pytest

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.called import named_kind, not_spending
from qinjian.engine.intake.tables.headers import headers_of
from qinjian.engine.intake.tables.recognition import recognise
from qinjian.schemas.kinds import (
    TOP_KINDS,
    Expense,
    ForeignReception,
    Meeting,
    Payment,
    Reception,
    TransportSubsidy,
    Travel,
    Voucher,
)
from qinjian.schemas.record import Record


def test_a_plate_beside_the_item_of_cost_tells_a_ledger_of_cars() -> None:
    assert kind_of("单位,报销单号,日期,车牌号,费用项目,金额,附件") == "vehicle_running"
    assert kind_of("单位,报销单号,日期,费用项目,金额,附件") == "expense"


def kind_of(headers: str, titles: tuple[str, ...] = (), file: str | None = None) -> str | None:
    columns = [(header,) for header in headers.split(",")]
    found = recognise(columns, titles, file).kind
    return found.kind if found else None


# What every claim has: no evidence of any kind.
ENVELOPE = "单据编号,发生日期,报销单位,经办人,部门,报销金额,事由,附件"

TRAPS = [
    "币别", "汇率", "批准文号", "费用承担单位", "任务", "路线", "培训费", "注册费", "核定预算", "借款金额", "借款", "预支", "目的地", "出发地", "接待单位", "补助费",
    "酒店名称", "餐费", "项目名称", "供应商", "合同号", "单价", "支付金额", "付款金额", "验收日期", "费用项目", "停车费", "司机", "里程", "检查日期", "保管人", "归还日期",
    "收款日期", "收款金额", "缴款人", "年度", "年份", "支出类型", "单位性质", "采购方式", "会议费", "公务接待费", "车牌号", "科目", "摘要", "姓名", "人数", "数量", "国家",
]  # fmt: skip


@pytest.mark.parametrize("header", TRAPS)
def test_one_header_makes_no_special_kind(header: str) -> None:
    assert kind_of(f"{ENVELOPE},{header}") == "expense"


@pytest.mark.parametrize(
    "headers",
    [
        "单据编号,申请单位,单位性质,发生日期,事由,报销金额,币别,附件",
        "单据编号,发生日期,报销单位,经办人,部门,报销金额,事由,附件,批准文号",
        "单据编号,单位,日期,项目名称,支付金额,事由",
        "单据号,单位,日期,费用项目,金额,摘要",
        "单据号,单位,日期,费用类型,费用项目,金额,币别,汇率,摘要",
        "部门,差旅费,会议费,培训费,公务接待费,公务用车运行维护费,合计",
    ],
)
def test_traps_are_general(headers: str) -> None:
    assert kind_of(headers) == "expense"


# Headers as offices write them, and the kind that a careful reader gives the table.
TABLES: dict[str, str] = {
    # receptions
    "单号,单位,日期,接待对象,人数,陪餐人数,公务内容,用餐地点,餐费,结算方式": "reception",
    "单号,单位,接待日期,来客单位,公函号,来客人数,陪餐人数,餐标,实际金额,附件": "reception",
    "单号,单位,日期,事由,接待次数,用餐地点,金额,附件": "reception",
    "单号,单位,就餐日期,来宾单位,来宾人数,陪餐人数,菜单,金额": "reception",
    "单号,单位,接待时间,来宾单位,来宾人数,陪同人数,接待内容,用餐地点,费用（元）,公函": "reception",
    "单号,单位,招待日期,招待对象,人数,陪同人数,招待事由,地点,金额,审批人": "reception",
    "单号,单位,消费日期,接待事由,消费场所,消费明细,金额,支付方式,签单人": "reception",
    "单号,单位,接待日期,客户单位,客户人数,陪同人数,接待事由,酒水,菜金,总金额": "reception",
    "单号,单位,用餐日期,用餐人员单位,用餐人数,用餐地点,餐费标准,个人缴纳餐费,缴费方式,公务事由": "reception",
    "序号,日期,来访单位,来访人数,来访公函,公务活动内容,陪同人数,用餐人数,接待费用,报销附件,备注": "reception",
    "接待時間,接待對象,來賓人數,金額（元）,報銷人": "reception",
    "接待日期,外宾姓名,国籍,接待人数,宴请费,陪同人数,金额": "foreign_reception",
    # trips
    "单号,单位,乘车日期,姓名,交通工具,出发地,到达地,票价": "travel",
    "单号,单位,报销人,职务,出差事由,审批路线,出发日期,返回日期,住宿费,城市间交通费,伙食补助,合计金额": "travel",
    "编号,姓名,职务,出差地,出发,返回,天数,交通工具及等级,城市间交通费,住宿费,伙食补助,市内交通费,事由,审批日期": "travel",
    "单号,单位,事由,人数,目的地,开始日期,结束日期,天数,人均费用,金额,收款单位,附件,住宿": "travel",
    "科室,姓名,职称,出差地点,事由,起止时间,天数,车票,住宿,伙食补助,公杂费,合计": "travel",
    "报销日期,报销人,出差城市,车次,席别,票价,住宿费,补助,报销金额": "travel",
    # abroad
    "单号,单位,团组,人数,国家,事由,日期,费用项目,币种,外币金额,汇率,人民币金额,付款方式": "abroad",
    "单号,单位,团组,国家,人数,天数,标准金额,实际列支,出国日期,回国日期": "abroad",
    "团组编号,团组名称,目的地,出境日期,入境日期,人数,任务类别,邀请方,公务活动天数,列入计划,批件号,经费来源,实际支出(元)": "abroad",
    "姓名,职务,出访国家,出访任务,出访时间,天数,经费来源,费用合计,批件号": "abroad",
    # meetings, training
    "单位,会议名称,会议日期,会议地点,参会人数,会期（天）,批准依据,会议费支出,附件,备注": "meeting",
    "序号,会议名称,召开时间,地点,参会人数,工作人员,会期(天),支出合计,其中:住宿费,报销凭证,备注": "meeting",
    "会议名称,时间,地点,人数,会期,住宿费,餐费,场租费,合计": "meeting",
    "序号,培训名称,起止日期,培训地点,参训人数,工作人员,天数,列支金额(元),承办单位,附件,列入年度计划,备注": "training",
    "培训班名称,主办单位,培训时间,地点,人数,天数,师资费,住宿费,伙食费,资料费,合计": "training",
    # vehicles
    "单号,单位,加油日期,车牌号,加油卡号,油品,加油量（升）,金额（元）,驾驶员": "vehicle_running",
    "单号,单位,加油卡号,持卡人,交易日期,油品,数量（升）,金额（元）": "vehicle_running",
    "单号,单位,日期,车牌号,费用项目,金额,驾驶员,事由": "vehicle_running",
    "单号,单位,车牌号,日期,通行时间,入口,出口,通行费": "vehicle_running",
    "日期,车牌号,驾驶人,出车事由及去向,本次里程(km),加油量(升),油费,过路停车费,维修费,备注": "vehicle_running",
    "序号,车牌号,车辆用途,投保日期,发票号码,保险公司,险种,保费（元）,说明,附件": "vehicle_running",
    "期间,车牌,车辆用途,结算日期,金额,维修厂,项目,附件": "vehicle_running",
    "凭证号,发生日期,车牌号,驾驶员,费用项目,加油量(升),收款单位,金额,事由,加油卡余额": "vehicle_running",
    "单位,车牌号,车辆型号,公务用车类型,车辆所有单位,取得方式,取得日期": "vehicle",
    "单位,号牌号码,用车类型,是否喷涂标识,使用科室,备注": "vehicle",
    "单位,车牌,型号,车辆所有单位,来源,备注": "vehicle",
    "车牌号,品牌型号,排量,购置年月,购价(万元),油箱容积(升),使用部门/使用人,用途,外观标识,来源及备注": "vehicle",
    "车牌号,车型,购置日期,购置金额,使用部门,司机,保险到期日,年检到期日": "vehicle",
    # purchases, assets
    "单号,单位,采购日期,采购品目,成交金额,供应商,事由": "procurement",
    "单号,单位,采购日期,商品名称,数量,单价,金额,供应商,用途": "procurement",
    "采购日期,品目,规格型号,数量,单价,金额,供应商,采购方式,使用部门,备注": "procurement",
    "序号,单位,合同编号,采购内容,采购方式,供应商名称,合同金额（元）,付款日期,付款期次,本次付款金额（元）,发票号码,验收资料": "procurement",
    "单位,资产编号,资产名称,规格型号,数量,单价,原值,取得日期,存放地点,采购方式,供应商,使用状况": "procurement",
    "资产编号,资产名称及数量,取得日期,最低使用年限,处置日期,原值,处置方式,处置收入,现状及说明": "asset_disposal",
    "资产名称,坐落,承租人,租赁面积,租赁期限,年租金,收缴情况": "asset_disposal",
    # budget, income
    "单位,年度,预算项目,科目,年初预算,调整预算,决算数,备注": "budget_line",
    "支出项目,年初预算(万元),年中追加,全年执行数,其中12月支出,绩效目标,绩效自评,备注": "budget_line",
    "经济分类,科目名称,年初预算数,调整后预算数,累计支出数,执行率,说明": "budget_line",
    "单号,单位,年度,预算项目,支出类型,经济科目,预算数,执行数": "budget_line",
    "单号,单位,收款日期,收入项目,缴款人,实收金额,缴库金额,备注": "income",
    # ledgers
    "日期,凭证字号,科目编码,科目名称,摘要,借方金额,贷方金额": "voucher",
    "年,月,日,凭证号,摘要,科目,借方,贷方,方向,累计余额,辅助核算": "voucher",
    "日期,凭证字号,摘要,会计科目,往来单位,借方金额,贷方金额,经办人": "voucher",
    "记账日期,凭证号,单位,科目,摘要,金额,收款单位": "voucher",
    # pay
    "发放日期,单号,单位,发放项目,人数,金额": "payment",
    "发放日期,单号,单位,姓名,项目,金额": "payment",
    "序号,姓名,岗位工资,薪级工资,基础性绩效,班主任津贴,超课时津贴,应发合计,住房公积金,社会保险,个人所得税,实发金额": "payment",
    "月份,姓名,身份,发放项目,标准(元),天数/次数/人数,实发金额,依据": "payment",
    "补助对象,补助项目,补助标准,补助月数,补助金额,银行账号": "payment",
    # general
    "单据编号,提交日期,申请人,事由说明,报销金额,附件,结算方式,审批人,付款日期,备注": "expense",
    "序号,日期,摘要,金额,收款方,支付方式,经办,票据张数,说明": "expense",
    "卡号后四位,持卡人,交易日期,记账日期,商户名称,商户类别,交易金额,交易附言,报销状态": "expense",
    "付款日期,流程编号,费用承担单位,收款单位,付款事由,含税金额,发票号码,付款方式,经办部门,备注": "expense",
    "序号,日期,处室,报销人,用途,报销金额,附件张数,附件,收款单位,备注": "expense",
    "报销日期,单据编号,部门,报销人,事由,费用类别,报销金额（元）,附件张数,附件说明,支付方式,收款方": "expense",
    "所属单位,单据日期,报销单号,部门,报销人,用途,费用类别,票面金额,发票号码,附件张数,供应商/收款方,审批状态,备注": "expense",
    "凭证号,日期,摘要,收入金额,支出金额,内部转账,结余,享受人数,附件,经办人": "expense",
    "日期,凭证号,单位,项目名称,摘要,金额,收款单位": "expense",
    "年度,月份,单位,科目,本月发生额,备注": "expense",
    "项目编号,单位,项目名称,批复投资,完成投资,建筑面积,装修内容": "expense",
    "日期,摘要,收入,支出,结余,经手人,证明人": "expense",
    "日期,品名,单位,数量,单价,金额,供货商,验收人": "expense",
    "报刊名称,份数,单价,金额,订阅部门": "expense",
    "领用日期,物品名称,数量,领用人,用途": "expense",
    "借款日期,借款人,借款金额,借款事由,还款日期": "expense",
    "合同编号,合同名称,供应商,合同金额,签订日期,已付金额": "expense",
}


@pytest.mark.parametrize("headers", TABLES)
def test_a_table_is_what_a_careful_reader_takes_it_for(headers: str) -> None:
    assert kind_of(headers) == TABLES[headers]


NAMED = [
    (
        "单号,单位,购置日期,车辆型号,数量,金额,预算项目,供应商",
        "公务用车购置登记",
        "vehicle_purchase",
    ),
    ("日期,姓名,事由,目的地,金额", "差旅费明细表", "travel"),
    ("日期,事由,地点,餐费,金额", "公务接待清单", "reception"),
    ("日期,事由,地点,餐费,金额", "外事接待登记表", "foreign_reception"),
    ("日期,名称,地点,工作人员,金额", "会议费台账", "meeting"),
    ("日期,车号,金额,备注", "加油登记", "vehicle_running"),
    ("名称,开始日期,承办单位,金额", "2017年培训登记", "training"),
    ("日期,供应商,金额,备注", "采购登记", "procurement"),
    ("项目,年度,支出数,备注", "部门预算执行情况表", "budget_line"),
    ("姓名,金额,签字", "值班补贴发放表", "payment"),
    ("姓名,职级,月数,金额", "公务交通补贴发放表", "transport_subsidy"),
    ("日期,事由,金额", "差旅费明细表", "expense"),
    ("会议名称,日期,参会人数,金额", "差旅费明细表", "meeting"),
]


@pytest.mark.parametrize(("headers", "title", "kind"), NAMED)
def test_a_name_supports_at_least_one_header(headers: str, title: str, kind: str) -> None:
    assert kind_of(headers, titles=(title,)) == kind
    assert kind_of(headers, file=f"某局/{title}.csv") == kind


def test_the_nearest_name_counts() -> None:
    headers = "日期,名称,地点,工作人员,金额"
    assert (
        kind_of(headers, titles=("培训情况统计表", "会议"), file="培训会议台账.xlsx") == "training"
    )
    assert kind_of(headers, titles=("情况统计表", "会议"), file="培训会议台账.xlsx") == "meeting"
    assert kind_of(headers, titles=("情况统计表",), file="培训会议台账.xlsx") == "expense"


@pytest.mark.parametrize("kind", sorted(TOP_KINDS))
def test_the_names_of_its_fields_tell_a_kind(kind: str) -> None:
    labels = headers_of(TOP_KINDS[kind]).labels
    assert kind_of(",".join(labels)) == kind
    if kind != TransportSubsidy.kind:  # an allowance like others, but for the name of its list
        assert kind_of(",".join(labels.values())) == kind


def test_what_has_no_text_or_no_figure_is_of_no_kind() -> None:
    assert kind_of("单据号,金额") is None
    assert kind_of("甲,乙,丙") is None
    assert kind_of("姓名,部门,职务,办公电话") is None
    assert kind_of("事由,金额") == "expense"
    assert kind_of("日期,事由") == "expense"


def test_a_general_kind_is_no_clear_one() -> None:
    general = recognise([("事由",), ("金额",)])
    trip = recognise([("出差人",), ("出差地点",), ("金额",)])
    assert (general.kind, general.special) == (Expense, False)
    assert (trip.kind, trip.special) == (Travel, True)


def test_domestic_goes_before_foreign_unless_a_word_is_foreign() -> None:
    columns = [("接待日期",), ("来宾单位",), ("来宾人数",), ("陪餐人数",), ("金额",)]
    assert recognise(columns).kind is Reception
    assert recognise(columns, ["外宾接待登记表"]).kind is ForeignReception
    assert recognise([*columns, ("国籍",)]).kind is ForeignReception


def test_a_column_of_several_names_counts_once() -> None:
    assert recognise([("会议人数参会人数", "参会人数"), ("金额",), ("事由",)]).kind is Expense
    assert recognise([("会议人数参会人数", "参会人数"), ("会议名称",), ("金额",)]).kind is Meeting


def test_scores_are_said() -> None:
    found = recognise([("接待人数",), ("住宿费",), ("甲",)], ["会议费"])
    assert found.words().startswith("reception 1+0, ")
    assert found.words().endswith("title: meeting")
    assert "travel" in recognise([("甲",)]).words()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("某局2017年差旅费报销明细表", Travel),
        ("公务接待清单汇总", Reception),
        ("外宾接待登记", ForeignReception),
        ("卫健委_会议费台账", Meeting),
        ("教职工工资发放表", Payment),
        ("管理费用明细账", Voucher),
        ("三公及会议培训支出情况", None),
        ("会议费、培训费明细", None),
        ("费用报销明细表", None),
        ("培训中心会议室使用登记", None),
    ],
)
def test_titles_name_kinds(title: str, kind: type[Record] | None) -> None:
    assert named_kind([title]) is kind


@pytest.mark.parametrize(
    ("title", "headers", "word"),
    [
        ("机关通讯录", "姓名,部门,职务,电话", "通讯录"),
        ("在职人员花名册", "姓名,部门,职务", "花名册"),
        ("3月考勤表", "姓名,应到天数,实到天数,备注", "考勤"),
        ("固定资产盘点表", "资产名称,规格,数量,存放地点", "盘点"),
        ("", "品名,规格,账面数量,实盘数量,单价,金额", "账面数量"),
        ("", "科目编码,科目名称,期初余额,本期借方,本期贷方,期末余额", "期初余额"),
        ("", "往来科目,期初余额,借方发生额,贷方发生额,期末余额", "期初余额"),
        ("", "房号,使用人,职务,核定面积(㎡),实际面积(㎡),用途", "房号"),
        ("", "姓名,学历,出生年月,入职时间", "学历"),
        ("", "物资名称,规格,期初库存,本期入库,本期出库,期末库存", "期初库存"),
        ("2016年拒收礼品礼金登记", "日期,物品及价值,处理情况", "拒收礼品礼金"),
        ("拒收红包礼品登记表", "日期,姓名,金额或估价,送礼人,处理情况", "送礼人"),
        ("涉案财物登记表", "扣押日期,案号,物品名称,数量,估价金额", "扣押日期"),
        ("", "案号,财物名称,数量,估价,保管地点", "案号"),
        ("", "案号,承办人,事由,金额,数量", None),
        ("", "当事人,案由,处罚决定书号,处理结果,罚款金额", None),
        ("礼品采购登记", "日期,礼品名称,数量,金额", None),
        ("困难群众慰问金花名册", "姓名,身份证号,慰问金,签字", None),
        ("库存现金日记账", "日期,凭证号,摘要,借方,贷方,余额", None),
        ("通讯录印制费报销", "日期,事由,金额", None),
        ("培训签到及费用", "姓名,日期,金额", None),
        ("明细账", "日期,凭证号,摘要,期初余额,借方,贷方,期末余额", None),
        ("费用报销明细表", "日期,事由,部门", None),
    ],
)
def test_what_is_not_about_spending_is_told_first(
    title: str, headers: str, word: str | None
) -> None:
    assert not_spending([title], headers.split(",")) == word


def test_no_table_of_spending_is_refused() -> None:
    assert all(not_spending([], headers.split(",")) is None for headers in TABLES)


def test_the_patterns_are_of_every_kind() -> None:
    kinds = cast("dict[str, dict[str, str]]", data_file("kinds.yaml")["kinds"])
    assert set(kinds) == set(TOP_KINDS) - {Expense.kind}
    for parts in kinds.values():
        assert {"own", "hints", "name"} <= set(parts) <= {"own", "hints", "name", "called"}
        assert all(re.compile(pattern) for pattern in parts.values())

"""Lists of documents, and columns headed by the name of one."""

import pytest

from qinjian.engine.intake.values.cell_reading import read_document_flag
from qinjian.schemas.record import Document
from tests.engine.intake.values import reading_of
from tests.engine.intake.values.reading_of import told


def beside(field: str, text: str) -> dict[str, object]:
    """Return what a cell tells beside its documents, and how many and what is said of them."""
    found = reading_of.beside(field, text)
    of_them = {"attachment_details", "letters_attached"}
    return {name: value for name, value in found.items() if name not in of_them}


ONE = {
    "invoice": "发票 发票1张 发票复印件 住宿发票 餐饮发票 邮政发票 印刷发票 旅行社发票 购物发票 红字发票 发票（红字） 住宿发票（合住分摊单） 住宿发票分摊单 增值税电子普通发票 数电票 电子发票2张 发票号23502000000084517631 "
    "发票00817734 发票等3张 附:发票3张 1.发票 过路费票据 停车票 定额发票 发票存根 3张发票 发票（激光打印机2台） 发票截图",
    "official_letter": "公函 公函3份 公函复印件 来函 考察函 来访公函 派出单位公函 商请函 函件 公函（科室自联，未报接待中心） 调研函1份 对方公函",
    "approval_form": "审批单 接待审批单 公务接待审批单 会议审批表 审批表 批件 项目批复 编制内更新批复 购置批复 采购审批表 工会审批单 审批单（签于6月30日） 签报 领导批示 呈批件 批准文件 接待审批单复印件",
    "travel_approval": "出差审批单 出差审批表 差旅审批单 出差申请 出差审批单1份 外出审批表 公出单",
    "dispatch_slip": "派车单 用车审批单 用车申请 公务用车审批表 派车单2份 用车单（考斯特1台） 车辆使用审批单",
    "task_approval": "任务批件 出国任务批件 因公出国任务批件",
    "tickets": "火车票 火车票2张（二等座） 动车票2张 汽车票2张 机票 登机牌2张 行程单2张 机票行程单 机票行程单2张1,860元 高铁票 机场大巴票 车票4张 铁路电子客票 往返火车票 城市间交通票据",
    "contract": "合同 协议 采购合同 苗木购销合同 委托协议 帮扶协议 租车协议 礼仪公司合同（迎宾8人） 合同复印件 服务合同书 补充协议",
    "sign_in_sheet": "签到表 签到册 会议签到表 培训签到表 签到 签到表（同上） 学员签到簿",
    "menu": "菜单 菜单3份 菜单:玉溪（和谐）4包 菜单：东星斑 菜品清单 酒水单 消费清单 点菜单 工作餐清单 菜单含儿童套餐",
    "reception_list": "接待清单 接待清单3份 公务接待清单 国内公务接待清单",
    "expense_details": "费用明细 费用清单 电信费用清单1份 明细（高山茶9盒） 供货清单 书目清单 印刷清单 复印清单 订阅明细 茶水清单 租赁清单 平板电脑清单20台",
    "card_slip": "刷卡凭据 刷卡小票 刷卡凭条 公务卡小票 POS单 pos小票 公务卡刷卡凭条 签购单 公务卡刷卡小票1张",
    "payment_record": "支付截图 微信截图 转账截图 银行回单 退款回单 银行退票回单 转账单 支付记录 微信支付截图 电子回单",
    "payment_receipt": "收据 收据存根 收据留存 缴费凭证 收款收据 收据（川剧变脸专场3,800元）",
    "guest_payment": "餐费收据 自付餐费收据 伙食费收据",
    "lodging_payment": "住宿费收据",
    "fuel_list": "加油小票 加油明细 加油清单 加油卡对账单 加油记录",
    "repair_list": "维修清单 派修单 维修结算单 维修单 车辆维修清单",
    "bill": "水单 账单 住宿水单 酒店结账单 住宿清单",
    "fee_receipt_list": "签领表 讲课费签领表 专家签领表 领款表 领款单 劳务费发放表 发放清册 发放名册 讲课费签收单",
    "acceptance_form": "验收单 到货验收单 安装验收单 竣工验收单 验收报告 车辆验收单 验收资料 入库单 基础验收",
    "meeting_notice": "会议通知 会议（调查）通知 评审会通知 开会通知 参会通知",
    "training_notice": "培训通知 培训班通知 讲座通知 轮训通知",
    "participant_list": "参会人员名单 学员名单 花名册 专家名单 参赛名单",
    "guest_list": "来宾名单 外宾名单 来访人员名单",
    "reception_plan": "接待方案 接待计划 接待工作方案",
    "invitation": "邀请函 对方邀请函 邀请信",
    "passport_copy": "护照复印件 签证复印件 护照、签证和出入境记录复印件",
    "itinerary": "日程 日程表 课表 课程表 会议议程",
    "statement": "说明 情况说明 电话记录 自理说明",
    "insurance_policy": "保单 保险单 车辆保险单",
    "annual_plan": "年度培训计划 年度会议计划",
    "disclosure": "公示 公示截图 公示照片",
    "other": "审计通知书 中标通知书 录取通知书 报修单 报销单1张 出库单 照片 现场照片 身份证复印件 工会会议纪要 请示 申请报告 询价记录 报销审批单 付款审批单 履约保函 门票:黑石溪景区8张 送货单 盘点表 检测报告 差旅费报销单 "
    "行车记录 样稿 考勤表 讲师职称证明 危化品备案单 电子卖场订单 监理签证 其他材料",
}  # fmt: skip


@pytest.mark.parametrize(
    ("document", "text"), [(name, text) for name, texts in ONE.items() for text in texts.split()]
)
def test_a_word_names_one_document(document: str, text: str) -> None:
    assert told("documents", text) == (document,)
    assert beside("documents", text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公函、接待审批单、接待清单、发票", ("official_letter", "approval_form", "reception_list", "invoice")),
        ("发票，菜单；水单", ("invoice", "menu", "bill")),
        ("发票/菜单\n水单", ("invoice", "menu", "bill")),
        ("发票+合同", ("invoice", "contract")),
        ("发票和菜单", ("invoice", "menu")),
        ("发票及明细", ("invoice", "expense_details")),
        ("发票、发票2张", ("invoice",)),
        ("1.发票；2.公函", ("invoice", "official_letter")),
        ("发票2张（金麦歌城1,180元）、公函", ("invoice", "official_letter")),
        ("明细（高山茶9盒、蜂蜜9瓶2,700元）、公函", ("expense_details", "official_letter")),
        ("审批表、通知", ("approval_form", "meeting_notice", "training_notice")),
        ("发票、清单", ("invoice", "reception_list", "expense_details")),
        ("结算单", ("bill", "repair_list")),
        ("渝审函〔2019〕15号、发票", ("official_letter", "invoice")),
        ("invoice, menu", ("invoice", "menu")),
        (["发票", "menu", "公函、水单"], ("invoice", "menu", "official_letter", "bill")),
        ([], ()),
        ("发票、无", ("invoice",)),
        ("发票 公函 菜单", ("invoice", "official_letter", "menu")),
    ],
)  # fmt: skip
def test_a_list_of_documents_is_taken_apart(text: object, expected: tuple[str, ...]) -> None:
    assert told("documents", text) == expected


@pytest.mark.parametrize(
    ("text", "documents", "other"),
    [
        ("小票", ("other",), "小票"),
        ("齐全", ("other",), "齐全"),
        ("手续齐全", ("other",), "手续齐全"),
        ("发票、云谣", ("invoice",), "云谣"),
        ("来客自付餐费，收据留存", ("payment_receipt",), "来客自付餐费"),
        ("发票、见附件", ("invoice",), "见附件"),
        ("行程、计划", ("other",), "行程、计划"),
        ("调查函2份", ("other",), "调查函2份"),
        ("方案无审批", ("other",), "方案无审批"),
        ("白条", ("other",), "白条"),
    ],
)
def test_a_word_that_is_not_known_is_kept(
    text: str, documents: tuple[str, ...], other: str
) -> None:
    assert told("documents", text) == documents
    assert beside("documents", text) == {"other_documents": other}


@pytest.mark.parametrize(
    ("text", "pages"),
    [("5", 5), ("5张", 5), ("附件5张", 5), ("共5页", 5), ("附单据3张", 3), ("三张", 3), ("12份", 12), (5, 5)],
)  # fmt: skip
def test_a_number_of_sheets_tells_no_document(text: object, pages: int) -> None:
    assert told("documents", text) == "<untold>"
    assert reading_of.beside("documents", text) == {"voucher_pages": pages}


@pytest.mark.parametrize(
    ("text", "documents", "absent"),
    [
        ("未附公函", (), ("official_letter",)),
        ("无审批单、发票", ("invoice",), ("approval_form",)),
        ("发票、缺公函", ("invoice",), ("official_letter",)),
        ("没有接待清单", (), ("reception_list",)),
        ("发票（待补）", (), ("invoice",)),
        ("公函后补、发票", ("invoice",), ("official_letter",)),
        ("审批单（未附）", (), ("approval_form",)),
        ("未见菜单", (), ("menu",)),
    ],
)
def test_a_document_may_be_said_to_be_missing(
    text: str, documents: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    assert told("documents", text) == documents
    assert beside("documents", text) == {"absent_documents": absent}


@pytest.mark.parametrize("text", ["见附件", "详见清单", "附后", "见附件、见备注", "见报销单"])
def test_a_list_may_stand_elsewhere(text: str) -> None:
    assert told("documents", text) == "<refers_elsewhere>"


@pytest.mark.parametrize("text", ["", "无", "/", "-", "待补", None])
def test_a_list_of_documents_may_be_blank(text: str | None) -> None:
    assert told("documents", text) == "<blank>"


@pytest.mark.parametrize("raw", [True, {"a": "b"}, [1], -1])
def test_what_is_no_list_is_unreadable(raw: object) -> None:
    assert told("documents", raw) == "<not_a_list>"


def flag(document: str, raw: object) -> object:
    reading = read_document_flag(Document(document), raw)
    return reading.value if reading.state == "given" else f"<{reading.problem or reading.state}>"


THERE = [
    "有",
    "√",
    "✓",
    "是",
    "1份",
    "已附",
    "齐全",
    "有（复印件）",
    "2份",
    "一份",
    "3",
    "已有",
    "有1份",
    "Y",
    "附",
    "√（1份）",
]
NOT_THERE = [
    "无",
    "未附",
    "没有",
    "否",
    "×",
    "0",
    "待补",
    "后补",
    "缺",
    "未见",
    "未提供",
    "有（后补）",
    "无（电话通知）",
    "0份",
    "未取得",
    "N",
    "☒",
]


@pytest.mark.parametrize(
    "document", ["official_letter", "approval_form", "invoice", "reception_list"]
)
def test_words_say_whether_a_document_is_there(document: str) -> None:
    assert {word: flag(document, word) for word in THERE} == dict.fromkeys(THERE, True)
    assert {word: flag(document, word) for word in NOT_THERE} == dict.fromkeys(NOT_THERE, False)


@pytest.mark.parametrize("raw", [None, "", " ", "/", "—", "NULL", "(null)", "N/A"])
def test_an_empty_cell_says_nothing(raw: str | None) -> None:
    assert flag("official_letter", raw) == "<blank>"


@pytest.mark.parametrize(
    ("document", "text", "expected"),
    [
        ("official_letter", "电话通知", False),
        ("official_letter", "口头", False),
        ("official_letter", "微信联系", False),
        ("official_letter", "无函", False),
        ("official_letter", "未见公函", False),
        ("official_letter", "公函", True),
        ("official_letter", "来访公函1份", True),
        ("official_letter", "会议通知", "<not_document_flag>"),
        ("official_letter", "邀请函", "<not_document_flag>"),
        ("official_letter", "尚可", "<not_document_flag>"),
        ("official_letter", "见附件", "<refers_elsewhere>"),
        ("official_letter", "同上", "<ditto>"),
        ("official_letter", True, True),
        ("official_letter", [1], "<not_document_flag>"),
        ("approval_form", "已批", True),
        ("approval_form", "同意", True),
        ("approval_form", "2017-03-05", True),
        ("approval_form", "口头同意", False),
        ("approval_form", "待批", False),
        ("approval_form", "张局长", "<not_document_flag>"),
        ("invoice", "无票", False),
        ("invoice", "收据", "<not_document_flag>"),
        ("disclosure", "公示/2019-01-22", True),
        ("disclosure", "未公示即核销/2019-09-16", False),
        ("disclosure", "—", "<blank>"),
        ("contract", "协议", True),
        ("contract", "未签", False),
    ],
)
def test_what_stands_under_the_name_of_a_document(
    document: str, text: object, expected: object
) -> None:
    assert flag(document, text) == expected


@pytest.mark.parametrize(
    ("document", "text", "field", "value"),
    [
        ("official_letter", "渝审函〔2019〕15号", "letter_no", "渝审函〔2019〕15号"),
        ("official_letter", "合教函44号", "letter_no", "合教函44号"),
        ("official_letter", "关于赴渝学习考察的函", "letter_title", "关于赴渝学习考察的函"),
        ("approval_form", "SP2017-023", "approval_no", "SP2017-023"),
        ("contract", "HT-2017-03", "contract_no", "HT-2017-03"),
        ("dispatch_slip", "2017-079", "dispatch_no", "2017-079"),
        ("invoice", "No.00382915", "invoice_no", "00382915"),
        ("invoice", "00382915", "invoice_no", "00382915"),
    ],
)
def test_the_number_of_a_document_shows_it(
    document: str, text: str, field: str, value: str
) -> None:
    reading = read_document_flag(Document(document), text)
    assert reading.value is True
    assert dict(reading.also) == {field: value}


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("发票、公函、菜单:玉溪（和谐）4包", "菜单:玉溪（和谐）4包"),
        ("发票2张（金麦歌城1,180元）、公函", "发票2张（金麦歌城1180元）"),
        ("机票行程单2张1,860元", "机票行程单2张1860元"),
        ("发票1张、清单:芙蓉王10条、玉溪5条", "清单:芙蓉王10条、玉溪5条"),
        ("附:发票3张", None),
        ("发票（待补）", None),
        ("发票、见附件", None),
        ("发票、公函3份", None),
        ("审批表、平板电脑清单20台", "平板电脑清单20台"),
        ("发票、接待清单、费用明细", None),
    ],
)
def test_what_is_said_of_an_attachment_is_kept(text: str, details: str | None) -> None:
    assert reading_of.beside("documents", text).get("attachment_details") == details


def test_what_stands_beside_a_flag_is_kept() -> None:
    reading = read_document_flag(Document.DISCLOSURE, "公示/2019-12-15;纪念品赠使馆11份")
    assert reading.value is True
    assert dict(reading.also) == {"attachment_details": "纪念品赠使馆11份"}


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("公函1份、接待清单1份", 1),
        ("公函3份", 3),
        ("公函两份、发票1张", 2),
        ("2份公函、发票", 2),
        ("来函（2份）", 2),
        ("来函×2", 2),
        ("公函、发票3张", None),
        ("公函一式两份", None),
        ("公函3页", None),
        ("发票3张", None),
    ],
)
def test_letters_are_counted_where_a_list_counts_them(text: str, letters: int | None) -> None:
    assert reading_of.beside("documents", text).get("letters_attached") == letters

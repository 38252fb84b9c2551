"""What texts of a row tell where no column does: an invoice, a day, how it was paid, leave."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from qinjian.engine.intake import open_reader
from qinjian.engine.intake.records.invoices import invoice_in, report_in
from qinjian.engine.intake.records.periods import day_named, span_named
from qinjian.engine.intake.values.reading import Reading, given
from qinjian.schemas.kinds import Expense, Leave, Procurement, Reception, Training, Voucher
from qinjian.schemas.record import PaymentMethod, Record

Kind = TypeVar("Kind", bound=Record)


def records(folder: Path, name: str, text: str, kind: type[Kind]) -> list[Kind]:
    """Read a file and return its rows as records of a kind."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    every = [one for batch in open_reader([str(path)]).batches() for one in batch.records()]
    return [one.record for whole in every for one in (whole, *whole.views)
            if isinstance(one.record, kind)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("付硒鼓款(发票号03310021)", "03310021"),
        ("付硒鼓款（发票号码：03310021）", "03310021"),
        ("签到表、发票03310021", "03310021"),
        ("餐费 票号 03310021", "03310021"),
        ("发票 24502000000000012345", "24502000000000012345"),
        ("付硒鼓款(发票2张)", None),
        ("付硒鼓款(发票代码5000152130)", None),
        ("付硒鼓款(发票03310021-03310023)", None),
        ("付硒鼓款(发票03310021、03310022)", None),
        ("付发票03310021和发票03310099", None),
        ("发票20170512开具", None),
        ("冲销发票03310021", None),
        ("发票03310021换开", None),
        ("合同03310021", None),
    ],
)
def test_the_number_of_an_invoice_stands_in_words(text: str, number: str | None) -> None:
    assert invoice_in(given(text)) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("付讲课费(10月12日讲座)", date(2018, 10, 12)),
        ("付10月02号讲座课酬", date(2018, 10, 2)),
        ("付10月12日至14日培训餐费", None),
        ("付10月12-14日培训餐费", None),
        ("付10月12日、13日讲课费", None),
        ("付10月12日和10月19日讲课费", None),
        ("付10月讲课费", None),
        ("报市农机办检查组用餐(4.20)", date(2018, 4, 20)),
        ("付会议费(西山宾馆5.18)", date(2018, 5, 18)),
        ("报检查组工作餐（11.8晚）", date(2018, 11, 8)),
        ("报检查组工作餐(4.20-4.22)", None),
        ("报工作餐(4.20)、(4.25)", None),
        ("付大米(单价4.50)", None),
        ("付大米款(4.50元/斤)", None),
        ("付系统升级(V4.2)", None),
        ("付防水(120×4.2)", None),
        ("付工作餐(2.30)", None),
    ],
)
def test_one_day_that_words_name(text: str, day: date | None) -> None:
    assert day_named(given(date(2018, 10, 31)), given(None), given(text)) == day


def test_a_day_of_december_that_was_booked_in_january() -> None:
    assert day_named(given(date(2019, 1, 8)), given(None), given("付12月28日工作餐")) == date(
        2018, 12, 28
    )


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("报刁明赴成都技能大赛(9.5-9.7)", "9月5日至9月7日"),
        ("报石磊赴京差旅2018.9.28-10.2", "9月28日至10月2日"),
        ("付10月12日至14日培训餐费", "10月12日至10月14日"),
        ("付10月12日讲课费", None),
        ("付1.2-1.5米挡板", "1月2日至1月5日"),
        ("付0.5-1.5米挡板", None),
        ("付9.5-9.7、9.12-9.14培训餐费", None),
        ("凭证3-17", None),
    ],
)
def test_first_and_last_day_that_words_name(text: str, span: str | None) -> None:
    assert span_named(given(text)) == span


def test_a_ledger_tells_invoice_and_voucher(tmp_path: Path) -> None:
    text = (
        "凭证日期,凭证号,摘要,科目名称,借方金额,贷方金额\n"
        "2017-03-06,记3,付宣传册印刷费(发票号03310021),印刷费,7200,\n"
        "2017-03-07,记4,付水费,水费,300,\n"
    )
    found = records(tmp_path, "序时账.csv", text, Voucher)
    assert [(one.claim_no, one.invoice_no) for one in found] == [
        ("记3", "03310021"),
        ("记4", None),
    ]


@pytest.mark.parametrize(
    ("headers", "claim", "voucher"),
    [
        ("凭证,单据", "D18", "3-17"),
        ("凭证,报销单号", "D18", "3-17"),
        ("凭证号,报销单号", "D18", "3-17"),
        ("凭证,经办部门", "3-17", None),
    ],
)
def test_a_voucher_stands_beside_the_claim(
    tmp_path: Path, headers: str, claim: str, voucher: str | None
) -> None:
    text = f"日期,{headers},姓名,事由,金额\n2018-03-15,3-17,D18,闻韶,报差旅费,1528\n"
    (found,) = records(tmp_path, "付款登记.csv", text, Expense)
    assert (found.claim_no, found.voucher_no) == (claim, voucher)


def test_a_list_of_attachments_tells_the_invoice(tmp_path: Path) -> None:
    text = (
        "培训班名称,培训时间,地点,培训人数,金额,附件\n"
        "研训,2018-09-17至09-19,进修学院,38,49600,签到表、发票00817734\n"
    )
    (found,) = records(tmp_path, "培训台账.csv", text, Training)
    assert found.invoice_no == "00817734"


@pytest.mark.parametrize(
    ("title", "method"),
    [
        ("2016公务卡对账单", (PaymentMethod.OFFICIAL_CARD,)),
        ("2016现金报销登记", (PaymentMethod.CASH,)),
        ("2016现金支出、公务卡账单", None),
        ("2016报销登记", None),
    ],
)
def test_a_title_tells_how_all_was_paid(
    tmp_path: Path, title: str, method: tuple[PaymentMethod, ...] | None
) -> None:
    text = "交易日期,持卡人,事由,金额\n2016-11-10,崔莉,工作餐,486\n"
    (found,) = records(tmp_path, f"{title}.csv", text, Expense)
    assert found.payment_method == method


def test_a_register_of_leave(tmp_path: Path) -> None:
    text = (
        "姓名,假别,起止时间,天数,批准人,备注\n"
        "张黎,年休假,2017-08-22至2017-08-25,4,杨主任,\n"
        "何敏,年休假,2017-05-08至2017-05-12,5,杨主任,因公推迟\n"
    )
    found = records(tmp_path, "休假登记表.csv", text, Leave)
    assert [(one.name, str(one.start_date), one.called_off) for one in found] == [
        ("张黎", "2017-08-22", False),
        ("何敏", "2017-05-08", True),
    ]


def test_a_register_names_the_organ_of_its_guests(tmp_path: Path) -> None:
    text = (
        "日期,来客单位,事由,来客人数,陪餐人数,金额\n"
        "2017-03-14,重庆市教委职成处,检查,6,2,360\n"
        "2017-03-15,市农机办、市供销社,检查,6,2,360\n"
        "2017-03-16,,市财政局检查(渝财函〔2017〕8号)工作餐,6,2,360\n"
        "2017-03-17,,报市财政局检查组用餐,6,2,360\n"
    )
    found = records(tmp_path, "接待清单.csv", text, Reception)
    assert [one.guest_organ for one in found] == ["市教委", "市农机办", "市财政局", None]


def test_a_line_may_say_who_received_the_guests(tmp_path: Path) -> None:
    told = [
        ("区水利局接待市水利局防汛检查组", "区水利局"),
        ("报县委办公室接待省考察团费用", "县委办公室"),
        ("付江洲区人民政府招待客商", "江洲区人民政府"),
        ("接待市水利局检查组", None),
        ("办公室接待市水利局检查组", None),
        ("区水利局接待费", None),
        ("区机关接待办公室接待用餐", None),
        ("赴市水利局汇报", None),
    ]
    rows = "".join(
        f"2017-03-{10 + n},市水利局,{text},6,2,360\n" for n, (text, _) in enumerate(told)
    )
    text = "日期,来客单位,事由,来客人数,陪餐人数,金额\n" + rows
    found = records(tmp_path, "接待清单.csv", text, Reception)
    assert [one.stated_host for one in found] == [host for _, host in told]


def test_a_bill_for_a_contract_is_of_its_sum_at_most(tmp_path: Path) -> None:
    text = (
        "采购日期,采购项目,合同金额,付款金额,发票号码,发票金额\n"
        "2017-03-10,办公家具,58000,29000,00382915,\n"
        "2017-06-10,办公家具,58000,29000,00382915,30000\n"
    )
    found = records(tmp_path, "采购付款登记.csv", text, Procurement)
    assert [one.invoice_amount for one in found] == [Decimal(58000), Decimal(30000)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("测试费 报告编号CQ-NJ-24036", "CQ-NJ-24036"),
        ("检测服务费 报告cq-nj-24036", "CQ-NJ-24036"),
        ("检测费（报告JC-036、报告JC-037）", None),
        ("编写报告2份", None),
        ("听取报告", None),
    ],
)
def test_the_number_of_a_report_is_read(text: str, number: str | None) -> None:
    assert report_in(Reading("given", text)) == number

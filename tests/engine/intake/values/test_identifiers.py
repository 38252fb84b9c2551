"""Numbers of invoices, letters, accounts and approvals, and words in their place."""

import pytest

from qinjian.engine.intake.values.document_flags import read_document_flag
from qinjian.engine.intake.values.identifiers import compared_number, letter_number
from qinjian.schemas.record import Document
from tests.engine.intake.values.reading_of import beside, told

INVOICES = {
    "00382915": "00382915", "No.00382915": "00382915", "№00382915": "00382915", "NO:00382915": "00382915", "0038 2915": "00382915",
    "发票号:00382915": "00382915", "发票号码00382915": "00382915", "００３８２９１５": "00382915", "00382915（红字）": "00382915", "382915.0": "382915",
    "24502000000010910141": "24502000000010910141", "23316801-23316848": "23316801-23316848", "00382915、00382916": "00382915、00382916",
    "E012345678": "E012345678", "784-2345678901": "784-2345678901", "050001900111": "050001900111", "00382915等3张": "00382915等3张",
    "20170821": "20170821",
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), INVOICES.items())
@pytest.mark.parametrize("field", ["invoice_no", "invoice_code"])
def test_a_number_of_an_invoice(field: str, text: str, number: str) -> None:
    assert told(field, text) == number


@pytest.mark.parametrize(
    "text", ["收据", "多张", "定额发票", "电子发票", "白条", "待开", "12345", "2017-03-05", "尚可", "收据3张", "手撕票", "1张", "A123"]
)  # fmt: skip
def test_words_and_short_numbers_are_none(text: str) -> None:
    assert told("invoice_no", text) == "<not_number_of_invoice>"


@pytest.mark.parametrize(
    "text", ["无", "/", "-", "0", "00000000", "待补", "N/A", "NULL", "后补", "暂无"]
)
def test_a_placeholder_is_no_number_of_an_invoice(text: str) -> None:
    assert told("invoice_no", text) == "<blank>"


@pytest.mark.parametrize("text", ["见清单", "详见附件", "见附件1", "附后"])
def test_a_number_may_stand_elsewhere(text: str) -> None:
    assert told("invoice_no", text) == "<refers_elsewhere>"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("invoice_no", "2.45E+19"),
        ("invoice_no", "2.4502e+19"),
        ("invoice_no", "24502000000010900000"),
        ("payee_account", "6.22202E+18"),
        ("payee_account", "6222020000000000000"),
        ("claim_no", "2.02403E+19"),
        ("contract_no", "1E+15"),
    ],
)
def test_digits_that_a_spreadsheet_cut_off_are_lost(field: str, text: str) -> None:
    assert told(field, text) == "<digits_lost>"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("payee_account", "6222021234567890123"),
        ("payee_account", "31000280092000"),
        ("payee_account", "6222021234567890"),
        ("payee_account", "621700 3760001234567"),
        ("claim_no", "2E17-003"),
        ("description", "1E+15"),
    ],
)
def test_other_numbers_stay(field: str, text: str) -> None:
    assert told(field, text) == text


LETTERS = [
    "渝审函〔2019〕15号", "渝审函[2019]15号", "渝审函（2019）15号", "渝审函【2019】15 号", "忠农函〔2021〕9", "合教函44号", "渝监通〔2017〕66号", "渝府办[2018] 3号",
    "第15号", "渝财〔2015〕12号（复印件）", "渝审函〔2019〕15号（电话确认）", "关于赴渝学习考察的函", "K审函〔2017〕19号", "便函2017-3号",
]  # fmt: skip


@pytest.mark.parametrize("text", LETTERS)
def test_the_number_or_title_of_a_letter(text: str) -> None:
    assert told("letter_no", text) == text


@pytest.mark.parametrize("text", ["未编号公函", "没有编号的公函", "无文号便函", "公函（未编号）"])
def test_a_letter_without_a_number_is_one(text: str) -> None:
    assert told("letter_no", text) == "<untold>"
    assert read_document_flag(Document.OFFICIAL_LETTER, text).value is True


@pytest.mark.parametrize(
    "text", ["无", "0", "没有", "电话通知", "口头", "微信通知", "电话", "无函", "无公函", "/", "待补", "后补", "×", "电话通知（后补函）", "短信", "电话记录", "否", "未附",
     "未附函", "公函后补", "公函未附", "函未到", "待发函", "没来函", "无对方来函", "尚未收到来函", "未附对方单位的函", "待补对方单位的函", "未见来访单位公函"]
)  # fmt: skip
def test_no_letter_is_blank(text: str) -> None:
    assert told("letter_no", text) == "<blank>"


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("有", ("official_letter",)),
        ("√", ("official_letter",)),
        ("1份", ("official_letter",)),
        ("已附", ("official_letter",)),
        ("公函", ("official_letter",)),
        ("有公函", ("official_letter",)),
        ("邀请函", ("invitation",)),
        ("会议通知", ("meeting_notice",)),
    ],
)
def test_words_in_place_of_the_number_show_a_document(
    text: str, documents: tuple[str, ...]
) -> None:
    assert told("letter_no", text) == "<untold>"
    assert beside("letter_no", text) == {"shown_documents": documents}


@pytest.mark.parametrize(
    ("text", "problem"),
    [("见附件", "refers_elsewhere"), ("传真", "not_letter_number"), ("12", "not_letter_number"), ("尚可", "not_letter_number"), ("同上", "ditto")],
)  # fmt: skip
def test_what_is_no_number_of_a_letter(text: str, problem: str) -> None:
    assert told("letter_no", text) == f"<{problem}>"


@pytest.mark.parametrize("text", ["待批", "未批", "口头同意", "拟报批", "否", "无", "待审批", "/"])
@pytest.mark.parametrize(
    "field", ["approval_no", "approver", "reception_approver", "task_approval_no"]
)
def test_no_approval_yet_is_blank(field: str, text: str) -> None:
    assert told(field, text) == "<blank>"


def test_numbers_of_approvals_are_loose() -> None:
    for text in ("渝财〔2015〕1号", "SP2017-023", "局办公会", "12"):
        assert told("approval_no", text) == text


def test_a_number_is_one_in_whatever_brackets_its_year_stands() -> None:
    ways = [
        "渝外出〔2015〕027",
        "渝外出[2015]27号",
        "渝外出(2015年)第27号",
        "渝外出【2015】27号(批5天)",
    ]
    assert {compared_number(one) for one in ways} == {"渝外出〔2015〕27"}
    assert compared_number("渝外出〔2015〕270") != compared_number("渝外出〔2015〕27")


@pytest.mark.parametrize(
    "text", ["来电", "领导交办", "带队领导来电", "上级通知", "钉钉", "邮件", "无需"]
)
def test_guests_who_were_announced_otherwise_have_no_letter(text: str) -> None:
    assert told("letter_no", text) == "<blank>"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("渝水函〔2018〕12号", "渝水函〔2018〕12"),
        ("川函1号", "川函1"),
        ("合教函二十三号", "合教函二十三"),
        ("便函", None),
        ("公函1份", None),
        ("渝水函", None),
        ("渝水函〔2018〕号", None),
        ("关于开展调研的函", None),
    ],
)
def test_a_letter_is_known_by_a_number_of_its_own(text: str, number: str | None) -> None:
    assert letter_number(text) == number

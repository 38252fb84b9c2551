"""Registers with the short headers of clerks: 收 and 付, 签约日, 姓名职务, 位数, a book of cash."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from qinjian.engine.intake import Intake


def records_of(found: Intake, kind: str) -> list[dict[str, object]]:
    return [one.record.model_dump() for one in found.records if one.place.kind == kind]


def test_what_came_in_is_told_beside_what_was_paid(read_text: Callable[..., Intake]) -> None:
    text = (
        "日期,摘要,收,付,对象\n2019-03-04,收支持款,200,,丰收公司\n2019-03-05,付晚餐,,80,江畔酒楼\n"
    )
    lines = records_of(read_text("往来及结算.csv", text), "expense")
    assert [line["amount"] for line in lines] == [None, Decimal(80)]
    assert [line["received"] for line in lines] == [Decimal(200), None]
    assert [line["payee"] for line in lines] == ["丰收公司", "江畔酒楼"]


@pytest.mark.parametrize(
    ("words", "cash"),
    [
        ("付云山酒店会议费", True),
        ("付困难群众慰问金", False),
        ("退押金付丰收酒店", False),
        ("报李明差旅补助", False),
    ],
)
def test_a_book_of_cash_pays_firms_in_cash(
    read_text: Callable[..., Intake], words: str, cash: bool
) -> None:
    text = f"日期,凭证,摘要,收入,支出,余额\n2019-05-06,现1,{words},,600,3400\n"
    (line,) = records_of(read_text("库存现金日记账.csv", text), "expense")
    assert (line["payment_method"] is not None) is cash


def test_contracts_in_short_headers(read_text: Callable[..., Intake]) -> None:
    text = (
        "合同号,签约日,标的,型号/数量,供应商,金额,验收日,付款日,方式\n"
        "L-1,2019.3.5,监护仪,X12×4,康瑞公司,98800,2019.3.18,2019.4.2,询价\n"
    )
    (line,) = records_of(read_text("合同台账.csv", text), "procurement")
    assert line["contract_date"] == date(2019, 3, 5)
    assert line["acceptance_date"] == date(2019, 3, 18)
    assert line["procurement_item"] == "监护仪"


def test_guests_and_slips_in_short_headers(read_text: Callable[..., Intake]) -> None:
    listed = (
        "接待时间,来宾单位,姓名职务,来宾数,餐费,陪餐数\n2019-03-25,云岭县农委,席远等6人,6,312,2\n"
    )
    found = read_text("接待清单.csv", listed)
    assert [line["name"] for line in records_of(found, "guest")] == ["席远"]
    (reception,) = records_of(found, "reception")
    assert reception["companion_count"] == 2
    slips = "小票日期,餐别,区域,位数,金额,结算部门\n2019-03-25,中,小厅,9,312,办公室\n"
    (slip,) = records_of(read_text("食堂小票.csv", slips), "reception")
    assert (slip["diners"], slip["event_date"]) == (9, date(2019, 3, 25))


def test_foreign_guests_in_short_headers(read_text: Callable[..., Intake]) -> None:
    text = (
        "日期,外方,外宾人数,中方陪同,陪数,地点,费用\n2019-06-04,莱登农学院,4,王林,2,江畔酒楼,2400\n"
    )
    (line,) = records_of(read_text("外宾接待.csv", text), "foreign_reception")
    assert (line["guest_unit"], line["companion_count"]) == ("莱登农学院", 2)

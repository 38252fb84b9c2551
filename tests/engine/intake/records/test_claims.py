import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from qinjian.engine.intake import Intake, Sourced
from qinjian.schemas.kinds import Companion, Expense, ForeignReception, Guest, Reception

ReadText = Callable[..., Intake]


def spending(found: Intake) -> list[Any]:
    return [one.record for one in found.records if not isinstance(one.record, Guest | Companion)]


def faults(found: Intake) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.where.field) for problem in found.rejects]


def unread(found: Intake) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.where.field) for problem in found.unreadable]


def notices(found: Intake) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.where.field) for problem in found.notices]


def people(found: Intake) -> list[Sourced]:
    return [one for one in found.records if isinstance(one.record, Guest | Companion)]


def test_a_claim_without_lines_is_the_record(read_text: ReadText) -> None:
    found = read_text("a.json", '{"kind": "reception", "claim_no": "1", "meal_fee": "800.5"}')
    (one,) = found.records
    assert one.record == Reception(
        claim_no="1",
        meal_fee=Decimal("800.50"),
        amount=Decimal("800.50"),
    )
    assert (one.place.row, one.place.sheet, one.place.kind) == (1, None, "reception")
    assert one.record.model_fields_set == {"claim_no", "meal_fee", *one.derived}
    assert one.derived == {"amount"}


def test_lines_inherit_what_they_do_not_have(read_text: ReadText) -> None:
    found = read_text(
        "a.json",
        '{"单据号": "1", "payee": "甲", "amount": 300, "餐费": 9, "lines": ['
        '{"meal_fee": 100, "amount": 100}, {"收款人": "乙", "amount": 200}]}',
    )
    first, second = spending(found)
    assert (first.claim_no, first.payee, first.amount, first.meal_fee) == ("1", "甲", 100, 100)
    assert (second.claim_no, second.payee, second.amount) == ("1", "乙", 200)
    assert found.files[0].yuan_read == 300


def test_the_amounts_of_a_claim_are_those_of_none_of_several_lines(read_text: ReadText) -> None:
    """A rate holds for each of them, and so does what is no amount."""
    text = (
        '{"kind": "travel", "餐费": 0, "住宿费": 660, "住宿费标准": 330, "出差天数": 3, "amount": 960,'
        '"lines": [{"amount": 660, "出差地点": "甲市"}, {"amount": 300, "住宿费": %s}]}'
    )
    found = read_text("a.json", text % "null")
    assert [line.amount for line in spending(found)] == [660, 300]
    assert [line.days for line in spending(found)] == [3, 3]
    assert [line.lodging_standard for line in spending(found)] == [330, 330]
    assert "lodging_fee" not in spending(found)[0].model_fields_set
    assert spending(found)[1].lodging_fee is None
    assert ("claim_amount_apart", "住宿费") in notices(found)
    told = next(one for one in found.notices if one.code == "claim_amount_apart")
    assert "整单的“住宿费”660.00 元不是各行的金额" in told.words("zh")


def test_the_amounts_of_a_claim_are_held_against_its_lines(read_text: ReadText) -> None:
    text = (
        '{"kind": "reception", "餐费": %s, "住宿费": 200, "lines": ['
        '{"meal_fee": 100, "住宿费": 100}, {"餐费": 50, "住宿费": 100}]}'
    )
    assert notices(read_text("a.json", text % 150)) == []
    found = read_text("b.json", text % 200)
    assert notices(found) == [("claim_total", "餐费")]
    assert [line.amount for line in spending(found)] == [200, 150]


def test_the_amount_in_words_of_a_claim_is_that_of_no_line(read_text: ReadText) -> None:
    text = '{"kind": "reception", "大写金额": "叁佰元整", "lines": [{"餐费": 100}, {"餐费": 200}]}'
    assert {line.amount_in_words for line in spending(read_text("a.json", text))} == {None}


def test_the_amount_of_a_claim_is_that_of_its_only_line(read_text: ReadText) -> None:
    text = '{"kind": "reception", "amount": 300, "lines": [{"meal_fee": 1}]}'
    (record,) = spending(read_text("a.json", text))
    assert record.amount == 300


def test_the_amount_of_a_claim_is_not_that_of_any_of_its_lines(read_text: ReadText) -> None:
    """That of a line is the sum of its parts; a line without any has none."""
    text = '{"amount": 300, "lines": [{"meal_fee": 1}, {"lodging_fee": 299}, {"guest_count": 2}]}'
    found = read_text("a.json", text)
    assert [record.amount for record in spending(found)] == [1, 299, None]
    assert found.files[0].rows_without_amount == 1
    assert found.files[0].yuan_read == 300


def test_rows_count_lines_over_the_file(read_text: ReadText) -> None:
    """A row counts whether all of its line can be read or not."""
    found = read_text(
        "a.json",
        '[{"kind": "reception", "lines": [{"meal_fee": 1}, {"meal_fee": "x"}, {"meal_fee": 3}]},'
        '{"kind": "reception", "meal_fee": 4}]',
    )
    assert [(one.place.row, one.record.meal_fee) for one in found.records] == [  # type: ignore[attr-defined]
        (1, 1),
        (2, None),
        (3, 3),
        (4, 4),
    ]
    assert unread(found) == [("not_money", "[1].lines[2].meal_fee")]
    assert found.records[1].unreadable == {"meal_fee"}
    assert (found.files[0].rows_checked, found.files[0].rows_rejected) == (4, 0)
    assert found.files[0].tables[0].cells_unreadable == 1


def test_an_inherited_fault_is_told_once_and_is_one_of_every_line(read_text: ReadText) -> None:
    text = '{"kind": "reception", "event_date": "5 March", "lines": [{"meal_fee": 1}, {"meal_fee": 2}]}'
    found = read_text("a.json", text)
    assert unread(found) == [("not_day", "event_date")]
    assert [one.unreadable for one in found.records] == [{"event_date"}, {"event_date"}]
    assert not found.rejects


def test_all_problems_of_a_line_are_told(read_text: ReadText) -> None:
    """What can be read of it is checked."""
    found = read_text(
        "a.json",
        '{"meal_fee": true, "claim_no": 7, "guest_count": 1.5, "companion_count": 2, "x": 1}',
    )
    assert sorted(unread(found)) == [
        ("not_count", "guest_count"),
        ("not_money", "meal_fee"),
        ("not_text", "claim_no"),
    ]
    assert notices(found) == [("key_unmatched", "x")]
    (one,) = found.records
    assert one.unreadable == {"guest_count", "meal_fee", "claim_no"}
    assert one.record.companion_count == 2  # type: ignore[attr-defined]


def test_a_key_that_no_kind_knows_is_told_once(read_text: ReadText) -> None:
    found = read_text(
        "a.json", '[{"餐费": 1, "陪餐人数": 1, "颜色": 1}, {"餐费": 2, "陪餐人数": 1, "颜色": 2}]'
    )
    assert notices(found) == [("key_unmatched", "[1].颜色")]
    assert len(found.records) == 2


def test_a_key_that_only_the_special_kind_of_a_line_knows_is_read(read_text: ReadText) -> None:
    line = '{"kind": "费用报销", "费用类型": "%s", "金额": 100, "来访单位": "甲局", "颜色": 1}'
    special = read_text("a.jsonl", line % "公务接待费")
    assert notices(special) == [("key_unmatched", "颜色")]
    assert special.records[0].record.guest_unit == "甲局"  # type: ignore[attr-defined]
    both = read_text("b.json", f"[{line % '办公费'}, {line % '公务接待费'}]")
    assert notices(both) == [("key_unmatched", "[1].颜色")]
    plain = read_text("c.json", line % "办公费")
    assert notices(plain) == [("key_unmatched", "来访单位"), ("key_unmatched", "颜色")]


def test_a_key_of_a_person_that_is_not_known_is_told_and_costs_nobody(read_text: ReadText) -> None:
    text = (
        '{"kind": "reception", "guests": [{"姓名": "甲", "颜色": 1}, {"姓名": "乙", "颜色": 2}],'
        '"颜色": 3}'
    )
    found = read_text("a.json", text)
    assert notices(found) == [("key_unmatched", "guests[1].颜色"), ("key_unmatched", "颜色")]
    assert [one.record.name for one in people(found)] == ["甲", "乙"]  # type: ignore[attr-defined]
    assert unread(found) == []


def test_the_four_states(read_text: ReadText) -> None:
    text = (
        '{"kind": "reception", "meal_fee": 1, "letter_no": null, "letter_title": " ", "documents": [],'
        '"guest_unit": "无", "event_date": "见附件"}'
    )
    found = read_text("a.json", text)
    (record,) = spending(found)
    given = {"meal_fee", "letter_no", "letter_title", "documents", "guest_unit"}
    assert record.model_fields_set == given | {"amount"}
    assert record.letter_no is record.letter_title is record.guest_unit is None
    assert record.documents == ()
    assert found.records[0].unreadable == {"event_date"}
    assert unread(found) == [("refers_elsewhere", "event_date")]


def test_people_become_records_after_their_own(read_text: ReadText) -> None:
    found = read_text(
        "a.json",
        '[{"claim_no": "1", "unit": "重庆市财政局", "region": null, "meal_fee": 1, "guests": ['
        '{"姓名": "张三", "单位": "四川省财政厅", "职务": "处长"}, "李四、王五"],'
        '"companions": "赵六"}, {"kind": "reception", "claim_no": "2", "meal_fee": 2}]',
    )
    assert [(one.place.kind, one.place.row, one.place.member) for one in found.records] == [
        ("reception", 1, None),
        ("guest", 1, 1),
        ("guest", 1, 2),
        ("guest", 1, 3),
        ("companion", 1, 1),
        ("reception", 2, None),
    ]
    first, second, *_ = people(found)
    assert isinstance(first.record, Guest)
    assert (first.record.name, first.record.employer, first.record.post) == (
        "张三",
        "四川省财政厅",
        "处长",
    )
    assert (first.record.unit, first.record.region, first.record.claim_no) == (
        "重庆市财政局",
        "重庆",
        "1",
    )
    assert first.derived >= {"region", "unit_kind", "amount"}
    assert first.place.claim_no == "1"
    assert second.record.model_fields_set == {"name", "claim_no", "unit", *first.derived}
    assert spending(found)[0].guest_count == 3
    assert found.records[0].derived == {*first.derived, "guest_count"}


def test_faults_in_people_are_told_at_their_place(read_text: ReadText) -> None:
    found = read_text(
        "a.json",
        '[{"kind": "reception", "meal_fee": 1, "lines": ['
        '{"guests": [{"name": "甲"}, {"name": 7}]}, {"guests": [{"nmae": "乙"}]},'
        '{"guests": [{"姓名": "丙", "name": "丁"}]}, {"guests": [{"post": []}]}, {"companions": [3]}]}]',
    )
    assert unread(found) == [
        ("not_text", "[1].lines[1].guests[2].name"),
        ("field_unknown", "[1].lines[2].guests[1].nmae"),
        ("header_twice", "[1].lines[3].guests[1].name"),
        ("not_a_value", "[1].lines[4].guests[1].post"),
        ("not_text", "[1].lines[5].companions[1]"),
    ]
    assert [one.unreadable for one in found.records] == [{"guests"}] * 4 + [{"companions"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", ("not_a_claim", None)),
        ("[[]]", ("not_a_claim", "[1]")),
        ('{"meal_fee": 1, "lines": {}}', ("lines_not_list", "lines")),
        ('{"meal_fee": 1, "lines": []}', ("no_rows", "lines")),
        ("[]", ("no_rows", None)),
        ('{"kind": "guest", "name": "甲"}', ("kind_unknown", "kind")),
        ('{"kind": 3}', ("kind_unknown", "kind")),
        ('{"kind": "receptoin", "guest_count": 3}', ("kind_unknown", "kind")),
        ('[{"amount": 3}]', ("kind_unclear", "[1]")),
        ('{"guest_count": 3}', ("kind_unclear", None)),
    ],
)
def test_what_is_no_claim_is_a_reject(
    read_text: ReadText, text: str, expected: tuple[str, str | None]
) -> None:
    found = read_text("a.json", text)
    assert faults(found) == [expected]
    assert not found.records


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ('"meal_fee": {}', "meal_fee", ("not_a_value", "meal_fee")),
        ('"meal_fee": "x"', "meal_fee", ("not_money", "meal_fee")),
        ('"meal_type": 3', "meal_type", ("not_listed", "meal_type")),
        ('"region": "火星"', "region", ("not_listed", "region")),
        ('"lodging_arranged": "也许"', "lodging_arranged", ("not_yes_no", "lodging_arranged")),
        ('"amount": 1, "金额": 2', "amount", ("cells_contradict", "金额")),
    ],
)
def test_a_value_that_its_field_cannot_be_is_unreadable(
    read_text: ReadText, text: str, field: str, expected: tuple[str, str]
) -> None:
    found = read_text("a.json", f'{{"kind": "reception", "claim_no": "1", {text}}}')
    assert unread(found) == [expected]
    (one,) = found.records
    assert one.unreadable == {field}
    assert one.place.claim_no == "1"
    assert not found.rejects
    assert found.files[0].tables[0].cells_unreadable == 1


def test_two_keys_that_say_the_same_are_one(read_text: ReadText) -> None:
    found = read_text("a.json", '{"kind": "reception", "amount": 1, "金额": "1.00"}')
    assert (spending(found)[0].amount, unread(found)) == (1, [])


@pytest.mark.parametrize(
    ("documents", "known", "other"),
    [
        ('["公函", "月饼票"]', ("official_letter",), "月饼票"),
        ('["公函", "发票3张"]', ("official_letter", "invoice"), None),
        ('"结业证、发票"', ("invoice",), "结业证"),
    ],
)
def test_a_document_that_is_not_known_is_kept_as_another(
    read_text: ReadText, documents: str, known: tuple[str, ...], other: str | None
) -> None:
    found = read_text("a.json", f'{{"kind": "reception", "meal_fee": 1, "documents": {documents}}}')
    (record,) = spending(found)
    assert (record.documents, record.other_documents) == (known, other)
    assert not unread(found)


def test_a_figure_under_documents_counts_their_pages(read_text: ReadText) -> None:
    found = read_text("a.json", '{"kind": "reception", "meal_fee": 1, "documents": 3}')
    (record,) = spending(found)
    assert record.voucher_pages == 3
    assert "documents" not in record.model_fields_set


def test_a_word_of_cost_is_an_expense(read_text: ReadText) -> None:
    """办公费 is no kind of its own; a word that names none stands beside what the keys tell."""
    found = read_text("a.json", '{"kind": "办公费", "claim_no": "1", "amount": 800}')
    (record,) = spending(found)
    assert (type(record), record.cost_type, record.amount) == (Expense, "办公费", 800)
    told = read_text("b.json", '{"kind": "recption", "餐费": 1, "陪餐人数": 2}')
    assert isinstance(spending(told)[0], Reception)
    assert unread(told) == [("kind_unknown", "kind")]
    assert told.files[0].tables[0].cells_unreadable == 1


def test_the_kind_of_a_line_comes_before_that_of_the_claim(read_text: ReadText) -> None:
    found = read_text(
        "a.json",
        '{"kind": "公务接待", "lines": [{"接待人数": 3}, {"类别": "外宾接待", "国籍": "法国"}]}',
    )
    assert [type(record) for record in spending(found)] == [Reception, ForeignReception]


def test_the_argument_comes_before_all(read_text: ReadText) -> None:
    text = '{"kind": "公务接待", "接待人数": 3}'
    assert isinstance(spending(read_text("a.json", text, kind="外宾接待"))[0], ForeignReception)


def test_words_stand_for_values(read_text: ReadText) -> None:
    text = (
        '{"kind": "reception", "用餐形式": "工作餐", "支付方式": "转账", "documents": "发票、公函；菜单/发票",'
        '"是否安排住宿": "否", "地区": "四川省", "单位性质": "参照公务员法管理的事业单位"}'
    )
    (record,) = spending(read_text("a.json", text))
    assert record.meal_type == "working_meal"
    assert record.payment_method == ("bank_transfer",)
    assert record.documents == ("invoice", "official_letter", "menu")
    assert record.lodging_arranged is False
    assert record.region == "四川"
    assert record.unit_kind == "civil_service_institution"


def test_yaml_is_text_with_lines_and_columns(read_text: ReadText) -> None:
    found = read_text(
        "a.yaml",
        "单据号: 01234567\nkind: 公务接待\nlines:\n  - 餐费: 1100.10\n    letter_no:\n  - 餐费: 12:30\n",
    )
    record, second = spending(found)
    assert (record.claim_no, record.meal_fee) == ("01234567", Decimal("1100.10"))
    assert record.letter_no is None
    assert "letter_no" in record.model_fields_set
    assert "meal_fee" not in second.model_fields_set
    (cell,) = found.unreadable
    assert (cell.code, cell.where.field) == ("not_money", "lines[2].餐费")
    assert (cell.where.line, cell.where.column) == (6, 9)


def test_a_bad_line_of_json_lines_is_one_row(read_text: ReadText) -> None:
    found = read_text(
        "a.jsonl",
        '{"kind": "reception", "meal_fee": 1}\n\n{"meal_fee": \n[]\n'
        '{"kind": "reception", "lines": [{"meal_fee": 2}, {"meal_fee": "x"}]}\r\n',
    )
    assert [one.place.row for one in found.records] == [1, 5, 5]
    assert [(problem.code, problem.where.row) for problem in found.rejects] == [
        ("json_syntax", 3),
        ("not_a_claim", 4),
    ]
    assert [(cell.code, cell.where.row, cell.where.field) for cell in found.unreadable] == [
        ("not_money", 5, "lines[2].meal_fee")
    ]
    assert (found.files[0].rows_read, found.files[0].rows_rejected) == (5, 2)


LEDGER = [
    {"日期": "2019-03-05", "凭证号": "记-1", "科目编码": "5001", "科目名称": "业务活动费用-公务接待费", "摘要": "接待某局",
     "借方": "800.00", "贷方": "", "出差人": "", "接待人数": "约5"},
    {"日期": "2019-03-06", "凭证号": "记-2", "科目编码": "5001", "科目名称": "业务活动费用-办公费", "摘要": "购纸",
     "借方": "80.00", "贷方": "", "出差人": "", "接待人数": ""},
    {"日期": "2019-03-07", "凭证号": "记-3", "科目编码": "5001", "科目名称": "业务活动费用-差旅费", "摘要": "赴成都",
     "借方": "300.00", "贷方": "", "出差人": "张三", "接待人数": ""},
]  # fmt: skip


def test_a_general_line_is_also_of_the_special_kind_that_its_subject_names(
    read_text: ReadText,
) -> None:
    """As records, and as rows of a table: with one number, one amount and one place."""
    rows = [",".join(LEDGER[0]), *(",".join(row.values()) for row in LEDGER)]
    table = read_text("a.csv", "\n".join(rows))
    claims = read_text("a.json", json.dumps(LEDGER, ensure_ascii=False))
    kinds = [("reception", "voucher"), ("voucher",), ("travel", "voucher")]
    for found in (table, claims):
        top = [one for one in found.records if one.place.member is None]
        assert [(one.place.kind, *(v.place.kind for v in one.views)) for one in top] == kinds
        tops: list[Any] = [one.record for one in top]
        assert [one.amount for one in tops] == [800, 80, 300]
        assert found.files[0].yuan_read == 1180
        assert [problem.code for problem in found.unreadable] == ["not_count"]
        assert found.files[0].tables[0].cells_unreadable == 1
    assert [one.record for one in claims.records] == [one.record for one in table.records]

from itertools import chain
from typing import Any, cast

import pytest

from qinjian.engine.intake import label
from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.headers import (
    headers_of,
    is_ignored,
    is_kind,
    is_lines,
    normalised_header,
)
from qinjian.engine.intake.tables.recognition import recognise
from qinjian.schemas.kinds import (
    CHILD_KINDS,
    KINDS,
    ForeignReception,
    Guest,
    Meeting,
    Reception,
    Travel,
)
from qinjian.schemas.record import Envelope, Record, fields_of

PERIODS = {
    normalised_header(word) for word in cast("list[str]", data_file("headers.yaml")["period"])
}
ALL_FIELDS = [(kind, field.name) for kind, model in KINDS.items() for field in fields_of(model)]
TOP_KINDS = sorted(KINDS.keys() - CHILD_KINDS)


@pytest.mark.parametrize(("kind", "field"), ALL_FIELDS)
def test_every_field_has_a_chinese_label(kind: str, field: str) -> None:
    assert not label(kind, field).isascii()


@pytest.mark.parametrize("kind", KINDS)
def test_no_header_means_two_fields_of_one_kind(kind: str) -> None:
    sections: dict[str, Any] = data_file("headers.yaml")
    table = headers_of(KINDS[kind])
    names = ("person",) if kind in CHILD_KINDS else ("shared", "envelope")
    fields = {name: words for section in names for name, words in sections[section].items()}
    fields |= sections.get(kind, {}) if kind != Guest.kind else {}
    fields = {name: words for name, words in fields.items() if name in KINDS[kind].model_fields}
    seen: dict[str, str] = {}
    for field, words in fields.items():
        own = {normalised_header(word) for word in words}
        assert len(own) == len(words)
        for word in own | {field}:
            assert seen.setdefault(word, field) == field
            assert table.fields[word].name == field
    assert seen.keys() == table.fields.keys()


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_a_header_of_a_field_is_nothing_else(kind: str) -> None:
    for header in headers_of(KINDS[kind]).fields:
        assert not is_ignored(header)
        assert not is_kind(header)
        assert not is_lines(header)
        assert header not in PERIODS


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
    assert set(fields) - set(sections["brackets"]) <= known  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("金额", "amount"),
        (" 报 销 金 额 （元）*", "amount"),
        ("合计（小写）", "amount"),
        ("AMOUNT", "amount"),
        ("Meal_Fee (yuan)", "meal_fee"),
        ("接待人数（人）", "guest_count"),
        ("餐费标准(元/人)", "meal_standard"),
        ("住宿天数(天)", "nights"),
        ("单位（部门）", "unit"),
        ("接待\n人数", "guest_count"),
        ("金额(万元)", "amount"),
        ("金额(千元)", None),
        ("接待人数(元)", None),
        ("住宿费(元/人)", None),
        ("餐费标准(元/人/天)", None),
        ("厅级及以上人数", None),
        ("接待单位", None),
        ("", None),
    ],
)
def test_a_header_means_a_field(header: str, field: str | None) -> None:
    found = headers_of(Reception).field(header)
    assert (found and found.name) == field


def test_bureau_guests_are_not_bureau_and_above() -> None:
    found = headers_of(Reception).field("厅级人数")
    assert found is not None
    assert found.name == "bureau_guest_count"


def test_one_header_may_mean_other_things_in_other_kinds() -> None:
    assert headers_of(Reception).fields["陪餐人数"].name == "companion_count"
    assert headers_of(ForeignReception).fields["陪餐人数"].name == "banquet_hosts"
    assert headers_of(Guest).fields["单位"].name == "employer"
    assert headers_of(Envelope).fields["单位"].name == "unit"


@pytest.mark.parametrize("header", ["序号", "No.", "行 号", "开户行", "功能分类"])
def test_some_columns_are_read_past(header: str) -> None:
    assert is_ignored(header)


def kind_of_headers(*headers: str, titles: tuple[str, ...] = ()) -> type[Record] | None:
    return recognise([(header,) for header in headers], titles).kind


def test_the_kind_is_the_one_whose_headers_weigh_most() -> None:
    assert kind_of_headers("单据号", "公函字号", "住宿费") is Reception
    assert kind_of_headers("住宿费", "国籍", "赠礼金额") is ForeignReception
    assert kind_of_headers("出差人", "住宿费", "车船费") is Travel
    assert kind_of_headers("接待人数", "陪餐人数", "住宿费") is None
    assert kind_of_headers("单据号", "金额") is None


def test_a_table_of_something_else_is_not_recognised_by_chance() -> None:
    assert kind_of_headers("公函字号", "合同编号", "签订日期", "甲方") is None
    assert kind_of_headers("公函字号", "乙方", "单据号", "金额") is Reception


def test_a_title_settles_what_headers_leave_open_and_nothing_against_them() -> None:
    open_ = ("单据号", "住宿费", "交通费", "其他费用")
    assert kind_of_headers(*open_) is None
    assert kind_of_headers(*open_, titles=("2016年会议费支出明细",)) is Meeting
    assert kind_of_headers(*open_, titles=("公务接待费", "会议费")) is None
    assert kind_of_headers("公函字号", "陪餐人数", titles=("差旅费明细",)) is None
    assert kind_of_headers("单据号", "金额", titles=("差旅费明细",)) is None


def test_scores_are_said() -> None:
    words = recognise([("接待人数",), ("住宿费",), ("甲",)], ["会议费"]).words()
    assert (
        words == "reception 0.67/67%, foreign_reception 0.67/67%, travel 0.17/33%, title: meeting"
    )


def test_unknown_words_bring_up_names_like_them() -> None:
    table = headers_of(Reception)
    assert table.close("公函字").split(", ")[0] == "公函字号"
    assert "meal_fee" in table.close("meal_fees")
    assert "公函字号" in table.close("完全不同的东西啊")
    assert "approver" in table.close("xyz")

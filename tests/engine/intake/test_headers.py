from itertools import chain

import pytest

from qinjian.engine.intake import label
from qinjian.engine.intake.headers import (
    data_file,
    headers_of,
    is_ignored,
    is_kind,
    is_lines,
    normalised_header,
    recognise,
)
from qinjian.schemas.kinds import CHILD_KINDS, KINDS, ForeignReception, Guest, Reception
from qinjian.schemas.record import Envelope, fields_of

ALL_FIELDS = [(kind, field.name) for kind, model in KINDS.items() for field in fields_of(model)]
TOP_KINDS = sorted(KINDS.keys() - CHILD_KINDS)


@pytest.mark.parametrize(("kind", "field"), ALL_FIELDS)
def test_every_field_has_a_chinese_label(kind: str, field: str) -> None:
    assert not label(kind, field).isascii()


@pytest.mark.parametrize("kind", KINDS)
def test_no_header_means_two_fields_of_one_kind(kind: str) -> None:
    seen: dict[str, str] = {}
    sections = data_file("headers.yaml")
    table = headers_of(KINDS[kind])
    names = ("person",) if kind in CHILD_KINDS else ("shared", "envelope", kind)
    for section in names:
        for field, words in sections[section].items():  # type: ignore[attr-defined]
            for word in {normalised_header(word) for word in (field, *words)}:
                assert seen.setdefault(word, field) == field
                assert table.fields[word].name == field


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_a_header_of_a_field_is_nothing_else(kind: str) -> None:
    for header in headers_of(KINDS[kind]).fields:
        assert not is_ignored(header)
        assert not is_kind(header)
        assert not is_lines(header)


def test_the_labels_of_a_kind_differ() -> None:
    for kind, model in KINDS.items():
        labels = [label(kind, field.name) for field in fields_of(model)]
        if kind not in CHILD_KINDS:
            assert len(labels) == len(set(labels))


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
        ("金额(万元)", None),
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


@pytest.mark.parametrize("header", ["序号", "No.", "行 号", "金额（大写）", "附件（张）"])
def test_some_columns_are_read_past(header: str) -> None:
    assert is_ignored(header)


def test_the_kind_is_the_one_with_most_headers_of_its_own() -> None:
    assert recognise(["单据号", "餐费", "住宿费"]) == [Reception]
    assert recognise(["住宿费", "国籍", "宴请费"]) == [ForeignReception]
    assert recognise(["接待人数", "住宿费"]) == [Reception, ForeignReception]
    assert recognise(["单据号", "金额"]) == []


def test_unknown_words_bring_up_names_like_them() -> None:
    table = headers_of(Reception)
    assert table.close("公函字").split(", ")[0] == "公函字号"
    assert "meal_fee" in table.close("meal_fees")
    assert "公函字号" in table.close("完全不同的东西啊")
    assert "claim_no" in table.close("xyz")

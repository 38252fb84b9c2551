"""What holds of every field: blank words, references, flaws of storage, values that models take."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.intake.files.cells import CellText, Nature
from qinjian.engine.intake.values.cell_reading import read_document_flag, read_period, read_value
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.messages import MESSAGES
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import Document, fields_of
from tests.each import try_each
from tests.engine.intake.values.reading_of import FIELDS, field_of, told

NOTHING = [
    "", " ", "　", "无", "没有", "暂无", "（无）", "(无)", "【无】", "无。", " 无 ", "/", "／", "//", "-", "－", "—", "——", "--", "\\", "…", "待补", "（待补）", "后补", "未附",
    "未提供", "N/A", "n/a", "NA", "#N/A", "NULL", "null", "(null)", "(NULL)", "<null>", "[NULL]", "\\N", "nan", "NaN", "NaT", "undefined", "None", "nil", "&nbsp;", "不详", "\u200b",
]  # fmt: skip
PLAIN = {key: field for key, field in FIELDS.items() if field.type != "yes_no"}


def _is_nothing(kind: str, name: str) -> None:
    said = {word: read_value(FIELDS[kind, name], word).state for word in NOTHING}
    assert said == dict.fromkeys(NOTHING, "blank")


def test_a_word_for_nothing_is_blank_in_every_field() -> None:
    assert try_each(_is_nothing, PLAIN) > 1_210


@pytest.mark.parametrize(
    "word",
    [
        word
        for word in NOTHING
        if word.strip("（）()【】。 ") not in ("无", "没有", "未附", "未提供")
    ],
)
def test_a_word_for_nothing_is_blank_for_yes_and_no_too(word: str) -> None:
    assert told("lodging_arranged", word) == "<blank>"


def _refers(kind: str, name: str) -> None:
    key = kind, name
    for text in ("见附件", "详见附件2", "（见附表）", "附后", "见清单", "详见明细表", "见备注"):
        assert read_value(FIELDS[key], text).problem == "refers_elsewhere"
    for text in ("同上", "〃", " 同上 "):
        assert read_value(FIELDS[key], text).problem == "ditto"


def test_a_cell_may_refer_elsewhere_or_repeat() -> None:
    assert try_each(_refers, FIELDS) > 1_260


@pytest.mark.parametrize(
    "text",
    [
        "见习护士培训",
        "见面会用餐",
        "合同附后，发票已验",
        "参见义勇为表彰会",
        "清单已附",
        "附近加油站",
    ],
)
def test_a_sentence_is_no_reference(text: str) -> None:
    assert told("description", text) == text


FLAWS: list[tuple[Nature, str]] = [
    ("digits_lost", "digits_lost"),
    ("formula", "formula_empty"),
    ("error", "cell_error"),
]


def _was_stored(kind: str, name: str) -> None:
    field = FIELDS[kind, name]
    for nature, problem in FLAWS:
        assert read_value(field, CellText("24502000000010900000", nature)).problem == problem
    merged = read_value(field, CellText("3", "merged", "A1"))
    assert (merged.problem == "merged_figure") == (field.type in ("money", "count", "quantity"))
    assert read_value(field, CellText("", "covered", "A1")).state == "blank"


def test_how_a_cell_was_stored_may_cost_its_value() -> None:
    assert try_each(_was_stored, FIELDS) > 1_260


def test_how_days_and_flags_were_stored() -> None:
    serial = CellText("42000", "number_1904")
    assert read_value(field_of("event_date"), serial).problem == "serial_1904"
    assert read_period(serial).problem == "serial_1904"
    assert read_period(CellText("=A1", "formula")).problem == "formula_empty"
    assert read_value(field_of("event_date"), CellText("43529", "number")).value == dt.date(
        2019, 3, 5
    )
    assert read_document_flag(Document.INVOICE, CellText("#REF!", "error")).problem == "cell_error"


def test_values_of_json_are_read_by_their_type() -> None:
    assert told("amount", Decimal("3.5")) == Decimal("3.50")
    assert told("amount", 3) == Decimal(3)
    assert told("amount", raw=True) == "<not_money>"
    assert told("guest_count", 3) == 3
    assert told("days", Decimal("0.5"), "travel") == Decimal("0.5")
    assert told("event_date", dt.date(2019, 3, 5)) == dt.date(2019, 3, 5)
    assert told("event_date", 3) == "<not_day>"
    assert told("description", 3) == "<not_text>"
    assert told("description", ["a"]) == "<not_a_value>"
    assert told("description", None) == "<blank>"
    assert read_period(["a"]).problem == "not_a_value"


def test_text_is_what_is_seen_of_it() -> None:
    assert told("seller", " 重庆某某商贸有限公司\u200b ") == "重庆某某商贸有限公司"
    assert told("plate", " 渝A12345 ") == "渝A12345"
    assert told("to_place", "四川省成都市") == "成都"
    assert told("remarks", "午餐") == "午餐"
    assert told("handler", "张　三") == told("handler", "张 三") == "张三"
    assert told("remarks", "张三 李四") == "张三 李四"


WORDS = st.text(
    st.sampled_from(
        "无有张三李某公函发票审批单2017年月日-/、，（）()0123456789.*×至人天元等共转高铁二座餐见附件 \n〔号〕约半已未%E+"
    ),
    max_size=14,
)
RAWS = (
    WORDS
    | st.text(max_size=8)
    | st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.decimals(allow_nan=True)
    | st.lists(WORDS, max_size=3)
    | st.builds(
        CellText, WORDS, st.sampled_from(["number", "merged", "error", "number_1904", "text"])
    )
)


def validated(kind: str, name: str, value: object) -> object:
    return getattr(KINDS[kind].model_validate({name: value}), name)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(sorted(FIELDS)),
    RAWS,
    st.sampled_from([None, 2017]),
    st.sampled_from([1, 10_000]),
)
def test_what_is_given_is_what_the_model_takes(
    key: tuple[str, str], raw: object, year: int | None, scale: int
) -> None:
    reading = read_value(FIELDS[key], raw, year=year, scale=scale)
    assert reading == read_value(FIELDS[key], raw, year=year, scale=scale)
    assert_is_whole(reading)
    if reading.state == "given" and FIELDS[key].type != "children":
        assert validated(*key, reading.value) == reading.value
    if reading.state == "given":
        validated(*key, reading.value)
    for name, value in reading.also:
        for kind, model in KINDS.items():
            if any(field.name == name for field in fields_of(model)):
                assert validated(kind, name, value) == value


@settings(max_examples=200, deadline=None)
@given(RAWS, st.sampled_from([None, 2017]))
def test_periods_and_flags_never_fail(raw: object, year: int | None) -> None:
    period = read_period(raw, year=year)
    assert_is_whole(period)
    if period.state == "given":
        assert isinstance(period.value, tuple)
        assert period.value[0] <= period.value[1]
    for document in (Document.OFFICIAL_LETTER, Document.INVOICE, Document.APPROVAL_FORM):
        flag = read_document_flag(document, raw)
        assert_is_whole(flag)
        assert flag.state in ("given", "blank", "unreadable")
        assert isinstance(flag.value, bool) == (flag.state == "given")


def assert_is_whole(reading: Reading) -> None:
    """A reading has a value, or a problem with a message that its values fill, or neither."""
    assert (reading.problem is not None) == (reading.state == "unreadable")
    assert reading.state == "given" or reading.value is None
    if reading.problem is not None:
        for language in MESSAGES[reading.problem]:
            assert language.format(**reading.values)

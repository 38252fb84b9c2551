from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qinjian.engine.intake import Intake, read
from qinjian.engine.intake.survey import survey
from qinjian.engine.intake.tables.mapping import label_of, load_mapping, mapping_for
from qinjian.engine.intake.values.words import known_kinds
from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.report.mapping import mapping_file
from qinjian.schemas.mapping import Mapping, TableMapping
from qinjian.schemas.record import Document
from tests.engine.intake.tables.test_tables import faults, records

TABLE = "号码,函,来客,花费\nA1,渝函1号,3,0.5\n"
COLUMNS = "{号码: claim_no, 函: letter_no, 来客: guest_count, 花费: amount}"
KINDS = known_kinds()
SAMPLES = Path(__file__).parents[4] / "samples" / "exports"
TABLES = {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".parquet"}
FILES = sorted(p.relative_to(SAMPLES) for p in SAMPLES.rglob("*") if p.suffix in TABLES)

ReadMapped = Callable[..., Intake]


@pytest.fixture
def read_mapped(write: Callable[[str, str], str]) -> ReadMapped:
    def read_it(text: str, mapping: str, name: str = "a.csv") -> Intake:
        return read([write(name, text)], mapping=Path(write("m.yaml", mapping)))

    return read_it


def wrong(mapping: bytes | str) -> list[tuple[str, str]]:
    Path("m.yaml").write_bytes(mapping if isinstance(mapping, bytes) else mapping.encode())
    with pytest.raises(QinjianError) as caught:
        load_mapping(Path("m.yaml"))
    return [(problem.words("zh"), problem.words("en")) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("mapping", "zh", "en"),
    [
        (
            "table: []\n",
            [
                "m.yaml，第 1 行，第 1 列：缺少“tables”。请补上。",
                "m.yaml，第 1 行，第 8 列：没有“table”这个键。最接近的是：tables。",
            ],
            [
                "m.yaml, line 1, column 1: “tables” is missing. Add it.",
                "m.yaml, line 1, column 8: there is no key “table”. Like it are: tables.",
            ],
        ),
        (
            "tables:\n- kind: banquet\n  columns: {}\n",
            [f"m.yaml，第 2 行，第 9 列：不认识的类别“banquet”。可用：{KINDS}。"],
            [f"m.yaml, line 2, column 9: “banquet” is no kind of record. Known are {KINDS}."],
        ),
        (
            "tables:\n- kind: reception\n  columns:\n    甲: meal_fees\n    乙: amount\n    丙: amount\n",
            [
                "m.yaml，第 4 行，第 8 列：没有“meal_fees”这个字段。最接近的是：meal_fee, meal_type。",
                "m.yaml，第 6 行，第 8 列：与“乙”列都表示 amount。请只保留一列。",
            ],
            [
                "m.yaml, line 4, column 8: there is no field “meal_fees”. Like it are: meal_fee, meal_type.",
                "m.yaml, line 6, column 8: this column and “乙” both mean amount. Keep one.",
            ],
        ),
        (
            "tables:\n- scale: 亿元\n  columns: {甲: amount}\n",
            ["m.yaml，第 2 行，第 10 列：“亿元”不合要求：Input should be '元', '千元' or '万元'。"],
            [
                "m.yaml, line 2, column 10: “亿元” does not fit: Input should be '元', '千元' or '万元'."
            ],
        ),
        (
            "tables:\n- colums: {甲: amount}\n",
            ["m.yaml，第 2 行，第 11 列：没有“colums”这个键。最接近的是：columns。"],
            ["m.yaml, line 2, column 11: there is no key “colums”. Like it are: columns."],
        ),
        (
            "tables:\n- columns:\n    甲: amount\n    甲: meal_fee\n",
            ["m.yaml，第 4 行，第 5 列：“甲”出现了两次。请只保留一个。"],
            ["m.yaml, line 4, column 5: “甲” stands here twice. Keep one."],
        ),
        (
            "tables:\n- columns: {甲: period, 乙: period, 丙: ignored, 丁: ignored, 戊: ''}\n",
            ["m.yaml，第 2 行，第 27 列：与“甲”列都表示 period。请只保留一列。"],
            ["m.yaml, line 2, column 27: this column and “甲” both mean period. Keep one."],
        ),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told_with_its_place(
    mapping: str, zh: list[str], en: list[str]
) -> None:
    assert wrong(mapping) == list(zip(zh, en, strict=True))


@pytest.mark.parametrize(
    "mapping",
    [
        "",
        "- kind: reception\n",
        "tables: 1\n",
        "tables: [{header_rows: [1, 2, 3, 4], columns: {甲: amount}}]\n",
        "tables: [{unit: 万元, columns: {甲: amount}}]\n",
        "tables: [{positions: {0: amount}}]\n",
        "tables: [{positions: {甲: amount}}]\n",
        "tables: [{file: [a.csv], columns: {甲: amount}}]\n",
        "tables: [{constants: {unit: [甲]}, columns: {甲: amount}}]\n",
        "tables: [{words: {payment_method: 刷单}, columns: {甲: amount}}]\n",
        "tables: [{columns: {甲: [amount]}}]\n",
        "tables: [{kind: guest, columns: {甲: name}}]\n",
        "tables: [{kind: travel, columns: {甲: meal_fee}}]\n",
        "tables: [\n",
        "tables: 甲\n".encode("gb18030"),
    ],
)
def test_what_is_no_mapping_is_refused_with_one_problem(mapping: bytes | str) -> None:
    assert len(wrong(mapping)) == 1


def test_a_mapping_that_is_not_there_stops_the_run(write: Callable[[str, str], str]) -> None:
    with pytest.raises(QinjianError) as caught:
        read([write("a.csv", TABLE)], mapping=Path("none.yaml"))
    assert caught.value.problems[0].where.file == "none.yaml"


def test_a_mapping_says_what_columns_mean(read_mapped: ReadMapped) -> None:
    assert faults(read_mapped(TABLE, "tables: []\n")) == [("kind_unclear", 1, None)]
    found = read_mapped(TABLE, f"tables:\n- kind: reception\n  columns: {COLUMNS}\n")
    (record,) = records(found)
    assert (record.claim_no, record.letter_no, record.guest_count) == ("A1", "渝函1号", 3)
    assert (str(record.amount), found.rejects, found.notices) == ("0.50", (), ())


def test_a_mapping_goes_before_what_a_header_means(read_mapped: ReadMapped) -> None:
    text = "单据号,公函字号,餐费,金额\nA1,渝函1号,5,6\n"
    mapping = "tables:\n- columns: {餐费: lodging_fee, 金额: ignored, 单据号: ''}\n"
    (one,) = read_mapped(text, mapping).records
    assert one.record.claim_no == "A1"  # type: ignore[attr-defined]
    assert one.record.lodging_fee == one.record.amount == 5  # type: ignore[attr-defined]
    assert "amount" in one.derived
    assert "meal_fee" not in one.record.model_fields_set


def test_a_mapping_may_give_the_unit_of_amounts(read_mapped: ReadMapped) -> None:
    mapping = f"tables:\n- kind: reception\n  scale: 万元\n  columns: {COLUMNS}\n"
    found = read_mapped(TABLE, mapping)
    assert str(records(found)[0].amount) == "5000.00"
    assert [problem.code for problem in found.notices] == ["amounts_scaled"]
    yuan = mapping.replace("万元", "元")
    assert str(records(read_mapped(f"单位：万元,,,\n{TABLE}", yuan))[0].amount) == "0.50"
    assert str(records(read_mapped(f"单位：千元,,,\n{TABLE}", yuan))[0].amount) == "0.50"
    thousands = mapping.replace("万元", "千元")
    assert str(records(read_mapped(TABLE, thousands))[0].amount) == "500.00"
    assert str(records(read_mapped(f"单位：万元,,,\n{TABLE}", thousands))[0].amount) == "500.00"
    cell = TABLE.replace("0.5", "0.5元")
    assert str(records(read_mapped(cell, mapping))[0].amount) == "0.50"


def test_a_unit_in_a_mapped_header_holds(read_mapped: ReadMapped) -> None:
    text = TABLE.replace("花费", "花费（万元）")
    mapping = f"tables:\n- kind: reception\n  columns: {COLUMNS.replace('花费', '花费（万元）')}\n"
    assert str(records(read_mapped(text, mapping))[0].amount) == "5000.00"
    mapping = mapping.replace("  columns", "  scale: 元\n  columns")
    assert str(records(read_mapped(text, mapping))[0].amount) == "5000.00"


def test_a_mapping_may_name_periods_and_kinds(read_mapped: ReadMapped) -> None:
    text = "类型,何时,名称\n会议费,2015.3.5-8,例会\n培训费,2015.4.1-4.3,轮训\n"
    mapping = "tables:\n- columns: {类型: kind, 何时: period, 名称: description}\n"
    found = read_mapped(text, mapping)
    assert [one.place.kind for one in found.records] == ["meeting", "training"]
    days = [(str(r.start_date), str(r.end_date)) for r in records(found)]
    assert days == [("2015-03-05", "2015-03-08"), ("2015-04-01", "2015-04-03")]


def test_two_rows_of_headers_are_joined_by_a_stroke(read_mapped: ReadMapped) -> None:
    text = "号码,接待对象,,自付费用,,金额\n,单位,职务,餐费,房费,\nA1,乙局,局长,5,6,7\n"
    mapping = (
        "tables:\n- kind: reception\n  columns: {号码: claim_no, 接待对象/职务: ignored, "
        "自付费用/餐费: guest_payment, 自付费用/房费: lodging_payment}\n"
    )
    found = read_mapped(text, mapping)
    (record,) = records(found)
    assert (record.claim_no, record.guest_payment, record.lodging_payment) == ("A1", 5, 6)
    assert (record.guest_unit, record.amount, found.notices) == ("乙局", 7, ())


def test_a_mapping_finds_headers_where_others_are_known(read_mapped: ReadMapped) -> None:
    text = f"单据号,公函字号,接待人数,金额\n{TABLE}"
    mapping = f"tables:\n- kind: reception\n  columns: {COLUMNS}\n"
    assert [one.place.row for one in read_mapped(text, mapping).records] == [3]
    again = f"{TABLE}\n号码,函,来客,花费\nA2,渝函2号,4,7\n"
    rows = mapping.replace("  columns", "  header_rows: [4]\n  columns")
    assert [one.place.row for one in read_mapped(again, rows).records] == [5]


def test_a_mapping_may_be_for_one_sheet(write_workbook: Callable[..., str]) -> None:
    rows = [["号码", "函", "来客"], ["A1", "渝函1号", 5]]
    name = write_workbook("a.xlsx", 一月=rows, 二月=rows)
    mapping = "tables:\n- kind: reception\n  sheet: 二月\n  columns: {号码: claim_no, 函: letter_no, 来客: guest_count}\n"
    Path("m.yaml").write_text(mapping, encoding="utf-8")
    found = read([name], mapping=Path("m.yaml"))
    assert [one.place.sheet for one in found.records] == ["二月"]
    assert found.rejects == ()
    assert [(p.code, p.where.sheet) for p in found.notices] == [("table_without_spending", "一月")]


def test_a_mapping_that_fits_nothing_is_told(read_mapped: ReadMapped) -> None:
    text = "单据号,公函字号,陪餐人数,金额\nA1,渝函1号,2,5\n"
    columns = "{号码: claim_no, 函: letter_no, 公函字号: ''}"
    found = read_mapped(text, f"tables:\n- kind: reception\n  columns: {columns}\n")
    assert len(found.records) == 1
    (notice,) = found.notices
    assert notice.words("zh") == (
        "映射中的一张表（号码, 函, 公函字号 ……）与任何表都不符，未使用。"
        "请核对其列名、列号、file 和 sheet。"
    )
    assert notice.words("en") == (
        "one table of the mapping (号码, 函, 公函字号 …) fits none that was read and was not used. "
        "Check its columns, positions, file and sheet."
    )


def test_headers_of_a_mapping_are_compared_like_others() -> None:
    table = TableMapping(columns={"花 费（元）": "amount"})
    mapping = Mapping(tables=(TableMapping(columns={}), table))
    assert mapping_for(mapping, "a.csv", None, ["序号", "花费(元)*"]) is table
    assert mapping_for(mapping, "a.csv", None, ["花费"]) is None
    assert mapping_for(None, "a.csv", None, ["花费"]) is None


def test_the_kind_is_told_by_what_a_mapping_calls_the_columns(read_mapped: ReadMapped) -> None:
    """The words of the headers count no longer, nor do columns that are not read."""
    text = "号码,甲,乙,丙\nA1,渝函1号,2,5\n"
    columns = "{甲: letter_no, 乙: companion_count, 丙: amount}"
    (one,) = read_mapped(text, f"tables:\n- columns: {columns}\n").records
    assert (one.place.kind, one.record.letter_no) == ("reception", "渝函1号")  # type: ignore[attr-defined]
    text = "出差人,车次,金额,摘要\n江亦舟,G8502,300,购打印纸\n"
    assert read_mapped(text, "tables: []\n").records[0].place.kind == "travel"
    told = read_mapped(text, "tables:\n- columns: {出差人: handler, 车次: ignored}\n").records
    assert [one.place.kind for one in told] == ["expense"]


# --- columns by their number

TWICE = "公函字号,陪餐人数,备注,备注,金额\n渝函1号,2,甲,300,500\n"


def test_columns_of_one_header_are_told_apart_by_their_number(read_mapped: ReadMapped) -> None:
    mapping = "tables:\n- kind: reception\n  positions: {4: meal_fee}\n"
    (record,) = records(read_mapped(TWICE, mapping))
    assert (record.remarks, record.meal_fee, record.amount) == ("甲", 300, 500)


def test_a_number_goes_before_the_header_and_an_empty_one_leaves_it(
    read_mapped: ReadMapped,
) -> None:
    mapping = (
        "tables:\n- kind: reception\n  columns: {备注: menu}\n"
        "  positions: {3: description, 4: '', 5: ignored}\n"
    )
    (record,) = records(read_mapped(TWICE, mapping))
    assert (record.description, record.menu) == ("甲", "300")
    assert {"remarks", "amount"}.isdisjoint(record.model_fields_set)


def test_a_column_without_a_header_has_a_number(read_mapped: ReadMapped) -> None:
    mapping = "tables:\n- kind: reception\n  positions: {2: letter_no, 3: guest_count}\n"
    found = read_mapped("单据号,,,金额\nA1,渝函1号,3,500\n", mapping)
    (record,) = records(found)
    assert (record.letter_no, record.guest_count, found.notices) == ("渝函1号", 3, ())


def test_a_number_beyond_the_columns_fits_no_table(read_mapped: ReadMapped) -> None:
    mapping = "tables:\n- kind: reception\n  positions: {6: meal_fee}\n"
    found = read_mapped(TWICE, mapping)
    assert [notice.code for notice in found.notices] == ["map_unused"]


def test_numbers_say_nothing_of_where_the_headers_stand(read_mapped: ReadMapped) -> None:
    """The first row has as many cells: it is a title all the same, unless its row is named."""
    text = f"某局,2015年,公务接待,明细,表\n{TWICE}"
    mapping = "tables:\n- kind: reception\n  positions: {4: meal_fee}\n"
    found = read_mapped(text, mapping)
    assert [one.place.row for one in found.records] == [3]
    assert found.files[0].tables[0].header_rows == (2,)
    strange = "子,丑,寅\n渝函1号,3,500\n"
    named = "{1: letter_no, 2: guest_count, 3: amount}\n  header_rows: [1]"
    (record,) = records(read_mapped(strange, f"tables:\n- kind: reception\n  positions: {named}\n"))
    assert (record.letter_no, record.guest_count, record.amount) == ("渝函1号", 3, 500)


def test_several_columns_of_words_may_be_one_field(read_mapped: ReadMapped) -> None:
    mapping = "tables:\n- kind: reception\n  positions: {3: remarks, 4: remarks}\n"
    (record,) = records(read_mapped(TWICE, mapping))
    assert record.remarks == "甲；300"


@pytest.mark.parametrize(
    ("positions", "words"),
    [
        (
            "{0: amount}",
            "m.yaml, line 3, column 18: “0” does not fit: "
            "Input should be greater than or equal to 1.",
        ),
        ("{3: meal_fees}", "m.yaml, line 3, column 18: there is no field “meal_fees”."),
        (
            "{3: amount, 4: amount}",
            "m.yaml, line 3, column 29: this column and “3” both mean amount. Keep one.",
        ),
    ],
)
def test_what_is_wrong_with_numbers_is_told_with_its_place(positions: str, words: str) -> None:
    ((_, en),) = wrong(f"tables:\n- kind: reception\n  positions: {positions}\n")
    assert en.startswith(words)


def test_a_column_may_tell_whether_a_document_is_there(read_mapped: ReadMapped) -> None:
    mapping = "tables:\n- kind: reception\n  columns: {函: documents.official_letter}\n"
    found = read_mapped("单据号,函,餐费,金额\nA1,有,5,5\nA2,无,5,5\n", mapping)
    shown, absent = records(found)
    assert shown.shown_documents == (Document.OFFICIAL_LETTER,)
    assert absent.absent_documents == (Document.OFFICIAL_LETTER,)


# --- values that hold for all rows


def test_constants_hold_where_no_column_says_them(read_mapped: ReadMapped) -> None:
    constants = (
        "{unit: 重庆市渝岭区水利局, region: 重庆, unit_kind: 党政机关, payment_method: 公务卡}"
    )
    mapping = f"tables:\n- kind: reception\n  columns: {COLUMNS}\n  constants: {constants}\n"
    (record,) = records(read_mapped(TABLE, mapping))
    assert (record.unit, record.region) == ("重庆市渝岭区水利局", "重庆")
    assert (record.unit_kind, record.payment_method) == ("government", ("official_card",))
    text = "号码,函,来客,花费,单位\nA1,渝函1号,3,0.5,渝岭区民政局\nA2,渝函2号,3,0.5,\n"
    units = [record.unit for record in records(read_mapped(text, mapping))]
    assert units == ["渝岭区民政局", None]


@pytest.mark.parametrize(
    ("constants", "words"),
    [
        ("{units: 甲局}", "there is no field “units”. Like it are: unit"),
        ("{unit_kind: 甲}", "“甲” is not "),
        ("{region: 火星}", "“火星” is not "),
        ("{event_date: 2015-02-30}", "“2015-02-30”"),
        ("{amount: 若干}", "“若干”"),
    ],
)
def test_a_constant_that_its_field_cannot_take_is_told_with_its_place(
    constants: str, words: str
) -> None:
    mapping = (
        f"tables:\n- kind: reception\n  columns: {{甲: letter_no}}\n  constants: {constants}\n"
    )
    ((_, en),) = wrong(mapping)
    column = 16 + constants.index(":")
    assert en.startswith(f"m.yaml, line 4, column {column}: ")
    assert words in en


# --- what words of cells mean


def test_words_of_cells_may_mean_others(read_mapped: ReadMapped) -> None:
    mapping = (
        "tables:\n- kind: reception\n  columns: {单据号: ''}\n  words:\n"
        "    payment_method: {刷单: official_card, 老办法: 现金}\n"
        "    meal_type: {小灶: 宴请}\n    guest_count: {一桌: '10'}\n"
    )
    text = "单据号,公函字号,支付方式,用餐形式,接待人数,金额\nA1,渝函1号, 刷单 ,小灶,一桌,5\nA2,渝函2号,老办法,工作餐,3,5\n"
    found = read_mapped(text, mapping)
    first, second = records(found)
    assert (first.payment_method, first.meal_type) == (("official_card",), "banquet")
    assert first.guest_count == 10
    assert (second.payment_method, second.meal_type) == (("cash",), "working_meal")
    assert found.unreadable == ()
    plain = read_mapped(text, "tables: []\n")
    assert {p.where.field for p in plain.unreadable} >= {"支付方式", "用餐形式", "接待人数"}


@pytest.mark.parametrize(
    ("words", "column", "said"),
    [
        ("{payment: {刷单: 现金}}", 25, "there is no field “payment”"),
        ("{payment_method: {刷单: offical_card}}", 32, "“offical_card”"),
        ("{guest_count: {一桌: 约十}}", 29, "“约十”"),
    ],
)
def test_a_word_for_what_there_is_not_is_told_with_its_place(
    words: str, column: int, said: str
) -> None:
    mapping = f"tables:\n- kind: reception\n  columns: {{甲: letter_no}}\n  words: {words}\n"
    ((_, en),) = wrong(mapping)
    assert said in en
    assert en.startswith(f"m.yaml, line 4, column {column}: ")


# --- for some files only


def test_a_mapping_may_be_for_files_of_a_pattern(write: Callable[[str, str], str]) -> None:
    for name in ("甲/差旅1.csv", "甲/接待.csv", "乙/差旅2.csv"):
        write(name, TABLE.replace("A1", name))
    mapping = (
        f"tables:\n- kind: travel\n  file: '*差旅*.csv'\n  columns: {{号码: claim_no, 花费: amount}}\n"
        f"- kind: reception\n  file: 甲/接待.csv\n  columns: {COLUMNS}\n"
    )
    found = read(["甲", "乙"], mapping=Path(write("m.yaml", mapping)))
    kinds = {one.place.file: one.place.kind for one in found.records}
    assert kinds == {
        "甲/差旅1.csv": "travel", "甲/接待.csv": "reception", "乙/差旅2.csv": "travel",
    }  # fmt: skip


def test_a_mapping_for_files_needs_no_columns(write: Callable[[str, str], str]) -> None:
    """It finds the headers where they stand, and gives what the files lack."""
    text = "某局公务接待明细\n单据号,公函字号,陪餐人数,金额\nA1,渝函1号,2,5\n"
    write("水利/接待.csv", text)
    write("民政/接待.csv", text.replace("A1", "A2"))
    mapping = (
        "tables:\n- file: '水利/*'\n  constants: {unit: 渝岭区水利局}\n"
        "- file: '民政/*'\n  constants: {unit: 渝岭区民政局}\n  scale: 万元\n"
        "- constants: {unit: 谁都不是}\n"
    )
    found = read(["民政", "水利"], mapping=Path(write("m.yaml", mapping)))
    told = [(r.claim_no, r.unit, str(r.amount)) for r in records(found)]
    assert told == [("A2", "渝岭区民政局", "50000.00"), ("A1", "渝岭区水利局", "5.00")]
    assert [notice.code for notice in found.notices] == ["amounts_scaled", "map_unused"]


def test_a_mapping_for_a_file_that_is_not_there_is_told(read_mapped: ReadMapped) -> None:
    mapping = "tables:\n- file: b.csv\n  sheet: 一月\n  constants: {unit: 甲局}\n"
    found = read_mapped("单据号,公函字号,陪餐人数,金额\nA1,渝函1号,2,5\n", mapping)
    (notice,) = found.notices
    assert notice.words("en").startswith("one table of the mapping (b.csv, 一月 …) fits none")


# --- the mapping that is written


def test_mapped_fields_have_labels() -> None:
    assert label_of("meal_fee", "reception") == "餐费"
    assert label_of("plate", None) == "车牌号"
    assert label_of("nothing", "reception") == "nothing"


@pytest.mark.parametrize("file", FILES, ids=str)
def test_the_written_mapping_changes_nothing(file: Path) -> None:
    path = str(SAMPLES / file)
    tables, _ = survey(path)
    Path("m.yaml").write_text(mapping_file(tables, "m.yaml", "en"), encoding="utf-8")
    plain, mapped = read([path]), read([path], mapping=Path("m.yaml"))
    assert mapped.records == plain.records
    assert mapped.rejects == plain.rejects
    assert mapped.notices == plain.notices
    assert mapped.unreadable == plain.unreadable
    counts: Any = [[dict(table.rows) for table in tally.tables] for tally in mapped.files]
    assert counts == [[dict(table.rows) for table in tally.tables] for tally in plain.files]


def test_columns_of_one_header_are_written_by_their_number(
    write: Callable[[str, str], str],
) -> None:
    tables, _ = survey(write("a.csv", TWICE))
    assert mapping_file(tables, "m.yaml", "en").split("tables:\n")[1] == (
        "- kind: reception\n  # header_rows: [1]\n  columns:\n"
        '    "公函字号": letter_no\n    "陪餐人数": companion_count\n    "金额": amount\n'
        '  positions:\n    3: ""  # remarks  # 备注\n    4: ""  # remarks  # 备注\n'
    )


def test_of_two_columns_for_one_field_the_headers_say_which_counts(
    write: Callable[[str, str], str],
) -> None:
    text = "公函字号,陪餐人数,申请金额,实付金额\n渝函1号,2,600,500\n"
    tables, _ = survey(write("a.csv", text))
    written = mapping_file(tables, "m.yaml", "en")
    assert '    "申请金额": ""  # amount\n    "实付金额": ""  # amount\n' in written
    (record,) = records(read(["a.csv"], mapping=Path(write("m.yaml", written))))
    assert record.amount == 500


def test_tables_that_are_read_alike_are_written_once(write: Callable[[str, str], str]) -> None:
    text = "单据号,公函字号,陪餐人数,金额\nA1,渝函1号,2,5\n"
    write("d/1月.csv", text)
    write("d/2月.csv", text)
    assert mapping_file(survey("d")[0], "m.yaml", "en").count("- kind") == 1


def test_tables_of_one_layout_that_are_not_name_their_file(
    write: Callable[[str, str], str],
) -> None:
    text = "日期,事由,报到日期,综合定额,金额\n2015-03-05,例会,2015-03-05,300,5000\n"
    write("d/会议费[1].csv", text)
    write("d/培训费.csv", text.replace("例会", "轮训"))
    tables, _ = survey("d")
    assert {table.kind for table in tables} == {"meeting", "training"}
    mapping = Path(write("m.yaml", mapping_file(tables, "m.yaml", "en")))
    found = read(["d"], mapping=mapping)
    assert {one.place.file: one.place.kind for one in found.records} == {
        "d/会议费[1].csv": "meeting", "d/培训费.csv": "training",
    }  # fmt: skip
    assert found.notices == read(["d"]).notices

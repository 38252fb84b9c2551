from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qinjian.engine.intake import Intake, read
from qinjian.engine.intake.survey import survey
from qinjian.engine.intake.tables.mapping import label_of, load_mapping, mapping_for
from qinjian.engine.problems import QinjianError
from qinjian.engine.report.mapping import mapping_file
from qinjian.schemas.mapping import Mapping, TableMapping
from tests.engine.intake.tables.test_tables import faults, records

TABLE = "号码,函,来客,花费\nA1,渝函1号,3,0.5\n"
COLUMNS = "{号码: claim_no, 函: letter_no, 来客: guest_count, 花费: amount}"
KINDS = (
    "reception (公务接待), foreign_reception (外宾接待), travel (差旅费), meeting (会议费), "
    "training (培训费), abroad (因公出国（境）费), vehicle_running (公务用车运行维护费), "
    "vehicle_purchase (公务用车购置), transport_subsidy (公务交通补贴), procurement (政府采购), "
    "budget_line (预算行), income (非税收入), asset_disposal (国有资产处置), vehicle (公务用车台账), "
    "passport (证照管理台账), itinerary (出访日程)"
)
SAMPLES = Path(__file__).parents[3] / "samples" / "exports"
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
            "tables:\n- unit: 千元\n  columns: {甲: amount}\n",
            ["m.yaml，第 2 行，第 9 列：“千元”不合要求：Input should be '元' or '万元'。"],
            ["m.yaml, line 2, column 9: “千元” does not fit: Input should be '元' or '万元'."],
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
        "tables: [{header_rows: [1, 2, 3], columns: {甲: amount}}]\n",
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
    assert faults(read_mapped(TABLE, "tables: []\n")) == [("header_missing", None, None)]
    found = read_mapped(TABLE, f"tables:\n- kind: reception\n  columns: {COLUMNS}\n")
    (record,) = records(found)
    assert (record.claim_no, record.letter_no, record.guest_count) == ("A1", "渝函1号", 3)
    assert (str(record.amount), found.rejects, found.notices) == ("0.50", (), ())


def test_a_mapping_goes_before_what_a_header_means(read_mapped: ReadMapped) -> None:
    text = "单据号,公函字号,餐费,金额\nA1,X,5,6\n"
    mapping = "tables:\n- columns: {餐费: lodging_fee, 金额: ignored, 单据号: ''}\n"
    (record,) = records(read_mapped(text, mapping))
    assert (record.claim_no, record.lodging_fee) == ("A1", 5)
    assert {"meal_fee", "amount"}.isdisjoint(record.model_fields_set)


def test_a_mapping_may_give_the_unit_of_amounts(read_mapped: ReadMapped) -> None:
    mapping = f"tables:\n- kind: reception\n  unit: 万元\n  columns: {COLUMNS}\n"
    found = read_mapped(TABLE, mapping)
    assert str(records(found)[0].amount) == "5000.00"
    assert [problem.code for problem in found.notices] == ["amounts_scaled"]
    yuan = mapping.replace("万元", "元")
    assert str(records(read_mapped(f"单位：万元,,,\n{TABLE}", yuan))[0].amount) == "0.50"
    assert str(records(read_mapped(f"单位：千元,,,\n{TABLE}", yuan))[0].amount) == "0.50"
    cell = TABLE.replace("0.5", "0.5元")
    assert str(records(read_mapped(cell, mapping))[0].amount) == "0.50"


def test_a_unit_in_a_mapped_header_holds(read_mapped: ReadMapped) -> None:
    text = TABLE.replace("花费", "花费（万元）")
    mapping = f"tables:\n- kind: reception\n  columns: {COLUMNS.replace('花费', '花费（万元）')}\n"
    assert str(records(read_mapped(text, mapping))[0].amount) == "5000.00"
    mapping = mapping.replace("  columns", "  unit: 元\n  columns")
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
    rows = [["号码", "函", "花费"], ["A1", "X", 5]]
    name = write_workbook("a.xlsx", 一月=rows, 二月=rows)
    mapping = "tables:\n- kind: reception\n  sheet: 二月\n  columns: {号码: claim_no, 函: letter_no, 花费: amount}\n"
    Path("m.yaml").write_text(mapping, encoding="utf-8")
    found = read([name], mapping=Path("m.yaml"))
    assert [one.place.sheet for one in found.records] == ["二月"]
    assert [(p.code, p.where.sheet) for p in found.rejects] == [("header_missing", "一月")]


def test_a_mapping_that_fits_nothing_is_told(read_mapped: ReadMapped) -> None:
    text = "单据号,公函字号,金额\nA1,X,5\n"
    columns = "{号码: claim_no, 函: letter_no, 公函字号: ''}"
    found = read_mapped(text, f"tables:\n- kind: reception\n  columns: {columns}\n")
    assert len(found.records) == 1
    (notice,) = found.notices
    assert notice.words("zh") == (
        "映射中的一张表（号码, 函, 公函字号 ……）与任何表都不符，未使用。请核对其列名和 sheet。"
    )
    assert notice.words("en") == (
        "one table of the mapping (号码, 函, 公函字号 …) fits none that was read and was not used. Check its columns and sheet."
    )


def test_headers_of_a_mapping_are_compared_like_others() -> None:
    table = TableMapping(columns={"花 费（元）": "amount"})
    mapping = Mapping(tables=(TableMapping(columns={}), table))
    assert mapping_for(mapping, None, ["序号", "花费(元)*"]) is table
    assert mapping_for(mapping, None, ["花费"]) is None
    assert mapping_for(None, None, ["花费"]) is None


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
    counts: Any = [[dict(table.rows) for table in tally.tables] for tally in mapped.files]
    assert counts == [[dict(table.rows) for table in tally.tables] for tally in plain.files]

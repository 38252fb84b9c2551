import io
from collections.abc import Callable
from pathlib import Path

import pytest

from qinjian.engine.intake.survey import Surveyed, survey
from qinjian.engine.intake.tables.columns import Understood
from qinjian.engine.messages.problems import QinjianError
from tests.engine.intake.files.test_parquet import save

Write = Callable[[str, str], str]
TEXT = (
    "公务接待明细,,,,,,\n单据号,类别,会议时间,公函字号,心情,,金额（万元）\n"
    "A1,公务接待,,渝函1号,好,x,0.5\nA2,公务接待,,渝函1号,坏,,0.7\n"
)


def only(path: str, kind: str | None = None, mapping: Path | None = None) -> Surveyed:
    ((table,), problems) = survey(path, kind, mapping)
    assert problems == []
    return table


def uses(table: Surveyed) -> dict[str, str | None]:
    return {column.header: column.use for column in table.columns}


def test_a_table_is_told_without_being_read(write: Write) -> None:
    table = only(write("a.csv", TEXT))
    assert (table.file, table.sheet, table.header_rows) == ("a.csv", None, (2,))
    assert table.kind == "reception"
    assert table.scores.startswith("reception 1+0 ✓, ")
    assert table.scores.endswith("title: reception")


def test_each_column_says_how_it_is_read(write: Write) -> None:
    table = only(write("a.csv", TEXT))
    assert table.columns == (
        Understood("单据号", "claim_no", "alias"),
        Understood("类别", "kind", "alias"),
        Understood("会议时间", "period", "alias"),
        Understood("公函字号", "letter_no", "alias"),
        Understood("心情", None, "unknown"),
        Understood("", None, "unknown"),
        Understood("金额（万元）", "amount", "alias", 10_000),
    )


def test_samples_are_different_values_below_the_headers(write: Write) -> None:
    rows = "".join(f"A{number % 5},好\n" for number in range(8))
    table = only(write("a.csv", f"公函字号,心情\n,  \n{rows}"), "reception")
    assert table.samples == (("A0", "A1", "A2"), ("好",))


def test_long_samples_are_cut_and_stand_on_one_line(write: Write) -> None:
    table = only(write("a.csv", f'公函字号,备注\nX,"一\n二{"三" * 100}"\n'), "reception")
    assert table.samples[1] == (f"一 二{'三' * 57}…",)


def test_rows_that_do_not_fit_are_no_samples(write: Write) -> None:
    table = only(write("a.csv", '公函字号,备注\nX\n"Y"z,a\n"Z",b\n'), "reception")
    assert table.samples == (("X", "Z"), ("b",))


def test_a_kind_that_is_not_settled_is_none(write: Write) -> None:
    name = write("a.csv", "接待人数,住宿费\n1,2\n")
    table = only(name)
    assert table.kind is None
    assert table.scores == "reception 1+0, travel 0+1"
    assert uses(table) == {"接待人数": "guest_count", "住宿费": "lodging_fee"}
    assert only(name, "外宾接待").kind == "foreign_reception"


def test_a_mapping_is_taken_up(write: Write) -> None:
    mapping = Path(
        write("m.yaml", "tables:\n- kind: reception\n  scale: 万元\n  columns: {函: letter_no, 花费: amount, 序号: ''}\n")
    )  # fmt: skip
    table = only(write("a.csv", "函,花费,序号\nX,5,1\n"), None, mapping)
    assert table.kind == "reception"
    assert table.columns == (
        Understood("函", "letter_no", "mapped"),
        Understood("花费", "amount", "mapped", 10_000),
        Understood("序号", "ignored", "alias"),
    )


def test_every_sheet_is_a_table(write_workbook: Callable[..., str]) -> None:
    reception = [["公函字号", "陪餐人数", "金额"], ["X", 2, 5]]
    travel = [["差旅费", ""], ["出差人", "车船费"], ["张三", 6]]
    name = write_workbook("a.xlsx", 一月=reception, 空=[], 说明=[["一"]], 二月=travel)
    found, problems = survey(name)
    assert [(t.sheet, t.header_rows, t.kind) for t in found] == [
        ("一月", (1,), "reception"),
        ("二月", (2,), "travel"),
    ]
    assert problems == []


def test_a_sheet_without_headers_hides_no_other_file(write_workbook: Callable[..., str]) -> None:
    Path("d").mkdir()
    write_workbook("d/a.xlsx", 甲=[["无关"]])
    write_workbook("d/b.xlsx", 一=[["公函字号", "陪餐人数"], ["X", 2]])
    found, problems = survey("d")
    assert [table.file for table in found] == ["d/b.xlsx"]
    assert [(p.code, p.where.file, p.where.sheet) for p in problems] == [
        ("header_missing", "d/a.xlsx", "甲")
    ]


def test_two_rows_of_headers_are_joined(write: Write) -> None:
    text = "报销单号,住宿费,,伙食补助费,,出差人\n,天数,金额,天数,金额,\nA1,1,2,3,4,张三\n"
    table = only(write("a.csv", text))
    assert table.header_rows == (1, 2)
    assert uses(table) == {
        "报销单号": "claim_no",
        "住宿费/天数": "nights",
        "住宿费/金额": "lodging_fee",
        "伙食补助费/天数": "meal_days",
        "伙食补助费/金额": "meal_allowance",
        "出差人": "travelers",
    }


def test_parquet_is_a_table() -> None:
    assert uses(only(save({"公函字号": ["X"], "心情": [1.5]}), "reception")) == {
        "公函字号": "letter_no",
        "心情": None,
    }


def test_files_without_tables_are_told(write: Write) -> None:
    for name in ("a.json", "b.jsonl", "c.yaml"):
        found, (problem,) = survey(write(name, "{}"))
        assert (found, problem.code, problem.where.file) == ([], "map_no_table", name)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("none.csv", None, "file_missing"),
        ("a.docx", "x", "file_other_kind"),
        ("a.csv", "", "file_empty"),
        ("a.xlsx", "PK\x03\x04x", "workbook_broken"),
        ("a.csv", "甲,乙\n", "header_missing"),
        ("a.csv", "单位：千元,\n公函字号,金额\n", "unit_unknown"),
        ("a.csv", "差旅费报销单,\n姓名,江亦舟\n出发日期,2015-03-05\n住宿费,300\n", "map_no_table"),
    ],
)
def test_what_cannot_be_looked_at_is_told(
    write: Write, name: str, text: str | None, code: str
) -> None:
    if text is not None:
        write(name, text)
    found, problems = survey(name)
    assert ([problem.code for problem in problems], found) == ([code], [])


def test_wrong_arguments_stop_the_run(write: Write) -> None:
    with pytest.raises(QinjianError, match="guest"):
        survey(write("a.csv", TEXT), "guest")


def test_standard_input_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    _, problems = survey("-")
    assert [problem.code for problem in problems] == ["map_no_table"]


def test_a_document_of_its_own_column_is_named(write: Write) -> None:
    table = only(write("a.csv", "公函,公函字号,陪餐人数,餐费\n有,X,2,5\n"))
    assert uses(table)["公函"] == "documents.official_letter"


def test_two_columns_of_one_header_are_both_shown(write: Write) -> None:
    table = only(write("a.csv", "公函字号,陪餐人数,备注,备注\nX,2,甲,乙\n"))
    assert [(c.header, c.use) for c in table.columns[2:]] == [("备注", "remarks")] * 2
    assert table.samples[2:] == (("甲",), ("乙",))


def test_what_loses_nothing_is_told_only_where_there_is_nothing_else(write: Write) -> None:
    write("d/a.csv", TEXT)
    write("d/b.docx", "x")
    found, problems = survey("d")
    assert ([table.file for table in found], problems) == (["d/a.csv"], [])

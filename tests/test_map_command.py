"""The commands ``map`` and ``template``: what they write, where, and their exit codes."""

from pathlib import Path

import pytest

from qinjian.engine.intake import read
from qinjian.engine.intake.survey import survey
from qinjian.engine.intake.tables.headers import label
from qinjian.engine.report.template import template_fields
from qinjian.schemas.kinds import TOP_KINDS
from tests.command import Run, runner

KINDS = sorted(TOP_KINDS)
TEXT = (
    "单据号,接待日期,公函字号,接待人数,心情,金额（万元）\n"
    "A1,2015-03-05,渝函1号,3,好,0.5\nA2,2015.3.6,渝函2号,4,,0.7\n"
)
COLUMNS = """\
  # header_rows: [1]
  columns:
    "单据号": claim_no
    "接待日期": event_date
    "公函字号": letter_no
    "接待人数": guest_count
    "心情": ""
    "金额（万元）": amount
"""
MORE_EN = (
    "# There may be positions (by number), constants (unit …), words (of cells), scale and file.\n"
)
MORE_ZH = "# 还可写 positions（按列号）、constants（unit 等）、words（用词的含义）、scale、file。\n"


@pytest.fixture
def qinjian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    run = runner(tmp_path, monkeypatch, capfd)
    Path("a.csv").write_text(TEXT, encoding="utf-8")
    return run


def names() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def test_map_says_in_english_how_columns_are_read(qinjian: Run) -> None:
    result = qinjian("map", "a.csv", "--lang", "en", "--output", "mapping.yaml")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "a.csv: headers in row 1\n"
        "  kind: reception (scores: reception 3+0, payment 0+1)\n"
        "     单据号        claim_no       A1 | A2\n"
        "     接待日期      event_date     2015-03-05 | 2015.3.6\n"
        "     公函字号      letter_no      渝函1号 | 渝函2号\n"
        "     接待人数      guest_count    3 | 4\n"
        "     心情          not known      好\n"
        "     金额（万元）  amount ×10000  0.5 | 0.7\n"
    )
    assert Path("mapping.yaml").read_text(encoding="utf-8") == (
        "# How the columns are read. Correct it, then: qinjian check a.csv --map mapping.yaml\n"
        "# Each column has a field; ignored: not read, period: first and last day, kind: the kind.\n"
        f"{MORE_EN}"
        f"tables:\n- kind: reception\n{COLUMNS}"
    )


def test_map_says_in_chinese_how_columns_are_read(qinjian: Run) -> None:
    result = qinjian("map", "a.csv", "--lang", "zh", "--output", "映射.yaml")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "a.csv：表头在第 1 行\n"
        "  类别：公务接待（得分：reception 3+0, payment 0+1）\n"
        "     单据号        单据号 claim_no       A1 | A2\n"
        "     接待日期      发生日期 event_date   2015-03-05 | 2015.3.6\n"
        "     公函字号      公函字号 letter_no    渝函1号 | 渝函2号\n"
        "     接待人数      接待人数 guest_count  3 | 4\n"
        "     心情          不认识                好\n"
        "     金额（万元）  金额 amount×10000     0.5 | 0.7\n"
    )
    assert Path("映射.yaml").read_text(encoding="utf-8") == (
        "# 各列如何读取。改正后使用：qinjian check a.csv --map 映射.yaml\n"
        "# 每列填字段名；ignored 表示不读取，period 表示起止日期，kind 表示类别，空白则按表头识别。\n"
        f"{MORE_ZH}"
        f"tables:\n- kind: reception\n{COLUMNS}"
    )


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("zh", "要写成映射文件：qinjian map . --output mapping.yaml\n"),
        ("en", "To write a mapping to correct: qinjian map . --output mapping.yaml\n"),
    ],
)
def test_map_writes_nothing_unasked(qinjian: Run, language: str, last: str) -> None:
    result = qinjian("map", ".", "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(last)
    assert names() == ["a.csv"]


def test_map_of_a_folder_writes_one_mapping_where_it_is_asked_to(qinjian: Run) -> None:
    Path("d").mkdir()
    for name, day in (("1月", "2015-01-05"), ("2月", "2015-02-05")):
        Path(f"d/{name}.csv").write_text(TEXT.replace("2015-03-05", day), encoding="utf-8")
    result = qinjian("map", "d", "--lang", "en", "--output", "out.yaml")
    assert (result.code, result.err) == (0, "")
    assert "To write a mapping" not in result.out
    assert names() == ["a.csv", "d", "out.yaml"]
    assert sorted(path.name for path in Path("d").iterdir()) == ["1月.csv", "2月.csv"]
    found = read(["d"], mapping=Path("out.yaml"))
    assert [one.place.kind for one in found.records] == ["reception"] * 4
    assert "map_unused" not in {notice.code for notice in found.notices}


def test_columns_of_one_header_are_written_by_their_number(qinjian: Run) -> None:
    text = "公函字号,陪餐人数,备注,备注,金额\n渝函1号,2,甲,300,500\n"
    Path("b.csv").write_text(text, encoding="utf-8")
    assert qinjian("map", "b.csv", "--output", "m.yaml").code == 0
    written = Path("m.yaml").read_text(encoding="utf-8")
    assert '  positions:\n    3: ""  # remarks  # 备注\n    4: ""  # remarks  # 备注\n' in written
    Path("m.yaml").write_text(written.replace('4: ""', "4: meal_fee"), encoding="utf-8")
    (one,) = read(["b.csv"], mapping=Path("m.yaml")).records
    record = one.record
    assert (record.remarks, record.meal_fee) == ("甲", 300)  # type: ignore[attr-defined]
    again = qinjian("map", "b.csv", "--map", "m.yaml", "--lang", "en")
    assert "meal_fee (mapping)" in again.out


def test_an_unsettled_kind_is_left_to_the_reader(qinjian: Run) -> None:
    Path("b.csv").write_text("接待人数,住宿费\n1,2\n", encoding="utf-8")
    result = qinjian("map", "b.csv", "--lang", "en", "--output", "mapping.yaml")
    assert result.code == 0
    assert result.out.splitlines()[1] == (
        "  the kind is not settled (scores: reception 1+0, travel 0+1). "
        "Fill in kind in the mapping."
    )
    mapping = Path("mapping.yaml").read_text(encoding="utf-8")
    assert '- kind: ""\n' in mapping
    assert [p.code for p in read(["b.csv"], mapping=Path("mapping.yaml")).rejects] == [
        "kind_unclear"
    ]
    Path("mapping.yaml").write_text(mapping.replace('""', "reception", 1), encoding="utf-8")
    found = read(["b.csv"], mapping=Path("mapping.yaml"))
    assert [one.place.kind for one in found.records] == ["reception"]


def test_a_corrected_mapping_is_used_and_shown(qinjian: Run) -> None:
    assert qinjian("map", "a.csv", "--output", "m.yaml").code == 0
    text = Path("m.yaml").read_text(encoding="utf-8").replace('"心情": ""', '"心情": remarks')
    Path("m.yaml").write_text(text, encoding="utf-8")
    again = qinjian("map", "a.csv", "--map", "m.yaml", "--output", "n.yaml", "--lang", "en")
    assert "     心情          remarks (mapping)        好\n" in again.out
    assert '    "心情": remarks\n' in Path("n.yaml").read_text(encoding="utf-8")
    (one, _) = read(["a.csv"], mapping=Path("n.yaml")).records
    assert one.record.remarks == "好"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", "mapping.yaml：文件已存在，未写入。请用 --output 另取文件名。\n"),
        ("en", "mapping.yaml: this file exists and was not written over. Choose another name with --output.\n"),
    ],
)  # fmt: skip
def test_map_writes_over_nothing(qinjian: Run, language: str, words: str) -> None:
    Path("mapping.yaml").write_text("mine", encoding="utf-8")
    result = qinjian("map", "a.csv", "--lang", language, "--output", "mapping.yaml")
    assert (result.code, result.out, result.err) == (2, "", words)
    assert Path("mapping.yaml").read_text(encoding="utf-8") == "mine"
    assert qinjian("map", "a.csv", "--output", "a.csv").code == 2
    assert Path("a.csv").read_text(encoding="utf-8") == TEXT
    assert names() == ["a.csv", "mapping.yaml"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.csv"], "none.csv: there is no such file. Check the path.\n"),
        (["a.json"], "a.json: this kind of file has no headers and needs no mapping. Check it as it is.\n"),
        (["a.csv", "--map", "bad.yaml"], "bad.yaml, line 2, column 9: “x” is no kind of record."),
        (["a.csv", "--kind", "guest"], "--kind cannot be “guest”."),
        (["a.csv", "--output", "no/m.yaml"], "no/m.yaml: cannot be written: No such file or directory."),
        ([], "Missing argument 'file'"),
    ],
)  # fmt: skip
def test_map_writes_nothing_where_nothing_can_be_looked_at(
    qinjian: Run, arguments: list[str], words: str
) -> None:
    Path("a.json").write_text("{}", encoding="utf-8")
    Path("bad.yaml").write_text("tables:\n- kind: x\n  columns: {}\n", encoding="utf-8")
    result = qinjian("map", *arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert names() == ["a.csv", "a.json", "bad.yaml"]


def test_one_table_that_cannot_be_looked_at_hides_no_other(qinjian: Run) -> None:
    Path("b.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    result = qinjian("map", ".", "--lang", "en", "--output", "mapping.yaml")
    assert result.code == 2
    assert result.out.startswith("./a.csv: headers in row 1\n")
    assert result.err.startswith("./b.csv: no known header stands in the first 30 rows.")
    assert "mapping.yaml" in names()


def test_a_file_appears_whole_or_not_at_all(qinjian: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    for arguments in (["map", "a.csv", "--output", "m.yaml"], ["template", "travel"]):
        result = qinjian(*arguments, "--lang", "en")
        assert (result.code, result.out) == (2, "")
        assert "cannot be written: No space left on device." in result.err
    assert names() == ["a.csv"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_has_every_column_of_its_kind(qinjian: Run, kind: str) -> None:
    result = qinjian("template", kind)
    assert (result.code, result.out, result.err) == (0, f"{kind}.xlsx\n", "")
    (table,), problems = survey(f"{kind}.xlsx")
    fields = [field.name for field in template_fields(kind)]
    assert (table.kind, table.header_rows, problems) == (kind, (1,), [])
    assert [column.use for column in table.columns] == fields
    assert [column.header for column in table.columns] == [label(kind, name) for name in fields]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_template_is_no_record(qinjian: Run, kind: str) -> None:
    qinjian("template", kind)
    found = read([f"{kind}.xlsx"])
    assert (found.records, found.rejects, found.unreadable) == ((), (), ())
    assert "table_empty" in {notice.code for notice in found.notices}


def test_a_template_is_the_same_each_time(qinjian: Run) -> None:
    for name, language in (("a.xlsx", "zh"), ("b.xlsx", "zh"), ("c.xlsx", "en")):
        assert qinjian("template", "travel", "--output", name, "--lang", language).code == 0
    one, same, other = (Path(f"{name}.xlsx").read_bytes() for name in "abc")
    assert one == same
    assert one != other


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", "travel.xlsx：文件已存在，未写入。请用 --output 另取文件名。\n"),
        ("en", "travel.xlsx: this file exists and was not written over. Choose another name with --output.\n"),
    ],
)  # fmt: skip
def test_template_writes_over_nothing(qinjian: Run, language: str, words: str) -> None:
    Path("travel.xlsx").write_bytes(b"mine")
    result = qinjian("template", "travel", "--lang", language)
    assert (result.code, result.out, result.err) == (2, "", words)
    assert Path("travel.xlsx").read_bytes() == b"mine"


def test_a_template_of_no_kind_writes_nothing(qinjian: Run) -> None:
    result = qinjian("template", "guest", "--lang", "zh")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("template 不能是“guest”。可用：reception, ")
    assert names() == ["a.csv"]

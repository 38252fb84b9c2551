"""What a row says beside its fields reaches the rules of words, and nothing else does."""

from pathlib import Path

import pytest

from qinjian.engine.intake import open_reader
from qinjian.engine.intake.records.beside import read_beside
from qinjian.schemas.kinds import Travel


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("宏筑公司长期提供", True),
        ("gift for guests", True),
        ("3", False),
        ("12.50", False),
        ("无", False),
        ("/", False),
        ("见附件", False),
        ("A1", False),
        ("", False),
    ],
)
def test_words_are_kept_and_figures_are_not(cell: str, kept: bool) -> None:
    assert (read_beside(cell).state == "given") is kept


def others(folder: Path, name: str, text: str) -> list[str | None]:
    """Read a file and return what its rows say beside their fields."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    batches = list(open_reader([str(path)]).batches())
    every = [one.record for batch in batches for one in batch.records()]
    return [record.other_texts for record in every if isinstance(record, Travel)]


def test_columns_that_no_field_is_for_and_cells_that_cannot_be_read(tmp_path: Path) -> None:
    text = (
        "出差人,出差地点,出发日期,返回日期,交通工具,住宿费,来路\n"
        "张明,宁波,2017-09-12,2017-09-15,机票由报案企业承担,0,企业安排\n"
        "李强,成都,2017-09-19,2017-09-20,高铁二等座,330,\n"
    )
    assert others(tmp_path, "差旅费.csv", text) == ["企业安排；机票由报案企业承担", None]


def test_keys_of_claims_that_no_field_is_for(tmp_path: Path) -> None:
    claim = '{"类别": "差旅费", "事由": "取证", "住宿费": 300, "来路": "企业安排", "序": 3}'
    assert others(tmp_path, "claim.json", claim) == ["企业安排"]

"""A table and a claim of the same cells say, field by field, the same: states and values.

Generated tables are written as CSV, whose columns are read, and as JSON Lines, whose lines are.
"""

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qinjian.engine.intake import open_reader
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.tables.rows import is_label
from qinjian.engine.intake.values.reading import UNTOLD
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.record import Record, fields_of
from tests.engine.intake.test_round_trip import headers_for, is_of
from tests.generated import GENERATED

NOTHING = ("", "", "无", "/", "-", "—", "NULL", "待补", "N/A")
ELSEWHERE = ("见附件", "详见清单", "同上")
CELLS: dict[str, tuple[str, ...]] = {
    "money": ("100.00", "1,234.50", "-20", "80元", "1.2万元", "五百多", "约300", "叁佰元整"),
    "count": ("3", "3人", "三人", "12.0", "约80人", "十余人", "0", "2批5人"),
    "quantity": ("2", "2.5", "半天", "3天", "若干"),
    "date": (
        "2016-03-05", "2016年3月5日", "2016.3.5", "20160305", "2016-3", "1900-01-01", "9999-12-31", "上旬",
    ),
    "text": ("调研", "水务局", "会议用餐", "张三", "渝水函〔2016〕8号", "×××", "司机", "12345678", "电话"),
    "yes_no": ("是", "否", "有", "√", "×", "不详"),
    "enum": ("高铁二等座", "飞机经济舱", "桌餐", "工作餐", "轿车", "二类", "随意", "其他"),
    "list": (
        "公函、发票", "发票1张", "公函、情况说明", "5张", "公务卡、转账", "现金", "未附公函", "有", "刷卡", "随意",
    ),
    "children": ("张三、李四", "张三等5人", "张某", "李强（科长）", "5人", "司机", "工作人员"),
}  # fmt: skip
"""What stands in the columns of each type of field, readable and not."""
BESIDE = ("公函", "审批单", "接待清单", "菜单", "起止日期", "备注", "说明", "颜色")
"""Headers of what is no field of its own name: a document, a period, a second text, nothing."""
FLAGS = (
    "有",
    "无",
    "√",
    "×",
    "1",
    "0",
    "渝水函〔2016〕8号",
    "2016-03-05至2016-03-07",
    "公函1份",
    "待补",
)

Table = tuple[type[Record], list[str], list[list[str]]]


def cells_of(kinds: Sequence[str]) -> st.SearchStrategy[str]:
    return st.sampled_from([*kinds, *kinds, *NOTHING, *ELSEWHERE])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    model = draw(st.sampled_from(sorted(TOP_KINDS.values(), key=lambda kind: kind.kind)))
    fields = draw(st.lists(st.sampled_from(fields_of(model)), unique=True, min_size=2, max_size=9))
    fields = [field for field in fields if field.name != "claim_no"]
    headers = headers_for(model, ["claim_no", *(field.name for field in fields)])
    more = draw(st.lists(st.sampled_from(BESIDE), unique=True, max_size=2))
    columns = [
        *(cells_of(CELLS[field.type]) for field in fields),
        *(cells_of(FLAGS) for _ in more),
    ]
    number = draw(st.integers(2, 5))
    rows = [[f"BX-{row}", *map(draw, columns)] for row in range(1, number + 1)]
    return model, [*headers, *more], rows


def read_as(folder: str, name: str, text: str, kind: str) -> dict[str, list[dict[str, Any]]]:
    """Return what is said of each field, by kind and row; people stand behind their records."""
    path = Path(folder) / name
    path.write_text(text, encoding="utf-8")
    reader = open_reader([str(path)], kind=kind)
    found: dict[str, list[dict[str, Any]]] = {}
    for batch in reader.batches():
        for table in batch.everyone():
            found.setdefault(table.model.kind, []).extend(said_in(table))
    assert reader.rejects == []
    # All the lines of a budget together tell its unit, a line of its own does not.
    assume(all(one.code != "unit_presumed" for one in reader.notices))
    return found


def said_in(table: TypedTable) -> list[dict[str, Any]]:
    return [
        {
            item.name: (one.state, one.value, one.derived, one.problem)
            for item in fields_of(table.model)
            if (one := table.reading(item.name, row) or UNTOLD).state != "untold"
        }
        for row in range(len(table))
    ]


SEEN: Counter[str] = Counter()


@settings(GENERATED, max_examples=1000)
@given(tables())
def _agree(table: Table) -> None:
    model, headers, rows = table
    assume(len({*headers}) == len(headers) and is_of(model, headers))
    # A line of words of headers (司机, 其他) is one to a table, and none to a claim.
    assume(not any(sum(map(is_label, row)) > 1 for row in rows))
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headers, *rows])
    claims = [dict(zip(headers, row, strict=True)) for row in rows]
    lines = "\n".join(json.dumps(claim, ensure_ascii=False) for claim in claims)
    with tempfile.TemporaryDirectory() as folder:
        in_columns = read_as(folder, "a.csv", out.getvalue(), model.kind)
        in_claims = read_as(folder, "a.jsonl", lines, model.kind)
    assert in_columns == in_claims, (headers, rows)
    for kind, records in in_columns.items():
        SEEN.update(["kinds", kind])
        for record in records:
            SEEN["values"] += len(record)
            SEEN.update(state for state, *_ in record.values())
            SEEN["derived"] += sum(derived for _, _, derived, _ in record.values())


def test_columns_and_claims_say_the_same() -> None:
    SEEN.clear()
    _agree()
    states = ("given", "blank", "unreadable", "derived")
    assert all(SEEN[state] * 100 >= SEEN["values"] for state in states), SEEN
    assert {*TOP_KINDS} <= {*SEEN}

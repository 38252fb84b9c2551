"""What is told at a glance is what reading in full says."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinjian.engine.intake.values import glance
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import Field, fields_of

FIELDS = {
    (item.name, item.type): item for model in KINDS.values() for item in fields_of(model)
}.values()
FORMS = (
    glance._TEXT, glance._NUMBER, glance._DIGITS, glance._CODE, glance._LETTER, glance._YUAN, glance._COUNT, glance._DAY,
)  # fmt: skip
TRAPS = (
    "00000000", "000000", "NO00382915", "CUDW529162157", "VJ0000000", "BX00000000", "NR123456", "A000000", "20190305", "0.00", "0", "2019-02-28", "无发票", "见附件三",
    "详见2019年清单", "未附相关材料", "口头同意", "电话", "待补充", "无", "张三等5人", "渝水函〔2019〕3号", "00382915", "同上",
    "以附件为准", "（略）", "暂无", "未签订合同", "没有发票", "已取消", "全体干部职工", "某单位", "待主要领导审批", "重庆市渝中区",
)  # fmt: skip


def agrees(item: Field, text: str) -> None:
    look = glance.glance_of(item, 1)
    if look is None:
        return
    told = look.one(text)
    assert told is None or told == read_value(item, text), (item.name, text)
    assert look.many(pa.array([text])) == [told is not None], (item.name, text)


@pytest.mark.parametrize("text", TRAPS)
def test_what_is_told_at_a_glance_is_what_reading_says(text: str) -> None:
    for item in FIELDS:
        agrees(item, text)


@given(st.sampled_from(sorted(FIELDS, key=lambda item: item.name)), st.data())
def test_so_for_all_forms_that_it_knows(item: Field, data: st.DataObject) -> None:
    agrees(item, data.draw(st.one_of([st.from_regex(form, fullmatch=True) for form in FORMS])))

"""Signs leave nothing out: what follows from a text has one of its signs."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.intake.records.column import MANY
from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.records.derive import derivations
from qinjian.engine.intake.records.typed import TypedTable, table_of
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.intake.values.reading import Reading
from qinjian.schemas.kinds import KINDS
from tests.generated import GENERATED
from tests.texts import subjects

DAYS = {
    "start_date": date(2016, 6, 10), "end_date": date(2016, 6, 20), "event_date": date(2016, 6, 12),
    "filing_date": date(2016, 6, 30),
}  # fmt: skip
FRAGMENTS = [
    "14日中午散会", "会期6月12日至14日", "会议时间：6.12-6.14", "6月15日上午活动结束", "区水务局接待市水利局检查组",
    "县农业局招待来宾", "早餐", "午宴", "晚饭", "自理", "10月12日讲座", "（西山宾馆5.18）", "(4．20早餐)", "9.5-9.7",
    "9月5日至7日", "高铁商务座", "软卧", "经济舱", "飞机公务舱", "会务组21人", "3名工作人员", "会务人员共5人", "批6天", "批准5人",
    "批复：4人", "预算12万", "核定经费预算3.5万", "赴成都", "，", "；", " ", "工作餐", "3月", "2.5", "元", "接待",
]  # fmt: skip
SIGNED: list[tuple[str, Derivation]] = []
for kind, model in KINDS.items():
    table: TypedTable = table_of(model, [2], [{}])
    SIGNED += [(kind, one) for one in derivations(table, Whose(), 2016, "公务接待") if one.signs]
TEXTS = [text.text for subject in subjects() for text in subject.texts]
SEEN: Counter[str] = Counter()


def readings(derivation: Derivation, text: str) -> list[Reading]:
    return [Reading("given", DAYS.get(name, text)) for name in derivation.inputs]


def said(derivation: Derivation, text: str) -> object:
    return derivation.tell(*readings(derivation, text))


def holds(text: str) -> None:
    for kind, one in SIGNED:
        if said(one, text) is not None:
            SEEN[one.field] += 1
            assert re.search(one.signs, text), (kind, one.field, text)


def test_what_follows_from_words_has_a_sign() -> None:
    SEEN.clear()

    @settings(GENERATED, max_examples=400)
    @given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=5))
    def composed(fragments: list[str]) -> None:
        holds("".join(fragments))

    for fragment in FRAGMENTS:
        holds(fragment)
    composed()
    assert {one.field for _, one in SIGNED} == SEEN.keys()


def test_columns_of_many_rows_are_filled_as_without_signs() -> None:
    texts = ["".join(pair) for pair in product(FRAGMENTS, repeat=2)]
    assert len(texts) > MANY
    seen: Counter[str] = Counter()
    for kind, one in SIGNED:
        rows = [dict(zip(one.inputs, readings(one, text), strict=True)) for text in texts]
        table = table_of(KINDS[kind], range(2, 2 + len(rows)), rows)
        found = one.column(table, table.columns)
        plain = replace(one, signs="").column(table, table.columns)
        assert (found is None) == (plain is None), (kind, one.field)
        if found is not None and plain is not None:
            assert [found.at(row) for row in range(len(rows))] == [
                plain.at(row) for row in range(len(rows))
            ], (kind, one.field)
            seen[one.field] += 1
    assert len(seen) > 8


def test_what_follows_from_labelled_texts_has_a_sign() -> None:
    for text in TEXTS:
        holds(text)
    assert len(TEXTS) > 1_000

"""Rows of texts whose cells were cut at the comma of an amount."""

from qinjian.engine.intake.records.shifted import shifted_rows

ROWS = [["740", "800", "1540"], ["740", "", "740"], ["370", "", "370"], ["1,110", "", "1110"]]


def test_a_small_amount_beside_one_is_no_tail_of_it() -> None:
    money = frozenset({0, 2})
    assert shifted_rows(ROWS, ["住宿费", "会务费", "报销金额"], money, money) == set()
    assert shifted_rows(ROWS, ["住宿费", "备注", "报销金额"], money, money) == {0}

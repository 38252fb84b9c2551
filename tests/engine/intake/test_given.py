"""Tables in memory whose columns are of no one type."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.formats import OpenTable, Request
from qinjian.engine.intake.given import Given, read_given
from qinjian.engine.intake.model import FileTally
from qinjian.engine.messages.problems import Problem, QinjianError

INVOICE = 24502000000010910141


def rows(frame: object) -> list[list[str]]:
    (found,) = read_given(Given("x", frame), Request(), FileTally("x"))
    assert isinstance(found, OpenTable)
    return [list(cells) for _, cells in found.rows if not isinstance(cells, Problem)]


def test_numbers_beyond_sixty_four_bits_are_read_digit_by_digit() -> None:
    frame = pd.DataFrame({"发票号码": [INVOICE, INVOICE + 1], "金额": [1, 2]})
    assert rows(frame) == [
        ["发票号码", "金额"], [str(INVOICE), "1"], [str(INVOICE + 1), "2"],
    ]  # fmt: skip
    assert rows(pd.DataFrame({"发票号码": [INVOICE * 10, None]}, dtype=object))[1:] == [
        [str(INVOICE * 10)], [""],
    ]  # fmt: skip


def test_columns_of_days_and_texts_are_read() -> None:
    values = [
        pd.Timestamp("2019-03-05"), "2019.3.6", dt.datetime(2019, 3, 7, 8, 30),  # noqa: DTZ001
        dt.date(2019, 3, 8), 43529, 0.1 + 0.2, Decimal("1.10"), True, None, pd.NaT, float("nan"),
    ]  # fmt: skip
    frame = pd.DataFrame({"接待日期": pd.Series(values, dtype=object)})
    assert [cells[0] for cells in rows(frame)[1:]] == [
        "2019-03-05", "2019.3.6", "2019-03-07 08:30:00", "2019-03-08", "43529", "0.3", "1.10",
        "true", "", "", "",
    ]  # fmt: skip


def test_the_other_columns_keep_their_types() -> None:
    frame = pd.DataFrame({"金额": [1.5, 2.5], "备注": pd.Series(["a", 5], dtype=object)})
    found = rows(frame)
    assert found[1:] == [["1.5", "a"], ["2.5", "5"]]
    assert nature(found[1][0]) == "number"


def test_columns_of_other_things_are_refused() -> None:
    with pytest.raises(QinjianError) as caught:
        rows(pd.DataFrame({"金额": [1, "one", [2]]}))
    assert caught.value.problems[0].code == "given_broken"

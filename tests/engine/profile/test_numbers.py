"""Numbers that run on with gaps, and what stands in several rows."""

from collections.abc import Iterable
from pathlib import Path

from qinjian.schemas.profile import Profile
from tests.engine.profile.profiled import profile


def rows(numbers: Iterable[str], unit: str = "某县财政局", month: int = 1) -> str:
    return "".join(
        f"{unit},{number},2015-{month:02}-{1 + n % 28:02},甲,购物品{unit}{month}第{n}批,{n + 1}.00\n"
        for n, number in enumerate(numbers)
    )


def told(found: Profile) -> list[tuple[str | None, str, str, int, tuple[str, ...]]]:
    return [(run.month, run.first, run.last, run.missing, run.first_missing) for run in found.runs]


def test_a_gap_is_named_as_the_numbers_are_written(tmp_path: Path) -> None:
    numbers = [f"BX2015-{n:03}" for n in (1, 2, 4, 7, 8, 9)]
    found = profile(tmp_path, {"a.csv": rows(numbers)})
    missing = ("BX2015-003", "BX2015-005", "BX2015-006")
    assert told(found) == [(None, "BX2015-001", "BX2015-009", 3, missing)]
    assert found.not_running == 0


def test_prefixes_and_units_run_apart(tmp_path: Path) -> None:
    one, two = [f"A-{n}" for n in range(1, 6)], [f"B-{n}" for n in range(3, 9)]
    found = profile(tmp_path, {"a.csv": rows(one) + rows(two) + rows(one[2:], "某县水务局")})
    assert [run[1:4] for run in told(found)] == [("A-1", "A-5", 0), ("B-3", "B-8", 0)]


def test_numbers_run_on_from_one_file_to_the_next(tmp_path: Path) -> None:
    files = {
        "1.csv": rows([f"A-{n}" for n in (1, 2, 3)]),
        "2.csv": rows([f"A-{n}" for n in (5, 6, 7)], month=2),
    }
    assert told(profile(tmp_path, files)) == [(None, "A-1", "A-7", 1, ("A-4",))]


def test_numbers_that_begin_anew_each_month_run_by_month(tmp_path: Path) -> None:
    january = rows(f"记-{n}" for n in range(1, 9))
    february = rows((f"记-{n}" for n in (1, 2, 3, 5, 6)), month=2)
    assert told(profile(tmp_path, {"a.csv": january + february})) == [
        ("2015-01", "记-1", "记-8", 0, ()),
        ("2015-02", "记-1", "记-6", 1, ("记-4",)),
    ]


def test_a_late_day_does_not_break_a_series(tmp_path: Path) -> None:
    """The claims of a year are numbered as they come in, whatever month they are about."""
    odd = rows(f"A-{n:03}" for n in range(1, 20, 2))
    even = rows((f"A-{n:03}" for n in range(2, 20, 2)), month=2)
    assert told(profile(tmp_path, {"a.csv": odd + even})) == [(None, "A-001", "A-019", 0, ())]


def test_a_leap_begins_another_series_and_a_sparse_one_does_not_run(tmp_path: Path) -> None:
    leaping = [f"A{n:04}" for n in (*range(1, 6), *range(2001, 2007))]
    sparse = [f"C-{n}" for n in (1, 20, 40, 60, 80)]
    found = profile(tmp_path, {"a.csv": rows(leaping) + rows(sparse)})
    assert [run[1:4] for run in told(found)] == [("A0001", "A0005", 0), ("A2001", "A2006", 0)]
    assert found.not_running == 1


def test_ten_missing_numbers_are_named(tmp_path: Path) -> None:
    numbers = [f"A-{n}" for n in (*range(1, 21), *range(35, 40))]
    [run] = profile(tmp_path, {"a.csv": rows(numbers)}).runs
    assert (run.missing, len(run.first_missing)) == (14, 10)
    assert run.first_missing[0] == "A-21"


def test_a_cancelled_line_leaves_no_gap(tmp_path: Path) -> None:
    lines = rows(f"A-{n}" for n in range(1, 7)).splitlines()
    red = "某县财政局,A-3,2015-01-20,甲,冲销,-3.00"
    found = profile(tmp_path, {"a.csv": "\n".join([*lines, red, ""])})
    assert found.totals.rows_cancelled == 2
    assert told(found) == [(None, "A-1", "A-6", 0, ())]


def test_equal_rows_and_equal_numbers_are_listed_with_their_places(tmp_path: Path) -> None:
    line = "某县财政局,A1,2015-01-05,甲,购办公用品,10.00\n"
    other = "某县财政局,A1,2015-01-06,甲,购办公用品,11.00\n"
    elsewhere = "某县水务局,A1,2015-01-06,甲,购水泵,12.00\n"
    found = profile(tmp_path, {"a.csv": line + line + other, "b.csv": elsewhere})
    rows_, claims = found.repeats
    assert (rows_.what, rows_.values, rows_.rows) == ("row", 1, 2)
    assert [place.row for place in rows_.first[0].first] == [2, 3]
    assert (claims.what, claims.values, claims.rows) == ("claim_no", 1, 3)
    assert claims.first[0].number == "A1"
    assert claims.first[0].tables == 1


def test_the_lines_of_vouchers_share_a_number_as_they_should(tmp_path: Path) -> None:
    head = "日期,凭证号,摘要,科目名称,借方金额,贷方金额"
    lines = "".join(
        f"2015-01-0{n},记-{n}号,购办公用品第{n}批,{account},{debit},{credit}\n"
        for n in (1, 2, 3, 4, 6)
        for account, debit, credit in (("办公费", n, ""), ("银行存款", "", n))
    )
    found = profile(tmp_path, {"v.csv": lines}, head)
    assert [one.kind for one in found.tables] == ["voucher"]
    assert [(run.missing, run.first_missing) for run in found.runs] == [(1, ("记-5",))]
    assert found.repeats == ()

"""Samples of files: what is drawn, what they reconcile with, and how they are drawn again."""

import hashlib
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.answer.population import population_of
from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.sampling.frame import By
from qinjian.engine.sampling.sample import Asked, sample_of
from qinjian.schemas.sample import Counted, Method, Sample
from tests.engine.sampling import by_hand

HEAD = "单位,单据号,日期,经办人,摘要,金额\n"
ROWS = HEAD + "".join(
    f"{'某县财政局' if n % 3 else '某县水务局'},A{n},2015-0{1 + n % 4}-1{n % 9},甲,购办公用品第{n}批,{n * n}.50\n"
    for n in range(20)
)
ODD = HEAD + (
    "某县财政局,B1,2015-01-05,甲,购办公用品,100.00\n"
    "某县财政局,B2,2015-01-06,甲,退回多收款,-30.00\n"
    "某县财政局,B3,2015-01-07,甲,购打印纸,0.00\n"
    "某县财政局,B4,2015-01-08,甲,购硒鼓,\n"
    "某县财政局,B5,2015-01-09,甲,购文件柜,1.2.3\n"
    "某县财政局,B6,2015-01-12,甲,购办公桌,300.00\n"
)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(ROWS, encoding="utf-8")
    Path("odd.csv").write_text(ODD, encoding="utf-8")


def drawn(
    paths: list[str], method: Method, size: int, seed: str = "7", by: By | None = None
) -> Sample:
    asked = Asked(method, size, seed, by, "qinjian sample …")
    return sample_of(population_of(paths, Options(language="en")), asked)


def rows(sample: Sample) -> list[int]:
    return [one.record.row for one in sample.drawn]


def total(parts: list[Counted]) -> tuple[int, Decimal]:
    return sum(one.rows for one in parts), sum((Decimal(one.yuan) for one in parts), Decimal(0))


def test_a_random_sample_can_be_drawn_by_hand_from_the_file() -> None:
    digest = hashlib.sha256(Path("a.csv").read_bytes()).hexdigest()
    identities = [f"{digest}||{row}" for row in range(2, 22)]
    places = by_hand.random_places(identities, 5, "7")
    sample = drawn(["a.csv"], "random", 5)
    assert rows(sample) == sorted(place + 2 for place in places)
    turns = {one.order: one.record.row - 2 for one in sample.drawn}
    assert [turns[turn] for turn in range(1, 6)] == places
    assert [one.number for one in sample.drawn] == [1, 2, 3, 4, 5]
    assert sample.drawn[0].about.purpose is not None


def test_a_systematic_and_a_monetary_sample_can_be_drawn_by_hand() -> None:
    assert rows(drawn(["a.csv"], "systematic", 6)) == [n + 2 for n in by_hand.hits(20, 6, "7")]
    cents = [n * n * 100 + 50 for n in range(20)]
    sample = drawn(["a.csv"], "mus", 6)
    assert rows(sample) == [n + 2 for n in by_hand.places_by_money(cents, 6, "7")]
    at = by_hand.hits(sum(cents), 6, "7")
    assert sample.drawn[0].hit == f"{Decimal(at[0] + 1) / 100:.2f}"
    [stratum] = sample.strata
    assert stratum.interval == f"{Decimal(sum(cents)) / 600:.2f}"


def test_neither_name_nor_order_of_files_matters_to_a_random_sample() -> None:
    first = drawn(["a.csv", "odd.csv"], "random", 8)
    Path("z.csv").write_bytes(Path("a.csv").read_bytes())
    second = drawn(["odd.csv", "z.csv"], "random", 8)
    claims = [{one.record.claim_no for one in sample.drawn} for sample in (first, second)]
    assert claims[0] == claims[1]


@pytest.mark.parametrize("method", ["random", "systematic", "mus"])
@pytest.mark.parametrize("by", [None, "unit", "month", "kind"])
def test_the_population_is_what_was_drawn_what_was_not_and_what_cannot_be(
    method: Method, by: By | None
) -> None:
    sample = drawn(["a.csv", "odd.csv"], method, 3, by=by)
    parts = [sample.sampled, sample.not_sampled, *sample.excluded]
    assert total(parts) == (sample.population.rows, Decimal(sample.population.yuan))
    assert sample.population.rows == sample.totals.rows_checked == 26
    assert sample.population.yuan == sample.totals.yuan_checked
    assert sample.sampled.rows == len(sample.drawn)
    assert total([one.sampled for one in sample.strata])[0] == sample.sampled.rows
    assert all(one.sampled.rows <= 3 for one in sample.strata)
    assert sample == drawn(["a.csv", "odd.csv"], method, 3, by=by)


def test_amounts_that_money_cannot_hit_stand_apart() -> None:
    sample = drawn(["odd.csv"], "mus", 1)
    apart = [
        (one.reason, one.rows, one.yuan, [row.record.claim_no for row in one.records])
        for one in sample.excluded
    ]
    assert apart == [
        ("negative", 1, "-30.00", ["B2"]),
        ("unreadable", 1, "0.00", ["B5"]),
        ("blank", 1, "0.00", ["B4"]),
        ("zero", 1, "0.00", ["B3"]),
    ]
    assert sample.excluded[0].records[0].amount == "-30.00"
    assert sample.strata[0].population.yuan == "400.00"
    assert drawn(["odd.csv"], "random", 1).excluded == ()


def test_what_reaches_the_interval_is_certain() -> None:
    for seed in map(str, range(20)):
        sample = drawn(["a.csv"], "mus", 8, seed)
        certain = {one.record.row for one in sample.drawn if one.certain}
        assert certain == {20, 21}  # 324.50 and 361.50 reach 2480.00 / 8 = 310.00


def test_more_than_there_are_is_all() -> None:
    for method in ("random", "systematic", "mus"):
        sample = drawn(["a.csv"], method, 21)
        assert rows(sample) == list(range(2, 22))
        assert sample.not_sampled == Counted(rows=0, yuan="0.00")
        assert [(one.all, one.interval) for one in sample.strata] == [(True, None)]


def test_strata_are_drawn_from_on_their_own() -> None:
    sample = drawn(["a.csv"], "random", 2, by="unit")
    assert [(one.name, one.population.rows, one.sampled.rows) for one in sample.strata] == [
        ("某县水务局", 7, 2), ("某县财政局", 13, 2),
    ]  # fmt: skip
    assert [one.about.unit for one in sample.drawn] == ["某县水务局"] * 2 + ["某县财政局"] * 2


def test_the_seed_of_a_stratum_is_the_seed_and_its_name() -> None:
    water = [n + 2 for n in range(20) if n % 3 == 0]
    places = by_hand.hits(len(water), 3, "7|某县水务局")
    found = [
        one.record.row
        for one in drawn(["a.csv"], "systematic", 3, by="unit").drawn
        if one.stratum == "某县水务局"
    ]
    assert found == [water[place] for place in places]


def test_lines_that_share_a_row_are_told_apart(tmp_path: Path) -> None:
    lines = ", ".join(f'{{"amount": "{n}.00", "description": "第{n}项"}}' for n in range(1, 7))
    claim = f'{{"claim_no": "C1", "kind": "expense", "unit": "某县财政局", "lines": [{lines}]}}\n'
    (tmp_path / "c.jsonl").write_text(claim, encoding="utf-8")
    sample = drawn(["c.jsonl"], "random", 3)
    assert len({one.about.amount for one in sample.drawn}) == 3
    assert {one.record.row for one in sample.drawn} == {1}


def test_registers_are_no_spending_and_are_counted_apart(tmp_path: Path) -> None:
    car = '{"kind": "vehicle", "unit": "某县财政局", "plate": "渝A12345"}\n'
    (tmp_path / "v.jsonl").write_text(car, encoding="utf-8")
    sample = drawn(["a.csv", "v.jsonl"], "random", 30)
    assert [(one.reason, one.rows) for one in sample.excluded] == [("register", 1)]
    assert (sample.population.rows, sample.sampled.rows) == (21, 20)


def test_a_sample_of_nothing_is_refused() -> None:
    with pytest.raises(QinjianError):
        drawn(["a.csv"], "random", 0)


@pytest.mark.parametrize("method", ["random", "systematic", "mus"])
def test_rows_that_wait_in_a_file_are_drawn_as_those_in_memory(
    method: Method, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_memory = drawn(["a.csv", "odd.csv"], method, 5)
    monkeypatch.setattr("qinjian.engine.once.held.IN_MEMORY", 3)
    assert drawn(["a.csv", "odd.csv"], method, 5) == in_memory


def test_files_of_an_archive_are_drawn_from() -> None:
    with zipfile.ZipFile("both.zip", "w") as archive:
        archive.write("a.csv")
        archive.write("odd.csv")
    packed, loose = drawn(["both.zip"], "random", 6), drawn(["a.csv", "odd.csv"], "random", 6)
    assert [one.about for one in packed.drawn] == [one.about for one in loose.drawn]

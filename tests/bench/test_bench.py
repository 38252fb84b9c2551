"""What is measured: the same rules by hand find the same leads."""

from pathlib import Path

import pytest

from tests.bench.__main__ import differences
from tests.bench.chosen import RULES
from tests.bench.contender import CONTENDERS, digests
from tests.bench.generate import write

ROWS = 2_000


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, tuple[int, str]]]:
    paths = write(tmp_path_factory.mktemp("bench"), ROWS, seed=2014, odds=0.04)
    return {name: digests(ready()(paths)) for name, ready in CONTENDERS.items()}


def test_all_contenders_find_the_same(found: dict[str, dict[str, tuple[int, str]]]) -> None:
    results = {name: {"leads": leads} for name, leads in found.items()}
    assert differences(results) == []
    assert set(found["columns, all rules"]) >= RULES


def test_every_rule_has_leads_and_records_without(
    found: dict[str, dict[str, tuple[int, str]]],
) -> None:
    for rule in RULES:
        assert 0 < found["sql"][rule][0] < ROWS // 2, rule


def test_most_rows_are_ordinary(tmp_path: Path) -> None:
    found = CONTENDERS["sql"]()(write(tmp_path, ROWS, seed=2014))
    odd = {record for leads in found.values() for members in leads for record in members}
    assert ROWS * 0.02 < len(odd) < ROWS * 0.08


def test_the_same_seed_gives_the_same_rows(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two = (write(tmp_path / name, 500, seed=7) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]

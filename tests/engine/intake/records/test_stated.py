"""Which statement of a unit holds for a file: the nearest, and what is said of one unit alone."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinjian.engine.intake.records.stated import Scope, StatedUnits, Statement, fits, pattern_of
from qinjian.engine.intake.records.whose import Whose
from tests.generated import GENERATED


def about(
    pattern: str,
    unit: str | None = None,
    unit_kind: str | None = None,
    region: str | None = None,
    level: str | None = None,
) -> Statement:
    scope = Scope(".", pattern_of(pattern) or ())
    return Statement(unit, unit_kind, region, level, "q.toml", pattern, scope)


@pytest.mark.parametrize(
    ("pattern", "path", "depth"),
    [
        ("2015", "2015/a/b.csv", 1),
        ("2015/", "2015/b.csv", 1),
        ("./2015", "2015/b.csv", 1),
        ("2015/*", "2015/a/b.csv", 2),
        ("2015/*", "2015/b.csv", 2),
        ("2015/*", "2016/b.csv", None),
        ("201?/[ab]*", "2016/b.csv", 2),
        ("b.csv", "2015/b.csv", None),
        ("**/b.csv", "2015/a/b.csv", 3),
        ("**/b.csv", "b.csv", 1),
        ("**/**/a", "2015/a/b.csv", 2),
        ("2015/**", "2015/a/b.csv", 1),
        (".", "2015/b.csv", 0),
        ("2015", "20155/b.csv", None),
        ("a.zip", "a.zip/b.csv", 1),
        ("2015", "../2015/b.csv", None),
        ("*", "-", None),
    ],
)
def test_a_pattern_means_the_topmost_folder_that_it_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, path: str, depth: int | None
) -> None:
    monkeypatch.chdir(tmp_path)
    outside = len(Path(os.path.realpath(tmp_path)).parts)
    found = about(pattern).scope.depth(path)  # type: ignore[union-attr]
    assert found == (None if depth is None else outside + depth)


def test_a_file_is_found_through_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = tmp_path / "real"
    (real / "2015").mkdir(parents=True)
    (tmp_path / "link").symlink_to(real)
    (real / "linked").symlink_to(tmp_path)
    monkeypatch.chdir(real)
    scope = Scope(str(tmp_path / "link"), ("2015",))
    assert scope.depth("2015/b.csv") is not None
    assert Scope(".", ("linked",)).depth("linked/b.csv") is not None


def test_two_ways_to_write_a_letter_are_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert about("caf\u00e9").scope.depth("cafe\u0301/b.csv") is not None  # type: ignore[union-attr]


@pytest.mark.parametrize("path", ["", " ", "/a", "..", "a/../b"])
def test_a_pattern_stays_in_its_folder(path: str) -> None:
    assert pattern_of(path) is None


PARTS = st.lists(st.sampled_from(["a", "b", "ab"]), max_size=4)


@GENERATED
@given(PARTS, PARTS)
def test_two_stars_are_any_number_of_folders(before: list[str], after: list[str]) -> None:
    path = before + after
    assert fits(path, path)
    assert fits(path, ["**"])
    assert fits(path, [*before, "**"])
    assert fits(path, ["**", *after])
    assert fits(path, [*before, "**", *after])
    assert not fits([*path, "c"], [*before, "**", *after, "d"])


KIND = {"unit_kind": "government", "region": "重庆", "level": "district"}


def test_the_nearest_wins_key_by_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    units = StatedUnits(
        Statement(level="township"),
        (
            about("2015/a", region="四川"),
            Statement(unit="甲局", unit_kind="government", region="重庆", level="district"),
            about("2015", region="贵州"),
            about("2015/*", unit_kind="court"),
            about("2016/b.csv", unit_kind="cppcc"),
        ),
    )
    assert units.of_file("b.csv") == Whose("甲局", "government", "重庆", "township")
    assert units.of_file("2015/a/b.csv") == Whose("甲局", "court", "四川", "township")
    assert units.of_file("2015/c.csv") == Whose("甲局", "court", "贵州", "township")
    assert units.everywhere() == Whose("甲局", "government", "重庆", "township")
    assert [one.folder for one in units.unused()] == ["2016/b.csv"]


def test_of_equally_near_ones_the_later_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    units = StatedUnits(
        configured=(about("2015/*", level="district"), about("2015/a", level="township"))
    )
    assert units.of_file("2015/a/b.csv").level == "township"
    units = StatedUnits(
        configured=(about("2015/a", level="township"), about("2015/*", level="district"))
    )
    assert units.of_file("2015/a/b.csv").level == "district"


def test_what_is_said_of_one_unit_is_not_said_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = Statement(unit="甲局", **KIND)  # type: ignore[arg-type]
    other, same = about("b", unit="乙公司"), about("a", unit="甲局")
    units = StatedUnits(configured=(whole, other, same))
    assert units.of_file("b/x.csv") == Whose("乙公司")
    assert units.of_file("a/x.csv") == Whose("甲局", **KIND)  # type: ignore[arg-type]
    asked = StatedUnits(Statement("丙中心"), (whole, about("b", level="township")))
    assert asked.of_file("a/x.csv") == Whose("丙中心")
    assert asked.of_file("b/x.csv") == Whose("丙中心")
    nameless = StatedUnits(configured=(Statement(**KIND), other))  # type: ignore[arg-type]
    assert nameless.of_file("b/x.csv") == Whose("乙公司", **KIND)  # type: ignore[arg-type]

"""What is measured of streams: both ways to hold what is pending find the same."""

from pathlib import Path

from tests.bench.stream import by_durable_rules, by_lists, stream_of, table


def test_both_find_the_same_pairs() -> None:
    assert by_durable_rules(1_500) == by_lists(1_500) > 0


def test_both_streams_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = stream_of(60, "lists", tmp_path / "a")
    other = stream_of(60, "durable-rules", tmp_path / "b")
    assert one["lines"] == other["lines"]
    assert one["lines"]
    assert table([one]).count("|") == 3 * (len(one) + 1)

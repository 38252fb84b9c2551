"""A few hundred mutated files; ``python -m tests.fuzz`` reads ten thousand."""

from pathlib import Path

from tests.fuzz import SAMPLES, attempt, mutated

SEEDS = range(400)


def test_mutated_files_end_without_a_fault_and_with_every_row_accounted_for(tmp_path: Path) -> None:
    assert [fault for seed in SEEDS for fault in attempt(seed, tmp_path)] == []


def test_the_mutations_are_many_and_changes() -> None:
    files = [mutated(seed) for seed in SEEDS]
    assert {ending for ending, _ in files} == {*(path.suffix for path in SAMPLES), ".dbf", ".zip"}
    originals = {path.read_bytes() for path in SAMPLES}
    assert sum(data not in originals for _, data in files) > 0.95 * len(files)

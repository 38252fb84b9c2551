import hashlib
import io
from pathlib import Path
from typing import IO, NoReturn

import pytest

from qinjian.engine.intake.files import snapshot as snapshot_module
from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.intake.files.source import STANDARD_INPUT, Source
from qinjian.engine.messages.problems import Position, Problem, QinjianError

DATA = b"claim_no,meal_fee\n" + b"1,2\n" * 1_000


def source(name: str = "a.csv", data: bytes | None = DATA) -> Source:
    if data is not None:
        Path(name).write_bytes(data)
    return Source(name, Path(name), "delimited")


def fault(found: Source) -> Problem:
    with pytest.raises(QinjianError) as caught:
        snapshot(found, None)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("limit", [10, 10_000_000])
def test_a_copy_holds_the_bytes_in_memory_or_not(
    monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(snapshot_module, "IN_MEMORY", limit)
    before = sorted(Path().iterdir())
    copy = snapshot(source(), None)
    assert (copy.size, copy.sha256) == (len(DATA), hashlib.sha256(DATA).hexdigest())
    assert copy.stream.read() == DATA
    copy.stream.close()
    assert sorted(Path().iterdir()) == [*before, Path("a.csv")]


def test_a_copy_longer_than_a_piece_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_module, "_CHUNK", 7)
    copy = snapshot(source(), None)
    with copy.stream:
        assert copy.stream.read() == DATA


def test_a_copy_is_not_changed_with_its_file() -> None:
    copy = snapshot(source(), None)
    Path("a.csv").write_bytes(b"other")
    with copy.stream:
        assert copy.stream.read() == DATA


def test_standard_input_is_copied() -> None:
    copy = snapshot(Source(STANDARD_INPUT, None, None), io.BytesIO(DATA))
    with copy.stream:
        assert (copy.stream.read(), copy.size) == (DATA, len(DATA))


def test_an_empty_file_has_a_copy() -> None:
    copy = snapshot(source(data=b""), None)
    with copy.stream:
        assert (copy.size, copy.sha256) == (0, hashlib.sha256(b"").hexdigest())


def test_a_file_that_is_gone_or_barred_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    where = Position(file="a.csv")
    assert fault(source(data=None)) == Problem("file_missing", where)
    found = source()

    def barred(_: IO[bytes]) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(snapshot_module, "_copied", barred)
    assert fault(found) == Problem("file_unreadable", where, {"reason": "Permission denied"})


def test_a_fault_without_words_is_told_by_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: IO[bytes]) -> NoReturn:
        raise TimeoutError

    monkeypatch.setattr(snapshot_module, "_copied", broken)
    assert fault(source()).values == {"reason": "TimeoutError"}

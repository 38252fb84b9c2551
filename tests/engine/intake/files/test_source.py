import hashlib
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO

import pytest

from qinjian.engine.intake import Intake
from qinjian.engine.intake import read as read_any
from qinjian.engine.intake.files import snapshot as snapshot_module
from qinjian.engine.intake.files.snapshot import Snapshot
from qinjian.engine.messages.problems import QinjianError

read = partial(read_any, kind="reception")

Write = Callable[[str, str], str]
ROW = "claim_no,meal_fee\n{},1\n"


def claims(found: Intake) -> list[str | None]:
    return [sourced.place.claim_no for sourced in found.records]


def codes(found: Intake) -> list[str]:
    return [problem.code for problem in found.rejects]


def test_a_folder_is_read_in_the_order_of_code_points(write: Write) -> None:
    for name in ("d/b.csv", "d/B.csv", "d/a/z.csv", "d/文.csv"):
        write(name, ROW.format(name))
    found = read(["d/"])
    assert claims(found) == ["d/B.csv", "d/a/z.csv", "d/b.csv", "d/文.csv"]
    assert [tally.file for tally in found.files] == claims(found)


def test_a_folder_is_read_without_hidden_locked_and_other_files(write: Write) -> None:
    write("d/a.csv", ROW.format(1))
    for name in ("d/.b.csv", "d/.git/c.csv", "d/~$d.xlsx", "d/e.docx"):
        write(name, ROW.format(name))
    found = read(["d"])
    assert claims(found) == ["1"]
    assert not found.rejects


def test_files_are_shown_as_the_user_called_them(write: Write) -> None:
    write("d/a.csv", ROW.format(1))
    absolute = str(Path("d").resolve())
    assert read(["./d"]).files[0].file == "./d/a.csv"
    assert read(["d/../d/a.csv"]).files[0].file == "d/../d/a.csv"
    assert read([absolute]).files[0].file == f"{absolute}/a.csv"


def test_the_same_file_is_read_once_and_told(write: Write) -> None:
    write("d/a.csv", ROW.format(1))
    Path("link.csv").symlink_to("d/a.csv")
    found = read(["d/a.csv", "d", "link.csv"])
    assert claims(found) == ["1"]
    assert [reject.where.file for reject in found.rejects] == ["d/a.csv", "link.csv"]
    assert codes(found) == ["file_twice", "file_twice"]


def test_a_copy_of_a_file_counts_once(write: Write) -> None:
    write("a.csv", ROW.format(1))
    write("b.csv", ROW.format(1))
    found = read(["a.csv", "b.csv"])
    assert claims(found) == ["1"]
    (reject,) = found.rejects
    assert reject.words("en") == (
        "b.csv: holds the same bytes as “a.csv” and was not read again, so that nothing counts "
        "twice. Remove one of them."
    )
    assert found.files[1].rows_read == 0


def test_a_file_that_changes_while_it_is_read_is_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.csv", ROW.format(1))
    write("b.csv", ROW.format(2))
    copied = snapshot_module._copied

    def slowly(original: IO[bytes]) -> Snapshot:
        copy = copied(original)
        if original.name == "a.csv":
            with Path("a.csv").open("ab") as other:
                other.write(b"3,1\n")
        return copy

    monkeypatch.setattr(snapshot_module, "_copied", slowly)
    found = read(["a.csv", "b.csv"])
    assert claims(found) == ["2"]
    assert codes(found) == ["file_changed"]


def test_inputs_are_opened_for_reading_only(write: Write) -> None:
    name = write("a.csv", ROW.format(1))
    before = Path(name).stat()
    Path(name).chmod(0o444)
    assert claims(read([name])) == ["1"]
    after = Path(name).stat()
    assert (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)


def test_endings_are_read_in_any_case(write: Write) -> None:
    assert claims(read([write("A.CSV", ROW.format(1))])) == ["1"]


def test_a_path_that_leads_nowhere_is_a_reject(write: Write) -> None:
    write("a.xyz", "x")
    assert codes(read(["", "b.csv", "a.xyz"])) == ["file_missing", "file_missing", "file_ending"]


def test_a_broken_link_in_a_folder_is_a_reject() -> None:
    Path("d").mkdir()
    Path("d/a.csv").symlink_to("gone.csv")
    found = read(["d"])
    assert codes(found) == ["file_missing"]
    assert (found.files[0].sha256, found.files[0].rows_read) == (None, 0)


def test_the_hash_is_that_of_the_bytes(write: Write) -> None:
    name = write("a.csv", ROW.format(1))
    assert read([name]).files[0].sha256 == hashlib.sha256(Path(name).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"claim_no": "1", "meal_fee": 1}', ["1"]),
        (
            '\ufeff\n[{"claim_no": "1", "meal_fee": 1},\n{"claim_no": "2", "meal_fee": 1}]',
            ["1", "2"],
        ),
        ('{"claim_no": "1",\n "meal_fee": 1}', ["1"]),
        ('{"claim_no": "1", "meal_fee": 1}\n{"claim_no": "2", "meal_fee": 1}\n', ["1", "2"]),
        (ROW.format(1), ["1"]),
    ],
)
def test_the_format_of_standard_input_is_found_out(text: str, expected: list[str]) -> None:
    found = read(["-"], stdin=io.BytesIO(text.encode()))
    assert claims(found) == expected
    assert found.records[0].place.file == "-"


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "file_empty"), (b"PK\x03\x04", "stdin_format"), (b"{", "json_syntax")]
)
def test_standard_input_may_be_unreadable(data: bytes, code: str) -> None:
    assert codes(read(["-"], stdin=io.BytesIO(data))) == [code]


def test_standard_input_is_read_once() -> None:
    found = read(["-", "-"], stdin=io.BytesIO(ROW.format(1).encode()))
    assert claims(found) == ["1"]
    assert codes(found) == ["file_twice"]


def test_wrong_arguments_stop_the_run() -> None:
    with pytest.raises(QinjianError, match="guest"):
        read([], kind="guest")
    with pytest.raises(QinjianError, match="--region"):
        read([], region="火星")

"""Archives of tables, as they come and as someone might make them to do harm."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from qinjian.engine.intake.files import zipped
from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.intake.files.source import Source, find
from qinjian.engine.messages.problems import Problem, QinjianError
from tests.engine.intake.files.scan.making import archived

TABLE = "单据号,餐费\nBX-1,5\n".encode()


def read(data: bytes, name: str = "a.zip") -> tuple[dict[str, bytes], list[Problem]]:
    """Read all files in an archive, and list what is told; the archive itself is left out."""
    Path(name).write_bytes(data)
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for one in find([name]):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        try:
            copy = snapshot(one, None)
        except QinjianError as error:
            problems += error.problems
            continue
        with copy.stream:
            found[one.name] = copy.stream.read()
    assert found.pop(name, data) == data
    return found, problems


def codes(data: bytes) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.where.file) for problem in read(data)[1]]


def test_members_are_files_in_the_order_of_their_names() -> None:
    data = archived({"二/b.csv": b"2", "a.csv": b"1", "二/": b"", "c.XLSX": b"3"})
    found, problems = read(data)
    assert list(found.items()) == [
        ("a.zip/a.csv", b"1"), ("a.zip/c.XLSX", b"3"), ("a.zip/二/b.csv", b"2"),
    ]  # fmt: skip
    assert problems == []


def test_the_archive_itself_comes_first_and_members_have_formats() -> None:
    Path("a.zip").write_bytes(archived({"b.csv": TABLE}))
    first, second = (one for one in find(["a.zip"]) if isinstance(one, Source))
    assert (first.name, first.format) == ("a.zip", "archive")
    assert (second.name, second.format) == ("a.zip/b.csv", "delimited")


def test_an_archive_in_a_folder_is_opened() -> None:
    Path("d").mkdir()
    Path("d/a.zip").write_bytes(archived({"b.csv": TABLE}))
    names = [one.name for one in find(["d"]) if isinstance(one, Source)]
    assert names == ["d/a.zip", "d/a.zip/b.csv"]


def test_members_that_are_no_tables_are_told_by_kind() -> None:
    data = archived(
        {"a.csv": TABLE, "x.pdf": b"", "y.pdf": b"", "in.zip": b"", "in.rar": b"", "~$a.xlsx": b"",
         "__MACOSX/._a.csv": b"", "d/.DS_Store": b"", "Thumbs.db": b""}
    )  # fmt: skip
    found, problems = read(data)
    assert list(found) == ["a.zip/a.csv"]
    assert [(one.code, one.values["count"]) for one in problems] == [("file_other_kind", 2)] * 2
    assert "a.zip/in.rar、a.zip/in.zip" in problems[0].message("zh")


def named(names: list[tuple[bytes, int]]) -> bytes:
    """Make an archive whose names are these bytes, with these flags."""
    places = [f"{number:0{len(name)}d}" for number, (name, _) in enumerate(names)]
    data = bytearray(archived(dict.fromkeys(places, b"1")))
    for place, (name, flags) in zip(places, names, strict=True):
        for signature, at_name, at_flags in ((b"PK\3\4", 30, 6), (b"PK\1\2", 46, 8)):
            start = -1
            while (start := data.find(signature, start + 1)) >= 0:
                if data[start + at_name : start + at_name + len(name)] == place.encode():
                    data[start + at_name : start + at_name + len(name)] = name
                    struct.pack_into("<H", data, start + at_flags, flags)
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "flags", "shown"),
    [
        ("接待台账.csv".encode("gb18030"), 0, "接待台账.csv"),
        ("联通.csv".encode("gb18030"), 0, "联通.csv"),
        ("接待台账.csv".encode(), 0, "接待台账.csv"),
        ("接待台账.csv".encode(), 0x800, "接待台账.csv"),
        (b"..\\..\\windows\\a.csv", 0, "windows/a.csv"),
        (b"../../etc/./a.csv", 0, "etc/a.csv"),
        (b"/etc/passwd.csv", 0, "etc/passwd.csv"),
        ("a\u202egnp\x1b.csv".encode(), 0x800, "a\ufffdgnp\ufffd.csv"),
        (b"x" * 300 + b".csv", 0, "x" * 196 + ".csv"),
    ],
)
def test_names_are_shown_as_they_were_meant_and_safely(name: bytes, flags: int, shown: str) -> None:
    found, problems = read(named([(name, flags)]))
    assert (list(found), problems) == ([f"a.zip/{shown}"], [])


def test_nothing_is_written_by_the_name_of_a_member() -> None:
    before = sorted(Path.cwd().parent.rglob("*"))
    read(named([(b"../../evil.csv", 0), (b"/evil2.csv", 0)]))
    after = sorted(Path.cwd().parent.rglob("*"))
    assert set(after) - set(before) == {Path.cwd() / "a.zip"}


def test_members_of_one_name_are_told_apart() -> None:
    found, _ = read(named([(b"a/b.csv", 0), (b"a\\b.csv", 0), (b"./b.csv", 0)]))
    assert list(found) == ["a.zip/a/b (2).csv", "a.zip/a/b.csv", "a.zip/b.csv"]


def flagged(data: bytes, flags: int = 1) -> bytes:
    """Say of every member of an archive that it is encrypted."""
    whole = bytearray(data)
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            whole[start + place] |= flags
    return bytes(whole)


def test_members_under_a_password_are_one_line() -> None:
    data = flagged(archived({f"{n}.csv": b"x" for n in range(5)} | {"a.pdf": b""}))
    found, problems = read(data)
    assert found == {}
    assert [(one.code, one.values.get("count")) for one in problems] == [
        ("members_locked", 5), ("file_other_kind", 1),
    ]  # fmt: skip
    assert "0.csv, 1.csv, 2.csv …" in problems[0].message("zh")


def patched(data: bytes, name: str, place: int, layout: str, value: int) -> bytes:
    whole = bytearray(data)
    struct.pack_into(layout, whole, data.rindex(name.encode()) - 46 + place, value)
    return bytes(whole)


def test_a_bomb_is_refused_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "SMALL", 100_000)
    bomb = archived({"a.csv": TABLE, "b.csv": b"0" * 5_000_000})
    assert codes(bomb) == [("archive_large", "a.zip/b.csv")]
    assert list(read(bomb)[0]) == ["a.zip/a.csv"]
    assert codes(patched(bomb, "b.csv", 24, "<I", 7)) == [("archive_large", "a.zip/b.csv")]


def test_the_bytes_of_all_members_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_BYTES", 250)
    data = archived({f"{n}.csv": bytes([65 + n]) * 100 for n in range(4)})
    assert codes(data) == [("archive_large", "a.zip/2.csv"), ("archive_large", "a.zip/3.csv")]


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    many = archived({f"{n}.csv": b"" for n in range(20)})
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 19)
    assert codes(many) == [("archive_large", "a.zip")]
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 20)
    monkeypatch.setattr(zipped, "MAX_DIRECTORY", 500)
    assert codes(many) == [("archive_large", "a.zip")]


def test_members_that_share_bytes_are_refused() -> None:
    data = archived({"a.csv": b"1" * 5_000, "b.csv": TABLE})
    shared = patched(data, "b.csv", 42, "<I", 0)
    assert codes(shared) == [("archive_broken", "a.zip")]
    longer = patched(data, "a.csv", 20, "<I", 5_000)
    assert codes(longer) == [("archive_broken", "a.zip")]


def test_a_damaged_member_hides_no_other() -> None:
    data = archived({"a.csv": TABLE, "b.csv": TABLE})
    bad = patched(data, "a.csv", 16, "<I", 12345)  # another checksum
    found, problems = read(bad)
    assert list(found) == ["a.zip/b.csv"]
    assert [(one.code, one.where.file) for one in problems] == [("archive_broken", "a.zip/a.csv")]
    assert codes(patched(data, "a.csv", 24, "<I", 3)) == [("archive_broken", "a.zip/a.csv")]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_packed_otherwise_are_refused(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.csv", TABLE)
    assert codes(out.getvalue()) == [("archive_broken", "a.zip/a.csv")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "archive_broken"),
        (b"PK\3\4", "archive_broken"),
        (b"PK\5\6" + bytes(18), "archive_empty"),
    ],
)
def test_what_is_no_archive_is_told(data: bytes, code: str) -> None:
    assert codes(data) == [(code, "a.zip")]


def test_an_archive_may_stand_behind_other_bytes_and_be_cut() -> None:
    data = archived({"a.csv": TABLE})
    assert codes(data[:-30]) == [("archive_broken", "a.zip")]
    assert list(read(b"#!/bin/sh\n" + data)[0]) == ["a.zip/a.csv"]

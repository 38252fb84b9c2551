"""A full disk or an ended process leaves no half output, and no temporary files behind."""

import csv
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.readme import MAIN, ROOT

OLD = "what stood here before\n"
FULL = 2_000
"""Bytes that a file may have on the full disk."""


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", MAIN, str(ROOT), *arguments]


def full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL, FULL))


def claims(path: Path, rows: int) -> Path:
    """Write claims with invoices, each of which two rules across records keep until the end."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(
            ["类别", "单据号", "单位", "会议名称", "报到时间", "离开时间", "发票号码", "报销金额"]
        )
        for row in range(rows):
            writer.writerow(
                ["会议费", f"HY{row}", "重庆市江洲区水务局", "工作会议", "2015-06-10", "2015-06-11", row, "800.00"]
            )  # fmt: skip
    return path


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.chdir(tmp_path)
    return scratch


def run(
    *arguments: str, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, check=False, preexec_fn=before
    )


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize("old", [None, OLD])
def test_a_report_on_a_full_disk(
    environment: Path, tmp_path: Path, format_: str, old: str | None
) -> None:
    out = tmp_path / "reports" / "report"
    out.parent.mkdir()
    if old is not None:
        out.write_text(old, encoding="utf-8")
    claims_file = str(ROOT / "samples" / "claims.jsonl")
    arguments = ["check", claims_file, "--format", format_, "--output", str(out), "--lang", "en"]
    done = run(*arguments, before=full_disk)
    assert done.returncode == 2
    assert done.stderr == f"{out}: cannot be written: File too large. Check path and permissions.\n"
    assert [path.name for path in out.parent.iterdir()] == ([] if old is None else ["report"])
    assert old is None or out.read_text(encoding="utf-8") == old
    assert list(environment.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (("template", "travel"), ".xlsx"),
        (("map", str(ROOT / "samples" / "exports")), "mapping.yaml"),
    ],
)
def test_other_files_on_a_full_disk(
    environment: Path, tmp_path: Path, arguments: tuple[str, ...], written: str
) -> None:
    done = run(*arguments, "--lang", "zh", before=full_disk)
    assert done.returncode == 2
    assert written in done.stderr
    assert "无法写入：File too large。请检查路径和权限。" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
    assert list(environment.iterdir()) == []


def test_a_full_standard_output() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("check", str(ROOT / "samples" / "claim.json"), "--lang", "en"),
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.endswith(
        "-: cannot be written: No space left on device. Check path and permissions.\n"
    )


@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_no_room_for_what_does_not_fit_into_memory(
    environment: Path, tmp_path: Path, runner: str
) -> None:
    path = claims(tmp_path / "claims.csv", 4_500)
    out = tmp_path / "out.csv"
    arguments = ["check", str(path), "--runner", runner, "--output", str(out), "--lang"]
    done = run(*arguments, "en", before=full_disk)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{environment}: the folder for temporary files takes no more: ")
    assert done.stderr.endswith("Free space there, or name another one in TMPDIR.\n")
    assert "环境变量 TMPDIR" in run(*arguments, "zh", before=full_disk).stderr
    assert not out.exists()
    assert list(environment.iterdir()) == []


def test_no_room_for_the_copy_of_a_large_input(environment: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as stream:
        stream.write("单据号,单位\n".encode())
        stream.truncate(33_000_000)
    done = run("check", str(large), "--lang", "en", before=full_disk)
    assert done.returncode == 2
    assert (
        f"{environment}: the folder for temporary files takes no more: File too large"
        in done.stderr
    )
    assert list(environment.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130), ("SIGKILL", -9)]
)
def test_an_ended_process(environment: Path, tmp_path: Path, name: str, code: int) -> None:
    """It is ended while it keeps records in a temporary folder."""
    path = claims(tmp_path / "claims.csv", 60_000)
    out = tmp_path / "out.csv"
    out.write_text(OLD, encoding="utf-8")
    arguments = ["check", str(path), "--runner", "reference", "--output", str(out)]
    with subprocess.Popen(command(*arguments), stderr=subprocess.PIPE, text=True) as process:
        while not any(environment.glob("qinjian-*/entries")):
            assert process.poll() is None
        process.send_signal(getattr(signal, name))
        assert process.wait() == code
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert out.read_text(encoding="utf-8") == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.csv", "out.csv", "scratch"]
    if name != "SIGKILL":
        assert list(environment.iterdir()) == []

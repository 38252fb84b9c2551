"""A full disk or an ended process leaves no half output, and no temporary files behind."""

import csv
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests import warm
from tests.readme import MAIN, ROOT, code

LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))
"""
OLD = "what stood here before\n"
FULL = 2_000
"""Bytes that a file may have on the full disk."""
FULL_DISK, NO_BYTE, ALMOST_FULL_DISK = map(LIMITED.format, (FULL, 0, 33 << 20))
HANG_UP_IGNORED = """
import signal
signal.signal(signal.SIGHUP, signal.SIG_IGN)
"""

NO_ROOM = {
    "en": "cannot be written: File too large. Free space there, or write elsewhere.",
    "zh": "空间不足，无法写入：File too large。请腾出空间，或者写到别处。",
}
CODES: Mapping[str, int] = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130, "SIGKILL": -9}

ENDED_IN_WRITING = """
import os, signal
def fsync(_):
    os.kill(os.getpid(), signal.{name})
    os.getpid()
os.fsync = fsync
"""
AGAIN_IN_THE_CLEAN_UP = """
from pathlib import Path
unlink = Path.unlink
def unlinked(path, missing_ok=False):
    os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), signal.SIGTERM)
    unlink(path, missing_ok)
Path.unlink = unlinked
"""
LONG_STATEMENT = """
from qinjian.engine.run.columns import ColumnsRunner
def judge(runner, *_):
    print("judging", flush=True)
    runner.engine.execute("SELECT sum(range % 7) FROM range(1000000000)")
ColumnsRunner.judge = judge
"""
LOST = """
import os, signal
from qinjian.engine import checking
class Object:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        os.getpid()
def opened(*arguments, **options):
    Object()
    return open_reader(*arguments, **options)
open_reader, checking.open_reader = checking.open_reader, opened
"""
CLAIMS = ("check", str(ROOT / "samples" / "claims.jsonl"), "--format", "json")
ALL_ON_DISK = """
from qinjian.engine.once import held
held.IN_MEMORY = 100
"""
SMALL_MEMORY = """
from qinjian.engine.run import columns
connect = columns.connect
columns.connect = lambda folder, _, threads: connect(folder, "2MB", threads)
"""
OWN_TERMINAL = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
"""
AT_EACH_STEP = """
import os, signal, sys
from pathlib import Path
from qinjian.engine.console import terminal
from qinjian.engine.console.emit import emit

out, number = Path(sys.argv[1]), getattr(signal, sys.argv[2])

def write_until(step):
    terminal.end_in_order()
    left = step
    def trace(frame, event, _):
        nonlocal left
        if event in ("line", "return"):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), number)
        return trace
    sys.settrace(trace)
    emit("new", out)

code, step = None, 0
while code != 0:
    step += 1
    out.write_text("old")
    if (child := os.fork()) == 0:
        try:
            write_until(step)
        except terminal.Ended as ended:
            os._exit(ended.exit_code)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    others = [path for path in out.parent.iterdir() if path != out]
    print(code, out.read_text() or "torn", *(path.name[:9] for path in others))
    for path in others:
        path.unlink()
"""


def command(*arguments: str) -> list[str]:
    """Return the command as a process that is started."""
    return [sys.executable, "-c", MAIN, str(ROOT), *arguments]


def told(name: str, language: str = "en") -> str:
    if language == "zh":
        return f"收到信号 {name}，未完成即结束；没有写了一半的文件。请重新运行。\n"
    return f"ended by {name} before it was done; no file is half written. Run it again.\n"


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


@pytest.fixture(autouse=True)
def _signals_as_a_shell_has_them() -> Iterator[None]:
    """Let a test run under ``nohup`` start its processes as one at a terminal does."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(tmp_path)
    return scratch


def run(*arguments: str, first: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a forked process; ``first`` is done in it beforehand."""
    return warm.run(code(first), [str(ROOT), *arguments])


@contextmanager
def running(*arguments: str, first: str) -> Iterator[tuple[warm.Process, IO[str], IO[str]]]:
    """Start the command in a forked process; given with it is what it writes, and tells."""
    (out, into_out), (err, into_err) = os.pipe(), os.pipe()
    process = warm.Process(code(first), [str(ROOT), *arguments], stdout=into_out, stderr=into_err)
    os.close(into_out)
    os.close(into_err)
    with os.fdopen(out, encoding="utf-8") as written, os.fdopen(err, encoding="utf-8") as told_:
        yield process, written, told_


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
    done = run(*arguments, first=FULL_DISK)
    assert done.returncode == 2
    assert done.stderr == f"{out}: {NO_ROOM['en']}\n"
    assert [path.name for path in out.parent.iterdir()] == ([] if old is None else ["report"])
    assert old is None or out.read_text(encoding="utf-8") == old
    assert list(environment.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (("template", "travel"), ".xlsx"),
        (("map", str(ROOT / "samples" / "exports"), "--output", "mapping.yaml"), "mapping.yaml"),
    ],
)
def test_other_files_on_a_full_disk(
    environment: Path, tmp_path: Path, arguments: tuple[str, ...], written: str
) -> None:
    done = run(*arguments, "--lang", "zh", first=FULL_DISK)
    assert done.returncode == 2
    assert written in done.stderr
    assert NO_ROOM["zh"] in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
    assert list(environment.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", str(ROOT / "samples" / "claim.json")),
        ("map", str(ROOT / "samples" / "exports" / "10-差旅费报销汇总表.xlsx")),
        ("template", "travel"),
        ("schema", "rule"),
        ("--version",),
    ],
)
@pytest.mark.usefixtures("environment")
def test_a_full_standard_output(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command(*arguments), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.endswith(
        "-: cannot be written: No space left on device. Free space there, or write elsewhere.\n"
    )


@pytest.mark.parametrize("arguments", [("check", "none.csv"), ("explain", "XX1-none"), ("chek",)])
@pytest.mark.parametrize("to", ["/dev/full", "&-"])
@pytest.mark.usefixtures("environment")
def test_a_full_or_closed_standard_error(arguments: tuple[str, ...], to: str) -> None:
    """What cannot be told stands in the exit code."""
    shell = ["bash", "-c", f'"$@" 2>{to}', "bash", *command(*arguments)]
    assert subprocess.run(shell, capture_output=True, check=False).returncode == 2


def test_only_a_file_is_replaced(environment: Path, tmp_path: Path) -> None:
    pipe, real, link = (tmp_path / name for name in ("pipe", "real", "link"))
    os.mkfifo(pipe)
    real.write_text(OLD, encoding="utf-8")
    link.symlink_to(real)
    arguments = ["check", str(ROOT / "samples" / "claim.json"), "--lang", "en", "--format", "table"]
    arguments.append("--output")
    for other in (pipe, environment):
        done = run(*arguments, str(other))
        assert done.returncode == 2
        assert done.stderr == (
            f"{other}: this is a folder or a device, which no file may replace."
            " Choose another name.\n"
        )
    assert pipe.is_fifo()
    assert run(*arguments, str(link)).returncode == 1
    assert link.is_symlink()
    assert "CQ28-companions" in real.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe", "real", "scratch"]


@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_no_room_for_what_does_not_fit_into_memory(
    environment: Path, tmp_path: Path, runner: str
) -> None:
    path = claims(tmp_path / "claims.csv", 4_500)
    out = tmp_path / "out.csv"
    arguments = ["check", str(path), "--runner", runner, "--output", str(out), "--lang"]
    done = run(*arguments, "en", first=FULL_DISK + ALL_ON_DISK)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{environment}: the folder for temporary files takes no more: ")
    assert done.stderr.endswith("Free space there, or name another one in TMPDIR.\n")
    again = run(*arguments, "zh", first=FULL_DISK + ALL_ON_DISK)
    assert "环境变量 TMPDIR" in again.stderr
    assert not out.exists()
    assert list(environment.iterdir()) == []


def test_no_room_for_what_the_engine_spills(environment: Path, tmp_path: Path) -> None:
    path = claims(tmp_path / "claims.csv", 5_000)
    arguments = ["check", str(path), "--runner", "columns", "--output", "out.csv", "--lang", "en"]
    done = run(*arguments, first=FULL_DISK + SMALL_MEMORY)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{environment}: the folder for temporary files takes no more: ")
    assert 'Could not write file "' in done.stderr
    assert done.stderr.endswith("Free space there, or name another one in TMPDIR.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.csv", "scratch"]
    assert list(environment.iterdir()) == []


def test_no_folder_takes_a_byte(environment: Path, tmp_path: Path) -> None:
    path = claims(tmp_path / "claims.csv", 4_500)
    done = run("check", str(path), "--runner", "columns", "--lang", "en", first=NO_BYTE)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        f"{environment}: the folder for temporary files takes no more: No usable temporary"
        " directory found"
    )
    assert len(done.stderr.splitlines()) == 1


def test_no_room_for_the_last_bytes_of_a_copy(environment: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as stream:
        stream.write("单据号,单位\n".encode())
        stream.truncate((33 << 20) + 100)
    done = run("check", str(large), "--lang", "en", first=ALMOST_FULL_DISK)
    assert done.returncode == 2
    assert f"{environment}: the folder for temporary files takes no more: File" in done.stderr


def test_a_reading_that_is_given_up_is_silent(environment: Path, tmp_path: Path) -> None:
    path = claims(tmp_path / "claims.csv", 4_500)
    done = run("map", str(path), "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert list(environment.iterdir()) == []


def test_no_room_for_the_copy_of_a_large_input(environment: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as stream:
        stream.write("单据号,单位\n".encode())
        stream.truncate(33_000_000)
    done = run("check", str(large), "--lang", "en", first=FULL_DISK)
    assert done.returncode == 2
    assert (
        f"{environment}: the folder for temporary files takes no more: File too large"
        in done.stderr
    )
    assert list(environment.iterdir()) == []


@pytest.mark.parametrize("name", CODES)
def test_a_process_ended_while_it_keeps_records(
    environment: Path, tmp_path: Path, name: str
) -> None:
    """They stand in a folder for temporary files, which only SIGKILL leaves."""
    path = claims(tmp_path / "claims.csv", 60_000)
    out = tmp_path / "out.csv"
    out.write_text(OLD, encoding="utf-8")
    arguments = ["check", str(path), "--runner", "reference", "--output", str(out), "--lang", "en"]
    with running(*arguments, first=ALL_ON_DISK) as (process, _, err):
        while not any(environment.glob("qinjian-*/batches")):
            process.poll()
            time.sleep(0.01)
        process.send_signal(getattr(signal, name))
        assert process.wait() == CODES[name]
        assert err.read() == ("" if name == "SIGKILL" else told(name))
    assert out.read_text(encoding="utf-8") == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.csv", "out.csv", "scratch"]
    left = {path.name[:8] for path in environment.iterdir()}
    assert left == ({"qinjian-"} if name == "SIGKILL" else set())


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_process_ended_while_the_engine_judges(
    environment: Path, tmp_path: Path, name: str, language: str
) -> None:
    """DuckDB makes an error of its own of what a signal raises."""
    out = tmp_path / "out.csv"
    claims_file = str(ROOT / "samples" / "claims.jsonl")
    arguments = ["check", claims_file, "--runner", "columns", "--output", str(out)]
    with running(*arguments, "--lang", language, first=LONG_STATEMENT) as (process, written, err):
        assert written.readline() == "judging\n"
        process.send_signal(getattr(signal, name))
        assert process.wait() == CODES[name]
        assert err.read() == told(name, language)
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
    assert list(environment.iterdir()) == []


def test_a_signal_whose_exception_is_lost(environment: Path, tmp_path: Path) -> None:
    """Python drops what is raised while it lets go of an object; the run ends all the same."""
    claims_file = str(ROOT / "samples" / "claims.jsonl")
    done = run("check", claims_file, "--output", "out.csv", "--lang", "en", first=LOST)
    assert done.returncode == CODES["SIGTERM"]
    assert "Exception ignored in" in done.stderr
    assert told("SIGTERM") in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
    assert list(environment.iterdir()) == []


def test_a_terminal_that_goes_away(environment: Path, tmp_path: Path) -> None:
    """It takes its process with it, which then has nowhere to say so."""
    terminal, end = pty.openpty()
    claims_file = str(ROOT / "samples" / "claims.jsonl")
    arguments = ["check", claims_file, "--runner", "columns", "--output", str(tmp_path / "out.csv")]
    with subprocess.Popen(
        [sys.executable, "-c", code(OWN_TERMINAL + LONG_STATEMENT), str(ROOT), *arguments], stdin=end, stdout=subprocess.PIPE, stderr=end,
        text=True, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(end)
        assert process.stdout is not None
        assert process.stdout.readline() == "judging\n"
        os.close(terminal)
        assert process.wait() == CODES["SIGHUP"]
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
    assert list(environment.iterdir()) == []


def test_what_nohup_ignores_stays_ignored(environment: Path, tmp_path: Path) -> None:
    done = run(
        "template", "travel",
        first=HANG_UP_IGNORED + ENDED_IN_WRITING.format(name="SIGHUP"),
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "travel.xlsx\n", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scratch", "travel.xlsx"]
    assert list(environment.iterdir()) == []


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize(
    ("arguments", "old"),
    [
        ((*CLAIMS, "--output", "report"), OLD),
        ((*CLAIMS, "--output", "report"), None),
        (("map", str(ROOT / "samples" / "exports"), "--output", "report"), None),
        (("template", "travel", "--output", "report"), None),
    ],
)
def test_a_process_ended_while_it_writes(
    environment: Path, tmp_path: Path, arguments: tuple[str, ...], old: str | None, name: str
) -> None:
    report = tmp_path / "report"
    if old is not None:
        report.write_text(old, encoding="utf-8")
    done = run(*arguments, "--lang", "en", first=ENDED_IN_WRITING.format(name=name))
    assert done.returncode == CODES[name]
    assert done.stderr == ("" if name == "SIGKILL" else told(name))
    assert report.exists() is (old is not None)
    assert old is None or report.read_text(encoding="utf-8") == old
    others = [path.name[:9] for path in tmp_path.iterdir() if path not in (report, environment)]
    assert others == ([".qinjian-"] if name == "SIGKILL" else [])
    assert list(environment.iterdir()) == []


def test_a_second_signal_does_not_stop_the_clean_up(environment: Path, tmp_path: Path) -> None:
    first = ENDED_IN_WRITING.format(name="SIGTERM") + AGAIN_IN_THE_CLEAN_UP
    done = run("template", "travel", "--lang", "en", first=first)
    assert (done.returncode, done.stderr) == (CODES["SIGTERM"], told("SIGTERM"))
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
    assert list(environment.iterdir()) == []


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
@pytest.mark.usefixtures("environment")
def test_a_process_ended_at_each_step_of_the_writing(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    script = MAIN.partition("from qinjian.cli")[0] + AT_EACH_STEP
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT), str(folder / "report"), name],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *ended, last = [line.split() for line in done.stdout.splitlines()]
    assert last == ["0", "new"]
    assert {code for code, *_ in ended} == {str(CODES[name])}
    assert {text for _, text, *_ in ended} == {"old", "new"}
    left = {other for _, _, *others in ended for other in others}
    assert left == ({".qinjian-"} if name == "SIGKILL" else set())

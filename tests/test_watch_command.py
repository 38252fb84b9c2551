"""The command ``qinjian watch``: a file, a pipe, a folder; and ``stream`` for programs."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from qinjian.engine import check, checking, stream
from qinjian.engine.answer.collect import Options
from qinjian.engine.live.board import bodies
from qinjian.engine.live.pending import is_there
from qinjian.engine.messages.problems import Problem, QinjianError
from qinjian.engine.report.contracts import schema
from qinjian.schemas.kinds import Reception, Travel
from qinjian.schemas.stream import LeadLine
from tests import warm
from tests.book import BOOK
from tests.command import Run, runner
from tests.readme import MAIN, ROOT, code

SAMPLES = ROOT / "samples"
EXPECTED = (SAMPLES / "stream.expected.jsonl").read_text("utf-8").splitlines()
ENGINES = ("durable-rules", "lists")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(tmp_path, monkeypatch, capfd)


def command(*arguments: str, first: str = "") -> list[str]:
    """Return the command as a process that is started; ``first`` is done in it beforehand."""
    return [sys.executable, "-c", code(first), str(ROOT), *arguments]


def forked(folder: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a forked process."""
    return warm.run(MAIN, [str(ROOT), *arguments], folder=folder, text=text)


def short(lines: Iterable[str]) -> Iterator[dict[str, object]]:
    """Write lines as the expected ones are written by hand."""
    known: dict[str, dict[str, object]] = {}
    for line in map(json.loads, lines):
        if line["event"] == "lead":
            lead = line["lead"]
            rules = list(dict.fromkeys(one["rule"] for one in lead["citations"]))
            rows = [one["row"] for one in lead["members"]] or [lead["record"]["row"]]
            known[line["id"]] = {"rules": rules, "rows": rows}
            yield {"event": "lead", **known[line["id"]]}
        else:
            by = line["by"] and line["by"]["row"]
            yield {"event": "withdrawn", **known[line["id"]], "reason": line["reason"], "by": by}


def expected() -> list[dict[str, object]]:
    return [{k: v for k, v in json.loads(line).items() if k != "why"} for line in EXPECTED]


def leads(lines: Iterable[str]) -> dict[str, str]:
    """Return the leads that stand behind the lines."""
    found: dict[str, str] = {}
    for line in map(json.loads, lines):
        if line["event"] == "lead":
            found[line["id"]] = line["lead"]
        else:
            del found[line["id"]]
    return found


def test_the_extra_is_there() -> None:
    """Without it the tests of the engine would say nothing: they fail, and are not passed over."""
    assert is_there(), "pip install 'qinjian[stream]'"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_sample_gives_what_was_written_by_hand(run: Run, engine: str) -> None:
    target = str(SAMPLES / "stream.jsonl")
    found = run("watch", target, "--finish", "--lang", "en", "--engine", engine)
    assert found.code == 1
    assert list(short(found.out.splitlines())) == expected()
    for line in found.out.splitlines():
        jsonschema.validate(json.loads(line), json.loads(schema("stream")))


def test_what_cannot_be_read_is_told_with_its_line_and_stops_nothing(run: Run) -> None:
    shutil.copy(SAMPLES / "stream.jsonl", "stream.jsonl")
    told = run("watch", "stream.jsonl", "--finish", "--lang", "en").err.splitlines()
    assert [line.partition(": ")[0] for line in told] == [
        "stream.jsonl, row 8, guest_count", "stream.jsonl, row 9, kind",
        "stream.jsonl, row 10, column 120",
    ]  # fmt: skip
    assert "“八人左右” is not a whole number" in told[0]


def test_a_pipe_gives_the_same(tmp_path: Path) -> None:
    with (SAMPLES / "stream.jsonl").open("rb") as lines:
        found = subprocess.run(
            command("watch", "--finish", "--lang", "en"), cwd=tmp_path, stdin=lines,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert found.returncode == 1, found.stderr
    assert list(short(found.stdout.splitlines())) == expected()


def test_a_pipe_that_ends_is_gone_on_with(tmp_path: Path) -> None:
    lines = (SAMPLES / "stream.jsonl").read_text("utf-8").splitlines(keepends=True)
    said = []
    for part, last in ((lines[:5], ()), (lines[5:], ("--finish",))):
        found = forked(tmp_path, "watch", "-", "--lang", "en", *last, text="".join(part))
        said += found.stdout.splitlines()
    assert list(short(said)) == expected()


def test_a_folder_gives_what_a_check_of_it_gives(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("invited.xlsx", "receptions.csv", "visits.jsonl"):
        shutil.copy(SAMPLES / name, folder)
    found = run("watch", "in", "--finish", "--lang", "en")
    assert found.code == 1
    report = checking.check(["in"], BOOK, Options(language="en")).report
    assert leads(found.out.splitlines()).keys() == bodies(report.findings).keys()
    assert len(report.findings) > 20
    assert run("watch", "in", "--finish", "--lang", "en").out == ""
    shutil.copy(SAMPLES / "vehicles.jsonl", folder / "00.jsonl")
    more = run("watch", "in", "--finish", "--lang", "en")
    report = checking.check(["in"], BOOK, Options(language="en")).report
    both = leads([*found.out.splitlines(), *more.out.splitlines()])
    assert both.keys() == bodies(report.findings).keys()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path, language: str) -> None:
    blocked = "sys.modules['durable'] = None"
    arguments = ("watch", str(SAMPLES / "stream.jsonl"), "--finish", "--lang", language)
    found = subprocess.run(
        command(*arguments, first=blocked), cwd=tmp_path, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (found.returncode, found.stdout) == (2, "")
    assert "pip install 'qinjian[stream]'" in found.stderr
    assert "Python 3.11, 3.12" in found.stderr
    assert "--engine lists" in found.stderr
    done = subprocess.run(
        command(*arguments, "--engine", "lists", first=blocked), cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert list(short(done.stdout.splitlines())) == expected()


@pytest.mark.parametrize("option", ["--output", "--journal"])
def test_what_is_watched_is_not_written(run: Run, tmp_path: Path, option: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.jsonl").write_text("{}\n")
    inside = run("watch", "in", "--finish", option, "in/b.jsonl")
    assert inside.code == 2
    assert "would be read as a new file" in inside.err
    same = run("watch", "a.jsonl", "--finish", option, "a.jsonl")
    assert same.code == 2
    assert "is being read and is not written over" in same.err
    assert (tmp_path / "a.jsonl").read_text() == "{}\n"


def test_a_file_that_is_not_there_is_told(run: Run) -> None:
    found = run("watch", "nothing.jsonl", "--finish")
    assert found.code == 2
    assert found.err.startswith("nothing.jsonl: ")


def test_a_table_is_no_stream_of_lines(run: Run, tmp_path: Path) -> None:
    found = run("watch", str(SAMPLES / "receptions.csv"), "--finish", "--lang", "en")
    assert (found.code, found.out) == (2, "")
    assert "Watch the folder that it is put into" in found.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_changed_after_it_was_read_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(SAMPLES / "visits.jsonl", tmp_path / "in")
    first = run("watch", "in", "--finish", "--lang", "en")
    (tmp_path / "in" / "visits.jsonl").write_text("{}\n")
    again = run("watch", "in", "--finish", "--lang", "en")
    assert "in/visits.jsonl: this file changed after it was read" in again.err
    assert (again.code, again.out) == (first.code, "")


def test_another_file_is_not_gone_on_with(run: Run, tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "stream.jsonl", tmp_path / "a.jsonl")
    run("watch", "a.jsonl", "--finish", "--lang", "en")
    (tmp_path / "a.jsonl").write_text("another\n" * 1000)
    found = run("watch", "a.jsonl", "--finish", "--lang", "en")
    assert found.code == 2
    assert "it is another file" in found.err


def _until(path: Path, lines: int) -> None:
    """Wait until a file has lines; what never comes to that fails by the limit of the process."""
    while not path.exists() or path.read_bytes().count(b"\n") < lines:
        time.sleep(0.02)


def test_a_file_that_grows_is_followed_and_kill_9_loses_nothing(tmp_path: Path) -> None:
    lines = (SAMPLES / "stream.jsonl").read_text("utf-8").splitlines(keepends=True)
    growing, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    growing.write_text("", "utf-8")
    arguments = ("watch", "a.jsonl", "--output", "out.jsonl", "--lang", "en")
    done = 0
    for count, said in ((2, 1), (5, 3), (7, 6)):
        process = warm.Process(MAIN, [str(ROOT), *arguments], folder=tmp_path)
        with growing.open("a", encoding="utf-8") as stream_:
            stream_.write("".join(lines[done:count]))
        done = count
        _until(out, said)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    with growing.open("a", encoding="utf-8") as stream_:
        stream_.write("".join(lines[done:]))
    end = forked(tmp_path, *arguments, "--finish")
    assert end.returncode == 1
    assert list(short(out.read_text("utf-8").splitlines())) == expected()


def test_a_reader_that_went_away_is_told_later(tmp_path: Path) -> None:
    target = str(SAMPLES / "stream.jsonl")
    process = subprocess.Popen(
        command("watch", target, "--finish", "--lang", "en"), cwd=tmp_path,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait() in (0, 1)
    found = forked(tmp_path, "watch", target, "--finish", "--lang", "en")
    assert list(short(found.stdout.splitlines())) == expected()


RECORDS = [
    Reception(
        unit="重庆市江洲区水务局", event_date=date(2015, 6, 10), guest_count=10,
        companion_count=4, meal_type="working_meal", meal_fee=Decimal("1000.10"),
    ),
    Travel(
        unit="重庆市江洲区水务局", start_date=date(2017, 6, 1), end_date=date(2017, 6, 5),
        claim_no="A1", to_place="川屏市", amount=Decimal("100.00"),
        travelers=[{"name": "陆定远"}],
    ),
    {
        "kind": "travel", "unit": "重庆市江洲区水务局", "start_date": date(2017, 6, 3),
        "end_date": date(2017, 6, 8), "claim_no": "A2", "to_place": "平岗市",
        "amount": Decimal("120.00"), "travelers": [{"name": "陆定远"}],
    },
]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_a_program_gets_leads_as_its_records_come(engine: str) -> None:
    asked: list[int] = []

    def records() -> Iterator[object]:
        for number, one in enumerate(RECORDS, start=1):
            asked.append(number)
            yield one

    found = []
    for line in stream(records(), language="en", engine=engine, rulebook=BOOK):  # type: ignore[arg-type]
        assert isinstance(line, LeadLine)
        found.append((asked[-1], line.lead.rule))
    assert (1, "CQ28-companions") in found
    assert (3, "CQ17-trips-overlap") in found
    rules = sorted(one.rule for one in check(RECORDS, language="en").report.findings)
    assert sorted(rule for _, rule in found) == rules


def test_a_program_goes_on_with_a_journal(tmp_path: Path) -> None:
    journal = tmp_path / "a.journal"
    first = list(stream(RECORDS[:2], journal=journal, finish=False, rulebook=BOOK))  # type: ignore[arg-type]
    second = list(stream(RECORDS[2:], journal=journal, rulebook=BOOK))  # type: ignore[arg-type]
    assert [one.seq for one in (*first, *second)] == list(range(1, len(first) + len(second) + 1))
    assert "CQ17-trips-overlap" in {one.lead.rule for one in second if isinstance(one, LeadLine)}


def test_a_program_is_told_what_cannot_be_read() -> None:
    told: list[Problem] = []
    wrong = {"kind": "travel", "start_date": "2017-02-30", "claim_no": "A1"}
    list(stream([wrong], engine="lists", rulebook=BOOK, tell=told.append))
    assert [(one.where.row, one.where.field) for one in told] == [(1, "start_date")]


def test_a_program_without_the_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable", None)
    with pytest.raises(QinjianError, match="pip install"):
        list(stream([], rulebook=BOOK))

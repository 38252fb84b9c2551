"""Nothing is lost and nothing told twice: restarts, kill -9, full disks, deliveries that repeat."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qinjian.engine.live.arrivals import Lines
from qinjian.engine.live.journal import Journal
from qinjian.engine.live.out import OutputFile
from qinjian.engine.messages.problems import QinjianError
from tests import warm
from tests.engine.live.support import (
    ENGLISH,
    checked,
    deliveries,
    opened,
    red,
    sample,
    taken,
    written,
)
from tests.readme import MAIN, ROOT, code

LINES = [*sample("linked.jsonl"), *sample("vehicles.jsonl")[:12]]
LINES += [red(line) for line in LINES[:2]]

KILLED = """
import importlib.util, json, os, random, signal, sys, types
from pathlib import Path
if importlib.util.find_spec("qinjian") is None:
    root = types.ModuleType("qinjian")
    root.__path__ = [sys.argv[1]]
    sys.modules["qinjian"] = root
from qinjian.engine.answer.collect import Options
from qinjian.engine.live.journal import Journal
from qinjian.engine.live.out import out_of
from qinjian.engine.live.stream import Stream
from qinjian.engine.live.watch import Watch
from qinjian.engine.rulebook.load import load_rulebook

_, _, engine, seed, mean = sys.argv
book = load_rulebook()
moments = random.Random(seed)

def watch(moment):
    # A moment is a call of ours, or a return from one.
    left = [moment]
    def count(frame, event, _):
        if "/engine/live/" in frame.f_code.co_filename:
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
    journal = Journal("killed.journal")
    sys.setprofile(count)
    stream = Stream(book, Options(language="en"), journal, "lines.jsonl", None, engine)
    code = Watch("lines.jsonl", stream, out_of(Path("out.jsonl")), True).run()
    stream.close()
    sys.setprofile(None)
    return code

for attempt in range(1, 200):
    # What is not killed in the end comes to its end.
    moment = int(moments.expovariate(1 / float(mean))) if attempt < 40 else 1 << 40
    if (child := os.fork()) == 0:
        os._exit(watch(moment))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code != -signal.SIGKILL:
        break
print(json.dumps([code, attempt]))
"""


def said(lines: Sequence[str]) -> dict[str, dict[str, object]]:
    """Return the leads that a reader has at the end, who sees to it that none comes twice."""
    found: dict[str, dict[str, object]] = {}
    for seq, line in enumerate(map(json.loads, lines), start=1):
        assert line["seq"] == seq
        if line["event"] == "lead":
            assert line["id"] not in found
            found[line["id"]] = line["lead"]
        else:
            del found[line["id"]]
    return found


@pytest.mark.parametrize(
    ("engine", "seed", "mean"),
    [("lists", 1, 20_000), ("lists", 2, 40_000), ("durable-rules", 3, 40_000)],
)
def test_kill_9_at_any_moment_changes_nothing(
    tmp_path: Path, engine: str, seed: int, mean: int
) -> None:
    (tmp_path / "lines.jsonl").write_text(written(LINES), "utf-8")
    command = [sys.executable, "-c", KILLED, str(ROOT), engine, str(seed), str(mean)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    ended, attempts = json.loads(done.stdout)
    assert ended == 1, done.stderr
    assert attempts > 3
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    leads = said(lines)
    expected = [
        json.loads(body.replace('"file": "-"', '"file": "lines.jsonl"'))
        for body in checked(LINES).values()
    ]
    assert sorted(map(json.dumps, leads.values())) == sorted(map(json.dumps, expected))


def test_a_restart_says_nothing_anew_and_goes_on(tmp_path: Path) -> None:
    first = opened(tmp_path / "a.journal")
    taken(first, LINES[:10])
    standing = first.standing()
    first.journal.close()
    again = opened(tmp_path / "a.journal")
    assert again.standing() == standing
    last = again.journal.last_line()
    more = taken(again, LINES[10:], row=10)
    assert [line["seq"] for line in more] == list(range(last + 1, last + 1 + len(more)))
    again.finish()
    assert again.standing() == checked(LINES)


def test_a_journal_is_of_one_process(tmp_path: Path) -> None:
    first = opened(tmp_path / "a.journal")
    with pytest.raises(QinjianError, match="another process has this journal open"):
        Journal(str(tmp_path / "a.journal"))
    first.journal.close()


def test_a_journal_of_other_rules_or_options_is_not_gone_on_with(tmp_path: Path) -> None:
    opened(tmp_path / "a.journal").journal.close()
    with pytest.raises(QinjianError, match="another options"):
        opened(tmp_path / "a.journal", replace(ENGLISH, region="重庆"))


def test_what_is_no_journal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.journal").write_text("no database, and long enough to be seen as none" * 100)
    with pytest.raises(QinjianError, match="file is not a database"):
        Journal(str(tmp_path / "a.journal"))


def test_a_line_that_is_delivered_again_does_not_count() -> None:
    stream = opened(key="claim_no")
    taken(stream, LINES[:3])
    (again,) = stream.take(deliveries(LINES[:1], row=3)).problems
    assert again.words("en").startswith("-, row 4: “LK17-101” was read (-, row 1)")
    assert stream.journal.count() == 3
    assert stream.standing() == checked(LINES[:3])


def test_a_line_with_an_id_that_was_there_and_other_content_is_told() -> None:
    stream = opened(key="claim_no")
    taken(stream, LINES[:3])
    other = LINES[0].replace("1500.00", "1600.00")
    (problem,) = stream.take(deliveries([other], row=3)).problems
    assert problem.code == "stream_other"
    assert stream.journal.count() == 3


def test_a_line_without_an_id_counts_as_new() -> None:
    stream = opened(key="offset")
    (problem,) = [p for p in stream.take(deliveries(LINES[:1])).problems if p.code == "stream_id"]
    assert "there is no “offset”" in problem.words("en")
    assert stream.journal.count() == 1


def test_without_ids_equal_lines_are_two() -> None:
    stream = opened()
    taken(stream, [LINES[0], LINES[0]])
    assert stream.journal.count() == 2
    assert stream.standing() == checked([LINES[0], LINES[0]])


def once(lines: Sequence[str]) -> list[str]:
    """Leave out lines of a pipe that come again: they have the number that they had."""
    return list({json.loads(line)["seq"]: line for line in lines}.values())


OUT_FULL = """
from qinjian.engine.live import out
write, written = out.OutputFile.write, []
def until_full(self, lines):
    written.extend(lines)
    if len(written) > 5:
        raise out.QinjianError([out.Problem("output_full", self._where, {"reason": "No space left on device"})])
    write(self, lines)
out.OutputFile.write = until_full
from qinjian.cli import main
"""


@pytest.mark.parametrize("limit", [60_000, 150_000, 300_000])
def test_a_full_disk_stops_before_a_lead_is_lost(tmp_path: Path, limit: int) -> None:
    (tmp_path / "lines.jsonl").write_text(written(LINES), "utf-8")
    arguments = [
        str(ROOT), "watch", "lines.jsonl", "--finish", "--engine", "lists", "--lang", "en",
        "--journal", "small.journal",
    ]  # fmt: skip
    small = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    full = warm.run(code(first=small), arguments, folder=tmp_path)
    assert full.returncode == 2, full.stderr
    assert "the journal cannot be read or written" in full.stderr
    rest = warm.run(MAIN, arguments, folder=tmp_path)
    assert rest.returncode == 1, rest.stderr
    leads = said(once([*full.stdout.splitlines(), *rest.stdout.splitlines()]))
    assert len(leads) == len(checked(LINES))


def test_a_full_disk_of_the_output_is_told_and_the_leads_leave_later(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text(written(LINES), "utf-8")
    broken = MAIN.replace("from qinjian.cli import main", OUT_FULL)
    rest = [
        "watch", "lines.jsonl", "--finish", "--engine", "lists", "--lang", "en", "--output", "o.jsonl",
    ]  # fmt: skip
    full = warm.run(broken, [str(ROOT), *rest], folder=tmp_path)
    assert full.returncode == 2, full.stderr
    assert "o.jsonl: cannot be written: No space left on device" in full.stderr
    done = warm.run(MAIN, [str(ROOT), *rest], folder=tmp_path)
    assert done.returncode == 1, done.stderr
    lines = (tmp_path / "o.jsonl").read_text("utf-8").splitlines()
    assert len(said(lines)) == len(checked(LINES))


def test_a_torn_line_of_the_output_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    path.write_bytes(b'{"seq": 1}\n{"seq": 2}\n{"event": "le')
    out = OutputFile(path)
    assert out.last == 2
    out.write([(3, '{"seq": 3}')])
    out.close()
    assert path.read_bytes() == b'{"seq": 1}\n{"seq": 2}\n{"seq": 3}\n'


def test_lines_go_on_where_they_ended() -> None:
    lines = Lines("a.jsonl")
    (first,) = lines.feed(b'{"a": 1}\n\n{"b"')
    assert (first.row, first.content) == (1, b'{"a": 1}')
    assert (lines.row, lines.offset) == (2, 10)
    again = Lines.at("a.jsonl", lines.place(), None)
    (second,) = again.feed(b'{"b": 2}\r\n')
    assert (second.row, second.content) == (3, b'{"b": 2}')


def test_a_last_line_without_a_break_is_one_line_whatever_follows() -> None:
    lines = Lines("a.jsonl")
    assert list(lines.feed(b'{"a": 1}')) == []
    (first,) = lines.end()
    (second,) = lines.feed(b'\n{"b": 2}\n')
    assert (first.row, second.row) == (1, 2)


@pytest.mark.parametrize(
    "content", ["notes of somebody", "a\nb\n", '{"seq": "two"}\n', '[1]\n', '{"event": "lead", "seq": 1}\nhalf a note']
)  # fmt: skip
def test_a_file_of_other_lines_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(content, "utf-8")
    with pytest.raises(QinjianError) as caught:
        OutputFile(path)
    assert caught.value.problems[0].code == "output_failed"
    assert path.read_text("utf-8") == content

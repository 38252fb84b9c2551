"""Files that come into a folder in any order: at the end the leads are those of a check of it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine import checking
from qinjian.engine.live.arrivals import Folder
from qinjian.engine.live.board import bodies
from qinjian.engine.messages.problems import Problem
from tests.book import BOOK
from tests.engine.live.support import ENGLISH, SAMPLES, opened
from tests.generated import GENERATED

HEAD, *ROWS = (SAMPLES / "receptions.csv").read_text("utf-8-sig").splitlines()


@st.composite
def files(draw: st.DrawFn) -> dict[str, list[str]]:
    """Draw registers, of which one may hold another, and whole files may be the same."""
    names = draw(st.permutations(["a.csv", "b.csv", "c.csv", "d.csv"]))
    first = draw(st.integers(0, len(ROWS) - 30))
    found = {
        name: ROWS[first + 8 * number : first + 8 * number + draw(st.integers(3, 8))]
        for number, name in enumerate(names[:3])
    }
    whole = found[draw(st.sampled_from(sorted(found)))]
    found[names[3]] = whole + draw(st.lists(st.sampled_from(ROWS[:9]), max_size=2))
    return found


@settings(GENERATED, max_examples=25)
@given(registers=files(), in_order=st.booleans())
def test_the_leads_are_those_of_a_check_of_the_folder(
    registers: dict[str, list[str]], *, in_order: bool
) -> None:
    """Before the end it is so, too, where files come in the order of their names."""
    with TemporaryDirectory() as path, pytest.MonkeyPatch.context() as patched:
        patched.chdir(path)
        folder = Folder(Path("in"))
        folder.path.mkdir()
        stream = opened()
        names = sorted(registers) if in_order else list(registers)
        with patch("qinjian.engine.run.tablewide.FEWEST", 1_000):
            for name in names:
                text = "\n".join([HEAD, *registers[name]])
                (folder.path / name).write_text(text, "utf-8")
                (one,) = folder.arrived(at_once=True)
                assert not isinstance(one, Problem)
                stream.take([one])
            leads = bodies(checking.check(["in"], BOOK, ENGLISH).report.findings)
            assert stream.standing() == leads or not in_order
            stream.finish()
            assert stream.standing() == leads


def test_of_two_files_that_are_the_same_the_first_by_name_is_read(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    stream = opened(tmp_path.with_suffix(".journal"))
    told: list[str] = []
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_text("\n".join([HEAD, *ROWS[:9]]), "utf-8")
        (one,) = folder.arrived(at_once=True)
        assert not isinstance(one, Problem)
        told += [problem.code for problem in stream.take([one]).problems]
    assert told == ["file_same"]
    before = stream.standing()
    stream.journal.close()
    again = opened(tmp_path.with_suffix(".journal"))
    assert again.standing() == before
    again.finish()
    report = checking.check([str(tmp_path)], BOOK, ENGLISH).report
    assert again.standing() == bodies(report.findings)
    assert report.findings
    again.journal.close()


def test_a_file_is_read_once_it_no_longer_grows(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "a.jsonl").write_text("{}\n")
    assert list(folder.arrived()) == []
    (tmp_path / "a.jsonl").write_text("{}\n{}\n")
    assert list(folder.arrived()) == []
    (one,) = folder.arrived()
    assert not isinstance(one, Problem)
    assert one.content == b"{}\n{}\n"
    assert list(folder.arrived()) == []

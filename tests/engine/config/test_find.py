"""Which configurations are found: whose they are, and where the way up ends."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qinjian.engine.config import find
from qinjian.engine.config.find import configs_of_inputs, own_config

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Go to ``home/work``; write configurations to folders of home."""
    home = tmp_path / "home"
    (home / "work" / "data" / "2015").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home / "work")

    def to(*folders: str) -> None:
        for folder in folders:
            (home / folder).mkdir(parents=True, exist_ok=True)
            (home / folder / "qinjian.toml").touch()

    return to


def shown(*inputs: str) -> list[str]:
    return [name for _, name in configs_of_inputs(inputs)]


def test_that_of_the_working_folder_is_the_users_own(write: Write) -> None:
    Path("a.csv").touch()
    assert own_config(["data"]) is None
    write("work")
    assert own_config(["data", "a.csv", "-", "no/such"]) == Path("qinjian.toml")
    for inputs in (["."], ["data", ".."], [str(Path.cwd())], ["../../home"]):
        assert own_config(inputs) is None


def test_a_link_to_the_working_folder_is_the_working_folder(write: Write) -> None:
    write("work")
    Path("../link").symlink_to("work")
    assert own_config(["../link"]) is None
    assert own_config(["../link/data"]) == Path("qinjian.toml")


def test_those_above_and_in_the_inputs_are_found_once(write: Write) -> None:
    write("work/data/2015/q1", "work/data", "work/other", "work/data/.git", "work/data/2015/.cache")
    (Path("data/.git/qinjian.toml")).unlink()
    (Path("data/.git")).rmdir()
    Path("data/2015/a.csv").touch()
    assert shown("data") == ["data/qinjian.toml", "data/2015/q1/qinjian.toml"]
    assert shown("data/2015", "data/2015/a.csv", "data") == [
        "data/qinjian.toml", "data/2015/q1/qinjian.toml",
    ]  # fmt: skip
    assert shown("data/2015/a.csv") == ["data/qinjian.toml"]
    assert shown(str(Path("data").absolute())) == [
        f"{Path.cwd()}/data/{name}" for name in ("qinjian.toml", "2015/q1/qinjian.toml")
    ]
    assert shown("-", "", "a\0b") == []


def test_the_way_up_ends_with_home(write: Write, tmp_path: Path) -> None:
    write("", "work")
    (tmp_path / "qinjian.toml").touch()
    assert shown("data/2015") == ["../qinjian.toml", "qinjian.toml"]
    assert shown("..") == ["../qinjian.toml", "qinjian.toml"]


def test_the_way_up_ends_with_a_repository(write: Write) -> None:
    write("", "work", "work/data")
    Path("data/.git").mkdir()
    assert shown("data/2015") == ["data/qinjian.toml"]
    Path("data/.git").rmdir()
    Path("data/.git").touch()  # a work tree of git has a file there
    assert shown("data") == ["data/qinjian.toml"]


def test_the_way_up_ends_before_a_folder_of_another_owner(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("", "work", "work/data")
    work = Path.cwd()
    own = find._is_own
    monkeypatch.setattr(find, "_is_own", lambda folder: folder != work and own(folder))
    assert shown("data/2015") == ["data/qinjian.toml"]
    monkeypatch.undo()
    monkeypatch.chdir(work)
    monkeypatch.setattr(os, "geteuid", lambda: 2**20 + 7, raising=False)
    assert shown("data/2015") == []
    assert shown("data") == ["data/qinjian.toml"]  # it is in what is checked all the same


def test_the_way_up_ends_at_the_root(monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    monkeypatch.setenv("HOME", "/nowhere")
    monkeypatch.setattr(find, "_is_own", lambda _: True)
    write("")
    assert "../qinjian.toml" in shown("data")

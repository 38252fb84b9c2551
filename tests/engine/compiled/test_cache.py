"""The folder of compiled rules: ours alone, whole files only, and never out of date."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qinjian.engine.compiled import cache, find
from qinjian.engine.compiled.sources import sources_of
from qinjian.engine.compiled.stored import Stored
from qinjian.engine.messages.problems import Problem, QinjianError, RuleFileError
from qinjian.engine.rulebook import from_sources
from qinjian.engine.rulebook.compile import package
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.rulebook.stored import rulebook_of
from tests.engine.rulebook.folder import RULE, write_folder

needs_owners = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners here")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the folder be an empty one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(find, "_open", {})
    return tmp_path / "qinjian"


Reads = list[tuple[Path, ...]]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Note each time that rules are read from their files."""
    noted: Reads = []
    read: Callable[..., object] = from_sources.read_rulebook

    def noting(folders: tuple[Path, ...] = ()) -> object:
        noted.append(tuple(folders))
        return read(folders)

    monkeypatch.setattr(from_sources, "read_rulebook", noting)
    return noted


def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process has open, as the next one has nothing."""
    monkeypatch.setattr(find, "_open", {})


def test_what_was_kept_is_read(home: Path) -> None:
    cache.write("one", b"content")
    assert cache.read("one") == b"content"
    assert cache.read("other") is None
    assert [path.name for path in home.iterdir()] == ["one.rules"]


@needs_owners
def test_folder_and_files_are_ours_alone(home: Path) -> None:
    cache.write("one", b"content")
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "one.rules").stat().st_mode & 0o777 == 0o600


@needs_owners
@pytest.mark.parametrize("mode", [0o755, 0o770, 0o707, 0o701])
def test_a_folder_that_others_may_use_is_not_used(home: Path, mode: int) -> None:
    cache.write("one", b"content")
    home.chmod(mode)
    assert cache.read("one") is None
    cache.write("two", b"content")
    assert not (home / "two.rules").exists()


@needs_owners
@pytest.mark.parametrize("mode", [0o644, 0o660, 0o602])
def test_a_file_that_others_may_use_is_not_used(home: Path, mode: int) -> None:
    cache.write("one", b"content")
    (home / "one.rules").chmod(mode)
    assert cache.read("one") is None


@needs_owners
def test_what_is_somebody_elses_is_not_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write("one", b"content")
    ours = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: ours + 1)
    assert cache.read("one") is None
    cache.write("two", b"content")
    assert not (home / "two.rules").exists()


@needs_owners
def test_a_link_is_not_followed(home: Path, tmp_path: Path) -> None:
    cache.write("one", b"content")
    (home / "one.rules").rename(tmp_path / "elsewhere")
    (home / "one.rules").symlink_to(tmp_path / "elsewhere")
    assert cache.read("one") is None


@needs_owners
def test_a_linked_folder_is_not_used(home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    home.symlink_to(tmp_path / "elsewhere")
    cache.write("one", b"content")
    assert not any((tmp_path / "elsewhere").iterdir())


def test_a_run_that_is_ended_while_it_writes_leaves_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write("one", b"old")

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", ended)
    with pytest.raises(KeyboardInterrupt):
        cache.write("one", b"new")
    assert [path.name for path in home.iterdir()] == ["one.rules"]
    assert cache.read("one") == b"old"


def test_what_a_killed_run_left_is_never_read_and_goes_in_the_end(home: Path) -> None:
    cache.write("one", b"content")
    for number in range(cache.MOST_FILES + 3):
        (home / f"{number}.part").write_bytes(b"con")
    assert cache.read("0") is None
    cache.write("two", b"content")
    assert len(list(home.glob("*.part"))) == cache.MOST_FILES
    assert cache.read("one") == b"content"


def test_what_was_not_used_for_the_longest_time_goes(home: Path) -> None:
    for number in range(cache.MOST_FILES):
        cache.write(str(number), b"content")
        os.utime(home / f"{number}.rules", (number, number))
    assert cache.read("0") == b"content"  # which counts as use
    cache.write("new", b"content")
    assert sorted(path.stem for path in home.iterdir()) == sorted(
        ["0", *map(str, range(2, cache.MOST_FILES)), "new"]
    )


def test_without_a_folder_all_works(home: Path, tmp_path: Path, reads: Reads) -> None:
    home.write_text("in the way", encoding="utf-8")
    folder = write_folder(tmp_path)
    assert load_rulebook([folder]).rule("TN1-tobacco")
    assert load_rulebook([folder]).rule("TN1-tobacco")
    assert len(reads) == 2


def test_nobody_has_to_have_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("LOCALAPPDATA", "")

    def none() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", none)
    assert cache.folder() is None
    cache.write("one", b"content")
    assert cache.read("one") is None


def test_own_rules_are_compiled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: Reads
) -> None:
    folder = write_folder(tmp_path)
    first = load_rulebook([folder])
    anew(monkeypatch)
    second = load_rulebook([folder])
    assert reads == [(folder,)]
    assert [one.rule.id for one in first.rules] == [one.rule.id for one in second.rules]
    assert second.rule("TN1-tobacco").at.file == f"{folder.as_posix()}/rules.yaml"


def test_a_changed_rule_is_always_seen(tmp_path: Path, reads: Reads) -> None:
    """Even one of the same size and date."""
    folder = write_folder(tmp_path)
    path = folder / "rules.yaml"
    assert load_rulebook([folder]).rule("TN1-tobacco").rule.title.zh == "香烟"
    status = path.stat()
    path.write_text(RULE.replace("zh: 香烟", "zh: 烟草"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert load_rulebook([folder]).rule("TN1-tobacco").rule.title.zh == "烟草"
    assert len(reads) == 2


def test_a_file_more_or_less_is_seen(tmp_path: Path, reads: Reads) -> None:
    folder = write_folder(tmp_path)
    load_rulebook([folder])
    more = RULE.replace("TN1-tobacco", "TN1-more")
    (folder / "more.yaml").write_text(more, encoding="utf-8")
    assert load_rulebook([folder]).rule("TN1-more")
    (folder / "more.yaml").unlink()
    with pytest.raises(QinjianError):
        load_rulebook([folder]).rule("TN1-more")
    assert len(reads) == 2


def test_faults_are_told_after_a_good_run_as_before_it(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    load_rulebook([folder])
    broken = RULE.replace("mentions(menu, 'tobacco')", "mentions(mnu, 'tobacco')")
    (folder / "rules.yaml").write_text(broken, encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleFileError) as caught:
            load_rulebook([folder])
        (problem,) = (one for one in caught.value.problems if one.code == "name_unknown")
        assert (problem.where.line, problem.where.column) == (7, 20)


def test_a_folder_without_rules_is_a_fault_every_time(tmp_path: Path) -> None:
    load_rulebook()
    for _ in range(2):
        with pytest.raises(RuleFileError) as caught:
            load_rulebook([tmp_path / "nowhere"])
        assert [problem.code for problem in caught.value.problems] == ["rules_folder"]


def test_a_draft_is_not_kept(tmp_path: Path, reads: Reads) -> None:
    """What is unfit to be held against anybody must not pass for what was checked."""
    unfit = RULE.replace("      - {is: clear, menu: 家常菜}\n", "")
    folder = write_folder(tmp_path, rules=unfit)
    for _ in range(2):
        assert load_rulebook([folder], draft=True).rule("TN1-tobacco")
        with pytest.raises(RuleFileError) as caught:
            load_rulebook([folder])
        assert {problem.code for problem in caught.value.problems} == {"case_none"}
    assert len(reads) == 4


def test_a_spoilt_file_is_compiled_again(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, reads: Reads
) -> None:
    folder = write_folder(tmp_path)
    load_rulebook([folder])
    (kept,) = home.glob("*.rules")
    good = kept.read_bytes()
    for spoilt in (good[:-1], good.replace("香烟".encode(), "茶叶".encode()), b""):
        kept.write_bytes(spoilt)
        anew(monkeypatch)
        assert load_rulebook([folder]).rule("TN1-tobacco").rule.title.zh == "香烟"
        assert kept.read_bytes() == good
    assert len(reads) == 4


def test_a_file_of_other_sources_is_not_taken(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, reads: Reads
) -> None:
    """Nor one that somebody gave the name of another."""
    one, other = write_folder(tmp_path / "one"), write_folder(tmp_path / "other")
    load_rulebook([one])
    (kept,) = home.glob("*.rules")
    sources = sources_of([other])
    assert sources is not None
    kept.rename(home / f"{sources.name}.rules")
    anew(monkeypatch)
    load_rulebook([other])
    assert reads == [(one,), (other,)]


def test_what_changes_while_it_is_compiled_is_not_kept(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_folder(tmp_path)
    read = from_sources.read_rulebook

    def changing(folders: tuple[Path, ...] = ()) -> object:
        found = read(folders)
        with (folder / "rules.yaml").open("a", encoding="utf-8") as stream:
            stream.write("# one more line\n")
        return found

    monkeypatch.setattr(from_sources, "read_rulebook", changing)
    load_rulebook([folder])
    assert not list(home.glob("*.rules"))


def test_what_others_compile_with_is_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: Reads
) -> None:
    folder = write_folder(tmp_path)
    load_rulebook([folder])
    monkeypatch.setattr("qinjian.engine.compiled.sources._versions", lambda: "others")
    load_rulebook([folder])
    assert len(reads) == 2


def test_the_file_of_the_package_is_used_while_it_is_of_its_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: Reads
) -> None:
    monkeypatch.setattr(find, "PACKAGED", tmp_path / "compiled.rules")
    package(tmp_path / "compiled.rules")
    reads.clear()
    monkeypatch.setattr("qinjian.engine.compiled.sources._versions", lambda: "others")
    load_rulebook()
    assert not reads  # it was checked when it was built
    anew(monkeypatch)
    monkeypatch.setattr("qinjian.engine.compiled.sources._FORMAT", b"other files")
    load_rulebook()
    assert reads == [()]


def test_it_can_be_sent_to_another_process(tmp_path: Path, home: Path) -> None:
    folder = write_folder(tmp_path)
    load_rulebook([folder])
    (kept,) = home.glob("*.rules")
    book = rulebook_of(Stored(kept.read_bytes()))
    assert book.rule("TN1-tobacco")


def test_sources_that_cannot_be_read_are_no_sources(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "rules.yaml").unlink()
    (folder / "rules.yaml").mkdir()
    assert sources_of([folder]) is None
    with pytest.raises(RuleFileError) as caught:
        load_rulebook([folder])
    assert isinstance(caught.value.problems[0], Problem)

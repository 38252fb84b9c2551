"""Loading the words: every fault with its file and line."""

import shutil
from pathlib import Path

import pytest

from qinjian.engine.messages.problems import RuleFileError
from qinjian.engine.texts.words import BUILT_IN_FOLDER, load_lists

SUBJECT = """\
subject: liquor
title: {zh: 酒, en: Liquor}
things: [茅台]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(BUILT_IN_FOLDER / "grammar.yaml", tmp_path / "grammar.yaml")
    return tmp_path


def faults(folder: Path) -> str:
    with pytest.raises(RuleFileError) as error:
        load_lists(folder)
    return str(error.value)


def test_a_subject_is_one_file(folder: Path) -> None:
    (folder / "liquor.yaml").write_text(SUBJECT, encoding="utf-8")
    lists = load_lists(folder)
    assert list(lists.subjects) == ["liquor"]
    assert [word.written for word in lists.subjects["liquor"].lists["things"]] == ["茅台"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SUBJECT + "acts: [以…]\n", "liquor.yaml, line 4, column 8: “以…” does not fit"),
        (SUBJECT + "acts: [酒, '(a|b']\n", "line 4, column 12: “(a|b” does not fit"),
        (SUBJECT + "acts: [<nothing>酒]\n", "there is no list “nothing”"),
        (SUBJECT + "lists: {kin: [表弟]}\n", "“kin” does not fit: this name is taken"),
        (SUBJECT + "lists: {quantity: [三]}\n", "“quantity” does not fit: this name is taken"),
        (SUBJECT + "lists: {own: [三…四]}\n", "line 4, column 15: “三…四” does not fit"),
        (SUBJECT + "needs: [drinking]\n", "line 4, column 9: “drinking” does not fit"),
        (SUBJECT + "words: [酒]\n", "line 4"),
        (SUBJECT.replace("liquor", "wine"), "the file is called liquor.yaml"),
        (SUBJECT + "things: [酒]\n", "things"),
        (SUBJECT + "acts: &a [酒]\n", "line 4"),
        ("[]\n", "liquor.yaml, line 1"),
    ],
)
def test_a_fault_is_told_with_its_place(folder: Path, text: str, expected: str) -> None:
    (folder / "liquor.yaml").write_text(text, encoding="utf-8")
    assert expected in faults(folder)


def test_the_faults_of_all_files_are_told(folder: Path) -> None:
    (folder / "liquor.yaml").write_text(SUBJECT + "acts: [以…]\n", encoding="utf-8")
    wrong = SUBJECT.replace("liquor", "tobacco") + "acts: […烟]\n"
    (folder / "tobacco.yaml").write_text(wrong, encoding="utf-8")
    told = faults(folder)
    assert "liquor.yaml, line 4" in told
    assert "tobacco.yaml, line 4" in told


def test_a_grammar_has_all_signs(tmp_path: Path) -> None:
    (tmp_path / "grammar.yaml").write_text("signs: {denial: [无]}\n", encoding="utf-8")
    told = faults(tmp_path)
    assert "grammar.yaml, line 1, column 8" in told
    assert "topic" in told


def test_without_a_grammar_nothing_is_read(tmp_path: Path) -> None:
    assert "grammar.yaml" in faults(tmp_path)


def test_a_list_of_a_subject_is_its_own(folder: Path) -> None:
    (folder / "liquor.yaml").write_text(SUBJECT + "lists: {own: [酒]}\n", encoding="utf-8")
    other = SUBJECT.replace("liquor", "tobacco") + "acts: [<own>烟]\n"
    (folder / "tobacco.yaml").write_text(other, encoding="utf-8")
    assert "there is no list “own”" in faults(folder)

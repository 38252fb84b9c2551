"""YAML is text with positions: nothing is guessed, nothing is built, nothing explodes."""

import pytest

from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.yaml.document import Mark
from qinjian.engine.yaml.strict import load


@pytest.mark.parametrize(
    "value", ["01234567", "12:30", "no", "1100.10", "2015-03-05", "~", "1e3", "0x1F"]
)
def test_a_plain_value_is_the_text_that_stands_there(value: str) -> None:
    assert load(f"a: {value}", "x.yaml").data == {"a": value}


def test_an_empty_value_is_empty_text() -> None:
    assert load("a:\nb: ''", "x.yaml").data == {"a": "", "b": ""}


def test_values_know_their_place() -> None:
    document = load("a:\n  - b: 'word'\n    c: >-\n      folded\n", "x.yaml")
    assert document.marks[("a", 0, "b")] == Mark(2, 9, inline=True)
    assert document.marks[("a", 0, "c")].inline is False
    assert document.position(("a", 0, "nothing")).line == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x 1\nb: *x", "x.yaml, line 1, column 4: YAML anchors and aliases (& and *) are not used here. Write it out."),
        ("a: &x [1]\nb: [*x, *x]", "x.yaml, line 1, column 4: YAML anchors and aliases (& and *) are not used here. Write it out."),
        ("a: !!python/object/apply:os.system [ls]", "x.yaml, line 1, column 4: the YAML tag tag:yaml.org,2002:python/object/apply:os.system is not used here. Delete it."),
        ("a: !!binary aGk=", "x.yaml, line 1, column 4: the YAML tag tag:yaml.org,2002:binary is not used here. Delete it."),
        ("a: 1\na: 2", "x.yaml, line 2, column 1: “a” stands here twice. Keep one."),
        ("? [1]\n: 2", "x.yaml, line 1, column 3: a key must be a word. Check brackets and colons on this line."),
        ("a:\n\tb: 1", "x.yaml, line 2, column 1: YAML cannot be indented with tabs. Use spaces."),
        ("a: \x07", "x.yaml, line 1: there is an invisible control character. Delete it."),
        ("a: " + "[" * 100, "x.yaml, line 1, column 43: nested more than 40 deep. Check the file."),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(QinjianError) as caught:
        load(text, "x.yaml")
    assert [problem.words("en") for problem in caught.value.problems] == [message]


@pytest.mark.parametrize("text", ["a: [1", "a: 'b", "a: b: c", "---\na\n---\nb"])
def test_what_is_no_yaml(text: str) -> None:
    with pytest.raises(QinjianError) as caught:
        load(text, "x.yaml")
    assert caught.value.problems[0].code == "yaml_syntax"


def test_depth_without_end_is_refused_whichever_limit_of_the_parser_it_meets() -> None:
    with pytest.raises(QinjianError) as caught:
        load("a: " + "[" * 100_000, "x.yaml")
    (problem,) = caught.value.problems
    assert problem.message("en") == "nested more than 40 deep. Check the file."

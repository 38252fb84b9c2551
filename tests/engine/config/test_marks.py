"""Places in TOML: held against the parser of Python on texts of every form."""

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinjian.engine.config.marks import MAX_DEPTH, Path, marks_of
from tests.generated import GENERATED

WORDS = st.sampled_from(["name", "kind", "x-1", "7", "区 县", 'a"b', "a.b", "#", "k=v", "[z]"])
SCALARS = st.one_of(
    st.booleans().map(lambda value: str(value).lower()),
    st.integers(-(10**6), 10**6).map(str),
    st.sampled_from(["2015-03-05", "1979-05-27 07:32:00", "07:32:00", "1e5", "inf", "0xff"]),
    st.sampled_from(
        [
            '"a # b"',
            '"\\"]"',
            "'a\\'",
            '""',
            "''",
            '"""\na\n"q" ""\\""""',
            '"""x"""""',
            "'''\n'a'\n'''",
            "'''x'''''",
        ]
    ),
    st.text(alphabet="ab 区#=[]{},.'", max_size=6).map(lambda text: f'"{text}"'),
)
GAPS = st.sampled_from(["", " ", "\t"])
LONG_GAPS = st.sampled_from(["", " ", "\n", " # one, two ] }\n", "\n\t"])


def quoted(word: str) -> str:
    return (
        word
        if word.replace("-", "").isascii() and word.replace("-", "").isalnum()
        else "'" + word + "'"
    )


@st.composite
def arrays(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    parts = [draw(LONG_GAPS) + one + draw(LONG_GAPS) for one in draw(st.lists(inner, max_size=3))]
    trailing: bool = draw(st.booleans())
    comma = "," if parts and trailing else ""
    return "[" + ",".join(parts) + comma + draw(LONG_GAPS) + "]"


@st.composite
def inline(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    names = draw(st.lists(WORDS, max_size=3, unique=True))
    pairs = [
        f"{draw(GAPS)}{quoted(name)}{draw(GAPS)}={draw(GAPS)}{draw(inner)}{draw(GAPS)}"
        for name in names
    ]
    return "{" + ",".join(pairs) + "}"


VALUES = st.recursive(SCALARS, lambda inner: st.one_of(arrays(inner), inline(inner)), max_leaves=6)


@st.composite
def pairs(draw: st.DrawFn) -> str:
    lines = []
    for name in draw(st.lists(WORDS, max_size=4, unique=True)):
        key = quoted(name)
        if draw(st.booleans()):
            key += f"{draw(GAPS)}.{draw(GAPS)}{quoted(draw(WORDS))}"
        remark = draw(st.sampled_from(["", " # a = 1", "#[x]"]))
        lines.append(f"{draw(GAPS)}{key}{draw(GAPS)}={draw(GAPS)}{draw(VALUES)}{remark}\n")
    return "".join(lines)


@st.composite
def texts(draw: st.DrawFn) -> str:
    text = draw(pairs())
    for number in range(draw(st.integers(0, 3))):
        inner = draw(st.sampled_from(["", ".b", " . 'c d'"]))
        text += f"{draw(GAPS)}[t{number}{inner}]\n{draw(pairs())}"
    for _ in range(draw(st.integers(0, 3))):
        text += f"[[folder]] # {draw(GAPS)}\n{draw(pairs())}"
    if "[[folder]]" in text and draw(st.booleans()):
        text += f"[folder.zz]\n{draw(pairs())}"
    return text


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path, value


@GENERATED
@given(texts())
def test_each_value_stands_where_its_mark_says(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # a key that was drawn twice: see below
    marks = marks_of(text)
    assert marks.twice is None
    for path, value in leaves(data):
        if path and path in marks.values and value not in ({}, []):
            rest = text[marks.values[path] :]
            assert any(_says(rest[:end], value) for end in range(1, len(rest) + 1)), (path, rest)
        elif value not in ({}, []):
            pytest.fail(f"{path} has no mark")


def _says(text: str, value: object) -> bool:
    try:
        said = tomllib.loads(f"v = {text}")["v"]
    except (tomllib.TOMLDecodeError, KeyError):
        return False
    return bool(said == value) and type(said) is type(value)


@GENERATED
@given(st.text(alphabet="ab=.[]{}\"'\\#,\n 1", max_size=40))
def test_any_text_is_followed_to_an_end(text: str) -> None:
    marks = marks_of(text)
    assert all(0 <= place <= len(text) for place in marks.values.values())
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    assert marks.twice is None


@pytest.mark.parametrize(
    ("text", "path", "at"),
    [
        ("a = 1\na = 2\n", ("a",), 6),
        ("[unit]\nname = ''\n[unit]\n", ("unit",), 18),
        ("[unit]\nname = 1\n'name' = 2", ("unit", "name"), 16),
        ("a.b = 1\na . b = 2", ("a", "b"), 8),
        ("a = {b = 1, b = 2}", ("a", "b"), 12),
        ("[[f]]\np = 1\n[[f]]\np = 1\np = 2\n", ("f", 1, "p"), 24),
    ],
)
def test_the_second_of_two_keys_is_found(text: str, path: Path, at: int) -> None:
    marks = marks_of(text)
    assert (marks.twice, marks.twice_at) == (path, at)
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "[" * 50 + "1," * 20_000,
        "[" + "a." * 30_000 + "a]\n" + "b = 1\n" * 2,
        "a = " + "{a = " * 10_000,
        "x = 1\n" + ".".join("a" * 41) + " = 1",
    ],
)
def test_a_text_that_is_nested_too_deeply_is_given_up(text: str) -> None:
    marks = marks_of(text)
    assert marks.twice is None
    assert marks.too_deep is not None
    assert all(len(path) <= MAX_DEPTH for path in marks.values)

"""Regular expressions that are compiled when they are first used: none is wrong, all answer."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import qinjian
from qinjian.engine.wording.regex import _Late, regex

ROOT = Path(qinjian.__path__[0])


def modules() -> Iterator[ModuleType]:
    for path in sorted((ROOT / "engine").rglob("*.py")):
        if path.stem != "__main__":
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield import_module(".".join(("qinjian", *parts)).removesuffix(".__init__"))


def kept(value: object) -> Iterator[_Late]:
    """List what is kept in a module by a name, alone or in a collection."""
    if isinstance(value, _Late):
        yield value
    elif isinstance(value, dict):
        yield from kept(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from kept(one)


def test_every_expression_of_a_module_can_be_compiled() -> None:
    found = {id(one): one for module in modules() for one in kept(list(vars(module).values()))}
    assert len(found) > 300
    for one in found.values():
        assert one.pattern == one._written


def test_it_answers_as_the_compiled_one_does() -> None:
    late, compiled = regex(r"(?P<a>\d)x", re.IGNORECASE), re.compile(r"(?P<a>\d)x", re.IGNORECASE)
    text = "1x 2X 3y"
    for name in ("match", "search", "fullmatch"):
        one, other = getattr(late, name)(text), getattr(compiled, name)(text)
        assert (one and one.span()) == (other and other.span())
    for name in ("findall", "split"):
        assert getattr(late, name)(text) == getattr(compiled, name)(text)
    assert late.sub("-", text) == compiled.sub("-", text) == "- - 3y"
    assert late.subn("-", text) == compiled.subn("-", text)
    assert [match[0] for match in late.finditer(text)] == ["1x", "2X"]
    for name in ("pattern", "flags", "groups", "groupindex"):
        assert getattr(late, name) == getattr(compiled, name)


def test_bytes_are_matched_too() -> None:
    assert regex(rb"a+").findall(b"aab") == [b"aa"]


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compile_ = re.compile

    def noting(written: str, flags: int = 0) -> re.Pattern[str]:
        asked.append(written)
        return compile_(written, flags)

    monkeypatch.setattr(re, "compile", noting)
    late = regex("b+")
    assert asked == []
    assert late.search("abb")
    assert late.match("bb")
    assert asked == ["b+"]


def test_what_is_wrong_is_told_when_it_is_used() -> None:
    late = regex("(")
    with pytest.raises(re.error):
        late.match("")


def test_what_no_expression_has_is_no_attribute() -> None:
    with pytest.raises(AttributeError):
        _ = regex("a").unknown  # type: ignore[attr-defined]

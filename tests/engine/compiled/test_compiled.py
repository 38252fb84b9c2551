"""What is compiled is what is loaded from the files, and is made of nothing that can run."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qinjian.engine.compiled.find import PACKAGED
from qinjian.engine.compiled.sources import BUILT_IN, Sources, sources_of
from qinjian.engine.compiled.stored import Stored, UnfitError, written
from qinjian.engine.condition.stored import trees_of
from qinjian.engine.condition.types import TRUTH
from qinjian.engine.intake.data_files import data_files, read_data_file
from qinjian.engine.intake.tables import header_table
from qinjian.engine.intake.units import places
from qinjian.engine.rulebook import statement_writer
from qinjian.engine.rulebook.compile import compiled, in_package, package
from qinjian.engine.rulebook.from_sources import read_rulebook
from qinjian.engine.rulebook.statements import all_statements, of_members, statement_of
from qinjian.engine.rulebook.stored import rulebook_of
from qinjian.engine.texts.entries import beginnings, entries_of
from qinjian.engine.texts.stored import words_of
from qinjian.engine.texts.words import load_lists
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import Envelope, Record
from tests.engine.rulebook.folder import LEXICON, STANDARD, write_folder

from .same import differences

SOURCES = Sources("files", "versions")


@pytest.fixture(scope="module")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "compiled.rules"
    package(path)
    return path


def test_the_compiled_rulebook_is_the_loaded_one(packaged: Path) -> None:
    book, problems = read_rulebook()
    assert not problems
    assert not list(differences(book, rulebook_of(Stored(packaged.read_bytes()))))


def test_no_statement_is_written_where_the_package_brings_it(
    packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = rulebook_of(Stored(packaged.read_bytes()))
    fresh, problems = read_rulebook()
    assert not problems
    written = all_statements(fresh, KINDS)
    monkeypatch.delattr(statement_writer, "write")
    assert all_statements(book, KINDS) == written
    asked = book.statements.packaged
    assert dict(asked) == written
    assert {"reception", "travel", "voucher"} <= {name.split(",")[1] for name in asked}
    with pytest.raises(ImportError):  # of other rules one is
        statement_of(book, "reception", book.rules[:3])
    assert book.statements.are_of(book.rules)
    assert not book.statements.are_of(book.rules[:-1])
    assert not book.statements.are_of([replace(one) for one in book.rules])
    assert not fresh.statements.are_of(fresh.rules)  # no file has them
    with pytest.raises(ImportError):  # as it is of a rule that only bears the name of one
        statement_of(
            book, "reception", [replace(one) for one in of_members(book.rules, "reception")]
        )


def test_what_is_compiled_once_more_is_the_same(packaged: Path) -> None:
    stored = Stored(packaged.read_bytes())
    again = in_package(rulebook_of(stored))
    assert written(stored.sources, again) == packaged.read_bytes()


def test_the_compiled_words_are_the_loaded_ones(packaged: Path) -> None:
    stored, loaded = words_of(Stored(packaged.read_bytes())), load_lists()
    assert not list(differences(loaded, stored[0]))
    fresh = beginnings(entries_of(loaded)).by_start
    assert list(fresh) == list(stored[1].by_start)
    for first, behind in fresh.items():
        found = stored[1].by_start[first]
        for start, entries in behind.items():
            told = [(entry.subject, entry.listed, entry.word) for entry in found[start]]
            assert told == [(entry.subject, entry.listed, entry.word) for entry in entries]


def test_a_compiled_word_is_made_of_what_the_loaded_one_is(packaged: Path) -> None:
    stored, loaded = words_of(Stored(packaged.read_bytes()))[0], load_lists()
    for name, subject in loaded.subjects.items():
        for listed, words in subject.lists.items():
            for one, other in zip(words, stored.subjects[name].lists[listed], strict=True):
                assert (one.pattern, one.starts, one.open, one.denies, one.heads) == (
                    other.pattern, other.starts, other.open, other.denies, other.heads,
                )  # fmt: skip


def test_the_compiled_data_are_those_of_the_files(packaged: Path) -> None:
    stored = Stored(packaged.read_bytes())
    assert len(data_files()) > 10
    for name in data_files():
        assert stored.data(f"schemas/{name}") == read_data_file(name)


def test_the_compiled_gazetteer_is_that_of_the_files(packaged: Path) -> None:
    stored = Stored(packaged.read_bytes()).data(places.GAZETTEER)
    assert stored == places.gazetteer_data()
    assert len(stored["names"]) > 3_000


def test_the_compiled_headers_are_those_of_the_files(packaged: Path) -> None:
    stored = Stored(packaged.read_bytes())
    kinds: list[type[Record]] = [Envelope, *KINDS.values()]
    for model in kinds:
        made = header_table._headers(model)
        kept = header_table.Headers(**stored.data(header_table._part(model)))
        assert kept == made
        assert list(kept.fields) == list(made.fields)
        assert list(kept.labels) == list(made.labels)


def test_own_rules_tables_and_words_are_compiled_too(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, standard=STANDARD, lexicon=LEXICON)
    book, problems = read_rulebook([folder])
    assert not problems
    content = written(SOURCES, compiled(book))
    assert not list(differences(book, rulebook_of(Stored(content))))


def test_a_table_that_lies_over_another_is_compiled(tmp_path: Path) -> None:
    below = (BUILT_IN / "standards" / "reception-companions.yaml").read_text(encoding="utf-8")
    own = below.replace("id: reception-companions", "id: own", 1)
    folder = write_folder(tmp_path, standard=f"{own}overlays: reception-companions\n")
    book, problems = read_rulebook([folder])
    assert not problems
    assert book.tables["reception-companions"].overlays
    content = written(SOURCES, compiled(book))
    assert not list(differences(book, rulebook_of(Stored(content))))


def test_every_process_compiles_the_same_bytes(packaged: Path, tmp_path: Path) -> None:
    """The order of sets is another in each process."""
    again = tmp_path / "again"
    command = [sys.executable, "-m", "qinjian.engine.rulebook.compile", str(again)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert again.read_bytes() == packaged.read_bytes()


def test_the_file_of_the_package_is_of_its_rules(packaged: Path) -> None:
    """One that a build left in a checkout is used only while it is."""
    assert Stored(packaged.read_bytes()).sources == sources_of()
    assert PACKAGED.parent == BUILT_IN


@pytest.mark.parametrize("at", [0, 30, 150, -1])
def test_a_changed_byte_is_seen(at: int) -> None:
    content = bytearray(written(SOURCES, {"one": "[1,2]", "two": '{"a":"茅台"}'}))
    assert Stored(bytes(content)).data("two") == {"a": "茅台"}
    content[at] ^= 1
    with pytest.raises(UnfitError):
        Stored(bytes(content))


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n{}\n", b"[1]\n", b"null\n", b"\xff\xfe"])
def test_what_is_no_file_of_ours_is_seen(content: bytes) -> None:
    with pytest.raises(UnfitError):
        Stored(content)


def test_half_a_file_is_seen() -> None:
    content = written(SOURCES, {"one": "[1,2]"})
    with pytest.raises(UnfitError):
        Stored(content[:-2])


@pytest.mark.parametrize(
    "part",
    [
        ["Comparison", 0, 0, "=K[0] or", 0, 0],
        ["Arithmetic", 0, 0, "**", 0, 0],
        ["Relation", 0, 0, "exec", 0, 0],
    ],
)
def test_only_what_the_language_has_is_read(part: list[object]) -> None:
    """Operators go into the code that is generated: any other is refused."""
    with pytest.raises(ValueError, match="has no"):
        trees_of([["FieldValue", 0, 0, "menu"], part], [TRUTH])


@pytest.mark.parametrize(
    "part", [["Eval", 0, 0, "1"], ["Blank", 0, 0], ["Blank", 0, 0, "menu", 1], ["Not", 0, 0, 5]]
)
def test_no_other_part_is_read(part: list[object]) -> None:
    with pytest.raises((KeyError, ValueError, IndexError)):
        trees_of([["FieldValue", 0, 0, "menu"], part], [TRUTH])

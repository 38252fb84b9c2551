"""From a configuration file to what it says, with the place of every fault."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path as FilePath
from typing import Any

from qinjian.engine.config.document import Document, read_document
from qinjian.engine.config.keys import CHECK, EXPECTED, REFUSED, TABLES, UNIT, Key
from qinjian.engine.config.marks import Path
from qinjian.engine.config.model import Choice, Config, ConfigFile
from qinjian.engine.intake.records.stated import Scope, Statement, pattern_of
from qinjian.engine.intake.values.words import (
    canonical,
    first_words,
    kind_of,
    nearest_kinds,
    nearest_words,
    region_of,
)
from qinjian.engine.messages.problems import Problem, QinjianError, Term
from qinjian.engine.wording.text import did_you_mean, nearest_first

_FOUND = {
    bool: Term("true 或 false", "true or false"),
    int: Term("数字", "a number"),
    float: Term("数字", "a number"),
    list: Term("列表", "a list"),
    dict: Term("表", "a table"),
    datetime: Term("时刻", "a time"),
    date: Term("日期", "a day"),
    str: Term("文字", "text"),
}
_TABLE = Term("表", "a table")
_TABLES = Term("[[folder]] 形式的表", "tables, each headed [[folder]]")


def load_config(path: FilePath, shown: str, *, of_inputs: bool = False) -> Config:
    """Read a configuration; ``shown`` is its name in errors and reports.

    One that stands beside what is checked (``of_inputs``) speaks of files below its folder only.

    Raises:
        QinjianError: with every key that is unknown or there twice, and every value that is of the
            wrong kind or not known.
    """
    reader = _Reader(read_document(path, shown), path.parent, of_inputs=of_inputs)
    config = reader.config()
    if reader.problems:
        raise QinjianError(reader.problems)
    return config


@dataclass
class _Reader:
    document: Document
    folder: FilePath
    of_inputs: bool
    problems: list[Problem] = field(default_factory=list)

    def config(self) -> Config:
        """Read all tables and collect what is wrong."""
        tables = self.document.data
        for name in tables:
            if name not in TABLES:
                self._unknown((name,), TABLES)
        digest = hashlib.sha256(self.document.content).hexdigest()
        return Config(
            (ConfigFile(self.document.file, digest),),
            (*self._unit(tables), *self._folders(tables)),
            self._choices(tables),
        )

    def _unknown(self, path: Path, known: Mapping[str, object] | tuple[str, ...]) -> None:
        close = did_you_mean(str(path[-1]), known)
        self._fault("key_unknown", path, at_key=True, key=path[-1], close=close)

    def _fault(self, code: str, path: Path, *, at_key: bool = False, **values: object) -> None:
        self.problems.append(self.document.problem(code, path, at_key=at_key, **values))

    def _mistyped(self, path: Path, value: object, expected: Term) -> None:
        found = _FOUND.get(type(value), Term("时间", "a time of day"))
        key = next(step for step in reversed(path) if isinstance(step, str))
        self._fault("config_type", path, key=key, found=found, expected=expected)

    def _unit(self, tables: Mapping[str, Any]) -> Iterator[Statement]:
        path: Path = ("unit",)
        said = self._table(path, tables.get("unit", {}), UNIT)
        if said:
            scope = Scope(str(self.folder)) if self.of_inputs else None
            yield self._statement(path, said, scope, None)

    def _folders(self, tables: Mapping[str, Any]) -> Iterator[Statement]:
        entries = tables.get("folder", [])
        if not isinstance(entries, list):
            self._mistyped(("folder",), entries, _TABLES)
            return
        for number, entry in enumerate(entries):
            path: Path = ("folder", number)
            said = self._table(path, entry, TABLES["folder"])
            if isinstance(entry, dict) and "path" not in entry:
                self._fault("key_missing", path, key="path")
            pattern = said.pop("path", None)
            if isinstance(pattern, str):
                scope = Scope(str(self.folder), pattern_of(pattern) or ())
                yield self._statement(path, said, scope, pattern)

    def _statement(
        self, path: Path, said: Mapping[str, object], scope: Scope | None, folder: str | None
    ) -> Statement:
        values = {name: str(value) for name, value in said.items()}
        where = self.document.position((*path, "path") if folder is not None else path)
        return Statement(
            **values, source=self.document.file, folder=folder, scope=scope, where=where
        )  # fmt: skip

    def _choices(self, tables: Mapping[str, Any]) -> dict[str, Choice]:
        said = self._table(("check",), tables.get("check", {}), CHECK)
        names = {key.option: key.name for key in CHECK}
        return {option: self._choice(names[option], value) for option, value in said.items()}

    def _choice(self, name: str, value: object) -> Choice:
        path: Path = ("check", name)
        count = len(value) if isinstance(value, tuple) else 0
        entries = tuple(self.document.position((*path, number)) for number in range(count))
        return Choice(value, self.document.position(path), entries)

    def _table(self, path: Path, table: object, keys: tuple[Key, ...]) -> dict[str, object]:
        """Read the keys of a table; what is right comes by the name of its option."""
        if not isinstance(table, dict):
            self._mistyped(path, table, _TABLE)
            return {}
        known = {key.name: key for key in keys}
        said: dict[str, object] = {}
        for name, value in table.items():
            if name in known:
                found = self._value((*path, name), value, known[name])
                if found is not None:
                    said[known[name].option] = found
            elif path == ("check",) and name in REFUSED:
                self._fault("config_refused", (*path, name), at_key=True, key=name)
            else:
                self._unknown((*path, name), tuple(known))
        return said

    def _value(self, path: Path, value: object, key: Key) -> object:
        """Return what a value means, None where it is wrong."""
        match key.sort:
            case "flag" if isinstance(value, bool):
                return value
            case "names" if isinstance(value, list):
                return self._names(path, value, key)
            case "day" if isinstance(value, date) and not isinstance(value, datetime):
                return value
            case "text" | "file" | "pattern" | "word" if isinstance(value, str) and value.strip():
                return self._of_text(path, value, key)
        self._mistyped(path, value, EXPECTED[key.sort])
        return None

    def _of_text(self, path: Path, value: str, key: Key) -> object:
        if key.sort == "pattern" and pattern_of(value) is None:
            self._fault("config_path", path, value=value)
            return None
        if key.sort == "word":
            return self._word(path, value, key)
        return self.folder / value if key.sort == "file" else value

    def _names(self, path: Path, values: list[object], key: Key) -> tuple[str, ...] | None:
        wrong = [n for n, one in enumerate(values) if not isinstance(one, str) or not one.strip()]
        for number in wrong:
            self._mistyped((*path, number), values[number], EXPECTED[key.sort])
        return None if wrong else tuple(map(str, values))

    def _word(self, path: Path, value: str, key: Key) -> str | None:
        meant, known = meaning(key, value)
        if meant is None:
            self._fault("option_wrong", path, option=key.name, value=value, known=known)
        return meant


def meaning(key: Key, word: str) -> tuple[str | None, str]:
    """Return what a word stands for, and the known ones, those most like it first."""
    match key.vocabulary:
        case None:
            return (word if word in key.words else None), nearest_first(word, key.words)
        case "kind":
            kind = kind_of(word)
            return (kind.kind if kind else None), nearest_kinds(word)
        case "region":
            return region_of(word), nearest_words("region", word)
        case vocabulary:
            return canonical(vocabulary, word), nearest_words(vocabulary, word)


def known_words(key: Key) -> list[str]:
    """List what a key takes where that is a word, none where it is not or there are many."""
    if key.vocabulary in (None, "kind", "region"):
        return [f'"{word}"' for word in key.words]
    return [f'"{word}"' for word in first_words(str(key.vocabulary))]

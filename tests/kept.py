"""The files of rules that the package brings are parsed and compiled once in a process of the tests.

Hundreds of tests lay a small folder of rules of their own over those of the package, each of which
had all of these parsed and compiled anew: most of what the tests took. A document is kept by its
name and its text, and a compiled rule by all that it is compiled of. What has a fault is not kept.
A rulebook that was read from its compiled form is kept as well: nothing changes one.
"""

import gc
from collections.abc import Hashable, Iterator
from functools import cache

import pytest

from qinjian.engine.compiled.sources import BUILT_IN
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.rulebook.rules import RuleCompiler
from qinjian.engine.rulebook.stored import rulebook_of
from qinjian.engine.yaml import strict as strict_yaml
from qinjian.engine.yaml.document import Document, Path
from qinjian.engine.yaml.file import Fitted, fit
from qinjian.schemas.rule import Rule

_load, _fit, _compile = strict_yaml.load, fit, RuleCompiler.rule


class _Kept:
    """What was made of the files of the package so far."""

    def __init__(self) -> None:
        self._loaded = cache(_load)
        self._documents: dict[int, Document] = {}
        self._fitted: dict[Hashable, object] = {}
        self._compiled: dict[Hashable, CompiledRule] = {}

    def load(self, text: str, file: str) -> Document:
        if not file.startswith(f"{BUILT_IN.name}/"):
            return _load(text, file)
        document = self._loaded(text, file)
        self._documents[id(document)] = document
        return document

    def fit(self, document: Document, model: type[Fitted]) -> Fitted:
        if id(document) not in self._documents:
            return _fit(document, model)
        key = id(document), model
        if key not in self._fitted:
            self._fitted[key] = _fit(document, model)
        found = self._fitted[key]
        assert isinstance(found, model)
        return found

    def rule(self, compiler: RuleCompiler, rule: Rule, path: Path) -> CompiledRule | None:
        if id(compiler.document) not in self._documents:
            return _compile(compiler, rule, path)
        names, laws = compiler.names, compiler.laws
        cited = [laws[one.regulation] for one in rule.authorities if one.regulation in laws]
        key = (
            id(rule), path, names.lexicons, names.subjects,
            tuple((id(law.regulation), id(law.text)) for law in cited),
            frozenset((name, table.type) for name, table in names.tables.items()),
        )  # fmt: skip
        if key not in self._compiled:
            compiled = _compile(compiler, rule, path)
            if compiled is None:
                return None
            self._compiled[key] = compiled
        return self._compiled[key]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Let the collector pass over what was imported and collected, which stays to the end.

    It is seldom run, as in the command itself.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _rules_of_the_package_are_read_once() -> Iterator[None]:
    kept = _Kept()

    def rule(compiler: RuleCompiler, rule: Rule, path: Path) -> CompiledRule | None:
        return kept.rule(compiler, rule, path)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(strict_yaml, "load", kept.load)
        patched.setattr("qinjian.engine.rulebook.from_sources.fit", kept.fit)
        patched.setattr(RuleCompiler, "rule", rule)
        patched.setattr("qinjian.engine.rulebook.load.rulebook_of", cache(rulebook_of))
        yield

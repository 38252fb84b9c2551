"""The rulebook from its files: all regulations, rules, standards and word lists together."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from qinjian.engine.compiled.sources import BUILT_IN
from qinjian.engine.intake.pause import collection_paused
from qinjian.engine.messages.problems import Position, Problem, RuleFileError
from qinjian.engine.rulebook.book import Declared, Rulebook
from qinjian.engine.rulebook.law import Law
from qinjian.engine.rulebook.mentions import SHARED_IDS, Shared, WordList, is_pattern, no_list
from qinjian.engine.rulebook.names import Names
from qinjian.engine.rulebook.overlays import lay_over
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.rulebook.rules import RuleCompiler, misquoted
from qinjian.engine.rulebook.standards import Table
from qinjian.engine.rulebook.standards_check import check_table
from qinjian.engine.rulebook.word_lists import WordLists
from qinjian.engine.texts.notation import NotationError, read_word
from qinjian.engine.texts.reader import subjects
from qinjian.engine.yaml.document import Document
from qinjian.engine.yaml.file import Fitted, fit, read_document
from qinjian.schemas.regulation import Model, Regulation, RegulationText, Source
from qinjian.schemas.rule import DispositionFile, RuleFile
from qinjian.schemas.standard import Lexicon, Standard

_REGULATION, _TEXT, _SOURCES = "regulation.yaml", "text.yaml", "sources.yaml"


class SourceRegister(Model):
    """The places where texts and figures were read, by their short names."""

    sources: dict[str, Source]


def read_rulebook(folders: Sequence[Path] = ()) -> tuple[Rulebook, list[Problem]]:
    """Read and compile the rules of the package and of more folders; also what is wrong in them.

    With faults the rulebook is not to be used.
    """
    loader = _Loader()
    with collection_paused():
        for folder in (BUILT_IN, *folders):
            loader.collect(folder, folder.name if folder == BUILT_IN else folder.as_posix())
        loader.build()
    return loader.book, loader.problems


class _Loader:
    """Reads all files first, then links them, so that every fault is reported at once."""

    def __init__(self) -> None:
        self._laws: dict[str, Law] = {}
        self._rules: list[CompiledRule] = []
        self._declared: list[Declared] = []
        self._tables: dict[str, Table] = {}
        self._facts: dict[str, dict[str, object]] = {}
        self._places: dict[str, Position] = {}
        self.book = Rulebook(
            self._laws, self._rules, self._declared, self._tables,
            case_facts=self._facts, places=self._places,
        )  # fmt: skip
        self.problems: list[Problem] = []
        self._digest = hashlib.sha256()
        self._rule_files: list[Document] = []
        self._disposition_files: list[tuple[Law, Document]] = []
        self._sources: dict[str, Source] = {}
        self._lexicons: list[Lexicon] = []
        self._overlays: list[tuple[Document, Standard]] = []
        self._broken_lexicons: set[str] = set()
        self._broken_laws: set[str] = set()
        self._taken_ids: dict[str, str] = {}

    def collect(self, folder: Path, shown: str) -> None:
        """Read the files of one folder of rules."""
        regulations = sorted(path.parent for path in folder.glob(f"regulations/*/{_REGULATION}"))
        shared = [folder / name for name in ("standards", "lexicons")]
        rules = sorted(path for path in folder.glob("*.yaml") if path.name != _SOURCES)
        if not rules and not regulations and not any(path.is_dir() for path in shared):
            self.problems.append(Problem("rules_folder", Position(file=shown)))
            return
        if (folder / _SOURCES).exists():
            for document in self._documents([folder / _SOURCES], folder, shown):
                self._source_register(document)
        for document in self._documents(sorted(shared[0].glob("*.yaml")), folder, shown):
            self._standard(document)
        for document in self._documents(sorted(shared[1].glob("*.yaml")), folder, shown):
            self._lexicon(document)
        for path in regulations:
            self._regulation(path, folder, shown)
        self._rule_files += self._documents(rules, folder, shown)

    def _documents(self, paths: Sequence[Path], folder: Path, shown: str) -> Iterator[Document]:
        """Read files one after the other; the faults of one do not hide those of the next."""
        for path in paths:
            try:
                document = read_document(path, f"{shown}/{path.relative_to(folder).as_posix()}")
                self._digest.update(path.read_bytes())
                yield document
            except RuleFileError as error:
                self.problems += error.problems

    def _source_register(self, document: Document) -> None:
        try:
            self._sources |= fit(document, SourceRegister).sources
        except RuleFileError as error:
            self.problems += error.problems

    def _standard(self, document: Document) -> None:
        try:
            standard = fit(document, Standard)
            table = check_table(document, standard)
            if standard.overlays is not None:
                self._overlays.append((document, standard))
            elif standard.id in self._tables:
                raise self._taken(document, standard.id, "standards")
            else:
                self._tables[standard.id] = table
                self._places[f"standards/{standard.id}"] = document.position(("id",))
        except RuleFileError as error:
            self.problems += error.problems
            return
        for index, edition in enumerate(standard.editions):
            for name in edition.sources:
                if name not in self._sources:
                    place = ("editions", index, "sources")
                    self.problems.append(document.problem("source_unknown", place, name=name))

    def _lexicon(self, document: Document) -> None:
        try:
            lexicon = fit(document, Lexicon)
            if any(lexicon.id == other.id for other in self._lexicons):
                raise self._taken(document, lexicon.id, "lexicons")
            for part in ("words", "closing", "exceptions"):
                for index, written in enumerate(getattr(lexicon, part)):
                    self._check_word(document, (part, index), written)
            self._lexicons.append(lexicon)
            self._places[f"lexicons/{lexicon.id}"] = document.position(("id",))
        except RuleFileError as error:
            self.problems += error.problems
            # Rules that name it are not at fault.
            if isinstance(document.data, dict):
                self._broken_lexicons.add(str(document.data.get("id")))

    def _check_word(self, document: Document, place: tuple[str, int], written: str) -> None:
        try:
            if is_pattern(written):
                read_word(written, no_list)
        except NotationError as error:
            raise RuleFileError(
                document.problem("value_wrong", place, value=written, reason=str(error))
            ) from error

    def _taken(self, document: Document, name: str, other: str) -> RuleFileError:
        return RuleFileError(document.problem("id_twice", ("id",), id=name, other=other))

    def _regulation(self, path: Path, folder: Path, shown: str) -> None:
        regulation = self._one(path / _REGULATION, Regulation, folder, shown)
        text = self._one(path / _TEXT, RegulationText, folder, shown)
        if regulation is None or text is None:
            self._broken_laws |= {regulation.id} if regulation else set()
            return
        if regulation.id in self._laws:
            where = Position(file=f"{shown}/regulations/{path.name}/{_REGULATION}")
            values = {"id": regulation.id, "other": f"rules/regulations/{regulation.id}"}
            self.problems.append(Problem("id_twice", where, values))
            return
        law = self._laws[regulation.id] = Law(regulation, text)
        others = [p for p in sorted(path.glob("*.yaml")) if p.name not in (_REGULATION, _TEXT)]
        for document in self._documents(others, folder, shown):
            self._disposition_files.append((law, document))

    def _one(self, path: Path, model: type[Fitted], folder: Path, shown: str) -> Fitted | None:
        for document in self._documents([path], folder, shown):
            try:
                return fit(document, model)
            except RuleFileError as error:
                self.problems += error.problems
                # Rules that name it are not at fault.
                if isinstance(document.data, dict):
                    self._broken_laws.add(str(document.data.get("id")))
        return None

    def build(self) -> None:
        """Link rules with laws, standards and word lists."""
        for document, overlay in self._overlays:
            try:
                self._lay_over(document, overlay)
            except RuleFileError as error:
                self.problems += error.problems
        by_id = {lexicon.id: lexicon for lexicon in self._lexicons}
        shared = Shared(*(by_id.pop(name) for name in SHARED_IDS))
        lists = {name: WordList(lexicon, shared) for name, lexicon in by_id.items()}
        self.book.shared, self.book.word_lists = shared, WordLists(lists)
        for document in self._rule_files:
            try:
                self._rule_file(document)
            except RuleFileError as error:
                self.problems += error.problems
        for law, document in self._disposition_files:
            try:
                self._dispositions(law, document)
            except RuleFileError as error:
                self.problems += error.problems
        self._rules.sort(key=lambda compiled: compiled.rule.id)
        self.book.digest = self._digest.hexdigest()

    def _lay_over(self, document: Document, overlay: Standard) -> None:
        below = self._tables.get(str(overlay.overlays))
        if below is None:
            known = ", ".join(self._tables)
            values = {"name": overlay.overlays, "known": known}
            raise RuleFileError(document.problem("overlay_unknown", ("overlays",), **values))
        self._tables[below.standard.id] = lay_over(document, below, overlay)

    def _rule_file(self, document: Document) -> None:
        file = fit(document, RuleFile)
        lexicons = frozenset(self.book.word_lists) | self._broken_lexicons
        names = Names(document, self._tables, lexicons, frozenset(subjects()))
        compiler = RuleCompiler(self._laws, names, frozenset(self._broken_laws))
        self._facts[document.file] = file.facts
        for index, rule in enumerate(file.rules):
            path = ("rules", index)
            for place, name in (("id", rule.id), *(("aliases", name) for name in rule.aliases)):
                if name in self._taken_ids:
                    values = {"id": name, "other": self._taken_ids[name]}
                    self.problems.append(document.problem("id_twice", (*path, place), **values))
                self._taken_ids[name] = document.file
            compiled = compiler.rule(rule, path)
            if compiled is not None:
                self._rules.append(compiled)
        self.problems += compiler.problems

    def _dispositions(self, law: Law, document: Document) -> None:
        file = fit(document, DispositionFile)
        for index, disposition in enumerate(file.dispositions):
            place = ("dispositions", index, "cite")
            faults = misquoted(law, disposition.cite, document, place)
            self.problems += faults
            if not faults:
                at = document.position(place)
                self._declared.append(Declared(disposition, law, at))

"""From a rulebook to its compiled form: what ``rulebook.stored`` reads.

``python -m qinjian.engine.rulebook.compile`` writes that of the package beside its rules, as it
goes into the wheel.
"""

import sys
from itertools import chain
from pathlib import Path

from qinjian.engine.compiled.find import PACKAGED
from qinjian.engine.compiled.sources import sources_of
from qinjian.engine.compiled.stored import packed, written
from qinjian.engine.condition import Program
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.stored import Trees, Types
from qinjian.engine.intake.data_files import data_files, read_data_file
from qinjian.engine.intake.tables.header_table import headers_in_parts
from qinjian.engine.intake.units.places import GAZETTEER, gazetteer_data
from qinjian.engine.messages.problems import Position, RuleFileError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.from_sources import read_rulebook
from qinjian.engine.rulebook.lint import lint
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart, RuleOnKind
from qinjian.engine.rulebook.standards import Table
from qinjian.engine.rulebook.statements import STATEMENTS, all_statements, packed_statements
from qinjian.engine.rulebook.stored import (
    DECLARED,
    RULINGS,
    DeclaredPart,
    LawPart,
    OverlayPart,
    TablePart,
)
from qinjian.engine.rulebook.word_lists import WordLists
from qinjian.engine.texts.stored import words_in_parts
from qinjian.engine.texts.words import load_lists
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.rule import Ruling


def compiled(book: Rulebook) -> dict[str, str]:
    """Write a rulebook as the parts of a file."""
    types = Types()
    parts: dict[str, str] = {}
    heads = [_rule(one, types, parts) for one in book.rules]
    assert book.shared is not None  # noqa: S101 - one that was read has them
    lexicons = {name: one.lexicon for name, one in book.word_lists.items()}
    shared = (book.shared.negations, book.shared.negations_after)
    head = {
        "digest": book.digest,
        "laws": list(book.laws),
        "tables": list(book.tables),
        "lexicons": list(lexicons),
        "places": {name: _place(at) for name, at in book.places.items()},
        "case_facts": book.case_facts,
        "types": types.data(),
        "rules": heads,
    }
    return {
        "book": packed(head),
        "rulings": RULINGS.dump_json(
            [_ruling(one) for one in book.rules], exclude_unset=True
        ).decode(),
        "starts": packed(_starts(book.word_lists)),
        "dispositions": DECLARED.dump_json(_declared(book), exclude_unset=True).decode(),
        **{
            f"law/{name}": LawPart(regulation=law.regulation, text=law.text).model_dump_json(
                exclude_unset=True
            )
            for name, law in book.laws.items()
        },
        **{f"table/{name}": _table(table) for name, table in book.tables.items()},
        **{
            f"lexicon/{one.id}": one.model_dump_json(exclude_unset=True)
            for one in (*shared, *lexicons.values())
        },
        **parts,
    }


def _starts(lists: WordLists) -> dict[str, dict[str, list[str]]]:
    """List words by how they begin, each behind the name of its list."""
    return {
        first: {start: list(chain.from_iterable(words)) for start, words in behind.items()}
        for first, behind in lists.starts.by_start.items()
    }


def beside() -> dict[str, str]:
    """Write what else is read of the package, whoever's rules are added: its words and data."""
    data = {f"schemas/{name}": packed(read_data_file(name)) for name in data_files()}
    return {
        **words_in_parts(load_lists()),
        **headers_in_parts(),
        **data,
        GAZETTEER: packed(gazetteer_data()),
    }


def _ruling(compiled: CompiledRule) -> Ruling:
    """Return a rule without its cases."""
    written = compiled.written
    given = {
        name: getattr(written, name)
        for name in written.model_fields_set
        if name in Ruling.model_fields
    }
    return Ruling.model_construct(written.model_fields_set & Ruling.model_fields.keys(), **given)


def _declared(book: Rulebook) -> list[DeclaredPart]:
    return [
        DeclaredPart(
            disposition=one.disposition, law=one.law.regulation.id,
            file=one.at.file, line=one.at.line, column=one.at.column,
        )
        for one in book.dispositions
    ]  # fmt: skip


def _table(table: Table) -> str:
    overlays = tuple(
        OverlayPart(standard=one.standard, file=one.at.file, line=one.at.line, column=one.at.column)
        for one in table.overlays
    )
    return TablePart(standard=table.standard, overlays=overlays).model_dump_json(exclude_unset=True)


def _rule(compiled: CompiledRule, types: Types, parts: dict[str, str]) -> list[object]:
    """Write what is read of a rule at once, and add to the parts what is read later."""
    name = compiled.rule.id
    parts[f"rule/{name}"] = compiled.written.model_dump_json(exclude_unset=True)
    kinds = {}
    for kind, part in compiled.kinds.items():
        trees = Trees(types)
        kinds[kind] = _on_kind(part, trees)
        parts[f"trees/{name}/{kind}"] = packed(trees.data)
    across = compiled.across
    if across is None:
        return [_place(compiled.at), kinds, None]
    trees = Trees(types)
    said = _group(across, trees) if isinstance(across, GroupPart) else _pair(across, trees)
    parts[f"trees/{name}"] = packed(trees.data)
    return [_place(compiled.at), kinds, said]


def _on_kind(part: RuleOnKind, trees: Trees) -> list[object]:
    return [
        trees.put(part.condition.root),
        part.narrowed,
        {name: trees.put(one.root) for name, one in part.given.items()},
        _put(part.at_issue, trees),
        part.fields,
        part.on_forms,
        part.on_forbidden_things,
        _put(part.certain, trees),
    ]


def _group(part: GroupPart, trees: Trees) -> dict[str, object]:
    return {"keys": part.keys, **_together(part, trees)}


def _pair(part: PairPart, trees: Trees) -> dict[str, object]:
    return {
        "keys": part.keys,
        "other_keys": part.other_keys,
        "conditions": [
            (one, other, trees.put(condition.root))
            for (one, other), condition in part.conditions.items()
        ],
        "expected": part.expected,
        "fields": sorted(part.fields),
        "other_fields": sorted(part.other_fields),
        "narrowed": part.narrowed,
        "half_of": part.half_of,
        "needs": part.needs,
        "one_sort": sorted(part.one_sort),
        **_together(part, trees),
    }


def _together(part: GroupPart | PairPart, trees: Trees) -> dict[str, object]:
    return {
        "having": _put(part.having, trees),
        "given": {name: trees.put(one) for name, one in part.given.items()},
        "at_issue": _put(part.at_issue, trees),
    }


def _put(one: Program | ex.Expression | None, trees: Trees) -> int | None:
    if one is None:
        return None
    return trees.put(one.root if isinstance(one, Program) else one)


def _place(at: Position) -> tuple[str | None, int | None, int | None]:
    return at.file, at.line, at.column


def package(target: Path = PACKAGED) -> None:
    """Compile the rules of the package and write them beside these.

    Raises:
        RuleFileError: something is amiss in them.
    """
    sources = sources_of()
    book, problems = read_rulebook()
    problems = problems or list(lint(book))
    if problems or sources is None:
        raise RuleFileError(problems)
    target.write_bytes(written(sources, in_package(book)))


def in_package(book: Rulebook) -> dict[str, str]:
    """Write what the package brings: with the rules the statements of SQL for all kinds."""
    statements = packed_statements(all_statements(book, KINDS))
    return {**compiled(book), **beside(), STATEMENTS: packed(statements)}


if __name__ == "__main__":
    package(*map(Path, sys.argv[1:]))

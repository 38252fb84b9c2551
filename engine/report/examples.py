"""Records that offend, as a clerk would have entered them: made of the cases of the rules."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.cases import cleaned, given_in, in_fields
from qinjian.engine.wording import Language, Wording, labels, listed, say
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import FieldType, Record, fields_of
from qinjian.schemas.roles import ROLES
from qinjian.schemas.rule import Case, Verdict

_WHOSE = frozenset({"region", "unit_kind", "unit_level"})
"""Whose records they are: in no column of a register, and the same in nearly every case."""

Changes = Sequence[tuple[str, object]]
"""Fields in which a lawful record differs from one that offends, with its values."""

_FAR = 4
"""A record that differs in so many fields is another record, and shows nothing of this one."""

_NOT_ENTERED = frozenset({"", "0", "None"})
"""Amounts with which cases try the edges of a rule; an example has one that clerks enter."""

_WORDS: Wording = {
    "kind": ("类别", "类别 (kind)"),
    "attach": (
        "附上{names}；没有的，说明原因。",
        "Attach the {names}; where there is none, say why.",
    ),
    "fill": ("按原始单据填写“{name}”。", "Fill in “{name}” from the papers."),
    "text": (
        "核对“{name}”所记内容，说明实际情况并附证明材料。",
        "Verify what “{name}” says; state what it was in fact, with papers.",
    ),
    "figure": (
        "按原始单据核对“{name}”（{was}）；误填的予以更正。",
        "Check “{name}” ({was}) against the papers, and correct it if it was entered wrongly.",
    ),
    "lawful": (
        "同一记录“{name}”如为“{now}”，不列疑点。",
        "With {name} “{now}” the same record gives no lead.",
    ),
    "records": (
        "把疑点所列各条记录一并与原始单据核对，分清是误填、重复填报还是确有其事。",
        (
            "Compare all records that the lead names with the papers: tell what was entered "
            "wrongly or twice from what is so."
        ),
    ),
    "papers": (
        "按原始单据核对{names}；误填的予以更正。",
        "Check {names} against the papers, and correct what was entered wrongly.",
    ),
}


class Example(NamedTuple):
    """Rows of a register that offend, under their headers, and what would put them right.

    ``figures`` are tables that have no figure of their own yet, so that one is taken for the
    example.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[str, ...]
    remedies: tuple[str, ...]


def example(
    book: Rulebook, compiled: CompiledRule, kinds: Sequence[str], language: Language
) -> Example:
    """Make an example of a rule, on a record of the first of some kinds that one can be made of.

    Raises:
        LookupError: no case of the rule is a violation.
    """
    cases = [case for case in compiled.written.cases if case.verdict is Verdict.VIOLATION]
    if compiled.across is not None:
        return _of_several(book, compiled, min(cases, key=_edge), language)
    for kind in kinds:
        found = [
            (_edge(case), _unlike(book, compiled, case, kind, facts), case, facts)
            for case in cases
            if (facts := _facts(book, compiled, case, kind)) is not None
        ]
        if found:
            _, lawful, case, facts = min(found, key=lambda one: (one[0], _weight(kind, one[1])))
            return _of_one(kind, case, facts, lawful, language)
    raise LookupError(compiled.rule.id)


def _of_one(
    kind: str, case: Case, facts: Mapping[str, object], lawful: Changes, language: Language
) -> Example:
    record = KINDS[kind].model_validate(cleaned(dict(facts)))
    remedies = tuple(_remedies(kind, facts, lawful, language)) or (_papers(kind, case, language),)
    shown = [name for name in facts if name not in _WHOSE or name in case.facts]
    return Example(
        tuple(_head(name, kind, language) for name in shown),
        (tuple(_cell(record, name, language) for name in shown),),
        tuple(case.standards),
        remedies,
    )


def _unlike(
    book: Rulebook, compiled: CompiledRule, case: Case, kind: str, facts: Mapping[str, object]
) -> Changes:
    """List in what the nearest lawful record of the cases differs; nothing if none is near."""
    return min(
        (
            changes
            for other in compiled.written.cases
            if other.verdict is Verdict.CLEAR and other.standards == case.standards
            if (theirs := _facts(book, compiled, other, kind)) is not None
            if 0 < len(changes := _changes(facts, theirs)) < _FAR
        ),
        key=lambda changes: _weight(kind, changes),
        default=[],
    )


def _weight(kind: str, changes: Changes) -> int:
    """Put few changes before many, and those of a figure before those of what a record is."""
    types = _types(kind)
    return sum(3 if types[name] == "enum" else 1 for name, _ in changes) or _FAR


def _edge(case: Case) -> tuple[bool, bool, bool]:
    """Put cases that a clerk could have entered before those that try the edges of a rule."""
    amount = str(case.facts.get("amount", "1"))
    return bool(case.standards), amount in _NOT_ENTERED, bool(case.omit)


def _facts(
    book: Rulebook, compiled: CompiledRule, case: Case, kind: str
) -> dict[str, object] | None:
    """Return the fields of a case on a kind, in the order of a register; None if not on it."""
    if case.of_kind and kind not in case.of_kind:
        return None
    facts = in_fields(given_in(case, compiled, book, kind), kind, case.verdict)
    if facts is None:
        return None
    order = list(KINDS[kind].model_fields)
    return {name: facts[name] for name in sorted(facts, key=order.index)}


def _of_several(book: Rulebook, compiled: CompiledRule, case: Case, language: Language) -> Example:
    first, shared = next(iter(compiled.kinds)), given_in(case, compiled, book)
    records: list[tuple[str, Record, Mapping[str, object]]] = []
    for own in case.records:
        raw = {**shared, **own}
        kind = str(raw.pop("kind", first))
        raw.pop("file", None)
        known = {name: value for name, value in raw.items() if name in KINDS[kind].model_fields}
        records.append((kind, KINDS[kind].model_validate(cleaned(known)), known))
    of_kinds = {name: kind for kind, _, known in reversed(records) for name in known}
    stated = {name for own in (case.facts, *case.records) for name in own}
    order = list(
        dict.fromkeys(name for kind in of_kinds.values() for name in KINDS[kind].model_fields)
    )
    shown = [
        name
        for name in sorted(of_kinds, key=order.index)
        if name in stated or not (name in _WHOSE or _is_other_day(name, of_kinds, stated))
    ]
    heads = [_head(name, of_kinds[name], language) for name in shown]
    rows = [
        [_cell(record, name, language) if name in known else "" for name in shown]
        for _, record, known in records
    ]
    if len({kind for kind, *_ in records}) > 1:
        heads.insert(0, say(_WORDS, "kind", language))
        for row, (kind, *_) in zip(rows, records, strict=True):
            row.insert(0, labels.kind_name(kind, language))
    return Example(
        tuple(heads),
        tuple(map(tuple, rows)),
        tuple(case.standards),
        (say(_WORDS, "records", language),),
    )


def _is_other_day(name: str, kinds: Mapping[str, str], stated: set[str]) -> bool:
    """Tell a day that stands for all cases of a file where the records have days of their own."""
    days = {one for one, kind in kinds.items() if _types(kind)[one] == "date"}
    return name in days and bool(days & stated)


def _head(name: str, kind: str, language: Language) -> str:
    """Write a header as it stands in a register, and for English readers what it is called."""
    chinese, english = labels.field(name, kind, "zh"), labels.field(name, kind, "en")
    return _both(chinese, english, language)


def _cell(record: Record, name: str, language: Language) -> str:
    chinese, english = labels.value(record, name, "zh"), labels.value(record, name, "en")
    return _both(chinese, english, language)


def _both(chinese: str, english: str, language: Language) -> str:
    return chinese if language == "zh" or chinese == english else f"{chinese} ({english})"


def _changes(facts: Mapping[str, object], theirs: Mapping[str, object]) -> Changes:
    """List the fields in which a lawful record differs, with its values."""
    names = dict.fromkeys([*facts, *theirs])
    return [
        (name, theirs.get(name)) for name in names if str(facts.get(name)) != str(theirs.get(name))
    ]


def _remedies(
    kind: str, facts: Mapping[str, object], lawful: Changes, language: Language
) -> Iterator[str]:
    """Say what to do about each field in which a lawful record differs."""
    types = _types(kind)
    now = KINDS[kind].model_validate(cleaned(dict(lawful)))
    was = KINDS[kind].model_validate(cleaned(dict(facts)))
    for name, value in lawful:
        called = labels.field(name, kind, language)
        if name == "documents":
            added = [one for one in _list(value) if one not in _list(facts.get(name))]
            papers = [labels.option("documents", one, language) for one in added]
            if papers:
                yield say(_WORDS, "attach", language, names=listed(papers, language))
        elif name not in facts or value in (None, ""):
            continue  # what a source has no column for nobody can put right in it
        elif facts[name] == "":
            yield say(_WORDS, "fill", language, name=called)
        elif types[name] == "text":
            yield say(_WORDS, "text", language, name=called)
        else:
            yield say(
                _WORDS, "figure", language, name=called, was=labels.value(was, name, language)
            )
            if types[name] != "enum":  # which sort of thing it is, is for nobody to choose
                told = labels.value(now, name, language)
                yield say(_WORDS, "lawful", language, name=called, now=told)


def _types(kind: str) -> dict[str, FieldType]:
    return {field.name: field.type for field in fields_of(KINDS[kind])}


def _papers(kind: str, case: Case, language: Language) -> str:
    """Say what to compare with the papers where no lawful record is near."""
    keys = {f"in_{role}": fields[0] for role, fields in _roles(kind).items()}
    names = [labels.field(keys.get(name, name), kind, language) for name in case.facts]
    quoted = [f"“{name}”" for name in names]
    return say(_WORDS, "papers", language, names=listed(quoted, language))


def _roles(kind: str) -> dict[str, tuple[str, ...]]:
    return {role: fields for role in ROLES if (fields := KINDS[kind].in_role(role))}


def _list(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [] if value in (None, "") else [str(value)]

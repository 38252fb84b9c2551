"""The cases of a rule: examples that show what it catches and what it leaves alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from qinjian.engine.condition import Environment, Facts, Period, exact_arithmetic
from qinjian.engine.condition.expression import Value
from qinjian.engine.condition.python import number_value
from qinjian.engine.intake.model import Sourced
from qinjian.engine.messages.problems import Position, Problem
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.across import AcrossRunner
from qinjian.engine.run.found import Across
from qinjian.engine.run.reference import judge, level
from qinjian.schemas.finding import Place
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.roles import ROLES, Role
from qinjian.schemas.rule import Case, Verdict


@dataclass(frozen=True)
class CaseResult:
    """A case that was tried on one kind of record; ``problem`` says what went otherwise."""

    rule: str
    number: int
    kind: str
    problem: Problem | None


@dataclass(frozen=True)
class _Replaced:
    """The look-ups of a rulebook with some figures replaced."""

    book: Environment
    figures: dict[str, Decimal]

    def mentions(self, lexicon: str, text: str) -> bool:
        return self.book.mentions(lexicon, text)

    def says(self, subject: str, role: Role, text: str) -> bool:
        return self.book.says(subject, role, text)

    def standard(self, table: str, period: Period, keys: tuple[Value, ...]) -> int | Decimal | None:
        if table in self.figures:
            return self.figures[table]
        return self.book.standard(table, period, keys)


def try_cases(book: Rulebook) -> Iterator[CaseResult]:
    """Try every case of every rule."""
    for compiled in book.rules:
        yield from try_rule(compiled, book)


def try_rule(compiled: CompiledRule, book: Rulebook) -> Iterator[CaseResult]:
    """Try every case of a rule, those of a rule on single records on each kind that it looks at."""
    with exact_arithmetic():
        if compiled.across is not None:
            yield from _across_cases(compiled, book)
            return
        for number, case in enumerate(compiled.written.cases, start=1):
            for kind in case.of_kind or compiled.kinds:
                if kind not in compiled.kinds:
                    yield CaseResult(
                        compiled.rule.id, number, kind, _wrong_kind(compiled, kind, number)
                    )
                    continue
                facts = in_fields(given_in(case, compiled, book, kind), kind, case.verdict)
                if facts is None:
                    continue
                problem = _try(compiled, case, number, kind, facts, book)
                yield CaseResult(compiled.rule.id, number, kind, problem)


def given_in(
    case: Case, compiled: CompiledRule, book: Rulebook, kind: str | None = None
) -> dict[str, object]:
    """Return the fields of a case: its own, and those that stand for all cases of its file.

    Of the latter a ``kind`` takes those that it has.
    """
    shared = book.case_facts.get(compiled.file, {})
    if kind is not None and len(compiled.kinds) > 1:
        has = KINDS[kind].model_fields
        shared = {name: value for name, value in shared.items() if name in has}
    facts = {**shared, **case.facts}
    return {name: value for name, value in facts.items() if name not in case.omit}


def in_fields(facts: dict[str, object], kind: str, verdict: Verdict) -> dict[str, object] | None:
    """Put what a case says by role (``in_goods``) into the first field of a kind that plays it.

    None for a kind that has none of the roles by which the case is to be a violation.
    """
    roles = {role: fields for role in ROLES if (fields := KINDS[kind].in_role(role))}
    keys = {f"in_{role}": role for role in ROLES}
    said = {role: facts[key] for key, role in keys.items() if key in facts}
    if said and verdict is Verdict.VIOLATION and not set(said) & set(roles):
        return None
    own = {roles[role][0]: text for role, text in said.items() if role in roles}
    return {name: value for name, value in facts.items() if name not in keys} | own


def cleaned(facts: dict[str, object]) -> dict[str, object]:
    """Read what stands blank in a case as a blank field."""
    return {name: None if value == "" else value for name, value in facts.items()}


def _across_cases(compiled: CompiledRule, book: Rulebook) -> Iterator[CaseResult]:
    """Try the cases of a rule across records, each on all its records."""
    first = next(iter(compiled.kinds))
    for number, case in enumerate(compiled.written.cases, start=1):
        shared = given_in(case, compiled, book)
        problem = _try_across(compiled, case, number, first, shared, book)
        yield CaseResult(compiled.rule.id, number, first, problem)


def _try_across(
    compiled: CompiledRule, case: Case, number: int, first: str,
    shared: dict[str, object], book: Rulebook,
) -> Problem | None:  # fmt: skip
    values: dict[str, object] = {"rule": compiled.rule.id, "number": number}
    where = Position(file=compiled.file)
    runner = AcrossRunner(book, [compiled], _Replaced(book, case.standards))
    outcomes: list[Across] = []
    for row, own in enumerate(case.records, start=1):
        raw = {**shared, **own}
        kind, file = str(raw.pop("kind", first)), str(raw.pop("file", ""))
        if kind not in KINDS:
            known_kinds = ", ".join(KINDS)
            reason = f"{kind}: {known_kinds}"
            return Problem("case_fact", where, {**values, "field": "kind", "reason": reason})
        known = {n: v for n, v in raw.items() if n in own or n in KINDS[kind].model_fields}
        try:
            record = KINDS[kind].model_validate(cleaned(known))
        except ValidationError as error:
            return _wrong_fact(error, where, values)
        place = Place(file=file, sheet=None, row=row, claim_no=None, kind=kind)
        outcomes += runner.add(row, [(Sourced(record, place), Facts.of(record, case.as_of))])
    outcomes += runner.outcomes()
    found = _gravest(outcomes)
    expected = _expected(case) + ("" if case.members is None else f" members={case.members}")
    expected += _given(case)
    text = str(found[0].verdict) if found else str(Verdict.NOT_APPLICABLE)
    if case.missing is not None:
        text += f" missing={sorted({name for one in found for name in one.missing})}"
    if case.at_issue is not None:
        amount = found[0].at_issue.exact if found and found[0].at_issue else None
        text += f" at_issue={_shown(amount)}"
    if case.members is not None:
        text += f" members={len(found[0].members) if found else 0}"
    for name in case.given:
        number_found = found[0].given.get(name) if found else None
        text += f" {name}={_shown(number_found.exact if number_found else None)}"
    if text == expected:
        return None
    return Problem("case_failed", where, {**values, "expected": expected, "found": text})


def _gravest(outcomes: Sequence[Across]) -> list[Across]:
    """Return the outcomes of the gravest verdict that any group or pair has."""
    for verdict in (Verdict.VIOLATION, Verdict.UNDETERMINED, Verdict.CLEAR):
        if found := [outcome for outcome in outcomes if outcome.verdict is verdict]:
            return found
    return []


def _wrong_kind(compiled: CompiledRule, kind: str, number: int) -> Problem:
    """Say that a case is to be tried on a kind that its rule does not look at."""
    reason = f"{kind}: {', '.join(compiled.kinds)}"
    values = {"rule": compiled.rule.id, "number": number, "field": "of_kind", "reason": reason}
    return Problem("case_fact", Position(file=compiled.file), values)


def _wrong_fact(error: ValidationError, where: Position, values: dict[str, object]) -> Problem:
    detail = error.errors()[0]
    field = ".".join(str(part) for part in detail["loc"])
    return Problem("case_fact", where, {**values, "field": field, "reason": detail["msg"]})


def _try(
    compiled: CompiledRule,
    case: Case,
    number: int,
    kind: str,
    raw: dict[str, object],
    book: Rulebook,
) -> Problem | None:
    where = Position(file=compiled.file)
    values: dict[str, object] = {"rule": compiled.rule.id, "number": number}
    try:
        record = KINDS[kind].model_validate(cleaned(raw))
    except ValidationError as error:
        return _wrong_fact(error, where, values)
    facts = Facts.of(record, case.as_of)
    lookups = _Replaced(book, case.standards)
    outcome = judge(compiled, kind, facts, book, lookups)
    expected, found = _expected(case) + _given(case), str(outcome.verdict)
    if case.missing is not None:
        found += f" missing={list(outcome.missing)}"
    if case.level is not None:
        found += f" level={level(compiled, kind, facts, lookups)}"
    if case.at_issue is not None:
        amount = compiled.kinds[kind].at_issue
        number_found = number_value(amount.run(facts, lookups)[-1]) if amount else None
        found += f" at_issue={_shown(number_found)}"
    for name in case.given:
        program = compiled.kinds[kind].given.get(name)
        number_found = number_value(program.run(facts, lookups)[-1]) if program else None
        found += f" {name}={_shown(number_found)}"
    if expected == found:
        return None
    return Problem("case_failed", where, {**values, "expected": expected, "found": found})


def _expected(case: Case) -> str:
    text = str(case.verdict)
    if case.missing is not None:
        text += f" missing={sorted(case.missing)}"
    if case.level is not None:
        text += f" level={case.level}"
    if case.at_issue is not None:
        text += f" at_issue={_shown(case.at_issue)}"
    return text


def _given(case: Case) -> str:
    return "".join(f" {name}={_shown(number)}" for name, number in case.given.items())


def _shown(number: int | Decimal | None) -> str:
    return "None" if number is None else f"{Decimal(number):.2f}"

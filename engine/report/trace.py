"""How every rule came to its verdict on one record."""

from collections.abc import Iterator, Sequence
from datetime import date

from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.condition import expression as ex
from qinjian.engine.intake.model import Sourced
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.run.present import Presenter, Subject
from qinjian.engine.run.reference import Outcome, run
from qinjian.engine.texts import read_text
from qinjian.engine.wording import Language, Wording, labels, say
from qinjian.schemas.rule import Verdict

_WORDS: Wording = {
    "record": ("记录 {place}", "record {place}"),
    "unreadable": ("无法读取：{names}", "could not be read: {names}"),
    "derived": ("由其他字段得出：{names}", "derived from other fields: {names}"),
    "read": ("读取", "read"),
    "limit": ("限额", "limit"),
    "missing": ("缺少", "missing"),
    "none": ("没有适用的规则", "no rule applies"),
}


def select(records: Sequence[Sourced], wanted: str | None, file: str) -> list[Sourced]:
    """Return the records that a claim number, a row, or ``sheet:row`` means, people included.

    Raises:
        QinjianError: ``record_unknown``, naming some that are there; also where ``wanted`` is
            None and the file holds more than one record.
    """
    tops = [item for item in records if item.place.member is None]
    if wanted is None and len(tops) == 1:
        return list(records)
    chosen = {
        (item.place.file, item.place.sheet, item.place.row)
        for item in tops
        if wanted
        in (item.place.claim_no, str(item.place.row), f"{item.place.sheet}:{item.place.row}")
    }
    if wanted is None or not chosen:
        names = dict.fromkeys(str(item.place.claim_no or item.place.row) for item in tops)
        values = {"id": wanted, "known": ", ".join(list(names)[:10])}
        code = "record_needed" if wanted is None else "record_unknown"
        raise QinjianError(Problem(code, Position(file=file), values))
    return [i for i in records if (i.place.file, i.place.sheet, i.place.row) in chosen]


def trace(
    records: Sequence[Sourced], book: Rulebook, language: Language, as_of: date | None = None
) -> str:
    """Write verdict, values, limit with its document, and what is missing, rule by rule."""
    with exact_arithmetic():
        return "\n".join(_lines(records, book, language, as_of)) + "\n"


def _lines(
    records: Sequence[Sourced], book: Rulebook, language: Language, as_of: date | None
) -> Iterator[str]:
    presenter = Presenter(book, language, as_of)
    for sourced in records:
        place = sourced.place
        parts = (place.file, place.sheet, place.row, place.claim_no, place.kind)
        name = " ".join(str(part) for part in parts if part is not None)
        yield say(
            _WORDS, "record", language, place=name + (f" #{place.member}" if place.member else "")
        )
        if sourced.derived:
            names = [
                f"{labels.field(field, place.kind, language)} = "
                f"{labels.value(sourced.record, field, language)}"
                for field in sorted(sourced.derived)
            ]
            yield "  " + say(_WORDS, "derived", language, names="; ".join(names))
        if sourced.unreadable:
            unread = [
                labels.field(name, place.kind, language) for name in sorted(sourced.unreadable)
            ]
            yield "  " + say(_WORDS, "unreadable", language, names="; ".join(unread))
        subjects = {one.place.kind: Subject.of(one, as_of) for one in (sourced, *sourced.views)}
        views = {kind: subject.facts for kind, subject in subjects.items()}
        presumed = {kind: subject.presumed for kind, subject in subjects.items()}
        outcomes = list(run(book.rules, views, book, presumed))
        if not outcomes:
            yield "  " + say(_WORDS, "none", language)
        for outcome in outcomes:
            yield from _outcome(outcome, subjects[outcome.kind], presenter)
        yield ""


def _outcome(outcome: Outcome, subject: Subject, presenter: Presenter) -> Iterator[str]:
    language = presenter.language
    finding = presenter.finding(outcome, subject)
    verdict = labels.words(outcome.verdict.value, language)
    yield f"  {finding.rule}  {verdict}  {finding.title}"
    yield f"    {finding.citation}"
    kind = subject.place.kind
    values = [
        f"{labels.field(name, kind, language)} = {labels.value(subject.record, name, language)}"
        for name in outcome.part.fields
    ]
    if values:
        yield f"    {say(_WORDS, 'read', language)}: {'; '.join(values)}"
    yield from _passed(outcome, subject, language)
    if finding.limit is not None:
        source = f" ({finding.limit_source})" if finding.limit_source else ""
        yield f"    {say(_WORDS, 'limit', language)}: {finding.limit}{source}"
    if finding.missing:
        names = "; ".join(labels.lacking(name, kind, language) for name in finding.missing)
        yield f"    {say(_WORDS, 'missing', language)}: {names}"
    if outcome.verdict is Verdict.VIOLATION:
        yield f"    {finding.message}"


def _passed(outcome: Outcome, subject: Subject, language: Language) -> Iterator[str]:
    """Say of the words that do not count, why."""
    asked = [node for node in outcome.part.condition.nodes if isinstance(node, ex.Says)]
    for node in asked:
        for name in node.fields:
            text = subject.facts.values.get(name)
            if not isinstance(text, str):
                continue
            label = labels.field(name, subject.place.kind, language)
            for passed in read_text(node.subject, text, node.role).passed:
                yield f"    {label}: {passed.words(language)}"

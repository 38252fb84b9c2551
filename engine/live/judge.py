"""Judging records as they arrive: what is said of each is what a check says of it."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qinjian.engine.answer.collect import Collector, Options
from qinjian.engine.answer.settings import selection_of, silenced_rules
from qinjian.engine.intake.model import Sourced
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.live.across import LiveAcross
from qinjian.engine.live.board import Board, Changes, Owner
from qinjian.engine.live.journal import Journal
from qinjian.engine.live.once import PLAIN, At, Mark, Once
from qinjian.engine.live.pending import Engine, Pending, pending_of
from qinjian.engine.live.reading import Intake, Subject, subjects_of
from qinjian.engine.live.rulesets import carried_of
from qinjian.engine.once.held import Held
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.run.found import Across
from qinjian.schemas.finding import Finding, Place
from qinjian.schemas.stream import Reason

MOST_BATCHES = 100_000
"""Batches of one delivery, whose numbers begin at its own times this."""

_KEPT = 1_024
"""Records that are kept at hand; others are read again from the journal."""


@dataclass(frozen=True)
class _Where:
    """Where a record is found again: its subject, and which of the records of that it is."""

    at: At
    index: int


class Records:
    """Gives records and batches again: those of lines from the journal, those of files as held."""

    def __init__(self, journal: Journal, intake: Intake) -> None:
        self._journal = journal
        self._intake = intake
        self._held = Held()
        self._places: dict[int, int] = {}
        self._wheres: list[_Where] = []
        self._numbers: dict[At, list[int]] = {}
        self._recent: OrderedDict[At, Sequence[Sourced]] = OrderedDict()
        self._marks: dict[At, Mark] = {}

    def mark(self, at: At, mark: Mark) -> None:
        """Note what became of a subject."""
        if mark == PLAIN:
            self._marks.pop(at, None)
        else:
            self._marks[at] = mark

    def hold(self, number: int, batch: Batch) -> None:
        """Hold a batch of a file, which takes long to read again."""
        self._places[number] = self._held.add(batch)

    def batch(self, number: int) -> Batch:
        """Return a batch."""
        if number in self._places:
            return self._held[self._places[number]]
        delivery, place = divmod(number, MOST_BATCHES)
        return self._intake.read(self._journal.delivery(delivery)).batches[place]

    def known(self, at: At, subject: Subject) -> list[int]:
        """Return the numbers of the records of a subject, which are new where it is."""
        if at not in self._numbers:
            first = len(self._wheres)
            self._wheres += [_Where(at, index) for index in range(len(subject.records))]
            self._numbers[at] = list(range(first + 1, len(self._wheres) + 1))
        self._keep(at, subject.records)
        return self._numbers[at]

    def numbers(self, at: At) -> list[int]:
        """Return the numbers of the records of a subject that is known."""
        return self._numbers.get(at, [])

    def subject(self, at: At) -> Subject:
        """Return a subject."""
        number, position = at
        batch = self.batch(number)
        return next(one for one in subjects_of(batch) if one.position == position)

    def record(self, number: int) -> Sourced:
        """Return the record of a number, with what became of it."""
        where = self._wheres[number - 1]
        if where.at not in self._recent:
            self._keep(where.at, self.subject(where.at).records)
        self._recent.move_to_end(where.at)
        return marked(self._recent[where.at][where.index], self._marks.get(where.at))

    def _keep(self, at: At, records: Sequence[Sourced]) -> None:
        self._recent[at] = records
        self._recent.move_to_end(at)
        while len(self._recent) > _KEPT:
            self._recent.popitem(last=False)


def marked(sourced: Sourced, mark: Mark | None) -> Sourced:
    """Return a record with what became of it."""
    if mark is None or not (mark.cancelled or mark.paid_back):
        return sourced
    views = tuple(marked(view, mark) for view in sourced.views)
    return replace(sourced, views=views, cancelled=mark.cancelled, paid_back=mark.paid_back)


class _LiveCollector(Collector):
    """A collector that hands on what it finds, and counts nothing."""

    board: Board
    owner: Owner

    def begin(self, across: LiveAcross, board: Board) -> None:
        """Say where records and leads go."""
        self.across = across  # type: ignore[assignment]  # it stands where the other does
        self.board = board

    def leave_open(self, *_: object) -> None:
        """Pass over what is open, which is no lead."""

    def judged(self, *_: object) -> None:
        """Count nothing."""

    def put(self, found: Sequence[Finding], number: int) -> None:
        """Hand on what is found on a record."""
        for one in found:
            if one.outcome == "violation":
                self.board.put(self.owner, one, one.concern, number)

    def show_across(self, outcome: Across, first: Sourced) -> None:
        """Hand on what is found on several records."""
        members = [self.across.record(entry) for entry in outcome.members]
        found = self.presenter.across(outcome, first, members)
        if found.outcome == "violation":
            self.board.put(self.owner, found, found.concern, outcome.first.number)


@dataclass(frozen=True)
class Judged:
    """What a delivery changed: ``reasons`` why leads are withdrawn, ``by`` the record that came."""

    changes: Changes
    reasons: dict[str, Reason]
    by: Place | None


class Judge:
    """Holds each delivery against the rules, and tells how the leads change.

    Raises:
        QinjianError: ``stream_extra``, and as ``check`` for options.
    """

    def __init__(
        self, book: Rulebook, options: Options, journal: Journal, engine: Engine = "durable-rules",
        pending: Pending | None = None,
    ) -> None:  # fmt: skip
        selection = selection_of(book, options)
        self.intake = Intake.of(options)
        self.records = Records(journal, self.intake)
        self.board = Board(book, options.language, selection)
        rules = [rule for rule in book.rules if rule.across is not None]
        carried = carried_of(rules) if engine == "durable-rules" else {}
        self.pending = pending_of(engine, carried) if pending is None else pending
        self._collector = _LiveCollector(book, options, silenced_rules(selection, options))
        self._across = LiveAcross(book, carried, self.pending, self.records)
        self._collector.begin(self._across, self.board)
        self._once = Once(self.records.batch)

    @property
    def errors(self) -> list[str]:
        """The faults of our own that were met."""
        return self._collector.errors

    def take(self, number: int, batches: Sequence[Batch], *, is_file: bool) -> Judged:
        """Judge what a delivery holds, which the journal has under the number."""
        arrived: dict[At, Subject] = {}
        changed: set[At] = set()
        by: Place | None = None
        for place, batch in enumerate(batches):
            own = number * MOST_BATCHES + place
            if is_file:
                self.records.hold(own, batch)
            for subject in subjects_of(batch):
                arrived[own, subject.position] = subject
                by = by or subject.records[0].place
            changed |= self._once.add(own, batch)
        old = sorted(changed - arrived.keys())
        causes = {at: self._marked_as(at) for at in old}
        places = self._places(causes)
        for at in old:
            self._judge(at, self.records.subject(at))
        for at, subject in arrived.items():
            self._judge(at, subject)
        self._judge_across()
        changes = self.board.changes()
        reasons = {id_: _reason(lead, places) for id_, lead in changes.gone.items()}
        return Judged(changes, reasons, by)

    def _marked_as(self, at: At) -> Reason:
        return "read_twice" if self._once.is_twice(at) else "red_entry"

    def _places(self, causes: dict[At, Reason]) -> dict[tuple[str, str | None, int], Reason]:
        """Say of the rows of subjects why something else is said of them now."""
        found: dict[tuple[str, str | None, int], Reason] = {}
        for at, reason in causes.items():
            for number in self.records.numbers(at)[:1]:
                place = self.records.record(number).place
                found[place.file, place.sheet, place.row] = reason
        return found

    def _judge(self, at: At, subject: Subject) -> None:
        """Judge a subject and its people, in place of what was said of them."""
        mark = self._once.mark(at)
        self.records.mark(at, mark)
        numbers = self.records.known(at, subject)
        for number, record in zip(numbers, subject.records, strict=True):
            self._across.drop(number)
            self.board.drop((number,))
            if mark.left_out:
                continue
            self._collector.owner = (number,)
            self._collector.done = number - 1
            self._across.about(number)
            self._collector.add(marked(record, mark))

    def _judge_across(self) -> None:
        for (rule, key), member, outcome in self._across.judged():
            owner: Owner = (rule, key, member)
            self.board.drop(owner)
            if outcome is not None:
                self._collector.owner = owner
                self._collector.keep_across(outcome, None)

    def close(self) -> None:
        """Let go of what is held."""
        self.pending.close()


def _reason(lead: Finding, places: dict[tuple[str, str | None, int], Reason]) -> Reason:
    """Say why a lead stands no longer."""
    for place in (lead.record, *lead.members):
        reason = places.get((place.file, place.sheet, place.row))
        if reason is not None:
            return reason
    return "replaced"

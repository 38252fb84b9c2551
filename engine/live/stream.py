"""A live stream: what arrives goes into the journal together with what is said of it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields

from qinjian.engine.answer.collect import Options
from qinjian.engine.live.arrivals import digest_of
from qinjian.engine.live.board import bodies
from qinjian.engine.live.finish import checked
from qinjian.engine.live.journal import Delivery, Journal
from qinjian.engine.live.judge import Judge, Judged
from qinjian.engine.live.pending import Durable, Engine, Pending
from qinjian.engine.messages.problems import Position, Problem
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.version import VERSION
from qinjian.schemas.finding import Place
from qinjian.schemas.stream import Reason, WithdrawnLine

TOLD = "told"
"""Under this name the journal has the number of the last line that left."""


@dataclass(frozen=True)
class Taken:
    """What came of what arrived: lines that are to leave, and what is to be told beside them."""

    lines: tuple[tuple[int, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class Stream:
    """Takes deliveries, in memory and in the journal; what the journal has already is read first.

    ``key`` names what tells whether a line of JSON was delivered before. ``source`` is what is
    watched.

    Raises:
        QinjianError: ``journal_other`` for other rules or options than it was begun with,
            ``stream_extra``, and as ``check``.
    """

    book: Rulebook
    options: Options
    journal: Journal
    source: str
    key: str | None = None
    engine: Engine = "durable-rules"
    pending: Pending | None = None
    _problems: list[Problem] = field(default_factory=list)
    _noticed: set[tuple[str | None, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name, value in self._kept_by():
            self.journal.agree(name, value)
        self._judge = Judge(self.book, self.options, self.journal, self.engine, self.pending)
        try:
            for number, one in self.journal.deliveries():
                self._judged(number, one)
        except BaseException:
            self.close()
            raise
        self._problems.clear()

    def _kept_by(self) -> Iterator[tuple[str, str]]:
        """List what a journal is of."""
        said = {one.name: getattr(self.options, one.name) for one in fields(self.options)}
        said["config"] = [one.sha256 for one in self.options.config.files]
        mapping = self.options.mapping
        if mapping is not None and mapping.is_file():
            said["mapping"] = digest_of(mapping.read_bytes())
        told = {name: str(value) for name, value in sorted(said.items()) if name != "command"}
        yield "qinjian", VERSION
        yield "rules", self.book.digest
        yield "options", json.dumps(told, ensure_ascii=False)
        yield "source", self.source
        yield "--id", self.key or ""

    def take(self, arrived: Iterable[Delivery], notes: Sequence[tuple[str, str]] = ()) -> Taken:
        """Take what arrived: when this returns it is on disk, and so are the lines.

        ``notes`` are put down with it, by their names.

        Raises:
            QinjianError: ``journal_failed``; nothing of what arrived counts then, and the stream
                cannot be gone on with.
        """
        first = self.journal.last_line()
        with self.journal.whole():
            for one in arrived:
                self._take(one)
            for name, value in notes:
                self.journal.note(name, value)
        return self._taken(first)

    def finish(self) -> Taken:
        """Say what rules over a whole run say, and take back what they say otherwise.

        Raises:
            QinjianError: as ``take`` and ``check``.
        """
        first = self.journal.last_line()
        whole = checked(self.journal, self._judge.intake, self.book, self.options)
        self._judge.errors.extend(whole.errors)
        leads = bodies(one for one in whole.report.findings if one.outcome == "violation")
        whole.close()
        with self.journal.whole():
            before = self.journal.standing()
            for id_ in before:
                if id_ not in leads:
                    self._withdraw(id_, "whole_run", None)
            for id_, body in leads.items():
                self._lead(id_, body)
        return self._taken(first)

    def standing(self) -> dict[str, str]:
        """Return the leads that stand, by their ids, as JSON."""
        return self.journal.standing()

    @property
    def errors(self) -> Sequence[str]:
        """The faults of our own that were met."""
        return self._judge.errors

    def course(self) -> Iterator[Problem]:
        """List what is to be told of how it went."""
        pending = self._judge.pending
        if isinstance(pending, Durable) and pending.restarts:
            yield Problem("stream_restarted", values={"count": pending.restarts})
        yield from (Problem("internal", values={"reason": error}) for error in self.errors)

    def close(self) -> None:
        """Let go of what holds what is pending; the journal is of who opened it."""
        self._judge.close()

    def _taken(self, first: int) -> Taken:
        problems = tuple(self._problems)
        self._problems.clear()
        return Taken(tuple(self.journal.untold(first)), problems)

    def _take(self, one: Delivery) -> None:
        if one.row is None:
            before = self.journal.has(str(one.identity))
            if before is not None:  # it was read before this process began
                if before.digest != one.digest:
                    self._problems.append(Problem("watch_changed", Position(file=one.source)))
                return
        elif self.key is not None:
            identity = self._identity(one, self.key)
            if identity is not None:
                first = self.journal.has(identity)
                if first is not None:
                    self._again(one, first)
                    return
                one = one._replace(identity=identity)
        number = self.journal.count() + 1
        self.journal.add(number, one)
        judged = self._judged(number, one)
        if judged is not None:
            self._say(judged)

    def _identity(self, one: Delivery, key: str) -> str | None:
        """Return what tells a line from all others, None where it does not say."""
        try:
            value = json.loads(one.content)
        except (ValueError, RecursionError):
            return None  # which is told where it is read
        said = value.get(key) if isinstance(value, dict) else None
        if said is None or isinstance(said, dict | list):
            where = Position(file=one.source, row=one.row)
            self._problems.append(Problem("stream_id", where, {"key": key}))
            return None
        return f"id:{said}"

    def _again(self, one: Delivery, before: Delivery) -> None:
        code = "stream_again" if before.digest == one.digest else "stream_other"
        values: dict[str, object] = {
            "id": str(before.identity).removeprefix("id:"), "source": before.source,
            "row": before.row,
        }  # fmt: skip
        self._problems.append(Problem(code, Position(file=one.source, row=one.row), values))

    def _judged(self, number: int, one: Delivery) -> Judged | None:
        if one.row is None:
            first, other = self.journal.first_file(one.digest)
            if first < number and one.content:
                # Which of both is read in the end goes by their names.
                where = Position(file=one.source)
                self._problems.append(Problem("file_same", where, {"other": other}))
                return None
        read = self._judge.intake.read(one)
        self._problems += read.rejects
        for notice in read.notices:
            # What lines have in common is told of the first.
            about = notice.code, notice.where.file, notice.where.field
            if about not in self._noticed or one.row is None:
                self._noticed.add(about)
                self._problems.append(notice)
        return self._judge.take(number, read.batches, is_file=one.row is None)

    def _say(self, judged: Judged) -> None:
        for id_ in judged.changes.gone:
            self._withdraw(id_, judged.reasons[id_], judged.by)
        for id_, body in judged.changes.new.items():
            self._lead(id_, body)

    def _withdraw(self, id_: str, reason: Reason, by: Place | None) -> None:
        if self.journal.fall(id_):
            seq = self.journal.last_line() + 1
            line = WithdrawnLine(seq=seq, id=id_, reason=reason, by=by)
            self.journal.say(seq, json.dumps(line.model_dump(mode="json"), ensure_ascii=False))

    def _lead(self, id_: str, body: str) -> None:
        if not self.journal.stands(id_):
            seq = self.journal.last_line() + 1
            head = json.dumps({"event": "lead", "seq": seq, "id": id_})
            self.journal.stand(id_, body)
            self.journal.say(seq, f'{head[:-1]}, "lead": {body}}}')

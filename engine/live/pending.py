"""What is pending across records: which earlier record a new one may be a pair with.

``Lists`` holds records by their keys and looks at each with the same key. ``Durable`` asks
durable-rules, in a process of its own, which pairs are near each other in days. Either may say too
much, since each pair is judged again by the reference; neither says too little.
"""

import importlib.util
import json
import os
import selectors
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from qinjian.engine.live.rulesets import Carried, Fact, definition, last_day, refuse_other_shapes
from qinjian.engine.messages.problems import Problem, QinjianError

Engine = Literal["durable-rules", "lists"]

TIME_LIMIT = 30.0
"""Seconds for an answer; a thousand facts take a tenth of one."""

LATE = 31
"""Days that a record may come behind others of a later day, and still find them held."""

_AT_ONCE = 2_000
_PYTHONS = "3.11, 3.12"


class Pair(NamedTuple):
    """A rule, by its place, and the numbers of a member and another record of it."""

    place: int
    member: int
    other: int


class Pending(Protocol):
    """Finds the pairs that records may be of."""

    def carries(self, place: int) -> bool:
        """Tell whether it finds the pairs of a rule."""

    def change(self, gone: Sequence[Fact], new: Sequence[Fact]) -> tuple[set[Pair], set[Fact]]:
        """Let go of facts and take new ones; return the pairs, and the new facts that came late.

        What came late may be a pair with what is not held any more, and is to be looked for in the
        journal.
        """

    def close(self) -> None:
        """Let go of it."""


class Lists:
    """Carries nothing: all records of a key are looked at."""

    def carries(self, place: int) -> bool:  # noqa: ARG002
        """Tell that no rule is carried."""
        return False

    def change(
        self, gone: Sequence[Fact], new: Sequence[Fact]  # noqa: ARG002
    ) -> tuple[set[Pair], set[Fact]]:  # fmt: skip
        """Find nothing."""
        return set(), set()

    def close(self) -> None:
        """There is nothing to let go of."""


class _StoppedError(Exception):
    """The process died, or did not answer in time."""


@dataclass
class Durable:
    """Holds the facts that are in the window, and asks durable-rules for pairs among them.

    The process is begun anew with the facts that are held if it dies or does not answer within the
    ``limit``, in seconds; a change at which that happens twice is looked for in the journal.
    ``restarts`` counts how often it was begun anew.
    """

    carried: Mapping[int, Carried]
    limit: float = TIME_LIMIT
    restarts: int = 0
    late: int = 0
    _held: dict[Fact, None] = field(default_factory=dict)
    _until: dict[int, set[Fact]] = field(default_factory=lambda: defaultdict(set))
    _horizon: int = 0
    _process: "_Process | None" = None

    def carries(self, place: int) -> bool:
        """Tell whether it finds the pairs of a rule."""
        return place in self.carried

    def change(self, gone: Sequence[Fact], new: Sequence[Fact]) -> tuple[set[Pair], set[Fact]]:
        """Let go of facts and take new ones; see ``Pending``."""
        known = [fact for fact in gone if self._forget(fact)]
        for fact in new:
            self._held[fact] = None
            self._until[last_day(self.carried[fact.place], fact)].add(fact)
        late = {fact for fact in new if fact.low < self._horizon}
        self.late += len(late)
        try:
            return self._asked(known, new) | self._retracted(new), late
        except _StoppedError:
            pass
        try:
            self._begin_anew(new)
            return self._asked((), new) | self._retracted(new), late
        except _StoppedError:
            self._stop()
            return set(), set(new)

    def close(self) -> None:
        """End the process."""
        self._stop()

    def _forget(self, fact: Fact) -> bool:
        if fact not in self._held:
            return False
        del self._held[fact]
        until = last_day(self.carried[fact.place], fact)
        self._until[until].discard(fact)
        if not self._until[until]:
            del self._until[until]
        return True

    def _retracted(self, new: Iterable[Fact]) -> set[Pair]:
        """Retract what left the window: no record that is not late is a pair with it."""
        last = max((fact.low for fact in new), default=0)
        if last - LATE <= self._horizon:
            return set()
        self._horizon = last - LATE
        over = [day for day in self._until if day < self._horizon]
        left = [fact for day in over for fact in self._until[day]]
        for fact in left:
            self._forget(fact)
        return self._asked(left, ()) if left else set()

    def _asked(self, gone: Sequence[Fact], new: Sequence[Fact]) -> set[Pair]:
        if self._process is None:
            self._begin_anew(new)
        changes = [[0, str(fact.place), fact.as_json()] for fact in gone]
        changes += [[1, str(fact.place), fact.as_json()] for fact in new]
        found: set[Pair] = set()
        for start in range(0, len(changes), _AT_ONCE):
            found |= self._answer(changes[start : start + _AT_ONCE])
        return found

    def _answer(self, message: object) -> set[Pair]:
        if self._process is None:
            raise _StoppedError
        answer = self._process.ask(message, self.limit)
        return {Pair(int(name), member, other) for name, member, other in answer}

    def _begin_anew(self, without: Sequence[Fact]) -> None:
        """Begin the process and give it the facts that are held, whose pairs are known."""
        self.restarts += self._process is not None
        self._stop()
        self._process = _Process()
        rulesets = {one.name: definition(one) for one in self.carried.values()}
        for ruleset in rulesets.values():
            refuse_other_shapes(ruleset)
        self._answer(rulesets)
        left_out = set(without)
        held = [[1, str(one.place), one.as_json()] for one in self._held if one not in left_out]
        for start in range(0, len(held), _AT_ONCE):
            self._answer(held[start : start + _AT_ONCE])

    def _stop(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None


class _Process:
    """The process of durable-rules; see ``worker``."""

    def __init__(self) -> None:
        # -P: the modules beside it are none of its own.
        command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py"))]
        # A process group of its own: what ends the stream from a keyboard is for us to pass on.
        self.child = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            process_group=0 if os.name == "posix" else None,
        )  # fmt: skip
        self._left = b""
        assert self.child.stdin is not None  # noqa: S101 - they are pipes
        assert self.child.stdout is not None  # noqa: S101
        self._in, self._out = self.child.stdin.fileno(), self.child.stdout.fileno()
        os.set_blocking(self._in, False)

    def ask(self, message: object, limit: float) -> list[list[int]]:
        """Send a message and return the answer.

        Raises:
            _StoppedError: it died, or did not answer within the limit.
        """
        waiting = memoryview(json.dumps(message).encode() + b"\n")
        until = time.monotonic() + limit
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(self._out, selectors.EVENT_READ)
                selector.register(self._in, selectors.EVENT_WRITE)
                while b"\n" not in self._left:
                    ready = selector.select(max(0.0, until - time.monotonic()))
                    if not ready:
                        raise _StoppedError
                    for key, _ in ready:
                        if key.fd == self._out:
                            self._read()
                        else:
                            waiting = waiting[os.write(self._in, waiting) :]
                            if not waiting:
                                selector.unregister(self._in)
        except OSError:
            raise _StoppedError from None
        line, _, self._left = self._left.partition(b"\n")
        answer: list[list[int]] = json.loads(line)
        return answer

    def _read(self) -> None:
        chunk = os.read(self._out, 1 << 16)
        if not chunk:
            raise _StoppedError
        self._left += chunk

    def end(self) -> None:
        """End it, whatever it is at."""
        self.child.kill()
        self.child.wait()
        for stream in (self.child.stdin, self.child.stdout):
            if stream is not None:
                stream.close()


def is_there() -> bool:
    """Tell whether durable-rules is installed."""
    return importlib.util.find_spec("durable") is not None


def refuse_missing(engine: Engine) -> None:
    """Say how to get what is asked for, where it is not installed.

    Raises:
        QinjianError: ``stream_extra``.
    """
    if engine == "durable-rules" and not is_there():
        raise QinjianError(Problem("stream_extra", values={"pythons": _PYTHONS}))


def pending_of(engine: Engine, carried: Mapping[int, Carried]) -> Pending:
    """Return what finds pairs.

    Raises:
        QinjianError: as ``refuse_missing``.
    """
    refuse_missing(engine)
    return Lists() if engine == "lists" else Durable(carried)

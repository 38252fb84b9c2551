"""Statements of the rules of one book: those that the package brings, and those written since."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from operator import is_

from qinjian.engine.rulebook.parts import CompiledRule, Statement

MOST = 1_024
"""Statements that are kept of those that were written; a run asks for some hundreds at most."""


class KeptStatements:
    """Finds statements again, for the very rules that they were written for.

    ``packaged`` reads those of ``rules`` that the package brings, by their names.
    """

    def __init__(
        self,
        rules: Sequence[CompiledRule] = (),
        packaged: Callable[[], Mapping[str, Statement]] | None = None,
    ) -> None:
        self._held = tuple(rules)  # so that nothing else has one of their numbers
        self._rules = set(map(id, self._held))
        self._read = packaged
        self._written: dict[tuple[object, ...], tuple[Sequence[CompiledRule], Statement]] = {}

    @cached_property
    def packaged(self) -> Mapping[str, Statement]:
        """Those that the package brings, by their names."""
        return self._read() if self._read is not None else {}

    def are_of(self, rules: Sequence[CompiledRule]) -> bool:
        """Tell whether rules are the very ones that the package or a file brought, and all."""
        return len(rules) == len(self._held) and all(map(is_, rules, self._held))

    def find(self, kind: str, rules: Sequence[CompiledRule], *, closely: bool) -> Statement | None:
        """Return a statement, None if it has to be written."""
        if self._read is not None and all(id(one) in self._rules for one in rules):
            found = self.packaged.get(name_of(kind, rules, closely=closely))
            if found is not None:
                return found
        kept = self._written.get(_key(kind, rules, closely=closely))
        return kept[1] if kept is not None else None

    def keep(
        self, kind: str, rules: Sequence[CompiledRule], statement: Statement, *, closely: bool
    ) -> None:
        """Keep a statement that was written."""
        if len(self._written) >= MOST:
            self._written.clear()
        self._written[_key(kind, rules, closely=closely)] = tuple(rules), statement


def name_of(kind: str, rules: Sequence[CompiledRule], *, closely: bool) -> str:
    """Return the name by which the package brings a statement."""
    return ",".join(("closely" if closely else "", kind, *(one.rule.id for one in rules)))


def _key(kind: str, rules: Sequence[CompiledRule], *, closely: bool) -> tuple[object, ...]:
    return (kind, closely, *map(id, rules))

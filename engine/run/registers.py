"""Whether a register is one of what is asked for: it knows at least half of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from qinjian.engine.condition import expression as ex
from qinjian.engine.rulebook.parts import PairPart

Key = Sequence[ex.Value | None]
_Scope = tuple[int, tuple[ex.Value | None, ...]]
"""A rule, and the keys within which its register has to know half."""


@dataclass
class Registers:
    """The different keys that were asked for, and that are there, of each rule with ``half_of``.

    What a register knows counts whether a rule looks at it or not; what it does not know counts of
    members only.
    """

    _seen: dict[_Scope, set[str]] = field(default_factory=lambda: defaultdict(set))
    _asked: dict[_Scope, set[str]] = field(default_factory=lambda: defaultdict(set))
    _known: dict[_Scope, set[str]] = field(default_factory=lambda: defaultdict(set))
    _keyless: set[_Scope] = field(default_factory=set)

    def asked(self, rule: int, part: PairPart, key: Key, *, member: bool) -> None:
        """Note the key of a record of a kind that the rule looks at."""
        if part.half_of and None not in key:
            noted = self._asked if member else self._seen
            noted[_scope(rule, part, key)].add(repr(tuple(key)))

    def known(self, rule: int, part: PairPart, key: Key) -> None:
        """Note the key of another record. One that lacks it may be any."""
        if not part.half_of:
            return
        scope = _scope(rule, part, key)
        if None in key:
            self._keyless.add(scope)
        else:
            self._known[scope].add(repr(tuple(key)))

    def tell(self, rule: int, part: PairPart, key: Key) -> bool:
        """Tell whether what is not there is no more than what is, of all that is asked for."""
        if not part.half_of:
            return True
        scope = _scope(rule, part, key)
        asked, known = self._asked[scope], self._known[scope]
        found = (asked | self._seen[scope]) & known
        return scope not in self._keyless and len(asked - known) <= len(found)


def _scope(rule: int, part: PairPart, key: Key) -> _Scope:
    return rule, tuple(key[place] for place in part.half_of)

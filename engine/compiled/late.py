"""Collections whose members are made when they are first asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, overload

Name = TypeVar("Name")
Member = TypeVar("Member")


class LateMapping(Mapping[Name, Member]):
    """A mapping of known names, of which each value is made when it is first asked for."""

    def __init__(self, names: Iterable[Name], make: Callable[[Name], Member]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[Name, Member] = {}

    def __getitem__(self, name: Name) -> Member:
        """Return a value."""
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a value of a name, without making it."""
        return name in self._names

    def __iter__(self) -> Iterator[Name]:
        """List the names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._names)


class LateSequence(Sequence[Member]):
    """A sequence that is made, as a whole, when it is first asked for anything."""

    def __init__(self, make: Callable[[], Iterable[Member]]) -> None:
        self._make = make

    @cached_property
    def _members(self) -> tuple[Member, ...]:
        return tuple(self._make())

    @overload
    def __getitem__(self, place: int) -> Member: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Member]: ...
    def __getitem__(self, place: int | slice) -> Member | Sequence[Member]:
        """Return a member, or some."""
        return self._members[place]

    def __len__(self) -> int:
        """Count the members."""
        return len(self._members)

"""The leads that stand, and how they change: kept by what says them, told by what they say.

What several rules of one concern say of the same records is one lead, and leads of equal
fingerprints have ordinals in the order of their records, as in a check.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qinjian.engine.answer.leads import Leads
from qinjian.engine.answer.selection import Selection
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.run.particulars import ordinals
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Place

Owner = tuple[int | str, ...]
"""What says something: a record, or a rule and a key with one of its members."""

Slot = tuple[int, str, tuple[Place, ...]]
"""Where leads are one: number of the first record, concern, and members; see ``Leads``."""

_DIGITS = 16


def id_of(body: str) -> str:
    """Make the id of a lead of what it says."""
    return hashlib.sha256(body.encode()).hexdigest()[:_DIGITS]


def bodies(leads: Iterable[Finding]) -> dict[str, str]:
    """Write leads as JSON, by their ids."""
    written = (json.dumps(lead.model_dump(mode="json"), ensure_ascii=False) for lead in leads)
    return {id_of(body): body for body in written}


@dataclass(frozen=True)
class Changes:
    """Leads that stand anew, and those that no longer do, each by its id."""

    new: dict[str, str]
    gone: dict[str, Finding]


@dataclass
class Board:
    """Keeps what is said of records, and tells what has changed since it was last asked."""

    book: Rulebook
    language: Language
    selection: Selection
    _slots: dict[Slot, dict[Owner, list[Finding]]] = field(default_factory=dict)
    _owned: dict[Owner, set[Slot]] = field(default_factory=lambda: defaultdict(set))
    _dirty: dict[Slot, None] = field(default_factory=dict)
    _alike: dict[str, dict[Slot, Finding]] = field(default_factory=lambda: defaultdict(dict))
    _prints: dict[Slot, str] = field(default_factory=dict)
    _told: dict[str, dict[str, Finding]] = field(default_factory=lambda: defaultdict(dict))

    def put(self, owner: Owner, found: Finding, concern: str, number: int) -> None:
        """Keep what an owner says of a record, or of several of which the first has the number."""
        slot = (number, concern, found.members)
        self._slots.setdefault(slot, {}).setdefault(owner, []).append(found)
        self._owned[owner].add(slot)
        self._dirty[slot] = None

    def drop(self, owner: Owner) -> None:
        """Let go of all that an owner says."""
        for slot in self._owned.pop(owner, ()):
            del self._slots[slot][owner]
            self._dirty[slot] = None
            if not self._slots[slot]:
                del self._slots[slot]

    def changes(self) -> Changes:
        """Tell what changed, and begin anew."""
        prints: dict[str, None] = {}
        for slot in self._dirty:
            prints.update(dict.fromkeys(self._renewed(slot)))
        self._dirty.clear()
        new: dict[str, str] = {}
        gone: dict[str, Finding] = {}
        for print_ in prints:
            before = self._told.pop(print_, {})
            leads = list(self._ordered(print_))
            told = bodies(leads)
            if told:
                self._told[print_] = dict(zip(told, leads, strict=True))
            new |= {id_: body for id_, body in told.items() if id_ not in before}
            gone |= {id_: lead for id_, lead in before.items() if id_ not in told}
        return Changes(new, gone)

    def _renewed(self, slot: Slot) -> Iterator[str]:
        """Join what is said in a slot anew, and name the fingerprints that this bears on."""
        before = self._prints.pop(slot, None)
        if before is not None:
            del self._alike[before][slot]
            if not self._alike[before]:
                del self._alike[before]
            yield before
        said = self._slots.get(slot)
        if said is None:
            return
        lead = self._joined([one for found in said.values() for one in found], slot[0])
        self._alike[lead.fingerprint][slot] = lead
        self._prints[slot] = lead.fingerprint
        yield lead.fingerprint

    def _joined(self, found: Sequence[Finding], number: int) -> Finding:
        leads = Leads(self.book, self.language)
        leads.put(found, number)
        lead = leads.listed(Counter())[0]
        leads.close()
        return lead

    def _ordered(self, print_: str) -> Iterable[Finding]:
        """List the leads of a fingerprint that are shown, with their ordinals."""
        slots = self._alike.get(print_, {})
        ordered = [slots[slot] for slot in sorted(slots, key=_order)]
        told = ordinals(range(len(ordered)), dict(enumerate(lead.fingerprint for lead in ordered)))
        return self.selection.leads(
            [
                lead.model_copy(update={"fingerprint": told[place]}) if place in told else lead
                for place, lead in enumerate(ordered)
            ]
        )


def _order(slot: Slot) -> tuple[int, int, list[tuple[str, int]]]:
    number, _, members = slot
    return number, len(members), [(one.file, one.row) for one in members]

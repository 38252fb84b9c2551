"""The leads of a run: merged where they are of one concern, in the order of their records."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.run.particulars import with_ordinals
from qinjian.engine.run.sorts import Table
from qinjian.engine.run.tablewide import of_absence, one_lead, tablewide
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Place
from qinjian.schemas.regulation import Model
from qinjian.schemas.rule import Level


class Leads:
    """Keeps what the rules found. A record has the number in which it was read."""

    def __init__(self, book: Rulebook, language: Language) -> None:
        self._language = language
        self._rules = book.rules
        self._kinds = {rule.rule.id: len(rule.kinds) for rule in book.rules}
        self._places = {rule.rule.id: place for place, rule in enumerate(book.rules)}
        self._kept: list[tuple[int, Finding]] = []
        self._spanning: dict[tuple[int, str, tuple[Place, ...]], list[Finding]] = defaultdict(list)

    def put(self, found: Sequence[Finding], number: int) -> None:
        """Keep as one lead what rules of one concern say of the record of a number.

        The most special rule heads it: a breach before a doubt, then what fewer kinds have.
        """
        ordered = sorted(found, key=self._rank)
        self._kept.append((number, _sharing(one_lead(ordered, self._language))))

    def _rank(self, found: Finding) -> tuple[bool, int, str]:
        return found.level is not Level.BREACH, self._kinds[found.rule], found.rule

    def _place(self, kept: tuple[int, Finding]) -> tuple[int, bool, int]:
        """Order by records; what is open stands behind what was found, in the order of the rules.

        The runners come upon it in different orders.
        """
        number, found = kept
        is_open = found.outcome != "violation"
        return number, is_open, self._places[found.rule] if is_open else 0

    def span(self, found: Finding, concern: str, number: int) -> None:
        """Keep what a rule says of several records, of which the first has the number."""
        self._spanning[number, concern, found.members].append(found)

    def listed(self, rows: Counter[Table]) -> tuple[Finding, ...]:
        """List the leads; what most of the ``rows`` of a table have is one lead."""
        for (number, _, _), found in self._spanning.items():
            self.put(found, number)
        ordered = [lead for _, lead in sorted(self._kept, key=self._place)]
        told = {lead.rule for lead in ordered}
        absence = of_absence(rule for rule in self._rules if rule.rule.id in told)
        return tuple(with_ordinals(tablewide(ordered, rows, absence, self._language)))


_GIVEN: dict[type[Model], set[str]] = {}


def _sharing(lead: Finding) -> Finding:
    """Let a lead share with all others the names of the fields that it was given, which is all.

    Pydantic keeps a set of them in each object, which takes half of what a lead does.
    """
    for one in (lead, lead.record, lead.about):
        names = _GIVEN.setdefault(type(one), set(type(one).model_fields))
        object.__setattr__(one, "__pydantic_fields_set__", names)
    return lead

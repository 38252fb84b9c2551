"""The leads of a run: merged where they are of one concern, in the order of their records."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from qinjian.engine.answer.spool import Findings, Spool
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.run.particulars import ordinals
from qinjian.engine.run.sorts import Table, table_of
from qinjian.engine.run.tablewide import Told, joined, of_absence, one_lead, tablewide, unexcepted
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Place
from qinjian.schemas.rule import Level


class Leads:
    """Keeps what the rules found. A record has the number in which it was read.

    The leads wait in a spool; of each is known what its place and its neighbours depend on.
    """

    def __init__(self, book: Rulebook, language: Language) -> None:
        self._language = language
        self._rules = book.rules
        self._kinds = {rule.rule.id: len(rule.kinds) for rule in book.rules}
        self._places = {rule.rule.id: place for place, rule in enumerate(book.rules)}
        self._spool = Spool()
        self._told: list[Told] = []
        self._order: list[tuple[int, bool, int]] = []
        self._spanning: dict[tuple[int, str, tuple[Place, ...]], list[Finding]] = defaultdict(list)

    def put(self, found: Sequence[Finding], number: int) -> None:
        """Keep as one lead what rules of one concern say of the record of a number.

        The most special rule heads it: a breach before a doubt, then what fewer kinds have.
        """
        lead = one_lead(sorted(found, key=self._rank), self._language)
        self._spool.put(lead)
        alone = lead.outcome == "violation" and not lead.members
        table, open_ = table_of(lead.record), unexcepted(lead, self._language)
        self._told.append(Told(lead.rule, table, alone, open_, lead.fingerprint))
        # The runners come upon what is open in different orders.
        is_open = lead.outcome != "violation"
        self._order.append((number, is_open, self._places[lead.rule] if is_open else 0))

    def _rank(self, found: Finding) -> tuple[bool, int, str]:
        return found.level is not Level.BREACH, self._kinds[found.rule], found.rule

    def span(self, found: Finding, concern: str, number: int) -> None:
        """Keep what a rule says of several records, of which the first has the number."""
        self._spanning[number, concern, found.members].append(found)

    def listed(self, rows: Counter[Table]) -> Findings:
        """List the leads; what most of the ``rows`` of a table have is one lead.

        They stand in the order of their records; what is open on one stands behind what was found,
        in the order of the rules.
        """
        for (number, _, _), found in self._spanning.items():
            self.put(found, number)
        self._spanning.clear()
        order = sorted(range(len(self._told)), key=self._order.__getitem__)
        fingerprints = {number: self._told[number].fingerprint for number in order}
        absence = of_absence(self._rules, {told.rule for told in self._told})
        heads: dict[int, int] = {}
        rest: set[int] = set()
        for first, alike in tablewide(self._told, order, rows, absence).items():
            head, records = self._spool.get(first), [self._spool.get(one).record for one in alike]
            whole = joined(head, records, rows[self._told[first].table], self._language)
            heads[first] = self._spool.put(whole)
            fingerprints[heads[first]] = head.fingerprint
            rest.update(alike[1:])
        order = [heads.get(number, number) for number in order if number not in rest]
        return Findings(self._spool, order, ordinals(order, fingerprints))

    def close(self) -> None:
        """Let go of the leads."""
        self._spool.close()

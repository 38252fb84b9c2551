"""What two reports differ in. The JSON form of ``Difference`` is a contract."""

from qinjian.schemas.finding import Place
from qinjian.schemas.regulation import Model
from qinjian.schemas.rule import Level


class Compared(Model):
    """A lead of either report; ``at_issue`` is in yuan with two decimals, null when unknown."""

    fingerprint: str
    record: Place
    rule: str
    title: str
    level: Level
    at_issue: str | None


class Difference(Model):
    """Leads of the new report alone, of the old one alone, and of both as the new one has them."""

    new: tuple[Compared, ...]
    gone: tuple[Compared, ...]
    kept: tuple[Compared, ...]

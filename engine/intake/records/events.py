"""What the words of a meeting or a course tell: how many served it."""

from collections.abc import Iterator

from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds import Meeting, Training
from qinjian.schemas.record import Record

_TEXTS = ("description", "remarks", "other_texts", "attachment_details")
_STAFF = regex(
    r"(?:会务组|工作人员|会务人员|会务工作人员|服务人员|会务保障人员|会务)(?:共|有|为|:|：)?(\d{1,3})[人名]"
    r"|(\d{1,3})[人名](?:会务|工作人员|会务人员)"
)


def of_events(model: type[Record]) -> Iterator[Derivation]:
    """List what the words of a meeting or a course tell that has no column of its own."""
    if model in (Meeting, Training):
        yield Derivation("staff_count", _TEXTS, _staff, signs="会务|人员")


def _staff(*texts: Reading) -> int | None:
    """Count those who served a meeting (会务组21人), None unless the words name one number."""
    said = "；".join(str(text.value) for text in texts if text.value)
    found = {int(first or second) for first, second in _STAFF.findall(said)}
    return found.pop() if len(found) == 1 else None

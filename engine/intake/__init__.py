"""From files or memory to records, with control totals for what was and was not read."""

from qinjian.engine.intake.given import Given
from qinjian.engine.intake.model import FileTally, Intake, Sourced
from qinjian.engine.intake.reader import open_reader, read
from qinjian.engine.intake.tables.headers import label

__all__ = ["FileTally", "Given", "Intake", "Sourced", "label", "open_reader", "read"]

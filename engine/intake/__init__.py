"""From files or memory to records, with control totals for what was and was not read."""

from qinjian.engine.intake.given import Given
from qinjian.engine.intake.headers import label
from qinjian.engine.intake.model import FileTally, Intake, Sourced
from qinjian.engine.intake.reader import open_reader, read

__all__ = ["FileTally", "Given", "Intake", "Sourced", "label", "open_reader", "read"]

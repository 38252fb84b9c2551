"""What the name of a unit tells about it: its region and its kind (``schemas/units.yaml``)."""

from qinjian.engine.intake.units.kinds import unit_kind
from qinjian.engine.intake.units.names import MAX_NAME, holds_word
from qinjian.engine.intake.units.places import region_in

__all__ = ["MAX_NAME", "holds_word", "region_in", "unit_kind"]

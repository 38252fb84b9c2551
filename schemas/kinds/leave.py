"""Days of leave (请休假), as a unit's register keeps them."""

from typing import Annotated, ClassVar

from qinjian.schemas.record import Shared
from qinjian.schemas.values import About, Day, Quantity, Text, YesNo


class Leave(Shared):
    """One line of the register: who was away from work, from which day to which, and why.

    ``name`` is who took leave, ``leave_type`` what for (年休假, 病假). ``called_off`` says that the
    line itself tells of leave that was not taken, moved or broken off.
    """

    kind: ClassVar[str] = "leave"
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (("start_date", "end_date"),)

    department: Annotated[Text | None, About("form")] = None
    name: Annotated[Text | None, About("form")] = None
    leave_type: Annotated[Text | None, About("form")] = None
    days: Annotated[Quantity | None, About("form", "day")] = None
    approver: Annotated[Text | None, About("form")] = None
    approval_date: Annotated[Day | None, About("form")] = None
    called_off: Annotated[YesNo | None, About("form")] = None
    remarks: Annotated[Text | None, About("form")] = None

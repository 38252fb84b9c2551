"""Subsidies for official transport, paid to persons (公务交通补贴)."""

from typing import Annotated, ClassVar

from qinjian.schemas.record import Envelope
from qinjian.schemas.values import About, Count, Money, Text


class TransportSubsidy(Envelope):
    """What one person was paid for one or more months.

    ``rank`` is the post of the person, ``subsidy_standard`` the yuan of one month that the list
    itself states for it, ``months`` how many were paid at once.
    """

    kind: ClassVar[str] = "transport_subsidy"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "purpose": ("description", "remarks"),
    }

    recipient: Annotated[Text | None, About("form")] = None
    subsidy_standard: Annotated[Money | None, About("form", "yuan")] = None
    months: Annotated[Count | None, About("form")] = None

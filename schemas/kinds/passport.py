"""Passports and permits for official journeys (因公证照), as a unit's register keeps them."""

from typing import Annotated, ClassVar

from qinjian.schemas.kinds.person import PassportKind
from qinjian.schemas.record import Shared
from qinjian.schemas.values import About, Day, Text


class Passport(Shared):
    """One line of the register: who took a document out, for which journey, and gave it back.

    ``name`` is the holder, ``keeper`` the person in charge of the document. ``start_date`` and
    ``end_date`` are the days of leaving and of entering the country, ``taken_date`` and
    ``passport_return_date`` those on which the document was taken out and handed in;
    ``checked_date`` is the day on which the register was gone through or drawn up.
    """

    kind: ClassVar[str] = "passport"
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (
        ("start_date", "end_date"),
        ("end_date", "end_date"),
        ("taken_date", "taken_date"),
    )

    department: Annotated[Text | None, About("form")] = None
    name: Annotated[Text | None, About("form")] = None
    passport_kind: Annotated[PassportKind | None, About("form")] = None
    passport_no: Annotated[Text | None, About("form")] = None
    activity: Annotated[Text | None, About("form")] = None
    countries: Annotated[Text | None, About("form")] = None
    taken_date: Annotated[Day | None, About("form")] = None
    passport_return_date: Annotated[Day | None, About("form")] = None
    keeper: Annotated[Text | None, About("form")] = None
    checked_date: Annotated[Day | None, About("form")] = None
    remarks: Annotated[Text | None, About("form")] = None

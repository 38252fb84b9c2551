"""Disposal and letting of state-owned assets (国有资产处置、出租出借)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.record import Document, Shared
from qinjian.schemas.values import About, Day, Money, Text


class DisposalMode(StrEnum):
    """What was done with the asset. ``transfer`` is one without payment between units."""

    SALE = "sale"
    LEASE = "lease"
    LENDING = "lending"
    TRANSFER = "transfer"
    EXCHANGE = "exchange"
    DONATION = "donation"
    SCRAPPED = "scrapped"
    LOSS = "loss"
    OTHER = "other"


class AssetDisposal(Shared):
    """One asset that was disposed of, let or lent, and what became of the proceeds.

    ``event_date`` is the day of the disposal; a letting has its ``start_date`` and ``end_date``.
    ``exchange`` is the place of the transaction, ``counterparty`` who bought or rented.
    ``proceeds`` is what was paid for the asset, ``costs`` the taxes and fees of the disposal,
    ``remitted`` what was paid into the treasury on ``remitted_date``. ``account_name`` is the
    holder of the account that the proceeds went to.
    """

    kind: ClassVar[str] = "asset_disposal"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {"purpose": ("description", "remarks")}
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.APPROVAL_FORM: ("approval_no", "approver", "approval_date"),
    }

    department: Annotated[Text | None, About("form")] = None
    handler: Annotated[Text | None, About("form")] = None
    asset_name: Annotated[Text | None, About("form")] = None
    asset_code: Annotated[Text | None, About("form")] = None
    original_value: Annotated[Money | None, About("form", "yuan")] = None
    net_value: Annotated[Money | None, About("form", "yuan")] = None
    appraised_value: Annotated[Money | None, About("form", "yuan")] = None
    disposal_mode: Annotated[DisposalMode | None, About("form")] = None
    approval_no: Annotated[Text | None, About("form")] = None
    approval_date: Annotated[Day | None, About("form")] = None
    approver: Annotated[Text | None, About("form")] = None
    exchange: Annotated[Text | None, About("form")] = None
    counterparty: Annotated[Text | None, About("form")] = None
    proceeds: Annotated[Money | None, About("form", "yuan")] = None
    costs: Annotated[Money | None, About("form", "yuan")] = None
    account_name: Annotated[Text | None, About("form")] = None
    remitted: Annotated[Money | None, About("form", "yuan")] = None
    remitted_date: Annotated[Day | None, About("form")] = None
    documents: Annotated[tuple[Document, ...] | None, About("form")] = None
    other_documents: Annotated[Text | None, About("form")] = None
    shown_documents: Annotated[tuple[Document, ...] | None, About("form")] = None
    absent_documents: Annotated[tuple[Document, ...] | None, About("form")] = None
    description: Annotated[Text | None, About("form")] = None
    remarks: Annotated[Text | None, About("form")] = None

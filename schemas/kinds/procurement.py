"""Government procurement (政府采购)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Day, Money, Text, YesNo


class ProcurementCategory(StrEnum):
    """What is bought: the thresholds of open tenders are told apart by it."""

    GOODS = "goods"
    SERVICES = "services"
    WORKS = "works"


class ProcurementMethod(StrEnum):
    """How the supplier was found. ``open_tender`` is 公开招标, ``agreement_supply`` 协议供货."""

    OPEN_TENDER = "open_tender"
    INVITED_TENDER = "invited_tender"
    NEGOTIATION = "negotiation"
    CONSULTATION = "consultation"
    INQUIRY = "inquiry"
    SINGLE_SOURCE = "single_source"
    AGREEMENT_SUPPLY = "agreement_supply"
    DESIGNATED = "designated"
    ELECTRONIC_MALL = "electronic_mall"
    OTHER = "other"


class ProcurementForm(StrEnum):
    """Who organised the purchase: a central agency, a department, or the unit by itself."""

    CENTRALISED = "centralised"
    DEPARTMENTAL = "departmental"
    DECENTRALISED = "decentralised"


class Procurement(Envelope):
    """One purchase of goods, services or works.

    ``amount`` is what it was awarded for, ``procurement_budget`` the budget of the item, ``paid``
    what was paid of it, ``contract_amount`` the sum of the whole contract where ``amount`` is an
    instalment of it. ``event_date`` is the day of the award or of the order. ``requirements``
    is the wording of the request; ``unit_price`` is the price of one piece, ``asset_standard``
    the highest price that the record gives as the standard of the asset, ``market_price`` the
    average of the market at the time. ``in_catalogue`` says whether the item is in the catalogue
    of centralised purchases, ``agency`` who conducted it. ``planned_method`` is the method of the
    approved plan; ``contact_phone`` is that of the supplier, as quotes and registers of bids have
    it; ``method_approval_no`` and ``method_publication_date`` are those of a change.
    """

    kind: ClassVar[str] = "procurement"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "goods": ("procurement_item", "requirements"),
        "party": ("supplier", "seller", "payee"),
        "purpose": ("description", "remarks"),
    }
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (
        ("event_date", "event_date"),
        ("contract_date", "contract_date"),
        ("start_date", "end_date"),
    )
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.APPROVAL_FORM: ("approval_no",),
        Document.CONTRACT: ("contract_no", "contract_date"),
        Document.ACCEPTANCE_FORM: ("acceptance_date",),
    }

    procurement_item: Annotated[Text | None, About("form")] = None
    catalogue_code: Annotated[Text | None, About("form")] = None
    in_catalogue: Annotated[YesNo | None, About("form")] = None
    procurement_category: Annotated[ProcurementCategory | None, About("form")] = None
    procurement_form: Annotated[ProcurementForm | None, About("form")] = None
    planned_method: Annotated[ProcurementMethod | None, About("form")] = None
    procurement_method: Annotated[ProcurementMethod | None, About("form")] = None
    method_approval_no: Annotated[Text | None, About("form")] = None
    method_publication_date: Annotated[Day | None, About("form")] = None
    agency: Annotated[Text | None, About("form")] = None
    requirements: Annotated[Text | None, About("form")] = None
    procurement_budget: Annotated[Money | None, About("form", "yuan")] = None
    unit_price: Annotated[Money | None, About("form", "yuan")] = None
    asset_standard: Annotated[Money | None, About("form", "yuan")] = None
    market_price: Annotated[Money | None, About("form", "yuan")] = None
    supplier: Annotated[Text | None, About("form")] = None
    contact_phone: Annotated[Text | None, About("form")] = None
    tender_notice_date: Annotated[Day | None, About("form")] = None
    contract_no: Annotated[Text | None, About("form")] = None
    contract_amount: Annotated[Money | None, About("form", "yuan")] = None
    contract_date: Annotated[Day | None, About("form")] = None
    acceptance_date: Annotated[Day | None, About("form")] = None
    paid: Annotated[Money | None, About("form", "yuan")] = None

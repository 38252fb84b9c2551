"""What every record has in common, and the register of record kinds.

A record is one line of spending with the facts of its event. Each field has three states:
*given* (a value), *blank* (the source has the field, it is empty) and *not collected* (the
source has no such field). They are told apart by ``model_fields_set``: a blank field was
set to ``None``, a field that was not collected was never set.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from qinjian.schemas.roles import Role
from qinjian.schemas.values import About, Count, Day, Evidence, Money, Quantity, Text, YesNo


class UnitKind(StrEnum):
    """Kinds of unit that the regulations name (Chongqing Measures, Articles 2 and 77)."""

    PARTY_ORGAN = "party_organ"
    PEOPLES_CONGRESS = "peoples_congress"
    GOVERNMENT = "government"
    CPPCC = "cppcc"
    COURT = "court"
    PROCURATORATE = "procuratorate"
    PEOPLES_ORGANISATION = "peoples_organisation"
    CIVIL_SERVICE_INSTITUTION = "civil_service_institution"
    PUBLIC_INSTITUTION = "public_institution"
    STATE_ENTERPRISE = "state_enterprise"
    OTHER = "other"


class UnitLevel(StrEnum):
    """Administrative level of a unit."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    TOWNSHIP = "township"


class PaymentMethod(StrEnum):
    """How the bill was settled.

    ``on_account`` was signed for and not yet paid (签单, 挂账), ``private_account`` paid into or
    through the account of a person (转个人账户).
    """

    OFFICIAL_CARD = "official_card"
    BANK_TRANSFER = "bank_transfer"
    PRIVATE_ACCOUNT = "private_account"
    DIRECT_TREASURY = "direct_treasury"
    AUTHORISED_TREASURY = "authorised_treasury"
    CASH = "cash"
    ON_ACCOUNT = "on_account"
    OTHER = "other"


class Document(StrEnum):
    """Documents that a claim may have attached."""

    OFFICIAL_LETTER = "official_letter"
    APPROVAL_FORM = "approval_form"
    RECEPTION_PLAN = "reception_plan"
    RECEPTION_LIST = "reception_list"
    INVITATION = "invitation"
    GUEST_LIST = "guest_list"
    INVOICE = "invoice"
    MENU = "menu"
    BILL = "bill"
    CARD_SLIP = "card_slip"
    PAYMENT_RECORD = "payment_record"
    GUEST_PAYMENT = "guest_payment"
    LODGING_PAYMENT = "lodging_payment"
    PAYMENT_RECEIPT = "payment_receipt"
    GIFT_LIST = "gift_list"
    STATEMENT = "statement"
    CONTRACT = "contract"
    TRAVEL_APPROVAL = "travel_approval"
    TICKETS = "tickets"
    MEETING_NOTICE = "meeting_notice"
    TRAINING_NOTICE = "training_notice"
    ANNUAL_PLAN = "annual_plan"
    SIGN_IN_SHEET = "sign_in_sheet"
    PARTICIPANT_LIST = "participant_list"
    EXPENSE_DETAILS = "expense_details"
    FEE_RECEIPT_LIST = "fee_receipt_list"
    CONSENT_LETTER = "consent_letter"
    TASK_APPROVAL = "task_approval"
    BUDGET_APPROVAL = "budget_approval"
    PASSPORT_COPY = "passport_copy"
    ITINERARY = "itinerary"
    RETURN_REPORT = "return_report"
    DISCLOSURE = "disclosure"
    DISPATCH_SLIP = "dispatch_slip"
    FUEL_LIST = "fuel_list"
    REPAIR_LIST = "repair_list"
    INSURANCE_POLICY = "insurance_policy"
    VEHICLE_LEDGER = "vehicle_ledger"
    ACCEPTANCE_FORM = "acceptance_form"
    OTHER = "other"


PERIOD = ("period_from", "period_to")  # between which a record lies that tells no day


class Record(BaseModel):
    """Base of all record kinds: immutable, closed, every field optional."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: ClassVar[str]
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (
        ("event_date", "event_date"),
        ("start_date", "end_date"),
    )
    """Pairs (first, last day): the first given decides which edition applies; no day of filing."""
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {}
    """Fields that show a document as well as the list of attachments does, by document."""
    contents: ClassVar[dict[Document, tuple[str, ...]]] = {}
    """Fields that are copied from a document: who has it has all of them."""
    never_kept: ClassVar[frozenset[str]] = frozenset()
    """Fields of every record that no source of this kind was seen to have."""
    roles: ClassVar[dict[str, tuple[str, ...]]] = {}
    """The fields that say what was bought or served, where, by or from whom, and what for."""
    parts: ClassVar[tuple[str, ...]] = ()
    """The fields of which the amount is the sum."""
    control: ClassVar[str] = "amount"
    """The field whose sum is the control total of a table."""

    @classmethod
    def in_role(cls, role: Role) -> tuple[str, ...]:
        """List the fields that play a role, those of every kind behind the kind's own."""
        shared = SHARED_ROLES.get(role, ())
        return (*cls.roles.get(role, ()), *(name for name in shared if name in cls.model_fields))

    @classmethod
    def decisive_period(cls, values: Mapping[str, object]) -> tuple[dt.date, dt.date] | None:
        """Return the first and the last of the decisive days that some values give."""
        for first_field, last_field in (*cls.decisive_date, PERIOD):
            first, last = values.get(first_field), values.get(last_field)
            if isinstance(first, dt.date):
                later = isinstance(last, dt.date) and last >= first
                return first, last if isinstance(last, dt.date) and later else first
        return None


class Shared(Record):
    """What a record of a child kind takes over from the record that it belongs to.

    ``other_texts`` is what the row says beside its fields: what stands in columns that no field is
    for, and where a field cannot take it. ``period_from`` and ``period_to`` are the days between
    which it lies that has no day of its own: a month, or the year that the title names.
    """

    claim_no: Annotated[Text | None, About("form")] = None
    unit: Annotated[Text | None, About("form")] = None
    other_texts: Annotated[Text | None, About("form")] = None
    unit_kind: Annotated[UnitKind | None, About("statute")] = None
    unit_level: Annotated[UnitLevel | None, About("statute")] = None
    region: Annotated[Text | None, About("form")] = None
    event_date: Annotated[Day | None, About("form")] = None
    start_date: Annotated[Day | None, About("form")] = None
    end_date: Annotated[Day | None, About("form")] = None
    period_from: Annotated[Day | None, About("statute")] = None
    period_to: Annotated[Day | None, About("statute")] = None


class Envelope(Shared):
    """The fields common to all records of spending.

    ``department`` is the part of the unit that files or spends, ``unit`` the one that answers
    for it. ``voucher_pages`` are the sheets attached; ``is_supplement`` says that it was entered
    after the fact, ``confidential`` that it is a state secret. ``documents`` are those of the list
    of attachments, ``other_documents`` the words of it that are not known; ``shown_documents`` and
    ``absent_documents`` those of which a column of their own says that they are there or not.
    ``attachment_details`` is what is said of one beside its name, ``invoice_amount`` the bill.
    """

    contents: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.INVOICE: ("invoice_code", "invoice_no", "invoice_date", "seller", "buyer"),
        Document.CARD_SLIP: ("card_date", "card_amount"),
        Document.APPROVAL_FORM: ("approval_no", "approval_date", "approver"),
    }

    department: Annotated[Text | None, About("form")] = None
    handler: Annotated[Text | None, About("form")] = None
    rank: Annotated[Text | None, About("form")] = None
    filing_date: Annotated[Day | None, About("form")] = None
    amount: Annotated[Money | None, About("form", "yuan")] = None
    amount_in_words: Annotated[Money | None, About("form", "yuan")] = None
    payee: Annotated[Text | None, About("form")] = None
    payee_account: Annotated[Text | None, About("form")] = None
    payment_method: Annotated[tuple[PaymentMethod, ...] | None, About("form")] = None
    card_date: Annotated[Day | None, About("form")] = None
    card_amount: Annotated[Money | None, About("form", "yuan")] = None
    budget_item: Annotated[Text | None, About("form")] = None
    economic_class: Annotated[Text | None, About("form")] = None
    invoice_code: Annotated[Text | None, About("form")] = None
    invoice_no: Annotated[Text | None, About("form")] = None
    invoice_date: Annotated[Day | None, About("form")] = None
    invoice_amount: Annotated[Money | None, About("form", "yuan")] = None
    seller: Annotated[Text | None, About("form")] = None
    buyer: Annotated[Text | None, About("form")] = None
    approval_no: Annotated[Text | None, About("form")] = None
    approval_date: Annotated[Day | None, About("form")] = None
    approver: Annotated[Text | None, About("form")] = None
    voucher_pages: Annotated[Count | None, About("form", "page")] = None
    documents: Annotated[tuple[Document, ...] | None, About("form")] = None
    other_documents: Annotated[Text | None, About("form")] = None
    attachment_details: Annotated[Text | None, About("form")] = None
    shown_documents: Annotated[tuple[Document, ...] | None, About("form")] = None
    absent_documents: Annotated[tuple[Document, ...] | None, About("form")] = None
    description: Annotated[Text | None, About("form")] = None
    remarks: Annotated[Text | None, About("form")] = None
    is_supplement: Annotated[YesNo | None, About("form")] = None
    confidential: Annotated[YesNo | None, About("form")] = None


SHARED_ROLES: dict[Role, tuple[str, ...]] = {
    "goods": ("attachment_details",),
    "purpose": ("other_texts", "attachment_details"),
}
"""The fields of all kinds that play a role. They tell more where they are there; that they are not
leaves nothing open."""
BESIDE = frozenset(name for names in SHARED_ROLES.values() for name in names)

RecordType = type[Record]
FieldType = Literal[
    "money", "count", "quantity", "date", "text", "enum", "yes_no", "list", "children"
]

_PLAIN_TYPES: dict[object, FieldType] = {
    Money: "money",
    Count: "count",
    Quantity: "quantity",
    Day: "date",
    Text: "text",
    YesNo: "yes_no",
}


@dataclass(frozen=True)
class Field:
    """One field of a kind, as conditions and readers see it."""

    name: str
    type: FieldType
    evidence: Evidence
    unit: str = ""
    options: tuple[str, ...] = ()
    child: RecordType | None = None


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        return next(part for part in get_args(annotation) if part is not NoneType)
    return annotation


@cache
def fields_of(kind: type[Record]) -> tuple[Field, ...]:
    """List the fields of a record kind in the order of their declaration.

    Raises:
        TypeError: a field of the model has no ``About`` or a type that is not one of ours.
    """
    return tuple(_fields(kind))


def _fields(kind: type[Record]) -> Iterator[Field]:
    for name, info in kind.model_fields.items():
        about = next((note for note in info.metadata if isinstance(note, About)), None)
        if about is None:
            raise TypeError(f"{kind.__name__}.{name} does not say on what evidence it exists")
        annotation = _without_none(info.annotation)
        options: tuple[str, ...] = ()
        child = None
        if annotation in _PLAIN_TYPES:
            type_ = _PLAIN_TYPES[annotation]
        elif get_origin(annotation) is tuple:
            member = get_args(annotation)[0]
            if issubclass(member, Record):
                type_, child = "children", member
            else:
                type_, options = "list", tuple(item.value for item in member)
        elif isinstance(annotation, type) and issubclass(annotation, Enum):
            type_, options = "enum", tuple(item.value for item in annotation)
        else:
            raise TypeError(f"{kind.__name__}.{name} has a type that conditions do not know")
        yield Field(name, type_, about.evidence, about.unit, options, child)

"""From the text of one cell to a reading, by the type and the name of its field.

Pure: what is read depends on the field, the raw value, the unit of the column and the year of
the table alone. Every value is given as the models take it.
"""

from decimal import Decimal

from qinjian.engine.intake.values.amounts import visible
from qinjian.engine.intake.values.blanks import is_ditto, refers_elsewhere, says_nothing
from qinjian.engine.intake.values.choices import read_choice, read_choices, read_yes_no
from qinjian.engine.intake.values.day_readings import read_day, read_days
from qinjian.engine.intake.values.document_flags import read_document_flag
from qinjian.engine.intake.values.documents import read_documents
from qinjian.engine.intake.values.figures import read_count, read_money, read_quantity
from qinjian.engine.intake.values.flaws import flaw_of
from qinjian.engine.intake.values.identifiers import (
    APPROVALS,
    INVOICE_NUMBERS,
    LETTER_NUMBERS,
    digits_lost,
    read_approval,
    read_invoice_number,
    read_letter_number,
)
from qinjian.engine.intake.values.people import closed
from qinjian.engine.intake.values.people_readings import NAMES, read_name, read_names
from qinjian.engine.intake.values.reading import BLANK, UNTOLD, Reading, given, unreadable
from qinjian.engine.intake.values.transport import TRANSPORT, read_transport
from qinjian.engine.intake.values.vehicles import read_displacement, read_disposal, read_marking
from qinjian.engine.intake.values.words import canonical, known_words, open_vocabulary, region_of
from qinjian.schemas.record import Field, FieldType

__all__ = ["read_document_flag", "read_period", "read_value"]

_PARTS_OF_REGIONS = ("区", "县", "镇", "乡", "街道", "旗")
_DOCUMENT_LISTS = frozenset({"documents", "shown_documents", "absent_documents"})


def read_value(field: Field, raw: object, *, scale: int = 1, year: int | None = None) -> Reading:
    """Read what a cell, or a value of JSON, says of its field.

    ``scale`` is the yuan in one unit of a column of money, ``year`` that of the table, for days
    that leave it out.
    """
    if early := _without_value(raw, field.type) or _of_vehicle(field.name, raw):
        return early
    if field.type in ("children", "list"):
        return _read_list(field, raw)
    if isinstance(raw, list | dict):
        return unreadable("not_a_value", raw)
    match field.type:
        case "money":
            return read_money(field, raw, scale)
        case "count":
            return read_count(field, raw)
        case "quantity":
            return read_quantity(field, raw)
        case "date":
            return read_day(field.name, raw, year)
        case "yes_no":
            return read_yes_no(field.name, raw)
        case "enum":
            return _read_enum(field, raw)
    return _read_text(field.name, raw)


def _of_vehicle(name: str, raw: object) -> Reading | None:
    """Read what only a register of vehicles has, None for any other field."""
    if name == "marked" and isinstance(raw, str):
        return read_marking(raw)
    if name == "disposed_on" and isinstance(raw, str):
        return read_disposal(raw)
    number = isinstance(raw, int | Decimal) and not isinstance(raw, bool)
    if name == "displacement" and (number or isinstance(raw, str)):
        return read_displacement(str(raw))
    return None


def _read_list(field: Field, raw: object) -> Reading:
    if field.type == "children":
        return read_names(raw) if isinstance(raw, str) else unreadable("not_a_list", raw)
    return read_documents(raw) if field.name in _DOCUMENT_LISTS else read_choices(field, raw)


def _read_enum(field: Field, raw: object) -> Reading:
    if field.name in TRANSPORT and isinstance(raw, str):
        return read_transport(field.name, raw)
    return read_choice(field, raw)


def read_period(raw: object, *, year: int | None = None) -> Reading:
    """Read a cell that holds the first and the last day; the value is both."""
    if early := _without_value(raw, "date"):
        return early
    if isinstance(raw, list | dict):
        return unreadable("not_a_value", raw)
    return read_days(raw, year)


def _without_value(raw: object, type_: FieldType) -> Reading | None:
    """Read a cell that holds no value: a flaw, a word for nothing, a reference elsewhere."""
    if raw is None:
        return BLANK
    if not isinstance(raw, str):
        return None
    if is_ditto(raw):
        return unreadable("ditto", raw)
    if flaw := flaw_of(raw, type_):
        return unreadable(flaw, raw)
    if not visible(raw) or (says_nothing(raw) and type_ != "yes_no"):
        return BLANK
    return unreadable("refers_elsewhere", raw) if refers_elsewhere(raw) else None


def _read_text(name: str, raw: object) -> Reading:
    if not isinstance(raw, str):
        return unreadable("not_text", raw)
    if digits_lost(name, raw):
        return unreadable("digits_lost", raw)
    if name in INVOICE_NUMBERS:
        return read_invoice_number(raw)
    if name in LETTER_NUMBERS:
        return read_letter_number(raw)
    if name in APPROVALS:
        return read_approval(raw)
    if name in NAMES:
        return read_name(name, raw)
    if name == "region":
        return _read_region(raw)
    listed = open_vocabulary(name)
    return given((canonical(listed, raw) if listed else None) or closed(visible(raw)))


def _read_region(raw: str) -> Reading:
    """Read a province; a part of one that does not name it leaves it untold."""
    if region := region_of(raw):
        return given(region)
    if visible(raw).endswith(_PARTS_OF_REGIONS):
        return UNTOLD
    return unreadable("not_listed", raw, known=known_words("region"))

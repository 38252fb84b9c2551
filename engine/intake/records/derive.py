"""What follows with certainty from other fields, column by column.

A field is filled where the source leaves it blank or has no such column, never over something that
stands there and could not be read. Each derivation is worked out once for what its inputs say.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from functools import partial

from qinjian.engine.intake.records.beside import OTHER_TEXTS, with_unread
from qinjian.engine.intake.records.car_costs import of_cars
from qinjian.engine.intake.records.car_registers import of_register
from qinjian.engine.intake.records.column import constant
from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.records.events import of_events
from qinjian.engine.intake.records.invoices import invoice_in
from qinjian.engine.intake.records.journeys import as_told, days_of, end_of_days, of_trips
from qinjian.engine.intake.records.missions import of_missions
from qinjian.engine.intake.records.parked import parked
from qinjian.engine.intake.records.pay import of_pay
from qinjian.engine.intake.records.payees import of_books
from qinjian.engine.intake.records.periods import called_off, day_named, of_period, span_named
from qinjian.engine.intake.records.receptions import of_receptions
from qinjian.engine.intake.records.shared_papers import shared_papers
from qinjian.engine.intake.records.spending import spending_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.intake.units.kinds import unit_kind, unit_level
from qinjian.engine.intake.units.places import region_in
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.engine.intake.values.subjects import special_kind
from qinjian.engine.intake.values.words import rank_of_post, region_at_start
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds import (
    Abroad,
    BudgetLine,
    Leave,
    Payment,
    Reception,
    Travel,
    Vehicle,
    VehicleRunning,
    Voucher,
)
from qinjian.schemas.kinds.budget_line import ExpenditureKind
from qinjian.schemas.record import PERIOD, Record

_NAMES_OF_A_LIST = 2
_COUNTED = (
    ("guest_count", "guests"),
    ("companion_count", "companions"),
    ("headcount", "travelers"),
    ("group_size", "members"),
)
_TOLD_ELSEWHERE = (
    "unit", "region", "unit_kind", "unit_level", "reception_type", "payment_method", *PERIOD,
)  # fmt: skip
_OF_THE_YEAR = {BudgetLine: ("budget_year",), Vehicle: ("start_date", "end_date")}
_OF_INVOICES = ("description", "remarks", OTHER_TEXTS, "attachment_details", "other_documents")
"""Texts in which a clerk without a column for it writes the number of an invoice."""
_GROUP = regex(r"一行|等\d*人|\d+人|[一二三四五六七八九十]+人")
_NO_SINGLE_NAME = regex(
    r"等|一行|随行|随员|若干|\d|[一二三四五六七八九十百两几多余][人名位]|和|及|与|夫妇|其他|其余|司机"
    r"|[\u4e00-\u9fff]{2,}\s+[\u4e00-\u9fff]{2,}"
    r"|^(?:副?(?:主任|书记|省长|市长|区长|县长|镇长|乡长|部长|厅长|局长|处长|科长|所长|站长|主席|院长|校长|经理|总经理)|科员|干事|调研员)$"
)
"""What makes a part of a list no single name: a group, two names, or a post."""
_PROJECT = regex(r"项目|专项|工程|课题")


def with_derived(
    table: TypedTable, whose: Whose, year: int | None = None, about: str = ""
) -> TypedTable:
    """Fill what follows from other fields, from what is known of the unit and from the ``year``.

    The year is that which title, sheet or file name; ``about`` is what they say.
    """
    columns = as_told(table)
    if (beside := with_unread(columns, table.model)) is not None:
        columns[OTHER_TEXTS] = beside
    columns |= shared_papers(table)
    for name in _TOLD_ELSEWHERE:
        if name in table.model.model_fields:
            columns.setdefault(name, constant(UNTOLD, len(table)))
    for name in _OF_THE_YEAR.get(table.model, ()) if year is not None else ():
        columns.setdefault(name, constant(UNTOLD, len(table)))
    for derivation in derivations(table, whose, year, about):
        if (found := derivation.column(table, columns)) is not None:
            columns[derivation.field] = found
    columns |= parked(table, columns)
    for name in _TOLD_ELSEWHERE:
        if name in columns and not columns[name].says(lambda one: one != UNTOLD):
            del columns[name]
    return replace(table, columns=columns)


def _of_unit(whose: Whose) -> Iterator[Derivation]:
    """Say what the unit is: what was stated goes before what its name tells."""
    yield Derivation("unit", (), lambda: whose.unit)

    def stated(value: str | None, unit: Reading) -> str | None:
        name = unit.value if isinstance(unit.value, str) else None
        return value if whose.speaks_of(name) else None

    yield Derivation("region", ("unit",), lambda unit: _region(unit, stated(whose.region, unit)))
    yield Derivation(
        "unit_kind", ("unit",),
        lambda unit: stated(whose.unit_kind, unit) or _of(unit, unit_kind),
    )  # fmt: skip
    yield Derivation(
        "unit_level", ("unit",), lambda unit: stated(whose.level, unit) or _of(unit, unit_level)
    )


def derivations(
    table: TypedTable, whose: Whose, year: int | None = None, about: str = ""
) -> Iterator[Derivation]:
    """List what can follow in the records of a table, in order."""
    model = table.model
    fields = model.model_fields
    if "unit" in fields:
        yield from _of_unit(whose)
    yield from _amounts(table)
    yield from _dates(table, year)
    if "invoice_no" in fields and model is not Payment:
        yield Derivation("invoice_no", _OF_INVOICES, invoice_in)
    if "contract_amount" in fields:  # a bill for a contract is of its sum at most
        yield Derivation("invoice_amount", ("contract_amount",), lambda contract: contract.value)
    if "period_from" in fields:
        yield from of_period(model, year)
    if model in (Abroad, Travel):
        yield Derivation("end_date", ("start_date", "days"), end_of_days, over_blank=False)
        yield Derivation("days", ("start_date", "end_date"), days_of)
    if "traveller_rank" in fields and "rank" in fields:
        yield Derivation("traveller_rank", ("rank",), lambda post: _of(post, rank_of_post))
    for count, people in _COUNTED:
        if count in fields and people in fields:
            # What was done speaks of guests and travellers (接待张三一行), of no hosts.
            texts = () if people == "companions" else ("activity", "description")
            yield Derivation(count, (people, *texts), _count)
    yield from _of_kind(model, year, about)


def _of_kind(model: type[Record], year: int | None, about: str) -> Iterator[Derivation]:
    """Tell what is peculiar to lists of pay, trips, ledgers and registers of receptions."""
    if model is Payment:
        yield from of_pay(year)
    if model is Leave:
        yield Derivation("called_off", ("leave_type", "remarks", OTHER_TEXTS), called_off)
    if model is Travel:
        yield from of_trips()
    yield from of_missions(model)
    yield from of_events(model)
    yield from of_books(model, about)
    if "stated_day" in model.model_fields:
        booked = ("event_date", "filing_date")
        yield Derivation(
            "stated_day", (*booked, "description", "remarks"), day_named, signs=r"\d月|\d[.．]\d"
        )
    if "stated_span" in model.model_fields:
        yield Derivation("stated_span", ("description", "remarks"), span_named, signs=r"\d[.月]")
    if model is Reception:
        yield from of_receptions(about)


def _dates(table: TypedTable, year: int | None) -> Iterator[Derivation]:
    """Tell the days of a record, and what follows of those of a kind that is a register."""
    model = table.model
    if model is BudgetLine:
        yield from _of_budget(year)
        yield Derivation("start_date", ("budget_year",), lambda stated: _of(stated, _first_day))
        yield Derivation("end_date", ("budget_year", "start_date"), _last_day)
    elif model is Vehicle:
        yield from _of_register(year)
    elif "event_date" in model.model_fields:
        yield Derivation("event_date", ("start_date", "end_date"), _one_day)
    if model is VehicleRunning:
        yield from of_cars()


def _of_register(year: int | None) -> Iterator[Derivation]:
    """Date a register of vehicles by the year of its title, and tell who has each of them."""
    if year is not None:
        yield Derivation("start_date", ("event_date",), partial(_in_year, date(year, 1, 1)))
        yield Derivation("end_date", ("event_date",), partial(_in_year, date(year, 12, 31)))
    yield from of_register()


def _in_year(day: date, stated: Reading) -> date | None:
    """Return a day of the year of the title where the register names no day of its own."""
    return day if stated.state in ("blank", "untold") else None


def _of_budget(year: int | None) -> Iterator[Derivation]:
    """Tell the year of a budget line, its figure with all changes, and what it is for."""
    if year is not None:
        yield Derivation(
            "budget_year", ("start_date",), lambda start: None if start.value else year
        )
    yield Derivation("budget", ("opening_budget", "added"), _adjusted)
    yield Derivation("budget", ("opening_budget", "budget"), lambda opening, adjusted:
                     opening.value if adjusted.state == "blank" else None)  # fmt: skip
    yield Derivation(
        "line_name", ("economic_class", "budget_item"),
        lambda *names: " ".join(str(name.value) for name in names if name.value) or None,
    )  # fmt: skip
    yield Derivation(
        "expenditure_kind", ("budget_item", "economic_class"),
        lambda item, own: _of(item if item.value else own, _expenditure_kind),
    )  # fmt: skip


def _adjusted(opening: Reading, added: Reading) -> Decimal | None:
    """Return the figure of the year: what it was at the start and what was added since."""
    both = isinstance(opening.value, Decimal) and isinstance(added.value, Decimal)
    return opening.value + added.value if both else None  # type: ignore[operator]  # as checked


def _expenditure_kind(item: str) -> str | None:
    """Tell a project by its name, and what keeps a unit running by its economic class."""
    if _PROJECT.search(item):
        return ExpenditureKind.PROJECT.value
    return ExpenditureKind.BASIC.value if special_kind(item) else None


def _amounts(table: TypedTable) -> Iterator[Derivation]:
    """Tell the amount by its parts, and what a line of a ledger spends."""
    if table.model is Voucher:
        inputs = ("account_code", "account", "debit", "credit", "description")
        yield Derivation("amount", inputs, spending_of(table))
    elif table.model is Payment:
        yield Derivation("amount", ("paid",), lambda paid: paid.value)
    elif table.model.parts:
        yield Derivation("amount", table.model.parts, _sum_of_parts)


def _sum_of_parts(*parts: Reading) -> Decimal | None:
    """Add up the parts, None where none is there or one cannot be read.

    Zeros beside a blank are no sum: the part that the event cost is the one that is not filled in.
    """
    states = {part.state for part in parts}
    given = [part.value for part in parts if isinstance(part.value, Decimal)]
    if not given or "unreadable" in states or ("blank" in states and not any(given)):
        return None
    return sum(given, Decimal("0.00"))


def _of(one: Reading, tell: Callable[..., object]) -> object:
    return None if one.value is None else tell(one.value)


def _region(unit: Reading, stated: str | None) -> str | None:
    """Tell the region: by the province in the name, what was stated, the town in the name."""
    if not isinstance(unit.value, str):
        return stated
    return region_at_start(unit.value) or stated or region_in(unit.value)


def _first_day(year: int) -> date | None:
    return date(year, 1, 1) if MINYEAR <= year <= MAXYEAR else None


def _last_day(year: Reading, start: Reading) -> date | None:
    whole = start.derived and isinstance(year.value, int)
    return date(year.value, 12, 31) if whole and isinstance(year.value, int) else None


def _one_day(start: Reading, end: Reading) -> object:
    """Return the day of an event that began and ended on one day, None if it took several."""
    if end.state == "unreadable":
        return None
    return start.value if end.value in (None, start.value) else None


def _count(people: Reading, *texts: Reading) -> int | None:
    """Return how many people a list stands for, None in doubt.

    One name may be the head's alone, and words of the record may speak of a group.
    """
    listed = people.value if isinstance(people.value, tuple) else ()
    if people.state == "unreadable":
        return None
    if people.group is not None:
        return people.group if people.group and people.group >= len(listed) else None
    names = [str(person.get("name") or "") for person in listed]
    spoken = " ".join(str(text.value) for text in texts if text.value)
    if len(names) < _NAMES_OF_A_LIST or any(_NO_SINGLE_NAME.search(name) for name in names):
        return None
    return None if _GROUP.search(spoken) else len(names)

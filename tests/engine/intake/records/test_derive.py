"""What follows with certainty from other fields, and never over what the source says."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from qinjian.engine.intake.records.derive import with_derived
from qinjian.engine.intake.records.people import people_of
from qinjian.engine.intake.records.typed import TypedTable, said_by, table_of
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.intake.values.reading import BLANK, Reading
from qinjian.schemas.kinds import (
    Abroad,
    BudgetLine,
    Expense,
    ForeignReception,
    Guest,
    Payment,
    Reception,
    Travel,
    Voucher,
)
from qinjian.schemas.record import Record, UnitKind

UNREADABLE = Reading("unreadable", problem="not_money", values={"value": "三百余"})


def derived(*records: Record, whose: Whose | None = None, **said: Reading) -> TypedTable:
    """Derive what follows of records of one kind; ``said`` is what their source says beside."""
    rows = [{**said_by(record), **said} for record in records]
    table = table_of(type(records[0]), range(2, 2 + len(rows)), rows)
    return with_derived(table, whose or Whose())


def told(table: TypedTable) -> set[str]:
    """Name the fields of the first record that follow from others."""
    return {name for name, one in table.said(0) if one.derived}


def of_one(record: Record, *, whose: Whose | None = None, **said: Reading) -> Any:
    return derived(record, whose=whose, **said).record(0)


def of_year(record: Record, year: int) -> Any:
    """Derive what follows of a record in a table of a year."""
    table = table_of(type(record), [2], [said_by(record)])
    return with_derived(table, Whose(), year).record(0)


def filled(record: Record, *, whose: Whose | None = None, **said: Reading) -> set[str]:
    return told(derived(record, whose=whose, **said))


def test_what_the_record_gives_is_never_changed() -> None:
    given = Reception(
        unit="重庆市财政局",
        region="四川",
        unit_kind=UnitKind.OTHER,
        guest_count=9,
        guests=(Guest(name="张三"), Guest(name="李四")),
        guest_unit="成都市财政局",
        meal_fee=Decimal("3.00"),
        amount=Decimal("5.00"),
        start_date=dt.date(2016, 10, 18),
        event_date=dt.date(2016, 10, 19),
    )
    record = of_one(given, whose=Whose(unit="某局", region="北京", unit_kind="government"))
    assert {name: getattr(record, name) for name in given.model_fields_set} == {
        name: getattr(given, name) for name in given.model_fields_set
    }


def test_nothing_is_derived_over_what_cannot_be_read() -> None:
    record = Reception(meal_fee=Decimal("3.00"), start_date=dt.date(2016, 10, 18))
    table = derived(record, amount=UNREADABLE, event_date=UNREADABLE)
    assert {name for name, one in table.said(0) if one.state == "unreadable"} == {
        "amount",
        "event_date",
    }
    assert not told(table) & {"amount", "event_date"}


def test_a_blank_is_filled_and_a_field_that_nothing_tells_stays_blank() -> None:
    record = Reception(amount=None, meal_fee=Decimal("3.00"), letter_no=None, event_date=None)
    found = of_one(record)
    assert (found.amount, found.event_date) == (3, None)
    assert {"letter_no", "event_date"} <= found.model_fields_set


# --- whose record


def test_the_name_of_the_unit_tells_its_region_and_kind() -> None:
    record = of_one(Reception(unit="重庆市财政局"), whose=Whose(region="四川"))
    assert (record.region, record.unit_kind) == ("重庆", UnitKind.GOVERNMENT)
    assert of_one(Reception(unit="财政局"), whose=Whose(region="四川")).region == "四川"


def test_what_was_stated_of_a_unit_goes_before_what_its_name_tells() -> None:
    whose = Whose(unit="江洲区水务局", unit_kind="public_institution", level="district")
    record = of_one(ForeignReception(), whose=whose)
    assert (record.unit, record.unit_kind, record.unit_level) == (
        "江洲区水务局",
        UnitKind("public_institution"),
        "district",
    )
    assert of_one(Reception(unit="重庆市财政局"), whose=whose).unit == "重庆市财政局"


def test_of_a_unit_that_nothing_tells_nothing_is_derived() -> None:
    names = {"unit", "region", "unit_kind", "unit_level"}
    assert not filled(ForeignReception()) & names
    assert not of_one(ForeignReception()).model_fields_set & names


# --- amounts


@pytest.mark.parametrize(
    ("parts", "amount"),
    [
        ({"meal_fee": "400.00"}, "400.00"),
        ({"meal_fee": "400.00", "lodging_fee": "0.50"}, "400.50"),
        ({"meal_fee": "400.00", "lodging_fee": None}, "400.00"),
        ({"meal_fee": "0.00"}, "0.00"),
        ({"meal_fee": "0.00", "lodging_fee": "0.00"}, "0.00"),
        ({"meal_fee": None, "lodging_fee": "0.00"}, None),
        ({"meal_fee": None}, None),
        ({}, None),
    ],
)
def test_the_amount_is_its_only_part_or_the_sum_of_the_parts(
    parts: dict[str, object], amount: str | None
) -> None:
    found = of_one(Reception.model_validate(parts))
    assert found.amount == (None if amount is None else Decimal(amount))


def test_a_part_that_cannot_be_read_leaves_the_sum_open() -> None:
    assert "amount" not in filled(Reception(meal_fee=Decimal("1.00")), lodging_fee=UNREADABLE)


def test_a_payment_without_what_is_due_is_what_was_handed_over() -> None:
    assert of_one(Payment(paid=Decimal("80.00"))).amount == 80
    assert of_one(Payment(amount=Decimal("100.00"), paid=Decimal("80.00"))).amount == 100


@pytest.mark.parametrize(
    ("account", "debit", "credit", "text", "amount"),
    [
        ("业务活动费用-差旅费", "300.00", None, "报销差旅费", "300.00"),
        ("业务活动费用-差旅费", "300.00", "20.00", "退回多报", "280.00"),
        ("业务活动费用-差旅费", None, "300.00", "冲销", "-300.00"),
        ("业务活动费用-差旅费", None, "300.00", "结转本期费用", None),
        ("行政支出-差旅费", "300.00", None, "报销差旅费", None),
        ("其他应收款-江亦舟", "300.00", None, "借款", None),
        ("银行存款", None, "300.00", "付款", None),
        ("业务活动费用-差旅费", None, None, "报销差旅费", None),
    ],
)
def test_a_ledger_spends_the_net_debit_of_its_expense_subjects(
    account: str, debit: str | None, credit: str | None, text: str, amount: str | None
) -> None:
    """One system of accounting counts where both book the payment."""
    line = Voucher.model_validate(
        {"account": account, "debit": debit, "credit": credit, "description": text}
    )
    other = Voucher(account="业务活动费用", debit=Decimal("1.00"))
    found: Any = derived(line, other).record(0)
    assert found.amount == (None if amount is None else Decimal(amount))


def test_budget_accounting_alone_counts() -> None:
    line = Voucher(account="行政支出-差旅费", debit=Decimal("300.00"), description="报销差旅费")
    assert of_one(line).amount == 300


# --- days


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"start_date": "2016-10-18"}, "2016-10-18"),
        ({"start_date": "2016-10-18", "end_date": "2016-10-18"}, "2016-10-18"),
        ({"start_date": "2016-10-18", "end_date": "2016-10-20"}, "None"),
        ({"event_date": "2016-10-19", "start_date": "2016-10-18"}, "2016-10-19"),
    ],
)
def test_an_event_of_one_day_was_on_its_first(given: dict[str, object], expected: str) -> None:
    assert str(of_one(Reception.model_validate(given)).event_date) == expected


def test_a_last_day_that_cannot_be_read_leaves_the_day_open() -> None:
    record = Reception(start_date=dt.date(2016, 10, 18))
    assert "event_date" not in filled(record, end_date=UNREADABLE)


def test_a_budget_is_of_its_whole_year() -> None:
    record = of_one(BudgetLine(budget_year=2019))
    assert (record.start_date, record.end_date) == (dt.date(2019, 1, 1), dt.date(2019, 12, 31))


# --- people


def count_of(*names: str, group: int | None = None, **given: str) -> int | None:
    people = Reading("given", tuple({"name": name} for name in names), group=group)
    found: int | None = of_one(Reception.model_validate(given), guests=people).guest_count
    return found


def test_people_are_counted_only_if_all_are_named() -> None:
    assert count_of("张三", "李四") == 2
    assert count_of("张三") is None
    assert count_of("张三", "李四", activity="一行来访") is None
    assert count_of("张三", "李四", activity="一行5人来访") == 5  # as the words have it
    for name in ("5人", "王五及随员", "三位客人", "处长"):
        assert count_of("张三", name) is None


@pytest.mark.parametrize(("group", "count"), [(5, 5), (2, 2), (1, None), (0, None)])
def test_a_group_counts_by_its_number(group: int, count: int | None) -> None:
    """One that is smaller than its names, or of no number, is in doubt."""
    assert count_of("张三", "李四", group=group) == count


def test_a_list_that_cannot_be_read_counts_nobody() -> None:
    assert "guest_count" not in filled(Reception(), guests=Reading("unreadable"))
    assert "guest_count" not in filled(Reception(guests=()))


def test_a_register_of_receptions_of_investors_says_so_by_its_title() -> None:
    rows = table_of(Reception, [2], [said_by(Reception(guest_unit="某某集团"))])
    of_investors: Any = with_derived(rows, Whose(), 2018, "江洲区2018年招商接待台账").record(0)
    assert of_investors.reception_type == "investment"
    others: Any = with_derived(rows, Whose(), 2018, "江洲区2018年公务接待台账").record(0)
    assert others.reception_type is None
    stated = table_of(Reception, [2], [said_by(Reception(reception_type="domestic"))])
    kept: Any = with_derived(stated, Whose(), 2018, "招商接待台账").record(0)
    assert kept.reception_type == "domestic"


@pytest.mark.parametrize(
    ("description", "payee"),
    [
        ("付办公用品款（巴山烟酒副食经营部）", "巴山烟酒副食经营部"),
        ("餐费(渔舟酒家)", "渔舟酒家"),
        ("付办公用品款", None),
        ("工作餐（来客5人）", None),
        ("（江洲商行）办公用品", None),
    ],
)
def test_a_payee_in_brackets_behind_what_was_paid_for(description: str, payee: str | None) -> None:
    said = Reading("given", description)
    assert of_one(Expense(description=description), description=said).payee == payee
    stated = of_one(Expense(description=description, payee="某公司"))
    assert stated.payee == "某公司"


@pytest.mark.parametrize(
    ("route", "place"),
    [
        ("云麓-成都", "成都"),
        ("云麓—成都—云麓", "成都"),
        ("重庆至长沙", "长沙"),
        ("重庆-贵阳-黄果树-重庆", None),
        ("市内", None),
        ("重庆-重庆", None),
    ],
)
def test_a_route_of_two_stops_tells_where_a_journey_went(route: str, place: str | None) -> None:
    assert of_one(Travel(route=route)).to_place == place
    assert of_one(Travel(route=route, to_place="北京")).to_place == "北京"


def test_a_register_of_payments_in_cash_says_so_by_its_title() -> None:
    rows = table_of(Expense, [2], [said_by(Expense(description="购电脑"))])
    in_cash: Any = with_derived(rows, Whose(), 2016, "2016现金报销登记").record(0)
    assert in_cash.payment_method == ("cash",)
    others: Any = with_derived(rows, Whose(), 2016, "2016费用报销登记").record(0)
    assert others.payment_method is None


def test_hosts_are_counted_whatever_the_summary_says_of_guests() -> None:
    names = tuple({"name": name} for name in ("张三", "李四", "王五"))
    hosts = of_one(Reception(activity="市局一行4人来访"), companions=Reading("given", names))
    assert hosts.companion_count == 3


def test_the_last_day_of_a_journey_follows_from_its_first_and_its_days() -> None:
    first = dt.date(2018, 6, 6)
    alone: dict[str, Any] = {
        "start_date": Reading("given", first),
        "end_date": Reading("given", first, derived=True),
    }
    assert of_one(Travel(), **alone).end_date is None
    assert of_one(Travel(days=3), **alone).end_date == dt.date(2018, 6, 8)
    assert of_one(Travel(days=1), **alone).end_date == first
    stated = alone | {"end_date": Reading("given", first)}
    assert of_one(Travel(days=3), **stated).end_date == first


def test_travellers_are_counted_too() -> None:
    people = Reading("given", ({"name": "张三"}, {"name": "李四"}))
    assert of_one(Travel(), travelers=people).headcount == 2


def test_guests_with_units_of_their_own_tell_the_unit() -> None:
    of_two = Reading(
        "given", ({"name": "甲", "employer": "A局"}, {"name": "乙", "employer": "B局"})
    )
    assert of_one(Reception(), guests=of_two).guest_unit == "A局、B局"
    of_one_only = Reading("given", ({"name": "甲", "employer": "A局"}, {"name": "乙"}))
    assert "guest_unit" not in filled(Reception(), guests=of_one_only)


def employers(record: Reception, *people: dict[str, object]) -> list[object]:
    table = derived(record, guests=Reading("given", people))
    (guests,) = people_of(table)
    found: list[Any] = [guests.record(row) for row in range(len(guests))]
    return [guest.employer for guest in found]


def test_guests_come_from_the_one_unit_that_the_record_names() -> None:
    record = Reception(guest_unit="四川省财政厅")
    assert employers(record, {"name": "张三"}, {"name": "李四"}) == ["四川省财政厅"] * 2
    assert employers(Reception(), {"name": "张三"}) == [None]
    own = employers(record, {"name": "张三", "employer": "成都市财政局"}, {"name": "李四"})
    assert own == ["成都市财政局", "四川省财政厅"]
    blank: dict[str, object] = {"name": "王五", "employer": None}
    assert (
        employers(record, {"name": "张三", "employer": "成都市财政局"}, blank)[1] == "四川省财政厅"
    )
    assert employers(Reception(), {"name": "张三", "employer": "成都市财政局"}, blank)[1] is None


def test_people_take_over_what_a_rule_on_them_needs() -> None:
    record = Reception(claim_no="1", unit="重庆市财政局", guest_unit=None)
    table = derived(record, guests=Reading("given", ({"name": "张三"},)), letter_no=BLANK)
    (guests,) = people_of(table)
    guest: Any = guests.record(0)
    assert (guest.claim_no, guest.unit, guest.region) == ("1", "重庆市财政局", "重庆")
    assert "region" in told(guests)
    assert guest.letter_no is None
    assert "letter_no" in guest.model_fields_set


def test_a_budget_line_has_the_year_of_its_table_and_all_its_additions() -> None:
    line = BudgetLine(
        budget_item="公务接待费", opening_budget=Decimal("12.00"), added=Decimal("3.00")
    )
    table = table_of(BudgetLine, [2], [said_by(line)])
    record: Any = with_derived(table, Whose(), 2016).record(0)
    assert record.budget_year == 2016
    assert (record.start_date, record.end_date) == (dt.date(2016, 1, 1), dt.date(2016, 12, 31))
    assert record.budget == Decimal("15.00")
    assert record.expenditure_kind == "basic"


@pytest.mark.parametrize(
    ("item", "kind"),
    [("节能改造项目", "project"), ("价格调查专项", "project"), ("会议费", "basic"), ("其他", None)],
)
def test_a_project_is_told_by_its_name(item: str, kind: str | None) -> None:
    assert of_one(BudgetLine(budget_item=item)).expenditure_kind == kind


def test_what_is_not_known_of_a_budget_stays_open() -> None:
    line = of_one(BudgetLine(opening_budget=Decimal("12.00")))
    assert (line.budget, line.budget_year, line.start_date) == (None, None, None)
    dated = BudgetLine(start_date=dt.date(2015, 1, 1))
    assert told(with_derived(table_of(BudgetLine, [2], [said_by(dated)]), Whose(), 2016)) == set()


def test_the_days_of_a_journey_are_counted_with_both_ends() -> None:
    days = {"start_date": dt.date(2017, 6, 6), "end_date": dt.date(2017, 6, 9)}
    assert of_one(Travel(**days)).days == 4
    assert of_one(Abroad(**days)).days == 4
    assert of_one(Travel(**days, days=Decimal(3))).days == 3
    assert of_one(Travel(start_date=days["end_date"], end_date=days["start_date"])).days is None


@pytest.mark.parametrize(
    ("post", "rank"),
    [("民警", "other"), ("科员", "other"), ("副厅级", "bureau"), ("局长", None), ("主任", None)],
)
def test_a_post_tells_a_rank_only_where_no_other_holds_it(post: str, rank: str | None) -> None:
    assert of_one(Travel(rank=post)).traveller_rank == rank


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("江洲区文旅资料中心", "state_enterprise"),
        ("重庆市江洲区文旅资料中心", "state_enterprise"),
        ("江洲区水务局", "government"),
    ],
)
def test_what_is_said_of_one_unit_is_not_said_of_another(unit: str, kind: str) -> None:
    whose = Whose(unit="江洲区文旅资料中心", unit_kind="state_enterprise", region="四川")
    record = of_one(Reception(unit=unit), whose=whose)
    assert record.unit_kind == kind
    titled = whose.of_table([f"{unit}2016年公务接待费明细表"], None, "a.csv")
    assert of_one(Reception(), whose=titled).unit_kind == kind


@pytest.mark.parametrize(
    ("titles", "file", "unit", "origin"),
    [
        # behind its label the office is named short, in the title in full
        (
            ["重庆市江洲区水利局2017年费用台账", "填报单位：水利局财务科"],
            "a.csv",
            "重庆市江洲区水利局",
            "title",
        ),
        (["水利局2017年费用台账"], "重庆市江洲区水利局/a.csv", "重庆市江洲区水利局", "folder"),
        ([], "重庆市江洲区水利局/水利局2017年费用台账.csv", "重庆市江洲区水利局", "folder"),
        # another office's folder, and a name that has its place, stay as they are
        (["水利局2017年费用台账"], "重庆市江洲区教育局/a.csv", "水利局", "title"),
        (["江洲区水利局2017年费用台账"], "重庆市江洲区水利局/a.csv", "江洲区水利局", "title"),
    ],
)
def test_a_unit_that_is_named_short_is_taken_in_full(
    titles: list[str], file: str, unit: str, origin: str
) -> None:
    whose = Whose().of_table(titles, None, file)
    assert (whose.unit, whose.origin) == (unit, origin)


def test_the_unit_that_was_asked_for_tells_the_place_of_its_short_name() -> None:
    asked = Whose(unit="重庆市江洲区水利局", level="district")
    whose = asked.of_table(["水利局2017年费用台账"], None, "a.csv")
    assert (whose.unit, whose.origin, whose.level) == (asked.unit, "asked", "district")
    other = asked.of_table(["教育局2017年费用台账"], None, "a.csv")
    assert (other.unit, other.origin, other.level) == ("教育局", "title", None)


def test_a_kind_without_a_unit_is_said_of_all() -> None:
    whose = Whose(unit_kind="public_institution").of_table(
        ["江洲区水务局2016年明细表"], None, "a.csv"
    )
    assert of_one(Reception(), whose=whose).unit_kind == "public_institution"


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("6", dt.date(2020, 6, 1), dt.date(2020, 6, 30)),
        ("2月", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("2019年12月", dt.date(2019, 12, 1), dt.date(2019, 12, 31)),
        ("2019-03", dt.date(2019, 3, 1), dt.date(2019, 3, 31)),
        ("1-3", None, None),
        ("13", None, None),
        ("一季度", None, None),
    ],
)
def test_a_payment_is_of_its_month(month: str, first: dt.date | None, last: dt.date | None) -> None:
    record = of_year(Payment(pay_month=month), 2020)
    assert (record.start_date, record.end_date) == (first, last)


def test_a_month_without_a_year_has_no_days_and_a_day_goes_before_it() -> None:
    assert of_one(Payment(pay_month="6")).start_date is None
    stated = Payment(pay_month="6", event_date=dt.date(2020, 7, 3))
    assert of_year(stated, 2020).start_date is None


@pytest.mark.parametrize(
    ("count", "days"), [("35天", 35), ("3.5天", Decimal("3.5")), ("35", None), ("35人", None)]
)
def test_a_count_of_days_says_so(count: str, days: Decimal | int | None) -> None:
    assert of_one(Payment(pay_count=count)).days == days

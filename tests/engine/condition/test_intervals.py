"""What is known of a group: held against every way in which the unknown may turn out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qinjian.engine.condition.check import compile_number, compile_truth
from qinjian.engine.condition.expression import Value
from qinjian.engine.condition.intervals import Bounds, Group, bounds, holds, open_fields
from qinjian.engine.condition.parse import ConditionError, Origin
from qinjian.engine.condition.scope import Scope
from qinjian.schemas.kinds import Reception

GROUPED = Scope(Reception, group_by=("unit", "event_date", "meal_count"))
KEYS: Mapping[str, Value] = {"unit": "某局", "meal_count": 2}

# What the fields may turn out to be; the whole of what they are is much more, so bounds that hold
# for all of it hold for these, and a bound that none of these reaches would still be right.
AMOUNTS = (Decimal("-20.00"), Decimal("0.00"), Decimal("50.00"), Decimal("500.00"))
GUESTS = (0, 3, 4)
CLAIMS = ("A", "B", "C")

NUMBERS = [
    "count(*)",
    "count(DISTINCT claim_no)",
    "count(DISTINCT amount)",
    "sum(amount)",
    "min(amount)",
    "max(amount)",
    "sum(guest_count)",
    "min(guest_count)",
    "max(guest_count)",
    "sum(amount) - 100",
    "100 - sum(guest_count)",
    "sum(guest_count) + max(guest_count)",
    "count(*) * meal_count",
]
LIMITS = {"amount": ("0", "50", "100.00"), "guest_count": ("3", "7"), "": ("1", "2")}


MEMBERS = st.fixed_dictionaries(
    {
        "claim_no": st.sampled_from([None, *CLAIMS]),
        "amount": st.sampled_from([None, *AMOUNTS]),
        "guest_count": st.sampled_from([None, *GUESTS]),
    }
)
GROUPS = st.builds(
    Group, st.just(KEYS), st.lists(MEMBERS, max_size=3), st.integers(min_value=0, max_value=1)
)


def completions(group: Group, used: Sequence[str]) -> Iterator[list[dict[str, Value]]]:
    """Fill in what is unknown in every way; each open member may be one or none."""
    choices: dict[str, Sequence[Value]] = {
        "claim_no": CLAIMS,
        "amount": AMOUNTS,
        "guest_count": GUESTS,
    }
    every = [dict(zip(used, row, strict=True)) for row in product(*(choices[f] for f in used))]
    certain = [
        [one for one in every if all(member[f] in (None, one[f]) for f in used)]
        for member in group.members
    ]
    open_ = [[None, *every]] * group.open
    for filled in product(*certain, *open_):
        yield [one for one in filled if one is not None]


def plain(text: str, members: list[dict[str, Value]]) -> int | Decimal | None:
    """Compute a number of a group of which all is known."""

    def of(field: str) -> list[Value]:
        return [member[field] for member in members]

    amounts = [value for value in (m.get("amount") for m in members) if isinstance(value, Decimal)]
    guests = [value for value in (m.get("guest_count") for m in members) if isinstance(value, int)]
    numbers: dict[str, Callable[[], int | Decimal | None]] = {
        "count(*)": lambda: len(members),
        "count(DISTINCT claim_no)": lambda: len(set(of("claim_no"))),
        "count(DISTINCT amount)": lambda: len(set(of("amount"))),
        "sum(amount)": lambda: sum(amounts, Decimal(0)),
        "min(amount)": lambda: min(amounts, default=None),
        "max(amount)": lambda: max(amounts, default=None),
        "sum(guest_count)": lambda: sum(guests),
        "min(guest_count)": lambda: min(guests, default=None),
        "max(guest_count)": lambda: max(guests, default=None),
        "sum(amount) - 100": lambda: sum(amounts, Decimal(0)) - 100,
        "100 - sum(guest_count)": lambda: 100 - sum(guests),
        "sum(guest_count) + max(guest_count)": lambda: (
            sum(guests) + max(guests) if guests else None
        ),
        "count(*) * meal_count": lambda: len(members) * 2,
    }
    return numbers[text]()


def used_by(text: str) -> list[str]:
    return [name for name in ("claim_no", "amount", "guest_count") if name in text]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NUMBERS), GROUPS)
def test_no_completion_is_out_of_bounds(text: str, group: Group) -> None:
    known = bounds(compile_number(text, GROUPED, Origin()), group)
    for members in completions(group, used_by(text)):
        value = plain(text, members)
        if value is None:  # of an empty group there is no least figure
            assert known.exact is None
            continue
        assert known.low is None or known.low <= value
        assert known.high is None or value <= known.high


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(NUMBERS),
    st.sampled_from(["<", "<=", ">", ">=", "=", "<>"]),
    st.sampled_from(["0", "1", "2", "3", "7", "50"]),
    GROUPS,
)
def test_what_is_said_holds_for_every_completion(
    text: str, operator: str, limit: str, group: Group
) -> None:
    found = holds(compile_truth(f"{text} {operator} {limit}", GROUPED, Origin()), group)
    if found is None:
        return
    for members in completions(group, used_by(text)):
        value = plain(text, members)
        if value is not None:
            wanted = {
                "<": value < int(limit), "<=": value <= int(limit), ">": value > int(limit),
                ">=": value >= int(limit), "=": value == int(limit), "<>": value != int(limit),
            }[operator]  # fmt: skip
            assert found is wanted


def group(*amounts: str | None, more: int = 0, **keys: Value) -> Group:
    members = [{"amount": None if a is None else Decimal(a)} for a in amounts]
    return Group({**KEYS, **keys}, members, more)


def days(*told: str | None) -> Group:
    """Make a group of 10 June 2015 with the days on which its members began."""
    members = [{"start_date": None if a is None else date.fromisoformat(f"2015-{a}")} for a in told]
    return Group({**KEYS, "event_date": date(2015, 6, 10)}, members)


@pytest.mark.parametrize(
    ("text", "of", "low", "high"),
    [
        ("count(*)", group("1", "2"), 2, 2),
        ("count(*)", group("1", more=2), 1, 3),
        ("count(DISTINCT amount)", group("1.00", "1", "2"), 2, 2),
        ("count(DISTINCT amount)", group("1", None), 1, 2),
        ("sum(amount)", group("0.10", "0.20"), Decimal("0.30"), Decimal("0.30")),
        ("sum(amount)", group("1", "-1"), 0, 0),
        ("sum(amount)", group("1", None), None, None),  # it may be a refund
        ("sum(guest_count)", Group(KEYS, [{"guest_count": 5}, {}]), 5, None),
        ("min(amount)", group("3", "2"), 2, 2),
        ("min(amount)", group("3", "2", None), None, 2),
        ("max(amount)", group("3", "2", None), 3, None),
        ("max(amount)", group(None), None, None),
        ("sum(amount) * 2", group("1.50"), 3, 3),
        ("sum(amount) * 2", group("1.50", more=1), None, None),
    ],
)
def test_bounds(text: str, of: Group, low: object, high: object) -> None:
    assert bounds(compile_number(text, GROUPED, Origin()), of) == Bounds(low, high)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "of", "found"),
    [
        ("sum(amount) > 10", group("11"), True),
        ("count(*) >= 2 AND sum(amount) > 10", group("1", more=0), False),
        ("count(*) >= 2 OR sum(amount) > 10", group("11", None), True),
        ("count(*) >= 2 AND sum(amount) > 10", group("11", None), None),
        ("NOT (count(*) >= 2)", group("1"), True),
        ("count(*) IN (2, 3)", group("1", "1"), True),
        ("count(*) IN (2, 3)", group("1", more=1), None),
        ("count(*) IN (2, 3)", group(more=1), False),
        ("count(*) = 2", group("1", more=1), None),
        ("count(*) <> 2", group("1"), True),
        ("unit = '某局'", group("1"), True),
        ("unit <> '某局'", group("1"), False),
        ("meal_count > 1", group("1"), True),
        ("count(*) BETWEEN 1 AND 2", group("1"), True),
        ("TRUE", group("1"), True),
        ("min(start_date) < event_date", days("06-09", "06-11"), True),
        ("min(start_date) < event_date", days("06-10", "06-11"), False),
        ("max(start_date) > event_date", days("06-09", "06-11"), True),
        ("max(start_date) > event_date", days("06-09", None), None),
        ("min(start_date) < '2015-06-10'", days("06-09", None), True),
        ("min(start_date) = max(start_date)", days("06-09", "06-09"), True),
        ("days_between(min(start_date), max(start_date)) = 2", days("06-09", "06-11"), True),
        ("days_between(min(start_date), max(start_date)) >= 2", days("06-09", "06-11", None), True),
        ("days_between(min(start_date), max(start_date)) < 3", days("06-09", "06-11", None), None),
        ("days_between(event_date, max(start_date)) = 1", days("06-09", "06-11"), True),
    ],
)
def test_conditions_on_a_group(text: str, of: Group, found: bool | None) -> None:
    assert holds(compile_truth(text, GROUPED, Origin()), of) is found


def test_fields_that_leave_a_group_open() -> None:
    node = compile_truth("sum(amount) > 10 AND max(guest_count) > 1", GROUPED, Origin())
    of = Group(KEYS, [{"amount": Decimal(1)}, {"amount": Decimal(1), "guest_count": 2}])
    assert open_fields(node, of) == {"guest_count"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("amount > 100", "“amount” has no one value in a group of records"),
        ("sum(amount) > sum(guest_count)", "a number of yuan cannot be compared with a number of persons"),
        ("sum(amount) + count(*) > 1", "+"),
        ("sum(unit) > 1", "sum(unit)"),
        ("sum(event_date) > '2015-01-01'", "sum(event_date)"),
        ("sum(amount + 1) > 1", "SUM(amount + 1)"),
        ("count(amount) > 1", "COUNT(amount)"),
        ("count(DISTINCT amount, unit) > 1", "COUNT(DISTINCT"),
        ("sum(nothing) > 1", "SUM(nothing)"),
        ("blank(unit)", "“BLANK(unit)” cannot be asked of a group of records. Put it into where"),
        ("sum(amount) // 2 > 1", "//"),
        ("avg(amount) > 1", "AVG(amount)"),
        ("sum(amount) * count(*) * count(*) > 1", "38 digits"),
        ("event_date > '2015-01-01'", None),
    ],
)  # fmt: skip
def test_what_a_group_cannot_be_asked(text: str, message: str | None) -> None:
    if message is None:
        compile_truth(text, GROUPED, Origin())
        return
    with pytest.raises(ConditionError) as caught:
        compile_truth(text, GROUPED, Origin())
    assert message.lower() in caught.value.problems[0].words("en").lower()


@pytest.mark.parametrize("text", ["count(*) > 1", "sum(amount) > 1", "max(amount) > 1"])
def test_a_single_record_has_no_sums(text: str) -> None:
    with pytest.raises(ConditionError):
        compile_truth(text, Scope(Reception), Origin())

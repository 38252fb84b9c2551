"""Rules across records: groups and pairs, from files to leads."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import Checked, check, exit_code
from qinjian.engine.console.choices import Runner
from qinjian.engine.once import held
from qinjian.engine.report.write import render
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.run import across, pairs
from qinjian.engine.run.cases import try_rule
from tests.engine.rulebook.folder import REGULATION, write_folder

A, B = "渝岭府函〔2015〕1号", "渝岭府函〔2015〕2号"
"""Numbers of official letters."""
HEAD = """\
facts: {region: 重庆, unit_kind: government, event_date: 2015-06-10}
rules:
  - id: TN1-across
    authorities: {article: 1, paragraph: 1, quote: 不得提供香烟, regulation: town-2015}
    title: {zh: 多条记录, en: Several records}
    level: doubt
"""
SUM = HEAD + """\
    for: reception
    where: meal_type <> 'working_meal'
    group_by: [unit, letter_no]
    having: count(*) > 1 AND sum(amount) > total
    given: {total: '100.00'}
    at_issue: sum(amount) - total
    says: {zh: "{letter_no} 合计超过 {total} 元", en: "more than {total} yuan for {letter_no}"}
    cases:
      - {is: clear, records: [{letter_no: A1}]}
"""  # fmt: skip
ONCE = (
    HEAD
    + """\
    for: any
    group_by: [unit, invoice_no]
    having: count(DISTINCT claim_no) > 1
    says: {zh: "发票 {invoice_no}", en: "invoice {invoice_no}"}
    cases:
      - {is: clear, records: [{invoice_no: '1'}]}
"""
)
OVERLAP = HEAD + """\
    for: traveller
    join:
      with: traveller
      match: {unit: unit, name: name}
      when: start_date <= other.end_date AND other.start_date <= end_date AND claim_no <> other.claim_no
    says: {zh: "{name}", en: "{name}"}
    cases:
      - {is: clear, records: [{unit: A, name: 甲}]}
"""  # fmt: skip
NONE_THERE = (
    HEAD
    + """\
    for: reception
    join:
      with: travel
      match: {letter_no: activity}
      when: start_date = other.start_date
      expect: some
    says: {zh: "{letter_no}", en: "no trip for {letter_no}"}
    cases:
      - {is: clear, records: [{letter_no: A1}]}
"""
)
HALF_THERE = (
    HEAD
    + """\
    for: vehicle_running
    where: amount > 0
    join:
      with: vehicle
      match: {unit: unit, plate: plate}
      expect: some
      half_of: [unit]
    says: {zh: "{plate}", en: "no {plate} in the register"}
    cases:
      - {is: clear, records: [{plate: A}, {kind: vehicle, plate: A}]}
"""
)

Run = Callable[..., Checked]


def reception(**values: Any) -> dict[str, Any]:
    return {
        "kind": "reception", "unit": "渝岭区财政局", "unit_kind": "government", "region": "重庆",
        "event_date": "2015-06-10", "meal_type": "banquet", **values,
    }  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def run_it(rules: str, *records: dict[str, Any], **options: Any) -> Checked:
        if not Path("extra").exists():
            write_folder(tmp_path, rules=rules)
        book = load_rulebook([Path("extra")], draft=True)
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        Path("a.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return check(["a.jsonl"], book, Options(language="en", **options))

    return run_it


def leads(checked: Checked) -> list[tuple[int, list[int], str | None]]:
    """Give the leads of the rule under test: where each stands, its members, yuan at issue."""
    return [
        (f.record.row, [member.row for member in f.members], f.at_issue)
        for f in checked.report.findings
        if f.rule == "TN1-across" and not f.missing
    ]


def open_questions(checked: Checked) -> list[tuple[int, tuple[str, ...]]]:
    """Give what the rule under test could not tell, with what is missing."""
    return [
        (f.record.row, f.missing)
        for f in checked.report.findings
        if f.rule == "TN1-across" and f.missing
    ]


def verdicts(checked: Checked) -> dict[str, int]:
    (found,) = (rule for rule in checked.report.rules if rule.id == "TN1-across")
    return {
        name: count
        for name in ("violation", "clear", "undetermined")
        if (count := getattr(found, name))
    }


def test_a_group_is_one_lead_at_its_first_record(run: Run) -> None:
    checked = run(
        SUM,
        reception(letter_no=A, amount="60.10"),
        reception(letter_no=B, amount="500"),
        reception(letter_no=A, amount="60.00"),
    )
    assert leads(checked) == [(1, [1, 3], "20.10")]
    (finding,) = (f for f in checked.report.findings if f.rule == "TN1-across")
    assert finding.message == f"more than 100.00 yuan for {A}"
    assert finding.citations[0].quote == "不得提供香烟"
    assert verdicts(checked) == {"violation": 1, "clear": 1}


@pytest.mark.parametrize("concern", ["one", "another"])
def test_rules_of_one_concern_on_the_same_records_are_one_lead(run: Run, concern: str) -> None:
    body = SUM.split("rules:\n")[1].replace(
        "    level: doubt\n", "    level: doubt\n    concern: one\n"
    )
    second = (
        body.replace("TN1-across", "TN1-again").replace("concern: one", f"concern: {concern}")
        .replace("'100.00'", "'90.00'").replace("quote: 不得提供香烟", "quote: 不得提供酒水")
    )  # fmt: skip
    rows = [reception(letter_no=A, amount="60"), reception(letter_no=A, amount="60")]
    found = [
        f
        for f in run(SUM.split("rules:")[0] + "rules:\n" + body + second, *rows).report.findings
        if f.members
    ]
    quotes = [[citation.quote for citation in finding.citations] for finding in found]
    amounts = [finding.at_issue for finding in found]
    if concern == "one":
        assert [{*cited} for cited in quotes] == [{"不得提供酒水", "不得提供香烟"}]
        assert amounts == ["30.00"]
    else:
        assert [{*cited} for cited in quotes] in (
            [{"不得提供酒水"}, {"不得提供香烟"}], [{"不得提供香烟"}, {"不得提供酒水"}],
        )  # fmt: skip
        assert {*amounts} == {"20.00", "30.00"}


def test_records_of_two_files_are_apart_where_the_rule_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A department and the accounts may tell of one invoice by numbers of their own."""
    monkeypatch.chdir(tmp_path)
    within = ONCE.replace("    says:", "    within: file\n    says:", 1)
    pair = OVERLAP.replace("    says:", "    within: file\n    says:", 1)
    for name, claims in (("a", "AB"), ("b", "C")):
        lines = [
            {
                "kind": "travel", "unit": "江洲区水务局", "invoice_no": "00123456",
                "claim_no": claim, "travelers": ["陆定远"], "unit_kind": "government",
                "region": "重庆", "start_date": "2015-06-10", "end_date": "2015-06-12",
            }
            for claim in claims
        ]  # fmt: skip
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        Path(f"{name}.jsonl").write_text(text, encoding="utf-8")
    for number, (rules, members) in enumerate(((ONCE, 3), (within, 2), (pair, 2))):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_folder(folder, rules=rules)
        book = load_rulebook([folder / "extra"], draft=True)
        checked = check(["a.jsonl", "b.jsonl"], book, Options(language="en"))
        assert [len(named) for _, named, _ in leads(checked)] == [members]


def test_a_refund_takes_away_from_its_group(run: Run) -> None:
    rows = [reception(letter_no=A, amount=amount) for amount in ("60", "60", "-30")]
    assert leads(run(SUM, *rows)) == []
    assert verdicts(run(SUM, *rows)) == {"clear": 1}


def test_records_of_another_unit_or_out_of_range_are_no_members(run: Run) -> None:
    checked = run(
        SUM,
        reception(letter_no=A, amount="60"),
        reception(letter_no=A, amount="60", unit="渝岭区教育局"),
        reception(letter_no=A, amount="60", meal_type="working_meal"),
    )
    assert verdicts(checked) == {"clear": 2}


def test_a_record_outside_the_regulation_is_no_member(run: Run) -> None:
    checked = run(
        SUM,
        reception(letter_no=A, amount="60"),
        reception(letter_no=A, amount="60", region="四川"),
        reception(letter_no=A, amount="60", event_date="2014-06-10"),
    )
    assert verdicts(checked) == {"clear": 1}


def test_an_open_member_leaves_the_group_open(run: Run) -> None:
    rows = [
        reception(letter_no=A, amount="60"),
        reception(letter_no=A, amount="60", meal_type="见附件"),
    ]
    assert open_questions(run(SUM, *rows, undetermined=True)) == [(1, ("meal_type",))]
    assert leads(run(SUM, *rows)) == []


def test_a_group_names_what_is_taken_for_granted_of_its_members(run: Run) -> None:
    of_working_meals = SUM.replace("<>", "=")
    for meal_type, said in ((None, "without its form the meal is taken"), ("working_meal", "")):
        rows = [
            reception(letter_no=A, amount="60", meal_type="working_meal"),
            reception(letter_no=A, amount="60", meal_type=meal_type),
        ]
        checked = run(of_working_meals, *rows)
        (finding,) = (f for f in checked.report.findings if f.rule == "TN1-across")
        assert [member.row for member in finding.members] == [1, 2]
        assert " ".join(finding.presumed).startswith(said)
        assert bool(finding.presumed) is bool(said)


def test_what_is_certain_whatever_the_open_member_is_is_said(run: Run) -> None:
    checked = run(
        ONCE,
        reception(claim_no="1", invoice_no="00000007", amount="1"),
        reception(claim_no="2", invoice_no="00000007", amount="1"),
        reception(invoice_no="00000007", amount="1"),
        reception(claim_no="3", invoice_no="00000008", amount="1"),
        reception(claim_no="3", invoice_no="00000008", amount="1"),
        undetermined=True,
    )
    assert leads(checked) == [(1, [1, 2, 3], None)]
    assert verdicts(checked) == {"violation": 1, "clear": 1}


def test_a_unit_is_the_same_with_its_province_in_front(run: Run) -> None:
    names = ("江洲区水务局", "重庆市江洲区水务局", "云门县水务局")
    rows = [reception(letter_no=A, amount="60", unit=name) for name in names]
    assert leads(run(SUM, *rows)) == [(1, [1, 2], "20.00")]


def test_a_record_without_its_key_is_in_no_group(run: Run) -> None:
    rows = [reception(claim_no=str(n), amount="1", invoice_no=None) for n in range(3)]
    checked = run(ONCE, *rows, undetermined=True)
    assert open_questions(checked) == [(n, ("invoice_no",)) for n in (1, 2, 3)]
    assert verdicts(checked) == {"undetermined": 3}


def test_an_amount_that_is_not_known_leaves_a_sum_open(run: Run) -> None:
    checked = run(
        SUM,
        reception(letter_no=A, amount="160"),
        reception(letter_no=A, amount=None),
        undetermined=True,
    )
    assert open_questions(checked) == [(1, ("amount",))]


def trip(start: str, end: str, claim: str | None, *names: str, **values: Any) -> dict[str, Any]:
    return {
        "kind": "travel", "unit": "渝岭区财政局", "unit_kind": "government", "region": "重庆",
        "start_date": start, "end_date": end, "claim_no": claim, "amount": "1",
        "travelers": [{"name": name} for name in names], **values,
    }  # fmt: skip


def test_a_pair_within_one_kind_is_one_lead(run: Run) -> None:
    checked = run(
        OVERLAP,
        trip("2015-06-01", "2015-06-05", "1", "甲", "乙"),
        trip("2015-06-05", "2015-06-07", "2", "丙", "甲"),
        trip("2015-06-08", "2015-06-09", "3", "甲"),
    )
    (finding,) = (f for f in checked.report.findings if f.rule == "TN1-across")
    assert [(m.row, m.member) for m in finding.members] == [
        (1, 1),
        (2, 2),
    ]
    assert finding.message == "甲"
    assert verdicts(checked) == {"violation": 1, "clear": 4}


def test_a_pair_is_found_in_either_order(run: Run) -> None:
    trips = [
        trip("2015-06-05", "2015-06-07", "2", "甲"),
        trip("2015-06-01", "2015-06-05", "1", "甲"),
    ]
    assert [row for row, _, _ in leads(run(OVERLAP, *trips))] == [1]
    assert [row for row, _, _ in leads(run(OVERLAP, *reversed(trips)))] == [1]


NEAR = HEAD + """\
    for: reception
    join:
      with: reception
      match: {unit: unit, venue: venue}
      when: days_between(event_date, other.event_date) <= 7 AND days_between(other.event_date, event_date) <= 7
      having: count(*) > 1
    says: {zh: "{venue}", en: "{venue}"}
    cases:
      - {is: clear, records: [{unit: A, venue: B}]}
"""  # fmt: skip


def test_what_lies_within_a_lead_is_not_said_again(run: Run) -> None:
    days = ("2015-06-01", "2015-06-08", "2015-06-08", "2015-06-15", "2015-06-16")
    checked = run(NEAR, *(reception(venue="江洲宾馆", event_date=day) for day in days))
    assert [(row, sorted(members)) for row, members, _ in leads(checked)] == [
        (1, [1, 2, 3]),
        (2, [1, 2, 3, 4]),
        (4, [2, 3, 4, 5]),
    ]
    assert verdicts(checked) == {"violation": 3, "clear": 2}


def test_a_pair_with_something_unknown_is_open(run: Run) -> None:
    checked = run(
        OVERLAP,
        trip("2015-06-01", "2015-06-05", "1", "甲"),
        trip("2015-06-05", "2015-06-07", None, "甲"),
        undetermined=True,
    )
    assert open_questions(checked) == [(1, ("other.claim_no",))]
    supplies = [one for one in checked.report.undetermined if "other.claim_no" in one.missing]
    assert [(one.rules, one.records) for one in supplies] == [(1, 1)]


def test_an_expected_record_that_is_there(run: Run) -> None:
    visit = reception(letter_no=A, start_date="2015-06-01")
    checked = run(NONE_THERE, visit, trip("2015-06-01", "2015-06-02", "1", activity=A))
    assert verdicts(checked) == {"clear": 1}


def test_an_expected_record_that_is_not_there(run: Run) -> None:
    visit = reception(letter_no=A, start_date="2015-06-01")
    checked = run(NONE_THERE, visit, trip("2015-06-03", "2015-06-04", "1", activity=A))
    assert leads(checked) == [(1, [1], None)]


def test_nothing_is_missed_where_no_such_record_was_read(run: Run) -> None:
    visit = reception(letter_no=A, start_date="2015-06-01")
    checked = run(NONE_THERE, visit, undetermined=True)
    assert open_questions(checked) == [(1, ("records:travel",))]
    (finding,) = (f for f in checked.report.findings if f.missing == ("records:travel",))
    assert finding.message == "cannot be told; missing: records of travel"


def test_an_expected_record_may_be_the_one_without_its_key(run: Run) -> None:
    visit = reception(letter_no=A, start_date="2015-06-01")
    other = trip("2015-06-01", "2015-06-04", "1", activity=None)
    checked = run(NONE_THERE, visit, other, undetermined=True)
    assert open_questions(checked) == [(1, ("records:travel",))]


def test_an_expected_record_with_something_unknown_leaves_it_open(run: Run) -> None:
    visit = reception(letter_no=A, start_date="2015-06-01")
    other = trip("", "2015-06-04", "1", activity=A)
    checked = run(NONE_THERE, visit, other, undetermined=True)
    assert open_questions(checked) == [(1, ("other.start_date",))]


def running(plate: str, **values: Any) -> dict[str, Any]:
    return reception(kind="vehicle_running", plate=plate, amount="300", **values)


def register(plate: str, **values: Any) -> dict[str, Any]:
    return {"kind": "vehicle", "unit": "渝岭区财政局", "region": "重庆", "plate": plate, **values}


def test_a_register_that_knows_half_of_what_is_asked_for_is_one(run: Run) -> None:
    checked = run(HALF_THERE, running("渝A12345"), running("渝A1Z999"), register("渝A·12345"))
    assert leads(checked) == [(2, [2], None)]


def test_a_register_that_knows_less_tells_nothing(run: Run) -> None:
    rows = [running("渝A12345"), running("渝A1Z999"), running("渝A1Z998"), register("渝A12345")]
    checked = run(HALF_THERE, *rows, undetermined=True)
    assert open_questions(checked) == [(2, ("records:vehicle",)), (3, ("records:vehicle",))]


def test_plates_count_once_and_known_ones_of_no_member_too(run: Run) -> None:
    rows = [running("渝A12345"), running("渝A1Z999"), running("渝a-1z999"), register("渝A12345")]
    assert len(leads(run(HALF_THERE, *rows))) == 2
    rows = [running("渝A1Z999"), {**running("渝A12345"), "amount": "0"}, register("渝A12345")]
    assert leads(run(HALF_THERE, *rows)) == [(1, [1], None)]
    rows = [running("渝A12345"), {**running("渝A1Z998"), "amount": "0"}, *rows]
    assert leads(run(HALF_THERE, *rows)) == [(3, [3], None)]


def test_the_register_of_another_unit_or_with_a_blank_plate_tells_nothing(run: Run) -> None:
    rows = [running("渝A12345"), running("渝A1Z999")]
    assert leads(run(HALF_THERE, *rows, register("渝A12345", unit="渝岭区林业局"))) == []
    assert leads(run(HALF_THERE, *rows, register("渝A12345"), register(""))) == []


@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_what_goes_to_disk_comes_back_the_same(
    run: Run, monkeypatch: pytest.MonkeyPatch, runner: Runner
) -> None:
    rows = [
        reception(
            letter_no=f"渝岭'{n % 7}\"函〔2015〕1号",
            amount=f"{n}.10",
            meal_type=[None, "banquet"][n % 5 > 0],
        )
        for n in range(100)
    ]
    kept = run(SUM, *rows, undetermined=True, runner=runner).report
    monkeypatch.setattr(held, "IN_MEMORY", 0)
    spilled = check(
        ["a.jsonl"], load_rulebook([Path("extra")], draft=True),
        Options(language="en", undetermined=True, runner=runner),
    ).report  # fmt: skip
    assert spilled.findings == kept.findings
    assert spilled.rules == kept.rules


def test_as_of_counts_for_groups_too(run: Run) -> None:
    rows = [reception(letter_no=A, amount="60", event_date="2014-06-10")] * 2
    rows = [{**row, "claim_no": str(number)} for number, row in enumerate(rows)]
    assert leads(run(SUM, *rows)) == []
    assert leads(run(SUM, *rows, as_of=date(2015, 6, 1))) == [(1, [1, 2], "20.00")]


def test_what_a_group_takes_for_granted_is_that_of_the_day_it_is_judged_by(run: Run) -> None:
    """On the day of the records the text was not in force, so nothing was presumed of the unit."""
    rows = [
        {
            **reception(letter_no=A, amount="60", event_date="2014-06-10"),
            "unit": "甲",
            "claim_no": no,
        }
        for no in ("1", "2")
    ]
    for row in rows:
        row.pop("unit_kind")
    all_bound = REGULATION.replace(
        "[government]", "[government, public_institution, state_enterprise]"
    )
    write_folder(Path(), regulation=all_bound, rules=SUM)
    checked = run(SUM, *rows, as_of=date(2015, 6, 1))
    (finding,) = (f for f in checked.report.findings if f.rule == "TN1-across")
    assert any(
        words.startswith("the kind of the unit is not known") for words in finding.presumed
    ), finding.presumed


CASES = """\
      - {is: violation, members: 2, at_issue: '20.00', records: [{letter_no: A1, amount: '60'}, {letter_no: A1, amount: '60'}]}
      - {is: clear, records: [{letter_no: A1, amount: '60'}, {letter_no: B1, amount: '60'}]}
      - {is: undetermined, missing: [amount], records: [{letter_no: A1, amount: '160'}, {letter_no: A1, amount: ''}]}
      - {is: undetermined, missing: [letter_no], records: [{amount: '160'}]}
      - {is: not-applicable, meal_type: working_meal, records: [{letter_no: A1, amount: '60'}]}
"""  # fmt: skip


def failures(folder: Path, cases: str) -> list[str]:
    rules = SUM.split("    cases:")[0] + "    cases:\n" + cases
    rules = rules.replace(
        "unit_kind: government,", "unit_kind: government, unit: A, meal_type: banquet,"
    )
    book = load_rulebook([write_folder(folder, rules=rules)], draft=True)
    found = list(try_rule(book.rule("TN1-across"), book))
    assert len(found) == cases.count("{is:")
    return [result.problem.words("en").split(": ", 1)[1] for result in found if result.problem]


def test_cases_of_several_records(tmp_path: Path) -> None:
    assert failures(tmp_path, CASES) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("members: 2", "members: 3", "expected violation at_issue=20.00 members=3, got violation at_issue=20.00 members=2."),
        ("20.00", "30.00", "got violation at_issue=20.00 members=2."),
        ("is: clear", "is: violation", "expected violation, got clear."),
        ("amount: '160'}, {letter_no: A", "amount: '1x'}, {letter_no: A", "the case has a fault at “amount”"),
        ("is: not-applicable", "is: clear", "expected clear, got not-applicable."),
        ("missing: [amount]", "missing: [unit]", "got undetermined missing=['amount']."),
        ("{letter_no: B", "{kind: receptions, letter_no: B", "receptions"),
    ],
)  # fmt: skip
def test_a_case_of_several_records_that_fails(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in CASES
    (failure,) = failures(tmp_path, CASES.replace(old, new, 1))
    assert message in failure


BANQUET = """\
  - id: TN1-banquet
    authorities: {article: 1, paragraph: 1, quote: 不得提供酒水, regulation: town-2015}
    title: {zh: 宴请, en: Banquet}
    level: doubt
    for: reception
    when: meal_type = 'banquet'
    says: {zh: 宴请, en: banquet}
    cases:
      - {is: violation, meal_type: banquet}
"""


@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_a_record_is_counted_once_among_what_to_supply(run: Run, runner: Runner) -> None:
    rows = [
        reception(letter_no=letter, claim_no=str(n), amount="60", meal_type="见附件")
        for n, letter in enumerate([A, A, B, None])
    ]
    rules = SUM + BANQUET
    supplies = {one.missing: one for one in run(rules, *rows, runner=runner).report.undetermined}
    assert supplies["meal_type",].records == 4
    assert supplies["letter_no", "meal_type"].records == 1


TWICE = (
    HEAD
    + """\
    for: reception
    group_by: [unit, invoice_no]
    having: count(DISTINCT claim_no) > 1
    at_issue: sum(amount) - max(amount)
    says: {zh: "发票 {invoice_no}", en: "invoice {invoice_no}"}
    cases:
      - {is: clear, records: [{invoice_no: '1'}]}
  - id: TN1-dear
    authorities: {article: 1, paragraph: 1, quote: 不得提供酒水, regulation: town-2015}
    title: {zh: 贵, en: Dear}
    for: reception
    when: amount > 100
    at_issue: amount - 100
    level: doubt
    says: {zh: 贵, en: dear}
    cases:
      - {is: clear, amount: 1}
"""
)


def test_no_yuan_of_a_group_is_counted_again_for_its_members(run: Run) -> None:
    rows = [
        reception(claim_no=str(n), invoice_no=invoice, amount=amount)
        for n, (invoice, amount) in enumerate(
            [("00000007", "300"), ("00000007", "300"), ("00000008", "130"), ("00000009", "50")]
        )
    ]
    checked = run(TWICE, *rows)
    own = [f for f in checked.report.findings if f.rule.startswith("TN1")]
    assert [(f.record.row, f.rule, f.at_issue) for f in own] == [
        (1, "TN1-dear", "200.00"),
        (1, "TN1-across", "300.00"),
        (2, "TN1-dear", "200.00"),
        (3, "TN1-dear", "30.00"),
    ]
    # 200 and 200 of the two claims, which is more than the 300 of the group, and 30.
    assert checked.report.totals.at_issue == "430.00"


def test_a_lead_names_every_record_in_every_report(run: Run) -> None:
    rows = [reception(claim_no=f"C{n}", invoice_no="00000007", amount="50") for n in range(3)]
    report = run(TWICE, *rows).report
    (finding,) = (f for f in report.findings if f.rule == "TN1-across")
    assert [(m.row, m.claim_no) for m in finding.members] == [(1, "C0"), (2, "C1"), (3, "C2")]
    table = render(report, "table")
    assert "\n    records: a.jsonl:1 C0, a.jsonl:2 C1, a.jsonl:3 C2\n" in table
    (row,) = (
        row
        for row in csv.DictReader(io.StringIO(render(report, "csv").removeprefix("\ufeff")))
        if row["rule"] == "TN1-across"
    )
    assert row["members"] == "a.jsonl:1 C0, a.jsonl:2 C1, a.jsonl:3 C2"


@pytest.mark.parametrize("broken", ["kept", "holds"])
def test_a_fault_of_our_own_leaves_the_rest_checked(
    run: Run, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(across, broken, fail)
    checked = run(TWICE, reception(claim_no="1", invoice_no="00000007", amount="300"))
    assert "TN1-across: RuntimeError: broken" in checked.errors
    assert exit_code(checked, "never") == 3
    own = [f for f in checked.report.findings if f.rule.startswith("TN1")]
    assert sorted((f.rule, f.outcome, f.message) for f in own) == [
        ("TN1-across", "error", "RuntimeError: broken"),
        ("TN1-dear", "violation", "dear"),
    ]


SEQUENCE = HEAD + """\
    for: reception
    join:
      with: reception
      match: {unit: unit}
      when: (follows(other.invoice_no, invoice_no) OR follows(invoice_no, other.invoice_no)) AND claim_no <> other.claim_no
    says: {zh: "{invoice_no}", en: "{invoice_no}"}
    cases:
      - {is: clear, records: [{unit: A}]}
"""  # fmt: skip


@pytest.mark.parametrize(("most", "expected"), [(9, {"clear": 3}), (8, {"undetermined": 3})])
def test_a_key_that_very_many_records_share_tells_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, most: int, expected: dict[str, int]
) -> None:
    monkeypatch.setattr(across, "MOST_PAIRS", most)
    day = {"start_date": "2015-06-10", "end_date": "2015-06-11", "event_date": None}
    rows = [
        reception(kind="travel", claim_no="1", amount="1", travelers=["张远"], **day)
        for _ in range(3)
    ]
    for row in rows:
        del row["meal_type"]
    checked = run(OVERLAP, *rows, undetermined=True)
    assert verdicts(checked) == expected
    if "undetermined" in expected:
        assert open_questions(checked) == [(row, ("name", "unit")) for row in (1, 2, 3)]


def test_numbers_that_follow_are_found_among_many(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only numbers next to each other are looked at; one that is not known may be any."""
    monkeypatch.setattr(pairs, "MOST_PAIRS", 10)
    rows = [reception(claim_no=f"C{n}", invoice_no=f"{n:08}") for n in (7, 3, 5, 8, 1, 6)]
    checked = run(SEQUENCE, *rows)
    assert leads(checked) == [(1, [1, 4, 6], None), (3, [3, 6], None)]
    blank = run(SEQUENCE, *rows, reception(claim_no="C9", invoice_no=None), undetermined=True)
    assert open_questions(blank) == [(row, ("unit",)) for row in range(1, 8)]

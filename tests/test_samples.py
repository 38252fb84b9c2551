"""What the samples must give, as it was written by hand in samples/EXPECTED.md."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.console.choices import Runner
from qinjian.engine.report.write import render
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Report
from tests.book import BOOK

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FILES = (
    "abroad.jsonl",
    "budget.jsonl",
    "claim.json",
    "claim.yaml",
    "claims.jsonl",
    "invited.xlsx",
    "linked.jsonl",
    "receptions.csv",
    "vehicles.jsonl",
    "visits.jsonl",
)
EXPECTED = (SAMPLES / "EXPECTED.md").read_text(encoding="utf-8")


RUNNERS: tuple[Runner, ...] = ("reference", "columns")


class Lead(NamedTuple):
    """One lead: where it is, the rules behind it, gravest first, and the amount."""

    file: str
    row: str
    person: str
    claim: str
    rules: str
    at_issue: str


def written_by_hand() -> Iterator[Lead]:
    for section in re.split(r"^## ", EXPECTED, flags=re.MULTILINE)[1:]:
        file = section.splitlines()[0].strip()
        for line in section.splitlines():
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if file in FILES and line.startswith("| ") and cells[0] not in ("row", "---"):
                row, person, claim, rules, at_issue, why = cells
                assert why.endswith((".", ".)")), line
                yield Lead(file, row, person, claim, rules, at_issue)


@pytest.fixture(scope="module")
def report() -> Report:
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.chdir(SAMPLES.parent)
    try:
        return check([f"samples/{name}" for name in FILES], BOOK, Options(language="en")).report
    finally:
        monkeypatch.undo()


def found(report: Report) -> Iterator[Lead]:
    for finding in report.findings:
        place = finding.record
        yield Lead(
            place.file.removeprefix("samples/"),
            f"{place.sheet}:{place.row}" if place.sheet else str(place.row),
            "" if place.member is None else str(place.member),
            place.claim_no or "",
            " + ".join(dict.fromkeys(citation.rule for citation in finding.citations)),
            finding.at_issue or "",
        )


def test_the_samples_give_exactly_what_was_written_by_hand(report: Report) -> None:
    expected = sorted(written_by_hand())
    assert sorted(found(report)) == expected
    assert len(expected) > 90


def test_control_totals(report: Report) -> None:
    section = EXPECTED.split("## Control totals")[1]
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in section.splitlines()
        if line.startswith("| ") and not line.startswith(("| file", "| ---"))
    ]
    sums: dict[str, tuple[int, int]] = {}
    for name, count, yuan, _ in rows:
        file = name.split(",")[0]
        before = sums.get(file, (0, 0))
        cents = int(yuan.replace(".", ""))
        sums[file] = (before[0] + int(count), before[1] + cents)
    read = {
        item.file.removeprefix("samples/"): (
            sum(table.rows_read for table in item.tables),
            sum(int(table.yuan_read.replace(".", "")) for table in item.tables),
        )
        for item in report.manifest.files
    }
    assert read == sums
    assert report.totals.rows_rejected == 0
    assert (report.rejects, report.unreadable) == ((), ())


def test_every_rule_that_records_of_one_line_can_show_is_shown(report: Report) -> None:
    """Rules without a usable figure, and the blank date, cannot give a lead without help.

    Those of general kinds (cards, welfare goods, tours, lines of ledgers, claims and pay) and of
    registers of vehicles as offices keep them have their records in ``tests/cases``.
    """
    silent = {rule.id for rule in report.rules if rule.violation == 0}
    assert silent == {
        "CQ11-account-of-two",
        "CQ11-allowance-twice",
        "CQ11-banquets",
        "CQ11-below-round-sums",
        "CQ11-card-and-cash",
        "CQ11-cards",
        "CQ11-case-twice",
        "CQ11-claim-paid-twice",
        "CQ11-commuting",
        "CQ11-contributions",
        "CQ11-contributions-listed",
        "CQ11-days-of-month",
        "CQ11-duty-while-away",
        "CQ11-equal-month-after-month",
        "CQ11-equal-receptions",
        "CQ11-fee-twice",
        "CQ11-fuel-elsewhere",
        "CQ11-invoice-own-books",
        "CQ11-invoice-run",
        "CQ11-invoice-twice",
        "CQ11-invoice-two-courses",
        "CQ11-invoice-two-days",
        "CQ11-invoice-two-trips",
        "CQ11-invoice-two-units",
        "CQ11-lodging-bill-two-claims",
        "CQ11-lodging-paid-again",
        "CQ11-no-invoice",
        "CQ11-own-decision",
        "CQ11-paid-over-claim",
        "CQ11-parts-over-bill",
        "CQ11-personal-goods",
        "CQ11-private-purchases",
        "CQ11-reception-of-another",
        "CQ11-report-twice",
        "CQ11-restaurant",
        "CQ11-self-approved",
        "CQ11-seller-day-amount",
        "CQ11-sequence-of-trips",
        "CQ11-sequence-other-sellers",
        "CQ11-shift-twice",
        "CQ11-three-in-sequence",
        "CQ11-trip-twice",
        "CQ11-welfare-goods",
        "CQ14-cash-entry",
        "CQ14-cash-expense",
        "CQ14-cash-line",
        "CQ14-cash-words",
        "CQ15-beyond-need-bought",
        "CQ15-brand-words",
        "CQ15-open-tender",
        "CQ15-paid-over-contract",
        "CQ15-quotes-of-one-hand",
        "CQ15-split-claims",
        "CQ15-split-claims-equal",
        "CQ15-split-threshold",
        "CQ15-split-vouchers",
        "CQ16-beyond-the-event",
        "CQ16-exchange-again",
        "CQ16-sights",
        "CQ17-board-of-own-training",
        "CQ17-car-and-ticket",
        "CQ17-car-and-ticket-claimed",
        "CQ17-class-told",
        "CQ17-duty-on-trip",
        "CQ17-luxury-room-line",
        "CQ17-meals-by-receipt",
        "CQ17-meals-twice",
        "CQ17-trip-on-leave",
        "CQ18-tours-paid",
        "CQ18-visit-again",
        "CQ20-charged-to-others",
        "CQ20-firms-bear",
        "CQ20-over-approved-budget",
        "CQ20-passed-on-booked",
        "CQ20-within-other-line",
        "CQ21-beyond-task",
        "CQ21-more-countries",
        "CQ22-register-blank",
        "CQ22-tours-paid",
        "CQ23-words",
        "CQ24-words",
        "CQ26-family-of-guests",
        "CQ26-fewer-letters",
        "CQ26-letter-used-again",
        "CQ26-non-official-booked",
        "CQ26-private-guests",
        "CQ27-equal-meals-each-month",
        "CQ27-given-beside-meals",
        "CQ27-invoice-in-other-subject",
        "CQ27-lodging-of-listed-guests",
        "CQ27-meeting-named-reception",
        "CQ27-over-opening-line",
        "CQ27-reception-beside-meeting",
        "CQ27-tour-of-guests",
        "CQ28-banquet-words",
        "CQ28-dish-prices",
        "CQ28-escorts",
        "CQ28-meal-standard",
        "CQ28-meals-told",
        "CQ28-working-meals-of-day",
        "CQ29-booked-beyond-list",
        "CQ29-guest-names",
        "CQ29-host-on-trip",
        "CQ29-more-than-list",
        "CQ30-banquet",
        "CQ30-banquets-of-a-day",
        "CQ30-daily-meals",
        "CQ30-gifts",
        "CQ30-gifts-paid",
        "CQ31-lavish",
        "CQ31-lavish-booked",
        "CQ31-private-guests",
        "CQ32-building-line",
        "CQ33-general-bought",
        "CQ33-no-claim",
        "CQ33-no-claim-listed",
        "CQ33-no-claim-person",
        "CQ34-borrowed-costs",
        "CQ34-hired-monthly",
        "CQ34-others-car-again",
        "CQ34-over-establishment",
        "CQ34-price-in-log",
        "CQ34-register-displacement",
        "CQ34-register-leader",
        "CQ34-register-price",
        "CQ35-early-and-new",
        "CQ35-fuel-of-register",
        "CQ35-imported-in-log",
        "CQ35-part-again",
        "CQ35-petrol-and-diesel",
        "CQ35-refit",
        "CQ35-refit-shop",
        "CQ35-register-imported",
        "CQ35-register-promotion",
        "CQ35-two-cards",
        "CQ35-unknown-plate",
        "CQ36-removed",
        "CQ37-leisure",
        "CQ37-scenic-parking",
        "CQ37-used-while-parked",
        "CQ37-used-while-sealed",
        "CQ38-staff",
        "CQ39-scenic",
        "CQ40-alcohol-tobacco",
        "CQ40-banquet",
        "CQ40-decoration",
        "CQ40-entertainment",
        "CQ40-gifts",
        "CQ40-lodging",
        "CQ40-tours",
        "CQ41-collected",
        "CQ41-collected-booked",
        "CQ39-scenic-claimed",
        "CQ41-collected-received",
        "CQ41-convened-by-another",
        "CQ41-equipment",
        "CQ41-mostly-other",
        "CQ41-papers",
        "CQ41-other-costs",
        "CQ41-reception-in-ledger",
        "CQ42-meeting",
        "CQ42-scenic",
        "CQ42-scenic-claimed",
        "CQ42-unplanned",
        "CQ43-banquet",
        "CQ43-certifying-courses",
        "CQ43-collected",
        "CQ43-entertainment",
        "CQ43-equipment",
        "CQ43-other-costs",
        "CQ43-passed-on",
        "CQ43-tours",
        "CQ44-banquet",
        "CQ44-celebrations",
        "CQ44-galas",
        "CQ44-gifts",
        "CQ44-gifts-listed",
        "CQ44-no-approval",
        "CQ44-passed-on",
        "CQ44-passed-on-listed",
        "CQ44-performers",
        "CQ44-unapproved",
        "CQ45-collected",
        "CQ45-no-approval",
        "CQ45-unapproved",
        "CQ7-kept-elsewhere",
        "CQ7-line-kept",
        "CQ7-money-back",
        "CQ7-paid-out",
        "CQ7-payables-to-staff",
        "CQ7-sold-to-staff",
        "CQ8-added-by-itself",
        "CQ8-car-of-project-funds",
        "CQ8-parked",
        "CQ8-project-for-running",
        "CQ8-year-end-series",
        "CQ8-year-end-series-claims",
    }


def test_no_rule_failed(report: Report) -> None:
    assert sum(rule.error for rule in report.rules) == 0


@pytest.mark.parametrize("undetermined", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_runners_give_the_same_bytes(
    language: Language, monkeypatch: pytest.MonkeyPatch, *, undetermined: bool
) -> None:
    monkeypatch.chdir(SAMPLES.parent)
    written = [
        render(
            check(
                [f"samples/{name}" for name in sorted(("exports", *FILES))],
                BOOK,
                Options(
                    language,
                    region="重庆",
                    undetermined=undetermined,
                    runner=runner,
                    grouped=True,
                ),
            ).report,
            "json",
        )
        for runner in RUNNERS
    ]
    assert written[0] == written[1]

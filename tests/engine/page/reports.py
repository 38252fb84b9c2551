"""Reports to make pages of: of the samples, of many leads, and of hostile words."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from qinjian.engine.answer.at_issue import counted
from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.page.page import write_page
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Report
from qinjian.schemas.rule import Level

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
BOOK = load_rulebook()
FILES = (
    "receptions.csv",
    "claims.jsonl",
    "abroad.jsonl",
    "budget.jsonl",
    "vehicles.jsonl",
    "invited.xlsx",
    "exports",
)

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(2)>',
    "' autofocus onfocus=alert(3) '",
    "{{7*7}}{% raw %}",
    "<!--<script>alert(4)",
    "javascript:alert(5)",
    "\u202egnp.exe\u202c",
    "\x00\x01\x1b[31m\x7f\x85",
    "&lt;b&gt; &amp;",
    "\u2028\u2029\ud800",
)


@cache
def samples(language: Language = "zh") -> Report:
    """Check the samples together."""
    return check([str(SAMPLES / name) for name in FILES], BOOK, Options(language=language)).report


def page(report: Report) -> str:
    return "".join(write_page(report, BOOK))


def of(report: Report, findings: Sequence[Finding]) -> Report:
    """Return a report of other leads, with the totals that these have."""
    totals = {
        "findings": len(findings),
        "breach": sum(one.level is Level.BREACH for one in findings),
        "doubt": sum(one.level is Level.DOUBT for one in findings),
        "at_issue": f"{sum(counted(findings), Decimal(0)):.2f}",
    }
    return report.model_copy(
        update={
            "findings": tuple(findings),
            "totals": report.totals.model_copy(update=totals),
        }
    )


@cache
def many(count: int) -> Report:
    """Return a report of so many leads, each on a row of its own."""
    report = samples()
    found = []
    for number in range(count):
        one = report.findings[number % len(report.findings)]
        place = one.record.model_copy(update={"row": number + 2, "claim_no": f"BX-{number:06}"})
        found.append(
            one.model_copy(update={"record": place, "members": (), "fingerprint": f"{number:012x}"})
        )
    return of(report, found)


def hostile() -> Report:
    """Return a report whose every text of the data is one that a page must not obey."""
    report = samples()
    found = []
    for number, text in enumerate(HOSTILE):
        one = report.findings[number]
        place = one.record.model_copy(update={"file": text, "sheet": text, "claim_no": text})
        about = one.about.model_copy(
            update=dict.fromkeys(("unit", "department", "person", "purpose"), text)
        )
        found.append(
            one.model_copy(
                update={
                    "record": place, "about": about, "message": text, "title": text, "why": text,
                    "values": {"purpose": text, "documents": [text], text: text},
                    "members": (place, place), "paid_back": place, "presumed": (text,),
                    "limit": text, "limit_source": text, "rule": text, "fingerprint": text,
                }
            )
        )  # fmt: skip
    text = "".join(HOSTILE)
    remark = report.notices[0].model_copy(update={"file": text, "column": text, "message": text})
    need = report.needs[0].model_copy(update={"title": text})
    files = [one.model_copy(update={"file": text}) for one in report.manifest.files]
    manifest = report.manifest.model_copy(update={"files": tuple(files), "units_named": (text,)})
    return of(report, found).model_copy(
        update={
            "manifest": manifest, "rejects": (remark,), "unreadable": (remark,),
            "notices": (remark,), "needs": (need,),
        }
    )  # fmt: skip

"""The cases of the rules, and that a wrong one is noticed."""

from pathlib import Path

import pytest

from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.run.cases import CaseResult, try_cases
from tests.engine.rulebook.folder import RULE, write_folder

RESULTS = list(try_cases(load_rulebook()))


@pytest.mark.parametrize("result", RESULTS, ids=[f"{r.rule}-{r.number}-{r.kind}" for r in RESULTS])
def test_case(result: CaseResult) -> None:
    assert result.problem is None, result.problem.words("en")


def _failures(folder: Path) -> list[str]:
    results = try_cases(load_rulebook([folder], draft=True))
    return [result.problem.words("en") for result in results if result.problem]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{is: clear, menu: 家常菜}", "{is: violation, menu: 家常菜}", "case 2 of TN1-tobacco: expected violation, got clear."),
        ("missing: [menu]", "missing: [venue]", "case 3 of TN1-tobacco: expected undetermined missing=['venue'], got undetermined missing=['menu']."),
        ("{is: violation, menu: 香烟}", "{is: violation, menu: 香烟, at_issue: '1.00'}", "case 1 of TN1-tobacco: expected violation at_issue=1.00, got violation at_issue=None."),
        ("{is: violation, menu: 香烟}", "{is: violation, menu: 香烟, given: {limit: '3'}}", "case 1 of TN1-tobacco: expected violation limit=3.00, got violation limit=None."),
        ("{is: violation, menu: 香烟}", "{is: violation, menu: 香烟, guest_count: 三}", "the case has a fault at “guest_count”: not a whole number"),
        ("{is: violation, menu: 香烟}", "{is: violation, menus: 香烟}", "the case has a fault at “menus”: Extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_a_case_that_fails_says_what_it_got(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    folder = write_folder(tmp_path, rules=RULE.replace(old, new))
    assert [failure.split(": ", 1)[1] for failure in _failures(folder)] == [message]

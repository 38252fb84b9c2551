"""The cases of the rules, and that a wrong one is noticed."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.cases import CaseResult, try_cases, try_rule
from tests.book import BOOK
from tests.engine.rulebook.folder import RULE, write_folder


@pytest.mark.parametrize("compiled", BOOK.rules, ids=lambda compiled: compiled.rule.id)
def test_all_cases_of_a_rule(compiled: CompiledRule) -> None:
    """Each case is tried, on each kind of record that it is of."""
    results = list(try_rule(compiled, BOOK))
    failed = [f"{one.kind}: {one.problem.words('en')}" for one in results if one.problem]
    assert failed == []
    written = range(1, len(compiled.written.cases) + 1)
    assert list(dict.fromkeys(one.number for one in results)) == [*written]


def _failures(results: Iterable[CaseResult]) -> list[str]:
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
    book = load_rulebook([write_folder(tmp_path, rules=RULE.replace(old, new))], draft=True)
    failures = _failures(try_rule(book.rule("TN1-tobacco"), book))
    assert [failure.split(": ", 1)[1] for failure in failures] == [message]


def test_of_all_cases_the_one_that_fails_is_told(tmp_path: Path) -> None:
    rules = RULE.replace("{is: clear, menu: 家常菜}", "{is: violation, menu: 家常菜}")
    book = load_rulebook([write_folder(tmp_path, rules=rules)], draft=True)
    results = list(try_cases(book))
    assert len(results) > 8_600
    (failure,) = _failures(results)
    assert failure.endswith("case 2 of TN1-tobacco: expected violation, got clear.")

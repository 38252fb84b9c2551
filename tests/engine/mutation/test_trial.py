"""Whether the cases of a rule notice each change of it."""

from pathlib import Path

import pytest

from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.mutation.trial import try_mutants, try_rules
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.load import load_rulebook
from tests.engine.rulebook.folder import write_folder

HEAD = """\
facts: {region: 重庆, unit_kind: government, event_date: 2015-06-10}
rules:
  - id: TN1-rule
    authorities: {article: 1, paragraph: 1, quote: 不得提供香烟, regulation: town-2015}
    title: {zh: 香烟, en: Tobacco}
    for: reception
    level: doubt
    says: {zh: "{amount}", en: "{amount}"}
"""
OVER = HEAD + "    when: amount > 100\n    cases:\n"
ENOUGH = (
    OVER + "      - {is: violation, amount: 100.01}\n      - {is: clear, amount: 100}\n"
    "      - {is: clear, amount: 99.99}\n"
)
PAIR = (
    HEAD.replace('"{amount}"', "同号").replace("Tobacco", "Pair")
    + """\
    join: {with: travel, match: {unit: unit, claim_no: claim_no}}
    cases:
      - {is: violation, unit: 甲局, claim_no: A, records: [{}, {kind: travel}]}
"""
)
APART = """\
      - {is: clear, unit: 甲局, records: [{claim_no: A}, {kind: travel, claim_no: B}]}
      - {is: clear, claim_no: A, records: [{unit: 甲局}, {kind: travel, unit: 乙局}]}
"""


def book(folder: Path, rules: str) -> Rulebook:
    write_folder(folder, rules=rules)
    return load_rulebook([folder / "extra"], draft=True)


def found(folder: Path, rules: str) -> list[str]:
    loaded = book(folder, rules)
    return [
        problem.words("en") for problem in try_mutants(loaded, loaded.rule("TN1-rule")).problems
    ]


def names(problems: list[str]) -> list[str]:
    return [text.split("the change ")[1].split(". Add")[0] for text in problems]


def test_cases_on_both_sides_of_a_bound_notice_every_change(tmp_path: Path) -> None:
    loaded = book(tmp_path, ENOUGH)
    trial = try_mutants(loaded, loaded.rule("TN1-rule"))
    assert (trial.rule, trial.tried, trial.problems) == ("TN1-rule", 4, ())


def test_a_bound_that_no_case_stands_at_is_told(tmp_path: Path) -> None:
    problems = found(tmp_path, OVER + "      - {is: violation, amount: 300}\n")
    assert names(problems) == [
        "when: 100 → 100.01",
        "when: 100 → 99.99",
        "when: amount > 100 → amount >= 100",
    ]
    assert "rules.yaml: TN1-rule: no case notices the change" in problems[0]
    assert problems[0].endswith("Add one; or say in “equivalent” why it means the same.")


def test_keys_and_what_is_expected(tmp_path: Path) -> None:
    assert names(found(tmp_path / "one", PAIR)) == ["match: claim_no →", "match: unit →"]
    assert found(tmp_path / "two", PAIR + APART) == []


def test_a_change_that_means_the_same_is_listed_with_its_reason(tmp_path: Path) -> None:
    rule = OVER + "      - {is: violation, amount: 100.01}\n      - {is: clear, amount: 99.99}\n"
    listed = rule + '    equivalent:\n      - {mutant: "when: 100 → 99.99", reason: for the test}\n'
    bound = "when: amount > 100 → amount >= 100"
    assert names(found(tmp_path / "one", rule)) == ["when: 100 → 99.99", bound]
    assert names(found(tmp_path / "two", listed)) == [bound]


@pytest.mark.parametrize("mutant", ["when: 100 → 99.99", "when: 100 → 7"])
def test_a_listed_change_that_is_noticed_or_is_none_is_stale(tmp_path: Path, mutant: str) -> None:
    listed = ENOUGH + f'    equivalent:\n      - {{mutant: "{mutant}", reason: for the test}}\n'
    (problem,) = found(tmp_path, listed)
    assert problem.endswith(
        f"TN1-rule: the change “{mutant}” in “equivalent” is noticed by a case, or is no change of "
        "this rule. Delete it."
    )


def test_a_case_that_fails_anyway_notices_nothing(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, OVER + "      - {is: violation, amount: 100}\n")
    assert problem.endswith("case 1 of TN1-rule: expected violation, got clear.")


def test_rules_are_chosen_by_id(tmp_path: Path) -> None:
    loaded = book(tmp_path, ENOUGH)
    assert try_rules(loaded, ["TN1-rule"]) == ([], 4)
    with pytest.raises(QinjianError, match="there is no rule “TN1-rul”"):
        try_rules(loaded, ["TN1-rul"])


def test_some_case_of_ours_notices_every_change_of_our_rules() -> None:
    problems, tried = try_rules(load_rulebook())
    assert [problem.words("en") for problem in problems] == []
    assert tried > 1_700

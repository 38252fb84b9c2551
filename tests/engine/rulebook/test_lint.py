"""What makes rules that can be read unfit: each is told with its place, and they do not load."""

from pathlib import Path

import pytest

from qinjian.engine.messages.problems import RuleFileError
from qinjian.engine.rulebook.lint import lint
from qinjian.engine.rulebook.load import load_rulebook
from tests.engine.rulebook.folder import LEXICON, RULE, STANDARD, TEXT, write_folder

CASES = """\
    cases:
      - {is: violation, menu: 香烟}
      - {is: clear, menu: 家常菜}
      - {is: undetermined, missing: [menu]}
"""


def found(folder: Path, **files: str) -> list[str]:
    """List what is amiss in a folder of rules, whose file and line it names."""
    problems = list(lint(load_rulebook([write_folder(folder, **files)], draft=True)))
    for problem in problems:
        assert problem.where.file is not None
        assert problem.where.line is not None
    return [problem.message("en") for problem in problems]


def rule(name: str, condition: str, *, level: str = "doubt", more: str = "") -> str:
    """Write a rule with cases that need not be right."""
    return f"""\
  - id: TN1-{name}
    authorities: {{article: 1, paragraph: 1, quote: 不得提供香烟, regulation: town-2015}}
    title: {{zh: 香烟, en: Tobacco}}
    for: reception
{more}    {condition}
    level: {level}
    concern: tobacco
    says: {{zh: "菜单：{{menu}}", en: "Menu: {{menu}}"}}
{CASES}"""


HEAD = "facts: {region: 重庆, unit_kind: government, event_date: 2015-06-10}\nrules:\n"


def test_what_is_amiss_does_not_load_and_says_where(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, rules=RULE.replace("      - {is: clear, menu: 家常菜}\n", ""))
    with pytest.raises(RuleFileError) as caught:
        load_rulebook([folder])
    (problem,) = caught.value.problems
    assert problem.words("en") == (
        f"{folder.as_posix()}/rules.yaml, line 3, column 9: TN1-tobacco has no case “clear”. "
        "Add one."
    )
    assert load_rulebook([folder], draft=True).rule("TN1-tobacco")


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, rules=RULE.replace("tobacco'", "smoke'"), lexicon="id: [")
    with pytest.raises(RuleFileError) as caught:
        load_rulebook([folder])
    files = sorted(str(problem.where.file).rsplit("/", 1)[1] for problem in caught.value.problems)
    assert files == ["rules.yaml", "x.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("      - {is: clear, menu: 家常菜}\n", "", "TN1-tobacco has no case “clear”. Add one."),
        ("when:", "where: meal_count > 1\n    when:", "TN1-tobacco has no case “not-applicable”. Add one."),
        ("{zh: 香烟, en: Tobacco}", "{zh: Tobacco, en: Tobacco}", "title of TN1-tobacco says nothing in zh. Write it."),
        ("{zh: 香烟, en: Tobacco}", '{zh: 香烟, en: ""}', "title of TN1-tobacco says nothing in en. Write it."),
        ('en: "Menu: {menu}"', 'en: "{menu}"', "says of TN1-tobacco says nothing in en. Write it."),
        ("    cases:", "    why: {zh: 需核对, en: 需核对}\n    cases:", "why of TN1-tobacco says nothing in en. Write it."),
        ("when: mentions(menu, 'tobacco')", "when: guest_payment > 5", "TN1-tobacco rests on fields that no form has, and no rule of its concern rests on words, documents or fields of forms. Add one, or make it a no-data disposition."),
    ],
)  # fmt: skip
def test_a_rule(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert found(tmp_path, rules=RULE.replace(old, new)) == [message]


def test_a_rule_on_the_statute_with_words_beside_it_in_its_concern(tmp_path: Path) -> None:
    rules = HEAD + rule("paid", "when: guest_payment > 5") + rule("words", "when: blank(menu)")
    assert found(tmp_path, rules=rules) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("when: meal_fee > 100", "when: meal_fee <= 100", "contradict"),
        ("when: meal_fee > 100", "when: NOT 100 < meal_fee", "contradict"),
        ("when: blank(menu) AND meal_fee > 9", "when: meal_fee <= 9 OR NOT blank(menu)", "contradict"),
        ("when: meal_fee > 100", "when: meal_fee < 100", ""),
        ("when: meal_fee > 100", "when: meal_fee <= 99", ""),
        ("when: blank(menu) AND meal_fee > 9", "when: meal_fee <= 9 AND NOT blank(menu)", ""),
        ("when: meal_fee > 100", "when: meal_fee > 100", ""),
        ("when: meal_fee > 100 AND blank(menu)", "when: blank(menu) AND 100 < meal_fee", "differ"),
        ("group_by: [unit]\n    having: count(*) > 1", "group_by: [unit]\n    having: count(*) <= 1", "contradict"),
        ("group_by: [unit]\n    having: count(*) > 1", "group_by: [payee]\n    having: count(*) <= 1", ""),
        ("join: {with: travel, match: {unit: unit}}", "join: {with: travel, match: {unit: unit}, expect: some}", "contradict"),
        ("join: {with: travel, match: {unit: unit}}", "join: {with: meeting, match: {unit: unit}, expect: some}", ""),
    ],
)  # fmt: skip
def test_rules_of_one_concern(tmp_path: Path, one: str, other: str, expected: str) -> None:
    grave = "breach" if expected == "differ" else "doubt"
    rules = HEAD + rule("one", one) + rule("two", other, level=grave)
    told = {
        "": [],
        "contradict": [
            "TN1-two and TN1-one are of one concern and contradict each other on reception: where "
            "one is clear the other is a violation. Correct one."
        ],
        "differ": [
            "TN1-two and TN1-one are of one concern and look for the same thing on reception, at "
            "different levels. Make them one."
        ],
    }
    assert found(tmp_path, rules=rules) == told[expected]


def test_rules_about_other_records_do_not_contradict(tmp_path: Path) -> None:
    narrow = "    where: meal_type = 'buffet'\n"
    rules = (
        HEAD + rule("one", "when: meal_fee > 1") + rule("two", "when: meal_fee <= 1", more=narrow)
    )
    assert found(tmp_path, rules=rules) == ["TN1-two has no case “not-applicable”. Add one."]


@pytest.mark.parametrize(
    ("text", "quote", "word"),
    [
        ("一般不得提供香烟。", "不得提供香烟", "一般"),
        ("不得擅自提供香烟，不得提供酒水。", "不得擅自提供香烟", "擅自"),
        ("不得擅自提供酒水，不得提供香烟。", "不得提供香烟", None),
        ("确需用餐的，不得提供香烟。", "不得提供香烟", "确需"),
        ("除外宾以外，不得提供香烟。", "不得提供香烟", "除…外"),
        ("不得提供香烟，除外宾以外。", "不得提供香烟", None),
        ("确需用餐的从简；不得提供香烟。", "不得提供香烟", None),
        ("取消一般公务用车和一般性宴请不得提供香烟。", "不得提供香烟", None),
        ("删除名单，不得提供香烟。", "不得提供香烟", None),
    ],
)
def test_words_of_a_clause_that_leave_something_open(
    tmp_path: Path, text: str, quote: str, word: str | None
) -> None:
    stored = TEXT.replace("接待应当节俭。不得提供香烟，不得提供酒水。香烟一律自备。", text)
    rules = RULE.replace("quote: 不得提供香烟", f"quote: {quote}")
    expected = [
        f"the clause of TN1-tobacco says “{word}”, and its why does not take that up. Put it into the "
        "condition, and say so in why.zh with that word."
    ]
    assert found(tmp_path / "without", rules=rules, text=stored) == (expected if word else [])
    why = f'    why: {{zh: "条文说{word}，须核对", en: to be verified}}\n    cases:'
    explained = rules.replace("    cases:", why)
    assert found(tmp_path / "with", rules=explained, text=stored) == []


def test_word_lists_and_tables_that_no_rule_uses(tmp_path: Path) -> None:
    assert found(tmp_path, lexicon=LEXICON, standard=STANDARD) == [
        "no rule uses the word list “town-words”. Use it or delete it.",
        "no rule uses the standard “town-meals”. Use it or delete it.",
    ]


def test_a_word_list_in_the_condition_of_a_pair_is_used(tmp_path: Path) -> None:
    pair = "join: {with: travel, match: {unit: unit}, when: \"mentions(other.description, 'town-words')\"}"
    assert found(tmp_path, rules=HEAD + rule("one", pair), lexicon=LEXICON) == []


def test_a_clause_of_a_rule_and_a_disposition(tmp_path: Path) -> None:
    declared = (
        "dispositions:\n  - cite: {article: 1, paragraph: 1, quote: 不得提供香烟}\n"
        "    as: duty\n    reason: {zh: 无, en: none}\n"
    )
    assert found(tmp_path, dispositions=declared) == [
        "article 1: a rule and a disposition both quote “不得提供香烟”. Delete the disposition."
    ]


def test_ours_are_fit() -> None:
    assert list(lint(load_rulebook(draft=True))) == []

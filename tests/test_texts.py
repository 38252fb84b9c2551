"""The labelled texts themselves: enough of them, of both labels, in both halves, none twice."""

from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.texts import Clause, Subject, half, load, second, subjects, third

SUBJECTS = {
    "assigned_cars",
    "banquets",
    "baths",
    "car_disposals",
    "car_markings",
    "car_refits",
    "car_renewals",
    "car_subsidy",
    "cards",
    "cash_payment",
    "clubs",
    "collected_contributions",
    "delicacies",
    "diverted_income",
    "entertainment",
    "false_vouchers",
    "gifts",
    "invoice_runs",
    "late_approval",
    "liquor",
    "local_products",
    "luxury",
    "meals_twice",
    "missing_letter",
    "others_cars",
    "no_invoice",
    "passed_on_costs",
    "private_car_use",
    "private_occasions",
    "tobacco",
    "tours",
    "travel_on_host",
    "treasury_income",
    "welfare_goods",
}
MEASURES = Path(__file__).parents[1] / "rules" / "regulations" / "chongqing-2014" / "text.yaml"

each_subject = pytest.mark.parametrize("subject", subjects(), ids=lambda subject: subject.name)


@cache
def articles() -> list[dict[str, Any]]:
    """Read the articles of the Measures."""
    found: list[dict[str, Any]] = yaml.safe_load(MEASURES.read_text(encoding="utf-8"))["articles"]
    return found


def paragraph(clause: Clause) -> str:
    """Return the paragraph that a clause names, with its items."""
    article = next(each for each in articles() if each["number"] == clause.article)
    return str(article["paragraphs"][clause.paragraph - 1])


def test_every_subject_has_its_file() -> None:
    assert {subject.name for subject in subjects()} == SUBJECTS


def test_there_are_enough() -> None:
    assert len(load()) >= 5600
    assert len(second()) >= 1700
    assert len(third()) >= 1300


def test_none_stands_twice() -> None:
    counted = Counter(text.text for text in (*load(), *second(), *third()))
    assert [text for text, times in counted.items() if times > 1] == []


def test_the_second_set_has_enough_of_each_subject_and_label() -> None:
    counted = Counter((text.subject, text.label) for text in second())
    assert {subject for subject, _ in counted} <= SUBJECTS
    for subject in {subject for subject, _ in counted}:
        assert counted[subject, True] >= 24
        assert counted[subject, False] >= 72


def test_the_third_set_has_enough_of_each_subject_and_label() -> None:
    """The open half alone; the kept half is to come, and stands in the same files then."""
    counted = Counter((text.subject, text.label) for text in third() if half(text.text) == "open")
    assert {subject for subject, _ in counted} == {text.subject for text in second()}
    for subject in {subject for subject, _ in counted}:
        assert counted[subject, True] >= 22
        assert counted[subject, False] >= 50


@each_subject
def test_three_innocent_to_one_offending(subject: Subject) -> None:
    offending = sum(text.label for text in subject.texts)
    innocent = len(subject.texts) - offending
    assert len(subject.texts) >= 60
    assert offending >= 15
    assert 2.9 <= innocent / offending <= 3.5


@each_subject
def test_both_halves_have_both_labels(subject: Subject) -> None:
    counted = Counter((half(text.text), text.label) for text in subject.texts)
    for of_half in ("open", "kept"):
        assert counted[of_half, True] >= 5
        assert counted[of_half, False] >= 15


@each_subject
def test_names_and_sentences_are_both_there(subject: Subject) -> None:
    purposes = sum(text.role == "purpose" for text in subject.texts)
    assert 0 < purposes < len(subject.texts)


def test_the_things_themselves_stand_in_columns_that_name_them() -> None:
    counted = Counter(text.role for text in load() if text.label)
    assert all(counted[role] >= 10 for role in ("goods", "party", "place", "purpose"))


@each_subject
def test_the_clauses_are_in_the_measures(subject: Subject) -> None:
    assert subject.clauses
    for clause in subject.clauses:
        assert clause.quote in paragraph(clause)


def test_the_halves_are_of_one_size() -> None:
    counted = Counter(half(text.text) for text in load())
    assert abs(counted["open"] - counted["kept"]) <= len(load()) * 0.06


@pytest.mark.parametrize("text", ["付烟酒款", "督查公款旅游问题"])
def test_the_half_is_told_by_the_hash(text: str) -> None:
    odd = int(sha256(text.encode()).hexdigest()[-1], 16) % 2
    assert half(text) == ("kept" if odd else "open")

import pytest

from qinjian.engine.intake.headers import data_file
from qinjian.engine.intake.words import canonical, kind_of, known_kinds, region_of
from qinjian.schemas.kinds import CHILD_KINDS, KINDS, ForeignReception, Reception
from qinjian.schemas.record import fields_of

CHOICES = {
    field.name: field.options
    for kind, model in KINDS.items()
    if kind not in CHILD_KINDS
    for field in fields_of(model)
    if field.options
}


@pytest.mark.parametrize("field", CHOICES)
def test_a_vocabulary_has_words_for_every_value(field: str) -> None:
    vocabulary = data_file("vocabularies.yaml")[field]
    assert isinstance(vocabulary, dict)
    assert set(vocabulary) == set(CHOICES[field])
    assert all(vocabulary.values())


@pytest.mark.parametrize("name", data_file("vocabularies.yaml"))
def test_a_word_has_one_meaning(name: str) -> None:
    vocabulary = data_file("vocabularies.yaml")[name]
    assert isinstance(vocabulary, dict)
    for value, words in vocabulary.items():
        for word in (value, *words):
            assert canonical(name, word) == value


def test_there_is_a_word_for_each_province() -> None:
    regions = data_file("vocabularies.yaml")["region"]
    assert isinstance(regions, dict)
    assert len(regions) == 31


def test_a_region_is_known_by_short_and_full_name_and_by_what_lies_in_it() -> None:
    assert region_of("重庆") == region_of("重庆市") == region_of("重庆市渝中区") == "重庆"
    assert region_of("渝中区") is None


def test_words_are_compared_without_form() -> None:
    assert canonical("documents", " ＰＯＳ 单 ") == "card_slip"
    assert canonical("yes_no", "YES") == "true"


def test_a_telephone_record_is_no_letter_and_a_receipt_shows_some_payment() -> None:
    assert canonical("documents", "电话记录单") == "statement"
    assert canonical("documents", "收据") == "payment_receipt"


def test_people_in_lists_are_no_kind_of_row() -> None:
    assert kind_of("公务接待") is Reception
    assert kind_of("foreign_reception") is ForeignReception
    assert kind_of("guest") is None
    assert "guest" not in known_kinds()

import pytest

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.values.words import (
    canonical,
    kind_of,
    known_kinds,
    open_vocabulary,
    region_of,
)
from qinjian.schemas.kinds import CHILD_KINDS, KINDS, ForeignReception, Reception
from qinjian.schemas.record import fields_of

CHOICES = {
    field.name: field.options
    for kind, model in KINDS.items()
    if kind not in CHILD_KINDS
    for field in fields_of(model)
    if field.options and field.name not in ("shown_documents", "absent_documents")
}


@pytest.mark.parametrize("field", CHOICES)
def test_a_vocabulary_has_words_for_every_value(field: str) -> None:
    vocabulary = data_file("vocabularies.yaml")[field]
    assert isinstance(vocabulary, dict)
    assert set(vocabulary) == set(CHOICES[field])
    assert all(vocabulary.values())


@pytest.mark.parametrize("name", sorted(data_file("vocabularies.yaml").keys() - {"open"}))
def test_a_word_has_one_meaning(name: str) -> None:
    vocabulary = data_file("vocabularies.yaml")[name]
    assert isinstance(vocabulary, dict)
    for value, words in vocabulary.items():
        for word in (value, *words):
            assert canonical(name, word) == value


def test_the_open_vocabularies_are_for_fields_of_text() -> None:
    fields = data_file("vocabularies.yaml")["open"]
    assert isinstance(fields, dict)
    types = {field.name: field.type for model in KINDS.values() for field in fields_of(model)}
    for field, name in fields.items():
        assert types[field] == "text"
        assert open_vocabulary(field) == name
        assert isinstance(data_file("vocabularies.yaml")[name], dict)
    assert open_vocabulary("menu") is None
    assert open_vocabulary("kind") is None


def test_a_city_is_known_by_its_name_with_and_without_its_province() -> None:
    for word in ("成都", "成都市", "四川成都", "四川省成都市", " 四川省 成都市 "):
        assert canonical("city", word) == "成都"
    for word in ("成都市锦江区", "重庆-成都", "绵阳", "渝", "吉林"):
        assert canonical("city", word) is None


def test_the_cities_are_those_with_limits_of_their_own() -> None:
    cities = data_file("vocabularies.yaml")["city"]
    assert isinstance(cities, dict)
    assert len(cities) == 36


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

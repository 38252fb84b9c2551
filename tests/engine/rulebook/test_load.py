"""A rule file with a fault: what the user is told, and where."""

from pathlib import Path

import pytest

from qinjian.engine.messages.problems import RuleFileError
from qinjian.engine.rulebook.load import BUILT_IN, load_rulebook

from .folder import LEXICON, REGULATION, RULE, STANDARD, TEXT, write_folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(RuleFileError) as caught:
        load_rulebook([folder])
    prefix = folder.as_posix() + "/"
    return [problem.words("en").removeprefix(prefix) for problem in caught.value.problems]


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


RULE_FAULTS = [
    ("quote: 不得提供香烟", "quote: 不得提供烟", "line 4, column 52: “不得提供烟” does not stand in article 1, paragraph 1. Compare it character by character."),
    ("quote: 不得提供香烟", "quote: 接待应当节俭。不得", "line 4, column 52: the quote runs over the end of a sentence: “接待应当节俭。不得”. Quote within one sentence."),
    ("quote: 不得提供香烟", "quote: 香烟", "line 4, column 52: “香烟” stands in that paragraph 2 times. Say which with occurrence."),
    ("quote: 不得提供香烟", "quote: 香烟, occurrence: 3", "line 4, column 52: “香烟” stands in that paragraph 2 times only."),
    (", quote: 不得提供香烟", "", "line 4, column 18: the text of article 1 is stored: quote it."),
    ("article: 1, paragraph: 1", "article: 9, paragraph: 1", "line 4, column 52: there is no article 9."),
    ("paragraph: 1", "paragraph: 2", "line 4, column 52: article 1 has no paragraph 2."),
    ("paragraph: 1,", "paragraph: 1, item: 2,", "line 4, column 61: article 1, paragraph 1 has no item 2."),
    ("paragraph: 1, ", "", "line 4, column 38: a quote needs its paragraph. Add it."),
    ("article: 1, paragraph: 1", "article: 2", "line 4, column 38: the wording of article 2 is not stored, so it can be cited, not quoted. Take out the quote."),
    ("regulation: town-2015", "regulation: town", "line 4, column 72: there is no regulation “town”. There are chongqing-2014, reception-2013, town-2015."),
    ("for: reception", "for: receptions", "line 6, column 10: there is no kind of record “receptions”. There are any, reception, foreign_reception, travel, meeting, training, abroad, vehicle_running, vehicle_purchase, transport_subsidy, procurement, payment, expense, voucher, budget_line, income, asset_disposal, vehicle, passport, itinerary, leave, guest, foreign_guest, companion, escort, traveller, lecturer, group_member."),
    ("when: mentions(menu, 'tobacco')", "when: mentions(mnu, 'tobacco')", "line 7, column 20: there is no field “mnu”. Like it are: menu."),
    ("when: mentions(menu, 'tobacco')", "when: 'meal_fee > guest_count'", "line 7, column 12: a number of yuan cannot be compared with a number of persons."),
    ("level: doubt", "level: breach", "line 8, column 12: what rests on words, blanks or attachments alone can only be a doubt."),
    ("level: doubt", "levl: doubt", "line 3, column 5: “level” is missing. Add it.\nline 8, column 11: there is no key “levl”. Like it are: level."),
    ("level: doubt", "level: grave", "line 8, column 12: “grave” does not fit: Input should be 'doubt' or 'breach'."),
    ("en: \"Menu: {menu}\"", "en: \"Menu: {menue}\"", "line 9, column 34: “{menue}” in the words is neither a field nor a given quantity. Like it are: menu, venue."),
    ("level: doubt", "level: doubt\n    at_issue: guest_count", "line 9, column 15: a number of yuan is needed here, and this is a number of persons."),
    ("level: doubt", "level: doubt\n    given: {menu: guest_count}", "line 9, column 19: “menu” is the name of a field. Give this quantity another name."),
    ("id: TN1-tobacco", "id: CQ28-tobacco", "line 3, column 9: “CQ28-tobacco” is taken by rules/receptions.yaml. Choose another; ids are never used twice."),
    ("id: TN1-tobacco", "id: tobacco", "line 3, column 9: “tobacco” does not fit: String should match pattern '^[A-Z][A-Z0-9]*-[a-z0-9-]+$'."),
    ("    level: doubt\n", "\tlevel: doubt\n", "line 8, column 1: YAML cannot be indented with tabs. Use spaces."),
    ("    level: doubt\n", "    level: doubt\n    level: doubt\n", "line 9, column 5: “level” stands here twice. Keep one."),
    ("level: doubt", "level: &a doubt", "line 8, column 12: YAML anchors and aliases (& and *) are not used here. Write it out."),
    ("level: doubt", "level: !!python/object:os.system doubt", "line 8, column 12: the YAML tag tag:yaml.org,2002:python/object:os.system is not used here. Delete it."),
    ("when: mentions(menu, 'tobacco')", "group_by: [unit]", "line 3, column 5: what stands here does not go together: a rule has exactly one of when, having and join."),
    ("when: mentions(menu, 'tobacco')", "having: count(*) > 1", "line 3, column 5: what stands here does not go together: having goes with group_by, the scope of its groups."),
    ("when:", "having: count(*) > 1\n    group_by: [unit]\n    when:", "line 3, column 5: what stands here does not go together: a rule has exactly one of when, having and join."),
    ("when: mentions(menu, 'tobacco')\n    level: doubt", "group_by: [unit]\n    having: count(*) > 1\n    level: breach", "line 3, column 5: what stands here does not go together: no record shows by itself what spans several: the level is doubt."),
    ("when: mentions(menu, 'tobacco')", "group_by: [unt]\n    having: count(*) > 1", "line 7, column 16: there is no field “unt”. Like it are: unit, amount."),
    ("when: mentions(menu, 'tobacco')", "group_by: [guests]\n    having: count(*) > 1", "line 7, column 16: “guests” is a list of people and cannot be the key of a group or pair. Use a text, a date, a number, or yes or no."),
    ("when: mentions(menu, 'tobacco')", "group_by: [unit]\n    having: count(*) > 1 AND amount > 1", "line 8, column 30: “amount” has no one value in a group of records. Put it into count, sum, min or max, or into group_by (unit)."),
    ("when: mentions(menu, 'tobacco')", "group_by: [unit]\n    having: count(*) > 1\n    at_issue: count(*)", "line 9, column 15: a number of yuan is needed here, and this is a plain number."),
    ("when: mentions(menu, 'tobacco')", "group_by: [unit]\n    having: count(*) > 1\n    given: {menu: count(*)}", "line 9, column 19: “menu” is the name of a field. Give this quantity another name."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}}\n    at_issue: amount", "line 3, column 5: what stands here does not go together: a pair has no given numbers and no yuan at issue."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}}\n    given: {limit: '1'}", "line 3, column 5: what stands here does not go together: a pair has no given numbers and no yuan at issue."),
    ("when: mentions(menu, 'tobacco')", "join: {with: trips, match: {unit: unit}}", "line 7, column 18: there is no kind of record “trips”. There are any, reception, foreign_reception, travel, meeting, training, abroad, vehicle_running, vehicle_purchase, transport_subsidy, procurement, payment, expense, voucher, budget_line, income, asset_disposal, vehicle, passport, itinerary, leave, guest, foreign_guest, companion, escort, traveller, lecturer, group_member."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {}}", "line 7, column 33: “{}” does not fit: Dictionary should have at least 1 item after validation, not 0."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: amount}}", "line 7, column 40: text cannot be compared with a number of yuan."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unt}}", "line 7, column 40: there is no field “unt”. Like it are: unit, amount."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}, when: menu = other.menu}", "line 7, column 60: there is no field “other.menu”. Like it are: "),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}, having: sum(amount) > 1}", "line 7, column 55: “SUM(amount)” must be count(*), count(DISTINCT field), sum, min or max of one field of numbers, or min or max of one of days. Rewrite it."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}, having: sum(other.amount) > other.amount}", "line 7, column 75: “other.amount” has a value in each of the other records. Put it into count, sum, min or max."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}, having: sum(other.amount) > guest_count}", "line 7, column 55: a number of yuan cannot be compared with a number of persons."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}, having: sum(other.amount) > 1, expect: some}", "line 3, column 5: what stands here does not go together: having says itself what is expected of the other records."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}, when: {meeting: other.amount > 1}}", "line 7, column 63: there is no kind of record “meeting”. There are travel."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}, when: {travel: other.menu = 'x'}}", "line 7, column 62: there is no field “other.menu”. Like it are: other.region, other.amount, other.documents."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}, when: 'attached(''menu'', unit)'}", "line 7, column 71: unit should be other: attached asks either of the record or of the other one of a pair."),
    ("when: mentions(menu, 'tobacco')", "join: {with: travel, match: {unit: unit}, expect: many}", "line 7, column 55: “many” does not fit: Input should be 'none' or 'some'."),
    ("    level: doubt", "    unless: {travel: 'true'}\n    level: doubt", "line 8, column 23: there is no kind of record “travel”. There are reception."),
    ("    level: doubt", "    unless: mnu = 'x'\n    level: doubt", "line 8, column 13: there is no field “mnu”. Like it are: menu."),
    ("    title:", "    aliases: [CQ28-tobacco]\n    title:", "line 5, column 14: “CQ28-tobacco” is taken by rules/receptions.yaml. Choose another; ids are never used twice."),
    ("    cases:\n", "    cases: []\n    more:\n", "line 12, column 7: there is no key “more”. Like it are: "),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), RULE_FAULTS, ids=range(len(RULE_FAULTS)))
def test_a_fault_in_a_rule(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = "\n".join(faults(write_folder(tmp_path, rules=changed(RULE, old, new))))
    found = found.replace("rules.yaml, ", "")
    if message.endswith(": "):
        assert message in found
    else:
        assert found == message


OTHER_FAULTS = [
    ("regulation", REGULATION, "binds: [government]", "binds: [goverment]", "regulations/town/regulation.yaml, line 6, column 9: “goverment” does not fit: Input should be 'party_organ', 'peoples_congress', 'government', 'cppcc', 'court', 'procuratorate', 'peoples_organisation', 'civil_service_institution', 'public_institution', 'state_enterprise' or 'other'."),
    ("regulation", REGULATION, "start: 2015-01-01", "start: 2015-02-30", "regulations/town/regulation.yaml, line 8, column 8: “2015-02-30” does not fit: no such day."),
    ("regulation", REGULATION, "start: 2015-01-01", "start: {earliest: 2015-02-01, latest: 2015-01-01}", "regulations/town/regulation.yaml, line 8, column 8: what stands here does not go together: earliest is after latest."),
    ("regulation", REGULATION, "issuer: 某镇人民政府\n", "", "regulations/town/regulation.yaml, line 1, column 1: “issuer” is missing. Add it."),
    ("text", TEXT, "    wording: {zh: 未存储, en: not stored}\n", "", "regulations/town/text.yaml, line 8, column 5: what stands here does not go together: an article has either paragraphs or a reason why it has none."),
    ("standard", STANDARD, "unit: yuan/person/meal", "unit: yuan/head", "standards/x.yaml, line 4, column 7: “yuan/head” is not how a unit is written. Write it like yuan/person/meal."),
    ("standard", STANDARD, "{from: 11}", "{from: 10}", "standards/x.yaml, line 14, column 9: this row overlaps row 1. One set of keys has one row on one day."),
    ("standard", STANDARD, "{guest_count: {from: 11}}", "{guests: {from: 11}}", "standards/x.yaml, line 14, column 9: the keys of this row must be guest_count; they are guests."),
    ("standard", STANDARD, "{from: 11}", "many", "standards/x.yaml, line 14, column 9: the key “guest_count” cannot be “many”. It must be 3, {from: 1, to: 10}."),
    ("standard", STANDARD, "{from: 11}", "{from: 12, to: 11}", "standards/x.yaml, line 14, column 30: what stands here does not go together: the range is empty."),
    ("standard", STANDARD, "value: 40", "value: 40.123", "standards/x.yaml, line 14, column 50: “40.123” does not fit: more than two decimals."),
    ("standard", STANDARD, "sources: [CQU]", "sources: [NOWHERE]", "standards/x.yaml, line 10, column 14: the source “NOWHERE” is not registered. Add it to sources.yaml."),
    ("standard", STANDARD, "    from: 2015-01-01\n", "    from: 2015-01-01\n    sources: [CQU]\n    grade: A\n    rows: []\n  - document: 另一文件\n    from: 2016-01-01\n", "standards/x.yaml, line 13, column 5: the time in force overlaps that of 某镇文件. Give the last day (to) of the earlier one."),
    ("standard", STANDARD, "id: town-meals", "id: foreign-gift", "standards/x.yaml, line 1, column 5: “foreign-gift” is taken by standards. Choose another; ids are never used twice."),
    ("lexicon", LEXICON, "id: town-words", "id: tobacco", "lexicons/x.yaml, line 1, column 5: “tobacco” is taken by lexicons. Choose another; ids are never used twice."),
    ("lexicon", LEXICON, "words: [词]", "words: []", "lexicons/x.yaml, line 4, column 8: “[]” does not fit: Tuple should have at least 1 item after validation, not 0."),
    ("lexicon", LEXICON, "words: [词]", "words: [词…]", "lexicons/x.yaml, line 4, column 9: “词…” does not fit: a word neither begins nor ends with a gap."),
    ("lexicon", LEXICON, LEXICON, "", "lexicons/x.yaml: the file is empty. See qinjian schema rule."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "text", "old", "new", "message"), OTHER_FAULTS, ids=range(len(OTHER_FAULTS))
)
def test_a_fault_in_another_file(
    tmp_path: Path, file: str, text: str, old: str, new: str, message: str
) -> None:
    assert faults(write_folder(tmp_path, **{file: changed(text, old, new)})) == [message]


def test_one_bad_file_does_not_hide_the_faults_of_the_others(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        rules=changed(RULE, "mentions(menu", "mentions(mnu"),
        lexicon=changed(LEXICON, "words", "wrds"),
        standard=changed(STANDARD, "unit: yuan/person/meal", "unit: head"),
    )
    files = [fault.split(",")[0] for fault in faults(folder)]
    assert files == ["standards/x.yaml", "lexicons/x.yaml", "lexicons/x.yaml", "rules.yaml"]


def test_rules_that_name_a_broken_word_list_are_not_at_fault(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        rules=changed(RULE, "'tobacco'", "'town-words'"),
        lexicon=changed(LEXICON, "source: invented for tests\n", ""),
    )
    assert len(faults(folder)) == 1


def test_a_folder_without_rules(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError) as caught:
        load_rulebook([tmp_path])
    assert "this is no folder of rules" in str(caught.value)


def test_a_users_folder_adds_rules(tmp_path: Path) -> None:
    book = load_rulebook([write_folder(tmp_path, standard=STANDARD, lexicon=LEXICON)], draft=True)
    assert {"TN1-tobacco", "CQ28-tobacco"} <= {compiled.rule.id for compiled in book.rules}
    assert "town-meals" in book.tables
    assert "town-words" in book.word_lists


def test_the_same_rules_have_the_same_digest() -> None:
    assert load_rulebook().digest == load_rulebook().digest


def test_built_in_rules_are_found_beside_the_package() -> None:
    assert (BUILT_IN / "regulations" / "chongqing-2014" / "regulation.yaml").exists()


def test_the_id_of_a_rule_that_went_into_another_is_still_known() -> None:
    book = load_rulebook()
    assert book.rule("CQ27-souvenirs") is book.rule("CQ27-local-products")
    assert [one.rule.id for one in book.rules if "CQ27-visits" in one.rule.aliases] == [
        "CQ27-tourism"
    ]

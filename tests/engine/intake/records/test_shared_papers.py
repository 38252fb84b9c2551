"""What is attached to one line of a claim stands for the other lines of the same event."""

from datetime import date

import pytest

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.shared_papers import shared_papers
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import BLANK, UNTOLD, Reading
from qinjian.schemas.kinds import Reception

DAY, OTHER_DAY = date(2017, 5, 8), date(2017, 5, 18)
PAPERS = ("invoice", "official_letter")


def said(value: object) -> Reading:
    if value is None:
        return BLANK
    return UNTOLD if value == "" else Reading("given", value)


def letters(*rows: tuple[object, object, object, object]) -> list[object]:
    """Return the documents of lines of claim, day, guests and documents, as they are filled."""
    names = ("claim_no", "event_date", "guest_unit", "documents")
    columns = {
        name: Column(list(range(len(rows))), [said(row[place]) for row in rows])
        for place, name in enumerate(names)
    }
    places = list(range(len(rows)))
    found = shared_papers(TypedTable(Reception, places, places, columns)).get("documents")
    return [] if found is None else [found.at(row).value for row in places]


FIRST = ("B1", DAY, "川屏市水务局", PAPERS)


@pytest.mark.parametrize(
    "second",
    [("B1", DAY, "川屏市水务局", None), ("B1", None, None, None), ("B1", DAY, "", None)],
)
def test_a_line_of_the_same_claim_and_event_shares_its_papers(
    second: tuple[object, object, object, object],
) -> None:
    assert letters(FIRST, second) == [PAPERS, PAPERS]
    assert letters(second, FIRST) == [PAPERS, PAPERS]


@pytest.mark.parametrize(
    "second",
    [
        ("B2", DAY, "川屏市水务局", None),
        ("B1", OTHER_DAY, "川屏市水务局", None),
        ("B1", DAY, "川屏市林业局", None),
        (None, DAY, "川屏市水务局", None),
        ("B1", DAY, "川屏市水务局", ""),
        ("B1", DAY, "川屏市水务局", ("invoice",)),
    ],
)
def test_another_claim_or_event_does_not_nor_does_what_says_something_itself(
    second: tuple[object, object, object, object],
) -> None:
    assert letters(FIRST, second) == []


def test_what_was_taken_over_is_said_to_be() -> None:
    columns = {
        "claim_no": Column([0, 0], [said("B1")]),
        "letter_no": Column([0, 1], [said("川水函〔2017〕3号"), BLANK]),
        "approver": Column([0, 0], [BLANK]),
    }
    found = shared_papers(TypedTable(Reception, [2, 3], [0, 1], columns))
    assert list(found) == ["letter_no"]
    assert [one.derived for one in (found["letter_no"].at(0), found["letter_no"].at(1))] == [
        False,
        True,
    ]


def claim_of_two(letters: Reading) -> dict[str, Column]:
    """Return the columns of a claim of two visits, papers at the first, and of another claim."""
    return {
        "claim_no": Column([0, 0, 1], [said("B1"), said("B2")]),
        "event_date": Column([0, 1, 1], [said(DAY), said(OTHER_DAY)]),
        "guest_unit": Column([0, 1, 1], [said("川屏市水务局"), said("川屏市林业局")]),
        "documents": Column([0, 1, 1], [said(PAPERS), BLANK]),
        "letters_attached": Column([0, 1, 1], [letters, UNTOLD]),
    }


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_that_counts_its_letters_is_that_of_the_claim(count: int) -> None:
    columns = claim_of_two(Reading("given", count))
    found = shared_papers(TypedTable(Reception, [2, 3, 4], [0, 1, 2], columns))
    assert [found["documents"].at(row).value for row in range(3)] == [PAPERS, PAPERS, None]
    assert [found["letters_attached"].at(row).value for row in range(3)] == [count, 0, None]


def test_a_list_that_does_not_count_them_is_that_of_its_line() -> None:
    table = TypedTable(Reception, [2, 3, 4], [0, 1, 2], claim_of_two(UNTOLD))
    assert shared_papers(table) == {}


def test_lines_that_list_papers_of_their_own_keep_to_them() -> None:
    columns = {
        "claim_no": Column([0, 0, 0], [said("B1")]),
        "guest_unit": Column([0, 1, 2], [said("甲局"), said("乙局"), said("丙局")]),
        "documents": Column([0, 0, 1], [said(PAPERS), BLANK]),
        "letters_attached": Column([0, 0, 1], [Reading("given", 1), UNTOLD]),
    }
    found = shared_papers(TypedTable(Reception, [2, 3, 4], [0, 1, 2], columns))
    assert all(found[name].at(2).state != "given" for name in found)

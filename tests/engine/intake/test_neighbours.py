"""Days without a year, read as of the year that the tables beside have."""

from collections.abc import Callable
from datetime import date

from qinjian.engine.intake import read

BOOK = "日期,摘要,金额\n2019-01-05,买纸,10\n2019-02-06,买笔,20\n2019-03-07,修锁,30\n"
TRIPS = "姓名,出差日期,目的地,住宿费\n张山,3.6-3.8,万州,300\n"


def starts(folder: str) -> list[date | None]:
    dumped = [one.record.model_dump() for one in read([folder]).records]
    return [line["start_date"] for line in dumped if line.get("lodging_fee")]


def test_the_year_of_the_folder_is_that_of_days_without_one(
    write: Callable[[str, str], str],
) -> None:
    write("局/账.csv", BOOK)
    write("局/差旅.csv", TRIPS)
    assert starts("局") == [date(2019, 3, 6)]
    told = [one for one in read(["局"]).notices if one.code == "year_beside"]
    assert [(one.where.file, one.values["year"]) for one in told] == [("局/差旅.csv", 2019)]


def test_years_that_differ_tell_none(write: Callable[[str, str], str]) -> None:
    write("局/账.csv", BOOK)
    write("局/旧账.csv", BOOK.replace("2019", "2018"))
    write("局/差旅.csv", TRIPS)
    assert starts("局") == [None]


def test_a_title_goes_before(write: Callable[[str, str], str]) -> None:
    write("局/账.csv", BOOK)
    write("局/2017年差旅.csv", TRIPS)
    assert starts("局") == [date(2017, 3, 6)]


def test_files_that_are_not_read_tell_nothing(write: Callable[[str, str], str]) -> None:
    write("局/账.csv", BOOK)
    assert starts(write("局/差旅.csv", TRIPS)) == [None]


def test_the_other_sheets_of_a_workbook_go_before_the_folder(
    write: Callable[[str, str], str], write_workbook: Callable[..., str]
) -> None:
    write("局/账.csv", BOOK.replace("2019", "2018"))
    rows = [line.split(",") for line in BOOK.splitlines()]
    trips = [line.split(",") for line in TRIPS.splitlines()]
    write_workbook("局/综合.xlsx", 账=rows, 差旅=trips)
    assert starts("局") == [date(2019, 3, 6)]


def test_days_of_the_table_itself_go_before_those_beside(write: Callable[[str, str], str]) -> None:
    write("局/账.csv", BOOK.replace("2019", "2018"))
    head, line = TRIPS.splitlines()
    lines = [f"{line},2019-03-{day:02d}" for day in (10, 11, 12)]
    write("局/差旅.csv", "\n".join([f"{head},报销日期", *lines]))
    assert starts("局") == [date(2019, 3, 6)] * 3


def test_a_file_that_cannot_be_read_tells_nothing(write: Callable[[str, str], str]) -> None:
    write("局/坏.xlsx", "no workbook")
    write("局/账.csv", BOOK)
    write("局/差旅.csv", TRIPS)
    assert starts("局") == [date(2019, 3, 6)]

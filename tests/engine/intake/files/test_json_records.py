import pytest

from qinjian.engine.intake.files.json_records import find_records
from qinjian.engine.intake.tables.headers import is_lines

ROW = {"单据号": "BX-1"}


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"code": 0, "data": {"records": [ROW]}}, ("data", "records")),
        ({"data": [ROW], "msg": "ok"}, ("data",)),
        ({"rows": [ROW], "total": 1}, ("rows",)),
        ({"result": {"page": {"list": [ROW]}}}, ("result", "page", "list")),
        ({"Data": {"Items": [ROW]}}, ("Data", "Items")),
        ({"data": {"data_list": [ROW]}}, ("data", "data_list")),
        ({"data": []}, ("data",)),
        ({"数据": [ROW]}, ("数据",)),
    ],
)
def test_records_are_found_in_what_wraps_them(value: object, path: tuple[str, ...]) -> None:
    found = find_records(value, is_lines)
    assert found.path == path
    assert found.records in ([ROW], [])


@pytest.mark.parametrize(
    "value",
    [
        [ROW],
        ROW,
        {"单据号": "BX-1", "lines": [ROW]},
        {"单据号": "BX-1", "明细": [ROW], "data": [ROW]},
        {"data": "x"},
        {"data": ["a", "b"]},
        {"guests": [{"name": "甲"}]},
        {"data": {"a": {"rows": [ROW]}}},
        5,
        None,
    ],
)
def test_claims_and_lists_are_what_they_are(value: object) -> None:
    assert find_records(value, is_lines) == (value, ())


def test_one_claim_may_be_wrapped_too() -> None:
    claim = {"单据号": "BX-1", "lines": [ROW]}
    assert find_records({"data": claim}, is_lines) == (claim, ("data",))


def test_wraps_are_not_looked_into_without_end() -> None:
    deep: object = [ROW]
    for _ in range(50):
        deep = {"data": deep}
    assert find_records(deep, is_lines).path == ()

"""People in lists of JSON: names, or people with facts of their own."""

import pytest

from qinjian.engine.intake.records.people_of_json import read_json
from tests.engine.intake.values.reading_of import field_of


def people(raw: object) -> tuple[object, int | None]:
    """Return the people of a list (a name, or a name with its post) and the size of the group."""
    reading = read_json(field_of("companions"), raw)
    if reading.state != "given":
        return f"<{reading.problem or reading.state}>", reading.group
    assert isinstance(reading.value, tuple)
    return tuple(":".join(map(str, person.values())) for person in reading.value), reading.group


def test_people_of_json_have_facts_of_their_own() -> None:
    raw = ["张三", {"姓名": "李四", "职务": "科长"}, {"name": "王五", "unit": None}, None]
    reading = read_json(field_of("companions"), raw[:2])
    assert reading.value == ({"name": "张三"}, {"name": "李四", "post": "科长"})
    assert people([{"姓名": "张三", "颜色": "x"}]) == (("张三",), None)
    assert people(["张三", None]) == (("张三",), None)
    assert people([]) == ("<blank>", None)
    assert people(["张三等5人"]) == (("张三",), 5)
    assert people(["张三", "李*"]) == (("张三",), 0)
    assert people(["张*"]) == ("<masked>", 1)
    assert people(["5人"]) == ("<untold>", 5)


@pytest.mark.parametrize(
    ("raw", "problem", "path"),
    [
        ([{"颜色": "x"}], "field_unknown", (0, "颜色")),
        (["张三", {"姓名": "李四", "职务": ["a"]}], "not_a_value", (1, "职务")),
        ([{"姓名": "李四", "name": "王五"}], "header_twice", (0, "name")),
        ([3], "not_text", (0,)),
        (["张三", {"姓名": "李*"}], "masked", (1, "姓名")),
        (3, "not_a_list", ()),
        ({"姓名": "张三"}, "not_a_list", ()),
    ],
)
def test_what_is_wrong_with_people_of_json_has_a_path(
    raw: object, problem: str, path: tuple[object, ...]
) -> None:
    reading = read_json(field_of("companions"), raw)
    assert (reading.problem, reading.path) == (problem, path)

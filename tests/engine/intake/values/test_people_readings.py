"""Names of people, masks and roles that name nobody, and groups."""

import pytest

from qinjian.engine.intake.values.cell_reading import read_value
from tests.engine.intake.values.reading_of import field_of, told


def people(raw: object, field: str = "companions") -> tuple[object, int | None]:
    """Return the people of a list (a name, or a name with its post) and the size of the group."""
    reading = read_value(field_of(field), raw)
    if reading.state != "given":
        return f"<{reading.problem or reading.state}>", reading.group
    assert isinstance(reading.value, tuple)
    return tuple(":".join(map(str, person.values())) for person in reading.value), reading.group


LISTS = {
    "江亦舟": ("江亦舟",),
    "江亦舟、尚可": ("江亦舟", "尚可"),
    "江亦舟，尚可；连翘\n石磊": ("江亦舟", "尚可", "连翘", "石磊"),
    "江亦舟/尚可": ("江亦舟", "尚可"),
    "张　三": ("张三",),
    "张 三、李 四": ("张三", "李四"),
    "江 亦 舟": ("江亦舟",),
    "江亦舟 尚可": ("江亦舟", "尚可"),
    "张 三 江亦舟": ("张三", "江亦舟"),
    "江亦舟和尚可": ("江亦舟", "尚可"),
    "李和平": ("李和平",),
    "江亦舟（科长）": ("江亦舟:科长",),
    "张华（科长）、李娟（科员）": ("张华:科长", "李娟:科员"),
    "张华(财政局副局长)": ("张华:财政局副局长",),
    "副局长李强": ("李强:副局长",),
    "局长 张三、副局长 李四": ("张三:局长", "李四:副局长"),
    "张三 局长 李四 科员": ("张三:局长", "李四:科员"),
    "李强副局长": ("李强:副局长",),
    "主任科员江亦舟": ("江亦舟:主任科员",),
    "科长：江亦舟": ("江亦舟:科长",),
    "教师李强": ("李强:教师",),
    "张局长、王主任": ("张局长", "王主任"),
    "张三（市水利局）": ("张三:市水利局",),
    "张三（女）": ("张三",),
    "买买提·艾力": ("买买提·艾力",),
    "买买提•艾力": ("买买提·艾力",),
    "买买提・艾力": ("买买提·艾力",),
    "欧阳昌、闻人杰": ("欧阳昌", "闻人杰"),
    "John Smith": ("John Smith",),
    "王䶮、陈𬀩": ("王䶮", "陈𬀩"),
}


@pytest.mark.parametrize(("text", "names"), LISTS.items())
def test_names_are_told_apart(text: str, names: tuple[str, ...]) -> None:
    assert people(text) == (names, None)


GROUPS = {
    "张三等5人": (("张三",), 5),
    "张三、李四等5人": (("张三", "李四"), 5),
    "江亦舟一行8人": (("江亦舟",), 8),
    "张三5人": (("张三",), 5),
    "张三、李四、王五 3人": (("张三", "李四", "王五"), 3),
    "张三、李四、王五共3人": (("张三", "李四", "王五"), 3),
    "张三等": (("张三",), 0),
    "张三等10余人": (("张三",), 0),
    "张三等3人、李四等2人": (("张三", "李四"), 0),
    "张三、司机": (("张三",), 2),
    "张三、李某": (("张三",), 2),
    "张三、工作人员": (("张三",), 0),
    "张三、工作人员3人": (("张三",), 4),
    "5人": ("<untold>", 5),
    "一行8人": ("<untold>", 8),
}


@pytest.mark.parametrize(("text", "expected"), GROUPS.items())
def test_a_list_may_speak_of_a_group(text: str, expected: tuple[object, int]) -> None:
    assert people(text) == expected


NOBODY = [
    "司机", "驾驶员", "工作人员", "领导", "局领导", "本局人员", "机关干部", "全体干部", "全体职工", "同行人员", "借调人员", "×××", "XXX", "xx", "***", "某某", "张某", "张某某", "李某甲",
    "张*", "张**", "张×", "张XX", "董事长张某", "外聘教授周某", "陪同人员", "考察组", "检查组成员", "单位领导", "本单位职工", "各科室负责人", "退休职工", "困难党员", "评审专家", "本人", "随行工作人员",
]  # fmt: skip


@pytest.mark.parametrize("text", NOBODY)
def test_a_mask_or_a_role_names_nobody(text: str) -> None:
    assert people(text)[0] == "<masked>"
    for field in (
        "person",
        "recipient",
        "driver",
        "vehicle_user",
        "leader",
        "keeper",
        "fixed_user",
        "name",
    ):
        assert told(field, text) == "<masked>"


@pytest.mark.parametrize(
    ("text", "number"),
    [("李某等6人", 6), ("评审专家6人", 6), ("全馆35人", 35), ("35名职工", 35), ("馆班子4人", 4), ("张某、李某", 2), ("张*、李*、王*", 3), ("退休职工11人", 11), ("领导、干部", 0)],
)  # fmt: skip
def test_people_without_a_name_may_be_counted(text: str, number: int) -> None:
    assert people(text) == ("<masked>", number)


@pytest.mark.parametrize(
    "text",
    ["郑会费", "贺春联", "沈茶香", "龙井", "向导明", "高兴", "李领", "程工", "马代军", "石学员", "严谨", "尚可", "薄荷", "石榴", "祝青霜", "游泳", "年丰", "水青", "左职工"],
)  # fmt: skip
def test_a_name_that_looks_like_a_word_is_a_name(text: str) -> None:
    assert people(text) == ((text,), None)


@pytest.mark.parametrize("text", ["", "无", "/", "—", "NULL", None])
def test_a_list_of_people_may_be_blank(text: str | None) -> None:
    assert people(text)[0] == "<blank>"


@pytest.mark.parametrize(
    ("text", "problem"),
    [("见附表", "refers_elsewhere"), ("名单附后", "refers_elsewhere"), ("同上", "ditto"), ("详见签到表", "refers_elsewhere")],
)  # fmt: skip
def test_a_list_of_people_may_stand_elsewhere(text: str, problem: str) -> None:
    assert people(text)[0] == f"<{problem}>"
    assert told("person", text) == f"<{problem}>"


@pytest.mark.parametrize(
    ("text", "name"),
    [("张　三", "张三"), ("李强（科长）", "李强"), ("王斌等8人", "王斌"), ("张三、李四", "张三、李四"), ("种子管理站", "种子管理站"), ("机要室", "机要室"), ("科长李强", "李强")],
)  # fmt: skip
def test_a_field_of_text_names_one_person(text: str, name: str) -> None:
    assert told("person", text) == name


def test_the_post_beside_a_recipient_is_told() -> None:
    assert dict(read_value(field_of("recipient"), "李强（科长）").also) == {"post": "科长"}

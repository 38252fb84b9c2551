import pytest

from qinjian.engine.intake.records.derive import derived, employer, region_in, unit_kind
from qinjian.schemas.kinds import Companion, ForeignReception, Guest, Reception
from qinjian.schemas.kinds.person import ReceptionType
from qinjian.schemas.record import UnitKind


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("重庆市第一中级人民法院", "court"),
        ("重庆市人民检察院", "procuratorate"),
        ("重庆市人大常委会", "peoples_congress"),
        ("渝中区人民代表大会常务委员会办公室", "peoples_congress"),
        ("政协重庆市委员会", "cppcc"),
        ("中国人民政治协商会议重庆市渝中区委员会", "cppcc"),
        ("重庆市政协办公厅", "cppcc"),
        ("重庆市总工会", "peoples_organisation"),
        ("渝北区妇女联合会", "peoples_organisation"),
        ("重庆市妇联", "peoples_organisation"),
        ("共青团重庆市委员会", "peoples_organisation"),
        ("共青团重庆市委", "peoples_organisation"),
        ("团市委", "peoples_organisation"),
        ("中共重庆市委办公厅", "party_organ"),
        ("中共重庆市渝北区委员会", "party_organ"),
        ("中共重庆市纪律检查委员会", "party_organ"),
        ("渝中区委宣传部", "party_organ"),
        ("县委组织部", "party_organ"),
        ("市委政法委", "party_organ"),
        ("重庆市人民政府办公厅", "government"),
        ("龙溪街道办事处", "government"),
        ("重庆市财政局", "government"),
        ("四川省财政厅", "government"),
        ("重庆市发展和改革委员会", "government"),
        ("重庆市教育委员会", "government"),
    ],
)
def test_some_names_can_only_be_one_kind_of_unit(unit: str, kind: str) -> None:
    assert unit_kind(unit) == UnitKind(kind)


@pytest.mark.parametrize(
    "unit",
    [
        "重庆某某有限公司",
        "招商局集团",
        "龙山居民委员会",
        "某村村民委员会",
        "某社区居委会",
        "重庆市邮政局",
        "重庆市供电局",
        "成都铁路局",
        "重庆市烟草专卖局",
        "重庆市电信局",
        "中铁十一局",
        "民盟重庆市委",
        "九三学社重庆市委员会",
        "中共重庆大学委员会",
        "重庆仲裁委员会",
        "重庆市财政局机关服务中心",
        "重庆市人民医院",
        "第一餐厅",
        "重庆市某某学会",
        "中共" + "很" * 80 + "市委",
        "",
    ],
)
def test_a_name_in_doubt_tells_nothing(unit: str) -> None:
    assert unit_kind(unit) is None


def test_the_full_name_of_a_province_at_the_start_tells_the_region() -> None:
    assert region_in("重庆市渝中区财政局") == "重庆"
    assert region_in("内蒙古自治区财政厅") == "内蒙古"
    assert region_in("中共重庆市委办公厅") == "重庆"
    assert region_in("重庆大学") is None
    assert region_in("国家税务总局重庆市税务局") is None


def test_what_the_record_gives_is_never_changed() -> None:
    given = Reception(
        unit="重庆市财政局",
        region="四川",
        unit_kind=UnitKind.OTHER,
        guest_count=9,
        guests=(Guest(name="张三"),),
        reception_type=ReceptionType.INVESTMENT,
    )
    assert derived(given, "北京", {}) == (given, frozenset())


def test_the_name_of_the_unit_comes_before_the_argument() -> None:
    record, names = derived(Reception(unit="重庆市财政局"), "四川", {})
    assert (record.region, record.unit_kind) == ("重庆", UnitKind.GOVERNMENT)  # type: ignore[attr-defined]
    assert names == {"region", "unit_kind", "reception_type"}
    assert derived(Reception(unit="财政局"), "四川", {})[0].region == "四川"  # type: ignore[attr-defined]
    assert derived(ForeignReception(), None, {}) == (ForeignReception(), frozenset())


def test_derived_fields_are_set_and_blank_ones_stay_blank() -> None:
    record, _ = derived(Reception(unit="重庆市财政局", letter_no=None), None, {})
    assert record.model_fields_set == {
        "unit",
        "letter_no",
        "region",
        "unit_kind",
        "reception_type",
    }


def test_people_are_counted_only_if_all_are_named() -> None:
    two = (Guest(name="张三"), Guest(post="处长"))
    assert derived(Reception(guests=two), None, {})[0].guest_count == 2  # type: ignore[attr-defined]
    for name in ("张三等", "李四一行", "5人", "王五及随员", "三位客人"):
        several = Reception(guests=(Guest(name=name),))
        assert derived(several, None, {})[1] == {"reception_type"}
    assert derived(Reception(guests=()), None, {})[1] == {"reception_type"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"activity": "调研"}, ReceptionType.DOMESTIC),
        ({}, ReceptionType.DOMESTIC),
        ({"activity": "招商引资洽谈"}, None),
        ({"description": "接待投资商考察"}, None),
        ({"reception_type": None}, None),
        ({"reception_type": "investment"}, ReceptionType.INVESTMENT),
    ],
)
def test_a_source_without_the_type_holds_domestic_receptions(
    given: dict[str, object], expected: ReceptionType | None
) -> None:
    """A blank cell is not the same as no column, and words of investment leave it open."""
    record, _ = derived(Reception.model_validate(given), None, {})
    assert isinstance(record, Reception)
    assert record.reception_type is expected


def test_guests_come_from_the_one_unit_that_the_record_names() -> None:
    record = Reception(guest_unit="四川省财政厅")
    assert employer(Guest(name="张三"), record) == {"employer": "四川省财政厅"}
    assert employer(Guest(name="张三", employer=None), record) == {}
    assert employer(Companion(name="李四"), record) == {}
    assert employer(Guest(name="张三"), Reception()) == {}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"start_date": "2016-10-18"}, "2016-10-18"),
        ({"start_date": "2016-10-18", "end_date": "2016-10-18"}, "2016-10-18"),
        ({"start_date": "2016-10-18", "end_date": "2016-10-20"}, "None"),
        ({"event_date": "2016-10-19", "start_date": "2016-10-18"}, "2016-10-19"),
    ],
)
def test_an_event_of_one_day_was_on_its_first(given: dict[str, object], expected: str) -> None:
    record, _ = derived(Reception.model_validate(given), None, {})
    assert isinstance(record, Reception)
    assert str(record.event_date) == expected

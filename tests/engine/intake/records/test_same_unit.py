"""Whether two names may be of one unit."""

import pytest

from qinjian.engine.intake.units.same import same_unit


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("江洲区水务局", "重庆市江洲区水务局"),
        ("江洲区水务局", "江洲水务局"),
        ("重庆市江洲区水务局", "水务局"),
        ("江洲区教委", "江洲区教育委员会"),
        ("重庆市江洲区教育委员会", "区教委"),
        ("重庆市公安局江洲区分局", "江洲区公安局"),
        ("重庆市公安局江洲区分局", "公安局江洲区分局"),
        ("江洲区水务局", "本单位"),
        ("江洲区水务局", "我局"),
        ("自有", "江洲区水务局"),
        ("江洲区水务局", "局机关"),
        ("中共江洲区委组织部", "江洲区委组织部"),
        ("江洲区水务局（本级）", "江洲区水务局"),
        ("江洲团区委", "中国共产主义青年团重庆市江洲区委员会"),
        ("白沙镇", "重庆市江洲区白沙镇人民政府"),
        ("南山街道", "重庆市江洲区南山街道办事处"),
        ("江洲中学", "重庆市江洲中学校"),
        ("江洲区公路局", "重庆市江洲区公路管理局"),
        ("江洲区交巡警支队", "重庆市江洲区公安局交通巡逻警察支队"),
        ("江洲投资集团", "重庆江洲投资集团有限公司"),
    ],
)
def test_what_a_name_adds_in_front_or_writes_in_short_is_the_same(name: str, other: str) -> None:
    assert same_unit(name, other)
    assert same_unit(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("江洲区水务局", "江洲区水务局工会"),
        ("江洲区水务局", "江洲区水利学会"),
        ("白沙镇", "白沙镇卫生院"),
        ("江洲投资集团", "江洲水务集团有限公司"),
        ("江洲区公安局", "江洲区交巡警支队"),
        ("江洲区水务局", "重庆江洲水利建设有限公司"),
        ("江洲区水务局", "云门县水务局"),
        ("江洲区水务局", "江洲区财政局"),
        ("江洲区水务局", "傅则诚"),
        ("江洲区水务局", "局"),
        ("江洲区工商联", "江洲区商会"),
    ],
)
def test_what_it_adds_behind_is_another(name: str, other: str) -> None:
    assert not same_unit(name, other)
    assert not same_unit(other, name)

"""The countries that a text names."""

import pytest

from qinjian.engine.intake.values.countries import countries_in, more_countries


@pytest.mark.parametrize(
    ("text", "than", "expected"),
    [
        ("匈牙利、奥地利", "匈牙利", True),
        ("德国—荷兰", "德国", True),
        ("赤道几内亚", "几内亚", True),
        ("香港、澳门", "香港", True),
        ("日本、韩国", "韩国、日本", False),
        ("德国", "德国、法国", False),
        ("德国（法兰克福）", "德国", False),
        ("德国（经停芬兰）", "德国", False),
        ("德国、芬兰（经停）", "德国", False),
        ("芬兰转机，德国", "德国", False),
        ("中国香港特别行政区", "香港", False),
        ("印尼", "印度尼西亚", False),
        ("英国、法国", "欧洲", False),
        ("慕尼黑", "德国", False),
    ],
)
def test_countries_beyond_those_of_another_text(text: str, than: str, expected: bool) -> None:
    assert more_countries(text, than) is expected


def test_the_longest_name_is_meant_and_names_of_one_country_are_one() -> None:
    assert countries_in("北马里亚纳群岛、南苏丹") == {"北马里亚纳群岛", "南苏丹"}
    assert countries_in("美利坚合众国") == countries_in("美国") == {"美国"}

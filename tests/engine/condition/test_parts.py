"""What two texts have to be to name one thing, or the parts of one work."""

import pytest

from qinjian.engine.condition.parts import one_thing, same_ending
from qinjian.engine.wording.text import normalised


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("付安防系统一标", "付安防系统二标"),
        ("办公楼维修一标(墙面)", "办公楼维修二标（地面）"),
        ("材料装订A", "材料装订Ｂ"),
        ("书架安装一", "书架安装三"),
        ("宣传栏制作（一）", "宣传栏制作（二）"),
        ("付宣传栏制作-1", "付宣传栏制作-2"),
        ("S204线K12-K18罩面", "S204线K18-K24罩面"),
        ("K0+000-K1+200路段整治", "K1+200-K2+400路段整治"),
        ("办公设备第一批", "办公设备第二批"),
        ("A包课桌", "B包课桌"),
        ("道路整治1标段", "道路整治2标段"),
        ("一楼会议室装修", "二楼会议室装修"),
        ("1号楼防水", "2号楼防水"),
        ("办公桌椅12套", "办公桌椅10套"),
        ("打印机", "打印机"),
    ],
)
def test_parts_of_one_work(one: str, other: str) -> None:
    assert one_thing(normalised(one), normalised(other))
    assert one_thing(normalised(other), normalised(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("付1月物业费", "付2月物业费"),
        ("保洁费1-3月", "保洁费4-6月"),
        ("付物业费2016.01", "付物业费2016.02"),
        ("一季度保洁费", "二季度保洁费"),
        ("培训班第一期", "培训班第二期"),
        ("笔记本电脑1台(冯主任)", "笔记本电脑1台(李主任)"),
        ("渝A12345维修", "渝A12346维修"),
        ("车辆维修渝A12345", "车辆维修渝A12346"),
        ("一楼保洁费", "二楼保洁费"),
        ("1号电梯维保", "2号电梯维保"),
        ("打印纸", "打印机"),
        ("2016年设备更新", "2017年设备更新"),
        ("装修首付款", "装修尾款"),
        ("一标", "二标"),
        ("住宿费3人", "住宿费2人"),
    ],
)
def test_no_parts_of_one_work(one: str, other: str) -> None:
    assert not one_thing(normalised(one), normalised(other))
    assert not one_thing(normalised(other), normalised(one))


def test_endings() -> None:
    assert same_ending("图书馆物业服务", "文化馆物业服务")
    assert same_ending("图书馆物业服务;含保安", "文化馆物业服务采购项目")
    assert not same_ending("食堂大米;500公斤", "食堂面粉;500公斤")
    assert not same_ending("电脑采购项目", "桌椅采购项目")
    assert not same_ending("图书馆物业", "文化馆保洁")
    assert not same_ending("服务", "服务")

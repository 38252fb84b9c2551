"""The answer on a single claim: its verdict first, what could not be told last."""

from pathlib import Path

import pytest
import yaml

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.report.write import render
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Report
from tests.book import BOOK

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "claim.yaml"
INVOICE = {
    "发票代码": "150001610277", "发票号码": "10288107", "开票日期": "2016-05-18",
    "销售方名称": "云麓县机关食堂", "购买方名称": "重庆市云麓县总工会",
}  # fmt: skip
REST = {
    "大写金额": "贰佰元整", "部门经济分类": "30217公务接待费", "审批人": "顾临川",
    "刷卡日期": "2016-05-18",
    "刷卡金额": "200.00",
}  # fmt: skip


def answer(tmp_path: Path, language: Language = "zh", **changes: object) -> tuple[Report, str]:
    claim = yaml.load(SAMPLE.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - our own
    claim["接待对象名单"][1]["职务"] = "劳动关系专家"
    claim |= INVOICE | REST | changes
    claim = {name: value for name, value in claim.items() if value is not None}
    path = tmp_path / "claim.yaml"
    path.write_text(yaml.safe_dump(claim, allow_unicode=True), encoding="utf-8")
    report = check([path.as_posix()], BOOK, Options(language)).report
    return report, render(report, "table").replace(tmp_path.as_posix() + "/", "")


def test_a_claim_in_order(tmp_path: Path) -> None:
    report, text = answer(tmp_path)
    lines = text.splitlines()
    assert lines[0] == "所交资料未见不符。"
    assert "请填写或附上：" not in lines
    assert report.totals.findings == 0
    assert lines[-2].startswith("已作判断 ")
    assert lines[-1] == "还缺：重庆市公务接待工作餐标准"
    assert answer(tmp_path, "en")[1].startswith("Nothing amiss in what was handed in.\n")


def test_a_claim_with_something_to_mend(tmp_path: Path) -> None:
    _, text = answer(tmp_path, 陪餐人数="4", 用餐总人数="7")
    lines = text.splitlines()
    assert lines[:4] == [
        "有 1 处要改（资料直接反映 1，需核实 0）。",
        "",
        "claim.yaml:1  0020160518  [资料直接反映]  CQ28-companions  陪餐人数超过限额",
        "    来客 3 人，陪餐 4 人，限额 3 人",
    ]
    assert text.count("限额 3") == 1
    _, english = answer(tmp_path, "en", 陪餐人数="4", 用餐总人数="7")
    assert english.startswith("1 things to mend (breach 1, doubt 0).\n")


def test_a_claim_that_lacks_something(tmp_path: Path) -> None:
    lacking: dict[str, object] = dict.fromkeys((*INVOICE, "大写金额"))
    report, text = answer(tmp_path, "zh", **lacking)
    lines = text.splitlines()
    assert lines[0] == "还差 发票所载信息、大写金额；其余所交资料未见不符。"
    needs = {need.name: need.settles for need in report.needs}
    asked = lines.index("请填写或附上：")
    assert lines[asked + 1 : asked + 3] == [
        f"    可补充 发票所载信息：即可判断 {needs['invoice']} 项",
        "    可补充 大写金额：即可判断 1 项",
    ]
    assert lines.index("还缺：重庆市公务接待工作餐标准") == len(lines) - 1
    _, english = answer(tmp_path, "en", **lacking)
    assert english.startswith(
        "Still lacking: what the invoice says, amount in words; nothing amiss in the rest.\n"
    )


def test_where_nothing_could_be_judged_nothing_is_said_to_be_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("单位,接待人数,用餐形式\n重庆市渝岭区财政局,3,工作餐\n", encoding="utf-8")
    text = render(check([path.as_posix()], BOOK, Options("zh")).report, "table")
    assert text.startswith("还差 ")


@pytest.mark.parametrize(
    ("numbers", "single"),
    [(["A1"], True), (["A1", "A1"], True), (["A1", "A2"], False), (["", ""], False), ([""], True)],
)
def test_one_record_or_the_lines_of_one_claim_are_a_single_claim(
    tmp_path: Path, numbers: list[str], single: bool
) -> None:
    rows = [
        f"{number},重庆市渝岭区财政局,2015-06-0{day},3,工作餐,500"
        for day, number in enumerate(numbers, 1)
    ]
    path = tmp_path / "a.csv"
    head = "单据号,单位,接待日期,接待人数,用餐形式,报销金额"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    report = check([path.as_posix()], BOOK, Options("zh")).report
    assert report.manifest.single_claim is single
    assert render(report, "table").startswith("检查对象：") is not single

"""The catalogue of rules: what `qinjian rules pages FOLDER` writes, and the site takes in."""

import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from qinjian.engine.report.catalogue import SHELVES, shelved
from qinjian.engine.report.pages import LIST, escaped, pages
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.wording import Language
from tests.book import BOOK
from tests.command import runner
from tests.engine.rulebook.folder import RULE, write_folder


@cache
def english() -> dict[str, str]:
    return pages(BOOK, "en")


@cache
def chinese() -> dict[str, str]:
    return pages(BOOK, "zh")


def test_every_page_is_in_the_catalogue() -> None:
    linked = set(re.findall(r"\]\(([^)]+)\)", english()[LIST]))
    assert linked == set(english()) - {LIST} == set(chinese()) - {LIST}
    assert len(linked) == len(BOOK.rules) + len(BOOK.laws) + len(SHELVES)


def test_every_rule_stands_under_a_kind_of_expense() -> None:
    shelves = shelved(BOOK.rules)
    ids = {compiled.rule.id for compiled in BOOK.rules}
    assert {one.rule.id for rules in shelves.values() for one in rules} == ids
    for shelf in SHELVES:
        there = re.findall(r"^## .* \{: #(\S+) \}$", english()[shelf.page], re.MULTILINE)
        assert there == [one.rule.id for one in shelves[shelf.id]]
        assert there


def test_a_rule_on_ledgers_beside_one_kind_is_one_of_that_kind() -> None:
    shelves = shelved(BOOK.rules)
    booked = BOOK.rule("CQ26-non-official-booked")  # expense and voucher
    assert [name for name, rules in shelves.items() if booked in rules] == ["general"]
    assert BOOK.rule("CQ28-companions") in shelves["reception"]
    passed = BOOK.rule("CQ27-gift-money")  # receptions, ledgers, meetings and more
    assert [name for name, rules in shelves.items() if passed in rules] == ["several"]


@pytest.mark.parametrize("compiled", BOOK.rules, ids=lambda compiled: compiled.rule.id)
def test_a_page_has_an_example_since_when_and_what_to_do(compiled: CompiledRule) -> None:
    page = english()[f"{compiled.rule.id}.md"]
    _, _, about = page.partition("**A record that gives a lead**\n\n| ")
    table, _, rest = about.partition("\n\n")
    assert len(table.splitlines()) >= 3
    assert re.search(r"\*\*Binds\*\*\n\n- .*since \d{4}-", rest)
    assert re.search(r"\*\*How to put it right\*\*\n\n- \S", rest)


def test_links_lead_to_pages() -> None:
    links = {link for text in english().values() for link in re.findall(r"\]\(([^)]+)\)", text)}
    assert links <= set(english())


def test_a_page_has_the_clause_the_condition_the_figures_and_the_cases() -> None:
    page = english()["CQ28-companions.md"]
    assert "> 《重庆市贯彻实施〈党政机关厉行节约反对浪费条例〉办法》第二十八条第二款" in page
    assert "一次工作餐，**并严格控制陪餐人数**。工作餐" in page
    assert "\nwhen: companion_count > limit\n" in page
    assert "    - guest\\_count 11–: // 3\n" in page
    assert "\nviolation: {meal_type: working_meal, guest_count: 10, companion_count: 4}\n" in page
    assert "[Too many hosts at a meal](NR10-companions.md)" in page


def test_an_example_is_a_row_as_a_clerk_enters_it() -> None:
    assert (
        "| 发生日期 | 接待类型 | 接待人数 | 陪餐人数 | 用餐形式 |\n| --- | --- | --- | --- | --- |\n"
        "| 2015-06-10 | 国内公务接待 | 10 | 4 | 工作餐 |\n"
    ) in chinese()["CQ28-companions.md"]
    assert (
        "| 2015-06-10 | 国内公务接待 (domestic) | 10 | 4 | 工作餐 (working meal) |\n"
        in (english()["CQ28-companions.md"])
    )
    # of several records, all of them, with their kinds where these differ
    assert (
        "| 江洲区农委 | 2016-07-12 | 986.00 | 5 | 荷塘农庄 |\n"
        in (chinese()["CQ11-equal-receptions.md"])
    )
    assert "| 类别 | 单位 | 开始日期 | 结束日期 |" in chinese()["CQ17-trip-on-leave.md"]


def test_what_puts_it_right_is_what_a_lawful_case_has() -> None:
    assert "- 附上公函；没有的，说明原因。\n" in chinese()["CQ26-letter.md"]
    assert (
        "- 按原始单据核对“陪餐人数”（4）；误填的予以更正。\n- 同一记录“陪餐人数”如为“3”，不列疑点。\n"
        in (chinese()["CQ28-companions.md"])
    )
    assert "- 按原始单据填写“事由”。\n" in chinese()["CQ16-purpose.md"]
    # nobody is told to call it something else, or to write another purpose than the true one
    assert "如为“招商引资”" not in chinese()["CQ28-alcohol.md"]
    assert "- 核对“接待车辆”所记内容" in chinese()["CQ28-police-cars.md"]


def test_a_figure_whose_first_day_is_unknown_is_said_not_to_be_used() -> None:
    assert "标准：自 2014-01-01 起; 施行日期未查到，不使用\n" in chinese()["CQ17-meal-allowance.md"]


def test_the_page_of_a_regulation_has_its_articles() -> None:
    page = chinese()["chongqing-2014.md"]
    assert "\n## 第二十八条\n" in page
    assert "- [陪餐人数超过限额](CQ28-companions.md): 并严格控制陪餐人数\n" in page
    assert "\n## Article 28\n" in english()["chongqing-2014.md"]


def test_words_of_a_rule_file_are_no_markup(tmp_path: Path) -> None:
    assert escaped("a|b <i>*c*</i> [d](e)\n# f") == r"a\|b \<i\>\*c\*\</i\> \[d\](e) \# f"
    rules = RULE.replace("{zh: 香烟, en: Tobacco}", '{zh: "<b>香烟", en: "![x](y)"}')
    book = load_rulebook([write_folder(tmp_path, rules=rules)])
    in_chinese, page = (pages(book, language)["TN1-tobacco.md"] for language in get_args(Language))
    assert page.startswith("# !\\[x\\](y)\n")
    assert in_chinese.startswith("# \\<b\\>香烟\n")


def test_the_command_writes_them_and_tells_of_pages_without_a_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    qinjian = runner(tmp_path, monkeypatch, capfd)
    folder = tmp_path / "pages"
    first = qinjian("rules", "pages", "pages")
    assert (first.code, first.out, first.err) == (0, "", "")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == english()
    (folder / "CQ99-gone.md").write_text("old", encoding="utf-8")
    second = qinjian("rules", "pages", "pages")
    assert second.code == 1
    assert (
        second.err == "pages/CQ99-gone.md: there is no such rule or regulation. Delete the page.\n"
    )


def test_a_folder_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    qinjian = runner(tmp_path, monkeypatch, capfd)
    Path("pages").write_text("", encoding="utf-8")
    result = qinjian("rules", "pages", "pages")
    assert result.code == 2
    assert result.err.startswith("pages: cannot be written: File exists")

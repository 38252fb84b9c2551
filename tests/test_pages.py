"""The pages in docs/rules are those that the rule files give; `qinjian rules pages docs/rules`."""

import re
from pathlib import Path

import pytest

from qinjian.engine.report.pages import LIST, escaped, pages
from qinjian.engine.rulebook.load import load_rulebook
from tests.book import BOOK
from tests.command import runner
from tests.engine.rulebook.folder import RULE, write_folder

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
PAGES = pages(BOOK)


def test_the_pages_are_not_stale() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert sorted(kept) == sorted(PAGES)
    assert [name for name, text in PAGES.items() if kept[name] != text] == []


def test_every_rule_and_regulation_has_its_page_in_the_list() -> None:
    linked = set(re.findall(r"\]\(([^)]+)\)", PAGES[LIST]))
    assert linked == set(PAGES) - {LIST}
    assert len(linked) == len(BOOK.rules) + len(BOOK.laws)


def test_links_lead_to_pages() -> None:
    links = {link for text in PAGES.values() for link in re.findall(r"\]\(([^)]+)\)", text)}
    assert links <= set(PAGES)


def test_a_page_has_the_clause_the_condition_the_figures_and_the_cases() -> None:
    page = PAGES["CQ28-companions.md"]
    assert "> 《重庆市贯彻实施〈党政机关厉行节约反对浪费条例〉办法》第二十八条第二款" in page
    assert "一次工作餐，**并严格控制陪餐人数**。工作餐" in page
    assert "    when: companion_count > limit\n" in page
    assert "  - guest\\_count 11–: // 3\n" in page
    assert "    violation: {meal_type: working_meal, guest_count: 10, companion_count: 4}\n" in page
    assert "[NR10-companions](NR10-companions.md)" in page


def test_the_page_of_a_regulation_has_its_articles() -> None:
    page = PAGES["chongqing-2014.md"]
    assert "\n## 第二十八条\n" in page
    assert (
        "- [CQ28-companions](CQ28-companions.md) 陪餐人数超过限额 Too many hosts at a meal: 并严格控制陪餐人数\n"
        in page
    )


def test_words_of_a_rule_file_are_no_markup(tmp_path: Path) -> None:
    assert escaped("a|b <i>*c*</i> [d](e)\n# f") == r"a\|b \<i\>\*c\*\</i\> \[d\](e) \# f"
    rules = RULE.replace("{zh: 香烟, en: Tobacco}", '{zh: "<b>香烟", en: "![x](y)"}')
    page = pages(load_rulebook([write_folder(tmp_path, rules=rules)]))["TN1-tobacco.md"]
    assert page.startswith("# TN1-tobacco \\<b\\>香烟\n\n!\\[x\\](y)\n")


def test_the_command_writes_them_and_tells_of_pages_without_a_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    qinjian = runner(tmp_path, monkeypatch, capfd)
    folder = tmp_path / "pages"
    first = qinjian("rules", "pages", "pages")
    assert (first.code, first.out, first.err) == (0, "", "")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == PAGES
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

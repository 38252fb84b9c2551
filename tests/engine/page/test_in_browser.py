"""The page in a browser: with and without scripts, by keyboard, wide and narrow, light and dark.

Chromium has to be there (``apt-get install chromium``): without it these tests fail.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from qinjian.engine.wording import Language
from tests.browser import chromium
from tests.engine.page.reports import hostile, page, samples

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

_CONTRASTS = """() => {
  const light = (channel) => {
    const part = channel / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const luminance = ([red, green, blue]) =>
    0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const colour = channels(element.closest("svg") ? style.fill : style.color);
    const [one, other] = [luminance(colour), luminance(behind(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const name = `${element.tagName} ${style.color}`;
    found[name] = Math.min(found[name] ?? 99, ratio);
  }
  return found;
}"""

_OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true"

_BEYOND = """() => [...document.querySelectorAll("main *")].filter(
  (one) => !one.closest(".scroll") && one.checkVisibility() &&
    one.getBoundingClientRect().right > innerWidth + 1
).map((one) => one.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _address(tmp_path_factory, "zh")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _address(tmp_path_factory, "en")


def _address(folders: pytest.TempPathFactory, language: Language) -> str:
    file = folders.mktemp("page") / "报告.html"
    file.write_text(page(samples(language)), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def shown(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        opened = context.new_page()
        complaints: list[str] = []
        opened.on("console", lambda message: complaints.append(message.text))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("request", lambda request: complaints.append(request.url))
        opened.goto(address)
        yield opened
        assert [one for one in complaints if one != opened.url.partition("#")[0]] == []


def _visible_leads(shown: Page) -> list[str]:
    ids = shown.locator("#list > tbody:not([hidden])").evaluate_all("all => all.map(one => one.id)")
    return [str(one) for one in ids]


def test_the_script_runs_under_the_policy(shown: Page) -> None:
    assert shown.locator("#filters").is_visible()
    count = samples().totals.findings
    assert shown.locator("#shown").inner_text() == f"显示 {count} / {count} 个疑点"


def test_without_scripts_all_is_there_and_controls_are_not(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        shown = context.new_page()
        shown.goto(address)
        assert shown.locator("#filters").is_hidden()
        assert shown.locator("#list > tbody").count() == samples().totals.findings
        assert shown.locator("#list > tbody").last.is_visible()
        assert shown.locator("noscript").first.is_visible()
        first = shown.locator("#list > tbody").first
        first.locator("summary").click()
        assert first.locator("dl").first.is_visible()
        shown.locator("svg a[data-filter]").first.click()
        assert shown.locator("#chapter-0").is_visible()


def test_the_first_stop_of_the_keyboard_leads_to_the_list_and_its_filters(shown: Page) -> None:
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    assert shown.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    shown.keyboard.press("Enter")
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.name") == "text"
    width = shown.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert width == "3px"


def test_filters_by_keyboard(shown: Page) -> None:
    shown.focus("#filters [name=text]")
    shown.keyboard.type("陪餐 财政局")
    found = _visible_leads(shown)
    assert 0 < len(found) < samples().totals.findings
    total = samples().totals.findings
    assert shown.locator("#shown").inner_text() == f"显示 {len(found)} / {total} 个疑点"
    for name in found:
        assert "财政局" in shown.locator(f"#{name}").inner_text()
    shown.keyboard.press("Tab")
    shown.keyboard.press("ArrowDown")  # the first level: breach
    breaches = _visible_leads(shown)
    assert 0 < len(breaches) <= len(found)
    assert all(shown.locator(f"#{name} > tr.breach").count() == 1 for name in breaches)
    shown.focus("#filters [type=reset]")
    shown.keyboard.press("Enter")
    assert len(_visible_leads(shown)) == total


def test_each_filter_shows_what_has_its_option(shown: Page) -> None:
    for name in ("level", "chapter", "article", "unit", "kind", "month"):
        options = shown.locator(f"#filters [name={name}] option").count()
        counts = []
        for option in range(options - 1):
            shown.select_option(f"#filters [name={name}]", str(option))
            counts.append(len(_visible_leads(shown)))
        assert min(counts) > 0
        assert sum(counts) == samples().totals.findings
        shown.select_option(f"#filters [name={name}]", "")


def test_sorts_by_keyboard(shown: Page) -> None:
    head = shown.locator("#list th[data-sort=number]")
    head.locator("button").focus()
    shown.keyboard.press("Enter")
    numbers = [int(name.removeprefix("lead-")) for name in _visible_leads(shown)]
    assert (head.get_attribute("aria-sort"), numbers) == ("ascending", sorted(numbers))
    shown.keyboard.press("Enter")
    numbers = [int(name.removeprefix("lead-")) for name in _visible_leads(shown)]
    assert head.get_attribute("aria-sort") == "descending"
    assert numbers == sorted(numbers, reverse=True)
    amount = shown.locator("#list th[data-sort=at_issue]")
    amount.locator("button").focus()
    shown.keyboard.press("Enter")
    shown.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    last_cell = shown.locator("#list > tbody > tr:first-child > td:nth-child(7)")
    found = [text.partition("疑点金额")[2] for text in last_cell.all_text_contents()]
    known = [float(text.replace(",", "")) for text in found if text.strip() != "不明"]
    assert known == sorted(known, reverse=True)
    assert found[0].strip() != "不明"


def test_from_a_bar_to_leads_to_the_record_to_the_text_of_the_article(shown: Page) -> None:
    bar = shown.locator("svg a[data-filter=chapter]").nth(2)
    bar.focus()
    shown.keyboard.press("Enter")
    chapter = shown.locator("#filters [name=chapter]")
    assert chapter.input_value() == "2"
    said = re.search(r"：疑点 (\d+) 个", bar.get_attribute("aria-label") or "")
    assert said is not None
    assert len(_visible_leads(shown)) == int(said[1])
    lead = shown.locator("#list > tbody:not([hidden])").first
    lead.locator("summary").focus()
    shown.keyboard.press("Enter")
    assert lead.locator("dl").first.is_visible()
    lead.locator(".all a").first.focus()
    shown.keyboard.press("Enter")
    target = shown.evaluate("document.querySelector(':target').tagName")
    assert target == "MARK"
    assert shown.locator("mark:target").is_visible()


def test_a_link_to_a_lead_opens_it_whatever_the_filter(shown: Page) -> None:
    shown.fill("#filters [name=text]", "没有这样的文字")
    assert _visible_leads(shown) == []
    assert "没有符合筛选的疑点" in shown.locator("#shown").inner_text()
    link = shown.locator("#gravest td:first-child a").first
    name = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    shown.locator(f"#{name} details[open]").wait_for()
    assert shown.locator(f"#{name}").is_visible()


def test_a_link_to_remarks_unfolds_them(shown: Page) -> None:
    link = shown.locator("#unexamined a[href='#unreadable']")
    link.focus()
    shown.keyboard.press("Enter")
    shown.locator("#unreadable[open]").wait_for()


@pytest.mark.parametrize("width", [1280, 800, 390])
def test_nothing_is_wider_than_the_window(
    browser: Browser, address: str, english: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 844}) as context:
        shown = context.new_page()
        for one in (address, english):
            shown.goto(one)
            shown.evaluate(_OPEN_ALL)
            assert shown.evaluate("document.documentElement.scrollWidth") <= width
            # what is cut off at an edge would not be seen by the width of the page
            assert shown.evaluate(_BEYOND) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_in_both_schemes(browser: Browser, address: str, scheme: Scheme) -> None:
    with browser.new_context(color_scheme=scheme) as context:
        shown = context.new_page()
        shown.goto(address)
        shown.evaluate(_OPEN_ALL)
        contrasts: dict[str, float] = shown.evaluate(_CONTRASTS)
        assert len(contrasts) > 20
        assert {name: ratio for name, ratio in contrasts.items() if ratio < 4.5} == {}


def test_it_prints_on_pages_with_the_leads_open(shown: Page) -> None:
    shown.fill("#filters [name=text]", "CQ28-companions")
    printed = shown.pdf(prefer_css_page_size=True)
    few = len(re.findall(rb"/Type\s*/Page\b", printed))
    shown.click("#filters [type=reset]")
    whole = len(re.findall(rb"/Type\s*/Page\b", shown.pdf(prefer_css_page_size=True)))
    assert 3 < few < whole


def test_what_would_get_in_all_the_same_does_not_run(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        shown = context.new_page()
        shown.goto(address)
        shown.evaluate(
            """() => {
              const markup = '<img src="data:," onerror="window.ran = 1"><p style="color: red">x</p>';
              document.body.insertAdjacentHTML("beforeend", markup);
              document.body.append(Object.assign(document.createElement("script"),
                { textContent: "window.ran = 2" }));
            }"""
        )
        assert shown.evaluate("window.ran ?? null") is None
        assert (
            shown.evaluate("getComputedStyle(document.body.querySelector('p[style]')).color")
            != "rgb(255, 0, 0)"
        )


def test_hostile_words_do_nothing(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(page(hostile()), encoding="utf-8")
    with browser.new_context() as context:
        shown = context.new_page()
        complaints: list[str] = []
        shown.on("dialog", lambda dialog: complaints.append(dialog.message))
        shown.on("console", lambda message: complaints.append(message.text))
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        shown.goto(file.as_uri())
        shown.evaluate(_OPEN_ALL)
        for element in ("img", "svg[onload]", "[onfocus]", "[onerror]", "b > b"):
            assert shown.locator(element).count() == 0
        assert "</script><img src=x onerror=alert(1)>" in shown.locator("#list").inner_text()
        assert complaints == []

"""The manual: what its site is made of, the site itself as a browser shows it, and its pictures."""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from tests.book import BOOK
from tests.browser import chromium
from tests.manual import SOUGHT, SOURCES, build, faults, joined, stage
from tests.pictures import FOLDERS, MOST_BYTES
from tests.readme import CHINESE, ENGLISH, README, ROOT

WRITTEN = [README, ROOT / "CONTRIBUTING.md", *ENGLISH.glob("*.md"), *CHINESE.glob("*.md")]
GENERATED = "rules/"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_of_the_sources_lead_to_files(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        aim = unquote(link.partition("#")[0])
        if not aim.startswith(GENERATED):
            assert not aim or (path.parent / aim).is_file(), f"{path}: {link}"


@pytest.mark.parametrize("source", SOURCES.values(), ids=["en", "zh"])
def test_the_navigation_has_every_page_once(source: Path) -> None:
    config = tomllib.loads((source / "zensical.toml").read_text(encoding="utf-8"))
    listed = sorted(_leaves(config["project"]["nav"]))
    assert listed == sorted([*(path.name for path in source.glob("*.md")), "rules/index.md"])


def _leaves(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for one in part.values():
            yield from _leaves(one)
    elif isinstance(part, list):
        for one in part:
            yield from _leaves(one)


def test_every_page_for_users_is_there_in_both_languages() -> None:
    of_engineers = {"benchmarks", "decisions", "measure", "page", "papers", "reading"}
    english, chinese = (
        {path.stem for path in folder.glob("*.md")} for folder in (ENGLISH, CHINESE)
    )
    assert english - of_engineers == chinese


def test_pictures_are_small_and_shown() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in WRITTEN)
    for folder in FOLDERS.values():
        for path in folder.iterdir():
            assert path.stat().st_size <= MOST_BYTES
            assert f"images/{path.name})" in text


def test_lines_of_a_chinese_paragraph_are_joined_and_those_of_code_are_not() -> None:
    assert joined("甲，\n乙\n- 丙\n\n丁 a\nb\n") == "甲，乙\n- 丙\n\n丁 a\nb\n"
    assert joined("甲\n```text\n乙\n丙\n```\n") == "甲\n```text\n乙\n丙\n```\n"


def test_what_a_site_is_made_of(tmp_path: Path) -> None:
    stage(tmp_path / "zh", "zh", BOOK)
    docs = tmp_path / "zh" / "docs"
    assert "](../measure.html)" in (docs / "limits.md").read_text(encoding="utf-8")
    assert (docs / "rules" / "CQ28-companions.md").read_text(encoding="utf-8").startswith("# 陪餐")
    assert (docs / "images" / "report-lead.png").is_file()


@pytest.fixture
def small(tmp_path: Path) -> Callable[[str], list[str]]:
    """Return what finds the faults of a site of one page."""
    for folder in (tmp_path, tmp_path / "zh"):
        folder.mkdir(exist_ok=True)
        text = f'{{"items": ["{"".join(SOUGHT)}"]}}'
        (folder / "search.json").write_text(text, encoding="utf-8")
    (tmp_path / "other.html").write_text("<p id='here'></p>", encoding="utf-8")

    def found(body: str) -> list[str]:
        (tmp_path / "page.html").write_text(body, encoding="utf-8")
        return list(faults(tmp_path))

    return found


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<a href='other.html#here'>a</a><a href='#top' id='top'>b</a><img src='data:,'>", None),
        ("<a href='gone.html'>a</a>", "page.html: gone.html leads nowhere"),
        ("<a href='other.html#there'>a</a>", "page.html: other.html#there names no place there"),
        ("<script src='https://cdn.test/x.js'></script>", "page.html: https://cdn.test/x.js leads outside"),
        ("<link href='//fonts.test/x.css'>", "page.html: //fonts.test/x.css leads outside"),
        ("<img srcset='other.html 1x, gone.png 2x'>", "page.html: gone.png leads nowhere"),
    ],
)  # fmt: skip
def test_faults_of_a_page(small: Callable[[str], list[str]], body: str, fault: str | None) -> None:
    assert small(body) == ([] if fault is None else [fault])


def test_a_style_that_fetches_and_a_word_that_is_not_found(
    small: Callable[[str], list[str]], tmp_path: Path
) -> None:
    (tmp_path / "x.css").write_text("@import 'https://fonts.test/a.css';", encoding="utf-8")
    (tmp_path / "zh" / "search.json").write_text('{"items": ["liquor"]}', encoding="utf-8")
    assert small("") == [
        "x.css: https://fonts.test/a.css leads outside", "zh: the search holds no 陪餐",
    ]  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manual") / "site"
    build(folder, BOOK)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def shown(browser: Browser, address: str) -> Iterator[Page]:
    """A page that may ask for nothing but what is in the site."""
    with browser.new_context() as context:
        opened = context.new_page()
        complaints: list[str] = []
        opened.on(
            "console",
            lambda told: complaints.append(told.text) if told.type == "error" else None,
        )
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on(
            "request",
            lambda asked: None if asked.url.startswith(address) else complaints.append(asked.url),
        )
        yield opened
        assert complaints == []


def test_nothing_in_the_site_leads_nowhere_or_outside(site: Path) -> None:
    assert list(faults(site)) == []
    rules = {f"{compiled.rule.id}.html" for compiled in BOOK.rules}
    for folder in (site / "rules", site / "zh" / "rules"):
        assert rules < {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("within", "words", "titles"),
    [
        ("zh/", "陪餐", ["陪餐人数超过限额"]),
        ("zh/", "公函", ["未见派出单位公函"]),
        ("", "liquor", ["A restaurant, liquor shop or the like"]),
        ("", "hosts at a meal", ["Too many hosts at a meal"]),
        ("", "陪餐", ["Too many hosts at a meal"]),
    ],
)
def test_the_search_finds(
    shown: Page, address: str, within: str, words: str, titles: list[str]
) -> None:
    shown.goto(f"{address}{within}index.html")
    shown.keyboard.press("/")
    shown.get_by_role("textbox").or_(shown.get_by_role("combobox")).first.fill(words)
    for title in titles:
        found = shown.locator("a[href*='rules/']:visible", has_text=title).first
        found.wait_for()
    found.click()
    shown.wait_for_url("**/rules/**")
    assert shown.locator("h1").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "name", ["index", "auditor", "clerk", "outputs", "rules/index", "rules/kind-reception"]
)
def test_pages_fit_their_window_in_both_languages(
    shown: Page, address: str, name: str, width: int
) -> None:
    shown.set_viewport_size({"width": width, "height": 844})
    for within, language in (("", "en"), ("zh/", "zh")):
        shown.goto(f"{address}{within}{name}.html")
        assert shown.evaluate("document.documentElement.lang") == language
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        broken = "[...document.images].filter(one => !one.complete || !one.naturalWidth).length"
        assert shown.evaluate(broken) == 0


def test_each_site_leads_to_the_other(shown: Page, address: str) -> None:
    shown.goto(f"{address}rules/CQ28-companions.html")
    link = shown.locator("a[hreflang=zh]").first.get_attribute("href")
    shown.goto(f"{address}rules/{link}")
    assert shown.evaluate("document.documentElement.lang") == "zh"
    link = shown.locator("a[hreflang=en]").first.get_attribute("href")
    shown.goto(f"{address}zh/{link}")
    assert shown.evaluate("document.documentElement.lang") == "en"

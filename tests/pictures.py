"""The pictures of the manual: ``python -m tests.pictures`` makes them anew from real reports.

They show the report and an evidence sheet of ``samples/audit``, in both languages. The report is
opened in Chromium; the sheet is printed by LibreOffice and pdftoppm, which nothing else needs. Look
at each before you commit it.
"""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from qinjian.engine.wording import Language
from tests.browser import chromium
from tests.readme import CHINESE, ENGLISH, ROOT, shell
from tests.verdicts import enter

FOLDERS: dict[Language, Path] = {"en": ENGLISH / "images", "zh": CHINESE / "images"}
MOST_BYTES = 150_000
"""The largest picture: the repository and the site hold each of them."""

_CHECK = "qinjian check samples/audit --unit 重庆市云岫区交通局 --lang {language}"


def of_report(browser: Browser, report: Path, folder: Path) -> None:
    """Take the first screen, one lead with its record and clauses, and a phone at night."""
    wide = browser.new_page(viewport={"width": 1040, "height": 620}, color_scheme="light")
    wide.goto(report.as_uri())
    wide.screenshot(path=folder / "report-wide-light.png")
    wide.fill("#filters input[name=text]", "CQ28-companions")
    wide.locator("#leads details:visible").first.locator("summary").first.click()
    wide.set_viewport_size({"width": 1040, "height": 780})
    wide.evaluate("document.querySelector('#leads').scrollIntoView()")
    wide.screenshot(path=folder / "report-lead.png")
    wide.close()
    phone = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    phone.goto(report.as_uri())
    phone.screenshot(path=folder / "report-narrow-dark.png")
    phone.close()


def printed(document: Path, target: Path, dots: int) -> None:
    """Print the first page of a document of an office."""
    made = document.parent
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", made, document],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    subprocess.run(
        ["pdftoppm", "-r", str(dots), "-f", "1", "-l", "1", "-singlefile", "-png",
         document.with_suffix(".pdf"), target.with_suffix("")],
        check=True,
    )  # fmt: skip


def take(language: Language, browser: Browser, made: Path) -> None:
    """Take all pictures of a language."""
    shutil.copytree(ROOT / "samples", made / "samples")
    check = _CHECK.format(language=language)
    shell(f"{check} -o ledger.xlsx -o report.html -o report.json", folder=made)
    enter(made / "ledger.xlsx", {1: "属实"})
    papers = f"qinjian papers ledger.xlsx report.json -o papers --lang {language}"
    done = shell(papers, folder=made)
    assert done.returncode == 0, done.stderr
    folder = FOLDERS[language]
    folder.mkdir(exist_ok=True)
    of_report(browser, made / "report.html", folder)
    printed(made / "papers" / "取证单_0001.docx", folder / "evidence.png", 60)


if __name__ == "__main__":
    with chromium() as browser:
        for language in FOLDERS:
            with TemporaryDirectory() as made:
                take(language, browser, Path(made))
    for folder in FOLDERS.values():
        for path in folder.glob("*.png"):
            assert path.stat().st_size <= MOST_BYTES, path

"""The manual as a site: ``python -m tests.manual FOLDER`` builds it and looks it over.

The English site is made of ``docs/*.md``, the Chinese one, below it in ``zh/``, of ``docs/zh``; each
takes in the catalogue of rules as ``qinjian rules pages`` writes it. Zensical builds them, strictly
and without the network. What is wrong with the site is listed, and ends with 1.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from qinjian.engine.report.pages import pages
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.wording import Language
from tests.readme import CHINESE, ENGLISH

SOURCES: dict[Language, Path] = {"en": ENGLISH, "zh": CHINESE}
WITHIN: dict[Language, str] = {"en": "", "zh": "zh"}
"""Where the site of a language stands in the whole."""

SOUGHT = ("陪餐", "liquor")
"""Words that the search index of the whole has to hold."""

_OTHER_SITE = re.compile(r"\]\((\.\./|zh/)([\w-]+)\.md(#[^)]*)?\)")
"""A link from a page of one language to one of the other, which stands in the other site."""

_IN_STYLE = re.compile(r"(?:url\(|@import\s*)[\"']?((?:https?:)?//[^\"')\s]+)")

_WRAPPED = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef”’…])\n(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“‘…])"
)
"""The end of a line within Chinese text, which would show as a space."""


class BuildError(Exception):
    """The site could not be built; the words are those of the builder."""


def stage(folder: Path, language: Language, book: Rulebook) -> None:
    """Put together what the site of a language is made of."""
    source, docs = SOURCES[language], folder / "docs"
    docs.mkdir(parents=True)
    for page in source.glob("*.md"):
        text = _OTHER_SITE.sub(r"](\1\2.html\3)", joined(page.read_text(encoding="utf-8")))
        (docs / page.name).write_text(text, encoding="utf-8")
    shutil.copytree(source / "images", docs / "images")
    shutil.copy(source / "zensical.toml", folder)
    (docs / "rules").mkdir()
    for name, text in pages(book, language).items():
        (docs / "rules" / name).write_text(text, encoding="utf-8")


def joined(text: str) -> str:
    """Join the lines of Chinese paragraphs; blocks of code stay as they are."""
    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if part.startswith("```") else _WRAPPED.sub("", part) for part in parts)


def build(target: Path, book: Rulebook) -> None:
    """Build both sites into a folder that does not exist yet.

    Raises:
        BuildError: a warning of the builder, such as a link that leads nowhere.
    """
    with TemporaryDirectory() as made:
        for language, within in WITHIN.items():
            folder = Path(made) / language
            stage(folder, language, book)
            done = subprocess.run(
                [sys.executable, "-m", "zensical", "build", "--strict"],
                cwd=folder, capture_output=True, text=True, check=False,
            )  # fmt: skip
            if done.returncode:
                raise BuildError(f"{done.stdout}{done.stderr}")
            shutil.copytree(folder / "site", target / within)


class _Page(HTMLParser):
    """The links of a page, and the places in it that links may name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Take in what a tag names."""
        for name, value in attrs:
            if name == "id" and value:
                self.places.add(value)
            elif value and name in {"href", "src", "action", "data", "poster"}:
                self.links.append(value)
            elif value and name == "srcset":
                self.links += [part.split()[0] for part in value.split(",")]


def faults(site: Path) -> Iterator[str]:
    """List what is wrong with a site: links that lead nowhere or outside, words not found."""
    site = site.resolve()
    read = {path: _Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    for path, page in sorted(read.items()):
        for link in dict.fromkeys(page.links):
            if (reason := _fault(path, link, read)) is not None:
                yield f"{path.relative_to(site).as_posix()}: {link} {reason}"
    for path in site.rglob("*.css"):
        for link in _IN_STYLE.findall(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(site).as_posix()}: {link} leads outside"
    for within in WITHIN.values():
        index = json.loads((site / within / "search.json").read_text(encoding="utf-8"))
        text = json.dumps(index["items"], ensure_ascii=False)
        yield from (
            f"{within or '.'}: the search holds no {word}" for word in SOUGHT if word not in text
        )


def _fault(path: Path, link: str, read: dict[Path, _Page]) -> str | None:
    """Say what is wrong with a link of a page."""
    parts = urlsplit(link)
    if parts.scheme == "data":
        return None
    if parts.scheme or parts.netloc:
        return "leads outside"
    if path.name == "404.html":  # it is shown at any address, so that its links have no base
        return None
    aim = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not aim.is_file():
        return "leads nowhere"
    if parts.fragment and aim in read and parts.fragment not in read[aim].places:
        return "names no place there"
    return None


if __name__ == "__main__":
    target = Path(sys.argv[1])
    build(target, load_rulebook())
    found = list(faults(target))
    for fault in found:
        print(fault)  # noqa: T201
    sys.exit(1 if found else 0)

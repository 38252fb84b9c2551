"""Web pages with tables, as many systems export them under the ending of a workbook.

The page is gone over from tag to tag, and nothing in it is loaded, expanded or run. Each table is
one of its own, also one that stands within another; lines of text above a table are its titles.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from qinjian.engine.intake.files.delimited import freed
from qinjian.engine.intake.files.grid import Budget, Grid, TooLargeError
from qinjian.engine.wording.regex import regex

MAX_TAG = 8_192
"""The characters of one tag."""
MAX_DEPTH = 64
"""Tables within tables."""
MAX_TITLES = 5
MAX_TITLE = 100
"""The lines above a table that are taken for its titles, and the characters of each."""
MAX_TEXT = 100_000
"""The characters of one cell."""
_FEW_CELLS = 2

_RAW = frozenset({"script", "style", "textarea", "noscript", "template"})
_BREAKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "center", "hr", "title",
     "form", "body", "head", "option", "caption"}
)  # fmt: skip
_TAG = regex(r"""<(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
_NAME = regex(r"</?([a-zA-Z][^\s/>]*)")
_SPAN = regex(r"""\b(rowspan|colspan)\s*=\s*["']?\s*(\d{1,6})""", re.IGNORECASE)
_HIDDEN = regex(r"display\s*:\s*none", re.IGNORECASE)
_SPACES = regex(r"[ \t\r\n\f\u00a0]+")


class _Token(NamedTuple):
    """A tag by its name, with its whole text, or a piece of text, whose name is empty."""

    name: str
    text: str
    ends: bool = False


def page_tables(text: str) -> list[Grid]:
    """Return the tables of a page that hold anything, in the order in which they begin.

    Raises:
        TooLargeError: there are too many cells, or tables too deep in one another.
    """
    page = _Page()
    for token in _tokens(text):
        if not token.name:
            page.text(token.text)
        elif token.ends:
            page.end(token.name)
        else:
            page.start(token.name, token.text)
    while page.open:
        page.end("table")
    kept = [table.grid for table in page.tables if not table.is_layout()]
    return _with_titles([grid for grid in kept if any(map(_filled, grid.rows))])


def _filled(row: tuple[int, list[str]]) -> int:
    return sum(bool(cell.strip()) for cell in row[1])


def _with_titles(grids: list[Grid]) -> list[Grid]:
    """Put tables of a few lines, as titles and signatures often are, to the next or last one."""
    whole: list[Grid] = []
    titles: list[list[str]] = []
    for grid in grids:
        cells = [row for _, row in grid.rows]
        if len(cells) <= MAX_TITLES and max(map(_filled, grid.rows)) <= _FEW_CELLS:
            titles += cells
            continue
        grid.rows = list(enumerate([*titles, *cells], start=1))
        whole.append(grid)
        titles = []
    if not whole:
        return grids
    last = whole[-1]
    last.rows += enumerate(titles, start=last.rows[-1][0] + 1)
    return whole


def _tokens(text: str) -> Iterator[_Token]:
    """Divide a page into tags and text. It goes on only, so that no page takes long."""
    place = 0
    while (start := text.find("<", place)) >= 0:
        if start > place:
            yield _Token("", text[place:start])
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4)
            place = len(text) if end < 0 else end + 3
            continue
        if not (text[start + 1 : start + 2].isalpha() or text[start + 1 : start + 2] in "/!?"):
            yield _Token("", "<")
            place = start + 1
            continue
        place = _end_of_tag(text, start)
        tag = text[start:place]
        if match := _NAME.match(tag):
            name = match[1].lower()
            yield _Token(name, tag, ends=tag.startswith("</"))
            if name in _RAW and not tag.startswith("</"):
                place = _end_of_raw(text, name, place)
    yield _Token("", text[place:])


def _end_of_tag(text: str, start: int) -> int:
    """Return the place behind a tag: behind the first > that stands in no quotes."""
    if match := _TAG.match(text, start, start + MAX_TAG):
        return match.end()
    return min(len(text), start + MAX_TAG)


def _end_of_raw(text: str, name: str, start: int) -> int:
    found = re.compile(f"</{name}", re.IGNORECASE).search(text, start)
    return found.start() if found else len(text)


@dataclass
class _Open:
    """A table that has begun, and the cell that is open in it."""

    grid: Grid
    pieces: list[str] | None = None
    rows: int = 1
    columns: int = 1
    holds_tables: bool = False

    def is_layout(self) -> bool:
        """Tell whether it only arranges other tables."""
        return self.holds_tables and max(map(_filled, self.grid.rows), default=0) <= _FEW_CELLS

    def lines(self) -> list[str]:
        """List what stands in it so far."""
        return [cell for _, row in self.grid.rows[-MAX_TITLES:] for cell in row]


@dataclass
class _Page:
    """What was seen of a page so far."""

    tables: list[_Open] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    _budget: Budget = field(default_factory=Budget)
    _lines: list[str] = field(default_factory=lambda: [""])
    """Text that stands in no table, the last lines of it."""

    def text(self, text: str) -> None:
        if not self.open:
            self._lines[-1] = f"{self._lines[-1]}{text}"[: MAX_TITLE * 4]
        elif (pieces := self.open[-1].pieces) is not None:
            pieces.append(text)

    def start(self, name: str, tag: str) -> None:
        if name == "table":
            self._start_table()
        elif not self.open or name == "caption":
            self._break(name)
        elif name == "tr":
            self._end_cell()
            self.open[-1].grid.start_row(hidden=bool(_HIDDEN.search(tag)))
        elif name in ("td", "th"):
            self._start_cell(tag)
        elif name == "br" or name in _BREAKS:
            self.text("<br>")

    def end(self, name: str) -> None:
        if not self.open:
            self._break(name)
        elif name == "table":
            self._end_cell()
            self.open.pop().grid.end_row()
        elif name in ("td", "th"):
            self._end_cell()
        elif name in ("tr", "caption"):
            self._end_cell()
            self.open[-1].grid.end_row()

    def _break(self, name: str) -> None:
        """Begin a line of the text that stands in no table; a caption is a row of its table."""
        if name == "caption" and self.open:
            self._start_cell("")
        elif name in _BREAKS or name == "br":
            self._lines = [*self._lines[-MAX_TITLES:], ""]

    def _start_table(self) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise TooLargeError
        lines = self._lines
        if self.open:
            self.open[-1].holds_tables = True
            lines = self.open[-1].lines()
        table = _Open(Grid(self._budget))
        for line in [line for line in map(_shown, lines) if 0 < len(line) <= MAX_TITLE]:
            table.grid.start_row()
            table.grid.cell(line)
            table.grid.end_row()
        self._lines = [""]
        self.tables.append(table)
        self.open.append(table)

    def _start_cell(self, tag: str) -> None:
        self._end_cell()
        spans = {name.lower(): int(number) for name, number in _SPAN.findall(tag)}
        table = self.open[-1]
        table.pieces = []
        table.rows = max(1, spans.get("rowspan", 1))
        table.columns = max(1, spans.get("colspan", 1))

    def _end_cell(self) -> None:
        table = self.open[-1]
        if table.pieces is not None:
            text = "\n".join(map(_shown, "".join(table.pieces).split("<br>"))).strip()
            table.grid.cell(freed(text[:MAX_TEXT]), table.rows, table.columns)
            table.pieces = None


def _shown(text: str) -> str:
    """Return what a page shows of a piece of text."""
    try:
        plain = html.unescape(text)
    except ValueError:  # a character by a number of thousands of digits
        plain = text
    return _SPACES.sub(" ", plain).strip()

"""How well the reader reads the labelled texts: precision and recall of each subject and half.

``python -m tests.texts.measure`` prints them; with ``--record`` they are written into docs/reading.md,
with ``--open`` the texts of the open half that are read wrongly follow. Those of the kept half are
never printed: no list is changed after a look at them.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import tests.conftest  # noqa: F401 - lets a bare checkout be imported
from qinjian.engine.texts import read_text
from tests.texts import Half, LabelledText, half, load, second, third

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
BEGIN = "<!-- figures: python -m tests.texts.measure --record -->\n"
END = "<!-- end of the figures -->\n"
HALVES: tuple[Half, ...] = ("open", "kept")


@dataclass(frozen=True)
class Figures:
    """How many texts there are of a label, and how many of them are hit."""

    offending: int
    found: int
    innocent: int
    wrong: int

    @property
    def recall(self) -> Fraction:
        """The share of the offending texts that is found."""
        return Fraction(self.found, self.offending)

    @property
    def wrong_in_thousand(self) -> Fraction:
        """Wrong hits in a thousand innocent texts."""
        return Fraction(1000 * self.wrong, self.innocent)


def is_hit(text: LabelledText) -> bool:
    """Tell whether the reader finds a word that counts."""
    return bool(read_text(text.subject, text.text, text.role).hits)


@cache
def measured() -> dict[tuple[str, Half], Figures]:
    """Count for each subject and half; the subject ``all`` is all of them."""
    return _counted(load())


@cache
def measured_second() -> dict[tuple[str, Half], Figures]:
    """Count the same of the texts of another author."""
    return _counted(second())


@cache
def measured_third() -> dict[tuple[str, Half], Figures]:
    """Count the same of the texts of one more author."""
    return _counted(third())


def _counted(texts: Iterable[LabelledText]) -> dict[tuple[str, Half], Figures]:
    counted: Counter[tuple[str, Half, bool, bool]] = Counter()
    for text in texts:
        for subject in (text.subject, "all"):
            counted[subject, half(text.text), text.label, is_hit(text)] += 1
    keys = dict.fromkeys((subject, part) for subject, part, _, _ in counted)
    return {
        (subject, part): Figures(
            sum(counted[subject, part, True, hit] for hit in (True, False)),
            counted[subject, part, True, True],
            sum(counted[subject, part, False, hit] for hit in (True, False)),
            counted[subject, part, False, True],
        )
        for subject, part in keys
    }


def table() -> Iterator[str]:
    """Write the figures as a table of Markdown."""
    yield from _table(measured())
    yield ""
    yield "Texts that another author wrote afterwards, of the subjects that were read worst:"
    yield ""
    yield from _table(measured_second())
    yield ""
    yield "Texts of a third author, of the same subjects:"
    yield ""
    yield from _table(measured_third())


def _table(figures: dict[tuple[str, Half], Figures]) -> Iterator[str]:
    """Write a table with the halves that there are texts of."""
    halves = [part for part in HALVES if ("all", part) in figures]
    heads = "".join(f" found, {part} half | wrong, {part} half |" for part in halves)
    yield f"| subject |{heads}"
    yield f"| --- |{' ---: | ---: |' * len(halves)}"
    for subject in [*sorted({name for name, _ in figures} - {"all"}), "all"]:
        cells = [subject]
        for part in halves:
            one = figures[subject, part]
            cells += [f"{one.found} of {one.offending}", f"{one.wrong} of {one.innocent}"]
        yield f"| {' | '.join(cells)} |"
    yield ""
    for part in halves:
        one = figures["all", part]
        yield (
            f"The {part} half: recall {float(one.recall):.3f}, "
            f"{float(one.wrong_in_thousand):.1f} wrong hits in 1,000 innocent texts."
        )


def block() -> str:
    """Return the figures as they stand in the page."""
    return BEGIN + "\n".join(table()) + "\n" + END


def recorded(page: str) -> str:
    """Return a page with the figures as they are now."""
    before, _, rest = page.partition(BEGIN)
    return before + block() + rest.partition(END)[2]


def read_wrongly() -> Iterator[str]:
    """List the texts of the open half that are read wrongly."""
    for text in (*load(), *second(), *third()):
        if half(text.text) == "open" and is_hit(text) != text.label:
            read = read_text(text.subject, text.text, text.role)
            words = [hit.word for hit in read.hits] or [one.words("en") for one in read.passed]
            yield f"{'missed' if text.label else 'wrong'}  {text.subject}  {text.text}  {words}"


if __name__ == "__main__":
    print(*table(), sep="\n")  # noqa: T201
    if "--open" in sys.argv:
        print(*read_wrongly(), sep="\n")  # noqa: T201
    if "--record" in sys.argv:
        PAGE.write_text(recorded(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

"""The rulebook: as it was compiled of the files that are there, else compiled of them now."""

from collections.abc import Sequence
from pathlib import Path

from qinjian.engine.compiled.find import find, keep
from qinjian.engine.compiled.sources import BUILT_IN, sources_of
from qinjian.engine.messages.problems import RuleFileError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.stored import rulebook_of

__all__ = ["BUILT_IN", "load_rulebook"]


def load_rulebook(folders: Sequence[Path] = (), *, draft: bool = False) -> Rulebook:
    """Load the rules that come with the package, and those in more folders.

    A ``draft`` only has to be such that it can be run: what makes it unfit to be held against
    anybody (see ``lint``) may be there still. What is fit is kept in compiled form, and taken from
    there for as long as no file changes.

    Raises:
        RuleFileError: with the faults of all files, not of the first one only.
    """
    sources = sources_of(folders)
    stored = find(sources, own=bool(folders))
    if stored is not None:
        return rulebook_of(stored)
    # What reads conditions starts a parser of SQL, which a run does without where it can.
    from qinjian.engine.rulebook.compile import beside, compiled  # noqa: PLC0415
    from qinjian.engine.rulebook.from_sources import read_rulebook  # noqa: PLC0415
    from qinjian.engine.rulebook.lint import lint  # noqa: PLC0415

    book, problems = read_rulebook(folders)
    if not problems and not draft:
        problems = list(lint(book))
    if problems:
        raise RuleFileError(problems)
    if not draft:
        parts = compiled(book)
        keep(sources, folders, parts if folders else {**parts, **beside()})
    return book

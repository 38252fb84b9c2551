"""Which papers are written, under which names: all of them, or none."""

import os
from collections.abc import Collection, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal

from qinjian.engine.console.emit import emit_new_all
from qinjian.engine.ledger.columns import CONFIRMED
from qinjian.engine.ledger.entries import Entry, Ledger, read_ledger
from qinjian.engine.ledger.files import safe_name
from qinjian.engine.ledger.recognise import choice
from qinjian.engine.ledger.rows import leads_of
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.papers.contents import Values, handover_values, lead_values, number
from qinjian.engine.papers.filling import filled
from qinjian.engine.report.stored import read_report
from qinjian.schemas.finding import Report

Kind = Literal["evidence", "working", "handover"]

KINDS: tuple[Kind, ...] = ("evidence", "working", "handover")

_CALLED: dict[Kind, str] = {"evidence": "取证单", "working": "底稿", "handover": "资料交接清单"}
_NUMBERED: dict[Kind, str] = {"evidence": "evidence_no", "working": "paper_no"}

Paper = tuple[Kind, str, Values]
"""Which template it is made of, how it is numbered, and what stands in it."""


def kinds_of(asked: Collection[str] | None) -> tuple[Kind, ...]:
    """Return the kinds of papers that were asked for; all where none was.

    Raises:
        QinjianError: ``option_wrong``.
    """
    wrong = [one for one in asked or () if one not in KINDS]
    if wrong:
        said = {"option": "--kind", "value": wrong[0], "known": ", ".join(KINDS)}
        raise QinjianError(Problem("option_wrong", values=said))
    return tuple(kind for kind in KINDS if not asked or kind in asked)


def write_papers(
    ledger: Path,
    report: Path,
    folder: Path,
    kinds: Collection[Kind],
    templates: Path | None,
    project: str,
) -> tuple[list[Path], list[Problem]]:
    """Write the papers of a ledger and its report; return where they are and what there is to know.

    Raises:
        QinjianError: ``papers_no_lead``, ``papers_template``, ``papers_templates``,
            ``output_there``, and as ``read_ledger``, ``read_report`` and ``emit``.
    """  # fmt: skip
    entered, found = read_ledger(ledger), read_report(report)
    made = {kind: _template(kind, templates) for kind in kinds}
    _refuse_folder(templates)
    papers = [one for one in _papers(entered, found, ledger) if one[0] in kinds]
    contents: dict[str, bytes] = {}
    met: set[str] = set()
    for kind, known_as, values in papers:
        name, template = made[kind]
        document = filled(template, {"project": project, **values}, name)
        contents[_free(kind, known_as, met)] = document
    emit_new_all(contents, folder)
    return [folder / name for name in contents], _told(entered, papers, kinds, ledger)


def _papers(ledger: Ledger, report: Report, path: Path) -> Iterator[Paper]:
    """Yield the papers of each lead that is confirmed, and the list of what was handed over."""
    leads = {lead.fingerprint: lead for lead in leads_of(report)}
    for mark, entry in _confirmed(ledger):
        if mark not in leads:
            said = {"value": mark, "verdict": entry["verdict"].value}
            raise QinjianError(Problem("papers_no_lead", Position(file=path.as_posix()), said))
        made = lead_values(leads[mark], entry, ledger.problems.rows.get(mark, {}), report)
        for kind, column in _NUMBERED.items():
            yield kind, number(entry, column), made
    yield "handover", "", handover_values(report)


def _confirmed(ledger: Ledger) -> Iterator[tuple[str, Entry]]:
    for mark, entry in ledger.leads.rows.items():
        verdict = entry.get("verdict")
        if verdict is not None and choice("verdict", verdict.value) in CONFIRMED:
            yield mark, entry


def _free(kind: Kind, known_as: str, met: set[str]) -> str:
    """Return the name of a paper, which no other of the run has: papers may share a number."""
    base = safe_name("_".join(filter(None, (_CALLED[kind], known_as))), _CALLED[kind])
    name, ordinal = base, 1
    while name.casefold() in met:
        ordinal += 1
        name = f"{base}_{ordinal}"
    met.add(name.casefold())
    return f"{name}.docx"


def _template(kind: Kind, folder: Path | None) -> tuple[str, bytes]:
    """Return the template of a kind and what it is called: that of the office, else our own."""
    name = f"{kind}.docx"
    own = None if folder is None else folder / name
    if own is None or not os.path.lexists(own):
        return name, (files("qinjian.engine.papers") / "templates" / name).read_bytes()
    try:
        return own.as_posix(), own.read_bytes()
    except OSError as error:
        values = {"reason": error.strerror or type(error).__name__}
        where = Position(file=own.as_posix())
        raise QinjianError(Problem("papers_template", where, values)) from None


def _refuse_folder(folder: Path | None) -> None:
    """Refuse a folder without templates: somebody meant another one."""
    names = [f"{kind}.docx" for kind in KINDS]
    if folder is not None and not any(os.path.lexists(folder / name) for name in names):
        where = Position(file=folder.as_posix())
        raise QinjianError(Problem("papers_templates", where, {"known": ", ".join(names)}))


def _told(
    ledger: Ledger, papers: Collection[Paper], kinds: Collection[Kind], path: Path
) -> list[Problem]:
    where = Position(file=path.as_posix())
    told = []
    if not any(kind in _NUMBERED for kind, _, _ in papers) and not {"handover"}.issuperset(kinds):
        told.append(Problem("papers_none", where))
    own = [row for row in ledger.leads.own if "verdict" in row]
    if own:
        told.append(Problem("papers_own_rows", where, {"count": len(own)}))
    return told

"""JSON, the contract of ``check``, and JSON Lines with one finding a line."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from qinjian.schemas.finding import Finding, Report


def write_json(report: Report, aside: Iterable[Finding] = ()) -> Iterator[str]:
    """Write the whole report piece by piece; the same report gives the same bytes.

    ``aside`` are findings that were kept out of the report: they stand behind the others.
    """
    opening = "{"
    for name in type(report).model_fields:
        yield f'{opening}\n  "{name}": '
        opening = ","
        if name == "findings":
            yield from _listed(chain(report.findings, aside))
        else:
            document = report.model_dump(mode="json", include={name})
            yield _indented(document[name], "  ")
    yield "\n}\n"


def _listed(findings: Iterable[Finding]) -> Iterator[str]:
    """Write findings as a list, one at a time."""
    opening = "["
    for finding in findings:
        yield f"{opening}\n    {_indented(finding.model_dump(mode='json'), '    ')}"
        opening = ","
    yield "[]" if opening == "[" else "\n  ]"


def _indented(value: object, margin: str) -> str:
    # Texts hold no line ends of their own once they are JSON.
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", f"\n{margin}")


def write_jsonl(report: Report, aside: Iterable[Finding] = ()) -> Iterator[str]:
    """Write one finding a line, and behind them, if asked, one group of what is open a line."""
    for line in chain(report.findings, aside, report.open):
        yield json.dumps(line.model_dump(mode="json"), ensure_ascii=False) + "\n"

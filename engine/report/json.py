"""JSON, the contract of ``check``, and JSON Lines with one finding a line."""

import json

from qinjian.schemas.finding import Report


def write_json(report: Report) -> str:
    """Write the whole report; the same report gives the same bytes."""
    return json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def write_jsonl(report: Report) -> str:
    """Write one finding a line."""
    lines = (finding.model_dump(mode="json") for finding in report.findings)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)

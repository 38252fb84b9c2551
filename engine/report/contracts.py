"""What others build on: JSON Schemas of records, rules and reports, and templates."""

import csv
import io
import json

from pydantic import BaseModel

from qinjian.engine.intake.headers import label, top_kinds
from qinjian.engine.problems import Problem, QinjianError
from qinjian.schemas.finding import Report
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import fields_of
from qinjian.schemas.regulation import Regulation, RegulationText
from qinjian.schemas.rule import RuleFile
from qinjian.schemas.standard import Lexicon, Standard

_MODELS: dict[str, type[BaseModel]] = {
    **KINDS,
    "rule": RuleFile,
    "regulation": Regulation,
    "text": RegulationText,
    "standard": Standard,
    "lexicon": Lexicon,
    "report": Report,
}


def schema(name: str) -> str:
    """Return the JSON Schema of a record kind, of a file of rules, or of a ``report``.

    Raises:
        QinjianError: ``option_wrong``.
    """
    if name not in _MODELS:
        values = {"option": "schema", "value": name, "known": ", ".join(_MODELS)}
        raise QinjianError(Problem("option_wrong", values=values))
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_MODELS[name].model_json_schema(by_alias=True),
    }
    if name in KINDS:
        for field, about in document["properties"].items():
            about["title"] = label(name, field)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def template(kind: str) -> str:
    """Return the Chinese headers of a kind as a line of CSV that Excel reads as UTF-8.

    Raises:
        QinjianError: ``option_wrong``.
    """
    kinds = top_kinds()
    if kind not in kinds:
        values = {"option": "template", "value": kind, "known": ", ".join(kinds)}
        raise QinjianError(Problem("option_wrong", values=values))
    text = io.StringIO()
    csv.writer(text).writerow(label(kind, field.name) for field in fields_of(kinds[kind]))
    return "\ufeff" + text.getvalue()

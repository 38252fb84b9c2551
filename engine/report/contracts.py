"""What others build on: JSON Schemas of records, rules, mappings, reports and differences."""

import json

from pydantic import BaseModel

from qinjian.engine.intake.tables.headers import label
from qinjian.engine.messages.problems import Problem, QinjianError
from qinjian.schemas.difference import Difference
from qinjian.schemas.finding import Report
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.mapping import Mapping
from qinjian.schemas.profile import Profile
from qinjian.schemas.regulation import Regulation, RegulationText
from qinjian.schemas.rule import DispositionFile, RuleFile
from qinjian.schemas.sample import Sample
from qinjian.schemas.standard import Lexicon, Standard
from qinjian.schemas.stream import Stream

_MODELS: dict[str, type[BaseModel]] = {
    **KINDS,
    "rule": RuleFile,
    "disposition": DispositionFile,
    "regulation": Regulation,
    "text": RegulationText,
    "standard": Standard,
    "lexicon": Lexicon,
    "mapping": Mapping,
    "report": Report,
    "difference": Difference,
    "profile": Profile,
    "sample": Sample,
    "stream": Stream,
}


def schema(name: str) -> str:
    """Return the JSON Schema of a record kind, a file of rules, or what a command returns.

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

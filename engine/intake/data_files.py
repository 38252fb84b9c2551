"""The YAML files beside the models: headers, words, names of units."""

from functools import cache
from importlib import resources
from typing import cast

from qinjian.engine.strict_yaml import load


@cache
def data_file(name: str) -> dict[str, object]:
    """Read one of the YAML files of ``schemas``."""
    text = (resources.files("qinjian.schemas") / name).read_text(encoding="utf-8")
    return cast("dict[str, object]", load(text, f"schemas/{name}").data)

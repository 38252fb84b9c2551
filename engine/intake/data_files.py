"""The YAML files beside the models: headers, words, names of units."""

from functools import cache
from importlib import resources
from typing import cast

from qinjian.engine.compiled.find import built_in


@cache
def data_file(name: str) -> dict[str, object]:
    """Read one of the YAML files of ``schemas``."""
    shown = f"schemas/{name}"
    stored = built_in()
    if stored is not None:
        return cast("dict[str, object]", stored.data(shown))
    return read_data_file(name)


def read_data_file(name: str) -> dict[str, object]:
    """Read it from the file, even if it was compiled."""
    from qinjian.engine.yaml.strict import load  # noqa: PLC0415 - compiled data need no parser

    text = (resources.files("qinjian.schemas") / name).read_text(encoding="utf-8")
    return cast("dict[str, object]", load(text, f"schemas/{name}").data)


def data_files() -> list[str]:
    """Name the YAML files of ``schemas``."""
    names = (one.name for one in resources.files("qinjian.schemas").iterdir())
    return sorted(name for name in names if name.endswith(".yaml"))

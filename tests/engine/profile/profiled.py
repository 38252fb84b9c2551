"""Tables written to files and profiled."""

from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.answer.population import population_of
from qinjian.engine.profile.gather import profile_of
from qinjian.schemas.profile import FieldProfile, Profile

HEAD = "单位,单据号,日期,经办人,摘要,金额"


def profile(folder: Path, tables: dict[str, str], head: str = HEAD) -> Profile:
    """Write tables as CSV files, each below its headers, and profile them."""
    for name, rows in tables.items():
        (folder / name).write_text(f"{head}\n{rows}", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        return profile_of(population_of(list(tables), Options(language="en")))


def field(profiled: Profile, name: str) -> FieldProfile:
    """Return what the first table says of a field."""
    [found] = [one for one in profiled.tables[0].fields if one.name == name]
    return found

"""What compiled rules were made of: the rule files and the code that reads them.

They are told apart by what stands in them, not by their dates: a file that was changed is always
seen. To read and hash the four hundred of them takes a hundredth of a second.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pydantic

import qinjian.rules

BUILT_IN = Path(qinjian.rules.__file__).resolve().parent
"""The rules that come with the package."""

_FORMAT = b"1"
_RULES = ("", "standards", "lexicons", "regulations/*")
_SCHEMAS = ("schemas",)
_WORDS = ("rules/words",)
_CODE = (
    "schemas", "schemas/kinds", "engine/compiled", "engine/condition", "engine/intake/units",
    "engine/rulebook", "engine/texts", "engine/yaml",
)  # fmt: skip
_MODULES = (
    "intake/data_files.py", "intake/tables/header_table.py", "intake/tables/header_text.py",
    "intake/values/amounts.py", "intake/values/words.py", "messages/problems.py",
    "wording/regex.py", "wording/text.py",
)  # fmt: skip
_READERS = ("sqlglot", "yaml")


class Sources(NamedTuple):
    """What rules are made of, as two digests: of files, and of the versions that compile them."""

    files: str
    versions: str

    @property
    def name(self) -> str:
        """A name for what is made of them."""
        return hashlib.sha256(f"{self.files}\n{self.versions}".encode()).hexdigest()


def sources_of(folders: Sequence[Path] = ()) -> Sources | None:
    """Look at the built-in rules, and those of more folders; None if one cannot be read."""
    names = "\0".join(folder.as_posix() for folder in folders)
    package = BUILT_IN.parent
    try:
        digest = hashlib.sha256(_FORMAT + names.encode())
        for shown, path in _files(package, folders):
            content = _content(path)
            digest.update(f"{shown}\0{len(content)}\0".encode())
            digest.update(content)
        return Sources(digest.hexdigest(), _versions())
    except (OSError, UnicodeError):
        return None


def _files(package: Path, folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """List the files, each as it is named in messages or in the package, and where it is."""
    for part in (*_SCHEMAS, *_WORDS):
        yield from _listed(f"{package}/{part}", part, ".yaml")
    for part in _CODE:
        yield from _listed(f"{package}/{part}", part, ".py")
    for module in _MODULES:
        yield module, f"{package}/engine/{module}"
    for folder, shown in (
        (BUILT_IN, "rules"),
        *((folder, folder.as_posix()) for folder in folders),
    ):
        for part in _RULES:
            for path in _expanded(f"{folder}/{part}" if part else str(folder)):
                yield from _listed(path, f"{shown}{path[len(str(folder)) :]}", ".yaml")


def _expanded(path: str) -> list[str]:
    """List the folders that a path with ``*`` at its end stands for."""
    if not path.endswith("/*"):
        return [path]
    parent = path.removesuffix("/*")
    return [f"{parent}/{name}" for name in _names(parent)]


def _listed(folder: str, shown: str, ending: str) -> Iterator[tuple[str, str]]:
    for name in _names(folder):
        if name.endswith(ending):
            yield f"{shown}/{name}", f"{folder}/{name}"


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - as fast as can be
    except (FileNotFoundError, NotADirectoryError):
        return []


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - as fast as can be
        return stream.read()


def _versions() -> str:
    """Name the versions of what reads the rules beside our own code."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {pydantic.VERSION}".encode())
    for name in _READERS:
        spec = find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            own = f"{folder}/_version.py"
            digest.update(_content(own if os.path.exists(own) else f"{folder}/__init__.py"))  # noqa: PTH110
    return digest.hexdigest()

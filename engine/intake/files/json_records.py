"""Where records stand in a JSON file that wraps them: ``{"code": 0, "data": {"rows": [...]}}``."""

from collections.abc import Callable
from typing import NamedTuple

_WRAPPERS = (
    "data", "datas", "rows", "records", "record", "list", "items", "result", "results", "content",
    "body", "response", "page", "value", "values", "objects", "entities", "datalist", "resultlist",
    "rowset", "root", "table", "数据", "记录", "列表", "结果",
)  # fmt: skip
"""Keys under which systems put what was asked for, in small letters without underscores."""
_DEEPEST = 5


IsLines = Callable[[str], bool]


class Found(NamedTuple):
    """Records or a claim, and the path of keys to them: empty if the file is nothing else."""

    records: object
    path: tuple[str, ...] = ()


def find_records(value: object, is_lines: IsLines) -> Found:
    """Return the list of records in a value, itself if it is a claim or a list of them.

    ``is_lines`` tells whether a key holds the lines of a claim.
    """
    if isinstance(value, dict) and not any(map(is_lines, value)):
        found = _within(value, (), is_lines)
        if found is not None:
            return found
    return Found(value)


def _within(value: dict[str, object], path: tuple[str, ...], is_lines: IsLines) -> Found | None:
    if len(path) >= _DEEPEST:
        return None
    keys = sorted(filter(_is_wrapper, value), key=lambda key: _WRAPPERS.index(_plain(key)))
    for key in keys:
        inner, here = value[key], (*path, key)
        if isinstance(inner, list) and all(isinstance(one, dict) for one in inner):
            return Found(inner, here)
        if isinstance(inner, dict):
            is_claim = any(map(is_lines, inner))
            found = Found(inner, here) if is_claim else _within(inner, here, is_lines)
            if found is not None:
                return found
    return None


def _is_wrapper(key: str) -> bool:
    return _plain(key) in _WRAPPERS


def _plain(key: str) -> str:
    return key.replace("_", "").replace("-", "").lower()

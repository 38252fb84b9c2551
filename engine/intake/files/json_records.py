"""Where records stand in a JSON file that wraps them: ``{"code": 0, "data": {"rows": [...]}}``."""

from typing import NamedTuple

from qinjian.engine.intake.tables.headers import is_lines

_WRAPPERS = (
    "data", "datas", "rows", "records", "record", "list", "items", "result", "results", "content",
    "body", "response", "page", "value", "values", "objects", "entities", "datalist", "resultlist",
    "rowset", "root", "table", "数据", "记录", "列表", "结果",
)  # fmt: skip
"""Keys under which systems put what was asked for, in small letters without underscores."""
_DEEPEST = 5


class Found(NamedTuple):
    """Records or a claim, and the path of keys to them: empty if the file is nothing else."""

    records: object
    path: tuple[str, ...] = ()


def find_records(value: object) -> Found:
    """Return the list of records in a value, itself if it is a claim or a list of them."""
    if isinstance(value, dict) and not any(map(is_lines, value)):
        found = _within(value, ())
        if found is not None:
            return found
    return Found(value)


def _within(value: dict[str, object], path: tuple[str, ...]) -> Found | None:
    if len(path) >= _DEEPEST:
        return None
    keys = sorted(filter(_is_wrapper, value), key=lambda key: _WRAPPERS.index(_plain(key)))
    for key in keys:
        inner, here = value[key], (*path, key)
        if isinstance(inner, list) and all(isinstance(one, dict) for one in inner):
            return Found(inner, here)
        if isinstance(inner, dict):
            found = Found(inner, here) if any(map(is_lines, inner)) else _within(inner, here)
            if found is not None:
                return found
    return None


def _is_wrapper(key: str) -> bool:
    return _plain(key) in _WRAPPERS


def _plain(key: str) -> str:
    return key.replace("_", "").replace("-", "").lower()

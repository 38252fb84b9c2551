"""YAML as text with positions, and nothing else.

YAML 1.1 guesses types: ``01234567`` is octal, ``12:30`` is 750, ``no`` is false and
``1100.10`` a float. Here every scalar is text, and each value remembers its line and
column. Tags, anchors, aliases, duplicate keys, deep nesting and large files are refused.
"""

from typing import Any

import yaml

from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.yaml.document import MAX_CHARACTERS, Document, Mark, Path

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # the pure Python wheel
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 40

_TAGS = "tag:yaml.org,2002:"
_PLAIN = frozenset(
    {"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value"}
)
"""What the parser guesses of a plain value; the guess is not used."""


class _Reader:
    """Turns the node tree into plain data, remembering where each value stands."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def _fail(self, code: str, node: yaml.Node, **values: object) -> QinjianError:
        mark = node.start_mark
        where = Position(file=self._document.file, line=mark.line + 1, column=mark.column + 1)
        return QinjianError(Problem(code, where, values))

    def read(self, node: yaml.Node, path: Path) -> Any:
        if len(path) > MAX_DEPTH:
            raise self._fail("yaml_depth", node, limit=MAX_DEPTH)
        if node.tag.removeprefix(_TAGS) not in _PLAIN:
            raise self._fail("yaml_tag", node, tag=node.tag)
        mark = node.start_mark
        inline = isinstance(node, yaml.ScalarNode) and node.style in (None, "'", '"', "")
        offset = 2 if inline and getattr(node, "style", None) in ("'", '"') else 1
        one_line = inline and node.end_mark.line == mark.line
        self._document.marks[path] = Mark(mark.line + 1, mark.column + offset, one_line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*path, i)) for i, child in enumerate(node.value)]
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._fail("yaml_key", key_node)
            key = str(key_node.value)
            if key in data:
                raise self._fail("duplicate_key", key_node, key=key)
            data[key] = self.read(value_node, (*path, key))
        return data


def _refuse_bombs(text: str, file: str) -> None:
    """Refuse anchors, aliases and deep nesting before anything is built from them.

    A few lines of aliases expand to gigabytes, and nesting can exhaust the stack.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            code, values = "yaml_alias", {}
        elif depth > MAX_DEPTH:
            code, values = "yaml_depth", {"limit": MAX_DEPTH}
        else:
            continue
        mark = event.start_mark
        assert mark is not None  # noqa: S101 - every event of the parser has one
        where = Position(file=file, line=mark.line + 1, column=mark.column + 1)
        raise QinjianError(Problem(code, where, values))


def load(text: str, file: str) -> Document:
    """Read YAML text. ``file`` is the name that errors give.

    Raises:
        QinjianError: the text is no YAML, is too large or deep, uses tags, anchors or
            aliases, repeats a key, or holds several documents.
    """
    document = Document(file, None)
    if len(text) > MAX_CHARACTERS:
        raise QinjianError(
            Problem("file_too_large", Position(file=file), {"limit": MAX_CHARACTERS})
        )
    try:
        _refuse_bombs(text, file)
        node = yaml.compose(text, Loader=_Loader)
        document.data = None if node is None else _Reader(document).read(node, ())
    except yaml.reader.ReaderError as error:
        where = Position(file=file, line=text.count("\n", 0, error.position) + 1)
        raise QinjianError(Problem("yaml_character", where)) from None
    except yaml.MarkedYAMLError as error:
        raise QinjianError(_syntax_problem(error, text, file)) from None
    except RecursionError:
        raise QinjianError(
            Problem("yaml_depth", Position(file=file), {"limit": MAX_DEPTH})
        ) from None
    return document


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem("yaml_syntax", Position(file=file), {"reason": str(error.problem)})
    where = Position(file=file, line=mark.line + 1, column=mark.column + 1)
    if error.problem and "nesting depth" in error.problem:  # the parser's own limit, met in a key
        return Problem("yaml_depth", where, {"limit": MAX_DEPTH})
    lines = text.split("\n")
    if mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]:
        return Problem("yaml_tab", where)
    return Problem("yaml_syntax", where, {"reason": str(error.problem)})

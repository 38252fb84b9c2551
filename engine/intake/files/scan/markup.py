"""XML read piece by piece, with bounds on what can pile up."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar
from xml.parsers.expat import ParserCreate

from qinjian.engine.intake.files.scan.limits import broken, large

Attributes = dict[str, str]
Start = Callable[[Attributes], None]
End = Callable[[], None]

MAX_DEPTH = 256
MAX_NAMES = 20_000
"""Different names of elements and attributes in one part."""
MAX_TAG = 8_000_000
"""The bytes of one tag."""
MAX_TEXT = 1_000_000
"""The characters of one text."""

_Handler = TypeVar("_Handler")


class _Handlers(dict[str, _Handler | None], Generic[_Handler]):
    """Handlers by the name of the element, with its prefix or without."""

    def __missing__(self, name: str) -> _Handler | None:
        self[name] = handler = self.get(name.rpartition(":")[2])
        return handler


def read(
    chunks: Iterable[bytes],
    starts: Mapping[str, Start],
    ends: Mapping[str, End] | None = None,
    pieces: list[str] | None = None,
) -> None:
    """Call the handlers of the elements of a part; text is added to ``pieces`` as it comes.

    The part is read as UTF-8 whatever it declares, as the reader does. It may declare no
    entities.

    Raises:
        RefusedError: ``workbook_broken``, ``workbook_large``.
        ExpatError: it is not well-formed.
    """
    names: dict[str, str] = {}
    parser = ParserCreate("UTF-8", intern=names)
    parser.StartDoctypeDeclHandler = _refuse
    pieces = [] if pieces is None else pieces
    parser.StartElementHandler, parser.EndElementHandler = _handlers(starts, ends or {})
    parser.CharacterDataHandler = pieces.append
    fed = 0
    for chunk in chunks:
        if b"\0" in chunk:  # UTF-16, of which the reader makes nothing at all
            raise broken()
        parser.Parse(chunk)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > MAX_TAG or sum(map(len, pieces)) > MAX_TEXT:
            raise large()
        if len(names) > MAX_NAMES:
            raise broken()
    parser.Parse(b"", True)  # noqa: FBT003


def _handlers(
    starts: Mapping[str, Start], ends: Mapping[str, End]
) -> tuple[Callable[[str, Attributes], None], Callable[[str], None]]:
    """Make the two handlers of a parser, which watch how deep the elements nest."""
    by_start, by_end = _Handlers(starts), _Handlers(ends)
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise broken()
        handler = by_start[name]
        if handler is not None:
            handler(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler = by_end[name]
        if handler is not None:
            handler()

    return start, end


def _refuse(*_: object) -> None:
    raise broken()

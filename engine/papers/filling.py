"""Filling a document: office templates in a sandbox, values as text and nothing else."""

import io
import zipfile
from collections.abc import Mapping
from typing import NoReturn

from docxtpl.template import DocxTemplate
from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from qinjian.engine.ledger.files import undated
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.page.safe import visible

_FILTERS = frozenset(
    {"default", "first", "join", "last", "length", "replace", "reverse", "sort", "string"}
)
"""What templates may do with values. None of them can take a value for XML."""

_OF_LOOPS = frozenset({"first", "index", "index0", "last", "length"})

_MOST_BYTES = 50_000_000
"""A template that is larger when unpacked is none."""

_NO_CHARACTERS = str.maketrans({"\ufffe": "[U+FFFE]", "\uffff": "[U+FFFF]"})
_OF_TEMPLATES = str.maketrans({"{": "&#123;", "}": "&#125;"})
"""What docxtpl would still read in what is filled in, written so that it does not."""


def filled(template: bytes, values: Mapping[str, object], name: str) -> bytes:
    """Fill a template with values; the same ones give the same bytes.

    ``name`` is the file of the template, for messages.

    Raises:
        QinjianError: ``papers_template``.
    """
    try:
        _refuse_unfit(template)
        document = _Document(io.BytesIO(template))
        document.render(dict(values), _environment())
        made = io.BytesIO()
        document.save(made)
    except Exception as error:  # noqa: BLE001 - a document that is odd may raise anything
        reason = f"{type(error).__name__}: {error}"
        where = Position(file=name)
        raise QinjianError(Problem("papers_template", where, {"reason": reason})) from None
    return undated(made.getvalue())


def _refuse_unfit(template: bytes) -> None:
    """Refuse what is no document, is too large, or has a program in it."""
    with zipfile.ZipFile(io.BytesIO(template)) as packed:
        parts = packed.infolist()
    size = sum(part.file_size for part in parts)
    if size > _MOST_BYTES:
        raise ValueError(f"{size} > {_MOST_BYTES}")
    program = next((one.filename for one in parts if "vbaproject" in one.filename.casefold()), None)
    if program is not None:
        raise ValueError(f"VBA: {program}")


class _Document(DocxTemplate):
    """A template of which the text alone is read."""

    def build_xml(self, context: dict[str, object], jinja_env: Environment | None = None) -> str:
        xml: str = super().build_xml(context, jinja_env)  # type: ignore[no-untyped-call]
        etree.fromstring(xml)  # what is no XML would be mended, and text lost
        return xml

    def render_properties(
        self, context: dict[str, object], jinja_env: Environment | None = None
    ) -> None:
        """Leave title and author as they are: they are no text of the document."""


class _Sandbox(SandboxedEnvironment):
    """Templates see values, and nothing that could be called or that is in them."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:  # noqa: ARG002 - as above
        return isinstance(obj, LoopContext) and attr in _OF_LOOPS

    def is_safe_callable(self, obj: object) -> bool:  # noqa: ARG002 - as above
        return False

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> NoReturn:  # noqa: ARG002 - as above
        """Refuse what can make a text or number of any length out of a short one."""
        raise SecurityError(f"{operator} is not for templates")


def _environment() -> Environment:
    made = _Sandbox(autoescape=True, finalize=_written, undefined=StrictUndefined)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    return made


def _written(value: object) -> Markup:
    """Write a value as text of XML, whatever a template takes it for."""
    text = visible(str(value)).translate(_NO_CHARACTERS)
    return Markup(str(escape(text)).translate(_OF_TEMPLATES))  # noqa: S704 - it is escaped

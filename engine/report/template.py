"""An empty workbook for the records of one kind: columns, drop-downs, and what to write."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.headers import label
from qinjian.engine.messages.problems import Problem, QinjianError
from qinjian.engine.wording import Language, Wording, labels, say
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.record import Field, fields_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_ROWS = 1_000
"""Rows below the headers that have drop-downs and formats."""

_MADE = dt.datetime(2014, 1, 1, tzinfo=dt.UTC)
"""The stated time of making: the same kind gives the same bytes."""

_TOLD_ELSEWHERE = frozenset(
    {
        "absent_documents",
        "attachment_details",
        "other_documents",
        "other_texts",
        "shown_documents",
        "fuel_region",
        "bare_exchange",
        "event_end",
        "guest_organ",
        "letters_attached",
        "parked_from",
        "parked_until",
        "sealed_from",
        "stated_day",
        "stated_host",
        "stated_span",
    }
)
"""Fields that no column is for: the list of documents and the columns of single ones tell them."""

_TOLD_IN = {"voucher": frozenset({"amount"})}
"""The same for one kind: debit and credit of a ledger tell what a line spends."""

EXPLANATIONS = "填表说明"
CHOICES = "选项"

_FORMATS = {"money": "0.00", "date": "yyyy-mm-dd", "count": "0", "quantity": "0.###"}

_WORDS: Wording = {
    "column": ("列", "Column"),
    "field": ("字段", "Field"),
    "what": ("填写", "What to write"),
    "unit": ("单位", "Unit"),
    "choices": ("可填", "Choices"),
    "money": ("金额，最多两位小数", "an amount of yuan with at most two decimals"),
    "count": ("整数", "a whole number"),
    "quantity": ("数量", "a number"),
    "date": ("日期，如 2015-03-05", "a day, such as 2015-03-05"),
    "text": ("文字", "text"),
    "enum": ("从下拉列表中选", "one of the list"),
    "yes_no": ("是或否", "是 (yes) or 否 (no)"),
    "list": ("多项之间用顿号分开", "several with 、 between them"),
    "children": ("姓名，之间用顿号分开；可写“张三、李四等5人”", "names with 、 between them"),
    "note": (
        "没有的资料请整列删去；空白单元格表示该项缺失。",
        "Delete columns that you do not record: an empty cell says that it is lacking.",
    ),
}  # fmt: skip


def template_fields(kind: str) -> tuple[Field, ...]:
    """List the fields of a kind that have a column in its template."""
    told = _TOLD_ELSEWHERE | _TOLD_IN.get(kind, frozenset())
    return tuple(item for item in fields_of(TOP_KINDS[kind]) if item.name not in told)


def template(kind: str, language: Language) -> bytes:
    """Return the workbook of a kind.

    Raises:
        QinjianError: ``option_wrong``.
    """
    # Only this command pays for the import.
    import xlsxwriter  # noqa: PLC0415

    if kind not in TOP_KINDS:
        values = {"option": "template", "value": kind, "known": ", ".join(TOP_KINDS)}
        raise QinjianError(Problem("option_wrong", values=values))
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        fields = template_fields(kind)
        records = book.add_worksheet(labels.option("kind", kind, "zh"))
        explanations = book.add_worksheet(EXPLANATIONS)
        choices = book.add_worksheet(CHOICES)
        choices.hide()
        _columns(book, records, choices, kind, fields)
        _explain(book, explanations, kind, fields, language)
    return target.getvalue()


def _columns(
    book: "Workbook", sheet: "Worksheet", choices: "Worksheet", kind: str, fields: tuple[Field, ...]
) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {code: book.add_format({"num_format": code}) for code in _FORMATS.values()}
    text = book.add_format({"num_format": "@"})  # keeps leading zeros
    sheet.freeze_panes(1, 0)
    for number, field in enumerate(fields):
        written = label(kind, field.name)
        code = _FORMATS.get(field.type)
        sheet.set_column(
            number, number, max(10, 2 * len(written) + 2), formats[code] if code else text
        )
        sheet.write_string(0, number, written, head)
        words = list(_choices(field))
        if words and field.type != "list":
            choices.write_column(0, number, words)
            area = _area(number, len(words))
            sheet.data_validation(1, number, _ROWS, number, {"validate": "list", "source": area})


def _area(column: int, count: int) -> str:
    from xlsxwriter.utility import xl_range_abs  # noqa: PLC0415

    return f"={CHOICES}!{xl_range_abs(0, column, count - 1, column)}"


def _choices(field: Field) -> Iterator[str]:
    """List the Chinese words that a field takes, none if it takes any."""
    if field.type == "yes_no":
        yield from (labels.words(key, "zh") for key in ("yes", "no"))
    yield from (labels.option(field.name, value, "zh") for value in field.options)
    if field.name == "region":
        yield from cast("dict[str, object]", data_file("vocabularies.yaml")["region"])


def _unit(field: Field, language: Language) -> str:
    """Write what a field is counted in: 元, 元/人, 天."""
    brackets = cast("dict[str, list[str]]", data_file("headers.yaml")["brackets"])
    if language == "en" or field.unit not in brackets:
        return field.unit
    words = brackets[field.unit]
    return words[1] if "/" in field.unit else words[0]


def _explain(
    book: "Workbook", sheet: "Worksheet", kind: str, fields: tuple[Field, ...], language: Language
) -> None:
    """Say of each column what to write in it."""
    head = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (width, key) in enumerate(
        ((22, "column"), (26, "field"), (34, "what"), (18, "unit"), (70, "choices"))
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, say(_WORDS, key, language), head)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, say(_WORDS, "note", language))
    sheet.freeze_panes(2, 0)
    for row, field in enumerate(fields, start=2):
        cells = (
            label(kind, field.name),
            field.name,
            say(_WORDS, field.type, language),
            _unit(field, language),
            "、".join(_choices(field)),
        )
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, wrapped)

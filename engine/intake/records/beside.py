"""What a row says beside its fields: texts that no field could take.

A clerk who has no column for it writes it somewhere: into a column that no field is for
(来源、用途), or over what a field asks for (交通工具: 机票由企业承担); or his form has a column of
sums for what is not to be bought (酒水（元）). Rules that ask for words read it too.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from qinjian.engine.intake.records.column import Column, combined
from qinjian.engine.intake.records.column_reader import ColumnReader
from qinjian.engine.intake.records.readings import each_of, told_of
from qinjian.engine.intake.tables.header_words import priced_thing
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.reading import BLANK, UNTOLD, Reading
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import Envelope, Record, Shared, fields_of

if TYPE_CHECKING:  # claims need none of what reads the columns of tables
    from qinjian.engine.intake.tables.columns import Columns

OTHER_TEXTS = "other_texts"
_FIELD = next(item for item in fields_of(Shared) if item.name == OTHER_TEXTS)
_AMOUNT = next(item for item in fields_of(Envelope) if item.name == "amount")

_WORDS = regex(r"[\u3400-\u9fff]{2}|[A-Za-z]{3}.*[A-Za-z]{3}")
_NO_TEXTS = frozenset({"cells_contradict", "refers_elsewhere"})
"""Why cells cannot be read that say nothing by themselves."""


def read_beside(raw: str, priced: str | None = None) -> Reading:
    """Read a cell of a column that no field is for: words count, figures and marks do not.

    Where the header names a thing (酒水（元）), a sum under it says that so much was spent on it.
    """
    if priced is not None and not _WORDS.search(raw):
        cost = read_value(_AMOUNT, raw).value
        paid = isinstance(cost, Decimal) and cost > 0
        return Reading("given", f"{priced}{cost}元") if paid else BLANK
    found = read_value(_FIELD, raw) if _WORDS.search(raw) else BLANK
    return found if found.state == "given" else BLANK


def told_beside_fields(
    columns: "Columns", kind: type[Record], cells: Sequence[Sequence[str]], rows: Sequence[int]
) -> Column | None:
    """Join what some rows say in columns that no field of a kind is for; None for no words."""
    if not cells or OTHER_TEXTS not in kind.model_fields:
        return None
    strange = [n for n, one in enumerate(columns.understood([kind])) if one.use is None]
    read = [
        ColumnReader(partial(read_beside, priced=priced_thing(columns.headers[n]))).column(
            [cells[n][row] for row in rows]
        )
        for n in strange
    ]
    kept = [column for column in read if column.says(lambda one: one.state == "given")]
    return _joined(kept, derived=False) if kept else None


def with_own(beside: Column, own: Column | None) -> Column:
    """Join them with what a column of other texts says."""
    return beside if own is None else _joined([own, beside], derived=False, owned=True)


def with_unread(columns: Mapping[str, Column], model: type[Record]) -> Column | None:
    """Add the words of cells that could not be read to what a row says beside its fields."""
    if OTHER_TEXTS not in model.model_fields:
        return None
    unread = [
        Column(column.codes, told_of(column.readings, _text_of))
        for name, column in columns.items()
        if name != OTHER_TEXTS and column.says(lambda one: _text_of(one) is not UNTOLD)
    ]
    own = columns.get(OTHER_TEXTS)
    told = [*([own] if own is not None else []), *unread]
    return _joined(told, derived=True, owned=own is not None) if unread else None


def _text_of(one: Reading) -> Reading:
    """Return the words of a cell that could not be read."""
    text = str(one.values.get("value", ""))
    told = one.state == "unreadable" and one.problem not in _NO_TEXTS and _WORDS.search(text)
    return Reading("given", text, derived=True) if told else UNTOLD


def _joined(columns: Sequence[Column], *, derived: bool, owned: bool = False) -> Column:
    """Join the texts of several columns, row by row; ``owned`` says that the first has a header.

    Where none says anything, what counts is how that first cell stands: blank, or not there.
    """
    readings = [each_of(column.readings) for column in columns]

    def join(codes: tuple[int, ...]) -> Reading:
        said = [listed[code] for listed, code in zip(readings, codes, strict=True)]
        texts = [str(one.value) for one in said if one.state == "given"]
        if not texts:
            return said[0] if owned else UNTOLD
        return Reading("given", "；".join(dict.fromkeys(texts)), derived=derived)

    return combined([column.codes for column in columns], join)

"""Forms as they are printed: a sheet of labels with their values beside them is one claim.

Such a sheet (差旅费报销单) has no row of headers. Read as a table it would be as many records as it
lists costs, none of them with a day or a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qinjian.engine.intake.files.delimited import Row
from qinjian.engine.intake.tables.called import named_kind
from qinjian.engine.intake.tables.form_lists import FormList, NumberedCells
from qinjian.engine.intake.tables.form_rows import (
    AMOUNT,
    ATTACHED,
    DAY,
    FIGURE,
    FILED,
    PAGES,
    Cell,
    Pair,
    is_label,
    is_list_head,
    is_total,
    key_of,
    own_cells,
    pairs_in,
)
from qinjian.engine.intake.tables.headers import (
    is_a_header,
    is_period_in,
    meaning_in,
    normalised_header,
)
from qinjian.engine.intake.tables.recognition import recognise
from qinjian.engine.messages.problems import Problem
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds import Expense
from qinjian.schemas.record import Record

MOST_ROWS = 120
"""Rows of a sheet that may hold forms."""

LINES = "明细"
"""The key of the lines of a claim."""

_NAME = regex(
    r"(?:报销|报账|报支|审批|审核|申请|申报|支出|支付|付款|借款|领款|派车|派遣|用车|出差|差旅|接待|费用|结算|呈批|报批|验收|凭)"
    r"[^,，。;；]{0,8}(?:单|清单|审批表|申请表|呈批表|报销表|凭单|凭证)(?:\(.*\))?$"
)
_LIST = regex(r"明细|汇总|统计|一览|台账|登记|名册|花名|情况表")
_OF_MANY = regex("清单|表")
"""Names of forms that registers have too."""
_OF_DAYS = regex("日期|时间|年月日")
_PLAIN = frozenset({"unit", "filing_date", "department", "handler", "voucher_pages", "claim_no"})
"""What the title of any table says as well: a form says more."""
_TELLING, _FEW_LABELS = 2, 3
_HEADERS = 4
_MOST_UNREAD = 3
"""A sheet of which a third is not read as labels and values is no form."""


@dataclass
class Form:
    """One form: its title, the keys and values of its claim, and the rows that they stand in.

    ``left`` are the cells that nothing is told by. ``kind`` is what title and labels tell.
    """

    title: str
    row: int
    kind: type[Record] | None = None
    claim: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    lines: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)

    def put(self, key: str, value: str, row: int) -> None:
        """Take up a value; of two for one key the first counts."""
        if not self.claim.get(key):
            self.claim[key], self.rows[key] = value, row
        elif value and value != self.claim[key]:
            self.left.append((row, value))

    def is_readable(self) -> bool:
        """Tell whether a claim can be made of it: one with a day and an amount."""
        if self.kind is None:
            return False
        keys = dict.fromkeys(key for _, line in self.lines for key in line)
        said = [*(key for key, value in self.claim.items() if value), *keys]
        return {"date", "money"} <= {type_in(self.kind, key, said) for key in said}

    def keys_and_values(self) -> dict[str, object]:
        """Return the claim; a label without a value counts where the kind knows it."""
        known = {
            key: value
            for key, value in self.claim.items()
            if value or (self.kind and type_in(self.kind, key, [*self.claim]))
        }
        lines = [line for _, line in self.lines]
        return {**known, LINES: lines} if lines else {**known}


def type_in(kind: type[Record], key: str, beside: Sequence[str]) -> str:
    """Return the type of the field that a label means, "" if it means nothing."""
    others = frozenset(normalised_header(other) for other in beside if other != key)
    if is_period_in(kind, key, others):
        return "date"
    meaning = meaning_in(kind, key, others)
    return meaning.field.type if meaning and meaning.field else ""


def forms_in(
    rows: Sequence[Row], asked: type[Record] | None, sheet: str | None, file: str
) -> list[Form]:
    """Return the forms that a sheet holds, none if it is a table."""
    filled = [(n, own_cells(cells)) for n, cells in rows if not isinstance(cells, Problem)]
    filled = [(number, cells) for number, cells in filled if cells]
    if len(filled) < len(rows) // 2 or not _is_form(filled):
        return []
    forms = [_form(part, asked, sheet, file) for part in _parts(filled)]
    unread = sum(len(form.left) for form in forms)
    called = any(_is_called(form.title) for form in forms)
    return forms if called or _MOST_UNREAD * unread < sum(len(cells) for _, cells in filled) else []


def _title(cells: Sequence[Cell]) -> str | None:
    """Return the name of a form that stands alone in its row, without the space in it."""
    name = "".join(cells[0].text.split())
    named = len(cells) == 1 and _NAME.search(normalised_header(name)) and not _LIST.search(name)
    return name if named and not name.endswith((":", "：")) else None


def _is_form(rows: Sequence[NumberedCells]) -> bool:
    """Tell a form from a table with something written above and below it.

    It has labels with values in several rows, or is called one and has any at all. Headers over
    rows are a table, unless it is called a form and they are not of days: a list of its costs.
    """
    title = next(filter(None, (_title(cells) for _, cells in rows[:_FEW_LABELS])), None)
    labels = sum(len(_labelled(cells)) for _, cells in rows)
    if (head := _head_of_table(rows)) is not None:
        dated = any(_OF_DAYS.search(cell.text) for cell in head)
        return _is_called(title) and not dated and labels >= _FEW_LABELS
    telling = [sum(map(_is_telling, _labelled(cells))) for _, cells in rows]
    several = sum(count >= _TELLING for count in telling) >= _TELLING
    return several or (title is not None and labels >= _FEW_LABELS)


def _is_called(title: str | None) -> bool:
    """Tell whether a title is the name of a form, and of nothing else."""
    return bool(title and _NAME.search(normalised_header(title)) and not _OF_MANY.search(title))


def _labelled(cells: Sequence[Cell]) -> list[Pair]:
    """List the labels of a row that begins with one, with their values."""
    if is_list_head(cells) or not _begins_with_label(cells):
        return []
    return [pair for pair in pairs_in(cells)[0] if pair.value]


def _is_telling(pair: Pair) -> bool:
    """Tell whether a label says more than the heading of any table."""
    if not is_a_header(pair.label):
        return False
    meaning = meaning_in(Expense, key_of(pair.label), frozenset())
    return meaning is None or meaning.field is None or meaning.field.name not in _PLAIN


def _head_of_table(rows: Sequence[NumberedCells]) -> list[Cell] | None:
    """Return the first row that seems to be of headers, over a row that fills most of it."""
    for place, (_, head) in enumerate(rows):
        known = sum(is_a_header(cell.text) for cell in head)
        if len(head) < _HEADERS or 2 * known < len(head):
            continue
        columns = {cell.column for cell in head}
        for _, cells in rows[place + 1 :]:
            filled = {cell.column for cell in cells} & columns
            if 2 * len(filled) >= len(columns) and not _begins_with_label(cells):
                return head
    return None


def _begins_with_label(cells: Sequence[Cell]) -> bool:
    first = cells[0].text
    return is_label(first) or "：" in first or ":" in first or is_total(first)


def _parts(rows: Sequence[NumberedCells]) -> Iterator[list[NumberedCells]]:
    """Part several forms of one sheet at their titles."""
    part: list[NumberedCells] = []
    for row in rows:
        if _title(row[1]) and any(len(cells) > 1 for _, cells in part):
            yield part
            part = []
        part.append(row)
    yield part


def _form(
    rows: Sequence[NumberedCells], asked: type[Record] | None, sheet: str | None, file: str
) -> Form:
    title = next(filter(None, (_title(cells) for _, cells in rows)), "")
    form = Form(title or rows[0][1][0].text.strip(), rows[0][0])
    lists: list[FormList] = []
    for number, cells in rows:
        if not form.claim and _is_heading(cells):
            continue
        if is_list_head(cells):
            lists.append(FormList(cells))
        elif not (lists and lists[-1].take(number, cells)):
            _read(form, number, cells, lists[-1] if lists else None)
    named = named_kind(filter(None, [form.title, sheet, file]))
    keys = [*form.claim, *(head for one in lists for head in one.headers.values())]
    form.kind = asked or named or recognise([(key,) for key in keys], [form.title], file).kind
    for one in lists:
        _add(form, one)
    return form


def _is_heading(cells: Sequence[Cell]) -> bool:
    """Tell a title, or the name of the unit above it, from a row that says something."""
    text = cells[0].text
    told = is_label(text) or "：" in text or ":" in text or DAY.search(text)
    return len(cells) == 1 and not told


def _read(form: Form, number: int, cells: Sequence[Cell], above: FormList | None) -> None:
    """Read a row of labels and values; the total under a list stands in its column of amounts."""
    if is_total(cells[0].text) and not any("写" in cell.text for cell in cells):
        totals = _totals(cells, above)
        if len(totals) == 1:  # of several each is that of its own column
            form.put(AMOUNT, totals[0], number)
        if totals:
            return
    pairs, loose = pairs_in(cells)
    for pair in pairs:
        form.put(key_of(pair.label), pair.value, number)
    for text in loose:
        if DAY.fullmatch(text) and FILED not in form.claim:
            form.put(FILED, text, number)
        elif pages := PAGES.search(text):
            form.put(ATTACHED, pages[1], number)
        else:
            form.left.append((number, text))


def _totals(cells: Sequence[Cell], above: FormList | None) -> list[str]:
    figures = [cell for cell in cells[1:] if FIGURE.fullmatch(cell.text.strip())]
    columns = above.amounts if above else []
    under = [cell.text for cell in figures if cell.column in columns]
    signed = [cell.text for cell in figures if cell.text.strip().startswith(("¥", "￥"))]
    return under or signed[-1:] or [cell.text for cell in figures[-1:]]


def _add(form: Form, listed: FormList) -> None:
    """Add a list to its form: items that are fees of the kind are fields, others are lines."""
    if form.kind is None:
        return
    items = list(listed.items_with_amounts())
    if any(type_in(form.kind, item, []) == "money" for _, item, _ in items):
        for number, item, amount in items:
            form.put(item, amount, number)
        form.left += listed.beside_items()
    elif listed.amounts:
        form.lines += listed.lines()
    else:
        form.left += [(number, cell.text) for number, cells in listed.rows for cell in cells]

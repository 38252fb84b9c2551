"""What a general header (日期, 人数, 金额) means in one kind of table, told by those beside it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.header_table import (
    HeaderTable,
    Meaning,
    expanded,
    headers_of,
)
from qinjian.engine.intake.tables.header_text import (
    normalised_header,
    split_header,
    with_day_in_full,
)
from qinjian.engine.intake.values.amounts import plain
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import Record

PERIOD = "period"
NONE = "none"

_BOTH_DAYS = regex(r"[起讫止至及/、|]|往返|期间|返回")
"""Stands in a header that says itself that its cells hold the first and the last day."""

_LONGEST_MEASURE = 4
_MEASURE_HEADERS = frozenset({"单位", "计量单位", "数量单位", "计价单位", "单位(计量)"})


@dataclass(frozen=True)
class Choice:
    """One meaning of a general header, and what must or must not stand beside it."""

    field: str
    needs: frozenset[str]
    bars: frozenset[str]

    def fits(self, beside: frozenset[str], told: frozenset[str]) -> bool:
        """Tell whether the columns beside leave this meaning.

        ``beside`` are the fields that headers mean in any table, ``told`` those and what general
        headers mean beside them: of two general headers neither bars the other.
        """
        return (not self.needs or bool(self.needs & told)) and not self.bars & beside


def _choice(line: str) -> Choice:
    rest, _, bars = line.partition(" unless ")
    field, _, needs = rest.partition(" if ")
    return Choice(field, frozenset(needs.split()), frozenset(bars.split()))


@cache
def _choices(kind: str) -> dict[str, tuple[Choice, ...]]:
    sections = cast("dict[str, dict[str, list[str]]]", data_file("generic_headers.yaml"))
    return {
        normalised_header(header): tuple(map(_choice, lines))
        for pattern, lines in sections.get(kind, {}).items()
        for header in expanded(pattern)
    }


@cache
def general_headers() -> frozenset[str]:
    """Return every header that means something beside others only."""
    return frozenset(name for kind in data_file("generic_headers.yaml") for name in _choices(kind))


@cache
def _periods() -> frozenset[str]:
    words = cast("list[str]", data_file("headers.yaml")["period"])
    return frozenset(normalised_header(found) for word in words for found in expanded(word))


def is_period(header: str) -> bool:
    """Tell whether a column holds the first and the last day by its header alone: 起止日期."""
    return normalised_header(header) in _periods()


def meaning_in(model: type[Record], header: str, beside: Collection[str]) -> Meaning | None:
    """Return what ``header`` means in a table of a kind, None if it means nothing.

    ``beside`` are the other headers of the table, normalised.
    """
    table = headers_of(model)
    choices = _listed(model.kind, header)
    if choices is None:
        if _is_start(model, header, beside):
            return table.named(header, "start_date")
        found = None if is_period(header) else table.meaning(header)
        choices = None if found else _listed("any", header)
        if choices is None:
            return found
    chosen = _chosen(choices, model, beside)
    return table.named(header, chosen) if chosen not in {None, PERIOD, NONE} and chosen else None


def _is_start(model: type[Record], header: str, beside: Collection[str]) -> bool:
    """Tell whether 出差日期 is the first day only, as another column has the last: 返回日期."""
    if "start_date" not in model.model_fields or not is_period(header):
        return False
    return not _BOTH_DAYS.search(header) and "end_date" in _fields(model, frozenset(beside))[0]


def is_period_in(model: type[Record], header: str, beside: Collection[str]) -> bool:
    """Tell whether a column of a table of a kind holds the first and the last day."""
    if not {"start_date", "end_date"} <= set(model.model_fields):
        return False
    choices = _listed(model.kind, header)
    if choices is None:
        return is_period(header) and not _is_start(model, header, beside)
    return _chosen(choices, model, beside) == PERIOD


def _listed(kind: str, header: str) -> tuple[Choice, ...] | None:
    """Find the choices for a header, whose unit is seen past: 人均(元), 合同金额（元）."""
    name = normalised_header(header)
    choices = _choices(kind)
    found = choices.get(name) or choices.get(split_header(name)[0])
    return found or choices.get(with_day_in_full(name))


def _chosen(choices: Iterable[Choice], model: type[Record], beside: Collection[str]) -> str | None:
    plain_fields, told = _fields(model, frozenset(beside))
    return _first(choices, model, plain_fields, told)


def _first(
    choices: Iterable[Choice], model: type[Record], beside: frozenset[str], told: frozenset[str]
) -> str | None:
    known = {*model.model_fields, PERIOD, NONE}
    return next((c.field for c in choices if c.field in known and c.fits(beside, told)), None)


@lru_cache(maxsize=1024)
def _fields(model: type[Record], headers: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Name the fields that headers mean by themselves, and those that general ones mean beside."""
    table: HeaderTable = headers_of(model)
    general = {name: found for name in headers if (found := _listed(model.kind, name))}
    single = [name for name in headers - general.keys() if not is_period(name)]
    known = {meaning.field.name for name in single if (meaning := table.meaning(name))}
    if any(map(is_period, headers - general.keys())):
        known.add(PERIOD)
    beside = frozenset(known)
    told = (_first(choices, model, beside, beside) for choices in general.values())
    return beside, beside | {name for name in told if name}


@cache
def _measures() -> frozenset[str]:
    return frozenset(
        map(normalised_header, cast("list[str]", data_file("header_words.yaml")["measures"]))
    )


def is_measure_column(header: str, values: Iterable[str]) -> bool:
    """Tell whether a column headed 单位 holds units of measure (公斤, 桶, 件), no organisations."""
    name = normalised_header(header)
    if name not in _MEASURE_HEADERS:
        return False
    words = {word for value in values if (word := "".join(plain(value).casefold().split()))}
    known = sum(word in _measures() for word in words)
    short = all(len(word) <= _LONGEST_MEASURE for word in words)
    return name != "单位" if not words else short and 2 * known >= len(words)

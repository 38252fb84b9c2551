"""What is taken for granted where the source leaves it open (``schemas/presumptions.yaml``)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.records.column import Column, constant, filled
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.units.names import holds_word
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.countries import countries_in
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import Record, UnitKind, fields_of

_SPOKEN = ("activity", "description", "letter_title", "budget_item", "remarks")
"""What may say that guests are investors, customers or foreigners."""

_HOME = frozenset({"中国", "香港", "澳门", "台湾"})
_NO_COUNTRY = regex(r"[县镇乡]|自治")
"""A place at home that is called like a country: 黑山县, 蒙古族自治县."""
_TOGETHER = regex(
    r"等[\d一二两三四五六七八九十]+人|一行|[与和同].{1,4}同行|合并报销|含(?:驾驶员|司机)|(?<![\d人])[2-9二两三四五六]人(?!次)"
)
"""Words of the trip that tell of more than the one who claims."""

Condition = Literal["organ-guests", "one-name", "one-less"]


class Presumption(BaseModel):
    """How a field that is open is filled; see the head of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str
    kinds: tuple[str, ...] = ()
    field: str
    value: str | None = None
    sources: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    only: Condition | None = None
    zh: str
    en: str


@cache
def presumptions() -> tuple[Presumption, ...]:
    """Return all presumptions in order."""
    listed = data_file("presumptions.yaml")["presumptions"]
    entries: list[dict[str, object]] = listed if isinstance(listed, list) else []
    return tuple(
        Presumption.model_validate({("sources" if k == "from" else k): v for k, v in one.items()})
        for one in entries
    )


@cache
def of_kind(model: type[Record]) -> tuple[Presumption, ...]:
    """Return those that fill a field of a kind."""
    return tuple(
        one
        for one in presumptions()
        if one.field in model.model_fields and (not one.kinds or model.kind in one.kinds)
    )


@cache
def reasons() -> Mapping[str, tuple[str, str]]:
    """Return why something is taken for granted, in Chinese and English, by its field."""
    others = data_file("presumptions.yaml")["others"]
    said: dict[str, tuple[str, str]] = {one.field: (one.zh, one.en) for one in presumptions()}
    if isinstance(others, dict):
        said |= {name: (str(words["zh"]), str(words["en"])) for name, words in others.items()}
    return said


def with_presumed(table: TypedTable) -> TypedTable:
    """Fill what is taken for granted; what the source says stays as it is."""
    columns = dict(table.columns)
    for one in of_kind(table.model):
        found = _column(one, table, columns)
        if found and found.says(lambda one: one.presumed):
            columns[one.field] = found
    return replace(table, columns=columns)


def _column(one: Presumption, table: TypedTable, columns: Mapping[str, Column]) -> Column | None:
    nothing = constant(UNTOLD, len(table))
    names = (one.field, *one.sources, *one.unless, *_needed(one, table.model))
    used = [columns.get(name, nothing) for name in names]
    tell = _value_of(one, _stated(one, table.model))

    def told(said: Sequence[Reading]) -> Reading | None:
        value = tell(said)
        return None if value is None else Reading("given", value, presumed=True)

    return filled(used[0], used[1:], ("untold", "blank"), told)


def _needed(one: Presumption, model: type[Record]) -> tuple[str, ...]:
    wanted = {
        "organ-guests": ("guest_unit", "unit_kind", "unit", "letter_no", *_SPOKEN),
        "one-name": ("travelers", "activity", "description", "remarks"),
    }
    names = wanted.get(one.only or "", ())
    return tuple(name for name in names if name in model.model_fields)


def _stated(one: Presumption, model: type[Record]) -> object:
    """Return the value that the file states, as the model takes it: the file holds texts alone."""
    if not one.value:
        return one.value
    item = next(item for item in fields_of(model) if item.name == one.field)
    return read_value(item, one.value).value


def _value_of(one: Presumption, stated: object) -> Callable[[Sequence[Reading]], object]:
    """Return what tells the value of a field, from what the other fields say; None for none."""

    def tell(said: Sequence[Reading]) -> object:
        sources = said[: len(one.sources)]
        unless = said[len(one.sources) : len(one.sources) + len(one.unless)]
        others = said[len(one.sources) + len(one.unless) :]
        if any(map(_stands_against, unless)):
            return None
        given = [reading.value for reading in sources if reading.state == "given"]
        value = given[0] if given else None if one.sources else stated
        if value is None or not _holds(one.only, others):
            return None
        return _fitted(value, one.only)

    return tell


def _stands_against(reading: Reading) -> bool:
    """Tell whether a cell keeps a thing from being taken for granted: a 0 says that it was not."""
    return reading.state == "unreadable" or (reading.state == "given" and reading.value != 0)


def _holds(condition: Condition | None, said: Sequence[Reading]) -> bool:
    if condition == "organ-guests":
        guest, kind, host, letter, *texts = said
        told = str(guest.value or "")
        spoken = " ".join([told, *(str(text.value) for text in texts if text.value)])
        if holds_word("not_domestic", spoken) or _is_foreign(told):
            return False
        # A firm that asks for the letter of its guests receives them as organs do.
        if kind.value == UnitKind.STATE_ENTERPRISE:
            return letter.state in ("given", "blank")
        # A firm at an organ is one that came on business, but where investors are received.
        hosts_firms = kind.value is None or holds_word("of_investors", str(host.value or ""))
        return not (hosts_firms and holds_word("companies", told))
    if condition == "one-name":
        people, *texts = said
        listed = people.value if isinstance(people.value, tuple) else ()
        alone = people.state != "unreadable" and people.group is None and len(listed) <= 1
        return alone and not any(_TOGETHER.search(str(text.value or "")) for text in texts)
    return True


def _is_foreign(guest: str) -> bool:
    """Tell whether a guest unit bears the name of a foreign country."""
    return bool(countries_in(guest) - _HOME) and not _NO_COUNTRY.search(guest)


def _fitted(value: object, condition: Condition | None) -> object:
    """Make the value one that the field takes."""
    if condition == "one-less":
        if not isinstance(value, int | Decimal) or value != int(value) or value < 1:
            return None
        return int(value) - 1
    return value

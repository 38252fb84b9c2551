"""Columns that tell several fields at once: a period, and whether a document is there."""

from collections.abc import Callable, Mapping

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.schemas.record import Document


def period_columns(column: Column) -> Mapping[str, Column]:
    """Take the first and the last day of a column of periods apart.

    Of a cell with one day only (出差日期 6月6日) it is an inference that the last is the same.
    """

    def day(place: int) -> Callable[[Reading], Reading]:
        def of(one: Reading) -> Reading:
            if isinstance(one.value, tuple):
                lone = place == 1 and one.value[0] == one.value[1]
                return one._replace(value=one.value[place], also=(), derived=one.derived or lone)
            return one

        return of

    return {"start_date": _each(column, day(0)), "end_date": _each(column, day(1))}


def flag_columns(document: Document, column: Column) -> Mapping[str, Column]:
    """Say of a document with a column of its own whether it is there; an empty cell says no."""
    here = (document.value,)

    def shown(one: Reading) -> Reading:
        return one._replace(value=here) if one.value is True else UNTOLD._replace(also=one.also)

    def absent(one: Reading) -> Reading:
        gone = one.state == "blank" or one.value is False
        return Reading("given", here) if gone else UNTOLD

    def unclear(one: Reading) -> Reading:
        return Reading("unreadable") if one.state == "unreadable" else UNTOLD

    found = {"shown_documents": _each(column, shown), "absent_documents": _each(column, absent)}
    if column.says(lambda one: one.state == "unreadable"):
        found["other_documents"] = _each(column, unclear)
    return found


def _each(column: Column, change: Callable[[Reading], Reading]) -> Column:
    return Column(column.codes, [change(one) for one in column.readings])

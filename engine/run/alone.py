"""Which records a rule finds nothing of where no other has their key."""

import pyarrow as pa

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.intervals import Group, holds
from qinjian.engine.intake.records.readings import is_given, told_of
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart
from qinjian.engine.run.arrays import combined
from qinjian.engine.run.roles import is_clear_alone
from qinjian.engine.run.typed_facts import TypedFacts


def clear_alone(
    rule: CompiledRule, facts: TypedFacts, rows: pa.Array, *, is_open: bool
) -> pa.Array:
    """Tell of members whether each is clear where it stands alone.

    Of a group it is asked once for each different thing that they say; ``is_open`` says that it
    is not known whether they are members.
    """
    if is_clear_alone(rule):
        return pa.repeat(pa.scalar(value=True), len(rows))
    part = rule.across
    if not isinstance(part, GroupPart):
        return pa.repeat(pa.scalar(value=False), len(rows))
    said = [_said(part, facts, name).take(rows) for name in sorted(_read(part))]
    codes, first = combined(said, len(rows))
    told = [_is_clear(part, facts, rows[at].as_py(), is_open=is_open) for at in first]
    return pa.array(told, pa.bool_()).take(codes)


def _read(part: GroupPart) -> set[str]:
    """Name the fields on which it depends what is said of one record."""
    return {*ex.fields_read(part.having)}


def _said(part: GroupPart, facts: TypedFacts, name: str) -> pa.Array:
    """Give numbers to what a field says; where different ones are counted, whether it does."""
    column = facts.table.columns.get(name)
    if column is None:
        return pa.repeat(pa.scalar(0, pa.int32()), len(facts))
    if name not in part.keys and all(
        node.function == "distinct"
        for node in ex.walk(part.having)
        if isinstance(node, ex.Aggregate) and node.field == name
    ):
        given = told_of(column.readings, is_given)
        return facts.told(name, given, pa.bool_()).cast(pa.int32())
    return facts.codes(column)


def _is_clear(part: GroupPart, facts: TypedFacts, row: int, *, is_open: bool) -> bool:
    values = facts.at(row).values
    keys = {name: values[name] for name in part.keys if name in values}
    members = [] if is_open else [values]
    return holds(part.having, Group(keys, members, int(is_open))) is False

"""The keys of rules across records as columns: hashes of the values as they are compared."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.condition.expression import Value
from qinjian.engine.run.arrays import combined
from qinjian.engine.run.keys import UNIT, Compare, unit_of
from qinjian.engine.run.roles import Role
from qinjian.engine.run.typed_facts import TypedFacts


def compared_key(value: Value, compare: Compare | None) -> Value:
    """Return a key as it is compared; None where the value is none."""
    return compare(value) if compare is not None and isinstance(value, str) else value


def hashed(facts: TypedFacts, name: str, compare: Compare | None) -> pa.Array:
    """Make the array of the hashes of a key as it is compared; null where it is none."""

    def told(value: Value) -> int | None:
        key = compared_key(value, compare)
        return None if key is None else hash(key)

    return facts.once(("key", name, compare), lambda: facts.of_values(name, told, pa.int64()))


def keys_of(role: Role, facts: TypedFacts, file: str) -> list[pa.Array]:
    """Make the hashes of the keys of a role; the file tells a unit that nothing else tells."""
    found = []
    for name, compare in role.keys:
        one = hashed(facts, name, compare)
        if role.one_unit and name == UNIT and facts.presuming:
            asked = facts.state(name, ("given", "blank", "unreadable"))
            nowhere = pc.and_not(pc.is_null(one), asked)
            own = pa.scalar(hash(unit_of(file)), one.type)
            one = pc.if_else(nowhere, own, one)
        found.append(one)
    return found


def split(
    absent: Sequence[pa.Array], rows: pa.Array
) -> tuple[pa.Array, list[tuple[tuple[int, ...], pa.Array]]]:
    """Part rows by which of their keys are absent: those that have all, and the others."""
    lacks = [one.take(rows) for one in absent]
    if not any(pc.any(one).as_py() for one in lacks):
        return rows, []
    codes, first = combined([one.cast(pa.int32()) for one in lacks], len(rows))
    known, without = rows.slice(0, 0), []
    for code, at in enumerate(first):
        names = tuple(place for place, one in enumerate(lacks) if one[at].as_py())
        own = rows.filter(pc.equal(codes, code))
        if names:
            without.append((names, own))
        else:
            known = own
    return known, without

"""Entries of rules across records as numbers in the engine, which tells who has to be looked at.

A key is known there by a hash: entries of two keys may be taken for one cluster, of which more is
looked at then than has to be, and nothing is settled that must not be.
"""

from collections.abc import Sequence
from typing import NamedTuple

import duckdb
import pyarrow as pa

from qinjian.engine.rulebook.parts import CompiledRule, PairPart
from qinjian.engine.run import pairs
from qinjian.engine.run.database import spilling
from qinjian.engine.run.narrowing import DAYS, NUMBERS, is_one_by_one, joins

_TABLE = f"""
    CREATE TEMP TABLE entries (
        rule SMALLINT, key BIGINT, own BOOLEAN, number INTEGER, part INTEGER, place INTEGER,
        pattern INTEGER, presuming BOOLEAN, alone BOOLEAN,
        {", ".join(f"{name} DATE" for name in DAYS)},
        {", ".join(f"{name} BIGINT" for name in NUMBERS)}
    )
"""

_COUNT = """
    CREATE TEMP TABLE clusters AS
    SELECT rule, key,
        bool_and(NOT own) OR min(number) = max(number) AND bool_and(alone)
            OR bool_and(own) AND rule IN (SELECT unnest($single)) AS settled,
        rule IN (SELECT unnest($single)) AND CASE WHEN rule IN (SELECT unnest($narrowed))
            THEN count(*) FILTER (own AND told IS NOT NULL)
                    * count(*) FILTER (NOT own AND told IS NULL)
                + count(*) FILTER (own AND told IS NULL) * count(*) FILTER (NOT own)
            ELSE count(*) FILTER (own) * count(*) FILTER (NOT own) END <= $most AS paired
    FROM entries GROUP BY rule, key
"""
"""Settled are others that belong to nobody, what stands alone and is clear therefore, and by rules
that judge each pair by itself, which are ``single``, members without any other record. Clusters
whose pairs are not too many are ``paired``: only what stands in a pair is looked at."""

_PAIRS = """
    INSERT INTO paired
    WITH near AS (
        SELECT entries.rowid AS id, entries.* FROM entries JOIN clusters USING (rule, key)
        WHERE rule = $rule AND paired AND NOT settled
    )
    SELECT m.id, o.id FROM near AS m JOIN near AS o
        ON m.own AND NOT o.own AND m.key = o.key AND {condition}
"""

_LOOKED_AT = """
    CREATE TEMP TABLE looked_at AS SELECT one AS id FROM paired UNION SELECT two FROM paired
"""

_SETTLED = """
    SELECT rule, part, presuming, count(*) FROM entries JOIN clusters USING (rule, key)
    WHERE own AND (settled OR paired AND entries.rowid NOT IN (SELECT id FROM looked_at))
    GROUP BY ALL ORDER BY ALL
"""

_UNITS = """
    CREATE TEMP TABLE units AS
    SELECT rule, key, list_sort(list(DISTINCT pattern)) AS patterns,
        arg_min(part, number) AS part, arg_min(place, number) AS place, false AS presuming
    FROM entries JOIN clusters USING (rule, key)
    WHERE NOT settled AND rule IN (SELECT unnest($groups)) GROUP BY rule, key
    UNION ALL
    SELECT rule, key, [pattern], part, place, presuming
    FROM entries JOIN (
        SELECT rule, key FROM entries JOIN clusters USING (rule, key)
        WHERE NOT settled AND rule IN (SELECT unnest($alone)) GROUP BY rule, key
        HAVING bool_and(own)
    ) USING (rule, key)
"""
"""What may be told by patterns: groups, at their first member, and members without others."""

_TELL = """
    UPDATE clusters SET settled = true FROM (
        SELECT rule, key FROM units LEFT JOIN told USING (rule, patterns) GROUP BY rule, key
        HAVING bool_and(told.code IS NOT NULL)
    ) AS whole WHERE clusters.rule = whole.rule AND clusters.key = whole.key
"""

_TOLD = """
    SELECT code, part, presuming, list(place ORDER BY place) AS places
    FROM units JOIN told USING (rule, patterns) JOIN clusters USING (rule, key)
    WHERE settled GROUP BY code, part, presuming ORDER BY part, code, presuming
"""

_LEFT = """
    SELECT part, place, rule, own, number, pattern, presuming
    FROM entries JOIN clusters USING (rule, key)
    WHERE NOT settled AND (NOT paired OR entries.rowid IN (SELECT id FROM looked_at))
    ORDER BY part, place, rule, own
"""


class Left(NamedTuple):
    """An entry that has to be looked at: the part and row of its record, the place of its rule."""

    part: int
    row: int
    rule: int
    own: bool
    number: int
    pattern: int | None
    presuming: bool


class Clusters:
    """The entries of all rules, and what is settled of them."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, rules: Sequence[CompiledRule]) -> None:
        self._engine = engine
        self._rules = rules
        self._engine.execute(_TABLE)

    @spilling()
    def add(self, entries: pa.Table) -> None:
        """Add entries, with the columns of their table in its order."""
        self._engine.register("found", entries)
        self._engine.execute("INSERT INTO entries BY NAME SELECT * FROM found")
        self._engine.unregister("found")

    @spilling()
    def settle(self) -> list[tuple[int, int, bool, int]]:
        """Settle what needs no look, and count it by rule, part and whether it presumes."""
        single = [place for place, rule in enumerate(self._rules) if is_one_by_one(rule)]
        parts = {
            place: part
            for place in single
            if isinstance(part := self._rules[place].across, PairPart)
        }
        narrowed = [place for place, part in parts.items() if part.narrowed is not None]
        given = {"single": single, "narrowed": narrowed, "most": pairs.MOST_PAIRS}
        self._engine.execute(_COUNT, given)
        self._engine.execute("CREATE TEMP TABLE paired (one BIGINT, two BIGINT)")
        open_ = "SELECT DISTINCT rule FROM clusters WHERE paired AND NOT settled ORDER BY rule"
        for (rule,) in self._engine.execute(open_).fetchall():
            for condition in joins(parts[rule]):
                self._engine.execute(_PAIRS.format(condition=condition), {"rule": rule})
        self._engine.execute(_LOOKED_AT)
        return self._engine.execute(_SETTLED).fetchall()

    @spilling()
    def patterns(
        self, groups: Sequence[int], alone: Sequence[int]
    ) -> list[tuple[int, tuple[int, ...]]]:
        """List the patterns of groups, and of members without others, that are not settled."""
        self._engine.execute(_UNITS, {"groups": groups, "alone": alone})
        found = self._engine.execute("SELECT DISTINCT rule, patterns FROM units ORDER BY ALL")
        return [(rule, tuple(patterns)) for rule, patterns in found.fetchall()]

    @spilling()
    def told(
        self, told: Sequence[tuple[int, tuple[int, ...]]]
    ) -> list[tuple[int, int, bool, pa.Array]]:
        """Settle what has patterns of which it is told what they mean.

        Returned is which of ``told`` it is, the part, whether it presumes, and the rows.
        """
        self._engine.execute(
            "CREATE TEMP TABLE told (code INTEGER, rule SMALLINT, patterns INTEGER[])"
        )
        for code, (rule, patterns) in enumerate(told):
            self._engine.execute("INSERT INTO told VALUES (?, ?, ?)", [code, rule, list(patterns)])
        self._engine.execute(_TELL)
        # Of very many records each row would be an object of its own: they stay in an array.
        found = self._engine.sql(_TOLD).to_arrow_table()
        names = ("code", "part", "presuming")
        said = zip(*(found.column(name).to_pylist() for name in names), strict=True)
        rows = [rows.values for rows in found.column("places")]
        return [(*one, places) for one, places in zip(said, rows, strict=True)]

    @spilling()
    def left(self) -> list[Left]:
        """List what is not settled, part by part."""
        return [Left(*row) for row in self._engine.execute(_LEFT).fetchall()]

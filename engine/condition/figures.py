"""Looking figures up in SQL: a join on the table of a standard.

The table has a row for each figure and each way to write its keys, with days on which it is surely
in force (see ``rulebook.flat``). Its columns are ``k0``, ``k1``… for keys that are words,
``k0_low`` and ``k0_high`` for a range of counts; ``first`` and ``last``; ``season_low`` and
``season_high`` as month * 100 + day, NULL for the whole year; ``value``, and ``over`` for a figure
that is the count // ``over``. Bounds that are open hold a value that no record passes. No two rows
fit one record.
"""

from collections.abc import Sequence

import sqlglot
from sqlglot import exp

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.figure_columns import FIRST_DAY, LAST_DAY, key_columns
from qinjian.engine.condition.sql_terms import case, cast, column, joined, number_of, quotient


def looked_up(
    node: ex.StandardValue, table: str, keys: Sequence[exp.Expr], alias: str
) -> tuple[exp.Expr, exp.Join]:
    """Return the figure for keys that are columns, and the join that finds it."""
    names = key_columns([key.type.name == "number" for key in node.keys])
    fits = [_between(key, columns, alias) for key, columns in zip(keys, names, strict=True)]
    fits += [_in_force(alias), _in_season(alias)]
    source = exp.alias_(exp.to_table(table), alias, table=True)
    join = exp.Join(this=source, on=joined(exp.And, fits), side="LEFT")
    value: exp.Expr = exp.column("value", table=alias)
    counts = [
        key for key, about in zip(keys, node.keys, strict=True) if about.type.name == "number"
    ]
    if counts:
        over = exp.column("over", table=alias, quoted=True)
        share = quotient(counts[0].copy(), over)
        has_share = exp.Not(this=exp.Is(this=over.copy(), expression=exp.Null()))
        value = case((has_share, share), otherwise=value)
    return cast(value, number_of(node.type)), join


def _between(key: exp.Expr, columns: Sequence[str], alias: str) -> exp.Expr:
    low, high = exp.column(columns[0], table=alias), exp.column(columns[-1], table=alias)
    if len(columns) == 1:
        return exp.EQ(this=key.copy(), expression=low)
    return exp.Between(this=key.copy(), low=low, high=high)


def _in_force(alias: str) -> exp.Expr:
    first, last = exp.column("first", table=alias), exp.column("last", table=alias)
    starts = exp.GTE(this=column(FIRST_DAY), expression=first)
    return exp.And(this=starts, expression=exp.LTE(this=column(LAST_DAY), expression=last))


def _in_season(alias: str) -> exp.Expr:
    """Tell whether one run of the season has both days; each run has the year it began in."""
    text = f"""
        ({alias}.season_low IS NULL OR {_run(FIRST_DAY, alias)} = {_run(LAST_DAY, alias)})
    """
    return sqlglot.parse_one(text, dialect="duckdb")


def _run(day: str, alias: str) -> str:
    low, high = f"{alias}.season_low", f"{alias}.season_high"
    at = f"(month({day}) * 100 + day({day}))"
    return f"""
        CASE WHEN {low} <= {high} THEN CASE WHEN {at} BETWEEN {low} AND {high} THEN year({day}) END
        WHEN {at} >= {low} THEN year({day}) WHEN {at} <= {high} THEN year({day}) - 1 END
    """

"""Conditions: the language of rules, from its text to something that runs."""

from qinjian.engine.condition.calls import Scope, TableType
from qinjian.engine.condition.check import compile_number, compile_truth
from qinjian.engine.condition.facts import Environment, Facts, Period
from qinjian.engine.condition.parse import ConditionError, Origin
from qinjian.engine.condition.python import (
    Program,
    exact_arithmetic,
    generate,
    missing,
    number_value,
)

__all__ = [
    "ConditionError",
    "Environment",
    "Facts",
    "Origin",
    "Period",
    "Program",
    "Scope",
    "TableType",
    "compile_number",
    "compile_truth",
    "exact_arithmetic",
    "generate",
    "missing",
    "number_value",
]

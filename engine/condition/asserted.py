"""The parts of an expression that are not denied in it."""

from collections.abc import Iterator

from qinjian.engine.condition.expression import Expression, Not, walk


def asserted(expression: Expression) -> Iterator[Expression]:
    """List the parts of an expression that are not denied in it, parts first."""
    denied = {
        id(part)
        for node in walk(expression)
        if isinstance(node, Not)
        for part in walk(node.operand)
    }
    return (node for node in walk(expression) if id(node) not in denied)

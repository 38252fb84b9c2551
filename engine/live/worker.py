"""The process in which durable-rules runs: rulesets and facts in, pairs of numbers out.

It knows nothing of records, imports nothing of ours, and speaks JSON lines on its standard
streams. First come the rulesets, by their names; then lists of ``[add, ruleset, fact]``, each
answered by a list of ``[ruleset, member, other]``.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

Hit = tuple[str, int, int]


def serve() -> None:
    """Answer until the input ends."""
    # The extra is there, or nobody starts this process.
    from durable import engine  # noqa: PLC0415

    hits: list[Hit] = []
    host = engine.Host()
    rulesets: dict[str, Any] = json.loads(sys.stdin.readline())
    for name, ruleset in rulesets.items():
        ruleset["pair"]["run"] = _noting(name, hits)
    host.register_rulesets(rulesets)
    _answer([])
    for line in sys.stdin:
        for add, name, fact in json.loads(line):
            (host.assert_fact if add else host.retract_fact)(name, fact)
        _answer(hits)
        hits.clear()


def _noting(name: str, hits: list[Hit]) -> Callable[[Any], None]:
    def note(found: Any) -> None:
        hits.append((name, found.a.n, found.b.n))

    return note


def _answer(hits: list[Hit]) -> None:
    sys.stdout.write(json.dumps(hits) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()

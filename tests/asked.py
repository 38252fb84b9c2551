"""What is judged in columns several times in one test is asked of the engine once.

A test that checks the same records in several ways (two languages, with and without what is open,
in memory and on disk) puts the same statement over the same bytes to DuckDB each time, which takes
most of its time. Its answer is kept by the statement and by the bytes that it is about; all that
makes either, and all that is done with the answer, is done anew.
"""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

import pyarrow as pa
import pytest

from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.columns import ColumnsRunner
from qinjian.engine.run.plan import Plan


def question(plan: Plan, records: pa.Table) -> bytes:
    """Return what tells a statement and the tables that it is about from all others."""
    told = sha256(plan.sql.encode())
    for name, table in (("", records), *plan.standards.items()):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        told.update(f"\0{name}\0".encode())
        told.update(sink.getvalue())
    return told.digest()


@contextmanager
def asked_once() -> Iterator[None]:
    """Keep the statements of the same rules and the answers to the same questions, until the end."""
    answers: dict[bytes, pa.Table] = {}
    plans: dict[Hashable, Plan] = {}
    ask = ColumnsRunner.verdicts

    def verdicts(runner: ColumnsRunner, plan: Plan, records: pa.Table) -> pa.Table:
        asked = question(plan, records)
        if asked not in answers:
            answers[asked] = ask(runner, plan, records)
        return answers[asked]

    def planned(kind: str, rules: Sequence[CompiledRule], book: Rulebook) -> Plan:
        key = kind, tuple(map(id, rules)), id(book)  # a plan holds its rules and its book
        if key not in plans:
            plans[key] = Plan(kind, rules, book)
        return plans[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ColumnsRunner, "verdicts", verdicts)
        patched.setattr("qinjian.engine.run.columns.Plan", planned)
        patched.setattr("qinjian.engine.run.memberships.Plan", planned)
        yield

"""What reading takes beside the floor: ``python -m tests.bench.reading --rows 100000``.

Each of both reads the same CSV file in a process of its own, in turn; seconds are those of the
processor, without the start and the imports. The floor is a statement of DuckDB, written by hand
(``receptions.sql``, ``trips.sql``), that reads the file as text and casts each column. See
``docs/benchmarks.md``.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.tables import SHAPES, write

if TYPE_CHECKING:
    import pyarrow as pa

    from qinjian.engine.run.typed_facts import TypedFacts

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def by_floor(shape: str, path: Path) -> int:
    """Read a file by the statement; return its rows."""
    import duckdb  # noqa: PLC0415 - each process imports its own

    engine = duckdb.connect()
    statement = (HERE / f"{shape}.sql").read_text(encoding="utf-8")
    start = time.process_time()
    engine.execute(statement, {"file": str(path)})
    seconds = time.process_time() - start
    found = engine.execute(f"SELECT count(*) FROM {shape}").fetchone()  # noqa: S608 - a name of ours
    return _tell(seconds, found[0] if found else 0)


def by_qinjian(shape: str, path: Path) -> int:
    """Read a file to typed Arrow columns with their states; return its rows."""
    import tests.conftest  # noqa: F401, PLC0415 - lets a bare checkout be imported
    from qinjian.engine.intake import open_reader  # noqa: PLC0415
    from qinjian.engine.run.typed_facts import TypedFacts  # noqa: PLC0415

    warm = path.with_name("warm.csv")
    write(warm, shape, 10)
    list(open_reader([str(warm)]).batches())  # the word lists are loaded
    rows = 0
    start = time.process_time()
    for batch in open_reader([str(path)]).batches():
        for table in batch.tables:
            rows += len(_arrow_table(TypedFacts(table)))
    return _tell(time.process_time() - start, rows)


def _arrow_table(facts: "TypedFacts") -> "pa.Table":
    """Return the columns as an Arrow table: each value, and beside it the state of its cell."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    from qinjian.engine.intake.records.readings import told_of, values_of  # noqa: PLC0415
    from qinjian.engine.run.arrays import ARROW_TYPES  # noqa: PLC0415
    from qinjian.schemas.record import fields_of  # noqa: PLC0415

    arrays: dict[str, pa.Array] = {}
    for item in fields_of(facts.table.model):
        if item.name in facts.table.columns and item.child is None:
            type_ = ARROW_TYPES[item.type]
            readings = facts.table.columns[item.name].readings
            states = told_of(readings, lambda one: one.state)
            arrays[item.name] = facts.told(item.name, values_of(readings), type_)
            arrays[f"{item.name}:state"] = facts.told(item.name, states, pa.string())
    return pa.table(arrays)


def _tell(seconds: float, rows: int) -> int:
    json.dump({"seconds": seconds, "rows": rows}, sys.stdout)
    return 0


def measured(contender: str, shape: str, path: Path) -> float:
    """Run one of both in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.reading", "--run", contender, shape, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return float(json.loads(done.stdout)["seconds"])


def compare(rows: int, rounds: int) -> None:
    """Read the tables of each shape by both in turn, and print the medians and their ratio."""
    sys.stdout.write(
        "| table | rows | floor | columns | × floor |\n| --- | ---: | ---: | ---: | ---: |\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        for shape in SHAPES:
            path = Path(folder) / f"{shape}.csv"
            write(path, shape, rows)
            pairs = [
                (measured("floor", shape, path), measured("qinjian", shape, path))
                for _ in range(rounds)
            ]
            floor, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratio = statistics.median(mine / base for base, mine in pairs)
            sys.stdout.write(f"| {shape} | {rows:,} | {floor:.2f} | {ours:.2f} | {ratio:.1f} |\n")


def main() -> int:
    """Compare, or run one of both for the comparison."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--run", nargs=3, metavar=("CONTENDER", "SHAPE", "FILE"))
    asked = options.parse_args()
    if asked.run:
        contender, shape, file = asked.run
        return (by_floor if contender == "floor" else by_qinjian)(shape, Path(file))
    compare(asked.rows, asked.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())

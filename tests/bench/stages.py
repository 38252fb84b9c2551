"""Where the time of a check goes: ``python -m tests.bench.stages --rows 20000``.

The stages run one after another over the same records, in one process; seconds are those of the
processor. Presenting is what remains of a whole check.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import tests.conftest  # noqa: F401 - lets a bare checkout be imported
from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.intake import open_reader
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.run.across import AcrossRunner
from qinjian.engine.run.columns import ColumnsRunner, Others
from qinjian.engine.run.present import Subject
from qinjian.engine.run.reference import run
from qinjian.engine.run.typed_facts import TypedFacts
from tests.bench.generate import write


def timed(name: str, work: Callable[[], object]) -> None:
    """Run a stage and print what it took."""
    start = time.process_time()
    work()
    sys.stdout.write(f"| {name} | {time.process_time() - start:.2f} |\n")
    sys.stdout.flush()


def stages(paths: list[str]) -> None:
    """Run the stages of a check of files one by one, then a whole one."""
    book = load_rulebook()
    timed("loading the rules", load_rulebook)
    batches = list(open_reader(paths).batches())
    timed("reading to typed columns", lambda: list(open_reader(paths).batches()))
    records = [sourced for batch in batches for sourced in batch.records()]
    timed("columns to records", lambda: [list(batch.records()) for batch in batches])
    views = [[(one, Subject.of(one)) for one in (sourced, *sourced.views)] for sourced in records]
    timed("facts", lambda: [Subject.of(sourced) for sourced in records])

    def by_columns() -> None:
        with ColumnsRunner(book) as runner:
            for batch in batches:
                for table in batch.everyone():
                    strict = TypedFacts(table)
                    filled = TypedFacts(batch.presumed(table), strict=strict)
                    runner.judge(strict, Others(batch.special_of(table)), filled)

    def by_reference() -> None:
        with exact_arithmetic():
            for subject in views:
                facts = {one.place.kind: known.facts for one, known in subject}
                presumed = {one.place.kind: known.presumed for one, known in subject}
                list(run(book.rules, facts, book, presumed))

    def across() -> None:
        runner = AcrossRunner(book)
        for number, subject in enumerate(views):
            runner.add(number, [(one, known.presumed) for one, known in subject])
        list(runner.outcomes())

    timed("judging single records, columns", by_columns)
    timed("judging single records, reference", by_reference)
    timed("groups and pairs", across)
    timed("a whole check, columns", lambda: check(paths, book, Options(runner="columns")))
    timed("a whole check, reference", lambda: check(paths, book, Options(runner="reference")))


def main() -> None:
    """Generate records and measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=20_000)
    asked = options.parse_args()
    sys.stdout.write("| stage | seconds |\n| --- | ---: |\n")
    with tempfile.TemporaryDirectory() as folder:
        stages([str(path) for path in write(Path(folder), asked.rows, seed=2014)])


if __name__ == "__main__":
    main()

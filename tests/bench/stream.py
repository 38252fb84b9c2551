"""What a live stream takes, and durable-rules beside a dictionary of lists and clipspy.

``python -m tests.bench.stream`` prints the tables of docs/stream.md; clipspy is installed for it
by hand. Each figure is of a process of its own, with nothing else to do but what it says.
"""

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qinjian.engine.answer.collect import Options
from qinjian.engine.live.arrivals import Lines
from qinjian.engine.live.journal import Journal
from qinjian.engine.live.pending import Durable, Engine
from qinjian.engine.live.rulesets import MEMBER, OTHER_RECORD, Fact, carried_of
from qinjian.engine.live.stream import Stream
from qinjian.engine.rulebook.load import load_rulebook

RECORDS = (1_000, 4_000)
FACTS = (10_000, 100_000)
"""Records of trips; each is two facts, one for each side of a pair."""

_FIRST = date(2017, 1, 1)
_RULE = "CQ17-trips-overlap"


def lines(count: int) -> Iterator[str]:
    """Write trips, receptions and refuellings of a year, about in the order of their days."""
    chosen = random.Random(7)  # noqa: S311 - no secret
    for number in range(count):
        unit = f"重庆市江洲区第{chosen.randrange(20) + 1}中学"
        day = _FIRST + timedelta(days=number * 364 // count + chosen.randrange(-5, 6))
        record: dict[str, object] = {"claim_no": f"B{number}", "unit": unit}
        match chosen.randrange(10):
            case 0 | 1 | 2 | 3:
                record |= {
                    "kind": "travel", "start_date": day.isoformat(),
                    "end_date": (day + timedelta(days=chosen.randrange(1, 5))).isoformat(),
                    "to_place": chosen.choice(("川屏市", "平岗市", "云麓县")),
                    "activity": "业务培训", "amount": f"{chosen.randrange(400, 2_000)}.00",
                    "travelers": [{"name": f"职工{chosen.randrange(30)}"}], "headcount": 1,
                    "documents": ["travel_approval", "tickets", "invoice"],
                }  # fmt: skip
            case 4 | 5 | 6:
                guests = chosen.randrange(2, 12)
                record |= {
                    "kind": "reception", "event_date": day.isoformat(), "guest_count": guests,
                    "companion_count": 2 + (guests > 10), "meal_type": "working_meal",
                    "reception_type": "domestic", "guest_unit": f"兄弟单位{chosen.randrange(40)}",
                    "letter_no": f"函〔2017〕{number}号", "amount": f"{guests * 40}.00",
                    "documents": ["official_letter", "reception_list", "invoice", "reception_plan"],
                }  # fmt: skip
            case _:
                record |= {
                    "kind": "vehicle_running", "plate": f"渝A{chosen.randrange(60):05}",
                    "refuel_date": day.isoformat(), "event_date": day.isoformat(),
                    "vehicle_item": "fuel", "litres": f"{chosen.randrange(20, 60)}.00",
                    "amount": f"{chosen.randrange(150, 420)}.00", "documents": ["invoice"],
                }  # fmt: skip
        yield json.dumps(record, ensure_ascii=False)


def mebibytes() -> int:
    """Return the most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def mebibytes_beside() -> int:
    """Return the most memory that the processes had which this one began, on Linux."""
    own = os.getpid()
    children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
    told = [Path(f"/proc/{child}/status").read_text().splitlines() for child in children]
    peaks = (line.split()[1] for lines_ in told for line in lines_ if line.startswith("VmHWM"))
    return sum(map(int, peaks)) // 1024


def stream_of(count: int, engine: Engine, folder: Path) -> dict[str, object]:
    """Watch so many records."""
    book = load_rulebook()
    options = Options(language="en")
    text = "".join(f"{line}\n" for line in lines(count)).encode()
    journal = Journal(str(folder / "bench.journal"))
    stream = Stream(book, options, journal, "-", engine=engine)
    start, said = time.perf_counter(), 0
    for one in Lines("-").feed(text):
        said += len(stream.take([one]).lines)
    taken = time.perf_counter() - start
    peak, beside = mebibytes(), mebibytes_beside()
    stream.close()
    journal.close()
    start = time.perf_counter()
    journal = Journal(str(folder / "bench.journal"))
    stream = Stream(book, options, journal, "-", engine=engine)
    again = time.perf_counter() - start
    start = time.perf_counter()
    stream.finish()
    finish = time.perf_counter() - start
    stream.close()
    journal.close()
    return {
        "records": count, "by": engine, "records/s": round(count / taken), "lines": said,
        "MiB": peak, "MiB beside": beside,
        "journal MiB": round((folder / "bench.journal").stat().st_size / (1 << 20), 1),
        "restart s": round(again, 1), "--finish s": round(finish, 1),
    }  # fmt: skip


def trips(count: int) -> Iterator[tuple[int, str, int, int]]:
    """List trips: number, key, first and last day; days go on, as in a stream."""
    chosen = random.Random(11)  # noqa: S311 - no secret
    for number in range(count):
        low = 736_000 + number * 364 // count + chosen.randrange(-5, 6)
        key = f"重庆市江洲区第{chosen.randrange(200)}中学\x1f职工{chosen.randrange(max(1, count // 500))}"
        yield number, key, low, low + chosen.randrange(1, 5)


def by_lists(count: int) -> int:
    """Find pairs of trips that overlap in a dictionary of lists."""
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    found = 0
    for _, key, low, high in trips(count):
        near = held[key]
        found += sum(low < other_high and other_low < high for other_low, other_high in near)
        near.append((low, high))
    return found


def by_durable_rules(count: int) -> int:
    """Find them as the stream does, in the process of durable-rules and with its window."""
    rules = [rule for rule in load_rulebook().rules if rule.across is not None]
    carried = {place: one for place, one in carried_of(rules).items() if one.rule == _RULE}
    (place,) = carried
    durable = Durable(carried)
    found = 0
    for number, key, low, high in trips(count):
        facts = [Fact(place, side, number, key, low, high) for side in (MEMBER, OTHER_RECORD)]
        found += len(durable.change((), facts)[0])
    beside.append(mebibytes_beside())
    durable.close()
    return found


beside: list[int] = []
"""The memory of processes that had to be ended."""

_CLIPS = (
    "(deftemplate trip (slot n (type INTEGER)) (slot key (type STRING)) (slot low (type INTEGER))"
    " (slot high (type INTEGER)))",
    "(defrule overlap (trip (n ?a) (key ?k) (low ?low) (high ?high))"
    " (trip (n ?b&:(> ?b ?a)) (key ?k) (low ?other&:(< ?other ?high))"
    " (high ?end&:(> ?end ?low))) => (note ?a ?b))",
)


def by_clipspy(count: int) -> int:
    """Find them with CLIPS, which nothing keeps out of our process."""
    import clips  # noqa: PLC0415

    found: list[tuple[int, int]] = []
    environment = clips.Environment()
    environment.define_function(lambda a, b: found.append((a, b)), name="note")
    for construct in _CLIPS:
        environment.build(construct)
    template = environment.find_template("trip")
    for number, key, low, high in trips(count):
        template.assert_fact(n=number, key=key, low=low, high=high)
        environment.run()
    return len(found)


PENDING: dict[str, Callable[[int], int]] = {
    "a dictionary of lists": by_lists,
    "durable-rules": by_durable_rules,
    "clipspy": by_clipspy,
}


def pending_of(count: int, name: str) -> dict[str, object]:
    """Find the pairs of so many trips."""
    before = mebibytes()
    start = time.perf_counter()
    found = PENDING[name](count)
    taken = time.perf_counter() - start
    return {
        "trips": count, "by": name, "trips/s": round(count / taken), "pairs": found,
        "MiB more": mebibytes() - before, "MiB beside": sum(beside),
    }  # fmt: skip


def in_a_process(*arguments: str) -> dict[str, Any]:
    """Do one thing in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.stream", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(rows: list[dict[str, Any]]) -> str:
    """Write rows as Markdown."""
    head = [*rows[0]]
    body = [head, ["---:"] * len(head)]
    body += [[_cell(row[name]) for name in head] for row in rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in body)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def main() -> None:
    """Print both tables, or one row of one as JSON."""
    match sys.argv[1:]:
        case ["stream", count, engine]:
            with TemporaryDirectory() as folder:
                print(json.dumps(stream_of(int(count), engine, Path(folder))))  # type: ignore[arg-type]  # noqa: T201
        case ["pending", count, name]:
            print(json.dumps(pending_of(int(count), name)))  # noqa: T201
        case _:
            engines = ("lists", "durable-rules")
            rows = [in_a_process("stream", str(n), by) for n in RECORDS for by in engines]
            print(table(rows))  # noqa: T201
            rows = [in_a_process("pending", str(n), by) for n in FACTS for by in PENDING]
            print(table(rows))  # noqa: T201


if __name__ == "__main__":
    main()

"""Streams of lines for tests, and the check of the same lines."""

import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from qinjian.engine import checking
from qinjian.engine.answer.collect import Options
from qinjian.engine.live.arrivals import Lines
from qinjian.engine.live.board import bodies
from qinjian.engine.live.journal import IN_MEMORY, Delivery, Journal
from qinjian.engine.live.pending import Engine, Pending
from qinjian.engine.live.stream import Stream
from tests.book import BOOK

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
ENGLISH = Options(language="en")


def sample(*names: str) -> list[str]:
    """Return the lines of samples."""
    return [line for name in names for line in (SAMPLES / name).read_text("utf-8").splitlines()]


def opened(
    journal: str | Path = IN_MEMORY, options: Options = ENGLISH, engine: Engine = "lists",
    key: str | None = None, pending: Pending | None = None,
) -> Stream:  # fmt: skip
    return Stream(BOOK, options, Journal(str(journal)), "-", key, engine, pending)


def deliveries(lines: Iterable[str], row: int = 0) -> list[Delivery]:
    text = "".join(f"{line}\n" for line in lines)
    return list(Lines("-", row).feed(text.encode()))


def taken(stream: Stream, lines: Sequence[str], row: int = 0) -> list[dict[str, object]]:
    """Take lines one by one, and return what is said of them."""
    found = []
    for one in deliveries(lines, row):
        found += [json.loads(body) for _, body in stream.take([one]).lines]
    return found


def checked(lines: Sequence[str], options: Options = ENGLISH) -> dict[str, str]:
    """Return the leads of a check of lines, by their ids."""
    stdin = io.BytesIO("".join(f"{line}\n" for line in lines).encode())
    report = checking.check(["-"], BOOK, options, stdin).report
    return bodies(one for one in report.findings if one.outcome == "violation")


def red(line: str, text: str = "冲销重复列支") -> str:
    """Return the red entry of a line."""
    record = json.loads(line)
    record["amount"] = f"-{record['amount']}"
    record["remarks"] = f"{text}{record.get('description', '')}"
    return json.dumps(record, ensure_ascii=False)


def written(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)

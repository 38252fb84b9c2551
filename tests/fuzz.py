"""Mutated files: none may end in a traceback, none may lose a row.

``python -m tests.fuzz --files 10000`` changes the sample files in many ways and reads each of
them in a process of its own kind, so that a crash of a library is seen too. ``tests/test_fuzz.py``
runs a smaller number. A file that fails is kept, with the seed that made it.
"""

import argparse
import csv
import html
import io
import random
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from qinjian.engine.intake import Intake, read
from qinjian.engine.intake.files.decoding import opened
from qinjian.engine.intake.files.delimited import DELIMITERS, dialect_of, rows_of
from qinjian.engine.intake.model import FileTally
from qinjian.engine.intake.tables.headers import count_known

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted(
    path
    for path in (ROOT / "samples").rglob("*")
    if "audit" not in path.relative_to(ROOT).parts  # has its own test
    and path.suffix
    in {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".parquet", ".jsonl", ".json", ".yaml"}
)
TEXTS = sorted(path for path in SAMPLES if path.suffix == ".csv")
MADE = ("page", "xml", "mail", "dbf", "archive")
"""Files that no sample is of: they are made of the rows of a sample."""
ZIPPED = {".xlsx", ".ods"}
BATCH = 250
MADE_SHARE = 0.2

NASTY = [
    "", " ", "\u200b", "\ufeff", "0", "-0", "１２３", "(50.00)", "￥1,234.50", "1.5万元", "1e5", "nan", "inf",
    "壹万元整", "99999999999999999999", "0.001", "2014.3.5", "41703", "20140230", "2014年3月5日至3月8日",
    "合计", "小计", "张三、李四等5人", "等5人", "=1+1", "#N/A", "'0012", '"', "'", ",", "\t", "\n", "\0", "&#0;", "𠮷",
    "单位：万元", "单据号", "制表人：张三", "是", "否", "x" * 5000,
]  # fmt: skip

Bytes = Callable[[random.Random, bytes], bytes]


def flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, data: bytes) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice((data[:end], data[start:], data[:start] + data[end:]))


def doubled(chance: random.Random, data: bytes) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    end = min(end, start + 4096)
    return data[:end] + data[start:end] * chance.choice((1, 3)) + data[end:]


def inserted(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    word = chance.choice(NASTY).encode(chance.choice(("utf-8", "gb18030", "utf-16-le")))
    return data[:at] + word + data[at:]


def joined(chance: random.Random, data: bytes) -> bytes:
    """Put a piece of another sample behind: two encodings, two tables."""
    return data + chance.choice(SAMPLES).read_bytes()[: chance.randrange(1, 4096)]


BLIND: tuple[Bytes, ...] = (flipped, cut, doubled, inserted, joined)


def recoded(chance: random.Random, data: bytes) -> bytes:
    """Change cells of a table of text, and perhaps its encoding and delimiter."""
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        return flipped(chance, data)
    delimiter = max(DELIMITERS, key=text.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return flipped(chance, data)
    for _ in range(chance.choice((1, 3, 10))):
        row = chance.choice(rows) if rows else []
        match chance.randrange(6):
            case 0:
                rows.insert(chance.randrange(len(rows) + 1), list(row))
            case 1 if rows:
                rows.pop(chance.randrange(len(rows)))
            case 2:
                rows.insert(chance.randrange(len(rows) + 1), [""] * len(row))
            case 3:
                row.append(chance.choice(NASTY))
            case _ if row:
                row[chance.randrange(len(row))] = chance.choice(NASTY)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=chance.choice((delimiter, delimiter, ",", "\t", ";", "|"))).writerows(
        rows
    )
    code = chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    return out.getvalue().encode(code, "replace")


def repacked(chance: random.Random, data: bytes) -> bytes:
    """Change one part of a zipped workbook and pack it again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        parts = source.namelist()
        victim = chance.choice([part for part in parts if part.endswith(".xml")])
        for part in parts:
            content = source.read(part)
            if part == victim:
                content = chance.choice((*BLIND, swapped))(chance, content)
            target.writestr(part, content)
    return out.getvalue()


def swapped(chance: random.Random, data: bytes) -> bytes:
    """Change numbers of a part: places, counts, indices."""
    digits = [at for at, byte in enumerate(data) if chr(byte).isdigit()]
    changed = bytearray(data)
    for at in chance.sample(digits, min(len(digits), 5)):
        changed[at] = ord(chance.choice("0123456789"))
    return bytes(changed)


def made(chance: random.Random) -> tuple[str, bytes]:
    """Write the rows of a sample as a web page, XML, a mail, a DBF table, or into an archive."""
    sample = chance.choice(TEXTS)
    with sample.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = [row for row in csv.reader(file) if row][:40]
    match chance.choice(MADE):
        case "page":
            codec = chance.choice(("utf-8", "gb18030", "utf-16"))
            return ".xls", as_page(rows).encode(codec, "replace")
        case "xml":
            return ".xls", as_xml(rows).encode()
        case "mail":
            head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
            return ".xls", f"{head}Content-Type: text/html\n\n{as_page(rows)}\n--b--".encode()
        case "dbf":
            return ".dbf", as_dbf(rows)
        case _:
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                for number, path in enumerate((sample, *chance.sample(SAMPLES, 2))):
                    archive.writestr(f"{number}{path.suffix}", path.read_bytes())
            return ".zip", out.getvalue()


def as_page(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
    return f"<html><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></html>"


def as_xml(rows: list[list[str]]) -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    written = ("".join(cell.format(html.escape(text)) for text in row) for row in rows)
    table = "".join(f"<Row>{row}</Row>" for row in written)
    sheet = f'<Worksheet ss:Name="a"><Table>{table}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{sheet}</Workbook>'


def as_dbf(rows: list[list[str]]) -> bytes:
    """Write rows with fields of 40 bytes of text."""
    width, head = len(rows[0]), rows[0]
    names = [name.encode("gb18030")[:10].ljust(11, b"\0") for name in head]
    fields = b"".join(struct.pack("<11sc4xBB14x", name, b"C", 40, 0) for name in names)
    length = 1 + 40 * width
    start = struct.pack("<BBBBIHH20x", 3, 119, 3, 5, len(rows) - 1, 33 + 32 * width, length)
    records = b"".join(
        b" "
        + b"".join(cell.encode("gb18030")[:40].ljust(40) for cell in (row + [""] * width)[:width])
        for row in rows[1:]
    )
    return start + fields + b"\r" + records + b"\x1a"


def mutated(seed: int) -> tuple[str, bytes]:
    """Return the ending and the bytes of a changed sample."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    if chance.random() < MADE_SHARE:
        ending, data = made(chance)
        return ending, chance.choice((*BLIND, swapped))(chance, data)
    sample = chance.choice(SAMPLES)
    data = sample.read_bytes()
    ways = [*BLIND]
    if sample.suffix in ZIPPED:
        ways += [repacked] * 8
    if sample.suffix in {".csv", ".tsv", ".txt"}:
        ways += [recoded] * 8
    return sample.suffix, chance.choice(ways)(chance, data)


def faults(found: Intake, path: Path) -> Iterator[str]:
    """Say what does not add up."""
    said = (*found.rejects, *found.unreadable, *found.notices)
    if not said and not any(tally.rows_read for tally in found.files):
        yield "nothing was read and nothing is said"
    if path.suffix == ".zip":
        return
    (tally,) = found.files
    told = {reject.where.row for reject in found.rejects if reject.where.row is not None}
    more = any(reject.code == "rejects_more" for reject in found.rejects)
    if (
        tally.rows_rejected
        and not told
        and not more
        and not any(r.where.field or r.where.line for r in found.rejects)
    ):
        yield f"{tally.rows_rejected} rows are rejected and none is told"
    for table in tally.tables:
        if table.rows and table.rows["records"] != table.rows_read:
            yield f"{table.rows['records']} records were seen and {table.rows_read} counted"
    if tally.delimiter and tally.rows_read:
        yield from _rows_of_text(tally, path)


def _rows_of_text(tally: FileTally, path: Path) -> Iterator[str]:
    """Count the rows of a text from its first to its last that is filled."""
    with path.open("rb") as stream:
        text = opened(stream, tally.encoding)  # type: ignore[arg-type]
        dialect = dialect_of(text, count_known)
        text.detach()
        text = opened(stream, tally.encoding)  # type: ignore[arg-type]
        filled = [
            n
            for n, row in rows_of(text, dialect, "")
            if not isinstance(row, list) or any(c.strip() for c in row)
        ]
        text.detach()
    seen = sum(count for table in tally.tables for count in table.rows.values())
    if filled and seen != filled[-1] - filled[0] + 1:
        yield f"{filled[-1] - filled[0] + 1} rows are there and {seen} accounted for"


def attempt(seed: int, folder: Path) -> list[str]:
    """Read one mutated file; return what is wrong, the file being kept if anything is."""
    ending, data = mutated(seed)
    path = folder / f"{seed}{ending}"
    path.write_bytes(data)
    try:
        wrong = list(faults(read([str(path)]), path))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        wrong = [f"{type(error).__name__}: {error}"]
    if not wrong:
        path.unlink()
    return [f"seed {seed} ({path}): {fault}" for fault in wrong]


def batch(first: int, count: int, folder: Path) -> int:
    """Read some mutated files in this process."""
    wrong = [fault for seed in range(first, first + count) for fault in attempt(seed, folder)]
    sys.stdout.writelines(f"{fault}\n" for fault in wrong)
    return bool(wrong)


def main() -> int:
    """Read many mutated files, some in each process."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--batch", action="store_true", help="read them in this process")
    options.add_argument("--keep", type=Path, default=None)
    asked = options.parse_args()
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    if asked.batch:
        return batch(asked.first, asked.files, folder)
    failed = 0
    for first in range(asked.first, asked.first + asked.files, BATCH):
        count = min(BATCH, asked.first + asked.files - first)
        command = [
            sys.executable,
            "-m",
            "tests.fuzz",
            "--batch",
            "--first",
            str(first),
            "--files",
            str(count),
            "--keep",
            str(folder),
        ]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode not in (0, 1):
            sys.stdout.write(
                f"the process of seeds {first} to {first + count - 1} ended with {done.returncode}\n"
            )
        failed += done.returncode != 0
    sys.stdout.write(f"{asked.files} files read, {failed} batches with faults\n")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())

"""How much memory a large file takes: ``python -m tests.bench.memory --megabytes 200``.

Writes CSV files of trips, a small and a large one, checks each in a process of its own and prints
the most memory that it took. What was read waits in a file beyond some rows, so the two differ
little; what grows is the number of leads and rejects, not that of rows.
"""

import argparse
import csv
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADERS = [
    "单据号", "单位", "出差人", "职级", "事由", "起止日期", "出差地点", "交通工具", "车船费", "住宿天数", "住宿费", "伙食费补助",
    "市内交通费补助", "报销金额", "支付方式", "发票号码", "备注",
]  # fmt: skip
RANKS = ["处级", "科级", "科员", "厅级"]
CITIES = ["四川省成都市", "北京市", "贵州省贵阳市", "湖北省武汉市"]
MODES = ["高铁", "飞机", "汽车", "火车"]
CHECK = """
import importlib.util, sys, types
if importlib.util.find_spec("qinjian") is None:
    root = types.ModuleType("qinjian")
    root.__path__ = [sys.argv[1]]
    sys.modules["qinjian"] = root
from qinjian.cli import run
code = run(["check", sys.argv[2], "--lang", "en", "--output", sys.argv[2] + ".txt"])
import resource
print(code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def write(path: Path, megabytes: int) -> int:
    """Write a file of that size and return its rows."""
    chance = random.Random(2014)  # noqa: S311 - no secret
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADERS)
        while stream.tell() < megabytes * 1_000_000:
            for _ in range(1_000):
                rows += 1
                writer.writerow(_row(rows, chance))
    return rows


def _row(number: int, chance: random.Random) -> list[str]:
    start = chance.randint(1, 24)
    nights = chance.randint(1, 3)
    fare, lodging = chance.randint(8_000, 200_000), nights * chance.randint(20_000, 60_000)
    meals, local = nights * 10_000, nights * 8_000
    cents = (fare, lodging, meals, local, fare + lodging + meals + local)
    fare_, lodging_, meals_, local_, total = (f"{c // 100}.{c % 100:02}" for c in cents)
    month = chance.randint(1, 12)
    return [
        f"CL2015{number:08}", "重庆市江洲区水务局", "陆定远、何清如等3人", chance.choice(RANKS), "赴外地开展水利工程建设管理调研",
        f"2015.{month}.{start}-{month}.{start + nights}", chance.choice(CITIES), chance.choice(MODES), fare_, str(nights), lodging_,
        meals_, local_, total, "公务卡", f"{chance.randint(0, 99_999_999):08}", "",
    ]  # fmt: skip


def measure(folder: Path, megabytes: int) -> None:
    """Check a file of that size and print what it took."""
    path = folder / f"trips-{megabytes}.csv"
    rows = write(path, megabytes)
    start = time.monotonic()
    command = [sys.executable, "-c", CHECK, str(ROOT), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - start
    code, kilobytes = done.stdout.split()
    sys.stdout.write(
        f"{megabytes} MB, {rows} rows: exit {code}, {int(kilobytes) // 1024} MiB at most, "
        f"{seconds:.0f} s, {rows / seconds:.0f} rows a second\n"
    )
    tail = path.with_suffix(".csv.txt").read_text(encoding="utf-8").splitlines()[-3:]
    sys.stdout.writelines(f"    {line}\n" for line in tail)


def main() -> None:
    """Measure a small file and a large one."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--megabytes", type=int, default=200)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in (max(asked.megabytes // 20, 1), asked.megabytes):
            measure(Path(folder), megabytes)


if __name__ == "__main__":
    main()

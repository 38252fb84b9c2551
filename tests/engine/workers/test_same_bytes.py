"""However many processes take part, the answer is the same, byte for byte."""

import random
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.engine.workers.runs import JUDGED, READ, answers, table
from tests.readme import ROOT

SAMPLES = ROOT / "samples"


def same(inputs: list[Path], folder: Path, *more: str, **first: str) -> None:
    """Check inputs with one process and with two, and compare all that comes out."""
    alone = answers(inputs, 1, folder, *more, **first)
    assert alone[0] in (0, 1, 2)
    assert all(alone[2])
    assert answers(inputs, 2, folder, *more, **first) == alone


def test_a_table_in_parts(tmp_path: Path) -> None:
    """Red entries, and a table that comes twice, change what was judged while it was read."""
    first = table(tmp_path / "1.csv", 150)
    lines = first.read_text(encoding="utf-8").splitlines()
    column = lines[0].split(",").index("报销金额")
    row = lines[20].split(",")
    row[column] = f"-{row[column]}"
    first.write_text("\n".join([*lines, ",".join(row), ""]), encoding="utf-8")
    second = tmp_path / "2.csv"
    second.write_text("\n".join(["差旅费明细", *lines[:70], ""]), encoding="utf-8")
    other = table(tmp_path / "3.csv", 130, "receptions")
    same([first, second, other], tmp_path, "--runner", "columns", "--undetermined-all")


@pytest.mark.parametrize("name", ["audit", "exports", "."])
def test_the_samples(tmp_path: Path, name: str) -> None:
    same([SAMPLES / name], tmp_path, "--undetermined", first=READ)


@pytest.mark.parametrize("seed", range(3))
def test_folders_of_all_sorts_of_files(tmp_path: Path, seed: int) -> None:
    """Files that cannot be read, that come twice or are our own stand among the others."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    folder = tmp_path / "files"
    folder.mkdir()
    samples = sorted(path for path in SAMPLES.rglob("*.*") if path.is_file())
    for number, path in enumerate(chance.sample(samples, 12)):
        shutil.copy(path, folder / f"{chance.randrange(90)}-{number}{path.suffix}")
    some = table(folder / "37.csv", chance.randrange(1, 90), seed=seed)
    shutil.copy(some, folder / f"{chance.randrange(90)}-again.csv")
    broken = (folder / f"{chance.randrange(90)}-a.xlsx", folder / f"{chance.randrange(90)}-b.csv")
    broken[0].write_bytes(b"PK\x03\x04 no workbook")
    broken[1].write_bytes("事由,金额\n考察,\x00\xff\n".encode("latin-1", "replace"))
    (folder / f"{chance.randrange(90)}-empty.xlsx").touch()
    (folder / f"{chance.randrange(90)}-ours.json").write_text('{"manifest": {"tool": "qinjian"}}')
    with ZipFile(folder / f"{chance.randrange(90)}.zip", "w") as archive:
        archive.write(some, "trips.csv")
        archive.write(SAMPLES / "receptions.csv", "receptions.csv")
    (folder / f"{chance.randrange(90)}-link.csv").symlink_to(folder / "nowhere")
    same([folder], tmp_path, "--strict", first=READ)


def test_some_rules_of_the_book_alone(tmp_path: Path) -> None:
    """Whoever takes some rules has these judged by the processes, and no others."""
    some = """
import dataclasses
from qinjian.engine.rulebook import load
whole = load.load_rulebook
load.load_rulebook = lambda folders: dataclasses.replace(
    (book := whole(folders)), rules=[one for one in book.rules if one.rule.id.startswith("CQ17")]
)
"""
    path = table(tmp_path / "1.csv", 150)
    same([path], tmp_path, "--runner", "columns", first=READ + JUDGED + some)

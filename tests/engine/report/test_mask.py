"""What is shared tells nothing of people, and everything else as before."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import Checked, check
from qinjian.engine.report.mask import masked
from qinjian.engine.report.write import render
from tests.book import BOOK

HEAD = "单位,日期,经办人,摘要,金额,收款人,收款账号\n"
UNIT = "重庆市江洲区水务局"


Checking = Callable[[str], Checked]


@pytest.fixture
def checking(tmp_path: Path) -> Iterator[Checking]:
    """Check rows, and let go of what was kept."""
    done: list[Checked] = []

    def of(rows: str) -> Checked:
        file = tmp_path / "明细.csv"
        file.write_text(HEAD + rows, encoding="utf-8")
        options = Options("zh", region="重庆", undetermined=True, aside=True)
        done.append(check([str(file)], BOOK, options))
        return done[-1]

    yield of
    for one in done:
        one.close()


def _line(words: str, handler: str = "欧阳明远") -> str:
    return f"{UNIT},2015-06-10,{handler},{words},1300,江洲商行,6222021234567890123\n"


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "table"])
def test_a_name_is_hidden_wherever_it_stands(checking: Checking, format_: str) -> None:
    checked = checking(_line("付欧阳明远购软中华香烟2条"))
    report, aside = masked(checked.report, checked.aside)
    written = render(report, format_) + "".join(one.model_dump_json() for one in aside)
    assert "明远" not in written
    assert "付欧***购软中华香烟2条" in written or format_ == "table"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("510212197001011234", "**************1234"),
        ("51021219700101123X", "**************123X"),
        ("510212700101123", "***********1123"),
        ("6222021234567890123", "***************0123"),
        ("6222 0212 3456 7890", "***************7890"),
        ("13812345678", "*******5678"),
        ("00451221", "00451221"),
        ("201501010001", "201501010001"),
        ("123456789012345.00", "123456789012345.00"),
    ],
)
def test_numbers_of_people_keep_their_last_digits(
    checking: Checking, number: str, shown: str
) -> None:
    checked = checking(_line(f"购软中华香烟2条（{number}）"))
    report, _ = masked(checked.report, ())
    assert f"（{shown}）" in str(report.findings[0].about.purpose)


def test_the_longer_of_two_names_is_hidden_whole(checking: Checking) -> None:
    rows = _line("购软中华香烟2条，欧阳与欧阳明远领") + _line("购中华香烟3条", "欧阳")
    checked = checking(rows)
    report, _ = masked(checked.report, ())
    purposes = {one.about.purpose for one in report.findings}
    assert "购软中华香烟2条，欧*与欧***领" in purposes


def test_everything_else_stays(checking: Checking) -> None:
    checked = checking(_line("购软中华香烟2条") + _line("打印纸"))
    report, _ = masked(checked.report, ())
    assert report.manifest.masked
    assert report.totals == checked.report.totals
    assert report.needs == checked.report.needs
    for before, after in zip(checked.report.findings, report.findings, strict=True):
        assert (before.rule, before.quote, before.record) == (after.rule, after.quote, after.record)
        assert before.about.amount == after.about.amount


def test_no_fingerprint_lets_a_name_be_tried(checking: Checking) -> None:
    checked = checking(_line("购软中华香烟2条") + _line("购五粮液2瓶"))
    report, aside = masked(checked.report, checked.aside)
    prints = [one.fingerprint for one in (*report.findings, *aside)]
    assert all(re.fullmatch(r"masked-\d+", one) for one in prints)
    assert len(set(prints)) == len(prints) > 2


def test_what_stands_outside_is_read_as_often_as_asked(checking: Checking) -> None:
    checked = checking(_line("购软中华香烟2条"))
    _, aside = masked(checked.report, checked.aside)
    assert list(aside) == list(aside) != []

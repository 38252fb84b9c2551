"""What a lead says of its record, and its fingerprint."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.run.particulars import particulars
from qinjian.schemas.finding import Particulars
from qinjian.schemas.kinds.expense import Expense
from qinjian.schemas.kinds.person import Traveller
from qinjian.schemas.kinds.travel import Travel
from tests.book import BOOK

HEAD = "单位,日期,经办人,摘要,金额\n"
LINE = "重庆市江洲区水务局,2015-06-10,宁可,购软中华香烟2条,1300\n"
OTHER = "重庆市江洲区水务局,2015-06-11,宁可,打印纸,300\n"


def test_whom_it_is_about_stands_before_who_handled_it() -> None:
    travellers = tuple(Traveller(name=name) for name in ("甲一", "乙二", "丙三", "丁四"))
    record = Travel(travelers=travellers, handler="戊五", start_date=date(2015, 6, 1))
    assert particulars(record).person == "甲一、乙二、丙三"
    assert particulars(Travel(handler="戊五")).person == "戊五"


def test_particulars_are_those_of_the_record_and_null_where_it_is_silent() -> None:
    record = Expense(unit="江洲区水务局", amount=Decimal("12.5"), description="打印纸")
    assert particulars(record) == Particulars(
        unit="江洲区水务局",
        department=None,
        person=None,
        day=None,
        amount="12.50",
        purpose="打印纸",
    )


def _fingerprints(folder: Path, text: str) -> list[str]:
    file = folder / "明细.csv"
    file.write_text(text, encoding="utf-8")
    return [one.fingerprint for one in check([str(file)], BOOK, Options()).report.findings]


def test_a_fingerprint_stays_wherever_the_line_stands(tmp_path: Path) -> None:
    first = _fingerprints(tmp_path, HEAD + LINE)
    assert len(first) == 1
    (tmp_path / "b").mkdir()
    assert _fingerprints(tmp_path / "b", HEAD + OTHER + LINE) == first


def test_a_fingerprint_changes_with_what_the_line_says(tmp_path: Path) -> None:
    first = _fingerprints(tmp_path, HEAD + LINE)
    assert _fingerprints(tmp_path, HEAD + LINE.replace("1300", "1301")) != first


def test_equal_leads_get_an_ordinal(tmp_path: Path) -> None:
    found = _fingerprints(tmp_path, HEAD + LINE + LINE)
    assert len(set(found)) == len(found)
    (first,) = _fingerprints(tmp_path, HEAD + LINE)
    assert {first, f"{first}-2"} <= set(found)

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from qinjian.engine.intake import label, read
from qinjian.engine.report.template import CHOICES, EXPLANATIONS, template, template_fields
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.record import fields_of

KINDS = sorted(TOP_KINDS)


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_has_every_field_and_explains_it(kind: str) -> None:
    Path("t.xlsx").write_bytes(template(kind, "en"))
    book = CalamineWorkbook.from_path("t.xlsx")
    records, explanations, _ = (book.get_sheet_by_index(number).to_python() for number in range(3))
    labels = [label(kind, field.name) for field in template_fields(kind)]
    assert records == [labels]
    assert book.sheet_names[1:] == [EXPLANATIONS, CHOICES]
    assert [row[0] for row in explanations[2:]] == labels
    assert all(row[1] and row[2] for row in explanations[2:])


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_lacks_only_what_other_columns_tell(kind: str) -> None:
    lacking = {field.name for field in fields_of(TOP_KINDS[kind])}
    lacking -= {field.name for field in template_fields(kind)}
    from_other_columns = {
        "other_documents",
        "shown_documents",
        "absent_documents",
        "attachment_details",
        "other_texts",
        "stated_day",
        "stated_span",
        "guest_organ",
        "stated_host",
        "letters_attached",
        "fuel_region",
        "parked_from",
        "parked_until",
        "sealed_from",
        "event_end",
        "bare_exchange",
    }
    from_debit_and_credit = {"amount"} if kind == "voucher" else set()
    assert lacking <= from_other_columns | from_debit_and_credit


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_template_holds_no_rows_and_nothing_is_wrong(kind: str) -> None:
    Path("t.xlsx").write_bytes(template(kind, "zh"))
    found = read(["t.xlsx"])
    assert (found.records, found.rejects, found.unreadable) == ((), (), ())
    told = [(notice.code, notice.where.sheet) for notice in found.notices]
    (table,) = found.files[0].tables
    assert ("table_empty", table.sheet) in told
    assert {code for code, _ in told} == {"table_empty", "sheet_ignored"}
    assert table.sheet not in (EXPLANATIONS, CHOICES)


def filled(kind: str, cells: dict[str, str]) -> bytes:
    """Fill in the first row of a template as a spreadsheet program stores text."""
    data = template(kind, "zh")
    Path("t.xlsx").write_bytes(data)
    labels = [label(kind, field.name) for field in template_fields(kind)]
    row = "".join(
        f'<c r="{column(labels.index(name))}2" t="inlineStr"><is><t>{text}</t></is></c>'
        for name, text in cells.items()
    )
    with zipfile.ZipFile("t.xlsx") as source, zipfile.ZipFile("u.xlsx", "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content = content.replace(
                    b"</sheetData>", f'<row r="2">{row}</row></sheetData>'.encode()
                )
            target.writestr(part, content)
    return Path("u.xlsx").read_bytes()


def column(number: int) -> str:
    high, low = divmod(number, 26)
    return (chr(ord("A") + high - 1) if high else "") + chr(ord("A") + low)


def test_a_filled_template_is_read_as_its_kind() -> None:
    filled("travel", {"单据号": "0012", "出发日期": "2015-03-05", "出差人数": "3"})
    found = read(["u.xlsx"])
    assert found.rejects == ()
    (one,) = (sourced for sourced in found.records if sourced.place.member is None)
    assert one.place.kind == "travel"
    assert one.record.claim_no == "0012"  # type: ignore[attr-defined]
    assert one.record.start_date == dt.date(2015, 3, 5)  # type: ignore[attr-defined]


def test_closed_words_come_as_a_list_to_choose_from() -> None:
    Path("t.xlsx").write_bytes(template("reception", "zh"))
    with zipfile.ZipFile("t.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<dataValidation ") == sum(
        field.type in ("enum", "yes_no") or field.name == "region"
        for field in template_fields("reception")
    )
    choices = CalamineWorkbook.from_path("t.xlsx").get_sheet_by_name(CHOICES).to_python()
    assert {"工作餐", "自助餐", "份饭", "宴请", "自费餐"} <= {
        cell for row in choices for cell in row
    }


def test_the_same_kind_gives_the_same_bytes() -> None:
    assert template("meeting", "en") == template("meeting", "en")

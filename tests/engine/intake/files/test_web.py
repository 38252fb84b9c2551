"""Text of every sort under the ending of a workbook, and workbooks under that of a text."""

import base64

import pytest

from qinjian.engine.intake.files import web
from qinjian.engine.intake.files.cells import nature
from tests.engine.intake.files.opening import open_file
from tests.engine.intake.files.scan.making import xls, xlsx

PAGE = (
    "<html><head><meta charset={charset}></head><table>"
    "<tr><td>单据号</td><td>事由</td><td>金额</td></tr>"
    "<tr><td>BX-1</td><td>接待</td><td>5</td></tr></table></html>"
)
ROWS = [["单据号", "事由", "金额"], ["BX-1", "接待", "5"]]


@pytest.mark.parametrize(
    ("codec", "stated", "told"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8-sig", "gb2312", "utf-8"),
        ("utf-8", "gb2312", "utf-8"),
        ("gb18030", "gb2312", "gb18030"),
        ("gb18030", "utf-8", "gb18030"),
        ("gb18030", "", "gb18030"),
        ("utf-16", "utf-16", "utf-16-le"),
        ("utf-16-le", "gbk", "utf-16-le"),
        ("utf-16-be", "gbk", "utf-16-be"),
    ],
)
def test_a_page_is_decoded_by_what_it_is(codec: str, stated: str, told: str) -> None:
    found = open_file(PAGE.format(charset=stated).encode(codec))
    assert found.cells() == ROWS
    assert (found.codes, found.encoding) == (["file_is_other"], told)


def test_a_page_in_big5_is_read_if_it_says_so() -> None:
    page = (
        PAGE.format(charset="big5")
        .replace("单据号", "單據號")
        .replace("接待", "餐敘")
        .replace("额", "額")
    )
    assert open_file(page.encode("big5")).cells()[1] == ["BX-1", "餐敘", "5"]


def test_a_wrong_byte_costs_only_itself() -> None:
    data = PAGE.format(charset="gbk").encode("gb18030").replace(b"BX-1", b"BX\xff1")
    assert open_file(data).cells()[1] == ["BX\ufffd1", "接待", "5"]
    garbage = b"<html><table>" + b"\xff\x00\xfe" * 100
    assert open_file(garbage).codes == ["file_is_other", "file_encoding"]


def test_several_tables_have_numbers() -> None:
    page = PAGE.format(charset="utf-8")
    found = open_file((page + page).encode())
    assert list(found.tables) == ["表1", "表2"]


def test_a_page_without_a_table_is_told() -> None:
    found = open_file("<html><body>请重新登录</body></html>".encode())
    assert found.codes == ["file_is_other", "page_no_table"]


def test_a_page_that_calls_itself_one_is_read_without_a_word() -> None:
    found = open_file(PAGE.format(charset="utf-8").encode(), "page")
    assert found.codes == []
    assert len(found.cells()) == 2


@pytest.mark.parametrize(
    "data", ["<html><body>请重新登录</body></html>".encode(), "会议须知".encode(), b"\xff\x00" * 99]
)
def test_a_page_that_calls_itself_one_and_holds_no_table_is_no_fault(data: bytes) -> None:
    found = open_file(data, "page")
    assert found.codes == ["file_other_kind"]
    assert "没有表格的网页" in found.problems[0].words("zh")


def test_pages_in_a_mail_may_call_themselves_so() -> None:
    data = mail([("text/html", "8bit", PAGE.format(charset="utf-8").encode())])
    assert open_file(data, "page").codes == []


def mail(parts: list[tuple[str, str, bytes]]) -> bytes:
    out = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    for type_, coding, content in parts:
        out += (
            f"--b\r\nContent-Type: {type_}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
            + content
            + b"\r\n"
        )
    return out + b"--b--\r\n"


def test_the_pages_of_a_mail_are_read() -> None:
    page = base64.encodebytes(PAGE.format(charset="").encode("gb18030"))
    quoted = PAGE.format(charset="utf-8").encode().replace(b"=", b"=3D").replace(b"\xe5", b"=E5")
    data = mail(
        [
            ("text/html", "7bit", b"<html><frameset></frameset></html>"),
            ('text/html; charset="gb2312"', "base64", page),
            ("text/html", "quoted-printable", quoted),
            ("image/png", "base64", b"AAAA"),
        ]
    )
    found = open_file(data)
    assert found.codes == ["file_is_other"]
    assert found.cells("表1") == found.cells("表2") == ROWS


def test_a_mail_of_mails_is_refused_or_read() -> None:
    deep = b"MIME-Version: 1.0\r\n" + b"".join(
        f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n'.encode()
        for n in range(5_000)
    )
    found = open_file(deep)
    assert found.tables == {}
    assert found.codes[1:] in (["page_broken"], ["page_no_table"])


def test_more_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 50)
    assert open_file(PAGE.encode()).codes == ["file_is_other", "file_too_large"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(("delimiter", "name"), [(",", "comma"), ("\t", "tab")])
def test_text_under_the_ending_of_a_workbook_is_read(codec: str, delimiter: str, name: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in ROWS)
    found = open_file(text.encode(codec))
    assert (found.cells(), found.codes, found.delimiter) == (ROWS, ["file_is_other"], name)
    (problem,) = found.problems
    assert "CSV" in problem.message("zh")


def test_a_workbook_under_the_ending_of_a_text_is_read() -> None:
    book = xlsx(lambda book: book.add_worksheet("一").write_row(0, 0, ROWS[0]))
    found = open_file(book, "delimited")
    assert (found.cells("一"), found.codes) == (ROWS[:1], ["file_is_other"])
    old = xls(lambda book: book.add_sheet("一").write(0, 0, "餐费"))
    assert open_file(old, "delimited").cells("一") == [["餐费"]]


@pytest.mark.parametrize(
    "data", [b"\0\1\2\3" * 10, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\t\x08\x04\0"]
)
def test_bytes_that_are_neither_are_a_broken_workbook(data: bytes) -> None:
    assert open_file(data).codes == ["workbook_broken"]


def test_a_text_that_speaks_of_tags_is_a_text() -> None:
    found = open_file("<备注>,金额\n<table>,5\n".encode(), "delimited")
    assert found.codes == []
    assert found.cells()[0] == ["<备注>", "金额"]


SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def book(sheets: str, about: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}"{about}>{sheets}</Workbook>'
    )


def sheet(rows: str, name: str = "一", more: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{more}</Worksheet>'


def cell(value: str, type_: str = "String", about: str = "") -> str:
    return f'<Cell {about}><Data ss:Type="{type_}">{value}</Data></Cell>'


def test_an_xml_spreadsheet_has_its_sheets_rows_and_cells() -> None:
    first = "".join(map(cell, ("单据号", "事由 &amp; 地点", "金额")))
    second = cell("BX-1") + cell("560", "Number", 'ss:Index="3"')
    text = book(sheet(f'<Row>{first}</Row><Row ss:Index="4">{second}</Row>') + sheet("", "空"))
    found = open_file(text.encode())
    assert found.tables == {
        "一": [(1, ["单据号", "事由 & 地点", "金额"]), (4, ["BX-1", "", "560"])]
    }
    assert found.codes == ["file_is_other"]


@pytest.mark.parametrize(
    ("value", "type_", "text", "kept"),
    [
        ("0.10000000000000001", "Number", "0.1", "number"),
        ("560.5", "Number", "560.5", "number"),
        ("24502000000010910141", "Number", "24502000000010910141", "number"),
        ("2.4502E+19", "Number", "24502000000000000000", "digits_lost"),
        ("1E400", "Number", "1E400", "text"),
        ("2019-03-05T00:00:00.000", "DateTime", "2019-03-05", "text"),
        ("2019-03-05T08:30:00.000", "DateTime", "2019-03-05 08:30:00", "text"),
        ("1899-12-31T08:30:00.000", "DateTime", "08:30:00", "text"),
        ("1", "Boolean", "true", "text"),
        ("#DIV/0!", "Error", "#DIV/0!", "error"),
        ("00123", "String", "00123", "text"),
    ],
)
def test_values_are_written_as_those_of_a_workbook(
    value: str, type_: str, text: str, kept: str
) -> None:
    ((found,),) = open_file(book(sheet(f"<Row>{cell(value, type_)}</Row>")).encode()).cells("一")
    assert (found, nature(found)) == (text, kept)


def test_a_formula_without_a_value_is_told() -> None:
    rows = f'<Row>{cell("x")}<Cell ss:Formula="=A1"/><Cell/></Row>'
    ((_, lost, *_),) = open_file(book(sheet(rows)).encode()).cells("一")
    assert (lost, nature(lost)) == ("=A1", "formula")


def test_merged_cells_and_comments_of_an_xml_spreadsheet() -> None:
    note = '<Cell ss:MergeDown="1"><Data ss:Type="String">甲</Data><Comment><Data>注</Data></Comment></Cell>'
    wide = cell("费用", about='ss:MergeAcross="1"')
    text = book(sheet(f"<Row>{note}{wide}</Row><Row>{cell('餐费')}{cell('住宿')}</Row>"))
    assert open_file(text.encode()).cells("一") == [["甲", "费用", ""], ["甲", "餐费", "住宿"]]


def test_hidden_rows_and_sheets_of_an_xml_spreadsheet_are_told() -> None:
    hidden = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    rows = f'<Row>{cell("x")}</Row><Row ss:Hidden="1">{cell("y")}</Row>'
    found = open_file(book(sheet(rows, more=hidden)).encode())
    assert found.codes == ["file_is_other", "sheet_hidden", "rows_hidden"]
    assert found.problems[-1].values == {"count": 1}


@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-8-sig"])
def test_an_xml_spreadsheet_may_be_in_other_encodings(codec: str) -> None:
    text = book(sheet(f"<Row>{cell('餐费')}</Row>"))
    stated = "GB2312" if codec == "gb18030" else codec.upper()
    data = text.replace("UTF-8", stated).encode(codec)
    assert open_file(data).cells("一") == [["餐费"]]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE])
def test_entities_are_refused(declared: str) -> None:
    text = book(sheet(f"<Row>{cell('&a;')}</Row>")).replace("<Workbook", declared + "<Workbook")
    assert open_file(text.encode()).codes == ["file_is_other", "workbook_broken"]


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ("<a>" * 300, "workbook_broken"),
        (sheet('<Row ss:Index="99999999"/>'), "workbook_broken"),
        (sheet(f'<Row>{cell("x", about=chr(115) + "s:Index=" + chr(34) + "-3" + chr(34))}</Row>'), "workbook_broken"),
        (sheet('<Row><Cell ss:MergeAcross="16383" ss:MergeDown="1000000"/></Row>' + "<Row/>" * 400), "workbook_large"),
        (sheet('<Row><Cell ss:Index="1" ss:MergeAcross="16000"/></Row>' * 400), "workbook_large"),
        ("<Row/>", "workbook_broken"),
        (sheet("<Row>") + "</Row>", "workbook_broken"),
    ],
)  # fmt: skip
def test_a_hostile_xml_spreadsheet_is_refused(sheets: str, code: str) -> None:
    assert open_file(book(sheets).encode()).codes == ["file_is_other", code]

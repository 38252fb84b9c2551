import struct

import pytest

from qinjian.engine.intake.files.cells import nature
from tests.engine.intake.files.opening import open_file

Fields = list[tuple[str, str, int, int]]
FIELDS: Fields = [
    ("单据号", "C", 8, 0),
    ("日期", "D", 8, 0),
    ("金额", "N", 10, 2),
    ("公函", "L", 1, 0),
]


def dbf(
    fields: Fields,
    records: list[bytes],
    *,
    version: int = 3,
    driver: int = 0,
    stated: int | None = None,
    codec: str = "gb18030",
) -> bytes:
    """Make a table byte by byte; each record has its mark of deletion before its fields."""
    start = 32 + 32 * len(fields) + 1
    length = 1 + sum(size for _, _, size, _ in fields)
    count = len(records) if stated is None else stated
    head = struct.pack("<BBBBIHH", version, 119, 3, 5, count, start, length)
    out = head + bytes(17) + bytes([driver]) + bytes(2)
    for name, type_, size, decimals in fields:
        out += struct.pack("<11sc4xBB14x", name.encode(codec), type_.encode(), size, decimals)
    return out + b"\r" + b"".join(records) + b"\x1a"


def record(
    *cells: str, fields: Fields = FIELDS, mark: bytes = b" ", codec: str = "gb18030"
) -> bytes:
    sizes = zip(cells, fields, strict=True)
    return mark + b"".join(text.encode(codec).ljust(size)[:size] for text, (_, _, size, _) in sizes)


def one(type_: str, data: bytes, version: int = 0x30, decimals: int = 0) -> str:
    found = open_file(
        dbf([("甲", type_, len(data), decimals)], [b" " + data], version=version), "dbf"
    )
    assert found.codes == []
    ((cell,),) = found.cells()[1:]
    return cell


def test_a_table_has_its_names_and_records() -> None:
    rows = [record("BX-1", "20190305", "   1560.00", "T"), record("接待2", "", "", "?")]
    found = open_file(dbf(FIELDS, rows), "dbf")
    assert found.tables[None] == [
        (1, ["单据号", "日期", "金额", "公函"]),
        (2, ["BX-1", "2019-03-05", "1560.00", "是"]),
        (3, ["接待2", "", "", ""]),
    ]
    assert (found.codes, found.encoding) == ([], "gb18030")
    assert nature(found.cells()[1][2]) == "number"


def test_deleted_records_are_left_out_and_counted() -> None:
    rows = [record("1", "", "", ""), record("2", "", "", "", mark=b"*"), record("3", "", "", "")]
    found = open_file(dbf(FIELDS, rows), "dbf")
    assert [number for number, _ in found.tables[None]] == [1, 2, 4]
    assert [(one.code, one.values) for one in found.problems] == [("dbf_deleted", {"count": 1})]


def test_half_a_character_at_the_end_of_a_narrow_field_goes() -> None:
    assert one("C", "公务接待".encode("gb18030")[:7]) == "公务接"
    assert one("C", b"A\xffB\xc1") == "A\ufffdB\ufffd"


def test_texts_may_be_in_big5_and_longer_than_a_byte_counts() -> None:
    fields: Fields = [("單位", "C", 8, 0)]
    row = record("餐敘", fields=fields, codec="big5")
    found = open_file(dbf(fields, [row], driver=0x78, codec="big5"), "dbf")
    assert (found.cells(), found.encoding) == ([["單位"], ["餐敘"]], "big5hkscs")
    long = dbf([("甲", "C", 44, 1)], [])
    body = b" " + "接".encode("gb18030") * 150
    long = long[:10] + struct.pack("<H", 301) + long[12:-1] + body
    assert open_file(long[:4] + b"\1" + long[5:], "dbf").cells()[1] == ["接" * 150]


@pytest.mark.parametrize(
    ("type_", "data", "text", "kept"),
    [
        ("D", b"20190305", "2019-03-05", "text"),
        ("D", b"        ", "", "text"),
        ("N", b"  -12.50", "-12.50", "number"),
        ("F", b"1.5E3   ", "1.5E3", "number"),
        ("N", b"********", "********", "error"),
        ("L", b"Y", "是", "text"),
        ("L", b"n", "否", "text"),
        ("I", struct.pack("<i", -7), "-7", "number"),
        ("Y", struct.pack("<q", 15600001), "1560.0001", "text"),
        ("B", struct.pack("<d", 0.1 + 0.2), "0.3", "number"),
        ("B", struct.pack("<d", float("nan")), "", "text"),
        ("T", struct.pack("<ii", 2_458_548, 0), "2019-03-05", "text"),
        ("T", struct.pack("<ii", 2_458_548, 30_600_000), "2019-03-05 08:30:00", "text"),
        ("T", bytes(8), "", "text"),
        ("T", struct.pack("<ii", -5, 0), "-5", "error"),
        ("M", b"         7", "(memo)", "error"),
        ("M", b"          ", "", "text"),
        ("M", bytes(4), "", "text"),
    ],
)
def test_fields_of_every_type(type_: str, data: bytes, text: str, kept: str) -> None:
    cell = one(type_, data)
    assert (cell, nature(cell)) == (text, kept)


def test_records_that_are_cut_off_are_told() -> None:
    data = dbf(FIELDS, [record("1", "", "", "")] * 3)
    found = open_file(data[:-10], "dbf")
    assert len(found.cells()) == 3
    assert [(one.code, one.values) for one in found.problems] == [
        ("dbf_count", {"stated": 3, "found": 2})
    ]


def test_more_records_than_stated_are_read() -> None:
    found = open_file(dbf(FIELDS, [record("1", "", "", "")] * 3, stated=0), "dbf")
    assert (len(found.cells()), found.codes) == (4, [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\3" * 10, "dbf_broken"),
        (b"a,b\n1,2\n" * 10, "dbf_broken"),
        (dbf([], []), "dbf_broken"),
        (dbf(FIELDS, [])[:10] + b"\5\0" + dbf(FIELDS, [])[12:], "dbf_broken"),
        (dbf([("甲", "C", 0, 0)], [])[:10] + b"\0\0" + dbf([("甲", "C", 0, 0)], [])[12:], "dbf_broken"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(data: bytes, code: str) -> None:
    assert open_file(data, "dbf").codes == [code]

"""A Parquet file as a data warehouse hands it out: a type for each column."""

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal

import pyarrow as pa
from pyarrow import parquet

from tests.exports.cells import day, moment


def files() -> Iterator[tuple[str, bytes]]:
    """List the names and bytes of the files of this module."""
    yield "19-差旅费（数据仓库）.parquet", _written()


Value = str | int | float | bool | Decimal | dt.date | None

TYPES = {
    "报销单号": pa.string(), "预算单位": pa.string(), "出差人": pa.string(), "出差人数": pa.int64(),
    "开始日期": pa.date32(), "结束日期": pa.date32(), "出差地点": pa.string(),
    "交通工具": pa.string(), "城市间交通费": pa.decimal128(12, 2), "住宿费": pa.float64(),
    "住宿天数": pa.int64(), "伙食补助费": pa.decimal128(12, 2),
    "市内交通费补助": pa.decimal128(12, 2), "报销金额": pa.decimal128(18, 3),
    "填报日期": pa.timestamp("ms"), "批次号": pa.int64(),
}  # fmt: skip

# 1049.9999999999998 and 459.29999999999995 are what a sum of doubles leaves of 1050 and 459.3.
# The amount of CX-0007 has three decimals, that of CX-0009 is missing.
ROWS: list[tuple[Value, ...]] = [
    ("CX-0001", "重庆市江洲区交通局", "顾长川", 1, day("2019-01-15"), day("2019-01-17"), "四川省川屏市", "火车", Decimal("308.00"), 660.0, 2, Decimal("300.00"), Decimal("240.00"), Decimal("1508.000"), moment("2019-01-22 09:12:31"), 20190630),
    ("CX-0002", "重庆市江洲区交通局", "路遥远、辛夷", 2, day("2019-01-22"), day("2019-01-22"), "重庆市云麓县", "汽车", Decimal("136.00"), 0.0, 0, Decimal("200.00"), Decimal("160.00"), Decimal("496.000"), moment("2019-01-25 15:40:02"), 20190630),
    ("CX-0003", "重庆市江洲区交通局", "顾长川", 1, day("2019-02-26"), day("2019-03-01"), "湖北省鄂屏市", "飞机", Decimal("1260.00"), 1049.9999999999998, 3, Decimal("400.00"), Decimal("320.00"), Decimal("3030.000"), moment("2019-03-05 10:05:44"), 20190630),
    ("CX-0004", "重庆市江洲区公路局", "桥本立等3人", 3, day("2019-03-12"), day("2019-03-13"), "贵州省黔岭市", "火车", Decimal("592.50"), 640.0, 1, Decimal("600.00"), Decimal("480.00"), Decimal("2312.500"), moment("2019-03-18 11:20:00"), 20190630),
    ("CX-0005", "重庆市江洲区公路局", "石径", 1, day("2019-03-20"), day("2019-03-21"), "重庆市渝江区", "汽车", Decimal("74.00"), 459.29999999999995, 1, Decimal("200.00"), Decimal("160.00"), Decimal("893.300"), moment("2019-03-26 16:33:10"), 20190630),
    ("CX-0006", "重庆市江洲区公路局", "石径", 1, day("2019-03-20"), day("2019-03-21"), "重庆市渝江区", "汽车", Decimal("-74.00"), None, None, None, None, Decimal("-74.000"), moment("2019-04-02 09:00:00"), 20190630),
    ("CX-0007", "重庆市江洲区港航管理处", "江帆", 1, day("2019-04-09"), day("2019-04-11"), "湖北省鄂屏市", "轮船", Decimal("358.12"), 600.0, 2, Decimal("300.00"), Decimal("240.00"), Decimal("1498.125"), moment("2019-04-16 14:25:51"), 20190630),
    ("CX-0008", "重庆市江洲区港航管理处", "江帆、苇舟", 2, day("2019-04-24"), day("2019-04-26"), "湖南省湘渡市", "火车", Decimal("824.00"), 700.0, 2, Decimal("600.00"), Decimal("480.00"), Decimal("2604.000"), moment("2019-04-30 10:10:10"), 20190630),
    ("CX-0009", "重庆市江洲区交通局", "辛夷", 1, day("2019-05-14"), day("2019-05-16"), "云南省滇麓市", "飞机", Decimal("1380.00"), 580.0, 2, Decimal("300.00"), Decimal("240.00"), None, None, 20190630),
    ("CX-0010", "重庆市江洲区交通局", "路遥远", 1, day("2019-05-28"), day("2019-05-31"), "北京市", "飞机", Decimal("1960.00"), 1500.0, 3, Decimal("400.00"), Decimal("320.00"), Decimal("4180.000"), moment("2019-06-05 17:02:09"), 20190630),
    ("CX-0011", "重庆市江洲区公路局", "桥本立", 1, day("2019-06-11"), day("2019-06-12"), "重庆市嘉渡区", "皮划艇", Decimal("52.00"), 280.0, 1, Decimal("200.00"), Decimal("160.00"), Decimal("692.000"), moment("2019-06-18 08:45:00"), 20190630),
    ("CX-0012", "重庆市江洲区港航管理处", "苇舟", 1, day("2019-06-19"), day("2019-06-19"), "重庆市渝江区", "轮船", Decimal("60.00"), 0.0, 0, Decimal("100.00"), Decimal("80.00"), Decimal("240.000"), moment("2019-06-25 13:13:13"), 20190630),
]  # fmt: skip


def _written() -> bytes:
    arrays = [
        pa.array([row[number] for row in ROWS], type=kind)
        for number, kind in enumerate(TYPES.values())
    ]
    stream = io.BytesIO()
    parquet.write_table(pa.table(dict(zip(TYPES, arrays, strict=True))), stream)
    return stream.getvalue()

"""One file for each class of bad input, and the exact words that it gives."""

from pathlib import Path

import pytest

from qinjian.engine.intake import read

BROKEN = Path(__file__).parents[3] / "fixtures" / "broken"

KINDS = (
    "reception (公务接待), foreign_reception (外宾接待), travel (差旅费), meeting (会议费), "
    "training (培训费), abroad (因公出国（境）费), vehicle_running (公务用车运行维护费), "
    "vehicle_purchase (公务用车购置), transport_subsidy (公务交通补贴), procurement (政府采购), "
    "payment (发放表), expense (报销明细), voucher (序时账), "
    "budget_line (预算指标), income (非税收入), asset_disposal (国有资产处置), vehicle (公务用车台账), "
    "passport (证照管理台账), itinerary (出访日程), leave (请休假登记)"
)

EXPECTED = {
    "missing.csv": [
        (
            "missing.csv：文件不存在。请检查路径。",
            "missing.csv: there is no such file. Check the path.",
        )
    ],
    "cut.json": [
        (
            "cut.json，第 3 行，第 14 列：JSON 在此处中断或有误。请从导出它的系统重新导出。",
            (
                "cut.json, line 3, column 14: the JSON is cut or broken here. "
                "Export it again from where it came."
            ),
        )
    ],
    "doubled-key.json": [
        (
            "doubled-key.json，第 2 行，第 19 列：“guest_count”出现了两次。请只保留一个。",
            "doubled-key.json, line 2, column 19: “guest_count” stands here twice. Keep one.",
        )
    ],
    "not-a-number.json": [
        (
            "not-a-number.json，第 1 行，第 35 列：NaN 不是数。请改为金额或留空。",
            (
                "not-a-number.json, line 1, column 35: NaN is no number. "
                "Write an amount, or leave it empty."
            ),
        )
    ],
    "unknown-kind.json": [
        (
            (f"unknown-kind.json，“kind”：不认识的类别“receptoin”。可用：{KINDS}。"),
            (f"unknown-kind.json, kind: “receptoin” is no kind of record. Known are {KINDS}."),
        )
    ],
    "unknown-words.json": [
        (
            (
                "unknown-words.json，“[1].lines[2].meal_type”：不认识“大餐”。"
                "可用：工作餐, 自助餐, 份饭, 宴请, 自费餐。"
            ),
            (
                "unknown-words.json, [1].lines[2].meal_type: “大餐” is not known here. "
                "Known are 工作餐, 自助餐, 份饭, 宴请, 自费餐."
            ),
        ),
        (
            (
                "unknown-words.json，“[2].guest_cuont”：不认识的字段“guest_cuont”，未读取。"
                "最接近：guest_count, guest_unit, guest_organ。"
            ),
            (
                "unknown-words.json, [2].guest_cuont: the key “guest_cuont” is not known and was "
                "not read. Like it are: guest_count, guest_unit, guest_organ."
            ),
        ),
    ],
    "tab.yaml": [
        (
            "tab.yaml，第 3 行，第 1 列：YAML 的缩进不能用制表符。请改用空格。",
            "tab.yaml, line 3, column 1: YAML cannot be indented with tabs. Use spaces.",
        )
    ],
    "alias-bomb.yaml": [
        (
            (
                "alias-bomb.yaml，第 1 行，第 4 列：此处不使用 YAML 的锚点和别名（& 与 *）。"
                "请写出完整内容。"
            ),
            (
                "alias-bomb.yaml, line 1, column 4: YAML anchors and aliases (& and *) are not "
                "used here. Write it out."
            ),
        )
    ],
    "doubled-key.yaml": [
        (
            "doubled-key.yaml，第 4 行，第 1 列：“guest_count”出现了两次。请只保留一个。",
            "doubled-key.yaml, line 4, column 1: “guest_count” stands here twice. Keep one.",
        )
    ],
    "two-encodings.csv": [
        (
            "two-encodings.csv：一个文件里有两种编码：第 1 行是 UTF-8，第 3 行不是。请从系统重新导出，不要拼接文件。",
            "two-encodings.csv: two encodings in one file: line 1 is UTF-8, line 3 is not. Export it again rather than joining files.",
        )
    ],
    "no-headers.csv": [
        (
            "no-headers.csv：前 30 行中没有认识的表头。请写出各列名称，或用 --map 指定。",
            "no-headers.csv: no known header stands in the first 30 rows. Name the columns, or give --map.",
        )
    ],
    "unclear-kind.csv": [
        (
            "unclear-kind.csv，第 1 行：表头和标题不能确定记录的类别（得分：payment 0+1）。请用 --kind 指定，或用 qinjian map 查看各列。",
            "unclear-kind.csv, row 1: headers and titles do not settle which kind of record this is (scores: payment 0+1). Give --kind, or see qinjian map.",
        )
    ],
    "text-for-number.csv": [
        (
            "text-for-number.csv，第 2 行，“陪餐人数”：“约三人”不是整数。请写成 3 的形式。",
            "text-for-number.csv, row 2, 陪餐人数: “约三人” is not a whole number. Write it as 3.",
        )
    ],
    "three-decimals.csv": [
        (
            (
                "three-decimals.csv，第 2 行，“餐费”：“800.005”的小数超过两位。"
                "请核对原始单据后写到分。"
            ),
            (
                "three-decimals.csv, row 2, 餐费: “800.005” has more than two decimals. "
                "Check the original bill and write it to the cent."
            ),
        )
    ],
    "no-such-day.csv": [
        (
            "no-such-day.csv，第 2 行，“接待日期”：日历上没有“2015-02-29”这一天。请核对。",
            "no-such-day.csv, row 2, 接待日期: the calendar has no “2015-02-29”. Check it.",
        )
    ],
    "wide-row.csv": [
        (
            "wide-row.csv，第 3 行：这一行有 5 个单元格，表头有 3 个。请检查这一行的逗号和引号。",
            (
                "wide-row.csv, row 3: this row has 5 cells, the header has 3. "
                "Check its commas and quotes."
            ),
        )
    ],
    "unclosed-quote.csv": [
        (
            "unclosed-quote.csv，第 3 行：这一行的引号没有成对，或单元格过大。请补上引号。",
            "unclosed-quote.csv, row 3: a quote on this row is not closed, or a cell is too large. Close the quote.",
        )
    ],
}

MADE_HERE = {
    "empty.csv": (
        b"",
        "empty.csv：文件是空的。请重新导出。",
        "empty.csv: the file is empty. Export it again.",
    ),
    "binary.csv": (
        b"\x7fELF\x00\x00\x01\x02",
        "binary.csv：不是文本文件（含有零字节）。请另存为 CSV（UTF-8），或给出正确的扩展名。",
        (
            "binary.csv: this is no text file (it holds zero bytes). Save it as CSV (UTF-8), "
            "or give it its right ending."
        ),
    ),
    "encoding.csv": (
        b"\xef\xbb\xbf" + "meal_fee,摘要\n".encode() + "800,接待".encode("gb18030"),
        "encoding.csv：一个文件里有两种编码：第 1 行是 UTF-8，第 2 行不是。请从系统重新导出，不要拼接文件。",
        "encoding.csv: two encodings in one file: line 1 is UTF-8, line 2 is not. Export it again rather than joining files.",
    ),
    "broken.xlsx": (
        b"PK\x03\x04 no archive",
        (
            "broken.xlsx：无法作为工作簿读取（已损坏，或不是 .xlsx、.xls、.ods）。"
            "请用电子表格软件打开后另存为 .xlsx。"
        ),
        (
            "broken.xlsx: cannot be read as a workbook (broken, or not .xlsx, .xls or .ods). "
            "Open it in a spreadsheet program and save it as .xlsx."
        ),
    ),
    "claim.xyz": (
        b"x",
        "claim.xyz：不支持这种文件。可读取：.csv, .tsv, .txt, .xlsx, .xls, .ods, .et, .dbf, .parquet, .json, .jsonl, .yaml, .yml, .html, .htm, .mht, .mhtml, .zip。",
        (
            "claim.xyz: this kind of file is not read. Readable are "
            ".csv, .tsv, .txt, .xlsx, .xls, .ods, .et, .dbf, .parquet, .json, .jsonl, .yaml, .yml, .html, .htm, .mht, .mhtml, .zip."
        ),
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_broken_file_says_what_to_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    found = read([name])
    told = (*found.rejects, *found.unreadable, *found.notices)
    assert [(one.words("zh"), one.words("en")) for one in told] == EXPECTED[name]


def test_every_broken_fixture_has_its_words() -> None:
    assert {path.name for path in BROKEN.iterdir()} == EXPECTED.keys() - {"missing.csv"}


@pytest.mark.parametrize("name", MADE_HERE)
def test_a_broken_binary_says_what_to_do(name: str) -> None:
    data, chinese, english = MADE_HERE[name]
    Path(name).write_bytes(data)
    (reject,) = read([name]).rejects
    assert (reject.words("zh"), reject.words("en")) == (chinese, english)


def test_an_empty_folder_says_what_to_do() -> None:
    Path("nothing").mkdir()
    (reject,) = read(["nothing"]).rejects
    assert reject.words("zh") == (
        "nothing：文件夹中没有可读的文件（.csv, .tsv, .txt, .xlsx, .xls, .ods, .et, .dbf, .parquet, .json, .jsonl, .yaml, .yml, .html, .htm, .mht, .mhtml, .zip）。"
        "请指定其他路径。"
    )
    assert reject.words("en") == (
        "nothing: the folder holds no file that can be read "
        "(.csv, .tsv, .txt, .xlsx, .xls, .ods, .et, .dbf, .parquet, .json, .jsonl, .yaml, .yml, .html, .htm, .mht, .mhtml, .zip). Name another path."
    )


def test_a_broken_file_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    good = Path("good.csv").resolve()
    good.write_text("claim_no,meal_fee,guest_count\nBX-9,1,2\n", encoding="utf-8")
    monkeypatch.chdir(BROKEN)
    names = [name for name in EXPECTED if name != "missing.csv"]
    found = read([*names, str(good), "missing.csv"])
    assert found.records[-1].place.claim_no == "BX-9"
    assert found.records[-1].place.file == str(good)
    assert len(found.files) == len(names) + 1

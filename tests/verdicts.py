"""What an auditor enters into a ledger, for the manual: ``python -m tests.verdicts LEDGER 1=属实 …``.

Each number is that of a lead (事项编号), each word its 核查结论.
"""

import sys
from pathlib import Path

from openpyxl import load_workbook

HEADS = {"no": ("事项编号", "No."), "verdict": ("核查结论", "Verdict")}


def enter(path: Path, verdicts: dict[int, str]) -> None:
    """Write verdicts into the rows of leads, by the headers."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    written = [cell.value for cell in next(sheet.iter_rows(max_row=1))]
    number, verdict = (
        next(written.index(head) for head in heads if head in written) + 1
        for heads in HEADS.values()
    )
    left = dict(verdicts)
    for row in range(2, sheet.max_row + 1):
        of = sheet.cell(row, number).value
        if isinstance(of, int) and of in left:
            sheet.cell(row, verdict).value = left.pop(of)
    assert not left, f"{path} has no leads of the numbers {sorted(left)}"
    book.save(path)


if __name__ == "__main__":
    pairs = (pair.split("=") for pair in sys.argv[2:])
    enter(Path(sys.argv[1]), {int(number): verdict for number, verdict in pairs})

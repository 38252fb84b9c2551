"""Records of groups and pairs come back as they were, wherever they wait."""

from pathlib import Path

import pytest

from qinjian.engine.answer.kept_records import TOGETHER, KeptRecords
from qinjian.engine.intake import open_reader
from qinjian.engine.once import held

HEAD = "单位,出差人,出差地点,出发日期,返回日期,城市间交通费"


@pytest.mark.parametrize("in_memory", [0, 1_000])
def test_each_record_is_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(held, "IN_MEMORY", in_memory)
    count = 2 * TOGETHER + 7
    lines = [
        f"重庆市江洲区水务局,张明{n}、李平,成都,2015-06-09,2015-06-10,{n}.00" for n in range(count)
    ]
    path = tmp_path / "差旅费.csv"
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    (batch,) = open_reader([str(path)]).batches()
    kept, found = KeptRecords(), 0
    first = kept.add(batch)
    second = kept.add(batch)
    for table in batch.everyone():
        for row, position in reversed(list(enumerate(table.positions))):
            member = table.members[row] if table.members else None
            for number in (first, second):
                at = kept.at(number, position, table.model.kind, member)
                assert kept.record(at) == batch.record(table, row)
                found += 1
    assert found == 2 * count * 3  # trips, and the two who went on each
    with pytest.raises(LookupError):
        kept.record(kept.at(first, 0, "reception", None))

"""The engine for many records keeps to its bounds."""

from pathlib import Path

import duckdb
import pytest

from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.run.database import connect, spilling


def test_it_keeps_to_its_bounds(tmp_path: Path) -> None:
    engine = connect(tmp_path, "256MB")
    (settings,) = engine.sql(
        "SELECT current_setting('enable_progress_bar'), current_setting('threads'),"
        " current_setting('memory_limit'), current_setting('temp_directory')"
    ).fetchall()
    assert settings == (False, 2, "244.1 MiB", str(tmp_path))
    engine.close()


def test_it_reads_no_file(tmp_path: Path) -> None:
    engine = connect(tmp_path, "256MB")
    with pytest.raises(duckdb.PermissionException):
        engine.sql("SELECT * FROM read_csv('/etc/hostname')")
    engine.close()


SORTED = "CREATE TEMP TABLE x AS SELECT md5(range::VARCHAR) m FROM range(2000000) ORDER BY m"


def test_a_full_disk_is_told_with_the_next_step(tmp_path: Path) -> None:
    engine = connect(tmp_path, "30MB")
    engine.execute("SET max_temp_directory_size = '1MB'")
    with pytest.raises(QinjianError) as caught, spilling():
        engine.execute(SORTED)
    (problem,) = caught.value.problems
    assert problem.code == "temporary_full"
    assert problem.message("en").startswith(
        "the folder for temporary files takes no more: Out of Memory Error: failed to offload"
    )
    assert "\n" not in problem.message("en")
    engine.close()
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_no_full_disk(tmp_path: Path) -> None:
    engine = connect(tmp_path, "1MB")
    with pytest.raises(duckdb.OutOfMemoryException), spilling():
        engine.execute(SORTED)
    engine.close()

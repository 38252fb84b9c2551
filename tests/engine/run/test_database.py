"""The engine for many records keeps to its bounds."""

from pathlib import Path

import duckdb
import pytest

from qinjian.engine.run.database import connect


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

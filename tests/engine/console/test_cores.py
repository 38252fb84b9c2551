"""How many processes share the work where nobody says so."""

import os

import pytest

from qinjian.engine.console.terminal import MOST_JOBS, cores


@pytest.mark.parametrize(("usable", "taken"), [(1, 1), (2, 2), (64, MOST_JOBS)])
def test_as_many_as_cores_but_few(monkeypatch: pytest.MonkeyPatch, usable: int, taken: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(usable), raising=False)
    assert cores() == taken


def test_where_the_cores_of_a_process_are_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores() == 1

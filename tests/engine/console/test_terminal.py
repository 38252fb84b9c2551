"""The bar of a long check, which knows how much there is."""

import pytest

from qinjian.engine.console import terminal


class _Stream:
    def __init__(self, *, is_terminal: bool) -> None:
        self.is_terminal, self.written = is_terminal, ""

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        """Nothing waits."""


def _shown(monkeypatch: pytest.MonkeyPatch, rows: int, step: int, *, at: bool = True) -> str:
    stream = _Stream(is_terminal=at)
    monkeypatch.setattr("sys.stderr", stream)
    for done in range(step, rows + step, step):
        terminal.show_progress(done, rows)
    return stream.written


@pytest.mark.parametrize("step", [1, 499, 20_000])
def test_a_long_check_shows_its_share_and_wipes_it_away(
    monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    written = _shown(monkeypatch, 50_000, step)
    steps = written.split("\r")[1:]
    assert steps[-1] == "\x1b[K"
    shares = [int(one.partition(" %")[0].split()[-1]) for one in steps[:-1]]
    assert shares == sorted(shares)
    assert 2 <= len(shares) <= 100
    assert all("/50,000" in one for one in steps[:-1])


def test_a_short_check_and_a_file_show_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(monkeypatch, 1_999, 1) == ""
    assert _shown(monkeypatch, 50_000, 500, at=False) == ""

"""The list of red entries and money paid back (冲销核对), with the lines that they are about."""

from collections.abc import Iterator, Sequence

from qinjian.engine.wording import Language, Wording, labels, say
from qinjian.schemas.finding import Reversal

_WORDS: Wording = {
    "reversals": ("冲销核对：", "Red entries:"),
    "cancelled": (
        "{entry}  冲销 {lines}，{amount} 元，两笔均不按金额检查",
        "{entry}  cancels {lines}, {amount} yuan: neither is judged for its amount",
    ),
    "paid_back": (
        "{entry}  退回 {lines} 的 {amount} 元，原支出照常检查",
        "{entry}  pays back {amount} yuan of {lines}, which is checked all the same",
    ),
    "several": (
        "{entry}  冲销 {amount} 元，有几笔同样相符，均未冲销：{lines}",
        "{entry}  undoes {amount} yuan and fits several lines, none of which is cancelled: {lines}",
    ),
    "void": (
        "{entry}  写明未发生且无金额，只检查明令禁止的事项",
        "{entry}  was called off and has no sum: it is held only against what is forbidden as such",
    ),
    "more": ("……另有 {count} 项，见 --format json", "… and {count} more, see --format json"),
}

_MOST = 200


def reversal_lines(reversals: Sequence[Reversal], language: Language) -> Iterator[str]:
    """Yield the lines of the list; none if there is nothing to list."""
    if not reversals:
        return
    yield say(_WORDS, "reversals", language)
    for one in reversals[:_MOST]:
        entry, lines = labels.places([one.entry]), labels.places(one.lines)
        words = say(_WORDS, one.state, language, entry=entry, lines=lines, amount=one.amount)
        yield f"    {words}"
    if len(reversals) > _MOST:
        yield f"    {say(_WORDS, 'more', language, count=len(reversals) - _MOST)}"
    yield ""

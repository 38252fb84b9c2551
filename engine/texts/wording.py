"""Why a word of a text does not count, in the words of a reader."""

from qinjian.engine.wording import Wording

REASONS: Wording = {
    "cut": (
        "“{word}”不算：只是“{by}”的一部分",
        "“{word}” does not count: it is a part of “{by}”",
    ),
    "other_word": (
        "“{word}”不算：这里说的是“{by}”",
        "“{word}” does not count: the word here is “{by}”",
    ),
    "name": (
        "“{word}”不算：是名称“{by}”的一部分",
        "“{word}” does not count: it is part of the name “{by}”",
    ),
    "denial": (
        "“{word}”不算：已写明“{by}”",
        "“{word}” does not count: it is denied or forbidden (“{by}”)",
    ),
    "own_pocket": (
        "“{word}”不算：已写明“{by}”，不由公款支付",
        "“{word}” does not count: paid for privately (“{by}”)",
    ),
    "undone": (
        "“{word}”不算：已写明“{by}”",
        "“{word}” does not count: it was undone (“{by}”)",
    ),
    "topic": (
        "“{word}”不算：是“{by}”的工作内容",
        "“{word}” does not count: it is what the work is about (“{by}”)",
    ),
    "field": (
        "“{word}”不算：属于“{by}”的正常开支",
        "“{word}” does not count: it belongs to the unit's own field or fund (“{by}”)",
    ),
    "bare": (
        "“{word}”不算：没有购买、赠送、消费、游览等行为，也没有数量或者金额",
        (
            "“{word}” does not count: nothing is bought, given, consumed or visited, and there is"
            " no quantity or price"
        ),
    ),
}

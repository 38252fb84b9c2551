"""The configuration that ``qinjian init`` writes: each key with what it means, none set."""

from collections.abc import Iterator

from qinjian.engine.config.keys import CHECK, PATH, UNIT, Key
from qinjian.engine.config.load import known_words
from qinjian.engine.console.choices import CONFIG
from qinjian.engine.wording import Language, Wording, say

_WORDS: Wording = {
    "head": (
        (
            f"qinjian 的配置。在此文件夹中运行 qinjian check 时读取 {CONFIG}；\n"
            "放在别处时，用 --config 指定。去掉一行开头的 # 即生效。\n"
            "命令行优先于本文件；表格的列、标题写明的单位又比本文件更近，以其为准。"
        ),
        (
            f"The configuration of qinjian: qinjian check reads {CONFIG} in the folder where it\n"
            "is run; name another one with --config. Take away the # before a line to set it.\n"
            "The command line goes before it, and so does a unit that a column or a title tells."
        ),
    ),
    "unit": (
        "被检查的单位：适用于全部文件。",
        "The unit whose records are checked: of all files.",
    ),
    "folder": (
        (
            "某些文件夹的单位；可写多个 [[folder]]，越近的越优先。\n"
            "写明另一单位名称时，不沿用 [unit] 的性质、地区和层级。"
        ),
        (
            "The unit of some folders; there may be several [[folder]], and the nearest wins.\n"
            "One that names another unit takes over nothing of [unit]."
        ),
    ),
    "check": (
        "检查的选项。规则文件夹（--rules）和输出文件（--output）只能在命令行给出。",
        "Options of the check; --rules and --output are given on the command line only.",
    ),
    "known": ("可用：{known}", "Known are: {known}"),
}


def template(language: Language) -> str:
    """Write a configuration that sets nothing."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: Language) -> Iterator[str]:
    yield from _remark(say(_WORDS, "head", language))
    for table, keys in (("[unit]", UNIT), ("[[folder]]", (PATH, *UNIT)), ("[check]", CHECK)):
        yield ""
        yield from _remark(say(_WORDS, table.strip("[]"), language))
        # A folder has to have its path, so its head waits for it.
        yield f"#{table}" if table == "[[folder]]" else table
        for key in keys:
            yield from _key(key, language, explained=table != "[[folder]]" or key is PATH)


def _key(key: Key, language: Language, *, explained: bool) -> Iterator[str]:
    if explained:
        yield from _remark(key.about.words(language))
        if known := known_words(key):
            yield from _remark(say(_WORDS, "known", language, known=", ".join(known)))
    yield f"#{key.name} = {key.example}"


def _remark(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield f"# {line}"

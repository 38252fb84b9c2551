"""The head of a report: what holds for the run, where that was said, and what is not listed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from qinjian.engine.wording import Language, Wording, labels, listed, say
from qinjian.schemas.finding import Report
from qinjian.schemas.manifest import Manifest, Silenced, Stated

_WORDS: Wording = {
    "head": ("本次检查的前提：", "What holds for this check:"),
    "config": ("配置文件 {file}（SHA-256 {sha256}）", "configuration {file} (SHA-256 {sha256})"),
    "stated": ("{name}：{value}（{source}）", "{name}: {value} ({source})"),
    "folder": ("在 {folder} 中，{stated}", "in {folder}, {stated}"),
    "as_of": (
        "各记录一律按 {value} 判断（{source}）。",
        "All records were judged as of {value} ({source}).",
    ),
    "left_out": (
        "另有 {count} 个疑点因级别或者记录类别未列出。",
        "{count} more leads are not listed for their level or kind of record.",
    ),
    "least": ("只列出此级别以上的疑点", "leads from this level on"),
    "masked": (
        "人名和账号、卡号、证件号、电话号码已隐去（--mask）；只在文字中出现的人名可能仍可见。",
        "Names and numbers of accounts, cards and people are hidden (--mask), not names in texts.",
    ),
    "silenced": (
        "不列出 {rules} 条规则的疑点（{source}），其中发现 {violations} 处：{named}",
        "leads of {rules} rules are not listed ({source}); they found {violations}: {named}",
    ),
    "none_found": (
        "不列出 {rules} 条规则的疑点（{source}），其中没有发现。",
        "leads of {rules} rules are not listed ({source}); they found none",
    ),
    "times": ("{rule} {count} 处", "{rule} {count}"),
    "unit": ("单位", "unit"),
    "unit_kind": ("单位性质", "kind of the unit"),
    "region": ("地区", "region"),
    "level": ("单位层级", "level of the unit"),
    "kind": ("记录类别", "kind of the records"),
    "map": ("映射", "mapping"),
    "select": ("只列出", "listed"),
    "ignore": ("不列出", "not listed"),
    "undetermined": ("列出无法判断的", "what cannot be told is listed"),
    "strict": ("有未能读取的行或单元格时以 2 退出", "what could not be read ends with 2"),
    "fail_on": ("达到此级别时以 1 退出", "ends with 1 from this level on"),
}

_VOCABULARIES = {"unit_kind": "unit_kind", "level": "unit_level", "kind": "kind"}


def head(report: Report) -> Iterator[str]:
    """List the lines of the head, none where nothing was stated."""
    manifest = report.manifest
    language: Language = manifest.language
    lines = [
        *(say(_WORDS, "config", language, file=c.file, sha256=c.sha256) for c in manifest.configs),
        *(_stated(one, language) for one in manifest.stated),
        *_silenced(manifest.silenced, language),
        *_hidden(manifest),
    ]
    if lines:
        yield say(_WORDS, "head", language)
        yield from (f"    {line}" for line in lines)


def _hidden(manifest: Manifest) -> Iterator[str]:
    if manifest.left_out:
        yield say(_WORDS, "left_out", manifest.language, count=manifest.left_out)
    if manifest.masked:
        yield say(_WORDS, "masked", manifest.language)


def _stated(one: Stated, language: Language) -> str:
    value = one.value
    if one.name in _VOCABULARIES:
        value = labels.option(_VOCABULARIES[one.name], value, language)
    elif one.name in ("fail_on", "least") and value != "never":
        value = labels.words(value, language)
    elif value == "true":
        value = labels.words("yes", language)
    if one.name == "as_of":
        return say(_WORDS, "as_of", language, value=value, source=one.source)
    name = say(_WORDS, one.name, language)
    line = say(_WORDS, "stated", language, name=name, value=value, source=one.source)
    if one.folder is None:
        return line
    return say(_WORDS, "folder", language, folder=one.folder, stated=line)


def _silenced(silenced: Sequence[Silenced], language: Language) -> Iterator[str]:
    by_source: dict[str, list[Silenced]] = defaultdict(list)
    for one in silenced:
        by_source[one.source].append(one)
    for source, rules in by_source.items():
        found = [one for one in rules if one.violations]
        named = (
            say(_WORDS, "times", language, rule=one.rule, count=one.violations) for one in found
        )
        yield say(
            _WORDS,
            "silenced" if found else "none_found",
            language,
            rules=len(rules),
            source=source,
            violations=sum(one.violations for one in found),
            named=listed(named, language),
        )

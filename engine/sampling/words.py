"""What a sample says, in both languages."""

from qinjian.engine.wording import Language, Wording, say

_WORDS: Wording = {
    "title": (
        "审计样本：{method}，种子“{seed}”，{asked}。抽中不等于有问题。",
        "Audit sample: {method}, seed “{seed}”, {asked}. To be drawn says nothing of a row.",
    ),
    "asked": ("抽取 {size} 条", "{size} to draw"),
    "asked_of_each": ("每{by}抽取 {size} 条", "{size} to draw of each {by}"),
    "asked_hits": ("{size} 个抽样点", "{size} hits"),
    "asked_hits_of_each": ("每{by} {size} 个抽样点", "{size} hits in each {by}"),
    "random": ("随机抽样", "random"),
    "systematic": ("等距抽样", "systematic"),
    "mus": ("货币单元抽样", "monetary unit sampling"),
    "unit": ("单位", "unit"),
    "kind": ("类别", "kind"),
    "month": ("月份", "month"),
    "how_random": (
        "抽法：按 SHA-256（种子|文件的 SHA-256|工作表|行）从小到大排列，取最前面的。",
        "Drawn: rows in the order of SHA-256 of seed|SHA-256 of the file|sheet|row, the least first.",
    ),
    "how_systematic": (
        "抽法：第 k 个（从 0 起）为 (u+k)×行数÷样本量 取整的下一行，u 为种子的 SHA-256 除以 2 的 256 次方。",
        "Drawn: for k from 0 the row after (u+k) × rows ÷ size, rounded down; u is the SHA-256 of "
        "the seed divided by 2^256.",
    ),
    "how_mus": (
        "抽法：金额逐分累计，第 k 个抽样点（从 0 起）为 (u+k)×总额÷样本量 取整到分的下一分，"
        "u 为种子的 SHA-256 除以 2 的 256 次方；达到间距的必被抽中。",
        "Drawn: amounts add up cent by cent; for k from 0 the cent after (u+k) × total ÷ size, rounded "
        "down, is hit; u is the SHA-256 of the seed divided by 2^256. What reaches the interval is "
        "always in.",
    ),
    "stratum_seed": (
        "各层所用的 u 由“种子|层名”算出。", "The u of each stratum is made of seed|stratum."
    ),
    "command": ("重新抽取：{command}", "To draw it again: {command}"),
    "version": ("qinjian {version}；输入文件的 SHA-256：", "qinjian {version}; SHA-256 of the inputs:"),
    "population": (
        "总体 {rows} 行 = 抽中 {sampled} 行 + 未抽中 {not_sampled} 行{excluded}",
        "population: {rows} rows = {sampled} sampled + {not_sampled} not sampled{excluded}",
    ),
    "population_yuan": (
        "总体 {rows} 元 = 抽中 {sampled} 元 + 未抽中 {not_sampled} 元{excluded}",
        "population: {rows} yuan = {sampled} sampled + {not_sampled} not sampled{excluded}",
    ),
    "excluded": (" + {reason} {count}", " + {count} {reason}"),
    "register": ("不是支出的登记", "of registers"),
    "negative": ("负数", "below zero"),
    "zero": ("零", "of zero"),
    "blank": ("没有金额", "without an amount"),
    "unreadable": ("金额无法读取", "whose amount cannot be read"),
    "all": (
        "{stratum}只有 {rows} 条，不多于要抽的 {asked} 条，已全部抽取。",
        "{stratum}there are {rows} rows, no more than the {asked} asked for: all were taken.",
    ),
    "interval_systematic": ("{stratum}间距 {interval} 行", "{stratum}interval {interval} rows"),
    "interval_mus": (
        "{stratum}间距 {interval} 元，总额 {yuan} 元，抽中 {rows} 条",
        "{stratum}interval {interval} yuan, total {yuan} yuan, {rows} rows hit",
    ),
    "stratum": ("{name}：", "{name}: "),
    "unnamed": ("（未写明）", "(not said)"),
    "nothing": ("没有可以抽取的记录。", "There is no row to draw."),
    "columns": (
        "序号|层|位置|单据号|单位|日期|人员|金额|事由|抽取次序|命中|命中次数|必抽",
        "no|stratum|place|claim_no|unit|day|person|amount|purpose|order|hit|hits|certain",
    ),
    "apart": ("不参加抽取，单独列出：", "Apart, as they cannot be drawn:"),
    "apart_row": ("{place}  {amount}（{reason}）", "{place}  {amount} ({reason})"),
    "others": ("……另有 {count} 项，见 --format json", "… and {count} more, see --format json"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
}  # fmt: skip


def words(key: str, language: Language, /, **values: object) -> str:
    """Return words of a sample in a language."""
    return say(_WORDS, key, language, **values)

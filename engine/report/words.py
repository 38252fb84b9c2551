"""What the text report says, in both languages."""

from qinjian.engine.wording import Language, Wording, say

_WORDS: Wording = {
    # the head
    "subject": (
        "检查对象：{units}；文件 {files} 个，记录 {records} 条（{kinds}），金额 {yuan} 元。",
        "Checked: {units}; {files} files, {records} records ({kinds}), {yuan} yuan.",
    ),
    "no_unit": ("未写明单位", "no unit is named"),
    "units": ("{names}等 {count} 个单位", "{count} units ({names} …)"),
    "said_in": ("{name}（据{origin}）", "{name} (by {origin})"),
    "title": ("标题", "the title"),
    "sheet": ("工作表名", "the name of the sheet"),
    "file": ("文件名", "the name of the file"),
    "folder": ("文件夹名", "the name of the folder"),
    "judged": (
        "已作判断 {decided} 项（{share}）：据所交资料 {strict} 项，暂按推定判断 {presumed} 项；"
        "无法判断 {undetermined} 项。",
        "Judged: {decided} ({share}), {strict} by what the source says and {presumed} on something "
        "taken for granted; {undetermined} cannot be told.",
    ),
    "judged_kind": (
        "{kind}|已作判断 {decided} 项（{share}）|据所交资料 {strict}|暂按推定判断 {presumed}|"
        "无法判断 {undetermined}",
        "{kind}|judged {decided} ({share})|by the source {strict}|on presumption {presumed}|"
        "open {undetermined}",
    ),
    "errors": ("程序错误 {errors} 项。", "{errors} failed by a fault of our own."),
    "no_rule": ("没有规则适用于这些记录。", "No rule applies to these records."),
    "nothing": ("没有可检查的记录。", "There was no record to check."),
    "none": (
        "已作判断的 {decided} 项中未见疑点。",
        "No leads in the {decided} judgements that were made.",
    ),
    "leads": (
        "疑点 {findings} 个（资料直接反映 {breach}，需核实 {doubt}），涉及记录 {records} 条，疑点金额 "
        "{amount} 元；其中 {unknown} 个金额不明。",
        "{findings} leads (breach {breach}, doubt {doubt}) on {records} records, {amount} yuan at "
        "issue; {unknown} of them without a known amount.",
    ),
    "need": (
        "可补充 {title}{kinds}：即可判断 {settles} 项",
        "supply {title}{kinds}: settles {settles} judgements",
    ),
    "need_with": (
        "可补充 {title}{kinds}：连同其他资料可判断 {waiting} 项",
        "supply {title}{kinds}: settles {waiting} judgements together with other things",
    ),
    "options": ("（--unit、--unit-kind、--region）", " (--unit, --unit-kind, --region)"),
    "of_kinds": ("（{kinds}）", " ({kinds})"),
    "several_kinds": ("{kinds}等 {count} 类", "{kinds} and {more} more kinds"),
    "more": ("……另有 {count} 项，见 --format json", "… and {count} more, see --format json"),
    # a lead
    "at_issue": ("疑点金额 {amount} 元", "{amount} yuan at issue"),
    "members": ("相关记录：{places}", "records: {places}"),
    "why": ("说明：{why}", "note: {why}"),
    "derived": ("由其他字段推得：{names}", "derived from other fields: {names}"),
    "line_cancelled": (
        "该笔已被红字冲销，不计金额；是否发生须核实",
        "a red entry cancels this line: nothing is at issue; whether it took place has to be "
        "verified",
    ),
    "line_paid_back": ("该笔款项已退回：{place}", "its money came back: {place}"),
    "by_reference": ("该单位参照执行", "the unit follows this text by reference"),
    "limit": ("限额 {limit}（{source}）", "limit {limit} ({source})"),
    "limit_source": ("限额依据：{source}", "the limit is that of {source}"),
    "unquoted": ("{citation}（原文未能逐字引用）", "{citation} (its wording could not be quoted)"),
    # what is open
    "open": ("无法判断的，按规则和所缺资料：", "What cannot be told, by rule and by what is lacking:"),
    "open_group": (
        "缺 {things}：{judgements} 项，首见 {places}",
        "for want of {things}: {judgements}, first {places}",
    ),
    "aside": ("无法判断的，逐条：", "What cannot be told, one by one:"),
    # what was not read
    "rejects": ("未能读取：", "Could not be read:"),
    "unreadable": (
        "下列单元格无法按该列读取，所在行的其他内容已检查：",
        "Cells that their column cannot take; the rest of their rows was checked:",
    ),
    "notices": ("读取说明：", "About the reading:"),
    # control totals
    "control": ("控制总数：", "Control totals:"),
    "control_head": (
        "文件|类别|编码|读取行|检查行|未检查行|读取金额|检查金额|未检查金额",
        "file|kind|encoding|rows read|checked|rejected|yuan read|checked|rejected",
    ),
    "rows": (
        "读取 {read} 行 = 检查 {checked} 行{once} + 未检查行 {rejected} + 与支出无关 {past} 行",
        "rows: {read} read = {checked} checked{once} + {rejected} rejected + {past} not about "
        "spending",
    ),
    "rows_once": (
        " + 冲销 {cancelled} 行 + 重复读取 {twice} 行",
        " + {cancelled} cancelled + {twice} read twice",
    ),
    "yuan": (
        "读取 {read} 元 = 检查 {checked} 元{once} + 未检查金额 {rejected} 元（{without} 行没有可读的金额）",
        "yuan: {read} read = {checked} checked{once} + {rejected} rejected ({without} rows without "
        "a readable amount)",
    ),
    "yuan_once": (
        " + 冲销 {cancelled} 元 + 重复读取 {twice} 元",
        " + {cancelled} cancelled + {twice} read twice",
    ),
    "once_head": ("|冲销行|重复行", "|cancelled|read twice"),
    "cells": (
        "另有 {cells} 个单元格无法读取，其中金额 {amounts} 个。",
        "{cells} cells could not be read, {amounts} of them amounts.",
    ),
    "note": (
        "疑点均须由人核实后认定。",
        "All of these are leads for a person to verify.",
    ),
    # a profile or a sample, which judge nothing
    "read_counted": (
        "读取 {rows_read} 行 = 计入 {rows_checked} 行 + 冲销 {rows_cancelled} 行 + 重复读取 {rows_twice} 行 + "
        "未能读取 {rows_rejected} 行 + 与支出无关 {rows_past} 行",
        "rows: {rows_read} read = {rows_checked} counted + {rows_cancelled} cancelled + {rows_twice} "
        "read twice + {rows_rejected} rejected + {rows_past} not about spending",
    ),
    "left_out": (
        "红字分录及其冲销的行、重复读取的行不计入（与 check 相同）。",
        "Red entries, the lines that they cancel, and what was read twice do not count, as in check.",
    ),
    # a single claim
    "in_order": (
        "所交资料未见不符。",
        "Nothing amiss in what was handed in.",
    ),
    "to_mend": (
        "有 {findings} 处要改（资料直接反映 {breach}，需核实 {doubt}）。",
        "{findings} things to mend (breach {breach}, doubt {doubt}).",
    ),
    "lacking": (
        "还差 {things}；其余所交资料未见不符。",
        "Still lacking: {things}; nothing amiss in the rest.",
    ),
    "and_more": ("{things}等 {count} 项", "{things} and {more} more"),
    "fill_in": ("请填写或附上：", "To fill in or attach:"),
    "left": ("还缺：{things}", "Also lacking: {things}"),
}  # fmt: skip


def words(key: str, language: Language, /, **values: object) -> str:
    """Return words of the text report in a language."""
    return say(_WORDS, key, language, **values)

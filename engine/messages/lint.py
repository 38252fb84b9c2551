"""What makes rules unfit to be held against anybody, and cases and changes that show it."""

from qinjian.engine.wording import Wording

LINT: Wording = {
    "case_failed": (
        "{rule} 的第 {number} 个案例：应为 {expected}，得到 {found}。",
        "case {number} of {rule}: expected {expected}, got {found}.",
    ),
    "case_tally": (
        "案例：{passed} 个通过，{failed} 个未通过",
        "cases: {passed} passed, {failed} failed",
    ),
    "case_none": (
        "{rule} 没有“{verdict}”的案例。请补上。",
        "{rule} has no case “{verdict}”. Add one.",
    ),
    "mutant_unnoticed": (
        "{rule}：没有案例发现以下改动：{mutant}。请加一个案例；含义确实相同的，在 equivalent 中写明理由。",
        "{rule}: no case notices the change {mutant}. Add one; or say in “equivalent” why it means the same.",
    ),
    "mutant_stale": (
        "{rule}：equivalent 中的改动“{mutant}”已被案例发现，或者已不存在。请删去。",
        "{rule}: the change “{mutant}” in “equivalent” is noticed by a case, or is no change of this rule. Delete it.",
    ),
    "mutant_tally": (
        "改动：{tried} 处，{problems} 个问题",
        "changes: {tried} tried, {problems} problems",
    ),
    "page_stale": (
        "没有这条规则或法规。请删去该页。",
        "there is no such rule or regulation. Delete the page.",
    ),
    "words_none": (
        "{rule} 的 {name} 没有{language}的文字。请写出。",
        "{name} of {rule} says nothing in {language}. Write it.",
    ),
    "qualifier_unexplained": (
        "{rule} 引用的条文有“{word}”，why 中没有说明。请在条件中体现，并在 why.zh 中用这个词说明。",
        "the clause of {rule} says “{word}”, and its why does not take that up. Put it into the condition, and say so in why.zh with that word.",
    ),
    "rule_on_statute": (
        "{rule} 只依据单据上没有的字段，同一事项（concern）也没有依据文字、单据或单据字段的规则。请加一条，或改为 no-data 说明。",
        "{rule} rests on fields that no form has, and no rule of its concern rests on words, documents or fields of forms. Add one, or make it a no-data disposition.",
    ),
    "rules_contradict": (
        "{rule} 与 {other} 属于同一事项（concern），对 {kind} 互相矛盾：一条不成立时另一条必成立。请改正其一。",
        "{rule} and {other} are of one concern and contradict each other on {kind}: where one is clear the other is a violation. Correct one.",
    ),
    "rules_differ": (
        "{rule} 与 {other} 属于同一事项（concern），对 {kind} 查同一件事，级别却不同。请合并。",
        "{rule} and {other} are of one concern and look for the same thing on {kind}, at different levels. Make them one.",
    ),
    "standard_gap": (
        "标准“{id}”的 {document} 没有以下数额：{gap}。请补上，或在 gaps 中说明原因。",
        "{document} in standard “{id}” has no figure for {gap}. Add it, or say why in “gaps”.",
    ),
    "overlay_unknown": (
        "没有标准“{name}”可以覆盖。有：{known}。",
        "there is no standard “{name}” to lay this over. There are {known}.",
    ),
    "overlay_other": (
        "与所覆盖的标准“{id}”的类型、单位或键不同。请照抄。",
        "this has another type, unit or keys than “{id}”, which it overlays. Copy them.",
    ),
    "overlay_row": (
        "{keys} 一行与标准“{id}”中的行只有部分相同。请按原有的行分开写。",
        "the row for {keys} is only in part for what a row of “{id}” is for. Write it by those rows.",
    ),
    "overlay_looser": (
        "“{id}”比“{below}”宽：{keys} 为 {own}，后者为 {other}。本单位的标准不能更宽。",
        "“{id}” is looser than “{below}”: for {keys} it has {own}, the other {other}. A unit's own standard may not allow more.",
    ),
    "lexicon_unused": (
        "词表“{id}”没有规则使用。请删去或使用。",
        "no rule uses the word list “{id}”. Use it or delete it.",
    ),
    "standard_unused": (
        "标准“{id}”没有规则使用。请删去或使用。",
        "no rule uses the standard “{id}”. Use it or delete it.",
    ),
    "quote_twice": (
        "第 {article} 条：规则与处置说明重复引用“{quote}”。请删去处置说明。",
        "article {article}: a rule and a disposition both quote “{quote}”. Delete the disposition.",
    ),
}

"""What can be wrong with conditions, rule files and their cases."""

from qinjian.engine.wording import Wording

_CONDITIONS = {
    "condition_syntax": (
        "条件无法理解：{reason}。请检查此处的写法。",
        "the condition cannot be understood: {reason}. Check how it is written here.",
    ),
    "condition_empty": (
        "条件是空的。请写一个条件。",
        "the condition is empty. Write one.",
    ),
    "condition_long": (
        "条件超过 {limit} 个字符。请拆成几条规则。",
        "the condition has more than {limit} characters. Split it into several rules.",
    ),
    "condition_deep": (
        "条件嵌套超过 {limit} 层。请拆成几条规则。",
        "the condition is nested more than {limit} deep. Split it into several rules.",
    ),
    "condition_statements": (
        "此处只能有一个条件。请去掉分号。",
        "only one condition can stand here. Take out the semicolon.",
    ),
    "condition_construct": (
        "条件中不能使用“{found}”。可用：= <> < <= > >= + - * // AND OR NOT IN BETWEEN IS TRUE blank standard days_between month_of mentions holds says refund includes follows one_unit one_trip no_purpose more_countries dearer_dish one_thing same_ending one_class attached。",
        "“{found}” is not part of the language of conditions. It has = <> < <= > >= + - * // AND OR NOT IN BETWEEN IS TRUE blank standard days_between month_of mentions holds says refund includes follows one_unit one_trip no_purpose more_countries dearer_dish one_thing same_ending one_class attached.",
    ),
    "name_unknown": (
        "没有“{name}”这个字段。最接近的是：{close}。",
        "there is no field “{name}”. Like it are: {close}.",
    ),
    "function_unknown": (
        "没有“{name}”这个函数。可用：{known}。",
        "there is no function “{name}”. There are {known}.",
    ),
    "argument_count": (
        "{name} 需要 {expected} 个参数，这里有 {found} 个。",
        "{name} takes {expected} argument(s), here are {found}.",
    ),
    "argument_field": (
        "{name} 的第 {number} 个参数应当是字段名。",
        "argument {number} of {name} must be the name of a field.",
    ),
    "argument_other": (
        "{found} 应当是 other：attached 的第二个参数只能是另一记录。",
        "{found} should be other: attached asks either of the record or of the other one of a pair.",
    ),
    "argument_word": (
        "{name} 的第 {number} 个参数应当是引号中的名称。",
        "argument {number} of {name} must be a name in quotes.",
    ),
    "reference_unknown": (
        "没有“{name}”这个{what}。最接近的是：{close}。",
        "“{name}” is not known as {what}. Like it are: {close}.",
    ),
    "type_expected": (
        "此处需要{expected}，而这是{found}。",
        "{expected} is needed here, and this is {found}.",
    ),
    "type_compare": (
        "不能把{left}与{right}相比较。",
        "{left} cannot be compared with {right}.",
    ),
    "type_order": (
        "{found}只能用 =、<> 和 IN 比较。",
        "{found} can be compared with =, <> and IN only.",
    ),
    "type_key": (
        "“{name}”是{found}，不能用来把记录归为一组或一对。请用文字、日期、数字或是否字段。",
        "“{name}” is {found} and cannot be the key of a group or pair. Use a text, a date, a number, or yes or no.",
    ),
    "type_arithmetic": (
        "不能对{left}与{right}做“{operator}”运算。",
        "{left} {operator} {right} is not possible.",
    ),
    "type_division": (
        "// 的左边应当是计数，右边应当是大于零的整数。",
        "// takes a count on its left and a whole number above zero on its right.",
    ),
    "aggregate_argument": (
        "“{found}”须写成 count(*)、count(DISTINCT 字段)，sum、min、max 加一个数字字段，或者 min、max 加一个日期字段。请改写。",
        "“{found}” must be count(*), count(DISTINCT field), sum, min or max of one field of numbers, or min or max of one of days. Rewrite it.",
    ),
    "name_of_others": (
        "“{name}”在每一条另一记录中各有一个值。请放入 count、sum、min 或 max。",
        "“{name}” has a value in each of the other records. Put it into count, sum, min or max.",
    ),
    "name_ungrouped": (
        "“{name}”在一组记录中没有唯一的值。请放进 count、sum、min 或 max，或列入 group_by（{keys}）。",
        "“{name}” has no one value in a group of records. Put it into count, sum, min or max, or into group_by ({keys}).",
    ),
    "group_construct": (
        "“{found}”不能用于一组记录。请放进 where，或改用 count、sum、min、max。",
        "“{found}” cannot be asked of a group of records. Put it into where, or use count, sum, min or max.",
    ),
    "type_digits": (
        "结果可能超过 38 位数字。请简化算式。",
        "the result could pass 38 digits. Simplify the arithmetic.",
    ),
    "option_unknown": (
        "{field} 没有“{value}”这个值。最接近的是：{close}。",
        "{field} has no value “{value}”. Like it are: {close}.",
    ),
    "literal_day": (
        "“{value}”不是日期。请写成 '2015-03-05'。",
        "“{value}” is not a date. Write '2015-03-05'.",
    ),
}

_RULES = {
    "rules_folder": (
        "不是规则文件夹（其中没有 regulation.yaml）。请指定含有法规文件夹的目录。",
        "this is no folder of rules (there is no regulation.yaml in it). Name a folder that holds regulations.",
    ),
    "yaml_empty": (
        "文件是空的。请参照 qinjian schema rule。",
        "the file is empty. See qinjian schema rule.",
    ),
    "key_unknown": (
        "没有“{key}”这个键。最接近的是：{close}。",
        "there is no key “{key}”. Like it are: {close}.",
    ),
    "key_missing": (
        "缺少“{key}”。请补上。",
        "“{key}” is missing. Add it.",
    ),
    "value_wrong": (
        "“{value}”不合要求：{reason}。",
        "“{value}” does not fit: {reason}.",
    ),
    "keys_wrong": (
        "这里的各项不能这样并用：{reason}。",
        "what stands here does not go together: {reason}.",
    ),
    "id_twice": (
        "“{id}”已在 {other} 中使用。请换一个名称；名称永不重复使用。",
        "“{id}” is taken by {other}. Choose another; ids are never used twice.",
    ),
    "regulation_unknown": (
        "没有“{id}”这部法规。已有：{known}。",
        "there is no regulation “{id}”. There are {known}.",
    ),
    "article_unknown": (
        "没有第 {article} 条。",
        "there is no article {article}.",
    ),
    "paragraph_unknown": (
        "第 {article} 条没有第 {paragraph} 款。",
        "article {article} has no paragraph {paragraph}.",
    ),
    "item_unknown": (
        "第 {article} 条第 {paragraph} 款没有第 {item} 项。",
        "article {article}, paragraph {paragraph} has no item {item}.",
    ),
    "paragraph_needed": (
        "引文需要写明第几款（paragraph）。",
        "a quote needs its paragraph. Add it.",
    ),
    "quote_needed": (
        "第 {article} 条有正文，请引用条文（quote）。",
        "the text of article {article} is stored: quote it.",
    ),
    "quote_without_text": (
        "第 {article} 条没有可引用的正文，只能引用条号。请删去 quote。",
        "the wording of article {article} is not stored, so it can be cited, not quoted. Take out the quote.",
    ),
    "quote_not_found": (
        "第 {article} 条第 {paragraph} 款中没有“{quote}”。请逐字核对。",
        "“{quote}” does not stand in article {article}, paragraph {paragraph}. Compare it character by character.",
    ),
    "quote_sentences": (
        "引文跨越了句号：“{quote}”。请只引一句之内的文字。",
        "the quote runs over the end of a sentence: “{quote}”. Quote within one sentence.",
    ),
    "quote_ambiguous": (
        "“{quote}”在该款中出现 {count} 次。请用 occurrence 指明是第几次。",
        "“{quote}” stands in that paragraph {count} times. Say which with occurrence.",
    ),
    "occurrence_wrong": (
        "“{quote}”在该款中只出现 {count} 次。",
        "“{quote}” stands in that paragraph {count} times only.",
    ),
    "kind_unknown_rule": (
        "没有“{kind}”这类记录。可用：{known}。",
        "there is no kind of record “{kind}”. There are {known}.",
    ),
    "given_name": (
        "“{name}”已是字段名。请给这个量另取名称。",
        "“{name}” is the name of a field. Give this quantity another name.",
    ),
    "level_words": (
        "仅凭文字、空白或附件得出的结论只能是 doubt。",
        "what rests on words, blanks or attachments alone can only be a doubt.",
    ),
    "says_name": (
        "文字中的“{{{name}}}”不是字段或给定的量。最接近的是：{close}。",
        "“{{{name}}}” in the words is neither a field nor a given quantity. Like it are: {close}.",
    ),
    "case_fact": (
        "案例中的“{field}”有误：{reason}",
        "the case has a fault at “{field}”: {reason}",
    ),
    "standard_keys": (
        "这一行的键应当是：{expected}；现在是：{found}。",
        "the keys of this row must be {expected}; they are {found}.",
    ),
    "standard_key_value": (
        "键“{key}”不能是“{value}”。应当是：{expected}。",
        "the key “{key}” cannot be “{value}”. It must be {expected}.",
    ),
    "standard_spelling": (
        "“{word}”出现两次。每一种写法只能对应一个选项，请删去一处。",
        "“{word}” stands here twice. Each way of writing belongs to one option; delete one.",
    ),
    "standard_share": (
        "份额（over）需要表中恰有一个计数的键。",
        "a share (over) needs exactly one key that is a count.",
    ),
    "standard_overlap": (
        "与第 {other} 行重叠。同一组键同一天只能有一行。",
        "this row overlaps row {other}. One set of keys has one row on one day.",
    ),
    "standard_periods": (
        "与 {other} 的有效期重叠。请写明旧文件的最后一天（to）。",
        "the time in force overlaps that of {other}. Give the last day (to) of the earlier one.",
    ),
    "source_unknown": (
        "没有登记出处“{name}”。请在 sources.yaml 中登记。",
        "the source “{name}” is not registered. Add it to sources.yaml.",
    ),
    "unit_wrong": (
        "“{unit}”不是单位的写法。请写成 yuan/person/meal 的形式。",
        "“{unit}” is not how a unit is written. Write it like yuan/person/meal.",
    ),
    "rule_unknown": (
        "没有规则“{id}”。最接近的是：{close}。",
        "there is no rule “{id}”. Like it are: {close}.",
    ),
}

RULES: Wording = {**_CONDITIONS, **_RULES}

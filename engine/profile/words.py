"""What a profile says, in both languages. It accuses nobody: what stands out may be in order."""

from qinjian.engine.wording import Language, Wording, say

_WORDS: Wording = {
    "title": ("数据概况：仅供了解数据，不是疑点。", "Profile of the data: advice, no leads."),
    "table": ("{place}  {kind}  记录 {records} 条", "{place}  {kind}  {records} records"),
    "rows": ("表中各行：{rows}", "rows of the table: {rows}"),
    "records": ("记录 {count}", "records {count}"),
    "totals": ("合计 {count}", "totals {count}"),
    "headers": ("表头 {count}", "headers {count}"),
    "titles": ("标题 {count}", "titles {count}"),
    "notes": ("说明 {count}", "notes {count}"),
    "blank": ("空行 {count}", "blank {count}"),
    "single": ("单格行 {count}", "of one cell {count}"),
    "units": ("计量单位 {count}", "units {count}"),
    "unlabelled": ("没有文字的数字行 {count}", "figures without words {count}"),
    "another": ("另一张表的表头 {count}", "heads of another table {count}"),
    "fields": (
        "字段|有值|空白|无法读取|推得|不同值",
        "field|given|blank|unreadable|derived|distinct",
    ),
    "amounts": (
        "金额（元）|合计|最小|最大|中位数|负数|零",
        "amounts (yuan)|sum|least|largest|median|negative|zero",
    ),
    "days": ("日期|最早|最晚|其间没有记录的月份", "days|first|last|months between without a row"),
    "none": ("无", "none"),
    "more": ("{shown} 等 {count} 个", "{shown} … ({count} in all)"),
    "rest": ("日期分布：{shares}", "dated on: {shares}"),
    "share": ("{sort} {rows}（{share}）", "{sort} {rows} ({share})"),
    "workday": ("工作日", "working days"),
    "weekend": ("周末", "weekends"),
    "holiday": ("节假日放假", "public holidays"),
    "shifted": ("调休上班的周末", "weekends worked instead"),
    "unknown": ("日历不详的年份", "years of unknown calendar"),
    "no_day": ("没有日期", "no day"),
    "runs": ("连号：", "Running numbers:"),
    "run": (
        "{field} {first} 至 {last}{of}：有 {numbers} 个，缺 {missing} 个",
        "{field} {first} to {last}{of}: {numbers} there, {missing} missing",
    ),
    "run_of": ("（{of}）", " ({of})"),
    "missing": ("：{shown}", ": {shown}"),
    "not_running": (
        "另有 {count} 组号码缺的比有的多，不作连号看待",
        "{count} more series lack more numbers than they have and are not taken for running",
    ),
    "digits": (
        "首位数字（{amounts} 个不为零的金额；最大偏差 {deviation}；偏差本身不说明问题）：",
        "First digits ({amounts} amounts that are not zero; largest deviation {deviation}, which "
        "shows nothing by itself):",
    ),
    "digit": ("数字|金额个数|占比|本福特定律", "digit|amounts|share|Benford's law"),
    "by_unit": ("按单位（支出类）：", "By unit (spending):"),
    "by_kind": ("按类别：", "By kind:"),
    "by_month": ("按月份（支出类）：", "By month (spending):"),
    "sums": ("名称|行数|金额（元）|无可读金额", "name|rows|yuan|without a readable amount"),
    "unnamed": ("（未写明）", "(not said)"),
    "further": ("……另有 {count} 项", "… and {count} more"),
    "others": ("……另有 {count} 项，见 --format json", "… and {count} more, see --format json"),
    "row": (
        "内容完全相同的行：{values} 种，共 {rows} 行",
        "Rows that are equal: {values} sorts, {rows} rows",
    ),
    "claim_no": (
        "出现在几行中的单据号（一单多行也在内）：{values} 个，共 {rows} 行",
        "Claim numbers on several rows (lines of one claim among them): {values}, {rows} rows",
    ),
    "invoice_no": (
        "出现在几行中的发票号码：{values} 个，共 {rows} 行",
        "Invoice numbers on several rows: {values}, {rows} rows",
    ),
    "repeated": ("{number}：{rows} 行，{tables} 张表：{places}", "{number}: {rows} rows in {tables} tables: {places}"),
    "equal": ("{rows} 行，{tables} 张表：{places}", "{rows} rows in {tables} tables: {places}"),
}  # fmt: skip


def words(key: str, language: Language, /, **values: object) -> str:
    """Return words of a profile in a language."""
    return say(_WORDS, key, language, **values)

"""Words that offices write where a table wants something else."""

NO_INVOICE = (
    "无", "/", "-", "—", "——", "\\", "0", "00000000", "待补", "后补", "未附", "暂缺", "N/A", "NULL", "(null)", "无票",
    "无发票", "收据", "白条", "自制凭证", "见清单", "见附件", "详见附件", "附后", "多张", "共3张", "若干", "电子发票",
    "定额发票", "财政票据", "食堂结算单", "略", "空", "×", "***", "未取得", "不详",
)  # fmt: skip
"""What stands under the number of an invoice where there is none, or none is told."""

NOBODY = (
    "司机", "驾驶员", "工作人员", "领导", "局领导", "本局人员", "机关干部", "全体干部", "全体职工", "同行人员", "借调人员",
    "随行人员", "相关人员", "执法人员", "带队领导", "驻村工作队", "各科室", "见附表", "详见名单", "名单附后", "等", "等人",
    "本人", "×××", "XXX", "某某", "张某", "张某某", "张*", "李**", "王×", "张X明", "*三",
)  # fmt: skip
"""What stands for a traveller and names nobody: a role, a group, a mask, a word for elsewhere."""

SAME_PERSON = (
    ("江亦舟", "江亦舟"), ("张　三", "张三"), ("张 三", "张三"), ("李  四", "李四"), (" 尚可 ", "尚可"),
    ("江亦舟（科长）", "江亦舟"), ("江亦舟(副主任)", "江亦舟"), ("买买提·吐逊", "买买提•吐逊"),
    ("江亦舟 尚可", "尚可"), ("江亦舟、尚可", "江亦舟"), ("江亦舟，尚可", "尚可"),
)  # fmt: skip
"""Two ways to write a person, or lists that share one."""

TOTALS = (
    "合计", "总计", "小计", "累计", "共计", "合 计", "总　计", "小  计", "合计：", "合计:", "合计（元）", "小计(元)",
    "本页合计", "本页小计", "本月合计", "1月合计", "3月小计", "3月本月合计", "一季度合计", "第一季度小计", "本季累计",
    "本年累计", "年度累计", "全年合计", "1-3月累计", "办公室小计", "办公室合计", "办公室 汇总", "水利局机关 汇总", "汇总",
    "部门汇总", "总金额", "总额", "以上共计", "以上合计", "合计 3 笔", "合计（3笔）", "平均", "平均值", "其中：工作餐",
    "TOTAL", "Grand Total", "Subtotal", "Sum", "“合计”", "〔合计〕", "【总计】", "合计→",
)  # fmt: skip
"""Labels of rows that add up others, average them or take some of them out again."""

FILLERS = (
    "1900-01-01", "1900/1/1", "1900年1月1日", "1899-12-30", "1899-12-31", "1753-01-01", "0001-01-01", "0019-03-05",
    "1919-03-05", "1970-01-01", "2999-12-31", "3019-03-05", "9999-12-31", "9999/12/31 23:59:59",
)  # fmt: skip
"""Days that a system or a slip of the hand puts where nobody entered one."""

NULLS = (
    "NULL", "null", "Null", "(null)", "(NULL)", "<null>", "<NULL>", "[NULL]", "[null]", "\\N", "None", "nan", "NaN",
    "NaT", "N/A", "n/a", "#N/A", "undefined", "无", "/", "-", "—", "——", "待补", "未附",
)  # fmt: skip
"""Nothing, as databases, programs and people write it."""

"""Receptions, travel, meetings and trainings of the sample."""

import datetime as dt
from collections.abc import Iterator, Sequence

from tests.audit.making import UNIT, YEAR, Offence, Sample, mixed, text, total
from tests.audit.words import CITIES, GUESTS, MATTERS, PEOPLE, TASKS
from tests.exports.cells import Row, Sheet
from tests.exports.workbooks import ods, xlsx


def receptions(sample: Sample) -> None:
    """Make the register of receptions."""
    head: list[Row] = [
        [f"{UNIT}2016年国内公务接待登记表"],
        ["接待编号", "接待日期", "来访单位", "来访人数", "公函文号", "公务内容", "陪餐人数",
         "就餐地点", "餐费（元）", "接待清单", "备注", "经办人"],
    ]  # fmt: skip
    body = mixed(
        list(_guests(sample, sample.days(34))),
        Offence(["JD-81", "2016-03-16", "綦河区交通局", 6, None, "工作交流", 2, "机关食堂", 371,
                 "有", "无公函", "殷立行"], "没有派出单位公函的接待", 26),
        Offence(["JD-82", "2016-05-18", "市公路局检查组", 4, "渝路函〔2016〕77号", "养护检查", 9,
                 "机关食堂", 598, "有", "工作餐一次", "殷立行"], "来客4人，陪餐9人", 28),
        Offence(["JD-83", "2016-07-13", "黔水县交通局", 5, "黔交函〔2016〕18号", "招商考察", 2,
                 "云岫会馆（私人会所）", 2860, "有", "茅台2瓶、中华烟1条", "贝思文"],
                "私人会所用餐，供应烟和高档酒", 28),
        Offence(["JD-84", "2016-09-21", "川东市运管处", 8, "川东运函〔2016〕9号", "运政交流", 3,
                 "机关食堂", 2480, "有", "餐后到翠湖KTV唱歌1980元", "贝思文"], "接待中安排唱歌", 28),
        Offence(["JD-85", "2016-11-09", "市交委调研组", 7, "渝交函〔2016〕201号", "农村公路调研", 2,
                 "机关食堂", 3120, "有", "赠送云岫土特产礼盒7份2700元", "殷立行"], "向来客赠送土特产", 30),
    )  # fmt: skip
    rows = sample.rows("01-公务接待登记簿.xlsx", "公务接待", head, [*body, total(body, 8, 12)])
    sample.files["01-公务接待登记簿.xlsx"] = xlsx([Sheet("公务接待", rows, merged=("A1:L1",))])


def _guests(sample: Sample, days: Sequence[dt.date]) -> Iterator[Row]:
    for number, day in enumerate(days, start=1):
        count = sample.draw.randint(3, 10)
        hosts = sample.draw.randint(1, 3)
        guest, letter = GUESTS[number % len(GUESTS)]
        yield [
            f"JD-{number:02}", day.isoformat(), guest, count, f"{letter}〔2016〕{number + 3}号",
            sample.draw.choice(TASKS), hosts, "机关食堂",
            count * 45 + hosts * 45 + sample.draw.randrange(9), "有",
            "工作餐一次，无烟酒", sample.draw.choice(PEOPLE[:4]),
        ]  # fmt: skip


_TRAVEL: Row = [
    "单位名称", "业务日期", "报销单号", "科室", "出差人", "出差事由", "目的地", "出发日期", "返回日期", "天数",
    "人数", "交通工具", "城市间交通费", "住宿费", "伙食补助费", "市内交通费", "金额合计", "附件", "备注",
]  # fmt: skip


_PAPERS = "出差审批单、车票2张、住宿发票1张、会议通知"


def travel(sample: Sample) -> None:
    """Make the travel claims of both halves of the year, in two encodings."""
    halves = (
        ("02-差旅费报销明细-上半年.csv", 1, [w for w in range(2, 25) if w not in (5, 6, 14, 18, 23, 24)]),
        ("03-差旅费报销明细-下半年.csv", 60, [w for w in range(26, 51) if w not in (37, 39, 40)]),
    )  # fmt: skip
    planted: dict[str, tuple[Offence, ...]] = {halves[0][0]: (
        Offence([UNIT, "2016-03-14", "CL20169001", "综合科", "曲维岳", "参加养护工作会", "成都市",
                 "2016-03-09", "2016-03-11", 3, 1, "动车二等座", 308, 2360, 300, 240, 3208, _PAPERS,
                 None], "两晚住宿2360元，超过限额", 17),
        Offence([UNIT, "2016-05-16", "CL20169002", "综合科", "戚望山", "赴市交委报送资料", "渝中区",
                 "2016-05-10", "2016-05-13", 4, 1, "动车二等座", 60, 780, 800, 320, 1960, _PAPERS,
                 None], "4天领8天伙食补助", 17),
        Offence([UNIT, "2016-06-06", "CL20169003", "综合科", "费清和", "学习考察", "九寨沟",
                 "2016-05-27", "2016-05-31", 5, 1, "飞机经济舱", 1680, 1160, 500, 400, 3740,
                 "出差审批单、登机牌、住宿发票", "含景区门票"], "借考察到景区旅游", 16),
    ), halves[1][0]: (
        Offence([UNIT, "2016-08-22", "CL20169004", "综合科", "季明川", "参加运输安全培训", "成都市",
                 "2016-08-16", "2016-08-18", 3, 1, "高铁商务座", 960, 560, 300, 240, 2060, _PAPERS,
                 None], "乘坐商务座", 17),
        Offence([UNIT, "2016-08-24", "CL20169005", "综合科", "季明川", "路政案件协查", "万州区",
                 "2016-08-17", "2016-08-19", 3, 1, "动车二等座", 140, 540, 300, 240, 1220, _PAPERS,
                 None], "与另一行程日期重叠", 11),
        Offence([UNIT, "2016-11-21", "CL20169006", "综合科", "曲维岳", "赴綦河区协调工作", "綦河区",
                 "2016-11-14", "2016-11-16", 3, 1, "单位派车", 0, 540, 300, 240, 1080,
                 "出差审批单、派车单、住宿发票1张", "接待单位已安排食宿"],
                "乘公务车仍领市内交通费", 17),
    )}  # fmt: skip
    for name, first, weeks in halves:
        body = mixed(_trips(sample, first, weeks), *planted[name])
        rows = sample.rows(name, None, [_TRAVEL], body)
        if first == 1:
            rows[7] = [*rows[7][:13], "见发票", *rows[7][14:]]  # a cell that its field cannot take
            sample.files[name] = text(rows, encoding="gb18030")
        else:
            sample.files[name] = text(rows, bom=b"\xef\xbb\xbf")


def _trips(sample: Sample, first: int, weeks: Sequence[int]) -> list[Row]:
    """Draw trips: two a week, from Monday or Tuesday, of persons in turn."""
    found = []
    for number, week in enumerate(w for w in weeks for _ in range(2)):
        start = dt.date.fromisocalendar(YEAR, week, 1 + number % 2)
        length = sample.draw.choice((2, 3))
        place = CITIES[(first + number) % len(CITIES)]
        person = PEOPLE[(first + number) % len(PEOPLE)]
        found.append(_trip(sample, first + number, person, start, length, place))
    return found


def _trip(
    sample: Sample, number: int, person: str, start: dt.date, length: int, place: tuple[str, int]
) -> Row:
    city, fare = place
    lodging = (length - 1) * sample.draw.randrange(220, 290)
    meals, local = 100 * length, 80 * length
    end = start + dt.timedelta(days=length - 1)
    filed = end + dt.timedelta(days=4)
    return [
        UNIT, filed.isoformat(), f"CL2016{number:04}", "综合科", person, MATTERS[number % len(MATTERS)],
        city, start.isoformat(), end.isoformat(), length, 1, "动车二等座", fare, lodging, meals, local,
        fare + lodging + meals + local, _PAPERS, None,
    ]  # fmt: skip


def team(sample: Sample) -> None:
    """Make the travel claims of a project team under two rows of headers."""
    name = "04-项目组差旅费（两行表头）.xlsx"
    head: list[Row] = [
        [f"{UNIT}农村公路项目组差旅费汇总"],
        ["序号", "出差人", "事由", "目的地", "出发日期", "返回日期", "费用（元）", None, None, None, "合计"],
        [None, None, None, None, None, None, "城市间交通费", "住宿费", "伙食补助费", "市内交通费", None],
    ]  # fmt: skip
    body: list[Row] = []
    for number, week in enumerate((9, 11, 13, 16, 20, 22, 27, 29, 31, 33, 36, 42), start=1):
        start = dt.date.fromisocalendar(YEAR, week, 3)
        lodging = sample.draw.randrange(220, 290)
        city, fare = CITIES[number % 5]
        body.append([
            number, f"项目员{'甲乙丙丁戊己庚辛壬癸子丑'[number - 1]}", "农村公路现场核查", city,
            start, start + dt.timedelta(days=1), fare, lodging, 200, 160, fare + lodging + 360,
        ])  # fmt: skip
    rows = sample.rows(name, "汇总", head, [*body, total(body, 10, 11)])
    merged = ("A1:K1", "G2:J2", *(f"{one}2:{one}3" for one in "ABCDEFK"))
    sample.files[name] = xlsx([Sheet("汇总", rows, merged=merged)])


def meetings(sample: Sample) -> None:
    """Make the register of meetings."""
    name = "05-会议费台账.ods"
    head: list[Row] = [["单位", "会议名称", "会议日期", "会议地点", "参会人数", "会期（天）", "批准依据",
                        "会议费支出", "附件", "备注"]]  # fmt: skip
    lawful: list[Row] = []
    for number, day in enumerate(sample.days(12), start=1):
        people = sample.draw.randrange(30, 120)
        about = ("安全生产工作会", "养护推进会", "运政执法例会", "党风廉政工作会")[number % 4]
        lawful.append([
            UNIT, f"2016年第{number}次{about}", day, "机关三楼会议室", people, 0.5,
            f"年度会议计划第{number}项", people * 12 + number, "会议通知、签到表、印刷发票", "只支付材料印刷费",
        ])  # fmt: skip
    body = mixed(
        lawful,
        Offence([UNIT, "2016年公路工作座谈会", dt.date(2016, 4, 21), "云岫温泉度假村", 60, 2,
                 "年度会议计划第13项", 39800, "会议通知、签到表、发票", "会后参观景区"],
                "会议放在度假村并游览", 39),
        Offence([UNIT, "2016年客运企业座谈会", dt.date(2016, 9, 8), "机关三楼会议室", 50, 0.5,
                 "年度会议计划第14项", 9860, "会议通知、签到表、发票", "每人发放纪念品一份（保温杯）"],
                "会议发放纪念品", 40),
    )  # fmt: skip
    sample.files[name] = ods([Sheet("会议", sample.rows(name, "会议", head, body))])


def trainings(sample: Sample) -> None:
    """Make the register of trainings, with tabs."""
    name = "06-培训登记.txt"
    head: list[Row] = [["培训编号", "培训名称", "开始日期", "结束日期", "培训地点", "参训人数", "培训天数",
                        "培训费支出（元）", "开支说明", "计划依据", "附件"]]  # fmt: skip
    lawful: list[Row] = []
    for number, day in enumerate(sample.days(9), start=1):
        people = sample.draw.randrange(25, 60)
        lawful.append([
            f"PX-{number:02}", f"交通运输业务培训第{number}期", day.isoformat(), day.isoformat(),
            "机关会议室", people, 1, people * 60 + number * 7, "讲课费、资料费；未安排住宿",
            f"年度培训计划第{number}项", "培训通知、签到表、课表、发票",
        ])  # fmt: skip
    body = mixed(
        lawful,
        Offence(["PX-91", "执法骨干培训班", "2016-06-20", "2016-06-22", "云岫山风景区疗养院", 30, 3, 96000,
                 "食宿、场地；结业聚餐3桌", "年度培训计划第10项", "培训通知、签到表、发票"],
                "培训放在风景区，人均每天1067元并聚餐", 43),
    )  # fmt: skip
    sample.files[name] = text(sample.rows(name, None, head, body), delimiter="\t")

"""What makes a word count, by kind."""

import pytest

from qinjian.engine.texts import Role, read_text


def reasons(subject: str, text: str, role: Role = "purpose") -> set[str]:
    read = read_text(subject, text, role)
    assert not read.hits, text
    return {passed.reason for passed in read.passed}


def words(subject: str, text: str, role: Role = "purpose") -> list[str]:
    return [hit.word for hit in read_text(subject, text, role).hits]


@pytest.mark.parametrize(
    ("subject", "text", "reason"),
    [
        # half of its neighbours
        ("gifts", "典礼金秋艺术团演出用电", "cut"),
        ("private_car_use", "运动员父母观赛座位", "cut"),
        # another word
        ("liquor", "实验室购料酒2瓶", "other_word"),
        ("tobacco", "购烟感探测器", "other_word"),
        # names
        ("liquor", "付茅台镇农网改造款", "name"),
        ("liquor", "购《茅台酒史》一本", "name"),
        ("liquor", "付五粮液集团款", "name"),
        ("gifts", "贺礼彬参加培训", "name"),
        # denials and bans
        ("liquor", "接待用餐，未上茅台", "denial"),
        ("delicacies", "购家常菜，无鱼翅、燕窝等高档菜", "denial"),
        ("tobacco", "接待用餐，香烟未提供", "denial"),
        ("gifts", "严禁以任何名义赠送礼金", "denial"),
        ("gifts", "承诺不送礼品", "denial"),
        ("welfare_goods", "今年中秋未发放任何福利", "denial"),
        # undone
        ("banquets", "原定晚宴已取消", "undone"),
        ("liquor", "宾馆退还多收茅台款", "undone"),
        ("clubs", "原拟在会所接待，改至机关食堂", "undone"),
        ("cards", "主动上交购物卡折款3000元", "undone"),
        ("tours", "退旅游费入账", "undone"),
        # own pocket
        ("tobacco", "餐费发票中香烟款由本人自付", "own_pocket"),
        ("tours", "景区门票12张，费用自理", "own_pocket"),
        # topics
        ("tours", "督查公款旅游", "topic"),
        ("tours", "核实群众反映该局组织旅游情况", "topic"),
        ("liquor", "查获茅台20瓶", "topic"),
        ("entertainment", "购歌厅消防检查设备", "topic"),
        ("banquets", "剖析公款宴请", "topic"),
        ("tours", "付旅行社质量评估费", "other_word"),
        ("tours", "付景区保洁费", "other_word"),
        ("tours", "景区河段保洁费", "other_word"),
        ("tours", "景区内的保安服务费", "other_word"),
        ("tours", "发景区讲解员服装", "other_word"),
        ("tours", "劳模疗休养点考察", "other_word"),
        ("private_occasions", "援藏医疗队员探亲差旅", "other_word"),
        ("banquets", "会议期间安排晚宴，经查不属实", "topic"),
        # the unit's own field
        ("gifts", "反诈宣传，向群众发放礼品", "field"),
        ("cards", "工会经费内购蛋糕卡发会员", "field"),
        ("gifts", "慰问困难老党员，慰问金每户500", "field"),
        # nothing was done with it
        ("clubs", "会所旁", "bare"),
    ],
)
def test_why_a_word_does_not_count(subject: str, text: str, reason: str) -> None:
    assert reason in reasons(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        # an act before it, behind it, in the clause before it
        ("liquor", "付五粮液酒款"),
        ("clubs", "会所接待客商"),
        ("local_products", "拜访部委，购巫山脆李15件"),
        # a quantity, a price, a cost
        ("liquor", "茅台2瓶"),
        ("tobacco", "餐费760，烟70"),
        ("tours", "景区门票12张"),
        ("tours", "景区门票及职工游览费"),
        ("tours", "付疗休养点的职工疗休养费"),
        ("private_occasions", "局领导探亲往返高铁票3张"),
        # a line of a ledger
        ("cards", "春节购物卡"),
        # a guest or an event bears the name of work
        ("liquor", "接待检查组用五粮液2瓶"),
        ("tours", "培训班学员游洪崖洞"),
        ("liquor", "付审计局来人用餐茅台款"),
        # a pretext binds the thing to the work
        ("tours", "以学习为名到三亚旅游"),
        ("entertainment", "检查途中去歌厅唱歌"),
        # something was done on an errand
        ("gifts", "外出考察购买工艺品送礼"),
        # what only looks like a denial, and what is denied of something else
        ("gifts", "送礼品（不锈钢杯）20份"),
        ("liquor", "无公函接待，用茅台2瓶"),
        ("liquor", "未提供香烟，饮用五粮春4瓶"),
        ("local_products", "不发纪念品，改送客人土特产"),
        # a cost of something else is paid privately
        ("liquor", "接待用茅台2瓶，住宿费自理"),
        # condolence and study excuse nothing
        ("tours", "赴云南旅游考察"),
        ("welfare_goods", "节日慰问本单位干部职工礼盒"),
        # a clause with an act of its own, and what is said not to be of the field
        ("tobacco", "慰问贫困户，另买烟3条发给村干部"),
        ("welfare_goods", "夏季发放凉席毛巾被，非劳保，全员"),
        # a verb that no list knows, where the thing was bought or consumed
        ("delicacies", "菜单含清蒸鲥鱼"),
    ],
)
def test_what_counts(subject: str, text: str) -> None:
    assert words(subject, text), read_text(subject, text, "purpose").passed


@pytest.mark.parametrize(
    ("subject", "text", "role"),
    [
        ("liquor", "飞天茅台", "goods"),
        ("tobacco", "中华（软）2条", "goods"),
        ("delicacies", "清蒸东星斑 488元/条", "goods"),
        ("clubs", "云顶会所", "place"),
        ("clubs", "重庆南山会所餐饮有限公司", "party"),
        ("tobacco", "江洲区烟酒商行", "party"),
        ("tours", "海之旅国际旅行社江北营业部", "party"),
        # a remark behind the name is read as a sentence
        ("banquets", "江畔酒楼帝王厅（宴请客商）", "place"),
        ("local_products", "临街土特产店（考察返程购买）", "place"),
        ("welfare_goods", "稻香村食品店（职工月饼款）", "party"),
        ("liquor", "江洲印务—购茅台2箱", "party"),
        ("tours", "江洲饭店--旅游费", "party"),
        ("liquor", "江洲饭店-购茅台2箱", "party"),
        # what has to be given is said to be for somebody
        ("local_products", "高山云雾茶 特级 8罐（送市局）", "goods"),
    ],
)
def test_in_columns_of_names_the_thing_itself_stands_there(
    subject: str, text: str, role: Role
) -> None:
    assert words(subject, text, role)


@pytest.mark.parametrize(
    ("subject", "text", "role", "reason"),
    [
        ("liquor", "红酒杯", "goods", ""),
        ("delicacies", "鱼翅瓜", "goods", "other_word"),
        ("luxury", "红木文化图册", "goods", "other_word"),
        ("delicacies", "龙虾味薯片", "goods", "other_word"),
        ("delicacies", "素鲍鱼 2份", "goods", "other_word"),
        ("local_products", "天麻100克", "goods", "bare"),
        ("tobacco", "烟酒行（走访）", "place", "topic"),
        ("liquor", "茅台（客人自带）", "goods", "own_pocket"),
        ("clubs", "兰亭会所（火灾隐患排查）", "place", "topic"),
        ("tours", "景区街道", "place", "name"),
        ("tobacco", "烟酒行业协会", "party", ""),
        ("tours", "旅行社协会秘书处", "party", ""),
        ("clubs", "苗会所", "party", "name"),
    ],
)
def test_in_columns_of_names_names_and_denials_decide(
    subject: str, text: str, role: Role, reason: str
) -> None:
    found = reasons(subject, text, role)
    assert not reason or reason in found


def test_a_denial_in_brackets_says_nothing_about_the_outside() -> None:
    assert words("liquor", "接待客人（无公函）用茅台2瓶")
    assert reasons("liquor", "接待用餐不提供酒水（茅台）") == {"denial"}


def test_what_was_returned_or_handed_in_is_told() -> None:
    (hit,) = read_text("liquor", "购茅台4瓶，已退", "purpose").hits
    assert hit.told == "已退"
    (hit,) = read_text("gifts", "收客商送礼品1件，已上交", "purpose").hits
    assert hit.told == "已上交"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("付农技推广总结会工作餐（现金结清）", ""),
        ("付设备维护款，现金结清", ""),
        ("检查各站所现金支付情况", "topic"),
        ("查处乡镇农技推广中心现金支付招待费", "topic"),
    ],
)
def test_what_was_paid_for_is_no_topic_of_how_it_was_paid(text: str, reason: str) -> None:
    assert bool(words("cash_payment", text)) is not bool(reason)
    assert not reason or reason in reasons("cash_payment", text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("liquor", "五粮液1瓶已退"),
        ("liquor", "退五粮液1瓶"),
        ("delicacies", "鱼翅1份已退"),
        ("tobacco", "接待检查组，客人自购中华烟1包"),
        ("liquor", "茅台1瓶系客人所带"),
        ("gifts", "来访单位向我局赠送纪念品1件，已登记入库"),
        ("local_products", "来访单位赠送我局茶叶2盒，已上交"),
    ],
)
def test_what_was_taken_back_or_came_from_the_guests_does_not_count(
    subject: str, text: str
) -> None:
    assert read_text(subject, text, "purpose").hits == ()


def test_what_was_given_to_the_guests_counts() -> None:
    assert read_text("gifts", "向来访单位赠送纪念品4份", "purpose").hits
    assert read_text("gifts", "接待来宾赠送纪念品4份", "purpose").hits

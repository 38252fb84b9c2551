"""What counts as a mention, and what the word lists find and leave alone."""

from functools import lru_cache
from pathlib import Path

import pytest

from qinjian.engine import strict_yaml
from qinjian.engine.rulebook.mentions import WordList
from qinjian.engine.text import normalised
from qinjian.schemas.standard import Lexicon

LEXICONS = Path(__file__).parents[3] / "rules" / "lexicons"

HITS: dict[str, tuple[str, ...]] = {
    "over-budget": (
        "本年接待费已超预算",
        "超支部分从项目经费列支",
        "接待费无预算安排",
        "接待费超出年度预算2万元",
    ),
    "beyond-letter": (
        "公函外人员3人",
        "含未列入公函的随行人员",
        "用餐人员不在公函名单",
        "公函以外人员就餐",
    ),
    "private-activity": (
        "接待王某某一行来渝探亲",
        "领导子女婚宴用餐2桌",
        "大学同学聚会，就餐18人",
        "接待外地朋友一家来渝度假",
        "生日宴餐费",
        "战友聚会晚餐、住宿",
        "接待局领导亲友",
    ),
    "guest-own-costs": (
        "代购来访人员返程机票3张",
        "考察组高铁票（重庆北—成都东）6张",
        "住宿费含洗衣费86元",
        "房间迷你吧消费",
        "结算单：房费1200，长途话费35.5",
        "客人就诊医药费",
        "客房个人消费240元",
        "机票由我局承担",
        "调研组一行往返交通费",
    ),
    "meeting-or-training-account": (
        "会议费",
        "30215 会议费",
        "商品和服务支出-培训费",
        "30216",
        "３０２１５",
        "经济科目：30215会议费",
    ),
    "reception-account": (
        "公务接待费",
        "30217",
        "30217 公务接待费",
        "业务招待费",
        "其他商品和服务支出（招待费）",
        "国内接待费",
        "公务接待",
        "3021701",
        "302-17",
    ),
    "tourism": (
        "组织来宾赴仙女山旅游",
        "重庆某某国际旅行社有限公司",
        "武隆两日游费用",
        "安排客人旅游观光，含导游费",
        "旅游费",
        "长江三峡旅游5人",
        "陪同考察团外出旅游",
    ),
    "unrelated-visits": (
        "大足石刻景区门票12张",
        "两江夜游船票8张",
        "陪同客人游览景点",
        "参观名胜古迹费用",
        "金佛山索道票",
        "乘坐游船观光",
        "景区讲解费300元",
    ),
    "entertainment": (
        "ＫＴＶ包房消费",
        "晚餐后安排歌厅娱乐",
        "XX夜总会",
        "重庆某某洗浴中心",
        "某某足浴店（发票：服务费）",
        "茶水及棋牌室费用",
        "卡拉ＯＫ厅 1280元",
        "某某水疗SPA会馆",
        "客人泡温泉8人",
    ),
    "fitness": (
        "健身房消费",
        "高尔夫球场练习费",
        "酒店游泳馆票6张",
        "接待对象打保龄球费用",
        "羽毛球馆场地费",
        "XX健身俱乐部",
    ),
    "performance": (
        "安排专场文艺演出",
        "印象武隆演出票10张",
        "川剧变脸表演费",
        "欢迎晚会演员劳务",
        "歌舞表演费用3000元",
        "包场看演出，包场费",
    ),
    "gift-money": (
        "向考察组成员发放礼金",
        "红包6个，每个500元",
        "给来宾车马费",
        "春节红包",
        "送礼金2000元",
        "赠送现金红包",
    ),
    "securities": (
        "永辉超市购物卡20张",
        "赠送考察组提货券",
        "重百消费卡",
        "代金券50张",
        "赠送加油卡每人1000元",
        "大闸蟹提货卡",
        "发放有价证券",
    ),
    "souvenirs": (
        "来宾纪念品15份",
        "购买礼品一批",
        "伴手礼",
        "给客人准备的随手礼8份",
        "重庆某某礼品有限公司",
        "中秋月饼礼盒30盒",
        "接待用礼品（蜀绣）",
    ),
    "local-products": (
        "购土特产送客人",
        "城口腊肉礼盒10盒",
        "火锅底料礼盒",
        "永川秀芽茶叶礼盒12盒",
        "重庆特产一批",
        "某某土特产经营部",
        "合川桃片礼盒",
    ),
    "high-end-dishes": (
        "菜单：鲍鱼红烧肉、清炒时蔬、鱼翅捞饭",
        "冰糖燕窝10盅",
        "葱烧海参1份288元",
        "澳洲龙虾刺身",
        "佛跳墙每位198元",
        "辽参小米粥",
        "清蒸东星斑",
        "雪花和牛粒",
    ),
    "high-end-alcohol": (
        "飞天茅台2瓶",
        "五粮液（52度）3瓶，单价1080元",
        "国窖１５７３ 1件",
        "拉菲红酒1瓶",
        "洋酒ＸＯ一瓶",
        "轩尼诗VSOP",
        "接待用高档酒水",
        "无公函接待用茅台",
        "贵州茅台酒6瓶",
    ),
    "tobacco": (
        "香烟2条",
        "软中华3条",
        "购玉溪烟1条",
        "接待用餐、烟酒",
        "XX烟酒行",
        "餐费1280元，另购烟款450元",
        "芙蓉王2包",
        "餐费，中华2条",
        "小计：菜金800，招待烟200",
        "天子香烟",
    ),
    "private-club": (
        "某某私人会所",
        "南山养生会所",
        "就餐地点：江畔商务会所",
        "高档会所用餐",
        "会员制会所餐费",
    ),
    "expensive-venue": (
        "某某海鲜鲍翅酒楼，鲍翅馆消费",
        "豪华包间费",
        "五星级酒店晚宴",
        "米其林餐厅",
        "某某高档餐厅用餐",
        "重庆洲际酒店中餐厅",
        "高消费餐饮场所",
    ),
    "luxury-room": (
        "行政套房2晚",
        "豪华间3间×2晚",
        "总统套房",
        "入住湖景别墅1栋",
        "豪华江景大床房",
        "套房1间，单价880元",
    ),
    "outside-lodging": (
        "仙女山某某民宿",
        "磁器口某某客栈",
        "某某农家乐住宿2晚",
        "统景温泉度假村",
        "南山精品民宿3间",
    ),
    "luxury-vehicle": (
        "租用奔驰S级轿车2天",
        "宝马7系接机",
        "奥迪A8L",
        "路虎揽胜",
        "租赁豪华轿车",
        "丰田埃尔法商务车",
        "保时捷卡宴",
    ),
    "separate-vehicles": (
        "接送考察组，一人一车",
        "专车接送领导往返机场",
        "考察组分乘三辆轿车",
        "每人一辆，共6辆",
        "专车接机1次",
    ),
    "police-vehicle": (
        "警车开道",
        "警车带道，中巴1辆",
        "警车开道护送领导",
        "由交警开道至高速路口",
        "机场至酒店警车引导",
        "警车护送车队",
    ),
    "traffic-control": (
        "沿途交通管制30分钟",
        "协调交巡警管制交通",
        "车队经过时封路",
        "临时封闭道路保障车队通行",
        "沿线实行道路管制",
    ),
    "added-items": (
        "临时增加接待项目：晚餐",
        "超规格接待",
        "扩大接待范围，含家属3人",
        "考察人员家属随行",
        "方案外增加宴请一次",
        "随行家属2人餐费",
    ),
    "organs": (
        "四川省成都市人民政府",
        "重庆市财政局",
        "中共万州区委办公室",
        "市发展改革委",
        "某某区招商局",
        "重庆市高级人民法院",
        "县人大常委会办公室",
        "市卫生健康委",
        "共青团重庆市委员会",
        "两江新区管委会",
        "国家税务总局某某区税务局",
    ),
    "construction": (
        "招待所新建工程款",
        "宾馆扩建项目进度款",
        "接待中心改建设计费",
        "干部培训中心改扩建",
        "新建接待楼勘察费",
    ),
    "decoration": (
        "机关招待所豪华装修",
        "接待室装修款",
        "贵宾厅装饰工程",
        "内部餐厅精装修",
        "重庆某某装饰工程有限公司",
        "宾馆大堂装潢费用",
    ),
    "luxury-furnishing": (
        "红木家具一套",
        "真皮沙发3组",
        "购置水晶吊灯",
        "进口卫浴设备",
        "羊毛地毯80平方米",
        "黄花梨茶台",
        "高档家具采购",
    ),
    "reception-facility": (
        "机关宾馆改造工程",
        "招待所扩建",
        "某某局接待中心装修",
        "干部培训中心新建项目",
        "新建接待楼",
        "疗养院改建",
    ),
    "hong-kong-macao-taiwan": (
        "香港",
        "中国台湾",
        "澳门特别行政区",
        "台胞",
        "港澳台",
        "Hong Kong",
        "香港某某商会代表团",
    ),
}

MISSES: dict[str, tuple[str, ...]] = {
    "over-budget": (
        "未超预算",
        "接待费预算执行情况调研",
        "严控超支",
        "年度预算编制会",
    ),
    "beyond-letter": (
        "按公函名单接待",
        "无公函外人员",
        "公函外包装袋印刷",
        "公函及接待清单齐全",
    ),
    "private-activity": (
        "职工探亲假路费报销",
        "仙女山旅游度假区管委会来访",
        "清理2014年度假发票专项工作",
        "随团出访友好城市",
        "欧美同学会代表团调研",
        "同学会议纪要",
        "调查违规操办婚宴问题",
        "不得接待私人聚会",
    ),
    "guest-own-costs": (
        "打印机票据打印纸",
        "市机动车票证管理",
        "司机票据粘贴单",
        "返程机票自理",
        "往返交通费由派出单位承担",
        "公务机票购买管理办法培训",
        "机票由派出单位承担",
        "不得报销个人消费、洗衣费",
        "医疗费用监管调研",
        "个人消费贷款业务座谈",
    ),
    "meeting-or-training-account": (
        "办公费",
        "20130215",
        "30215元",
        "凭证20130216号",
        "会议费管理办法印刷费",
        "1,30216.50",
        "差旅费",
    ),
    "reception-account": (
        "20130217",
        "招待所维修费",
        "会议费",
        "30217元",
        "30201 办公费",
        "差旅费",
        "信访接待经费",
    ),
    "tourism": (
        "接待市旅游局调研组",
        "全域旅游示范区创建考察",
        "市文化旅游委来访",
        "旅游发展委员会工作会商",
        "武隆旅游产业集团座谈",
        "调研乡村旅游发展",
        "旅行社监管工作座谈",
        "查处公款旅游问题",
        "不得组织旅游、观光",
        "未安排旅游",
        "非法一日游整治行动",
        "红色旅游线路规划评审",
    ),
    "unrelated-visits": (
        "旅游景点建设调研",
        "各部门票据领用",
        "厦门票务中心",
        "门票价格听证会",
        "风景名胜区管理局来访",
        "游船公司安全检查",
        "博览会门票",
        "未安排景区门票、游船票",
        "名胜古迹保护工作调研",
    ),
    "entertainment": (
        "娱乐场所安全检查工作餐",
        "ＫＴＶ消防检查",
        "盲人按摩培训调研",
        "桑拿鸡、清炒时蔬",
        "诗歌城市朗诵会",
        "某某海洋酒店酒吧街改造调研",
        "不得到KTV、歌厅活动",
        "布迪厅长一行",
        "昨夜总会议纪要",
        "统景温泉镇政府",
    ),
    "fitness": (
        "全民健身工作调研",
        "全民健身中心建设工作座谈",
        "大众高尔夫轿车维修",
        "高尔夫球场清理整治督查",
        "游泳馆卫生检查",
        "市体育局群众健身处",
        "未安排健身房、游泳馆活动",
        "没有去高尔夫球场",
    ),
    "performance": (
        "演出市场管理工作座谈",
        "营业性演出审批调研",
        "送文艺演出下乡协调会",
        "未安排文艺演出",
        "演出经纪机构检查",
        "川剧院来访",
    ),
    "gift-money": (
        "礼品礼金登记表印刷",
        "收受礼金问题核查",
        "合计：赠礼金额0元",
        "糖果红包装纸箱",
        "红包礼金专项治理督查",
        "未发放礼金、红包",
        "天价彩礼金额调研",
        "拒收礼金",
    ),
    "securities": (
        "有价证券投资管理培训",
        "预付卡管理办法宣传",
        "清退会员卡工作",
        "收受购物卡问题核查",
        "报送加油卡台账",
        "严禁赠送购物卡、提货券",
        "停车代金券管理",
        "食堂消费卡制作",
    ),
    "souvenirs": (
        "礼品登记簿",
        "纪念品管理办法印刷",
        "赠送礼品：无",
        "开学典礼品牌推广",
        "选手信息采集",
        "庆典礼物资搬运",
        "旅游纪念品设计大赛评审",
        "不赠送纪念品、礼品",
        "违规收受礼品礼金问题",
    ),
    "local-products": (
        "农业特产税调研",
        "做好“土特产”文章调研",
        "土特产展销会筹备",
        "工作餐：腊肉炒蒜苗、回锅肉",
        "接待室茶叶",
        "未赠送土特产",
        "客人自费购买土特产",
        "特产资源普查座谈",
        "火锅底料产业调研",
    ),
    "high-end-dishes": (
        "鲍鱼菇炒肉片、番茄蛋汤",
        "海参崴市代表团",
        "素鱼翅羹",
        "羊肉和牛肉火锅",
        "燕窝果一份",
        "洪湖市燕窝镇来访",
        "熊掌豆腐、虫草花炖鸡",
        "麻辣小龙虾",
        "未提供鱼翅、燕窝等高档菜品",
        "海参养殖产业考察",
    ),
    "high-end-alcohol": (
        "赴茅台镇调研白酒产业",
        "五粮液集团来访座谈",
        "茅台集团调研",
        "遵义茅台机场接机",
        "海洋酒店住宿",
        "太平洋酒店会议室",
        "白酒1瓶、啤酒6瓶",
        "XO酱炒牛肉",
        "脱贫奔富裕路现场会",
        "香槟玫瑰花束",
        "不提供高档酒水",
        "本次接待无香烟、高档酒水",
        "就餐地点：某酒店茅台厅",
        "未饮用茅台、五粮液",
        "某知名酒店",
        "水井坊街道办事处",
        "拉菲草填充物",
    ),
    "tobacco": (
        "烟台市财政局来访",
        "市烟草专卖局调研",
        "玉溪市政府考察团",
        "黄鹤楼街道办事处",
        "中华路社区调研",
        "本次接待无香烟",
        "禁烟宣传品",
        "落实控烟10条措施",
        "烟一条街整治",
        "购烟花爆竹安全宣传资料",
        "江苏烟草公司座谈",
        "收购烟叶工作会商",
        "采购油烟机",
        "不提供烟酒",
        "香烟：无",
        "芙蓉王府井店",
        "炊烟酒楼工作餐",
        "查处走私香烟专项工作",
    ),
    "private-club": (
        "协会所属企业座谈",
        "本次会所需资料印刷",
        "工会所在地维修",
        "私人会所专项整治督查",
        "未使用私人会所",
        "会所中的歪风整治工作",
        "严禁出入私人会所、高档会所",
        "本次会议由某商会所办",
    ),
    "expensive-venue": (
        "机关食堂",
        "米其林轮胎2条",
        "五星级酒店项目招商座谈",
        "不得使用高消费餐饮场所",
        "洲际酒店集团来访洽谈",
        "五星级党支部创建",
        "定点饭店工作餐",
        "迪庆州香格里拉市政府来访",
    ),
    "luxury-room": (
        "标准间4间",
        "配套房屋维修",
        "安置房6套房产权证",
        "违建别墅清查整治",
        "未安排套房",
        "豪华套餐",
        "首套房政策调研",
        "成套房改造座谈",
        "单间2间",
    ),
    "outside-lodging": (
        "某某宾馆（定点）",
        "居民宿舍改造",
        "乡村民宿发展调研",
        "农家乐管理培训",
        "机关招待所",
        "不安排民宿、客栈",
        "市民宿协会座谈",
        "某某大酒店",
    ),
    "luxury-vehicle": (
        "中巴车1辆",
        "宝马山村委会",
        "华晨宝马公司考察",
        "奔驰汽车公司座谈",
        "嘉宾利用公交出行",
        "别克GL8商务车",
        "不得使用豪华轿车",
        "林肯大学代表团",
        "国产轿车",
    ),
    "separate-vehicles": (
        "考斯特1辆集中乘车",
        "部分乘客转运",
        "公务车一人一车一档管理",
        "积分乘以系数",
        "不安排专车接送",
        "部分车辆维修",
        "大巴车接送",
        "专车接送学生返校",
    ),
    "police-vehicle": (
        "警车采购招标",
        "警车维修费",
        "警车开道护送病人",
        "警车喷涂标识",
        "未使用警车",
        "警车护送考生",
        "严禁警车开道",
        "制式警车加油",
        "规范使用警车检查",
    ),
    "traffic-control": (
        "空中交通管制培训",
        "因交通管制绕行",
        "开封路社区",
        "未管制交通",
        "不得违反规定管制交通",
        "大雪封路滞留1晚",
        "高速公路封路改乘火车",
        "高考交通管制协调会",
        "密封路面灌缝料",
    ),
    "added-items": (
        "按接待方案安排工作餐1次",
        "超标准接待问题专项整治",
        "不得扩大接待范围、增加接待项目",
        "未增加接待项目",
        "方案外审服务费",
        "增加参观点位2处",
        "外交官家属随行补助",
    ),
    "organs": (
        "招商局集团有限公司",
        "中国邮政集团重庆分公司",
        "重庆市市政协会",
        "某某社区委员会",
        "某某集团有限公司",
        "城市委托运营公司",
        "招商局重庆交通科研设计院",
        "重庆大学",
        "中国书法院",
        "某公司纪委",
        "中国人大附中",
        "电子商务委员会",
        "山海关船厂",
        "人民法院出版社",
    ),
    "construction": (
        "江西省新建县来访",
        "新建路社区",
        "整改建议书",
        "重新建账",
        "创新建设试点",
        "停止新建楼堂馆所督查",
        "新建议征集",
        "不得新建、改建、扩建",
        "宾馆日常维修",
    ),
    "decoration": (
        "服装饰品",
        "空调安装修理",
        "装修垃圾清运",
        "软装备研发",
        "不进行豪华装饰",
        "会场节日装饰",
        "建筑装饰协会座谈",
        "包装修改费",
    ),
    "luxury-furnishing": (
        "红木家具质量抽检",
        "红木林自然保护区调研",
        "幼儿园大班椅子20把",
        "办公桌椅",
        "不得配置高档家具",
        "紫檀路社区",
        "仿红木家具门",
        "红木家具产业考察",
    ),
    "reception-facility": (
        "宾馆住宿费",
        "入住宾馆2晚",
        "信访接待中心值班",
        "人大代表接待站建设",
        "游客接待中心调研",
        "招待所住宿2间",
        "培训中心用餐",
        "职业技能培训中心调研",
        "办公楼维修",
    ),
    "hong-kong-macao-taiwan": (
        "日本",
        "香港中路某酒店",
        "粤港澳大湾区建设考察团",
        "市台湾事务办公室",
        "港澳事务办公室",
        "平台商户座谈",
        "空港商务区",
        "英国",
    ),
    "negations": (
        "接待不得不增加",
        "购物卡未上交",
        "不含税价格",
        "未使用公务卡",
        "礼金未退回",
        "无公函",
        "没有公函",
    ),
}
HITS["negations"] = (
    "不提供",
    "严禁用公款",
    "客人谢绝了",
    "没有安排",
    "未饮用酒水",
    "无香烟、高档酒水",
)


@lru_cache
def lexicon(name: str) -> Lexicon:
    path = LEXICONS / f"{name}.yaml"
    return Lexicon.model_validate(strict_yaml.load(path.read_text("utf-8"), path.name).data)


def words(*listed: str, but: tuple[str, ...] = ()) -> Lexicon:
    title = {"zh": "词表", "en": "List"}
    return Lexicon.model_validate(
        {"id": "list", "title": title, "source": "", "words": listed, "except": but}
    )


NO_NEGATIONS = words("¶")


@lru_cache
def listed(name: str) -> WordList:
    return WordList(lexicon(name), NO_NEGATIONS if name == "negations" else lexicon("negations"))


def names() -> list[str]:
    return sorted(path.stem for path in LEXICONS.glob("*.yaml"))


def pairs(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in table.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), pairs(HITS))
def test_list_finds(name: str, text: str) -> None:
    assert listed(name).hits(text)


@pytest.mark.parametrize(("name", "text"), pairs(MISSES))
def test_list_leaves_alone(name: str, text: str) -> None:
    assert listed(name).hits(text) == ()


def test_every_list_is_tried_with_texts() -> None:
    assert set(names()) == set(HITS) == set(MISSES)
    assert all(len(texts) >= 4 for texts in (*HITS.values(), *MISSES.values()))


@pytest.mark.parametrize("name", names())
def test_list_is_in_order(name: str) -> None:
    entry = lexicon(name)
    assert entry.id == name
    for column in (entry.words, entry.exceptions):
        assert all(column)
        assert len(set(map(normalised, column))) == len(column)
    assert not set(entry.words) & set(entry.exceptions)


@pytest.mark.parametrize("name", names())
def test_no_word_is_shut_out_by_an_exception_or_a_longer_word(name: str) -> None:
    for word in lexicon(name).words:
        assert listed(name).hits(word) == (word,)


def touches(exception: str, word: str) -> bool:
    """Tell whether the two can stand in a text so that they overlap."""
    inside = word in exception or exception in word
    return inside or any(
        word[-n:] == exception[:n] or exception[-n:] == word[:n]
        for n in range(1, min(len(word), len(exception)))
    )


@pytest.mark.parametrize("name", names())
def test_every_exception_can_take_away_a_word(name: str) -> None:
    entry = lexicon(name)
    listed_words = [normalised(word) for word in entry.words]
    for exception in map(normalised, entry.exceptions):
        assert any(touches(exception, word) for word in listed_words), exception


DRINKS = WordList(
    words("茅台", "飞天茅台", "XO", "30217", "酒水", but=("茅台镇", "水镇")),
    words("不提供", "严禁", "不得", "未饮茅", but=("不得不",)),
)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("", ()),
        ("工作餐", ()),
        ("茅台两瓶", ("茅台",)),
        ("飞天茅台一瓶", ("飞天茅台",)),
        ("飞天茅台一瓶，茅台一瓶", ("飞天茅台", "茅台")),
        ("酒水：茅台、酒水", ("酒水", "茅台")),
        ("茅台、茅台、茅台", ("茅台",)),
        ("ＸＯ一瓶", ("XO",)),
        ("xo", ("XO",)),
        ("EXO演唱会", ()),
        ("XO2", ()),
        ("科目３０２１７公务接待费", ("30217",)),
        ("20130217", ()),
        ("302170", ()),
    ],
)
def test_words_in_the_order_of_the_text(text: str, hits: tuple[str, ...]) -> None:
    assert DRINKS.hits(text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("茅台镇", ()),
        ("飞天茅台镇", ()),
        ("赴茅台镇调研，用茅台", ("茅台",)),
        ("茅台酒水镇", ("茅台",)),
    ],
)
def test_a_word_that_overlaps_an_exception_is_none(text: str, hits: tuple[str, ...]) -> None:
    assert DRINKS.hits(text) == hits


@pytest.mark.parametrize(
    "text",
    [
        "不提供茅台",
        "不提供香烟、茅台、酒水",
        "接待单位严禁在工作餐中提供茅台",
        "不提供单价1,200元以上的茅台",
        "不提供52.5度茅台",
        "不提供：茅台",
        "不得不说，严禁茅台",
        "未饮茅台",
        "不提供茅台、不提供香烟",
    ],
)
def test_a_negation_holds_to_the_end_of_its_segment(text: str) -> None:
    assert DRINKS.hits(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "不提供香烟，茅台两瓶",
        "不提供香烟,茅台两瓶",
        "不提供香烟。茅台两瓶",
        "不提供香烟．茅台两瓶",
        "不提供香烟｡茅台两瓶",
        "不提供香烟；茅台两瓶",
        "不提供香烟！茅台两瓶",
        "不提供香烟？茅台两瓶",
        "不提供香烟\n茅台两瓶",
        "不提供香烟\r\n茅台两瓶",
        "人数3，不提供香烟2,茅台2",
        "茅台不提供",
        "不得不上茅台",
        "无公函接待用茅台",
        "没有公函，饮用茅台",
    ],
)
def test_a_negation_elsewhere_changes_nothing(text: str) -> None:
    assert DRINKS.hits(text) == ("茅台",)


def test_a_word_that_stands_negated_and_affirmed_counts() -> None:
    assert DRINKS.hits("公函写明不提供茅台，实际饮用茅台") == ("茅台",)


def test_blank_entries_match_nothing() -> None:
    assert WordList(words("", " "), words("")).hits("茅台 酒水") == ()
    assert WordList(words("茅台", but=("", "　")), words(" ")).hits("茅台 酒水") == ("茅台",)


def test_words_are_returned_as_the_list_spells_them() -> None:
    found = WordList(words("ＫＴＶ", "卡拉OK", "卡拉ok"), NO_NEGATIONS)
    assert found.hits("ktv和卡拉ＯＫ") == ("ＫＴＶ", "卡拉OK")


def test_words_that_run_into_each_other_are_both_found() -> None:
    found = WordList(words("土特产", "特产礼盒"), NO_NEGATIONS)
    assert found.hits("土特产礼盒") == ("土特产", "特产礼盒")

"""What invented names are made of. Places are real, no organisation is."""

import csv
from functools import cache
from importlib.resources import files

# Characters that trade names are usually made of.
COMMON = (
    "鑫盛华兴瑞祥泰恒达隆昌顺德诚信宏鸿伟宇博源润丰康宁安平嘉佳美亿万金银玉宝龙凤腾飞翔鹏程远"
    "东南西北中天地海江河湖山川云雨星辰晨光明亮阳春秋禾苗林森木松柏梅兰竹菊荷莲清泉溪石岩峰"
    "立正方圆通联合众汇聚创新智科慧思睿哲文雅艺乐悦欣怡馨和谐仁义礼贤良善真诺卓越优尚品格"
    "凯旋捷迅速驰骏马骐骥奥迪尔克斯曼维特莱雷诗蓝绿红紫青白墨黑大小长久永福禄寿喜吉利"
)
RARE = (
    "沐砚岚芮珩澜泓沅霁煦昀湛苒榆槿蘅筠翊骁曜熠烁煜焓昕旻昊钰铎镕淳渝汐漪澄瀚栩樾桓稷岱嵘巍崧"
    "弘毅宥穆臻骅翎雁鹭鸾畴汀渚浦津阁轩榭苑圃璞瑾瑜琳璨曦晴霖霄虹桑枫杉舟帆楫衡矩"
)
LATIN = ("ABC", "KT", "TCM", "A8", "3M", "E家", "OK", "CN")

# Lines of business as they stand in names, with how often.
_TRADES = (
    "商贸 贸易 科技 电子科技 信息技术 网络科技 建筑工程 建设工程 装饰工程 建筑劳务 机械 机械制造 机械设备 "
    "纺织 纺织品 服饰 服装 家纺 针织 化工 新材料 金属制品 五金 五金制品 模具 塑料制品 塑业 包装 印刷 "
    "物流 运输 货运代理 国际货运代理 供应链管理 仓储 食品 食品科技 餐饮管理 酒店管理 农业发展 农业科技 "
    "生态农业 水产 物业管理 物业服务 人力资源 劳务派遣 企业管理 企业管理咨询 财务咨询 教育科技 教育咨询 "
    "文化传播 文化传媒 广告 广告传媒 医疗器械 医药 生物科技 环保科技 环保设备 新能源 光伏科技 汽车销售服务 "
    "汽车零部件 汽车维修 房地产开发 置业 园林绿化 园林工程 电气 电气设备 自动化设备 智能科技 软件 投资 "
    "投资管理 船舶 船舶设备 钢结构 门窗 家具 建材 混凝土 石油化工 国际贸易 进出口 电子商务 健身服务 旅游 "
    "检测技术 测绘 安防工程 消防工程 体育用品 渔具 茶业 酒业 珠宝 眼镜 殡葬用品 无人机 宠物用品 粮油 再生资源"
)
TRADES = _TRADES.split()
_SHOPS = (
    "便利店 超市 服装店 水果店 小吃店 饭店 面馆 火锅店 烧烤店 早餐店 奶茶店 理发店 美容院 五金店 建材店 "
    "汽修厂 旅馆 茶楼 药店 文具店 手机店 洗衣店 花店 烟酒店 杂货店 电器商行 百货商店 棋牌室 快递站 蔬菜摊"
)
SHOPS = _SHOPS.split()
COMPANY_FORMS = (
    ("有限公司",) * 80 + ("有限责任公司",) * 8 + ("股份有限公司",) * 5 + ("集团有限公司",) * 3
)
PLANT_FORMS = (
    "厂",
    "经营部",
    "商行",
    "工作室",
    "中心（有限合伙）",
    "合伙企业（有限合伙）",
    "加工厂",
    "服务部",
)
FARM_FORMS = ("专业合作社", "家庭农场", "农民专业合作社")
FARMS = ("水稻种植", "蔬菜种植", "果品", "生猪养殖", "水产养殖", "农机", "葡萄种植", "苗木")
BRANCHES = (
    "{city}分公司",
    "{county}分公司",
    "第一分店",
    "第二分店",
    "{county}分店",
    "一分厂",
    "{city}办事处",
)

# Characters that look alike; written down here and known to no scorer.
_LOOK_ALIKE = (
    "末未 土士 己已 日曰 贝见 治冶 泽译 晴睛 清请 辨辩 博搏 梁粱 沪泸 汩汨 拔拨 荣菜 裕格 祥详 恒桓 "
    "兴共 东车 天夫 大太 木本 田由 申甲 王玉 金全 千干 万方 华毕 星皇 昊吴 晨震 晟晨 润涧 瑞端 鸿鸠 "
    "凯剀 诚城 茂茷 盛盈 宏宠 宇字 安妥 康唐 岚风 海梅 汇江 利和 科料 兰三 云去 光米 明朋 青责 杨扬 "
    "柏拍 枫机 凤风 鹏鹂 龙尤 亿忆 佳住 优忧 伟伪 信倍 德徳 源塬 通遍 达迖 远运 迅讯 飞气 卓早 越赵"
)
LOOK_ALIKE = _LOOK_ALIKE.split()


@cache
def syllables() -> dict[str, str]:
    """Every common character (level 1 of GB 2312) with its syllable."""
    source = files("gongxin.core") / "data" / "syllables.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return {
        character: row["syllable"]
        for row in rows
        for character in row["characters"]
        if character.encode("gb2312")[0] < 0xD8
    }


@cache
def sounds() -> dict[str, str]:
    """Every syllable with its common characters."""
    found: dict[str, str] = {}
    for character, syllable in syllables().items():
        found[syllable] = found.get(syllable, "") + character
    return found


@cache
def shapes() -> dict[str, str]:
    """Every character with one that looks like it."""
    return {one: other for a, b in LOOK_ALIKE for one, other in ((a, b), (b, a))}

"""Invented names: trade names, persons, streets. None is taken from any register."""

import numpy as np
import pyarrow.compute as pc

from gongxin.demo.columns import Column, Flags, choose, column, digits, join, take, where

FIRST = (
    "沐禾砚岚芮珩澜泓沅祺霁煦昀湛苒榆槿蘅筠翊骁鹏骥麒曜熠烁煜焓炘晟昕旻昊晖"
    "钰铄锦鑫铭锐钧铎镕沛淳渝汐漪澄瀚泽润淼森柏楠桐梓栩樾桓稷穗禺岱峥嵘巍崧屹"
    "弘毅恒宥容谦和睦雍穆臻骅骋驰腾翔翎羽鸿雁鹭鸢凰鸾"
)
SECOND = (
    "川原野畴陌畔汀渚洲浦津渡桥亭台阁轩榭廊庐苑圃林峰峦岭岩石玉璞瑾瑜琦琳琅璨"
    "星辰晓晨曙曦晴朗霖雪霜露云霄霞虹风雷禾稻黍麦豆粟桑茶竹松梅兰菊荷莲葵棠枫杉"
    "舟帆航楫锚舵衡度量规矩方圆直信诚义仁德道"
)
THIRD = "安宁康泰昌盛隆兴旺达通利顺成功业绩佳美善真纯正清明亮光华彩辉煌创新智慧联合众同"

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余"
    "叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅建国志文海燕春晓东辉鹏飞宇欣"
    "雨轩子涵思远一诺梓萱浩然佳怡博雅俊凯晨曦若彤立群守信怀瑾知行长青"
)
STREETS = (
    "守信路",
    "正言街",
    "明德大道",
    "清河路",
    "望澜路",
    "集贤街",
    "同心路",
    "桂香巷",
    "长堤路",
    "新渡街",
    "白鹭大道",
    "稻香路",
    "青松街",
    "文澜路",
    "云帆大道",
    "知行路",
    "敬业街",
    "听涛路",
    "采薇巷",
    "星桥路",
)
BUILDINGS = ("商务中心", "科创园", "产业园", "广场", "大厦", "工业小区", "农贸市场", "商业街")


def trade_names(rng: np.random.Generator, rows: int, three: Flags) -> Column:
    """Invented trade names of two characters, of three where ``three`` says so."""
    third = where(three, choose(rng, THIRD, rows), "")
    return join(choose(rng, FIRST, rows), choose(rng, SECOND, rows), third)


def person_names(rng: np.random.Generator, rows: int) -> Column:
    """Invented persons' names."""
    second = where(rng.random(rows) < 0.7, choose(rng, GIVEN, rows), "")
    return join(choose(rng, SURNAMES, rows), choose(rng, GIVEN, rows), second)


def addresses(rng: np.random.Generator, places: Column) -> Column:
    """Invented street addresses in the given places."""
    rows = len(places)
    floor = join(digits(rng.integers(1, 28, rows)), "层", digits(rng.integers(1, 30, rows)), "室")
    inside = join(choose(rng, BUILDINGS, rows), digits(rng.integers(1, 13, rows)), "幢", floor)
    street = join(places, choose(rng, STREETS, rows), digits(rng.integers(1, 880, rows)), "号")
    return join(street, where(rng.random(rows) < 0.5, inside, ""))


def id_numbers(rng: np.random.Generator, rows: int) -> Column:
    """Synthetic ID numbers: they verify, but no district 3299.. exists and nobody was born then.

    All birthdays are in January 1900.
    """
    district, day = rng.integers(1, 6, rows), rng.integers(1, 32, rows)
    body = (3299_00 + district) * 10**11 + (190001_00 + day) * 10**3 + rng.integers(1, 999, rows)
    total = sum((body // 10 ** (power - 1)) % 10 * (2**power % 11) for power in range(17, 0, -1))
    return join(digits(body), take(column(list("10X98765432")), np.asarray(total) % 11))


def doubled(names: Column) -> Flags:
    """True for every row whose name an earlier row already has."""
    codes = pc.dictionary_encode(names).indices.to_numpy()
    again = np.ones(len(codes), bool)
    again[np.unique(codes, return_index=True)[1]] = False
    return again

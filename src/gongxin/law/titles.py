"""What people call the catalogue's fixed words."""

from gongxin.core.text import Text
from gongxin.law.catalogue import FieldType, Polarity, Publicity
from gongxin.law.window_set import Severity

TYPE_TITLES: dict[FieldType, Text] = {
    "text": Text("文字", "text"),
    "date": Text("日期", "date"),
    "money": Text("金额", "amount"),
    "capital": Text("资本（数额和币种）", "capital (amount and currency)"),
    "integer": Text("整数", "whole number"),
    "enum": Text("单选", "one of the choices"),
    "enums": Text("多选", "one or more of the choices"),
    "uscc": Text("统一社会信用代码", "unified social credit code"),
    "orgcode": Text("组织机构代码", "organisation code"),
    "regno": Text("工商注册号", "business registration number"),
}

PUBLICITY_TITLES: dict[Publicity, Text] = {
    "public": Text("公开", "public"),
    "authorised": Text("授权查询", "with authorisation"),
    "internal": Text("不公开", "internal"),
    "never": Text("不保存", "never stored"),
}

POLARITY_TITLES: dict[Polarity, Text] = {
    "positive": Text("守信", "positive"),
    "negative": Text("失信", "negative"),
    "neutral": Text("一般", "neutral"),
}

SEVERITY_TITLES: dict[Severity, Text] = {
    "": Text("", ""),
    "minor": Text("轻微", "minor"),
    "general": Text("一般", "general"),
    "serious": Text("严重", "serious"),
}

"""The fixed words of the reference pages, in both languages."""

from gongxin.core.text import Text

TYPES = {
    "text": Text("文本", "text"),
    "date": Text("日期", "date"),
    "money": Text("金额", "amount of money"),
    "capital": Text("注册资金（写法不一）", "capital (many spellings)"),
    "integer": Text("整数", "integer"),
    "enum": Text("枚举（单选）", "one of a list"),
    "enums": Text("枚举（可多选）", "several of a list"),
    "uscc": Text("统一社会信用代码", "Unified Social Credit Code"),
    "orgcode": Text("组织机构代码", "organisation code"),
    "regno": Text("工商注册号", "registration number"),
}

PUBLICITY = {
    "public": Text("公开", "public"),
    "authorised": Text("授权查询", "with the subject's authorisation"),
    "internal": Text("政务共享，不公开", "internal"),
    "never": Text("读取时即丢弃，从不保存", "dropped while reading, never stored"),
}

POLARITY = {
    "positive": Text("守信", "positive"),
    "negative": Text("失信", "negative"),
    "neutral": Text("中性", "neutral"),
}

SEVERITY = {
    "refuse": Text("按个人信息拒收，不保存", "row is refused as personal data, not kept"),
    "reject": Text("退回该行", "row waits for correction"),
    "warn": Text("提醒", "warning"),
}

WINDOW_CLASS = {
    "": Text("不分等级", "not classed"),
    "minor": Text("轻微", "minor"),
    "general": Text("一般", "general"),
    "serious": Text("严重", "serious"),
}

YES = Text("是", "yes")
NO = Text("否", "no")

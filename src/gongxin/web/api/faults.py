"""What is wrong with a parameter, in both languages: the value seen, what is accepted."""

from collections.abc import Mapping
from typing import Any, Final, cast

from django.http import HttpRequest

from gongxin.core.text import Text
from gongxin.web.api.problems import Fault
from gongxin.web.language import say

_LONGEST_SEEN: Final = 60


def fault_of(request: HttpRequest, error: Mapping[str, Any]) -> Fault:
    """The fault that a validation error (as ninja lists them) tells of."""
    location, *place = (str(part) for part in error["loc"])
    if location == "body" and len(place) > 1:
        place = place[1:]  # the name of the argument that holds the whole body
    name = ".".join(place) or location
    text = _WORDS.get(error["type"], _OTHER)
    values = {"seen": _seen(request, location, name), **error.get("ctx", {})}
    if not values["seen"]:
        text = Text(text.zh.replace("“{seen}”", "所填内容"), text.en.replace("“{seen}”", "it"))
    return Fault(
        location=cast(Any, location),
        name=name,
        code=error["type"],
        detail=say(text.format(**{"pattern": "", "error": "", "expected": "", **values})),
    )


def _seen(request: HttpRequest, location: str, name: str) -> str:
    sent = {"query": request.GET, "form": request.POST if location == "form" else {}}
    if location == "path" and request.resolver_match:
        return str(request.resolver_match.kwargs.get(name, ""))[:_LONGEST_SEEN]
    return str(sent.get(location, {}).get(name, ""))[:_LONGEST_SEEN]


def unknown_name(location: str, name: str, known: list[str]) -> Fault:
    """The fault of a name that this address does not take."""
    accepted = ", ".join(known)
    text = _UNKNOWN if known else _TAKES_NONE
    return Fault(
        location=cast(Any, location),
        name=name[:_LONGEST_SEEN],
        code="unknown_parameter",
        detail=say(text.format(name=name[:_LONGEST_SEEN], accepted=accepted)),
    )


def repeated_name(location: str, name: str) -> Fault:
    """The fault of a name that is given more than once."""
    return Fault(
        location=cast(Any, location),
        name=name,
        code="repeated_parameter",
        detail=say(_REPEATED.format(name=name)),
    )


_OTHER: Final = Text(
    "“{seen}”不符合要求，见 /api/v1/docs。", "“{seen}” is not accepted; see /api/v1/docs."
)
_UNKNOWN: Final = Text(
    "没有名为“{name}”的参数；可用的参数：{accepted}。",
    "There is no parameter “{name}”; accepted are: {accepted}.",
)
_TAKES_NONE: Final = Text(
    "没有名为“{name}”的参数；这个地址不带参数。",
    "There is no parameter “{name}”; this address takes none.",
)
_REPEATED: Final = Text(
    "“{name}”出现了不止一次；每个参数只能写一次。",
    "“{name}” is given more than once; each parameter may be given once.",
)
_WHOLE: Final = Text("“{seen}”不是整数，例如 1。", "“{seen}” is not a whole number such as 1.")
_WORDS: Final[dict[str, Text]] = {
    "missing": Text("必须填写。", "It is required."),
    "whole_number": _WHOLE,
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "day": Text(
        "“{seen}”不是日期；日期写作“年-月-日”，例如 2026-11-21。",
        "“{seen}” is no date; a date is written year-month-day, for example 2026-11-21.",
    ),
    "uid": Text(
        "“{seen}”不是记录编号；编号写作 6f9619ff-8b86-5011-b42d-00c04fc964ff。",
        "“{seen}” is no record id; an id looks like 6f9619ff-8b86-5011-b42d-00c04fc964ff.",
    ),
    "greater_than_equal": Text(
        "“{seen}”太小，最小为 {ge}。", "“{seen}” is too small; the least is {ge}."
    ),
    "less_than_equal": Text(
        "“{seen}”太大，最大为 {le}。", "“{seen}” is too large; the most is {le}."
    ),
    "string_too_short": Text(
        "“{seen}”太短，至少 {min_length} 个字符。",
        "“{seen}” is too short; at least {min_length} characters.",
    ),
    "string_too_long": Text(
        "“{seen}”太长，最多 {max_length} 个字符。",
        "“{seen}” is too long; at most {max_length} characters.",
    ),
    "string_pattern_mismatch": Text(
        "“{seen}”的写法不对，应符合 {pattern}。",
        "“{seen}” is not written as it should be: {pattern}.",
    ),
    "string_type": Text("应为文字。", "It must be text."),
    "string_unicode": Text("不是有效的文字。", "It is not valid text."),
    "literal_error": Text(
        "“{seen}”不在可选范围内：{expected}。", "“{seen}” is not one of {expected}."
    ),
    "extra_forbidden": Text("没有这个字段。", "There is no such field."),
    "model_attributes_type": Text("应为 JSON 对象。", "It must be a JSON object."),
    "model_type": Text("应为 JSON 对象。", "It must be a JSON object."),
    "no_filename": Text(
        "应作为带文件名的文件上传，例如 curl -F file=@处罚.csv。",
        "Send it as a file with a name, for example curl -F file=@penalties.csv.",
    ),
}

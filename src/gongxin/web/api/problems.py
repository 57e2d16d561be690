"""Every refusal as RFC 9457 ``application/problem+json``, in the caller's language."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from gongxin.core.text import Text
from gongxin.web.api.answers.answer import Answer
from gongxin.web.language import say

MEDIA_TYPE: Final = "application/problem+json"
_LONGEST_INSTANCE: Final = 500


class Fault(Answer):
    """参数有误之处 / one thing that is wrong with the request."""

    location: Literal["query", "path", "body", "form", "file", "header"] = Field(
        description="所在位置 / where it is"
    )
    name: str = Field(description="参数或字段的名称 / name of the parameter or field")
    code: str = Field(description="供程序判断的代号 / a stable code for programs")
    detail: str = Field(description="说明，按 Accept-Language / in words, by Accept-Language")


class Problem(Answer):
    """出错说明（RFC 9457） / what went wrong, as RFC 9457 has it."""

    type: str = Field(description="urn:gongxin:problem:<code>")
    title: str = Field(description="状态码的含义 / what the status means")
    status: int = Field(description="HTTP 状态码 / HTTP status")
    detail: str = Field(description="说明，按 Accept-Language / in words, by Accept-Language")
    code: str = Field(description="供程序判断的代号 / a stable code for programs")
    instance: str = Field(description="请求的路径 / path of the request")
    errors: list[Fault] = Field(
        default_factory=list, description="逐项列出的错误 / each thing that is wrong"
    )


def problem(
    request: HttpRequest,
    status: int,
    code: str,
    text: Text,
    *,
    faults: list[Fault] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer that says why ``request`` was not served; ``text`` names what would be accepted."""
    body = Problem(
        type=f"urn:gongxin:problem:{code}",
        title=say(TITLES.get(status) or _named(status)),
        status=status,
        detail=say(text),
        code=code,
        instance=request.path[:_LONGEST_INSTANCE],
        errors=faults or [],
    )
    content = json.dumps(body.model_dump(), ensure_ascii=False).encode("utf-8", "replace")
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE, headers=headers)


def _named(status: int) -> Text:
    phrase = HTTPStatus(status).phrase
    return Text(phrase, phrase)


TITLES: Final[dict[int, Text]] = {
    400: Text("请求无法读懂", "The request cannot be read"),
    401: Text("需要有效的密钥", "A valid key is needed"),
    403: Text("没有权限", "Not allowed"),
    404: Text("没有找到", "Not found"),
    405: Text("不支持这种方法", "Method not allowed"),
    409: Text("与现有情况冲突", "In conflict with what stands"),
    413: Text("内容过大", "Too large"),
    415: Text("不支持的内容类型", "Unsupported media type"),
    422: Text("参数有误", "The parameters are wrong"),
    429: Text("请求过于频繁", "Too many requests"),
    500: Text("系统出错", "Internal error"),
}

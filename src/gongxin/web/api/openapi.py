"""The description of the API: what ninja makes of the routes, completed to what they really do."""

from typing import Any, Final

from gongxin.web.api.problems import MEDIA_TYPE

Schema = dict[str, Any]

DESCRIPTION: Final = """\
公信的开放接口。公开信息不需密钥；报送和本部门的数据需要部门的 API 密钥。
出错一律答以 application/problem+json（RFC 9457），文字按 Accept-Language 为中文或英文。
未知的、重复的参数不会被忽略，而是答以 422。409 表示请求合乎说明，但与现有情况冲突，例如截至日期尚未到来。
限流见每个回答的 RateLimit-* 字段；超出后答以 429 和 Retry-After。

The open interface of Gongxin. What is public needs no key; submitting, and a department's own data, need the
department's API key. Every error is application/problem+json (RFC 9457), worded in Chinese or English by
Accept-Language. Unknown and repeated parameters are not ignored but answered 422. 409 means that the request is as
described but in conflict with what stands, for example an as-of day that has not come. Limits are told in the
RateLimit-* fields of every answer; beyond them the answer is 429 with Retry-After.
"""

SECURITY_SCHEMES: Final[Schema] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "部门的 API 密钥 / a department's API key: Authorization: Bearer gx_…",
    },
    "apiKey": {
        "type": "apiKey",
        "in": "header",
        "name": "X-API-Key",
        "description": "同一密钥的另一种写法 / the same key, written another way",
    },
}
_EITHER: Final[list[Schema]] = [{"bearer": []}, {"apiKey": []}]
_HEADERS: Final[Schema] = {
    "RateLimit-Limit": "每个时段可用的请求数 / requests in a period",
    "RateLimit-Remaining": "还剩的请求数 / requests left",
    "RateLimit-Reset": "多少秒后全部恢复 / seconds until all are there again",
}
_RETRY: Final = "多少秒后可再试 / seconds until a request is served again"
_LINK: Final = "下一页、上一页的地址（RFC 8288） / addresses of the next and previous page"
_LOCATION: Final = "批次的地址 / address of the submission"


def completed(schema: Schema) -> Schema:
    """``schema`` with security, headers and the media type of problems; edited in place."""
    schema["components"]["securitySchemes"] = SECURITY_SCHEMES
    schema["components"]["headers"] = {
        name: {"description": text, "required": True, "schema": {"type": "integer", "minimum": 0}}
        for name, text in _HEADERS.items()
    }
    for methods in schema["paths"].values():
        for operation in methods.values():
            _complete(operation)
    _without_null_defaults(schema["paths"])
    _without_unused(schema)
    return schema


def _complete(operation: Schema) -> None:
    operation["security"] = _EITHER if operation.get("security") else [{}, *_EITHER]
    for body in operation.get("requestBody", {}).get("content", {}).values():
        if "properties" in body["schema"]:  # a form: what it does not name is refused
            body["schema"]["additionalProperties"] = False
    paged = any(p["name"] == "page" for p in operation["parameters"])
    answers = operation["responses"]
    operation["responses"] = {str(status): answers[status] for status in sorted(answers)}
    for status, answer in operation["responses"].items():
        answer["description"] = _STATUSES[int(status)]
        answer["headers"] = {name: _reference(name) for name in _HEADERS}
        if int(status) >= 400:
            answer["content"] = {MEDIA_TYPE: answer["content"].pop("application/json")}
        elif len(answer["content"]) > 1:  # a file: ninja added what it would have made of it
            answer["content"].pop("application/json")
        if status == "429":
            answer["headers"]["Retry-After"] = _header(_RETRY, "integer")
        if status == "200" and paged:
            answer["headers"]["Link"] = _header(_LINK, "string", required=False)
        if operation["operationId"] == "submit" and int(status) < 300:
            answer["headers"]["Location"] = _header(_LOCATION, "string")


def _header(text: str, kind: str, *, required: bool = True) -> Schema:
    return {"description": text, "required": required, "schema": {"type": kind}}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/headers/{name}"}


def _without_null_defaults(part: Any) -> None:
    """Take out defaults that stand for a parameter that is not given: no caller may send them."""
    if isinstance(part, dict):
        if "default" in part and part["default"] in (None, ""):
            del part["default"]
        for inner in part.values():
            _without_null_defaults(inner)
    elif isinstance(part, list):
        for inner in part:
            _without_null_defaults(inner)


def _without_unused(schema: Schema) -> None:
    """Take out what ninja lists besides: the models that queries are read into."""
    schemas = schema["components"]["schemas"]
    used: set[str] = set()
    waiting = _references(schema["paths"])
    while waiting:
        name = waiting.pop()
        if name in schemas and name not in used:
            used.add(name)
            waiting |= _references(schemas[name])
    for name in schemas.keys() - used:
        del schemas[name]


def _references(part: Any) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(_references, part))
    if not isinstance(part, dict):
        return set()
    own = {part["$ref"].rsplit("/", 1)[-1]} if isinstance(part.get("$ref"), str) else set()
    return own.union(*map(_references, part.values()))


_STATUSES: Final = {
    200: "成功 / done",
    201: "已生成 / made",
    202: "已保存，正在处理 / kept, being processed",
    400: "请求体无法读懂 / the body cannot be read",
    401: "没有密钥，或密钥无效、已停用 / no key, or one that is not valid or was revoked",
    403: "没有权限 / not allowed",
    404: "没有，或无权查看 / there is none, or none that you may see",
    409: "与现有情况冲突 / in conflict with what stands",
    413: "内容过大 / too large",
    415: "不支持的内容类型 / unsupported media type",
    422: "参数有误，errors 中逐项说明 / wrong parameters, each named in errors",
    429: "请求过于频繁 / too many requests",
    500: "系统出错 / internal error",
}

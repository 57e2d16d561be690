"""The page of the HTTP API, from its OpenAPI description."""

from collections.abc import Iterator
from typing import Any

from gongxin.cli.reference.markdown import code, page, table
from gongxin.core.text import Text
from gongxin.web.api.urls import api

METHODS = ("get", "post", "put", "patch", "delete")


def api_page(language: str) -> str:
    """Every operation with its parameters and answers."""
    schema: dict[str, Any] = api.get_openapi_schema()
    return page(
        language,
        Text("接口", "API").of(language) + f" {schema['info'].get('version', '')}",
        Text(
            "完整的 OpenAPI 描述在 `/api/v1/openapi.json`，可试用的说明在 `/api/v1/docs`。",
            "The full OpenAPI description is at `/api/v1/openapi.json`, a page to try it at `/api/v1/docs`.",
        ).of(language),
        str(schema["info"].get("description", "")),
        *[
            _operation(method, path, operation, language)
            for method, path, operation in operations(schema)
        ],
    )


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of every operation, as the schema orders them."""
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                yield method.upper(), path, methods[method]


def _operation(method: str, path: str, operation: dict[str, Any], language: str) -> str:
    summary, description = operation.get("summary", ""), operation.get("description", "")
    parts = [f"## `{method} {path}`", summary, "" if description == summary else description]
    if operation.get("security"):
        parts.append(Text("需要 API 密钥。", "Needs an API key.").of(language))
    parts.append(_parameters(operation.get("parameters", []), language))
    parts.append(_body(operation.get("requestBody"), language))
    parts.append(_answers(operation["responses"], language))
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _parameters(parameters: list[dict[str, Any]], language: str) -> str:
    if not parameters:
        return ""
    header = [
        Text("参数", "Parameter"),
        Text("位置", "In"),
        Text("类型", "Type"),
        Text("说明", "Meaning"),
    ]
    rows = [
        (
            code(p["name"]) + (" *" if p.get("required") else ""),
            p["in"],
            _type(p.get("schema", {})),
            p.get("description") or p.get("schema", {}).get("description", ""),
        )
        for p in parameters
    ]
    return table([title.of(language) for title in header], rows)


def _body(body: dict[str, Any] | None, language: str) -> str:
    if not body:
        return ""
    lines = []
    for media, content in body["content"].items():
        schema = content.get("schema", {})
        fields = ", ".join(map(code, schema.get("properties", {}))) or code(_type(schema))
        lines.append(f"* {code(media)}: {fields}")
    return Text("请求体", "Body").of(language) + "\n\n" + "\n".join(lines)


def _answers(responses: dict[Any, dict[str, Any]], language: str) -> str:
    rows = [
        (status, answer.get("description", ""), ", ".join(map(code, _answer_types(answer))))
        for status, answer in responses.items()
    ]
    header = [Text("状态", "Status"), Text("含义", "Meaning"), Text("内容", "Content")]
    return table([title.of(language) for title in header], rows)


def _answer_types(answer: dict[str, Any]) -> list[str]:
    return [_type(c.get("schema", {})) or media for media, c in answer.get("content", {}).items()]


def _type(schema: dict[str, Any]) -> str:
    """The short name of a JSON schema: ``string``, ``integer | null``, the name of a component."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(_type(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"{_type(schema.get('items', {}))}[]"
    kind = str(schema.get("type", ""))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    return f"{kind} ({schema['format']})" if "format" in schema else kind

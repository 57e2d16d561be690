"""The API itself: its routes, how it fails, and its description."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Swagger
from ninja.renderers import JSONRenderer

from gongxin.web.api.failing import answer_to
from gongxin.web.api.openapi import DESCRIPTION, completed
from gongxin.web.api.routes import (
    cases,
    commitments,
    items,
    records,
    repairs,
    reports,
    results,
    search,
    submissions,
)
from gongxin.web.api.strictness import strict


class ChineseRenderer(JSONRenderer):
    """JSON with Chinese as it is."""

    json_dumps_params = {"ensure_ascii": False}


class GongxinAPI(NinjaAPI):
    """A ninja API whose description also tells security, headers and problems."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """The OpenAPI description, complete."""
        return completed(super().get_openapi_schema(**options))

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """Every exception becomes a problem."""
        return answer_to(request, exc)


def make_api() -> GongxinAPI:
    """The API with all routes."""
    api = GongxinAPI(
        title="公信 Gongxin",
        version="1",
        description=DESCRIPTION,
        urls_namespace="api",
        openapi_url="/openapi.json",
        docs_url="/docs",
        # Its page asks nobody else: the assets are packaged, and the validator's badge is off.
        docs=Swagger(settings={"validatorUrl": None, "docExpansion": "list"}),
        renderer=ChineseRenderer(),
    )
    api.add_decorator(strict, mode="view")
    for module in (
        search,
        records,
        items,
        submissions,
        reports,
        cases,
        repairs,
        results,
        commitments,
    ):
        api.add_router("", module.router)
    return api

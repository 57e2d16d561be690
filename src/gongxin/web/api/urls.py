"""Addresses below ``/api/v1/``. Each answers as the API does, also those that do not exist."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path

from gongxin.web.api.edge import guarded
from gongxin.web.api.failing import no_such_address
from gongxin.web.api.service import make_api

api: Final = make_api()
_patterns, _app_name, _namespace = api.urls


def unknown(request: HttpRequest) -> HttpResponse:
    """The answer at any address that the API does not have."""
    return no_such_address(request)


def _guard(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    if isinstance(pattern, URLPattern):
        pattern.callback = guarded(pattern.callback)
    return pattern


app_name = _namespace
urlpatterns: Final = [*map(_guard, _patterns), re_path("", guarded(unknown))]

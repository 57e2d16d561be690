"""Addresses: portal at the root, staff under ``office/``, machines under ``api/v1/``."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from gongxin.web.health import health

urlpatterns: list[URLPattern | URLResolver] = [path("healthz", health, name="health")]

for prefix, module in (
    ("office/", "gongxin.web.office.urls"),
    ("api/v1/", "gongxin.web.api.urls"),
    ("", "gongxin.web.portal.urls"),
):
    if find_spec(module):
        urlpatterns.append(path(prefix, include(module)))

handler400 = "gongxin.web.errors.bad_request"
handler403 = "gongxin.web.errors.permission_denied"
handler404 = "gongxin.web.errors.page_not_found"
handler500 = "gongxin.web.errors.server_error"

"""Addresses: portal at the root, staff under ``office/``, machines under ``api/v1/``."""

from django.urls import include, path

from gongxin.web.health import health

urlpatterns = [
    path("healthz", health, name="health"),
    path("office/", include("gongxin.web.office.urls")),
    path("api/v1/", include("gongxin.web.api.urls")),
    path("", include("gongxin.web.portal.urls")),
]

handler400 = "gongxin.web.errors.bad_request"
handler403 = "gongxin.web.errors.permission_denied"
handler404 = "gongxin.web.errors.page_not_found"
handler500 = "gongxin.web.errors.server_error"

"""Error pages: what went wrong and what to do next, in the visitor's language, never a traceback."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from gongxin.apps.errors import ActionError
from gongxin.core.text import Text
from gongxin.web.language import say


class ActionErrorMiddleware:
    """Turns an :class:`ActionError` that a page did not handle into the page for its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers as if this were not here, unless :meth:`process_exception` steps in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The error page for an ActionError outside the API; None leaves the error to Django."""
        if not isinstance(error, ActionError) or request.path.startswith("/api/"):
            return None
        return error_page(request, error.status, error.text)


def error_page(request: HttpRequest, status: int, text: Text | None = None) -> HttpResponse:
    """The page for an HTTP ``status``; ``text`` says what exactly was wrong."""
    context = {
        "status": status,
        "heading": _heading(status),
        "detail": say(text) if text else _detail(status),
    }
    return render(request, "error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400."""
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler403."""
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler404; an address with one slash too many leads to the page without it."""
    if request.method == "GET" and _exists_without_slash(request.path_info):
        query = request.META.get("QUERY_STRING", "")
        address = request.path.rstrip("/") + (f"?{query}" if query else "")
        return HttpResponseRedirect(address)
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500; leans on nothing that may be what failed."""
    return error_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: the form was open too long, or cookies are off."""
    return error_page(
        request,
        403,
        Text(
            "这份表单已经失效（停留过久，或浏览器禁用了 Cookie）。请返回上一页，刷新后重新提交。",
            "This form is no longer valid: it was open too long, or your browser refuses cookies. "
            "Go back, reload the page and send it again.",
        ),
    )


def _exists_without_slash(path: str) -> bool:
    if not path.endswith("/") or not path.strip("/") or path.startswith("//"):
        return False
    try:
        resolve(path.rstrip("/"))
    except Resolver404:
        return False
    return True


def _heading(status: int) -> str:
    headings = {
        400: _("地址或内容有误"),
        403: _("没有权限"),
        404: _("没有找到这个页面"),
        409: _("与现有情况冲突"),
        413: _("内容过大"),
        422: _("内容有误"),
        429: _("访问过于频繁"),
    }
    return headings.get(status, _("系统出错了"))


def _detail(status: int) -> str:
    details = {
        400: _("请求无法理解。请检查网址中的内容，或者从首页重新查询。"),
        403: _("您没有查看此页或办理此事的权限。如需办理，请用有权限的账号登录。"),
        404: _("网址可能有误，或者内容已经停止公示、撤回。可以从首页重新查询。"),
        429: _("请稍等几分钟再试。"),
    }
    return details.get(
        status, _("不是您的问题。错误已经记录，请稍后再试；如仍不能使用，请联系信用管理机构。")
    )

"""What every answer below ``/api/v1`` has in common: caller, language, limits, headers, problems."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from ninja.utils import check_csrf

from gongxin.core.text import Text
from gongxin.web.api.failing import answer_to
from gongxin.web.api.problems import problem
from gongxin.web.api.rates import BUCKETS, Allowance, read_rate
from gongxin.web.api.reader import ApiRequest, Reader, address_of, reader_of
from gongxin.web.uploads import RawStoreUploadHandler

View = Callable[..., HttpResponseBase]
_SAFE: Final = ("GET", "HEAD", "OPTIONS", "TRACE")
_FRAME: Final = 1 << 20  # bytes that a multipart body may have around its file


def guarded(view: View) -> View:
    """``view`` as the API serves it. Its exceptions become problems; its headers are completed."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **path: Any) -> HttpResponseBase:
        language = _asked_language(request)
        with translation.override(language):
            response = _answer(view, cast(ApiRequest, request), args, path)
        response.headers["Content-Language"] = "en" if language == "en" else "zh-CN"
        patch_vary_headers(response, ("Accept-Language", "Authorization", "X-API-Key", "Cookie"))
        return response

    return csrf_exempt(answer)  # the check is made below, for signed-in officers only


def _answer(view: View, request: ApiRequest, args: Any, path: Any) -> HttpResponseBase:
    request.reader = Reader()
    refusal: HttpResponse | None = None
    try:
        request.reader = reader_of(request)
    except Exception as error:  # counted by address, so that keys cannot be tried out quickly
        refusal = answer_to(request, error)
    allowance = _take(request)
    refusal = _refuse_early(request, allowance) or refusal
    response = refusal or _served(view, request, args, path)
    for name, value in allowance.headers().items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", _caching(request))
    return response


def _served(view: View, request: ApiRequest, args: Any, path: Any) -> HttpResponseBase:
    """The view's own answer; HEAD is answered as GET without the content."""
    head = request.method == "HEAD"
    if head:
        request.method = "GET"
    try:
        response = view(request, *args, **path)
    except Exception as error:
        response = answer_to(request, error)
    if isinstance(response, HttpResponseNotAllowed):
        response = _not_allowed(request, response)
    if head and isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    elif head and isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _take(request: ApiRequest) -> Allowance:
    reader = request.reader
    if reader.key:
        return BUCKETS.take(f"key {reader.key}", read_rate(settings.GONGXIN_RATE_KEY))
    if reader.user:
        return BUCKETS.take(f"user {reader.user.pk}", read_rate(settings.GONGXIN_RATE_KEY))
    return BUCKETS.take(
        f"address {address_of(request)}", read_rate(settings.GONGXIN_RATE_ANONYMOUS)
    )


def _refuse_early(request: ApiRequest, allowance: Allowance) -> HttpResponse | None:
    """Too many requests, a body that cannot be taken, a form that a signed-in officer did not send."""
    if not allowance.granted:
        return _too_many(request, allowance)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length) > settings.GONGXIN_MAX_UPLOAD + _FRAME:
        limit = f"{settings.GONGXIN_MAX_UPLOAD / 1024**2:,.1f} MB"
        return problem(request, 413, "too_large", _TOO_LARGE.format(limit=limit))
    if request.content_type == "multipart/form-data":
        request.upload_handlers = [RawStoreUploadHandler(request)]
    if request.reader.user and request.method not in _SAFE and check_csrf(request):
        return problem(request, 403, "csrf", _CSRF)
    return None


def _too_many(request: HttpRequest, allowance: Allowance) -> HttpResponse:
    rate = allowance.rate
    text = _TOO_MANY.format(limit=rate.limit, period=rate.period, retry=allowance.retry)
    headers = {"Retry-After": str(allowance.retry)}
    return problem(request, 429, "too_many_requests", text, headers=headers)


def _not_allowed(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    methods = sorted(part.strip() for part in response.headers["Allow"].split(","))
    if "GET" in methods:
        methods.insert(methods.index("GET") + 1, "HEAD")
    allow = ", ".join(methods)
    text = _NOT_ALLOWED.format(method=(request.method or "")[:20], allow=allow)
    return problem(request, 405, "method_not_allowed", text, headers={"Allow": allow})


def _asked_language(request: HttpRequest) -> str:
    """The first of the two languages that ``Accept-Language`` names; Chinese when it names neither."""
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]):
        if tag.startswith("en"):
            return "en"
        if tag.startswith("zh"):
            break
    return "zh-hans"


def _caching(request: ApiRequest) -> str:
    if request.reader.known or request.method not in _SAFE:
        return "private, no-store"
    return "private, max-age=0, must-revalidate"


_TOO_MANY: Final = Text(
    "请求过于频繁：每 {period} 秒最多 {limit} 次；请在 {retry} 秒后再试。",
    "Too many requests: at most {limit} in {period} seconds; try again in {retry} seconds.",
)
_TOO_LARGE: Final = Text(
    "内容超过上限 {limit}。请拆分后分批报送。",
    "The content is larger than {limit}. Split it and submit it in parts.",
)
_CSRF: Final = Text(
    "以登录身份提交时须带有效的 X-CSRFToken；程序请改用 API 密钥。",
    "A signed-in officer's request needs a valid X-CSRFToken; programs use an API key instead.",
)
_NOT_ALLOWED: Final = Text(
    "这个地址不支持 {method}；可用：{allow}。",
    "This address does not take {method}; it takes {allow}.",
)

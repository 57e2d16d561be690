"""Which problem an exception becomes. Whatever happens, the caller gets a problem, no traceback."""

import logging
import secrets
from typing import Final

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja.errors import AuthenticationError, HttpError, ValidationError

from gongxin.apps.errors import ActionError, Invalid
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text
from gongxin.web.api.faults import fault_of
from gongxin.web.api.problems import Fault, problem
from gongxin.web.api.reader import BadKey

logger = logging.getLogger("gongxin.api")

CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="gongxin"'}


class Refused(GongxinError):
    """A request that is refused as it stands, with an HTTP status and the faults found in it."""

    def __init__(
        self, status: int, code: str, text: Text, faults: list[Fault] | None = None
    ) -> None:
        super().__init__(code, text)
        self.status = status
        self.faults = faults or []


def answer_to(request: HttpRequest, error: Exception) -> HttpResponse:
    """The problem that tells the caller about ``error``."""
    match error:
        case BadKey():
            return problem(request, 401, error.code, error.text, headers=CHALLENGE)
        case AuthenticationError():
            return problem(request, 401, "no_key", _NO_KEY, headers=CHALLENGE)
        case Refused():
            return problem(request, error.status, error.code, error.text, faults=error.faults)
        case Invalid():  # as described, yet not possible today: 422 is kept for what is not
            return problem(request, 409, error.code, error.text)
        case ActionError():
            return problem(request, error.status, error.code, error.text)
        case ValidationError():
            faults = [fault_of(request, one) for one in error.errors]
            return problem(request, 422, "invalid_parameters", _INVALID, faults=faults)
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            return problem(request, 413, "too_large", _TOO_LARGE)
        case MultiPartParserError() | UnreadablePostError() | HttpError(status_code=400):
            return problem(request, 400, "unreadable_body", _UNREADABLE)
        case Http404():
            return no_such_address(request)
    return failed(request, error)


def no_such_address(request: HttpRequest) -> HttpResponse:
    """The problem for an address that the API does not have."""
    return problem(request, 404, "no_such_address", _NO_ADDRESS)


def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """The problem for a fault of ours; the log has the details under the same reference."""
    reference = secrets.token_hex(4)
    logger.error(
        "%s %s failed, reference %s", request.method, request.path, reference, exc_info=error
    )
    return problem(request, 500, "internal", _FAILED.format(reference=reference))


_NO_KEY: Final = Text(
    "此项操作需要部门的 API 密钥：请在“Authorization: Bearer gx_…”或“X-API-Key: gx_…”中提供。",
    "This needs a department's API key: send it as “Authorization: Bearer gx_…” or "
    "“X-API-Key: gx_…”.",
)
_INVALID: Final = Text(
    "请求中的参数有误，逐项说明见 errors。",
    "Some parameters of the request are wrong; errors names each of them.",
)
_TOO_LARGE: Final = Text(
    "请求过大：字段过多，或某个字段过长。文件请作为带文件名的 file 上传。",
    "The request is too large: too many fields, or a field is too long. Send a file as “file”, "
    "with a file name.",
)
_UNREADABLE: Final = Text(
    "请求体无法读懂：格式与 Content-Type 不符，或者没有传完。",
    "The body cannot be read: it is not what its Content-Type says, or it broke off.",
)
_NO_ADDRESS: Final = Text(
    "接口没有这个地址；全部地址见 /api/v1/docs。",
    "The API has no such address; /api/v1/docs lists all of them.",
)
_FAILED: Final = Text(
    "系统出错，不是您的问题。错误已经记录，编号 {reference}；请稍后再试。",
    "Something failed here, not on your side. It was recorded under {reference}; try again later.",
)

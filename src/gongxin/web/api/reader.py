"""Who is calling: nobody in particular, a department by its key, or an officer who signed in."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final, cast

from django.conf import settings
from django.http import HttpRequest

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.accounts.permissions import department_of
from gongxin.apps.accounts.queries import key_by_plain
from gongxin.apps.audit.actions.log_reading import log_reading
from gongxin.apps.audit.models import FileReading
from gongxin.apps.records.visibility import Viewer, viewer_for, viewer_for_department
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text


@dataclass(frozen=True, slots=True)
class Reader:
    """A caller. ``key`` is the prefix of its API key; ``user`` is set for a signed-in officer only."""

    department: Department | None = None
    user: User | None = None
    key: str = ""

    @property
    def viewer(self) -> Viewer:
        """What the caller may see."""
        return viewer_for(self.user) if self.user else viewer_for_department(self.department)

    @property
    def known(self) -> bool:
        """Whether the caller said who it is."""
        return bool(self.key) or self.user is not None

    def note_reading(self, subject_id: int | None, what: FileReading.What) -> None:
        """Logs that a department looked at an organisation's file; the public is not tracked."""
        if self.viewer.level != "public":
            log_reading(
                subject_id=subject_id,
                what=what,
                channel=FileReading.Channel.API,
                officer=self.user,
                department=self.department,
                api_key=self.key,
            )


class BadKey(GongxinError):
    """A key was presented that opens nothing."""


class ApiRequest(HttpRequest):
    """A request as the routes see it: its caller is known."""

    reader: Reader


def reader_of(request: HttpRequest) -> Reader:
    """The caller behind ``request``; :class:`BadKey` when its key is unknown, revoked or malformed."""
    plain = _presented_key(request)
    if plain is not None:
        key = key_by_plain(plain)
        if key is None:
            raise BadKey("bad_key", _BAD_KEY)
        return Reader(department=key.department, key=key.prefix)
    if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, User):
        return Reader(department=department_of(request.user), user=request.user)
    return Reader()


def address_of(request: HttpRequest) -> str:
    """The address that requests are counted by: of IPv6 the network, of which one caller has many.

    The proxy's word on it is taken only where ``GONGXIN_TLS=1`` says that there is a proxy.
    """
    address: str = request.META.get("REMOTE_ADDR", "")
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    try:
        read = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(read, IPv6Address) and read.ipv4_mapped is None:
        return f"{IPv6Address(int(read) >> 64 << 64)}/64"
    return str(getattr(read, "ipv4_mapped", None) or read)


def _presented_key(request: HttpRequest) -> str | None:
    header = request.headers.get("Authorization")
    if header is None:
        return request.headers.get("X-API-Key")
    scheme, _, key = header.partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


class _NeedsDepartment:
    """Lets nobody pass who does not act for a department; ninja asks it before reading anything."""

    openapi_security_schema: Final[
        dict[str, str]
    ] = {}  # its schemes are in gongxin.web.api.openapi

    def __call__(self, request: HttpRequest) -> Reader | None:
        reader = cast(ApiRequest, request).reader
        return reader if reader.known else None


NEEDS_KEY: Final = _NeedsDepartment()

_BAD_KEY: Final = Text(
    "密钥无效或已停用。请在“Authorization: Bearer gx_…”或“X-API-Key: gx_…”中提供有效的密钥。",
    "The key is not valid or was revoked. Send a valid one as “Authorization: Bearer gx_…” or "
    "“X-API-Key: gx_…”.",
)

"""Who is looking at a public page, and the headers that every public page carries."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.actions.log_reading import log_reading
from gongxin.apps.audit.models import FileReading
from gongxin.apps.records.visibility import PUBLIC, Viewer, viewer_for

_FOR_ALL: Final = "private, max-age=0, must-revalidate"
_FOR_ONE: Final = "private, no-store"


def viewer_of(request: HttpRequest) -> Viewer:
    """The reader behind ``request``; without a session cookie no session is opened to find out."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return PUBLIC
    return viewer_for(request.user)


def note_reading(request: HttpRequest, subject_id: int | None, what: FileReading.What) -> None:
    """Logs that an officer looked at an organisation's file; the public is not tracked."""
    if viewer_of(request).level == "public" or not isinstance(request.user, User):
        return
    log_reading(
        subject_id=subject_id,
        what=what,
        channel=FileReading.Channel.PORTAL,
        officer=request.user,
    )


def page(
    request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """Renders a portal page; what only a signed-in reader may see is never left in a cache."""
    response = render(request, template, context, status=status)
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    response["Cache-Control"] = _FOR_ONE if signed_in else _FOR_ALL
    return response

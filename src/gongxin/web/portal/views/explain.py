"""Pages of plain words: what Gongxin will not do, and how to contest or repair a record."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongxin.web.portal.viewing import page


@require_safe
def principles(request: HttpRequest) -> HttpResponse:
    """What Gongxin will not do, and why."""
    return page(request, "portal/principles.html", {"section": "principles"})


@require_safe
def contest(request: HttpRequest) -> HttpResponse:
    """How an organisation objects to a record or has it repaired."""
    return page(request, "portal/contest.html", {"section": "contest"})

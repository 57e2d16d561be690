"""The front page: search, what is new, and how much is on file."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongxin.apps.records.queries import latest
from gongxin.web.language import current
from gongxin.web.portal.figures import figures
from gongxin.web.portal.lines import line_of
from gongxin.web.portal.viewing import page

NEWS: Final = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    language = current()
    context: dict[str, object] = {
        "section": "home",
        "figures": figures(language),
        "news": [line_of(record, language, remedied=False) for record in latest(n=NEWS)],
    }
    return page(request, "portal/home.html", context)

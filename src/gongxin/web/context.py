"""What every page's frame needs: city, language, the address to come back to.

Nothing here may touch the session or the database: public pages are read by visitors without either.
"""

from typing import Final, TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from gongxin.core.text import Language
from gongxin.web.language import PARAMETER, current

DEMO_CITY: Final = gettext_noop("公信市")  # the one city whose name has English


class Site(TypedDict):
    """The values that ``base.html`` reads."""

    city: str
    language: Language
    other_language: Language
    html_language: str
    here: str
    signed_in: bool


def site(request: HttpRequest) -> dict[str, Site]:
    """Template context: ``site``. ``signed_in`` only means that a session cookie was sent."""
    language = current()
    return {
        "site": {
            "city": gettext(settings.GONGXIN_CITY),
            "language": language,
            "other_language": "zh" if language == "en" else "en",
            "html_language": "en" if language == "en" else "zh-CN",
            "here": _address_without_language(request),
            "signed_in": settings.SESSION_COOKIE_NAME in request.COOKIES,
        }
    }


def _address_without_language(request: HttpRequest) -> str:
    """This page's own address, less ``?lang=``, which would override the choice just made."""
    if request.method != "GET" or not request.META.get("QUERY_STRING"):
        return request.path
    kept = [(key, v) for key, vs in request.GET.lists() if key != PARAMETER for v in vs]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path

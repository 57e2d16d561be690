"""Which of the two languages a visitor reads: ``?lang=`` first, then the cookie, else Chinese.

The browser's ``Accept-Language`` is not asked: an official page starts in Chinese for everyone and
stays in the language that the visitor chose.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gongxin.core.text import Language, Text

COOKIE: Final = "gongxin_language"
PARAMETER: Final = "lang"
_A_YEAR: Final = 365 * 24 * 3600
_SPELLINGS: Final[dict[str, Language]] = {
    "zh": "zh",
    "zh-cn": "zh",
    "zh-hans": "zh",
    "en": "en",
    "en-gb": "en",
    "en-us": "en",
}
_TAGS: Final[dict[Language, str]] = {"zh": "zh-hans", "en": "en"}


class LanguageMiddleware:
    """Activates the visitor's language for one request and remembers a choice made by ``?lang=``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, made in the visitor's language."""
        asked = _SPELLINGS.get(request.GET.get(PARAMETER, "").lower())
        language = asked or _SPELLINGS.get(request.COOKIES.get(COOKIE, "").lower(), "zh")
        with translation.override(_TAGS[language]):
            request.LANGUAGE_CODE = _TAGS[language]
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", "zh-CN" if language == "zh" else "en")
        patch_vary_headers(response, ["Cookie"])
        if asked:
            _remember(response, asked)
        return response


def current() -> Language:
    """The language of the request that is being answered."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh"


def say(text: Text) -> str:
    """``text`` in the language of the request that is being answered."""
    return text.of(current())


@csrf_exempt  # a forged choice of language harms nobody, and public pages need no cookie for it
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remembers the language posted as ``language`` and goes back to the page posted as ``next``."""
    chosen = _SPELLINGS.get(request.POST.get("language", "").lower(), "zh")
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    _remember(response, chosen)
    return response


def _remember(response: HttpResponse, language: Language) -> None:
    response.set_cookie(COOKIE, language, max_age=_A_YEAR, samesite="Lax")

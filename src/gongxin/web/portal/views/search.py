"""Searching organisations by part of a name or a code."""

from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from gongxin.apps.subjects.queries import FoundSubject, SearchPage, search_subjects
from gongxin.core.dates import instant
from gongxin.core.identifiers.normalise import normalise
from gongxin.core.text import Text
from gongxin.law.statuses import status_title
from gongxin.web.language import current
from gongxin.web.paging import paging, read_page
from gongxin.web.portal.parameters import unknown
from gongxin.web.portal.values import now, region_name
from gongxin.web.portal.viewing import page
from gongxin.web.portal.words import kind_title

LONGEST: Final = 100
SIZE: Final = 20
_BY: Final = {
    "former_name": Text("曾用名：{value}", "Former name: {value}"),
    "regno": Text("工商注册号：{value}", "Registration number: {value}"),
    "orgcode": Text("组织机构代码：{value}", "Organisation code: {value}"),
}


class Hit(NamedTuple):
    """One organisation found, ready to print."""

    code: str
    name: str
    kind: str
    region: str
    status: str
    matched: str
    in_register: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Organisations whose name or code contains ``?q=``; a whole code leads to the file itself."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    number = read_page(request.GET.get("page"))
    found = search_subjects(text, page=number or 1, size=SIZE)
    if text and "HX-Request" not in request.headers and (code := _whole_code(text, found)):
        return HttpResponseRedirect(reverse("portal:subject", args=[code]))
    language = current()
    context = {
        "section": "home",
        "text": text,
        "found": found,
        "hits": [_hit(one, text, language) for one in found.subjects],
        "paging": paging(number or 1, SIZE, found.total, [("q", text)]),
        "at": instant(now()),
        "unknown": unknown(request, ("q", "page")),
        "bad_page": None if number else request.GET.get("page", "")[:20],
    }
    return page(request, "portal/search.html", context, status=200 if number else 400)


def _whole_code(text: str, found: SearchPage) -> str | None:
    code = normalise(text)
    if len(code) == 18 and found.total == 1 and found.subjects and found.subjects[0].code == code:
        return code
    return None


def _hit(one: FoundSubject, text: str, language: str) -> Hit:
    by = _BY.get(one.by)
    return Hit(
        code=one.code,
        name=_marked(one.name, text),
        kind=kind_title(one.kind, language),
        region=region_name(one.region),
        status=status_title(one.status).of(language),
        matched=by.format(value=one.matched).of(language) if by else "",
        in_register=one.in_register,
    )


def _marked(name: str, text: str) -> str:
    """The name with the part that was asked for marked, where it occurs as it was typed."""
    start = name.upper().find(text.upper()) if text else -1
    if start < 0 or len(name.upper()) != len(name):
        return name
    end = start + len(text)
    return format_html("{}<mark>{}</mark>{}", name[:start], name[start:end], name[end:])

"""The organisation's desk: its file, what ends when, and what waits for it."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongxin.apps.audit.readings import readings_of
from gongxin.apps.cases.eligibility import repairable
from gongxin.apps.cases.queries import cases_for
from gongxin.apps.cases.views import CaseFilters
from gongxin.apps.errors import NotFound
from gongxin.apps.records.queries import history, remedies
from gongxin.apps.records.visibility import viewer_for
from gongxin.law.load import load_catalogue
from gongxin.web.csv_export import csv_response
from gongxin.web.language import say
from gongxin.web.office.access import OwnRequest, own_page
from gongxin.web.office.asked import Asked
from gongxin.web.office.own_file import VIEWS, View, endings, own_file, own_record
from gongxin.web.office.values import shown
from gongxin.web.office.views.queue import NO_RECORD

LATEST = 5


@require_safe
@own_page
def desk(request: OwnRequest) -> HttpResponse:
    """What the organisation should know first: what ends when, its cases, who looked."""
    own = own_file(request.officer, request.subject, "authorities")
    context = {
        "section": "desk",
        "subject": request.subject,
        "endings": endings(own.file),
        "cases": cases_for(request.officer, CaseFilters(open=True), size=LATEST),
        "letters": cases_for(
            request.officer, CaseFilters(kind="commitment", state="requested"), size=LATEST
        ),
        "unread": request.unread(),
        "hidden": own.hidden,
        "readings": readings_of(request.subject, size=LATEST),
    }
    return render(request, "office/desk.html", context)


@require_safe
@own_page
def file(request: OwnRequest) -> HttpResponse:
    """The own file as the public sees it or as authorities do."""
    asked = Asked(request)
    view = view_of(asked)
    own = own_file(request.officer, request.subject, view)
    item = asked.choice("item", own.file.counts)
    context = {
        "section": "file",
        "subject": request.subject,
        "own": own,
        "view": view,
        "item": item,
        "problems": asked.problems,
        "items": [load_catalogue().items[i] for i, n in own.file.counts.items() if n],
        "groups": list(own.groups(item)),
    }
    return render(request, "office/own_file.html", context)


@require_safe
@own_page
def export(request: OwnRequest) -> HttpResponseBase:
    """The file in the chosen view as CSV: one line for each field of each record."""
    header = [
        _("记录编号"),
        _("类别"),
        _("决定日期"),
        _("公示至"),
        _("状态"),
        _("部门"),
        _("字段"),
        _("内容"),
    ]
    view = view_of(Asked(request))
    name = f"credit-file-{request.subject.code}-{view}.csv"
    return csv_response(name, header, list(_rows(request, view)))


@require_safe
@own_page
def record(request: OwnRequest, uid: UUID) -> HttpResponse:
    """One record of the own file: what it says to whom, when it ends, and what can be done."""
    try:
        inside, public = own_record(request.officer, request.subject, uid)
    except LookupError as error:
        raise NotFound("no_record", NO_RECORD) from error
    outside = {field.code: value for field, value in public.fields} if public else {}
    context = {
        "section": "file",
        "record": inside,
        "public": public,
        "fields": [(field, value, outside.get(field.code)) for field, value in inside.fields],
        "remedies": remedies(inside),
        "repairable": any(one.qualifies for one in repairable(request.subject, [uid])),
        "cases": cases_for(request.officer, CaseFilters(record=uid), size=LATEST),
        "history": history(uid, viewer=viewer_for(request.officer, about=request.subject)),
    }
    return render(request, "office/own_record.html", context)


def view_of(asked: Asked) -> View:
    """The view that the address asks for; the public's when it says none."""
    return "authorities" if asked.choice("view", VIEWS) == "authorities" else "public"


def _rows(request: OwnRequest, view: View) -> Iterator[list[str]]:
    own = own_file(request.officer, request.subject, view, per_item=10_000)
    item = Asked(request).choice("item", own.file.counts)
    for one in (r for r in own.file.records if item in ("", r.item.id)):
        for field, value in one.fields:
            yield [
                str(one.id),
                say(one.item.title),
                one.decided_on.isoformat(),
                one.public_until.isoformat() if one.public_until else "",
                say(one.state_text),
                one.department,
                say(field.title),
                shown(field, value),
            ]

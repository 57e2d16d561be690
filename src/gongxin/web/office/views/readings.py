"""Who has looked at the organisation's file: the log as the organisation may know it."""

from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongxin.apps.audit.readings import (
    ReadingFilters,
    departments_that_read,
    readings_of,
)
from gongxin.core.dates import instant
from gongxin.web.csv_export import csv_response
from gongxin.web.language import say
from gongxin.web.office import wording
from gongxin.web.office.access import OwnRequest, own_page
from gongxin.web.office.addresses import page_of, query_of
from gongxin.web.office.asked import Asked
from gongxin.web.paging import paging

SIZE = 30
EXPORT = 10_000


@require_safe
@own_page
def readings(request: OwnRequest) -> HttpResponse:
    """One page of the log, newest first."""
    number, asked = page_of(request), Asked(request)
    filters = filters_of(asked)
    page = readings_of(request.subject, filters, page=number, size=SIZE)
    context = {
        "section": "readings",
        "page": page,
        "filters": filters,
        "problems": asked.problems,
        "filtered": filters != ReadingFilters(),
        "departments": departments_that_read(request.subject),
        "channels": wording.READ_THROUGH.items(),
        "whats": wording.READ_WHAT.items(),
        "paging": paging(number, SIZE, page.total, query_of(request)),
        "query": request.GET.urlencode(),
    }
    return render(request, "office/readings.html", context)


@require_safe
@own_page
def export(request: OwnRequest) -> HttpResponseBase:
    """The filtered log as CSV."""
    header = [_("时间"), _("部门"), _("部门代码"), _("途径"), _("查看内容")]
    return csv_response(f"readings-{request.subject.code}.csv", header, list(_rows(request)))


def filters_of(asked: Asked) -> ReadingFilters:
    """The filters in the address."""
    return ReadingFilters(
        department=asked.text("department", 18),
        channel=asked.choice("channel", wording.READ_THROUGH),
        what=asked.choice("what", wording.READ_WHAT),
        first=asked.day("first"),
        last=asked.day("last"),
    )


def _rows(request: OwnRequest) -> Iterator[list[str]]:
    page = readings_of(request.subject, filters_of(Asked(request)), page=1, size=EXPORT)
    for one in page.readings:
        yield [
            instant(one.at),
            say(one.department) if one.department else _("平台管理员"),
            one.department_code,
            say(wording.READ_THROUGH[one.channel]),
            say(wording.READ_WHAT[one.what]),
        ]

"""Notices: what the reader has been told, and reading it."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongxin.apps.accounts.actions.change_email import change_email
from gongxin.apps.errors import ActionError, NotFound
from gongxin.apps.notices.actions.read_notices import read_notices
from gongxin.apps.notices.queries import NoticeFilters, notice_for, notices_for
from gongxin.core.dates import instant
from gongxin.core.text import Text
from gongxin.web.csv_export import csv_response
from gongxin.web.language import say
from gongxin.web.office import wording
from gongxin.web.office.access import OfficeRequest, office_page
from gongxin.web.office.addresses import page_of, query_of
from gongxin.web.office.asked import Asked
from gongxin.web.paging import paging

SIZE = 25
EXPORT = 10_000


@require_safe
@office_page
def notices(request: OfficeRequest) -> HttpResponse:
    """One page of the reader's notices, newest first."""
    number, asked = page_of(request), Asked(request)
    filters = filters_of(asked)
    page = notices_for(request.officer, filters, page=number, size=SIZE)
    context = {
        "section": "notices",
        "page": page,
        "filters": filters,
        "problems": asked.problems,
        "filtered": filters != NoticeFilters(),
        "kinds": wording.NOTICE_KINDS.items(),
        "paging": paging(number, SIZE, page.total, query_of(request)),
        "query": request.GET.urlencode(),
        "email": request.officer.email,
    }
    return render(request, "office/notices.html", context)


@require_safe
@office_page
def export(request: OfficeRequest) -> HttpResponseBase:
    """The filtered notices as CSV."""
    header = [_("时间"), _("通知类别"), _("内容"), _("截止"), _("是否已读")]
    return csv_response("notices.csv", header, list(_rows(request)))


@require_safe
@office_page
def open_notice(request: OfficeRequest, number: int) -> HttpResponse:
    """Notes that the notice was read and leads to where something can be done."""
    notice = notice_for(request.officer, number)
    if notice is None:
        raise NotFound("no_notice", NO_NOTICE)
    read_notices(user=request.officer, notices=[notice.pk])
    return redirect(notice.link)


@require_POST
@office_page
def read_all(request: OfficeRequest) -> HttpResponse:
    """Marks every notice as read."""
    read_notices(user=request.officer)
    return redirect("office:notices")


@require_http_methods(["POST"])
@office_page
def email(request: OfficeRequest) -> HttpResponse:
    """Keeps the address that notices are mailed to."""
    try:
        user = change_email(user=request.officer, email=request.POST.get("email", ""))
    except ActionError as error:
        messages.error(request, say(error.text))
    else:
        said = _("通知今后也会发到 %(email)s。") if user.email else _("不再发送邮件通知。")
        messages.success(request, said % {"email": user.email})
    return redirect("office:notices")


def filters_of(asked: Asked) -> NoticeFilters:
    """The filters in the address."""
    kind = asked.choice("kind", wording.NOTICE_KINDS)
    return NoticeFilters(kind=kind, unread=asked.flag("unread"))


def _rows(request: OfficeRequest) -> Iterator[list[str]]:
    filters = filters_of(Asked(request))
    page = notices_for(request.officer, filters, page=1, size=EXPORT)
    for notice in page.notices:
        yield [
            instant(notice.created_at),
            say(wording.notice_kind(notice.kind)),
            say(notice.text),
            notice.due_on.isoformat() if notice.due_on else "",
            _("未读") if getattr(notice, "unread", False) else _("已读"),
        ]


NO_NOTICE = Text(
    "没有这条通知，或者它不是发给您的。",
    "There is no such notice, or it was not sent to you.",
)

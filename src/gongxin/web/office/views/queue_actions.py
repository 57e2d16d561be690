"""What can be done with a waiting row. Each answers with the next row, or says why not."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongxin.apps.errors import ActionError
from gongxin.apps.records.actions.create_subject_and_link import create_subject_and_link
from gongxin.apps.records.actions.link_record import link_record
from gongxin.apps.records.actions.send_back_record import send_back_record
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.forms import CreateSubjectForm, ReasonForm
from gongxin.web.office.views.queue import Tried, row_page, waiting_record

CHECKED = "工作人员核对后关联"  # the reason on file when the officer gave none


@require_POST
@staff_page
def link(request: StaffRequest, uid: UUID) -> HttpResponse:
    """Ties the row to the organisation with the posted code."""
    code = request.POST.get("code", "").strip()[:40]
    return tried(
        request,
        uid,
        lambda: link_record(
            uid=uid,
            code=code,
            officer=request.officer,
            revision=seen_revision(request),
            reason=request.POST.get("reason", "").strip()[:500] or CHECKED,
        ),
        _("已关联到 %(code)s。") % {"code": code},
    )


@require_POST
@staff_page
def create(request: StaffRequest, uid: UUID) -> HttpResponse:
    """Creates the organisation and ties the row to it."""
    form = CreateSubjectForm(request.POST)
    if not form.is_valid():
        return row_page(request, waiting_record(request, uid), Tried(create=form))
    answers = form.cleaned_data
    return tried(
        request,
        uid,
        lambda: create_subject_and_link(
            uid=uid,
            code=answers["code"],
            name=answers["name"],
            region=answers["region"],
            reason=answers["reason"],
            officer=request.officer,
            revision=seen_revision(request),
        ),
        _("已新建“%(name)s”并关联。") % {"name": answers["name"]},
        create=form,
    )


@require_POST
@staff_page
def send_back(request: StaffRequest, uid: UUID) -> HttpResponse:
    """Sends the row back to the department that filed it."""
    form = ReasonForm(request.POST, prefix="back")
    if not form.is_valid():
        return row_page(request, waiting_record(request, uid), Tried(send_back=form))
    return tried(
        request,
        uid,
        lambda: send_back_record(
            uid=uid,
            officer=request.officer,
            revision=seen_revision(request),
            reason=form.cleaned_data["reason"],
        ),
        _("已退回报送部门。"),
        send_back=form,
    )


def seen_revision(request: StaffRequest) -> int | None:
    """The revision that the officer decided on, so that nobody overrules what was not seen."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 6 else None


def tried(
    request: StaffRequest,
    uid: UUID,
    act: Callable[[], object],
    done: str,
    *,
    create: CreateSubjectForm | None = None,
    send_back: ReasonForm | None = None,
) -> HttpResponse:
    """Does ``act``: on to the queue, or the row's page again with what stood against it."""
    record = waiting_record(request, uid)
    try:
        act()
    except ActionError as error:
        refused = Tried(error, create, send_back, error.status)
        return row_page(request, waiting_record(request, uid), refused)
    messages.success(request, f"{record.subject_name}：{done}")
    return redirect("office:queue")

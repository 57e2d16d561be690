"""One record as staff see it, with its history, and withdrawing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongxin.apps.audit.actions.log_reading import log_reading
from gongxin.apps.audit.models import FileReading
from gongxin.apps.cases.actions.quash_decision import quash_decision
from gongxin.apps.errors import ActionError, NotFound
from gongxin.apps.records import queries
from gongxin.apps.records.actions.withdraw_record import withdraw_record
from gongxin.apps.records.tracing import link_trace
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import viewer_for
from gongxin.web.language import say
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.forms import WithdrawForm
from gongxin.web.office.views.queue import NO_RECORD


@require_safe
@staff_page
def record(request: StaffRequest, uid: UUID) -> HttpResponse:
    """One record with all its fields that the officer may see, its source and its history."""
    shown = seen(request, uid)
    viewer = viewer_for(request.officer)
    log_reading(
        subject_id=shown.subject_id,
        what=FileReading.What.RECORD,
        channel=FileReading.Channel.OFFICE,
        officer=request.officer,
    )
    context = {
        "section": "submissions",
        "record": shown,
        "own": viewer.level_for(shown.department_id) == "full",
        "may_withdraw": may_withdraw(request, shown),
        "may_unlink": may_unlink(request, shown),
        "trace": link_trace(uid, viewer=viewer),
        "history": queries.history(uid, viewer=viewer),
        "acts": queries.acts_about(uid, viewer=viewer),
        "remedies": queries.remedies(shown),
    }
    return render(request, "office/record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def withdraw(request: StaffRequest, uid: UUID) -> HttpResponse:
    """Asks for the reason, and by what the decision was quashed where it was, and withdraws the record."""
    shown = seen(request, uid)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                _take_down(request, uid, **form.cleaned_data)
            except ActionError as error:
                form.add_error(None, say(error.text))
                status = error.status
            else:
                messages.success(request, _("已撤回。公众从现在起看不到这条记录。"))
                return redirect("office:record", uid=uid)
        else:
            status = 422
    context = {
        "section": "submissions",
        "record": shown,
        "form": form,
        "may_withdraw": may_withdraw(request, shown),
    }
    return render(request, "office/withdraw.html", context, status=status)


def _take_down(request: StaffRequest, uid: UUID, *, reason: str, document: str) -> None:
    if document:
        quash_decision(officer=request.officer, uid=uid, document=document, reason=reason)
    else:
        withdraw_record(officer=request.officer, uid=uid, reason=reason)


def seen(request: StaffRequest, uid: UUID) -> RecordView:
    """The record as the officer may see it now; NotFound otherwise."""
    viewer = viewer_for(request.officer)
    shown = queries.record_by_uid(uid, viewer=viewer, as_of=queries.as_of())
    if shown is None:
        raise NotFound("no_record", NO_RECORD)
    return shown


def may_withdraw(request: StaffRequest, shown: RecordView) -> bool:
    """Whether to offer withdrawal: own records, for the credit office all, that still stand."""
    own = request.department.is_credit_office or shown.department_id == request.department.pk
    return own and shown.state != "withdrawn"


def may_unlink(request: StaffRequest, shown: RecordView) -> bool:
    """Whether to offer it: a linked record that still stands, of the own department or any."""
    own = request.department.is_credit_office or shown.department_id == request.department.pk
    return own and shown.subject_id is not None and shown.state != "withdrawn"

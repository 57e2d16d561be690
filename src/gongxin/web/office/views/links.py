"""Undoing a link, and judging a candidate without linking."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongxin.apps.errors import ActionError
from gongxin.apps.records.actions.judge_candidate import judge_candidate
from gongxin.apps.records.actions.unlink_record import unlink_record
from gongxin.web.language import say
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.forms import ReasonForm
from gongxin.web.office.views.queue_actions import seen_revision, tried
from gongxin.web.office.views.records import may_unlink, seen

LOOKED = "工作人员核对候选后判断"  # the reason on file when the officer gave none


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def unlink(request: StaffRequest, uid: UUID) -> HttpResponse:
    """Asks for the reason, takes the record off its organisation and back to the queue."""
    shown = seen(request, uid)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                unlink_record(
                    uid=uid,
                    officer=request.officer,
                    revision=seen_revision(request),
                    reason=form.cleaned_data["reason"],
                )
            except ActionError as error:
                form.add_error(None, say(error.text))
                status = error.status
            else:
                messages.success(request, _("已解除关联，并记下“不是同一个”。这条记录回到待关联。"))
                return redirect("office:record", uid=uid)
        else:
            status = 422
    context = {
        "section": "queue",
        "record": shown,
        "form": form,
        "may_unlink": may_unlink(request, shown),
    }
    return render(request, "office/unlink.html", context, status=status)


@require_POST
@staff_page
def judge(request: StaffRequest, uid: UUID) -> HttpResponse:
    """Keeps "not the same" or "unsure" about the row and one candidate."""
    code = request.POST.get("code", "").strip()[:40]
    return tried(
        request,
        uid,
        lambda: judge_candidate(
            uid=uid,
            code=code,
            verdict=request.POST.get("verdict", ""),
            officer=request.officer,
            revision=seen_revision(request),
            reason=request.POST.get("reason", "").strip()[:500] or LOOKED,
        ),
        _("已记下对 %(code)s 的判断。") % {"code": code},
    )

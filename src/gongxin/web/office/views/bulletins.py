"""Publishing bulletins, and looking at their drafts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongxin.apps.accounts.permissions import is_credit_office
from gongxin.apps.errors import ActionError, NotAllowed
from gongxin.apps.quality.actions.publish_bulletin import publish_bulletin
from gongxin.apps.quality.bulletins import bulletin_pdf
from gongxin.apps.quality.periods import read_period
from gongxin.core.text import Text
from gongxin.web.language import current, say
from gongxin.web.office.access import StaffRequest, staff_page


@require_POST
@staff_page
def publish(request: StaffRequest) -> HttpResponse:
    """Publishes the bulletin of the period that was posted."""
    period = request.POST.get("period", "")
    try:
        publish_bulletin(officer=request.officer, period=period)
    except ActionError as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, _("通报已发布，公众可以在“数据质量通报”中看到。"))
    return redirect("office:quality")


@require_safe
@staff_page
def draft_pdf(request: StaffRequest, period: str) -> HttpResponse:
    """The bulletin as it would be published now; for the credit office only."""
    if not is_credit_office(request.officer):
        raise NotAllowed("not_credit_office", NOT_OFFICE)
    asked = read_period(period)
    response = HttpResponse(bulletin_pdf(asked, current()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bulletin-{asked.code}.pdf"'
    return response


NOT_OFFICE = Text("只有信用管理机构可以查看通报草稿。", "Only the credit office sees drafts.")

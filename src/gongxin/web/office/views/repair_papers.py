"""Papers on repair as PDF: the notice served with a decision, and the organisation's own guide."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongxin.apps.audit.actions.log_reading import log_reading
from gongxin.apps.audit.models import FileReading
from gongxin.apps.errors import NotAllowed
from gongxin.apps.records.visibility import viewer_for
from gongxin.apps.reports.leaflet import Leaflet, print_leaflet
from gongxin.apps.reports.repair_guide import repair_guide
from gongxin.apps.reports.repair_notice import repair_notice
from gongxin.core.dates import legal_today
from gongxin.core.text import Text
from gongxin.web.language import current
from gongxin.web.office.access import OwnRequest, StaffRequest, own_page, staff_page
from gongxin.web.office.views.records import seen


@require_safe
@staff_page
def notice(request: StaffRequest, uid: UUID) -> HttpResponse:
    """The repair notice of one record, for the department that decided and the credit office."""
    record = seen(request, uid)
    if viewer_for(request.officer).level_for(record.department_id) != "full":
        raise NotAllowed("not_own", _NOT_OWN)
    leaflet = repair_notice(record, language=current(), site=_site(request), on=legal_today())
    log_reading(
        subject_id=record.subject_id,
        what=FileReading.What.RECORD,
        channel=FileReading.Channel.OFFICE,
        officer=request.officer,
    )
    return _pdf(leaflet, f"repair-notice-{record.id}.pdf")


@require_safe
@own_page
def guide(request: OwnRequest) -> HttpResponse:
    """How to repair each record held against the own organisation."""
    leaflet = repair_guide(
        request.subject, language=current(), site=_site(request), on=legal_today()
    )
    return _pdf(leaflet, f"repair-guide-{request.subject.code}.pdf")


def _site(request: HttpRequest) -> str:
    return settings.GONGXIN_PUBLIC_URL or f"{request.scheme}://{request.get_host()}"


def _pdf(leaflet: Leaflet, name: str) -> HttpResponse:
    response = HttpResponse(print_leaflet(leaflet, timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


_NOT_OWN = Text(
    "信用修复告知书由作出决定的部门送达；贵部门没有作出这个决定。",
    "The repair notice is served by the department that decided; yours did not.",
)

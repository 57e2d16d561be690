"""One case: reading it, its papers, writing to the other side."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongxin.apps.audit.actions.log_reading import log_reading
from gongxin.apps.audit.models import FileReading
from gongxin.apps.cases.actions.add_paper import add_paper
from gongxin.apps.cases.actions.send_message import send_message
from gongxin.apps.cases.papers import Upload, open_paper
from gongxin.apps.cases.queries import case_for
from gongxin.apps.errors import ActionError
from gongxin.apps.subjects.queries import find_subject
from gongxin.web.language import say
from gongxin.web.office.access import OfficeRequest, office_page
from gongxin.web.office.case_page import case_page


@require_safe
@office_page
def case(request: OfficeRequest, number: str) -> HttpResponse:
    """The case as its parties see it; a department's look is in the organisation's log."""
    view = case_for(request.officer, number)
    subject = find_subject(view.line.subject_code)
    log_reading(
        subject_id=subject.pk if subject else None,
        what=FileReading.What.CASE,
        channel=FileReading.Channel.OFFICE,
        officer=request.officer,
    )
    return case_page(request, view)


@require_safe
@office_page
def paper(request: OfficeRequest, number: int) -> HttpResponse:
    """A paper of a case, for its parties."""
    found, content = open_paper(request.officer, number)
    response = HttpResponse(content, content_type=found.media_type)
    name = found.filename.encode("ascii", "ignore").decode() or f"paper-{found.pk}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; object-src 'self'"
    return response


@require_POST
@office_page
def message(request: OfficeRequest, number: str) -> HttpResponse:
    """Writes to the other side."""
    try:
        send_message(user=request.officer, number=number, text=request.POST.get("text", ""))
    except ActionError as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, _("留言已发出，对方会收到通知。"))
    return redirect("office:case", number=number)


@require_POST
@office_page
def add(request: OfficeRequest, number: str) -> HttpResponse:
    """Adds a paper to the case: a file, or where the department's own records have it."""
    file = request.FILES.get("file")
    upload = Upload(file.name or "", file) if isinstance(file, UploadedFile) else None
    try:
        add_paper(
            user=request.officer,
            number=number,
            kind=request.POST.get("kind", "proof"),
            upload=upload,
            reference="" if upload else request.POST.get("reference", ""),
        )
    except ActionError as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, _("材料已加入本事项。"))
    return redirect("office:case", number=number)

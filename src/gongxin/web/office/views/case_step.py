"""Taking a step in a case: the reason from the list and in words, and what only some steps ask."""

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.dispatch import Asked, act
from gongxin.apps.cases.papers import Upload
from gongxin.apps.cases.queries import case_for
from gongxin.apps.cases.views import CaseView
from gongxin.apps.errors import ActionError, Invalid
from gongxin.core.dates import read_date
from gongxin.core.text import Text
from gongxin.web.language import say
from gongxin.web.office.access import OfficeRequest, office_page
from gongxin.web.office.case_page import Tried, case_page, corrections


@require_POST
@office_page
def step(request: OfficeRequest, number: str, verb: str) -> HttpResponse:
    """Takes the step, or shows the case as it stands now with why it could not be taken."""
    view = case_for(request.officer, number)
    title = next((say(one.title) for one in view.steps if one.verb == verb), verb)
    filled = {key: str(value) for key, value in request.POST.items()}
    file = request.FILES.get("file")
    upload = Upload(file.name or "", file) if isinstance(file, UploadedFile) else None
    try:
        act(verb, replace(asked_for(request.officer, view, verb, filled), upload=upload))
    except ActionError as error:
        now = case_for(request.officer, number)
        return case_page(request, now, Tried(verb, error, filled), status=error.status)
    messages.success(request, _("已办理：%(step)s。对方会收到通知。") % {"step": title})
    return redirect("office:case", number=number)


def asked_for(user: User, view: CaseView, verb: str, filled: dict[str, str]) -> Asked:
    """The step as it was filled in, for the version of the case that was looked at."""
    version = filled.get("version", "")
    return Asked(
        user=user,
        number=view.line.number,
        reason_code=filled.get("reason_code", ""),
        reason=filled.get("reason", ""),
        version=int(version) if version.isascii() and version.isdigit() else None,
        changes=corrections(view, filled) if verb == "correct" else {},
        due_on=_day(filled.get("due_on", "")),
        signed=filled.get("signed") == "1",
        told=[line.strip() for line in filled.get("told", "").splitlines() if line.strip()],
    )


def _day(typed: str) -> date | None:
    """The day that was typed, None for none; Invalid for what is no date."""
    if not typed.strip():
        return None
    found = read_date(typed)
    if not isinstance(found, date):
        raise Invalid("bad_day", _BAD_DAY.format(seen=typed[:40]))
    return found


_BAD_DAY = Text("“{seen}”不是日期；请写成 2026-11-21。", "“{seen}” is no date; write 2026-11-21.")

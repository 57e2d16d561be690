"""Taking a step in a case: the reason from the list and in words, and what only some steps ask."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongxin.apps.cases.queries import case_for
from gongxin.apps.cases.views import CaseView
from gongxin.apps.errors import ActionError, NotFound
from gongxin.core.text import Text
from gongxin.web.language import say
from gongxin.web.office.access import OfficeRequest, office_page
from gongxin.web.office.case_page import Tried, case_page, corrections
from gongxin.web.office.taking import ACTIONS, take


@require_POST
@office_page
def step(request: OfficeRequest, number: str, verb: str) -> HttpResponse:
    """Takes the step, or shows the case as it stands now with why it could not be taken."""
    view = case_for(request.officer, number)
    kind = view.line.kind.id
    if verb not in ACTIONS.get(kind, {}):
        raise NotFound("no_step", _NO_STEP.format(verb=verb[:30]))
    title = next((say(one.title) for one in view.steps if one.verb == verb), verb)
    filled = {key: str(value) for key, value in request.POST.items()}
    try:
        take(kind, verb, user=request.officer, given=_given(view, verb, filled))
    except ActionError as error:
        now = case_for(request.officer, number)
        return case_page(request, now, Tried(verb, error, filled), status=error.status)
    messages.success(request, _("已办理：%(step)s。对方会收到通知。") % {"step": title})
    return redirect("office:case", number=number)


def _given(view: CaseView, verb: str, filled: dict[str, str]) -> dict[str, object]:
    """What was filled in: the version looked at, the reasons, and what only some steps ask."""
    version = filled.get("version", "")
    given: dict[str, object] = {
        "number": view.line.number,
        "version": int(version) if version.isascii() and version.isdigit() else None,
        "reason": filled.get("reason", ""),
        "reason_code": filled.get("reason_code", ""),
        "told": [line.strip() for line in filled.get("told", "").splitlines() if line.strip()],
    }
    if verb == "correct":
        given["changes"] = corrections(view, filled)
    return given


_NO_STEP = Text(
    "这类事项没有可以在这里办理的步骤“{verb}”。",
    "Cases of this kind have no step “{verb}” that can be taken here.",
)

"""Starting the kinds of cases that share one form."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongxin.apps.accounts.permissions import subject_of
from gongxin.apps.errors import ActionError, NotAllowed
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.web.language import say
from gongxin.web.office.access import OfficeRequest
from gongxin.web.office.starting.asked import StartForm


def start_case(request: OfficeRequest, form: StartForm, subject: Subject) -> HttpResponse:
    """The form, with why it was refused and what had been typed; or the case that it became."""
    own = subject_of(request.officer) is not None
    if own and form.for_officers:
        raise NotAllowed("officers_only", _OFFICERS)
    error: ActionError | None = None
    if request.method == "POST":
        try:
            case = form.send(request, subject)
        except ActionError as refused:
            error = refused
        else:
            messages.success(request, _("已提交，编号 %(number)s。") % {"number": case.number})
            return redirect("office:case", number=case.number)
    typed = request.POST
    context = {
        "section": "cases",
        "form": form,
        "subject": subject,
        "own": own,
        "asked": [(one, typed.get(one.name, "")) for one in form.asks(subject)],
        "chosen": typed.getlist("record") or request.GET.getlist("record"),
        "problem": say(error.text) if error else "",
    }
    return render(request, "office/start_case.html", context, status=error.status if error else 200)


_OFFICERS = Text("这一事项由部门的工作人员发起。", "This is started by a department's officer.")

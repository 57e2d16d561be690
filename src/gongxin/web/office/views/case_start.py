"""Starting a case: an organisation for itself, an officer at a service window on its behalf."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongxin.apps.accounts.permissions import subject_of
from gongxin.apps.audit.actions.log_reading import log_reading
from gongxin.apps.audit.models import FileReading
from gongxin.apps.cases.actions.file_objection import file_objection
from gongxin.apps.cases.actions.file_repair import Filed, file_repair
from gongxin.apps.cases.eligibility import repairable
from gongxin.apps.cases.kinds.objection import EVALUATION, OBJECTION, REPAIR
from gongxin.apps.cases.papers import Upload
from gongxin.apps.cases.queries import cases_for
from gongxin.apps.cases.views import CaseFilters
from gongxin.apps.errors import ActionError, NotFound
from gongxin.apps.records.queries import as_of, credit_file, record_by_uid
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import PUBLIC, Viewer, viewer_for
from gongxin.apps.subjects.finding import subject_or_refusal
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.web.language import say
from gongxin.web.office.access import OfficeRequest, office_page
from gongxin.web.office.starting.registry import FORMS
from gongxin.web.office.views.start_case import start_case


@require_safe
@office_page
def choose(request: OfficeRequest) -> HttpResponse:
    """What the reader may start: for the own organisation, at a window, or as a department."""
    subject, own = subject_for(request), subject_of(request.officer) is not None
    forms = [(name, form) for name, form in FORMS.items() if not (own and form.for_officers)]
    context = {
        "section": "cases",
        "subject": subject,
        "own": own,
        "query": "" if own else f"?subject={subject.code}",
        "for_it": [(name, form) for name, form in forms if not form.for_officers],
        "for_department": [(name, form) for name, form in forms if form.for_officers],
    }
    return render(request, "office/starts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def start(request: OfficeRequest, kind: str) -> HttpResponse:
    """The form for a new case of the kind, or the case that it became."""
    page = {"repair": _repair, "objection": _objection}.get(kind)
    if page is not None:
        return page(request, subject_for(request))
    if kind not in FORMS:
        raise NotFound("no_kind", _NO_KIND.format(kind=kind[:20]))
    return start_case(request, FORMS[kind], subject_for(request))


def subject_for(request: OfficeRequest) -> Subject:
    """The reader's own organisation, or the one that an officer acts for, whose log says so."""
    own = subject_of(request.officer)
    if own is not None:
        return own
    found = subject_or_refusal(request.GET.get("subject", "").strip()[:40])
    log_reading(
        subject_id=found.pk,
        what=FileReading.What.FILE,
        channel=FileReading.Channel.OFFICE,
        officer=request.officer,
    )
    return found


def _repair(request: OfficeRequest, subject: Subject) -> HttpResponse:
    typed = request.POST
    chosen = typed.getlist("record") or request.GET.getlist("record")
    error: ActionError | None = None
    if request.method == "POST":
        try:
            filed = file_repair(
                user=request.officer,
                subject_code=subject.code,
                uids=_uuids(typed.getlist("record")),
                statement=typed.get("statement", ""),
                signed=typed.get("signed") == "1",
                proofs=[Upload(one.name or "", one) for one in request.FILES.getlist("proof")],
                references=[typed.get("reference", "")],
            )
        except ActionError as refused:
            error = refused
        else:
            return _filed(request, filed)
    judged = repairable(subject)
    context = {
        "section": "cases",
        "subject": subject,
        "own": subject_of(request.officer) is not None,
        "ready": [one for one in judged if one.qualifies],
        "rest": [one for one in judged if not one.qualifies and one.code != "over"],
        "chosen": chosen,
        "typed": typed,
        "problem": say(error.text) if error else "",
    }
    return render(
        request, "office/start_repair.html", context, status=error.status if error else 200
    )


def _filed(request: OfficeRequest, filed: Filed) -> HttpResponse:
    """To the case, or to the list where the application went to several departments."""
    messages.success(request, _("申请已提交，编号 %(filing)s。") % {"filing": filed.filing})
    for one in filed.refused:
        messages.warning(request, f"{one.record.value('CF_WSH') or one.record.id}：{say(one.text)}")
    if len(filed.cases) == 1:
        return redirect("office:case", number=filed.cases[0].number)
    return redirect("office:cases")


def _objection(request: OfficeRequest, subject: Subject) -> HttpResponse:
    typed = request.POST
    error: ActionError | None = None
    if request.method == "POST":
        uids = _uuids([typed.get("record", "")])
        try:
            case = file_objection(
                user=request.officer,
                subject_code=subject.code,
                ground=typed.get("ground", ""),
                statement=typed.get("statement", ""),
                uid=uids[0] if uids else None,
                contested=_contested(typed),
            )
        except ActionError as refused:
            error = refused
        else:
            messages.success(request, _("异议已提交，编号 %(number)s。") % {"number": case.number})
            return redirect("office:case", number=case.number)
    viewer = viewer_for(request.officer, about=subject)
    decided = cases_for(
        request.officer, CaseFilters(kind="repair", open=False, subject=subject.code), size=50
    )
    chosen = typed.get("record") or request.GET.get("record", "")
    context = {
        "section": "cases",
        "subject": subject,
        "own": subject_of(request.officer) is not None,
        "grounds": OBJECTION.grounds.items(),
        "records": _contestable(subject, viewer, chosen),
        "repairs": decided.cases,
        "record": chosen,
        "ground": typed.get("ground") or request.GET.get("ground", ""),
        "typed": typed,
        "problem": say(error.text) if error else "",
    }
    page = "office/start_objection.html"
    return render(request, page, context, status=error.status if error else 200)


def _contestable(subject: Subject, viewer: Viewer, chosen: str) -> list[RecordView]:
    """The organisation's records, and before them the one chosen: the link of any that is public may
    be contested.
    """
    found = credit_file(subject, viewer=viewer, as_of=as_of(), per_item=50).records
    uids = [uid for uid in _uuids([chosen]) if uid not in {record.id for record in found}]
    named = [
        record
        for uid in uids
        for level in (viewer, PUBLIC)
        if (record := record_by_uid(uid, viewer=level, as_of=as_of())) is not None
    ]
    return [*named[:1], *found]


def _contested(typed: QueryDict) -> str:
    """What an objection is to, where it is not to a record."""
    return {
        REPAIR: typed.get("repair", ""),
        EVALUATION: typed.get("evaluation", ""),
    }.get(typed.get("ground", ""), "")


def _uuids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


_NO_KIND = Text(
    "没有“{kind}”这种可以在线提出的事项。", "There is no matter “{kind}” that can be started here."
)

"""The linking queue: rows whose organisation is in doubt, and rows that were sent back."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongxin.apps.errors import ActionError, NotFound
from gongxin.apps.records import queries
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import viewer_for
from gongxin.apps.subjects.queries import search_subjects
from gongxin.core.text import Text
from gongxin.web.language import say
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.addresses import page_of, query_of
from gongxin.web.office.forms import CreateSubjectForm, ReasonForm
from gongxin.web.paging import paging

SIZE = 10
FOUND = 9


@require_safe
@staff_page
def queue(request: StaffRequest) -> HttpResponse:
    """The waiting rows, oldest first, each with the organisations it may be about."""
    number = page_of(request)
    page = queries.unlinked_for(request.officer, page=number, size=SIZE)
    context = {
        "section": "queue",
        "page": page,
        "paging": paging(number, SIZE, page.total, query_of(request)),
    }
    return render(request, "office/queue.html", context)


@require_safe
@staff_page
def returned(request: StaffRequest) -> HttpResponse:
    """The rows that were sent back to the department, newest first, with the reason."""
    number = page_of(request)
    page = queries.returned_for(request.officer, page=number, size=SIZE)
    context = {
        "section": "returned",
        "page": page,
        "paging": paging(number, SIZE, page.total, query_of(request)),
    }
    return render(request, "office/returned.html", context)


@require_safe
@staff_page
def row(request: StaffRequest, uid: UUID) -> HttpResponse:
    """One waiting row: find another organisation, create it, or send the row back."""
    record = waiting_record(request, uid)
    if record.state != "unlinked":
        return redirect("office:record", uid=uid)
    return row_page(request, record)


@dataclass(frozen=True, slots=True)
class Tried:
    """What someone just tried on a row and why it was refused."""

    error: ActionError | None = None
    create: CreateSubjectForm | None = None
    send_back: ReasonForm | None = None
    status: int = 422


def waiting_record(request: StaffRequest, uid: UUID) -> RecordView:
    """The record as the officer sees it now; NotFound when it is not theirs to see."""
    viewer = viewer_for(request.officer)
    record = queries.record_by_uid(uid, viewer=viewer, as_of=queries.as_of())
    if record is None or viewer.level_for(record.department_id) != "full":
        raise NotFound("no_record", NO_RECORD)
    return record


def row_page(request: StaffRequest, record: RecordView, tried: Tried | None = None) -> HttpResponse:
    """The page of one waiting row, with what was refused when something was tried."""
    names = record.item.subject
    says = {
        "name": record.value(names.name),
        "code": record.value(names.code),
        "region": record.value(names.region or ""),
    }
    text = asked(request, says["name"])
    context = {
        "section": "queue",
        "record": record,
        "acts": queries.acts_about(record.id, viewer=viewer_for(request.officer)),
        "text": text,
        "found": search_subjects(text, page=1, size=FOUND),
        "create_form": (tried and tried.create) or CreateSubjectForm(initial=says),
        "send_back_form": (tried and tried.send_back) or ReasonForm(prefix="back"),
        "error": say(tried.error.text) if tried and tried.error else "",
        "tried": tried,
    }
    return render(request, "office/queue_row.html", context, status=tried.status if tried else 200)


def asked(request: HttpRequest, name: str) -> str:
    """What to look for: what was typed, else the name the row gives."""
    return request.GET.get("q", "").strip()[:100] or name


NO_RECORD = Text(
    "没有这条记录，或者它不属于本部门。可以从报送记录或待关联页面重新进入。",
    "There is no such record, or it is another department's. "
    "Start again from your submissions or the linking queue.",
)

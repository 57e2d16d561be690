"""Looking an organisation up before a decision: the credit file as the officer may see it."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongxin.apps.audit.actions.log_reading import log_reading
from gongxin.apps.audit.models import FileReading
from gongxin.apps.errors import Invalid, NotFound
from gongxin.apps.records import queries
from gongxin.apps.records.visibility import viewer_for
from gongxin.apps.subjects.queries import find_subject, search_subjects
from gongxin.core.dates import read_date
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue
from gongxin.web.language import say
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.addresses import page_of, query_of
from gongxin.web.paging import paging

SIZE = 20
NEWEST = 100


@require_safe
@staff_page
def search(request: StaffRequest) -> HttpResponse:
    """Organisations by part of a name or a code."""
    text = request.GET.get("q", "").strip()[:100]
    number = page_of(request)
    page = search_subjects(text, page=number, size=SIZE) if text else None
    context = {
        "section": "subjects",
        "text": text,
        "page": page,
        "paging": paging(number, SIZE, page.total, query_of(request)) if page else None,
    }
    return render(request, "office/subjects.html", context)


@require_safe
@staff_page
def subject(request: StaffRequest, code: str) -> HttpResponse:
    """One organisation's file: what other departments filed, and all of the own department's."""
    found = find_subject(code[:40])
    if found is None:
        raise NotFound("no_subject", NO_SUBJECT.format(code=code[:40]))
    problem, status = "", 200
    moment = queries.as_of()
    try:
        moment = queries.as_of(asked_day(request))
    except Invalid as error:
        problem, status = say(error.text), error.status
    file = queries.credit_file(
        found, viewer=viewer_for(request.officer), as_of=moment, per_item=NEWEST
    )
    log_reading(
        subject_id=found.pk,
        what=FileReading.What.FILE,
        channel=FileReading.Channel.OFFICE,
        officer=request.officer,
    )
    items = load_catalogue().items
    groups = [(items[item_id], n, file.of_item(item_id)) for item_id, n in file.counts.items()]
    context = {
        "section": "subjects",
        "subject": found,
        "file": file,
        "groups": [group for group in groups if group[1]],
        "past": not moment.current,
        "problem": problem,
        "asked": request.GET.get("as_of", ""),
    }
    return render(request, "office/subject.html", context, status=status)


def asked_day(request: StaffRequest) -> date | None:
    """The day in ``?as_of=``; Invalid when it is no date."""
    text = request.GET.get("as_of", "").strip()[:40]
    if not text:
        return None
    day = read_date(text)
    if not isinstance(day, date):
        raise Invalid("as_of_unreadable", UNREADABLE.format(text=text))
    return day


NO_SUBJECT = Text(
    "没有代码为“{code}”的组织。请核对 18 位统一社会信用代码，或按名称查找。",
    "There is no organisation with the code “{code}”. "
    "Check the 18-character Unified Social Credit Code, or search by name.",
)
UNREADABLE = Text(
    "截至日期“{text}”看不懂，请写成 2026-11-21 这样的形式。下面是今天的档案。",
    "The as-of date “{text}” cannot be read; write it like 2026-11-21. "
    "Below is the file as of today.",
)

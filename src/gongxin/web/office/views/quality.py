"""The boards of data quality: a department's own, and the credit office's table of all."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongxin.apps.accounts.models import Department
from gongxin.apps.quality import queries
from gongxin.apps.quality.bulletin_sheet import definition_of
from gongxin.apps.quality.bulletins import published, to_publish
from gongxin.apps.quality.pictures import trend_svg, trend_text
from gongxin.apps.quality.values import Value
from gongxin.batch.quality.registry import BY_ID
from gongxin.batch.quality.spans import months_before
from gongxin.core.dates import legal_today
from gongxin.web.csv_export import csv_response
from gongxin.web.language import current, say
from gongxin.web.office.access import StaffRequest, staff_page

SVG = "image/svg+xml"
SHOWN = 20  # files and decisions that the board lists


@require_safe
@staff_page
def quality(request: StaffRequest) -> HttpResponse:
    """The table of all departments for the credit office, else the department's own board."""
    if request.department.is_credit_office:
        return render(request, "office/quality_all.html", all_context(request))
    return board(request, request.department)


@require_safe
@staff_page
def department_quality(request: StaffRequest, code: str) -> HttpResponse:
    """One department's board."""
    return board(request, queries.board_department(request.officer, code))


@require_safe
@staff_page
def trend(request: StaffRequest, scope: str, measure: str) -> HttpResponse:
    """Twelve months of a measure as a picture, of a department (its code) or of ``all``."""
    department = scope_of(request, scope)
    series = queries.trend(department, measure, month_of(request, queries.measured_months()))
    return HttpResponse(trend_svg(series), content_type=SVG)


@require_safe
@staff_page
def export(request: StaffRequest) -> HttpResponseBase:
    """The table of all departments as CSV; a department gets its own line."""
    month = month_of(request, queries.measured_months())
    titles = [say(BY_ID[measure].title) for measure in queries.TABLE]
    header = [_("部门"), _("代码"), *titles, _("待更正的行"), _("逾期未报的决定")]
    lines = queries.department_lines([month])
    own = [
        line
        for line in lines
        if request.department.is_credit_office or line.department == request.department
    ]
    rows = (
        [
            name_of(line.department),
            line.department.code,
            *("" if v.ratio is None else f"{v.ratio:.6f}" for v in line.values),
            str(line.open_rows),
            str(line.overdue),
        ]
        for line in own
    )
    return csv_response(f"quality-{month}.csv", header, rows)


def board(request: StaffRequest, department: Department) -> HttpResponse:
    """The page of one department."""
    months = queries.measured_months()
    month = month_of(request, months)
    values = queries.month_values(department, [month])
    before = queries.month_values(department, [months_before(month, 1)])
    unreported = queries.unreported(department)
    files = queries.waiting_files(department)
    context = {
        "section": "quality",
        "department": department,
        "department_name": name_of(department),
        "own": department == request.department,
        "month": month,
        "months": months,
        "files": files[:SHOWN],
        "files_total": len(files),
        "open_rows": queries.open_rows(department),
        "overdue": sum(one.overdue for one in unreported),
        "unreported": unreported[:SHOWN],
        "unreported_total": len(unreported),
        "figures": figures(department, month, values, before),
        "today": legal_today(),
    }
    return render(request, "office/quality_board.html", context)


def all_context(request: StaffRequest) -> dict[str, object]:
    """What the page of all departments shows."""
    months = queries.measured_months()
    month = month_of(request, months)
    lines = queries.department_lines([month])
    values = queries.month_values(None, [month])
    before = queries.month_values(None, [months_before(month, 1)])
    return {
        "section": "quality",
        "month": month,
        "months": months,
        "columns": [BY_ID[measure].title for measure in queries.TABLE],
        "lines": [(line, name_of(line.department)) for line in lines],
        "figures": figures(None, month, values, before),
        "open_rows": queries.open_rows(None),
        "overdue": sum(line.overdue for line in lines),
        "to_publish": to_publish(),
        "published": published()[:6],
    }


def figures(
    department: Department | None, month: str, values: list[Value], before: list[Value]
) -> list[dict[str, object]]:
    """Each measure with its figure, the month before, its definition and the address of its picture."""
    scope = department.code if department else "all"
    shown = []
    for value, earlier in zip(values, before, strict=True):
        series = queries.trend(department, value.measure_id, month)
        known = any(one.ratio is not None for _, one in series)
        address = reverse("office:quality-trend", args=[scope, value.measure_id])
        shown.append(
            {
                "value": value,
                "before": earlier,
                "definition": definition_of(value.measure, current()),
                "picture": f"{address}?month={month}" if known else "",
                "series": [(past, one) for past, one in series],
                "text": trend_text(series),
                "behind": behind_of(department, value.measure_id, month),
            }
        )
    return shown


def behind_of(department: Department | None, measure: str, month: str) -> str:
    """The address of the rows behind a department's figure; none for all departments together."""
    if department is None:
        return ""
    return f"{reverse('office:quality-rows', args=[department.code, measure])}?month={month}"


def month_of(request: StaffRequest, months: list[str]) -> str:
    """The month in the address if it has figures, else the latest that has, else today's."""
    asked = request.GET.get("month", "")
    if asked in months:
        return asked
    return months[0] if months else f"{legal_today():%Y-%m}"


def scope_of(request: StaffRequest, scope: str) -> Department | None:
    """The department of a picture, or None for all together, which only the credit office sees."""
    if scope == "all" and request.department.is_credit_office:
        return None
    return queries.board_department(request.officer, scope)


def name_of(department: Department) -> str:
    """A department's name in the reader's language."""
    return department.name_en if current() == "en" and department.name_en else department.name

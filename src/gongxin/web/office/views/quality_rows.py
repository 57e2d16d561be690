"""The rows behind one figure of a department's board."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongxin.apps.quality import queries
from gongxin.apps.quality.behind import rows_behind
from gongxin.apps.quality.bulletin_sheet import definition_of
from gongxin.batch.quality.registry import BY_ID
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue
from gongxin.web.language import current, say
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.views.quality import month_of, name_of

COLUMNS: Final = {
    "item": Text("目录项", "Item"),
    "submission": Text("报送", "Submission"),
    "row": Text("行", "Row"),
    "number": Text("编号", "Number"),
    "past": Text("月份", "Month"),
    "days": Text("工作日", "Working days"),
}


@require_safe
@staff_page
def behind(request: StaffRequest, code: str, measure: str) -> HttpResponse:
    """The first few hundred rows behind a figure, and how many there are."""
    department = queries.board_department(request.officer, code)
    month = month_of(request, queries.measured_months())
    found = rows_behind(department, measure, month)
    context = {
        "section": "quality",
        "department": department,
        "department_name": name_of(department),
        "measure": BY_ID[measure].title,
        "definition": definition_of(BY_ID[measure], current()),
        "month": month,
        "total": found.total,
        "columns": [say(COLUMNS[name]) for name in found.columns],
        "rows": [
            [_cell(name, value) for name, value in zip(found.columns, row, strict=True)]
            for row in found.rows
        ],
    }
    return render(request, "office/quality_rows.html", context)


def _cell(name: str, value: object) -> dict[str, object]:
    items = load_catalogue().items
    if name == "item" and str(value) in items:
        value = say(items[str(value)].title)
    return {"label": say(COLUMNS[name]), "value": value, "submission": name == "submission"}

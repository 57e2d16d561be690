"""Files that the office hands out: templates, the marked workbook, the faults as CSV."""

import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from django.http import FileResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongxin.apps.errors import NotFound
from gongxin.apps.intake import queries
from gongxin.apps.intake.models import Submission
from gongxin.batch.template import write_template
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue
from gongxin.web.csv_export import csv_response
from gongxin.web.language import say
from gongxin.web.office import wording
from gongxin.web.office.access import StaffRequest, staff_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 50_000


@require_safe
@staff_page
def template(request: StaffRequest, item_id: str) -> HttpResponseBase:
    """The fill-in workbook of a catalogue item."""
    item = load_catalogue().items.get(item_id)
    if item is None:
        raise NotFound("no_item", NO_ITEM.format(item=item_id))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "template.xlsx"
        write_template(item, out)
        content = BytesIO(out.read_bytes())
    name = f"{say(item.title)}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


@require_safe
@staff_page
def workbook(request: StaffRequest, number: int) -> HttpResponseBase:
    """The rows to correct, each bad cell marked and explained, ready to be sent again."""
    shown = queries.submission_for(request.officer, number)
    stream = BytesIO(queries.workbook(shown))
    name = f"{Path(shown.filename).stem}-{_('待更正')}.xlsx"
    return FileResponse(stream, as_attachment=True, filename=name, content_type=XLSX)


@require_safe
@staff_page
def faults_csv(request: StaffRequest, number: int) -> HttpResponseBase:
    """Every fault, narrowed as the table is."""
    shown = queries.submission_for(request.officer, number)
    header = [_("行"), _("列"), _("字段"), _("原值"), _("问题"), _("规则"), _("级别")]
    name = f"{Path(shown.filename).stem}-{_('问题清单')}.csv"
    rows = fault_rows(shown, request.GET.get("rule") or None, request.GET.get("severity") or None)
    return csv_response(name, header, rows)


def fault_rows(shown: Submission, rule: str | None, severity: str | None) -> Iterator[list[str]]:
    """The faults a few thousand at a time, in the reader's language."""
    offset, total = 0, 1
    while offset < total:
        total, found = queries.faults(
            shown, offset=offset, limit=CHUNK, severity=severity, rule=rule
        )
        for fault in found:
            level = wording.SEVERITIES.get(fault.severity, Text(fault.severity, fault.severity))
            cells = [fault.row, fault.column, fault.field, fault.value, say(fault.message)]
            yield ["" if c is None else str(c) for c in [*cells, fault.rule, say(level)]]
        offset += CHUNK


NO_ITEM = Text(
    "目录中没有“{item}”这一项，可以在报送页面选择。",
    "The catalogue has no item “{item}”; choose one on the submission page.",
)

"""Ledgers: the lists of decisions that a department made."""

import tempfile
from io import BytesIO
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from gongxin.apps.accounts.permissions import may_submit
from gongxin.apps.errors import ActionError, NotFound
from gongxin.apps.quality import queries
from gongxin.apps.quality.actions.upload_ledger import upload_ledger
from gongxin.apps.quality.ledger_items import items_with_ledger, ledger_item
from gongxin.apps.quality.ledgers import ledger_folder
from gongxin.batch.template import write_template
from gongxin.batch.workbook import write_annotated
from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.web.language import current, say
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.forms_ledger import LedgerForm
from gongxin.web.office.views.files import XLSX
from gongxin.web.uploads import RawStoreUploadHandler


@csrf_exempt  # the handler has to be set before the form is read; the inner page checks the token
@require_http_methods(["GET", "POST"])
@staff_page
def ledgers(request: StaffRequest) -> HttpResponse:
    """The department's ledgers, and the form that takes another."""
    request.upload_handlers = [RawStoreUploadHandler(request)]
    return checked_ledgers(request)


@csrf_protect
def checked_ledgers(request: StaffRequest) -> HttpResponse:
    """Shows the form, or takes the ledger."""
    items = items_for(request)
    if request.method != "POST":
        return ledgers_page(request, LedgerForm(items=items, language=current()), items)
    form = LedgerForm(request.POST, request.FILES, items=items, language=current())
    if not form.is_valid():
        return ledgers_page(request, form, items, status=422)
    upload = form.cleaned_data["file"]
    try:
        taken = upload_ledger(
            item_id=form.cleaned_data["item"],
            department=request.department,
            officer=request.officer,
            filename=upload.name,
            stream=upload.file,
        )
    except ActionError as error:
        form.add_error(None, say(error.text))
        return ledgers_page(request, form, items, status=error.status)
    said = _("台账已收下：新增 %(added)s 件决定，%(faulty)s 行有问题没有收下。")
    counts = {"added": taken.added, "faulty": taken.rows - taken.accepted}
    level = messages.warning if counts["faulty"] else messages.success
    level(request, said % counts)
    return redirect("office:ledgers")


@require_safe
@staff_page
def ledger_workbook(request: StaffRequest, number: int) -> HttpResponseBase:
    """The lines of a ledger that were left out, each bad cell marked and explained."""
    ledger = queries.ledger_for(request.officer, number)
    folder = ledger_folder(ledger.pk)
    if not (folder / "issues.parquet").exists():
        raise NotFound("no_workbook", NO_WORKBOOK)
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "ledger.xlsx"
        write_annotated(folder, ledger_item(ledger.item), out)
        content = BytesIO(out.read_bytes())
    name = f"{Path(ledger.filename).stem}-{_('待更正')}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


@require_safe
@staff_page
def ledger_template(request: StaffRequest, item_id: str) -> HttpResponseBase:
    """The fill-in workbook of a ledger: two columns."""
    if item_id not in {item.id for item in items_with_ledger()}:
        raise NotFound("no_ledger", NO_TEMPLATE)
    item = ledger_item(item_id)
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "template.xlsx"
        write_template(item, out)
        content = BytesIO(out.read_bytes())
    name = f"{say(item.title)}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


def items_for(request: StaffRequest) -> list[Item]:
    """The items of which the officer's department may upload ledgers."""
    return [item for item in items_with_ledger() if may_submit(request.department, item)]


def ledgers_page(
    request: StaffRequest, form: LedgerForm, items: list[Item], status: int = 200
) -> HttpResponse:
    """The form with the ledgers taken in so far."""
    context = {
        "section": "quality",
        "form": form,
        "items": items,
        "uploads": queries.ledgers_of(request.department),
    }
    return render(request, "office/ledgers.html", context, status=status)


NO_WORKBOOK = Text("这份台账没有需要更正的行。", "This ledger has no lines to correct.")
NO_TEMPLATE = Text("这个目录项没有台账模板。", "There is no ledger of this item.")

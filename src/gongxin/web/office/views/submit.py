"""Handing in a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from gongxin.apps.accounts.permissions import may_submit
from gongxin.apps.errors import ActionError
from gongxin.apps.intake.actions.receive_submission import receive_submission
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue
from gongxin.web.language import current, say
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.forms import SubmitForm
from gongxin.web.uploads import RawStoreUploadHandler


def items_for(request: StaffRequest) -> list[Item]:
    """The items that the officer's department may submit, in the catalogue's order."""
    items = load_catalogue().items.values()
    allowed = [item for item in items if may_submit(request.department, item)]
    return sorted(allowed, key=lambda item: (item.order, item.id))


@csrf_exempt  # the handler has to be set before the form is read; the inner page checks the token
@require_http_methods(["GET", "POST"])
@staff_page
def submit(request: StaffRequest) -> HttpResponse:
    """The page that takes a file; the bytes stream to disk."""
    request.upload_handlers = [RawStoreUploadHandler(request)]
    return checked_submit(request)


@csrf_protect
def checked_submit(request: StaffRequest) -> HttpResponse:
    """Shows the form, or takes the file and goes on to its page."""
    items = items_for(request)
    language = current()
    if request.method != "POST":
        form = SubmitForm(items=items, language=language, initial={"item": request.GET.get("item")})
        return submit_page(request, form, items)
    form = SubmitForm(request.POST, request.FILES, items=items, language=language)
    if not form.is_valid():
        return submit_page(request, form, items, status=422)
    return receive(request, form, items)


def receive(request: StaffRequest, form: SubmitForm, items: list[Item]) -> HttpResponse:
    """Hands the file to the action, which keeps its bytes before it answers."""
    upload = form.cleaned_data["file"]
    try:
        submission = receive_submission(
            item_id=form.cleaned_data["item"],
            department=request.department,
            officer=request.officer,
            filename=upload.name,
            stream=upload.file,
            channel="office",
            received_on=form.cleaned_data["received_on"],
        )
    except ActionError as error:
        form.add_error(None, say(error.text))
        return submit_page(request, form, items, status=error.status)
    messages.success(request, _("文件已收到，正在处理。可以关闭本页，稍后再来看结果。"))
    return redirect("office:submission", number=submission.pk)


def submit_page(
    request: StaffRequest, form: SubmitForm, items: list[Item], status: int = 200
) -> HttpResponse:
    """The form with the items and their templates."""
    context = {"form": form, "items": items, "section": "submit"}
    return render(request, "office/submit.html", context, status=status)

"""A department's API keys: a key is shown once, when it is made."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongxin.apps.accounts import queries
from gongxin.apps.accounts.actions.create_api_key import create_api_key
from gongxin.apps.accounts.actions.revoke_api_key import revoke_api_key
from gongxin.apps.errors import ActionError
from gongxin.web.language import say
from gongxin.web.office.access import StaffRequest, staff_page
from gongxin.web.office.forms import KeyForm


@require_http_methods(["GET", "POST"])
@staff_page
def keys(request: StaffRequest) -> HttpResponse:
    """The keys and a form for a new one; the answer to a POST shows the new key, once."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return keys_page(request, form)
    if not form.is_valid():
        return keys_page(request, form, status=422)
    try:
        plain = create_api_key(
            department=request.department,
            label=form.cleaned_data["label"],
            officer=request.officer,
        )
    except ActionError as error:
        form.add_error(None, say(error.text))
        return keys_page(request, form, status=error.status)
    return keys_page(request, KeyForm(), new_key=plain)


@require_POST
@staff_page
def revoke(request: StaffRequest, number: int) -> HttpResponse:
    """Ends a key at once."""
    revoke_api_key(key_id=number, officer=request.officer)
    messages.success(request, _("密钥已停用，再用它报送会被拒绝。"))
    return redirect("office:keys")


def keys_page(
    request: StaffRequest, form: KeyForm, *, new_key: str = "", status: int = 200
) -> HttpResponse:
    """The page of the department's keys."""
    context = {
        "form": form,
        "keys": queries.api_keys_of(request.department),
        "new_key": new_key,
    }
    return render(request, "office/keys.html", context, status=status)

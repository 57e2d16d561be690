"""Who may open the office's pages: people who have signed in and act for a department."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from gongxin.apps.accounts.models import Department, User

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request by someone who has signed in; made by :func:`staff_page` only."""

    officer: User
    department: Department


StaffView = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff_page(view: StaffView[P]) -> AnyView[P]:
    """``view`` for officers only: others are sent to sign in, accounts without department told so.

    The answer is never kept by a shared cache: pages of the office are not public.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        officer = request.user
        if officer.department is None or not officer.department.active:
            return render(request, "office/no_department.html", status=403)
        staff = cast(StaffRequest, request)
        staff.officer = officer
        staff.department = officer.department
        response = view(staff, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return guarded


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Sends to the sign-in page; a part that renews itself makes its whole page do so."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    reading = request.method in ("GET", "HEAD")
    back = request.get_full_path() if reading else reverse("office:home")
    return redirect_to_login(back, reverse("office:login"))

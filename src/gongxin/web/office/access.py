"""Who may open the office's pages: people who have signed in, for a department or an organisation."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.accounts.permissions import department_of, subject_of
from gongxin.apps.notices.queries import unread_count
from gongxin.apps.subjects.models import Subject

P = ParamSpec("P")


class OfficeRequest(HttpRequest):
    """A request by someone who has signed in for a department or for an organisation.

    ``unread`` counts the notices that were not read yet; it asks when it is called.
    """

    officer: User
    unread: Callable[[], int]


class StaffRequest(OfficeRequest):
    """A request by an officer of a department; made by :func:`staff_page` only."""

    department: Department


class OwnRequest(OfficeRequest):
    """A request by a person of an organisation; made by :func:`own_page` only."""

    subject: Subject


R = TypeVar("R", bound=OfficeRequest)
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff_page(view: Callable[Concatenate[StaffRequest, P], HttpResponseBase]) -> AnyView[P]:
    """``view`` for officers only: others are sent to sign in, accounts without department told so.

    A person of an organisation is led from the office's first page to the organisation's desk.
    """

    def prepare(request: StaffRequest) -> HttpResponse | None:
        department = department_of(request.officer)
        if department is not None:
            request.department = department
            return None
        if subject_of(request.officer) is None:
            return render(request, "office/no_department.html", status=403)
        if request.path == reverse("office:home"):
            return redirect("office:desk")
        return render(request, "office/not_for_you.html", {"for_staff": True}, status=403)

    return _guarded(view, prepare)


def own_page(view: Callable[Concatenate[OwnRequest, P], HttpResponseBase]) -> AnyView[P]:
    """``view`` for people of an organisation only, who see nothing but their own."""

    def prepare(request: OwnRequest) -> HttpResponse | None:
        subject = subject_of(request.officer)
        if subject is None:
            return render(request, "office/not_for_you.html", {"for_staff": False}, status=403)
        request.subject = subject
        return None

    return _guarded(view, prepare)


def office_page(view: Callable[Concatenate[OfficeRequest, P], HttpResponseBase]) -> AnyView[P]:
    """``view`` for officers and for people of organisations; it shows each what is theirs."""

    def prepare(request: OfficeRequest) -> HttpResponse | None:
        if department_of(request.officer) is None and subject_of(request.officer) is None:
            return render(request, "office/no_department.html", status=403)
        return None

    return _guarded(view, prepare)


def _guarded(
    view: Callable[Concatenate[R, P], HttpResponseBase],
    prepare: Callable[[R], HttpResponse | None],
) -> AnyView[P]:
    """``view`` behind sign-in and ``prepare``; never kept by a shared cache."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        known = cast(R, request)
        known.officer = request.user
        known.unread = partial(unread_count, request.user)
        refused = prepare(known)
        if refused is not None:
            return refused
        response = view(known, *args, **kwargs)
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

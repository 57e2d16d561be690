"""Signing in and out."""

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongxin.web.office.forms import SignInForm


class SignIn(LoginView):
    """The sign-in page; with ``?locked=1`` it says that too many attempts failed (status 429)."""

    template_name = "office/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    next_page = "office:home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds whether sign-in is locked; ``site`` is left to the page frame."""
        context = super().get_context_data(locked="locked" in self.request.GET, **kwargs)
        del context["site"], context["site_name"]
        return context

    def get(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """The page, with the status that fits what it says."""
        response = super().get(request, *args, **kwargs)
        if "locked" in request.GET:
            response.status_code = 429
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The page again with what is wrong."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session and shows the sign-in page."""
    logout(request)
    return redirect("office:login")

"""Where someone is sent who has mistyped a password too often."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Back to the sign-in page, which says for how long and what to do."""
    return redirect(f"{reverse('office:login')}?locked=1")

"""The ceiling: a Django view that only renders a template with the rows of an average page."""

import secrets

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

ROWS = 25
CELLS = (
    "公市监罚〔2026〕12号",
    "警告；罚款",
    "未按规定明码标价",
    "0.3",
    "2026-11-18",
    "2027-11-17",
)
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ title }}</title>
</head><body><h1>{{ title }}</h1><table>{% for row in rows %}
<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table></body></html>"""


def page(request: HttpRequest) -> HttpResponse:
    """A page of rows that no database had to find."""
    rows = [(number, *CELLS) for number in range(ROWS)]
    return render(request, "page.html", {"title": "公信市晨光机械有限公司", "rows": rows})


urlpatterns = [path("", page)]
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY=secrets.token_hex(),
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", {"page.html": PAGE})],
                    )
                ]
            },
        }
    ],
)
application = get_wsgi_application()

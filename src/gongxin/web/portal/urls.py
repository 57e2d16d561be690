"""Addresses of the public portal."""

from django.urls import path

from gongxin.web.language import choose
from gongxin.web.portal.views import (
    bulletins,
    catalogue,
    commitments,
    explain,
    home,
    record,
    records,
    report,
    search,
    subject,
    verify,
)

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("search", search.search, name="search"),
    path("subjects/<str:code>", subject.subject, name="subject"),
    path("subjects/<str:code>/report", report.report, name="report"),
    path("subjects/<str:code>/report.pdf", report.report_pdf, name="report_pdf"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:code>", verify.verify, name="verify"),
    path("permits", records.records, {"item_id": "permit"}, name="permits"),
    path("penalties", records.records, {"item_id": "penalty"}, name="penalties"),
    path("records/<uuid:uid>", record.record, name="record"),
    path("records/<slug:item_id>", records.records, name="records"),
    path("records/<slug:item_id>.csv", records.export, name="records_csv"),
    path("commitments", commitments.commitments, name="commitments"),
    path("commitments.csv", commitments.export, name="commitments_csv"),
    path("catalogue", catalogue.catalogue, name="catalogue"),
    path("catalogue/<slug:item_id>", catalogue.item, name="item"),
    path("catalogue/<slug:item_id>/template.xlsx", catalogue.template, name="template"),
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("bulletins/<str:period>.pdf", bulletins.bulletin_file, name="bulletin_pdf"),
    path("bulletins/<str:period>", bulletins.bulletin, name="bulletin"),
    path("bulletins/<str:period>/<slug:measure>.svg", bulletins.picture, name="bulletin_picture"),
    path("principles", explain.principles, name="principles"),
    path("contest", explain.contest, name="contest"),
    path("language/", choose, name="language"),
]

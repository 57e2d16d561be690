"""Commitments and their performance: how many of each kind were kept, and which ones."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongxin.apps.cases.performance import (
    OUTCOMES,
    KindCounts,
    PerformanceFilters,
    kinds,
    performance_counts,
    performance_page,
    soon_until,
)
from gongxin.apps.records.finding import CAP
from gongxin.apps.records.queries import AsOf, as_of
from gongxin.apps.records.visibility import Viewer
from gongxin.core.dates import instant
from gongxin.core.text import Text
from gongxin.web.csv_export import csv_response
from gongxin.web.language import current
from gongxin.web.paging import paging
from gongxin.web.portal.commitment_lines import CommitmentLine, commitment_line
from gongxin.web.portal.filters import FilterForm, Option, bodies, page_number, read_days
from gongxin.web.portal.parameters import Unreadable, unknown
from gongxin.web.portal.values import day
from gongxin.web.portal.viewing import page, viewer_of

SIZE: Final = 30
_EXPORT_SIZE: Final = 500
NAMES: Final = ("text", "kind", "outcome", "department", "made_from", "made_to")


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """Counts by kind and outcome, and one page of the commitments behind them, newest first."""
    viewer, language, moment = viewer_of(request), current(), as_of()
    form, filters = _read(request, language)
    context: dict[str, object] = {
        "section": "commitments",
        "form": form,
        "at": instant(moment.known_at),
        "soon": day(soon_until(moment.on)),
        "outcomes": [(one, text.of(language)) for one, text in OUTCOMES.items()],
        "unknown": unknown(request, (*NAMES, "page")),
    }
    if form.problems:
        return page(request, "portal/commitments.html", context, status=400)
    counts = performance_counts(filters, viewer=viewer, as_of=moment)
    total = counts[-1].total
    found = performance_page(filters, total, viewer=viewer, as_of=moment, page=form.page, size=SIZE)
    csv = reverse("portal:commitments_csv")
    context |= {
        "figures": [_figures(line, form, language) for line in counts if line.total],
        "total": total,
        "capped": found.capped,
        "lines": [commitment_line(record, outcome, language) for record, outcome in found.lines],
        "paging": paging(form.page, SIZE, found.total, form.query),
        "csv": f"{csv}?{urlencode(form.query)}" if form.used else csv,
    }
    return page(request, "portal/commitments.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The filtered commitments as CSV, one a line with its outcome."""
    viewer, language, moment = viewer_of(request), current(), as_of()
    form, filters = _read(request, language)
    if form.problems:
        raise Unreadable("filters", Text(*(" ".join(form.problems.values()),) * 2))
    header = [_("组织"), _("统一社会信用代码"), _("承诺类型"), _("承诺事由"), _("作出日期")]
    header += [_("履行期限"), _("履约情况"), _("认定日期"), _("公示至"), _("状态")]
    header += [_("受理单位"), _("记录编号")]
    rows = _rows(filters, viewer, moment, language)
    return csv_response(f"commitments-{day(moment.on)}.csv", header, rows)


def _rows(
    filters: PerformanceFilters, viewer: Viewer, moment: AsOf, language: str
) -> Iterator[list[str]]:
    for number in range(1, CAP // _EXPORT_SIZE + 1):
        found = performance_page(
            filters, CAP, viewer=viewer, as_of=moment, page=number, size=_EXPORT_SIZE
        )
        for record, outcome in found.lines:
            yield _cells(commitment_line(record, outcome, language))
        if len(found.lines) < _EXPORT_SIZE:
            return


def _cells(line: CommitmentLine) -> list[str]:
    said = [line.subject, line.subject_code, line.kind, line.matter, line.made, line.due]
    return [*said, line.word, line.found, line.until, line.state, line.department, line.uid]


def _read(request: HttpRequest, language: str) -> tuple[FilterForm, PerformanceFilters]:
    typed = {name: request.GET.get(name, "").strip()[:100] for name in NAMES}
    options: dict[str, list[Option]] = {
        "kind": [(one.value, one.title.of(language)) for one in kinds()],
        "outcome": [(one, text.of(language)) for one, text in OUTCOMES.items()],
        "department": bodies(language),
    }
    form = FilterForm(typed, options)
    form.check_options(language)
    start, end = read_days(form, ("made_from", "made_to"), language)
    form.page = page_number(request, form, language)
    return form, PerformanceFilters(
        text=typed["text"],
        kind=typed["kind"],
        outcome=typed["outcome"],
        department=typed["department"],
        made_from=start,
        made_to=end,
    )


def _figures(line: KindCounts, form: FilterForm, language: str) -> dict[str, object]:
    """A line of the table; every figure leads to the list of what it counts."""
    query = {**dict(form.query), **({"kind": line.kind} if line.kind else {})}
    return {
        "title": line.title.of(language),
        "all": not line.kind,
        "address": _address(query),
        "total": line.total,
        "cells": [
            (OUTCOMES[one].of(language), number, _address({**query, "outcome": one}))
            for one, number in line.counts.items()
        ],
    }


def _address(query: dict[str, str]) -> str:
    return f"?{urlencode(query)}#list"

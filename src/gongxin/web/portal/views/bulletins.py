"""The public bulletins on the quality of data."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongxin.apps.errors import NotFound
from gongxin.apps.quality.bulletin_sheet import definition_of
from gongxin.apps.quality.bulletins import bulletin_pdf, published, published_sheet
from gongxin.apps.quality.periods import read_period
from gongxin.batch.quality.registry import MEASURES
from gongxin.core.dates import legal_day
from gongxin.core.text import Text
from gongxin.web.language import current
from gongxin.web.portal.viewing import page


@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    """The bulletins that were published, and how their figures are counted."""
    language = current()
    listed = [
        (one.period, period.title.of(language), legal_day(one.published_at), period.quarterly)
        for one, period in published()
    ]
    definitions = [definition_of(measure, language) for measure in MEASURES]
    context: dict[str, object] = {
        "section": "bulletins",
        "bulletins": listed,
        "definitions": definitions,
    }
    return page(request, "portal/bulletins.html", context)


@require_safe
def bulletin(request: HttpRequest, period: str) -> HttpResponse:
    """One bulletin."""
    sheet = published_sheet(period, current())
    context: dict[str, object] = {"section": "bulletins", "sheet": sheet, "code": period}
    return page(request, "portal/bulletin.html", context)


@require_safe
def bulletin_file(request: HttpRequest, period: str) -> HttpResponse:
    """One bulletin as PDF."""
    published_sheet(period, current())
    response = HttpResponse(
        bulletin_pdf(read_period(period), current()), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="bulletin-{period}.pdf"'
    return response


@require_safe
def picture(request: HttpRequest, period: str, measure: str) -> HttpResponse:
    """The twelve months of a measure in a bulletin, as SVG."""
    sheet = published_sheet(period, current())
    for one in sheet.pictures:
        if one.measure == measure:
            return HttpResponse(one.svg, content_type="image/svg+xml")
    raise NotFound("no_picture", _NO_PICTURE.format(measure=measure[:30]))


_NO_PICTURE = Text("这期通报没有“{measure}”的图。", "This bulletin has no picture of '{measure}'.")

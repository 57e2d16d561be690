"""Reading bulletins: those that were published, and drafts of those that could be."""

from datetime import UTC, datetime

from gongxin.apps.errors import NotFound
from gongxin.apps.quality.bulletin import Content, content_of, read_content
from gongxin.apps.quality.bulletin_pdf import render
from gongxin.apps.quality.bulletin_sheet import Sheet, sheet_of
from gongxin.apps.quality.models import Bulletin
from gongxin.apps.quality.periods import Period, quarter_of, read_period
from gongxin.apps.quality.queries import measured_months
from gongxin.core.dates import legal_day, legal_today
from gongxin.core.text import Text


def published() -> list[tuple[Bulletin, Period]]:
    """The bulletins that were published, the latest period first."""
    found = [(one, read_period(one.period)) for one in Bulletin.objects.all()]
    return sorted(found, key=lambda pair: (pair[1].months[-1], len(pair[1].months)), reverse=True)


def published_sheet(code: str, language: str) -> Sheet:
    """A published bulletin in ``language``; NotFound when none was published for the period."""
    bulletin = _published(code)
    if bulletin is None:
        raise NotFound("no_bulletin", _NONE.format(period=code[:10]))
    return sheet_of(read_content(bulletin.content), language, f"{legal_day(bulletin.published_at)}")


def bulletin_pdf(period: Period, language: str) -> bytes:
    """The bulletin as PDF: as it was published, else a draft of the figures as they are now."""
    bulletin = _published(period.code)
    if bulletin is None:
        return render(sheet_of(draft(period), language), datetime.now(UTC))
    return render(published_sheet(period.code, language), bulletin.published_at)


def draft(period: Period) -> Content:
    """What a bulletin of the period would say now."""
    return content_of(period)


def to_publish() -> list[Period]:
    """The months and quarters that are over, have figures and were not published, latest first."""
    today = f"{legal_today():%Y-%m}"
    months = [month for month in measured_months()[:13] if month < today]
    quarters = {quarter_of(month) for month in months}
    whole = [q for q in quarters if q.months[-1] < today and set(q.months) & set(months)]
    periods = [*(Period(month, (month,)) for month in months), *whole]
    done = set(Bulletin.objects.values_list("period", flat=True))
    left = [one for one in periods if one.code not in done]
    return sorted(left, key=lambda one: (one.months[-1], len(one.months)), reverse=True)


def _published(code: str) -> Bulletin | None:
    return Bulletin.objects.filter(period=code).first()


_NONE = Text("没有发布过 {period} 的通报。", "No bulletin was published for {period}.")

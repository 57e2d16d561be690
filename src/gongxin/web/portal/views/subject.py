"""The credit file of one organisation."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongxin.apps.audit.models import FileReading
from gongxin.apps.cases.declarations import declarations_of
from gongxin.apps.errors import NotFound
from gongxin.apps.records.queries import as_of, credit_file
from gongxin.apps.subjects.queries import find_subject
from gongxin.core.dates import instant
from gongxin.core.text import Text
from gongxin.web.language import current, say
from gongxin.web.portal.credit_file import PER_ITEM, file_context
from gongxin.web.portal.parameters import as_of_day, unknown
from gongxin.web.portal.viewing import note_reading, page, viewer_of


@require_safe
def subject(request: HttpRequest, code: str) -> HttpResponse:
    """Everything public about the organisation with this code, now or as of ``?as_of=``."""
    moment = as_of(as_of_day(request))
    found = find_subject(code)
    if found is None:
        raise NotFound("no_subject", _UNKNOWN.format(code=code[:40], at=instant(moment.known_at)))
    if found.code != code:
        query = request.META.get("QUERY_STRING", "")
        address = reverse("portal:subject", args=[found.code]) + (f"?{query}" if query else "")
        return HttpResponsePermanentRedirect(address)
    file = credit_file(found, viewer=viewer_of(request), as_of=moment, per_item=PER_ITEM)
    note_reading(request, found.pk, FileReading.What.FILE)
    context = file_context(file, current())
    context["declarations"] = [(say(one.ground), one) for one in declarations_of(found, moment.on)]
    context["unknown"] = unknown(request, ("as_of",))
    return page(request, "portal/subject.html", context)


_UNKNOWN = Text(
    "没有统一社会信用代码为“{code}”的组织。已检索全部已登记或被报送过的组织，截至 {at}（北京时间）。"
    "代码应为 18 位，例如 91 开头的企业代码；也可以按名称查询。",
    "No organisation has the Unified Social Credit Code “{code}”. Searched: every organisation "
    "that is registered or was named in a record, as of {at} Beijing time. A code has 18 "
    "characters; you can also search by name.",
)

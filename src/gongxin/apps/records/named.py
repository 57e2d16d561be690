"""Records by their numbers, for those who handle a case about them."""

from collections.abc import Iterable
from uuid import UUID

from gongxin.apps.records.models import Record
from gongxin.apps.records.reading import rows_of, view_of
from gongxin.apps.records.timeline import as_of
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import Viewer
from gongxin.law.load import load_catalogue


def records_named(uids: Iterable[UUID], *, viewer: Viewer) -> list[RecordView]:
    """The latest revision of each record, ended and withdrawn ones too, in the order asked.

    The caller has made sure that the reader is a party to a case about them; ``viewer`` still
    decides which fields are shown.
    """
    wanted = list(uids)
    latest = Record.objects.filter(uid__in=wanted).order_by("uid", "-revision").distinct("uid")
    items, now = load_catalogue().items, as_of()
    found = {row.uid: view_of(row, items[row.item], viewer, now) for row in rows_of(latest)}
    return [found[uid] for uid in wanted if uid in found]

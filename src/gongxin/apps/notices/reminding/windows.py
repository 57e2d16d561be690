"""Reminders that a record can soon be repaired: to organisations that have an account."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongxin.apps.notices.reminding.reminder import Reminder
from gongxin.apps.records.models import Record
from gongxin.apps.records.named import records_named
from gongxin.apps.records.remedies import repair_from
from gongxin.apps.records.timeline import as_of
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import AUTHORISED, visible
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue
from gongxin.law.values import shown

AHEAD = timedelta(days=7)


def windows_opening(today: date) -> Iterator[Reminder]:
    """One reminder for each record whose first day of repair is within the next week."""
    items = load_catalogue().items.values()
    windowed = [one.id for one in items if one.polarity == "negative" or one.publicity.window]
    current = Record.objects.filter(
        visible(AUTHORISED, as_of()), item__in=windowed, subject__users__is_active=True
    )
    uids = current.order_by("uid").values_list("uid", flat=True).distinct()
    records = [one for one in records_named(uids, viewer=AUTHORISED) if one.negative]
    subjects = Subject.objects.in_bulk({r.subject_id for r in records if r.subject_id})
    for record in records:
        day = repair_from(record)
        if day is None or not today <= day <= today + AHEAD or record.subject_id is None:
            continue
        if record.public_until is None or day <= record.public_until:
            yield _reminder(record, day, subjects[record.subject_id])


def _reminder(record: RecordView, day: date, subject: Subject) -> Reminder:
    named = [_called(record, language) for language in ("zh", "en")]
    return Reminder(
        key=f"window:{record.id}:{day}",
        kind="window",
        text=Text(
            _OPENS.zh.format(record=named[0], day=day), _OPENS.en.format(record=named[1], day=day)
        ),
        link=f"/office/desk/records/{record.id}/",
        due_on=day,
        subject=subject,
    )


def _called(record: RecordView, language: str) -> str:
    first = next((shown(field, value, language) for field, value in record.headline), "")
    return " ".join(part for part in (record.item.title.of(language), first) if part)


_OPENS = Text(
    "“{record}”自 {day} 起可以申请信用修复，须先履行完全部义务。",
    "“{record}” can be repaired from {day}, once every duty is performed.",
)

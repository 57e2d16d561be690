"""The records that a form lets one choose from."""

from gongxin.apps.cases.eligibility import repairable
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.web.office.starting.asked import Asked

_NOT_HELD_AGAINST = ("over", "not_negative")


def own_records(subject: Subject, *, required: bool) -> Asked:
    """The records that are held against the organisation and still have effect."""
    judged = [one for one in repairable(subject) if one.code not in _NOT_HELD_AGAINST]
    choices = []
    for record in (one.record for one in judged):
        first = next((value for _, value in record.headline), "")
        tail = f" · {first} · {record.decided_on}"
        title = record.item.title
        choices.append((str(record.id), Text(title.zh + tail, title.en + tail)))
    name = Text("涉及的记录", "Records concerned")
    return Asked("record", name, "records", required=required, choices=tuple(choices))

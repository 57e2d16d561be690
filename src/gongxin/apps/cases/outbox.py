"""Telling others what happened to a record: upper platforms, credit agencies, evaluations.

An entry is written in the transaction of what it tells of and then delivered in the background to
every active webhook, in the order of ids. Ids follow the order of commits, because writers take a
lock that they hold until they commit; so nothing is passed over and one record's story is in order.
"""

from contextlib import suppress
from uuid import UUID

from django.db import connection, transaction
from procrastinate.exceptions import AlreadyEnqueued

from gongxin.apps.cases.models import Case, Outbox, Webhook
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today

_LOCK = 0x6F7574626F78  # "outbox"


def tell(
    kind: str,
    *,
    subject: Subject | None,
    case: Case | None = None,
    record_uid: UUID | None = None,
    item: str = "",
    department: str = "",
    **more: object,
) -> Outbox:
    """The new entry. Call it last in a transaction: others' entries wait until it commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    entry = Outbox.objects.create(
        kind=kind,
        record_uid=record_uid,
        subject=subject,
        case=case,
        payload={
            "record": str(record_uid) if record_uid else None,
            "item": item,
            "subject": subject.code if subject else None,
            "department": department,
            "case": case.number if case else None,
            "effective": legal_today().isoformat(),
            **more,
        },
    )
    for webhook_id in Webhook.objects.filter(active=True).values_list("pk", flat=True):
        enqueue(webhook_id)
    return entry


def enqueue(webhook_id: int) -> None:
    """Have one webhook told what it has not been told; nothing when that waits to be done already."""
    from gongxin.apps.cases.tasks import deliver

    job = deliver.configure(queueing_lock=f"webhook:{webhook_id}", lock=f"webhook:{webhook_id}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(webhook_id=webhook_id)


def entries_after(last: int, limit: int = 100) -> list[Outbox]:
    """The entries after id ``last``, in order: what a subscriber reads to catch up or replay."""
    return list(Outbox.objects.filter(id__gt=last).order_by("id")[:limit])

"""Telling others what happened to a record: upper platforms, credit agencies, evaluations.

An entry is written in the transaction of what it tells of and then delivered in the background to
every active webhook, in the order of ids. Ids follow the order of commits, because writers take a
lock that they hold until they commit; so nothing is passed over and one record's story is in order.
"""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import BigIntegerField, DateTimeField, F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject
from procrastinate.exceptions import AlreadyEnqueued

from gongxin.apps.cases.models import Case, Outbox, Webhook
from gongxin.apps.records.models import Record
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
    _wait_in_line()
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
    _enqueue_all()
    return entry


def tell_of_each(
    kind: str, records: QuerySet[Record], *, hidden: bool = False, **more: str | Combinable
) -> int:
    """An entry for each of the records, as :func:`tell` writes it, in one statement; how many.

    ``more`` are texts, or expressions on the record; a ``hidden`` record's organisation is not told.
    Call it last in a transaction.
    """
    if not records.exists():
        return 0
    _wait_in_line()
    payload = JSONObject(
        record=Cast("uid", TextField()),
        item="item",
        subject=Value(None) if hidden else "subject__code",
        department="department__code",
        case=Value(None),
        effective=Value(legal_today().isoformat()),
        **{key: Value(one) if isinstance(one, str) else one for key, one in more.items()},
    )
    chosen = records.order_by("id").annotate(
        about=Value(None, BigIntegerField()) if hidden else F("subject_id"),
        payload=payload,
        kind=Value(kind),
        told_at=Value(datetime.now(UTC), DateTimeField()),
    )
    columns = ("uid", "about", "payload", "kind", "told_at")
    query, values = chosen.values_list(*columns).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Outbox._meta.db_table} (record_uid, subject_id, payload, kind, at) {query}",
            values,
        )
        told = int(cursor.rowcount)
    _enqueue_all()
    return told


def _wait_in_line() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _enqueue_all() -> None:
    for webhook_id in Webhook.objects.filter(active=True).values_list("pk", flat=True):
        enqueue(webhook_id)


def enqueue(webhook_id: int) -> None:
    """Have one webhook told what it has not been told; nothing when that waits to be done already."""
    from gongxin.apps.cases.tasks import deliver

    job = deliver.configure(queueing_lock=f"webhook:{webhook_id}", lock=f"webhook:{webhook_id}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(webhook_id=webhook_id)


def entries_after(last: int, limit: int = 100) -> list[Outbox]:
    """The entries after id ``last``, in order: what a subscriber reads to catch up or replay."""
    return list(Outbox.objects.filter(id__gt=last).order_by("id")[:limit])

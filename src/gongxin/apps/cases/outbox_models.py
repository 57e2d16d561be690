"""What others must be told of, in the order it happened, and how far each of them was told."""

import pgtrigger
from django.db import models


class Outbox(models.Model):
    """One thing that happened to a record or a subject; ids are given in the order of commits.

    ``kind``: ``record_repaired``, ``record_restored``, ``record_withdrawn``, ``record_corrected``
    (``cause`` ``sent_again``: by the department, otherwise with a ``case``), ``record_shielded``
    (``until``: its last day, null where that is not known yet), ``record_linked``,
    ``record_unlinked``, ``objection_opened`` (``ground`` ``link``: a contested link),
    ``objection_closed``, ``evaluation_contested``.
    ``payload`` holds no personal data. Append-only: it can be read again from any id.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=30)
    record_uid = models.UUIDField(null=True)
    subject = models.ForeignKey("subjects.Subject", models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    payload = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["record_uid", "id"], name="outbox_record")]
        triggers = [
            pgtrigger.Protect(name="outbox_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Webhook(models.Model):
    """An address that is told everything in the outbox, in order; ``delivered`` is the last id it took."""

    url = models.CharField(max_length=500, unique=True)
    secret = models.CharField(max_length=64)  # signs each delivery (HMAC-SHA256)
    label = models.CharField(max_length=100)
    active = models.BooleanField(default=True)
    delivered = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)


class Delivery(models.Model):
    """One attempt to tell a webhook; ``status`` is the HTTP status, 0 when there was no answer."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    entry = models.ForeignKey(Outbox, models.PROTECT, related_name="deliveries")
    status = models.PositiveSmallIntegerField()
    error = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)


class UpstreamResult(models.Model):
    """A repair result that an upper platform pushed, and what became of it.

    ``upstream_id`` makes a push idempotent; ``sequence`` orders the pushes about one record: what
    comes after a later one is kept but changes nothing.
    """

    class Outcome(models.TextChoices):
        APPLIED = "applied"
        STALE = "stale"

    upstream = models.CharField(max_length=40)
    upstream_id = models.CharField(max_length=100)
    sequence = models.BigIntegerField()
    record_uid = models.UUIDField()
    result = models.CharField(max_length=10)  # granted, declined, revoked
    body_sha256 = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=Outcome)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upstream", "upstream_id"], name="upstream_result_once")
        ]
        indexes = [
            models.Index(fields=["upstream", "record_uid", "-sequence"], name="upstream_order")
        ]
        triggers = [
            pgtrigger.Protect(
                name="upstream_result_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

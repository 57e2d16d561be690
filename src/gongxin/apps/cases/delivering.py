"""Telling one webhook, in order, everything it has not taken yet.

Each entry is one POST of JSON with ``id``, ``kind``, ``at`` and the payload's keys. The receiver
answers 2xx once it has it; anything else stops the run, and the entry is tried again later. An
entry may come twice (after a crash): its ``id`` says so. ``Gongxin-Signature`` is the hex
HMAC-SHA256 of the body with the webhook's secret.
"""

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from typing import Final

from django.db import transaction

from gongxin.apps.cases.models import Delivery, Outbox, Webhook
from gongxin.apps.cases.outbox import entries_after
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

TIMEOUT: Final = 10  # seconds


class NotDelivered(GongxinError):
    """A webhook did not take an entry; the rest waits behind it."""


def deliver_to(webhook_id: int) -> int:
    """Deliver what is open and return how many entries were taken; NotDelivered at the first refusal."""
    done = 0
    while True:
        webhook = Webhook.objects.filter(pk=webhook_id, active=True).first()
        entries = entries_after(webhook.delivered, 50) if webhook else []
        if webhook is None or not entries:
            return done
        for entry in entries:
            status, error = _post(webhook, entry)
            if not 200 <= status < 300:
                Delivery.objects.create(webhook=webhook, entry=entry, status=status, error=error)
                raise NotDelivered("not_delivered", _REFUSED.format(id=entry.pk, status=status))
            _taken(webhook, entry, status)
            done += 1


def body_of(entry: Outbox) -> bytes:
    """What is posted for an entry; the same bytes each time."""
    told = {"id": entry.pk, "kind": entry.kind, "at": entry.at.isoformat(), **entry.payload}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def signature(secret: str, body: bytes) -> str:
    """What ``Gongxin-Signature`` must be for a body."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _taken(webhook: Webhook, entry: Outbox, status: int) -> None:
    with transaction.atomic():
        Delivery.objects.create(webhook=webhook, entry=entry, status=status)
        # only forward from where this run began: a replay that was asked for meanwhile stays
        moved = Webhook.objects.filter(pk=webhook.pk, delivered=webhook.delivered)
        moved.update(delivered=entry.pk)
        webhook.delivered = entry.pk


def _post(webhook: Webhook, entry: Outbox) -> tuple[int, str]:
    body = body_of(entry)
    request = urllib.request.Request(  # noqa: S310 the scheme was checked when it was added
        webhook.url,
        data=body,
        method="POST",
        headers={
            "Content-Type": "application/json",
            "Gongxin-Event": str(entry.pk),
            "Gongxin-Signature": signature(webhook.secret, body),
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
            return int(response.status), ""
    except urllib.error.HTTPError as error:
        return error.code, str(error.reason)[:200]
    except OSError as error:
        return 0, str(error)[:200]


_REFUSED = Text(
    "第 {id} 号通知未送达（HTTP {status}）。", "Entry {id} was not taken (HTTP {status})."
)

"""Have an address told everything that is in the outbox."""

import secrets
from urllib.parse import urlsplit

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.cases.models import Outbox, Webhook
from gongxin.apps.cases.outbox import enqueue
from gongxin.apps.cases.permission import require_office
from gongxin.apps.errors import Conflict, Invalid
from gongxin.core.text import Text


@transaction.atomic
def add_webhook(
    *, url: str, label: str, officer: User | None = None, from_start: bool = False
) -> Webhook:
    """The subscriber, with the secret that signs its deliveries. Without ``officer``: the operator.

    It is told what happens from now on, or with ``from_start`` everything since the beginning.
    Raises NotAllowed, Invalid (not an http address), Conflict (it is told already).
    """
    if officer is not None:
        require_office(officer)
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > 500:
        raise Invalid("bad_webhook", _BAD.format(url=url[:200]))
    last = Outbox.objects.order_by("-id").values_list("id", flat=True).first() or 0
    webhook, created = Webhook.objects.get_or_create(
        url=url.strip(),
        defaults={
            "label": label.strip()[:100],
            "secret": secrets.token_urlsafe(32),
            "delivered": 0 if from_start else last,
        },
    )
    if not created:
        raise Conflict("webhook_exists", _EXISTS.format(url=webhook.url))
    write_entry(
        officer=officer,
        department=officer.department if officer else None,
        verb="add_webhook",
        target=f"webhook:{webhook.pk}",
        detail={"host": parts.hostname},
    )
    enqueue(webhook.pk)
    return webhook


_BAD = Text("“{url}”不是 http 或 https 地址。", "“{url}” is not an http or https address.")
_EXISTS = Text("已在通知该地址：{url}。", "This address is told already: {url}.")

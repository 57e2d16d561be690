"""Tell a subscriber again, from an entry of the outbox on."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.cases.models import Webhook
from gongxin.apps.cases.outbox import enqueue
from gongxin.apps.cases.permission import require_office
from gongxin.apps.errors import NotFound
from gongxin.core.text import Text


@transaction.atomic
def replay_webhook(*, url: str, after: int = 0, officer: User | None = None) -> Webhook:
    """The subscriber, which will be told everything after entry ``after``, in order.

    Without ``officer`` it is the operator's command. Raises NotAllowed, NotFound.
    """
    if officer is not None:
        require_office(officer)
    webhook = Webhook.objects.select_for_update().filter(url=url.strip()).first()
    if webhook is None:
        raise NotFound("no_webhook", _NONE.format(url=url[:200]))
    webhook.delivered = max(0, after)
    webhook.save(update_fields=["delivered"])
    write_entry(
        officer=officer,
        department=officer.department if officer else None,
        verb="replay_webhook",
        target=f"webhook:{webhook.pk}",
        detail={"after": webhook.delivered},
    )
    enqueue(webhook.pk)
    return webhook


_NONE = Text("没有这个通知地址：{url}。", "No such address is told: {url}.")

"""A notice on its way to the mail server, to everyone it is addressed to."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from gongxin.apps.accounts.models import User
from gongxin.apps.notices.models import Notice

SUBJECT_LENGTH = 60


def mail(notice_id: int) -> bool:
    """Mails the notice if a mail server is set and a receiver has an address; True when it went.

    Mailed once: a second call finds ``mailed_at``. When a process is killed between the two, the
    same ``Message-ID`` lets the mailbox drop the second copy.
    """
    if not settings.EMAIL_HOST:
        return False
    with transaction.atomic():
        notice = Notice.objects.select_for_update().filter(pk=notice_id, mailed_at=None).first()
        addresses = addresses_of(notice) if notice else []
        if notice is None or not addresses:
            return False
        message_of(notice, addresses).send()
        notice.mailed_at = timezone.now()
        notice.save(update_fields=["mailed_at"])
    return True


def addresses_of(notice: Notice) -> list[str]:
    """The addresses of the active people whom the notice is for, in order."""
    people = User.objects.filter(is_active=True).exclude(email="")
    if notice.user_id is not None:
        people = people.filter(pk=notice.user_id)
    elif notice.department_id is not None:
        people = people.filter(department=notice.department_id, department__active=True)
    else:
        people = people.filter(subject=notice.subject_id)
    return sorted(set(people.values_list("email", flat=True)))


def message_of(notice: Notice, addresses: list[str]) -> EmailMessage:
    """The message: Chinese, then English, then the link; nobody sees the others' addresses."""
    due = f"\n截止 / due: {notice.due_on}" if notice.due_on else ""
    link = f"{settings.GONGXIN_PUBLIC_URL}{notice.link}"
    title = notice.text_zh.replace("\n", " ")
    if len(title) > SUBJECT_LENGTH:
        title = title[: SUBJECT_LENGTH - 1] + "…"
    number = hashlib.sha256(notice.key.encode()).hexdigest()[:32]
    return EmailMessage(
        subject=f"公信：{title}",
        body=f"{notice.text_zh}\n\n{notice.text_en}\n{due}\n{link}\n",
        bcc=addresses,
        headers={"Message-ID": f"<{number}@notices.gongxin>", "Auto-Submitted": "auto-generated"},
    )


def unmailed() -> list[int]:
    """Notices of the last week that have not gone out, for example because a worker was killed."""
    if not settings.EMAIL_HOST:
        return []
    since = timezone.now() - timedelta(days=7)
    waiting = Notice.objects.filter(mailed_at=None, created_at__gte=since)
    return list(waiting.order_by("pk").values_list("pk", flat=True))

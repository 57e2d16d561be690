"""Tell a department, an organisation or a person something, once."""

from datetime import date

from django.db import transaction

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.errors import Invalid
from gongxin.apps.notices.models import Notice
from gongxin.apps.notices.tasks import mail_notice
from gongxin.apps.subjects.models import Subject
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text


def send_notice(
    *,
    key: str,
    kind: str,
    text: Text,
    link: str,
    department: Department | None = None,
    subject: Subject | None = None,
    user: User | None = None,
    due_on: date | None = None,
) -> Notice:
    """The notice with this ``key``, made when there is none yet and then also mailed.

    Addressed to exactly one of ``department``, ``subject`` and ``user``; ``link`` is a path within
    this service, for example ``/office/cases/12/``. Called by other actions, within whose
    transaction it is sent: undone with it. It needs no permission and no audit entry of its own,
    because the action that sends it has both.

    Raises:
        Invalid: no receiver or several, an empty key or text, or a link that leads elsewhere.
    """
    if sum(receiver is not None for receiver in (department, subject, user)) != 1:
        raise Invalid("notice_receiver", _ONE_RECEIVER)
    if not 0 < len(key) <= 200 or not (text.zh.strip() and text.en.strip()):
        raise Invalid("notice_incomplete", _INCOMPLETE.format(key=key[:200]))
    if not link.startswith("/") or link.startswith("//"):
        raise Invalid("notice_link", _BAD_LINK.format(link=link[:100]))
    with transaction.atomic():
        notice, created = Notice.objects.get_or_create(
            key=key,
            defaults={
                "kind": kind,
                "text_zh": redact_id_numbers(text.zh.strip())[0],
                "text_en": redact_id_numbers(text.en.strip())[0],
                "link": link,
                "department": department,
                "subject": subject,
                "user": user,
                "due_on": due_on,
            },
        )
        if created:
            mail_notice.defer(notice_id=notice.pk)
    return notice


_ONE_RECEIVER = Text(
    "一条通知只能发给一个部门、一个组织或一个人。",
    "A notice goes to one department, one organisation or one person.",
)
_INCOMPLETE = Text(
    "通知“{key}”不完整：编号为 1 至 200 个字符，中英文内容都要有。",
    "Notice '{key}' is incomplete: its key has 1 to 200 characters, its text both languages.",
)
_BAD_LINK = Text(
    "通知的链接“{link}”应为本站路径，例如 /office/cases/12/。",
    "A notice links to a path of this service, for example /office/cases/12/; seen: '{link}'.",
)

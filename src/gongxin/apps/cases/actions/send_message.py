"""Write to the other side of a case."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import CaseEvent
from gongxin.apps.cases.noting import hold_readable, note
from gongxin.apps.errors import Invalid
from gongxin.apps.notices.actions.send_notice import send_notice
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text

LONGEST = 2000


@transaction.atomic
def send_message(*, user: User, number: str, text: str) -> CaseEvent:
    """The message in the timeline; the other side gets a notice. Open and closed cases alike.

    Raises NotFound (no role in the case), Invalid (empty, or longer than 2,000 characters).
    """
    case, role = hold_readable(number, user)
    kept = redact_id_numbers(text.strip())[0]
    if not 0 < len(kept) <= LONGEST:
        raise Invalid("bad_message", _BAD.format(most=LONGEST))
    event = note(case, "message", user=user, role=role, text=kept, detail={})
    link, key = f"/office/cases/{case.number}/", f"case:{case.number}:{event.pk}"
    told = Text(f"案件 {case.number} 有新留言。", f"There is a new message in case {case.number}.")
    if role in ("applicant", "window"):
        send_notice(key=key, kind="case", text=told, link=link, department=case.department)
    else:
        send_notice(key=key, kind="case", text=told, link=link, subject=case.subject)
    return event


_BAD = Text("留言为 1 至 {most} 个字。", "A message has 1 to {most} characters.")

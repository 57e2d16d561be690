"""Order an organisation to put something right by a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.accounts.permissions import department_of
from gongxin.apps.cases.matters import given_matter
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import Opening, open_case
from gongxin.apps.cases.working_time import require_ahead
from gongxin.apps.errors import Invalid, NotAllowed
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.finding import subject_or_refusal
from gongxin.apps.subjects.models import Subject
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text


@transaction.atomic
def order_rectification(
    *,
    officer: User,
    subject_code: str,
    matter: str,
    basis: str,
    due_on: date,
    uids: Sequence[UUID] = (),
    may_lead_to: str = "",
) -> Case:
    """The case. ``basis`` is the provision that allows the order, without which there is none.

    ``uids``: records of this department about the organisation that the order rests on.
    ``may_lead_to``: the list on which it may be entered, after its own notice and hearing, when the
    order is not followed: told to the organisation from the start.

    Raises NotFound (organisation), NotAllowed, Invalid (matter, basis, day, a record of another).
    """
    department = department_of(officer)
    if department is None:
        raise NotAllowed("no_department", _NO_DEPARTMENT)
    subject = subject_or_refusal(subject_code)
    kept, ground = given_matter(matter), redact_id_numbers(basis.strip())[0][:300]
    if not ground:
        raise Invalid("basis_missing", _BASIS)
    require_ahead(due_on)
    opening = Opening(
        subject=subject,
        department=department,
        records=_records(uids, subject, department.pk),
        via="department",
        statement=kept,
        about={
            "matter": kept,
            "basis": ground,
            "may_lead_to": redact_id_numbers(may_lead_to.strip())[0][:200],
        },
    )
    return open_case(
        "rectification",
        opening,
        actor=Actor(officer, department, "department"),
        verb="order",
        reason=kept,
        due_on=due_on,
    )


def _records(uids: Sequence[UUID], subject: Subject, department_id: int) -> list[Record]:
    found = list(
        Record.objects.filter(
            uid__in=uids, subject=subject, department_id=department_id, known_until=None
        )
    )
    missing = set(uids) - {record.uid for record in found}
    if missing:
        named = ", ".join(sorted(map(str, missing)))
        raise Invalid("not_its_record", _NOT_ITS.format(records=named))
    return found


_NO_DEPARTMENT = Text(
    "只有部门的工作人员可以作出限期整改决定。", "Only a department's officer may order this."
)
_BASIS = Text(
    "请写明责令整改的依据（法律、法规或规章的名称和条款）。",
    "Name the provision on which the order rests (law or rule, and article).",
)
_NOT_ITS = Text(
    "这些不是本部门关于该组织的记录：{records}。",
    "These are not records of this department about this organisation: {records}.",
)

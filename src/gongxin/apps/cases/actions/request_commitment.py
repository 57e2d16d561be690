"""Ask an organisation to sign a commitment letter."""

from datetime import date

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.accounts.permissions import department_of
from gongxin.apps.cases.commitments import (
    due_day,
    letter_called,
    require_facility,
    what_is_signed,
)
from gongxin.apps.cases.matters import given_matter
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import Opening, open_case
from gongxin.apps.errors import NotAllowed
from gongxin.apps.subjects.finding import subject_or_refusal
from gongxin.core.text import Text


@transaction.atomic
def request_commitment(
    *, officer: User, subject_code: str, letter: str, matter: str, due_on: date | None = None
) -> Case:
    """The case, which waits for the organisation to sign.

    ``letter`` is the id of a letter in the packs, ``matter`` what it is made for; ``due_on`` the day
    by which its performance will be checked (else as the letter says).

    Raises NotFound (organisation), NotAllowed (not of a department), Invalid (letter, matter, day),
    Conflict (false papers bar it from such commitments).
    """
    department = department_of(officer)
    if department is None:
        raise NotAllowed("no_department", _NO_DEPARTMENT)
    subject = subject_or_refusal(subject_code)
    chosen = letter_called(letter)
    require_facility(subject, chosen)
    kept = given_matter(matter)
    about = what_is_signed(chosen, kept)
    if due_on is not None:
        about["due_on"] = due_day(chosen, due_on).isoformat()
    opening = Opening(
        subject=subject,
        department=department,
        via="department",
        ground=chosen.id,
        statement=kept,
        about=about,
    )
    actor = Actor(officer, department, "department")
    return open_case("commitment", opening, actor=actor, verb="request")


_NO_DEPARTMENT = Text(
    "只有部门的工作人员可以请求签署承诺书。",
    "Only a department's officer may ask for a commitment.",
)

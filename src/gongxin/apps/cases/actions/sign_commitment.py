"""Sign a commitment letter: one that was asked for, or one of the organisation's own accord."""

from datetime import UTC, date, datetime

from django.db import transaction

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.commitments import (
    due_day,
    hand_in,
    letter_called,
    require_facility,
    set_by_department,
    what_is_signed,
)
from gongxin.apps.cases.matters import given_matter
from gongxin.apps.cases.models import Case, CasePaper
from gongxin.apps.cases.papers import attach, store_bytes
from gongxin.apps.cases.permission import Actor, filing_role
from gongxin.apps.cases.signed_letters import signed_commitment
from gongxin.apps.cases.workflow import Opening, advance, hold_case, open_case
from gongxin.apps.errors import Invalid, NotFound
from gongxin.apps.subjects.finding import subject_or_refusal
from gongxin.core.dates import legal_today
from gongxin.core.text import Text


@transaction.atomic
def sign_commitment(
    *,
    user: User,
    signed: bool,
    number: str = "",
    subject_code: str = "",
    letter: str = "",
    matter: str = "",
    department_code: str = "",
    due_on: date | None = None,
    version: int | None = None,
) -> Case:
    """The commitment, from now on being performed, published and in the file.

    With ``number``: the letter that a department asked for. Without: one of the organisation's own
    accord, with ``subject_code``, ``letter``, ``matter`` and the department that accepts it.
    ``signed`` is the signature: the organisation's own account says so, or the window's officer
    before whom it signed. The signed letter is kept as PDF.

    Raises NotFound, NotAllowed, Invalid (not signed, letter, matter, day), Conflict.
    """
    if not signed:
        raise Invalid("commitment_unsigned", _UNSIGNED)
    case = (
        _asked_for(user, number, due_on, version)
        if number
        else _own_accord(user, subject_code, letter, matter, department_code, due_on)
    )
    made = store_bytes(
        signed_commitment(case, at=datetime.now(UTC)),
        f"commitment-{case.number}.pdf",
        "application/pdf",
    )
    attach(case, CasePaper.Kind.COMMITMENT, stored=made, source="generated", user_id=user.pk)
    hand_in(case)
    return case


def _asked_for(user: User, number: str, due_on: date | None, version: int | None) -> Case:
    held = hold_case(number)
    letter = letter_called(held.ground)
    require_facility(held.subject, letter)
    day = due_day(letter, set_by_department(held) or due_on)
    case = advance(
        number, "sign", actor=Actor.of(user), version=version, due_on=day, kind="commitment"
    )
    case.about = {**case.about, "signed_on": legal_today().isoformat(), "due_on": day.isoformat()}
    case.save(update_fields=["about"])
    return case


def _own_accord(
    user: User,
    subject_code: str,
    letter: str,
    matter: str,
    department_code: str,
    due_on: date | None,
) -> Case:
    subject = subject_or_refusal(subject_code)
    role = filing_role(user, subject)
    chosen = letter_called(letter)
    require_facility(subject, chosen)
    department = Department.objects.filter(code=department_code.strip(), active=True).first()
    if department is None:
        raise NotFound("no_department", _NO_DEPARTMENT.format(code=department_code[:40]))
    day, kept = due_day(chosen, due_on), given_matter(matter)
    about = what_is_signed(chosen, kept)
    opening = Opening(
        subject=subject,
        department=department,
        via="organisation" if role == "applicant" else "window",
        ground=chosen.id,
        statement=kept,
        about={**about, "signed_on": legal_today().isoformat(), "due_on": day.isoformat()},
    )
    actor = Actor(user, user.department, role)
    return open_case("commitment", opening, actor=actor, verb="sign", due_on=day)


_UNSIGNED = Text(
    "请先阅读承诺书，勾选“签署”后再提交。",
    "Read the letter, sign it and send again.",
)
_NO_DEPARTMENT = Text(
    "没有代码为“{code}”的部门。", "There is no department with the code '{code}'."
)

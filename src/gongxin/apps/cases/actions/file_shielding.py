"""Apply for shielding after a court approved a reorganisation plan or a settlement."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.eligibility import repairable
from gongxin.apps.cases.models import Case, CasePaper
from gongxin.apps.cases.papers import Upload, attach, store
from gongxin.apps.cases.permission import Actor, credit_office, filing_role
from gongxin.apps.cases.queries import open_cases_about
from gongxin.apps.cases.workflow import Opening, open_case
from gongxin.apps.cases.working_time import require_ahead
from gongxin.apps.errors import Conflict, Invalid
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.finding import subject_or_refusal
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text


@transaction.atomic
def file_shielding(
    *,
    user: User,
    subject_code: str,
    uids: Sequence[UUID],
    court: str,
    ruling: str,
    ruled_on: date,
    plan_until: date | None,
    statement: str = "",
    papers: Sequence[Upload] = (),
) -> Case:
    """The case before the credit office. ``ruling`` is the number of the court's ruling; ``plan_until``
    the last day of the plan, None where the ruling sets none.

    For the organisation, or an officer at a window on behalf of it or its administrator.

    Raises NotFound, NotAllowed, Invalid (ruling, days, a record that is not negative or not its own,
    no paper), Conflict (a record is in such a case already), TooLarge.
    """
    subject = subject_or_refusal(subject_code)
    role = filing_role(user, subject)
    Subject.objects.select_for_update(no_key=True).get(pk=subject.pk)
    about = _ruling(court, ruling, ruled_on, plan_until)
    if not papers:
        raise Invalid("ruling_missing", _PAPER)
    opening = Opening(
        subject=subject,
        department=credit_office(),
        records=_records(subject, uids),
        via="organisation" if role == "applicant" else "window",
        statement=statement,
        about=about,
    )
    stored = [store(upload) for upload in papers]
    case = open_case("shielding", opening, actor=Actor(user, user.department, role))
    for one in stored:
        attach(case, CasePaper.Kind.DECISION, stored=one, user_id=user.pk)
    return case


def _ruling(court: str, ruling: str, ruled_on: date, plan_until: date | None) -> dict[str, object]:
    today = legal_today()
    words = [redact_id_numbers(text.strip())[0][:200] for text in (court, ruling)]
    if not all(words):
        raise Invalid("ruling_unnamed", _UNNAMED)
    if ruled_on > today:
        raise Invalid("ruling_days", _RULED.format(ruled=ruled_on, today=today))
    if plan_until is not None:
        require_ahead(plan_until)
    return {
        "court": words[0],
        "ruling": words[1],
        "ruled_on": ruled_on.isoformat(),
        "plan_until": plan_until.isoformat() if plan_until else None,
    }


def _records(subject: Subject, uids: Sequence[UUID]) -> list[Record]:
    fit = {one.record.id for one in repairable(subject, uids) if one.code not in _UNFIT}
    unfit = set(uids) - fit
    if not uids or unfit:
        named = ", ".join(sorted(map(str, unfit))) or "-"
        raise Invalid("not_its_record", _NOT_ITS.format(records=named))
    for uid in uids:
        other = open_cases_about(uid, "shielding").first()
        if other is not None:
            raise Conflict("shielding_open", _OPEN.format(number=other.number))
    return list(Record.objects.filter(uid__in=uids, known_until=None).order_by("uid"))


_UNFIT = ("over", "not_negative")
_PAPER = Text("请附法院裁定书（PDF 或图片）。", "Attach the court's ruling (PDF or picture).")
_UNNAMED = Text(
    "请写明作出裁定的法院和裁定书文号。", "Name the court and the number of its ruling."
)
_RULED = Text(
    "裁定日期 {ruled} 不能晚于今天（{today}）。",
    "The ruling's day {ruled} must not be after today ({today}).",
)
_NOT_ITS = Text(
    "请选择本组织仍在公示的失信记录；这些不是：{records}。",
    "Choose negative records about this organisation that are still shown; these are not: {records}.",
)
_OPEN = Text(
    "其中有记录已在屏蔽案件 {number} 中。", "One of the records is in shielding case {number}."
)

"""Say that a waiting record is not about an organisation, or that nobody can tell."""

from uuid import UUID

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.errors import Invalid, NotFound
from gongxin.apps.records.acting import judge
from gongxin.apps.records.holding import given_reason
from gongxin.apps.records.linking import hold_unlinked
from gongxin.apps.subjects.models import Judgement
from gongxin.apps.subjects.queries import find_subject
from gongxin.core.text import Text

VERDICTS = (Judgement.Verdict.NOT_SAME, Judgement.Verdict.UNSURE)


@transaction.atomic
def judge_candidate(
    *, officer: User, uid: UUID, code: str, verdict: str, reason: str, revision: int | None = None
) -> Judgement:
    """Keep who judged what, when and why, for this and every later row that says the same.

    ``verdict`` is ``not_same`` or ``unsure``; "the same" is :func:`link_record`. Raises NotAllowed,
    Invalid for another verdict or without a reason, NotFound, Conflict when the record has changed.
    """
    reason = given_reason(reason)
    if verdict not in VERDICTS:
        raise Invalid("bad_verdict", _BAD_VERDICT.format(verdict=verdict[:20]))
    record = hold_unlinked(uid, officer=officer, revision=revision)
    subject = find_subject(code)
    if subject is None:
        raise NotFound("no_subject", _NO_SUBJECT.format(code=code[:40]))
    kept = judge(record, subject, Judgement.Verdict(verdict), officer=officer, reason=reason)
    write_entry(
        officer=officer,
        department=officer.department,
        verb="judged",
        target=f"record:{record.uid}",
        detail={"subject": subject.code, "verdict": verdict, "judgement": kept.pk},
    )
    return kept


_BAD_VERDICT = Text(
    "“{verdict}”不是可选的判断；可选“不是同一个”（not_same）或“说不准”（unsure）。",
    "“{verdict}” is no judgement; it is “not the same” (not_same) or “unsure” (unsure).",
)
_NO_SUBJECT = Text(
    "没有代码为“{code}”的主体；请刷新页面。",
    "There is no organisation with the code “{code}”; reload the page.",
)

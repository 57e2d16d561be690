"""What every step leaves behind besides the case itself: acts, an audit entry, notices."""

from collections.abc import Sequence
from uuid import UUID

from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.cases.kinds.kind import Kind, Step
from gongxin.apps.cases.models import Case, CaseEvent
from gongxin.apps.notices.actions.send_notice import send_notice
from gongxin.apps.records.models import Act
from gongxin.core.dates import legal_today
from gongxin.core.text import Text
from gongxin.law.cases import load_case_rules

OUTSIDE = ("applicant", "window", "upstream")  # whose steps the department must be told of


def leave_traces(
    case: Case, kind: Kind, step: Step, event: CaseEvent, *, reason: str, uids: Sequence[UUID]
) -> None:
    """One act about each record (or the subject), the audit entry, and a notice to the other side."""
    basis = load_case_rules()[kind.rules].version_for(case.opened_on).basis.document.zh
    about: Sequence[UUID | None] = uids or [None]
    for uid in about:
        Act.objects.create(
            kind=step.act,
            record_uid=uid,
            subject=case.subject,
            case=case,
            department=event.department,
            officer=event.user,
            basis=basis,
            reason=reason,
            effective_on=legal_today(),
        )
    write_entry(
        officer=event.user,
        department=event.department,
        verb=f"{kind.id}_{step.verb}",
        target=f"case:{case.number}",
        detail={"version": case.version, "from": event.source, "to": event.target},
    )
    _tell(case, kind, step, event)


def _tell(case: Case, kind: Kind, step: Step, event: CaseEvent) -> None:
    state = kind.state(case.state).title
    text = Text(
        f"{kind.title.zh} {case.number}（{case.subject.name}）：{step.title.zh}，现为“{state.zh}”。",
        f"{kind.title.en} {case.number} ({case.subject.name}): {step.title.en}; "
        f"it now stands at “{state.en}”.",
    )
    link = f"/office/cases/{case.number}/"
    key = f"case:{case.number}:{event.pk}"
    if event.role in OUTSIDE or event.department != case.department:
        send_notice(
            key=f"{key}:department",
            kind="case",
            text=text,
            link=link,
            department=case.department,
            due_on=case.due_on,
        )
    if event.role != "applicant":
        send_notice(key=f"{key}:subject", kind="case", text=text, link=link, subject=case.subject)

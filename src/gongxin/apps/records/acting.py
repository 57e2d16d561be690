"""Putting a decision about a record on file: the act, and the entry in the audit trail."""

from typing import Any

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.reading import says_of_subject
from gongxin.apps.subjects.models import Judgement, Subject
from gongxin.apps.subjects.signature import signature_of
from gongxin.core.dates import legal_today
from gongxin.core.masking import redact_id_numbers
from gongxin.law.load import load_catalogue


def put_on_file(
    kind: Act.Kind,
    record: Record,
    *,
    officer: User,
    reason: str,
    basis: str = "",
    subject: Subject | None = None,
) -> Act:
    """The act about ``record`` by ``officer``, effective today, with its audit entry.

    ID numbers in ``reason`` and ``basis`` are not kept.
    """
    act = Act.objects.create(
        kind=kind,
        record_uid=record.uid,
        subject=subject,
        department=officer.department,
        officer=officer,
        basis=redact_id_numbers(basis.strip())[0],
        reason=redact_id_numbers(reason.strip())[0],
        effective_on=legal_today(),
    )
    detail: dict[str, Any] = {"act": act.pk, "revision": record.revision}
    if subject is not None:
        detail["subject"] = subject.code
    write_entry(
        officer=officer,
        department=officer.department,
        verb=kind.value,
        target=f"record:{record.uid}",
        detail=detail,
    )
    return act


def judge(
    record: Record, subject: Subject, verdict: Judgement.Verdict, *, officer: User, reason: str
) -> Judgement:
    """Keep the decision for every later row that says the same about its subject."""
    raw = says_of_subject(load_catalogue().item(record.item), record.fields)
    return Judgement.objects.create(
        signature=signature_of(**raw),
        subject=subject,
        verdict=verdict,
        officer=officer,
        reason=reason,
    )

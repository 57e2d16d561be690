"""Filing, accepting, deciding, revoking a repair; what the record is then."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.apps.cases.conftest import PDF, FileRecord, FileRepair

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.audit.models import AuditEntry
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.decline_repair import decline_repair
from gongxin.apps.cases.actions.extend_case import extend_case
from gongxin.apps.cases.actions.file_repair import file_repair
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.quash_decision import quash_decision
from gongxin.apps.cases.actions.refuse_repair import refuse_repair
from gongxin.apps.cases.actions.revoke_repair import revoke_repair
from gongxin.apps.cases.actions.withdraw_case import withdraw_case
from gongxin.apps.cases.eligibility import repairable
from gongxin.apps.cases.models import Case, Outbox
from gongxin.apps.cases.papers import Upload, open_paper
from gongxin.apps.cases.queries import case_for
from gongxin.apps.errors import Conflict, Invalid, NotAllowed, NotFound
from gongxin.apps.notices.models import Notice
from gongxin.apps.records.holding import _KEPT, next_revision
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.queries import as_of, credit_file, record_by_uid
from gongxin.apps.records.visibility import AUTHORISED, FULL, PUBLIC
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.workdays import add_working_days


def seen(record: Record, viewer=PUBLIC) -> bool:  # noqa: ANN001
    return record_by_uid(record.uid, viewer=viewer, as_of=as_of()) is not None


def decided(case: Case, clerk: User) -> Case:
    accept_repair(officer=clerk, number=case.number)
    return grant_repair(officer=clerk, number=case.number, reason="罚款已缴清")


def test_filing_tells_which_qualify_and_sends_each_to_the_department_that_decided(
    owner: User,
    subject: Subject,
    file_record: FileRecord,
    other_department: Department,
    proof: Upload,
) -> None:
    ours = file_record(subject)
    theirs = file_record(subject, department=other_department)
    early = file_record(subject, decided_on=legal_today() - timedelta(days=20))
    made = file_repair(
        user=owner,
        subject_code=subject.code,
        uids=[ours.uid, theirs.uid, early.uid],
        signed=True,
        proofs=[proof],
    )
    assert {case.department for case in made.cases} == {ours.department, other_department}
    assert [case.number for case in made.cases] == [f"{made.filing}-1", f"{made.filing}-2"]
    (refused,) = made.refused
    assert refused.record.id == early.uid
    assert refused.code == "not_yet"
    assert str(refused.since) in refused.text.en
    case = made.cases[0]
    assert case.due_on == add_working_days(legal_today(), 3).on
    assert case.answer_by == add_working_days(legal_today(), 10).on
    assert sorted(case.papers.values_list("kind", "source")) == [
        ("commitment", "generated"),
        ("proof", "file"),
    ]
    letter = case.papers.get(kind="commitment")
    assert open_paper(owner, letter.pk)[1].startswith(b"%PDF-")
    assert open_paper(owner, case.papers.get(kind="proof").pk)[1] == PDF
    assert Notice.objects.filter(department=case.department, due_on=case.due_on).count() == 1


def test_a_repair_ends_publicity_sharing_and_use_at_once(
    record: Record, filed: FileRepair, clerk: User, subject: Subject
) -> None:
    case = filed(record)
    assert seen(record)
    assert seen(record, AUTHORISED)
    closed = decided(case, clerk)
    assert closed.state == "granted"
    assert closed.due_on is None
    assert not seen(record)
    assert not seen(record, AUTHORISED)
    inside = record_by_uid(record.uid, viewer=FULL, as_of=as_of())
    assert inside is not None
    assert inside.state == "ended"
    assert inside.stopped_on == legal_today()
    assert credit_file(subject, as_of=as_of()).counts == {}
    assert credit_file(subject, as_of=as_of(legal_today() - timedelta(days=30))).counts == {}
    kinds = list(Act.objects.filter(record_uid=record.uid).values_list("kind", flat=True))
    assert sorted(kinds) == ["repair_accepted", "repair_filed", "repair_granted"]
    verbs = AuditEntry.objects.filter(target=f"case:{case.number}").values_list("verb", flat=True)
    assert list(verbs) == ["repair_file", "repair_accept", "repair_grant"]
    entry = Outbox.objects.get(record_uid=record.uid)
    assert (entry.kind, entry.payload["subject"]) == ("record_repaired", subject.code)


def test_last_months_file_still_shows_it_to_those_who_may_ask_and_says_why_it_is_gone(
    record: Record, filed: FileRepair, clerk: User, subject: Subject
) -> None:
    decided(filed(record), clerk)
    past = as_of(legal_today() - timedelta(days=30))
    (shown,) = credit_file(subject, viewer=FULL, as_of=past).records
    assert shown.state == "published"
    assert shown.gone is not None
    assert (shown.gone.kind, shown.gone.on) == ("repair_granted", legal_today())
    assert shown.gone.reason == "罚款已缴清"


def test_false_papers_bring_the_entry_back_with_the_packs_consequences(
    record: Record, filed: FileRepair, clerk: User, owner: User, subject: Subject
) -> None:
    case = decided(filed(record), clerk)
    revoke_repair(officer=clerk, number=case.number, reason_code="false_papers")
    assert seen(record)
    back = Record.objects.get(uid=record.uid, known_until=None)
    assert (back.change, back.stopped_on) == ("restored", None)
    today = legal_today()
    assert back.public_until is not None
    assert (back.public_until.year, back.public_until.month) == (today.year + 3, today.month)
    (one,) = repairable(subject)
    assert one.code == "barred"
    with pytest.raises(Conflict) as refused:
        filed(record)
    assert refused.value.code == "none_qualifies"
    detail = case_for(owner, case.number).events[-1].detail
    assert detail["no_commitment_until"] == back.public_until.isoformat()


def test_false_papers_do_not_bring_back_what_was_quashed_since(
    record: Record, filed: FileRepair, clerk: User
) -> None:
    case = decided(filed(record), clerk)
    quash_decision(officer=clerk, uid=record.uid, document="（2026）示行终1号", reason="判决撤销")
    last = Record.objects.filter(uid=record.uid).order_by("-revision")[0]
    kept = {name: getattr(last, name) for name in _KEPT}  # as the same row sent again is filed
    Record.objects.create(**kept, revision=last.revision + 1, known_from=datetime.now(UTC))
    revoke_repair(officer=clerk, number=case.number, reason_code="false_papers")
    assert not seen(record)


def test_what_is_about_another_organisation_by_now_is_not_repaired(
    record: Record, filed: FileRepair, clerk: User, other_subject: Subject
) -> None:
    case = filed(record)
    at = datetime.now(UTC)
    next_revision(record, change=Record.Change.LINKED, at=at, subject_id=other_subject.pk)
    decided(case, clerk)
    assert seen(record)


def test_an_application_is_refused_extended_once_declined_or_withdrawn(
    file_record: FileRecord, subject: Subject, filed: FileRepair, clerk: User, owner: User
) -> None:
    first = filed(file_record(subject))
    with pytest.raises(Invalid):
        refuse_repair(officer=clerk, number=first.number)
    with pytest.raises(Invalid):
        refuse_repair(officer=clerk, number=first.number, reason_code="whim")
    assert refuse_repair(officer=clerk, number=first.number, reason_code="no_proof").closed_at
    second = filed(file_record(subject))
    due = accept_repair(officer=clerk, number=second.number).due_on
    assert due == add_working_days(legal_today(), 7).on
    extended = extend_case(officer=clerk, number=second.number, reason_code="complex")
    assert extended.due_on == add_working_days(due, 10).on
    with pytest.raises(Conflict):
        extend_case(officer=clerk, number=second.number, reason_code="complex")
    assert decline_repair(officer=clerk, number=second.number, reason="未缴清").state == "declined"
    third = filed(file_record(subject))
    assert withdraw_case(user=owner, number=third.number).state == "withdrawn"
    with pytest.raises(Conflict) as late:
        accept_repair(officer=clerk, number=third.number)
    assert "the applicant" in late.value.text.en


def test_only_the_department_that_decided_acts_and_only_parties_read(
    record: Record,
    filed: FileRepair,
    other_clerk: User,
    credit_officer: User,
    stranger: User,
    owner: User,
    clerk: User,
) -> None:
    case = filed(record)
    for nobody in (other_clerk, credit_officer, stranger, owner):
        with pytest.raises(NotAllowed):
            accept_repair(officer=nobody, number=case.number)
    for outsider in (other_clerk, stranger):
        with pytest.raises(NotFound):
            case_for(outsider, case.number)
        with pytest.raises(NotFound):
            open_paper(outsider, case.papers.get(kind="commitment").pk)
    assert [step.verb for step in case_for(clerk, case.number).steps] == ["accept", "refuse"]
    assert [step.verb for step in case_for(owner, case.number).steps] == ["withdraw"]
    assert case_for(credit_officer, case.number).steps == ()


def test_who_may_file(
    record: Record, subject: Subject, stranger: User, other_clerk: User, owner: User
) -> None:
    call = {"subject_code": subject.code, "uids": [record.uid]}
    with pytest.raises(NotAllowed):
        file_repair(user=stranger, signed=True, **call)
    with pytest.raises(Invalid) as unsigned:
        file_repair(user=owner, **call)
    assert unsigned.value.code == "commitment_unsigned"
    made = file_repair(user=other_clerk, signed=True, **call)  # a service window
    assert made.cases[0].via == "window"
    assert made.cases[0].department == record.department
    with pytest.raises(Conflict):
        file_repair(user=owner, signed=True, **call)
    view = case_for(other_clerk, made.cases[0].number)
    assert view.roles == {"window"}
    (paper,) = [paper for paper in view.papers if paper.kind == "proof"]
    assert (paper.source, bool(paper.reference)) == ("department", True)

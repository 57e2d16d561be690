"""Commitments: asked for or offered, signed, checked; and what stands in the file after each."""

from datetime import timedelta

import pytest
from tests.apps.cases.conftest import FileRepair

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.decline_commitment import decline_commitment
from gongxin.apps.cases.actions.extend_case import extend_case
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.judge_commitment import judge_commitment
from gongxin.apps.cases.actions.release_commitment import release_commitment
from gongxin.apps.cases.actions.request_commitment import request_commitment
from gongxin.apps.cases.actions.revoke_repair import revoke_repair
from gongxin.apps.cases.actions.sign_commitment import sign_commitment
from gongxin.apps.cases.eligibility import repairable
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.papers import open_paper
from gongxin.apps.errors import Conflict, Invalid, NotAllowed, NotFound
from gongxin.apps.intake.actions.process_submission import process_submission
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.queries import as_of, credit_file, remedies
from gongxin.apps.records.reckoning import reasons
from gongxin.apps.records.visibility import PUBLIC
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.law.letters import load_letters
from gongxin.law.months import add_months

MATTER = "食品经营许可告知承诺"


@pytest.fixture
def asked(clerk: User, subject: Subject) -> Case:
    return request_commitment(
        officer=clerk, subject_code=subject.code, letter="approval", matter=MATTER
    )


@pytest.fixture
def signed(asked: Case, owner: User) -> Case:
    return sign_commitment(user=owner, number=asked.number, signed=True)


def file_waiting() -> None:
    """What the worker does with the rows that cases hand in."""
    for submission in Submission.objects.filter(state=Submission.State.RECEIVED).order_by("pk"):
        process_submission(submission.pk)


def in_file(subject: Subject) -> list[dict[str, str]]:
    """The commitments that the public file shows."""
    found = credit_file(subject, viewer=PUBLIC, as_of=as_of()).records
    return [
        {field.code: value for field, value in one.fields}
        for one in found
        if one.item.id == "commitment"
    ]


@pytest.mark.django_db(transaction=True)
def test_from_the_request_to_the_file(
    asked: Case, clerk: User, owner: User, subject: Subject, department: Department
) -> None:
    assert (asked.state, asked.department) == ("requested", department)
    case = sign_commitment(user=owner, number=asked.number, signed=True)
    due = add_months(legal_today(), load_letters()["approval"].months)
    assert (case.state, case.due_on) == ("performing", due)
    paper, content = open_paper(owner, case.papers.get().pk)
    assert paper.kind == "commitment"
    assert content.startswith(b"%PDF-")

    file_waiting()
    (shown,) = in_file(subject)
    assert shown["CN_BM"] == case.number
    assert (shown["CN_LX"], shown["CN_LYZT"]) == ("审批替代型", "履行中")
    assert shown["CN_YXQ"] == due.isoformat()

    closed = judge_commitment(officer=clerk, number=case.number, outcome="kept")
    assert (closed.state, closed.due_on) == ("kept", None)
    file_waiting()
    (shown,) = in_file(subject)
    assert shown["CN_LYZT"] == "已履行"
    record = Record.objects.get(item="commitment", known_until=None)
    assert (record.revision, record.public_until) == (2, None)


@pytest.mark.django_db(transaction=True)
def test_a_broken_one_leads_to_what_its_letter_says_and_to_an_end(
    signed: Case, clerk: User, subject: Subject
) -> None:
    before = set(Act.objects.values_list("pk", flat=True))
    with pytest.raises(Invalid):
        judge_commitment(officer=clerk, number=signed.number, outcome="broken")
    case = judge_commitment(
        officer=clerk, number=signed.number, outcome="broken", reason_code="not_met"
    )
    file_waiting()
    (shown,) = in_file(subject)
    assert shown["CN_LYZT"] == "未履行"
    record = Record.objects.get(item="commitment", known_until=None)
    assert record.public_until is not None
    (one,) = repairable(subject)  # like everything held against someone it can be repaired
    assert (one.record.id, one.code) == (record.uid, "not_yet")
    words = [text.zh for text in remedies(one.record)]
    assert len(words) == 3
    assert "异议" in words[0]
    letter = load_letters()["approval"]
    assert [one["zh"] for one in case.about["consequences"]] == [
        one.text.zh for one in letter.consequences
    ]
    acts = Act.objects.exclude(pk__in=before)
    assert [act.kind for act in acts] == [Act.Kind.COMMITMENT_BROKEN]


@pytest.mark.django_db(transaction=True)
def test_a_late_breach_is_public_from_the_day_it_was_found(
    signed: Case, clerk: User, subject: Subject
) -> None:
    made, today = add_months(legal_today(), -26), legal_today()
    file_waiting()
    Case.objects.filter(pk=signed.pk).update(about={**signed.about, "signed_on": made.isoformat()})
    judge_commitment(officer=clerk, number=signed.number, outcome="broken", reason_code="late")
    file_waiting()
    shown = next(one for one in in_file(subject) if one["CN_LYZT"] == "未履行")
    assert (shown["CN_ZCRQ"], shown["CN_WNRD"]) == (made.isoformat(), today.isoformat())
    record = Record.objects.get(item="commitment", known_until=None, fields__CN_LYZT="未履行")
    assert (record.decided_on, record.public_from) == (made, today)
    assert record.public_until == add_months(today, 12)
    (one,) = repairable(subject)
    assert one.since == add_months(today, 3)
    said = " ".join(reasons(one.record, "zh"))
    assert f"违诺认定日期 {today}" in said


def test_the_letter_that_was_signed_stays_as_it_was(
    signed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    promised = signed.about["promises"]
    monkeypatch.setattr("gongxin.apps.cases.commitments.load_letters", dict)
    assert Case.objects.get(pk=signed.pk).about["promises"] == promised
    assert len(promised) == len(load_letters()["approval"].promises)


def test_only_the_organisation_signs(asked: Case, stranger: User, clerk: User) -> None:
    with pytest.raises(NotAllowed):
        sign_commitment(user=stranger, number=asked.number, signed=True)
    with pytest.raises(NotAllowed):
        sign_commitment(user=clerk, number=asked.number, signed=True)


def test_unsigned_it_is_nothing(asked: Case, owner: User) -> None:
    with pytest.raises(Invalid):
        sign_commitment(user=owner, number=asked.number, signed=False)
    assert decline_commitment(user=owner, number=asked.number, reason="按一般程序办理").closed_at
    with pytest.raises(Conflict):
        sign_commitment(user=owner, number=asked.number, signed=True)


def test_of_its_own_accord(owner: User, subject: Subject, department: Department) -> None:
    day = legal_today() + timedelta(days=90)
    case = sign_commitment(
        user=owner,
        subject_code=subject.code,
        letter="published",
        matter="诚信经营公开承诺",
        department_code=department.code,
        due_on=day,
        signed=True,
    )
    assert (case.state, case.due_on, case.via) == ("performing", day, "organisation")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"letter": "unheard-of"}, Invalid),
        ({"matter": "  "}, Invalid),
        ({"due_on": legal_today()}, Invalid),
        ({"department_code": "0" * 18}, NotFound),
        ({"subject_code": "91329901MA0000000X"}, Invalid),
    ],
)
def test_what_is_no_commitment(
    owner: User,
    subject: Subject,
    department: Department,
    changed: dict[str, object],
    error: type[Exception],
) -> None:
    given = {
        "user": owner,
        "subject_code": subject.code,
        "letter": "published",
        "matter": "诚信经营公开承诺",
        "department_code": department.code,
        "signed": True,
    }
    with pytest.raises(error):
        sign_commitment(**{**given, **changed})
    assert not Submission.objects.exists()


def test_one_extension(signed: Case, clerk: User) -> None:
    case = extend_case(officer=clerk, number=signed.number, reason="设备到货延误")
    assert signed.due_on is not None
    assert case.due_on == add_months(signed.due_on, 3)
    with pytest.raises(Conflict):
        extend_case(officer=clerk, number=signed.number, reason="再延")


@pytest.mark.django_db(transaction=True)
def test_the_file_keeps_the_day_that_was_extended_to(
    signed: Case, clerk: User, subject: Subject
) -> None:
    later = extend_case(officer=clerk, number=signed.number, reason="设备到货延误").due_on
    assert later is not None
    judge_commitment(officer=clerk, number=signed.number, outcome="kept")
    file_waiting()
    (shown,) = in_file(subject)
    assert (shown["CN_LYZT"], shown["CN_YXQ"]) == ("已履行", later.isoformat())


@pytest.mark.django_db(transaction=True)
def test_an_organisation_that_changed_its_name_has_one_record_of_it(
    signed: Case, clerk: User, subject: Subject
) -> None:
    file_waiting()
    Subject.objects.filter(pk=subject.pk).update(name="公信市晨光智造有限公司")
    judge_commitment(officer=clerk, number=signed.number, outcome="kept")
    file_waiting()
    (shown,) = in_file(subject)
    assert shown["CN_LYZT"] == "已履行"


@pytest.mark.django_db(transaction=True)
def test_released_it_leaves_the_public_file(signed: Case, clerk: User, subject: Subject) -> None:
    file_waiting()
    assert in_file(subject)
    release_commitment(officer=clerk, number=signed.number, reason="许可事项已注销")
    assert in_file(subject) == []
    file_waiting()
    assert in_file(subject) == []


def test_not_released_while_its_row_is_on_its_way_into_the_file(signed: Case, clerk: User) -> None:
    with pytest.raises(Conflict) as told:
        release_commitment(officer=clerk, number=signed.number, reason="许可事项已注销")
    assert told.value.code == "not_filed_yet"
    signed.refresh_from_db()
    assert signed.state == "performing"


@pytest.mark.django_db(transaction=True)
def test_the_reason_of_a_release_is_kept_without_id_numbers(signed: Case, clerk: User) -> None:
    file_waiting()
    reason = "经办人 329900190001010369 申请解除"
    release_commitment(officer=clerk, number=signed.number, reason=reason)
    kept = Act.objects.values_list("reason", flat=True)
    assert not any("329900190001010369" in one for one in kept)


def test_after_false_papers_there_is_no_commitment_in_place_of_proof(
    owner: User, clerk: User, subject: Subject, record: Record, filed: FileRepair
) -> None:
    repair = filed(record)
    accept_repair(officer=clerk, number=repair.number)
    grant_repair(officer=clerk, number=repair.number)
    revoke_repair(officer=clerk, number=repair.number, reason_code="false_papers")
    with pytest.raises(Conflict) as told:
        request_commitment(officer=clerk, subject_code=subject.code, letter="proof", matter=MATTER)
    assert str(legal_today().year + 3) in told.value.text.zh
    assert request_commitment(
        officer=clerk, subject_code=subject.code, letter="published", matter=MATTER
    )

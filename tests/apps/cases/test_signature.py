"""A letter that was asked for, signed on paper at a service window."""

from io import BytesIO

import pytest
from tests.apps.cases.test_commitment import MATTER, file_waiting, in_file

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.actions.add_paper import add_paper
from gongxin.apps.cases.actions.record_signature import record_signature
from gongxin.apps.cases.actions.request_commitment import request_commitment
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.papers import Upload
from gongxin.apps.cases.queries import case_for
from gongxin.apps.errors import Invalid, NotAllowed
from gongxin.apps.intake.models import Submission
from gongxin.apps.notices.models import Notice
from gongxin.apps.records.models import Act
from gongxin.apps.subjects.models import Subject


@pytest.fixture
def asked(clerk: User, subject: Subject) -> Case:
    return request_commitment(
        officer=clerk, subject_code=subject.code, letter="approval", matter=MATTER
    )


def paper() -> Upload:
    return Upload("signed.pdf", BytesIO(b"%PDF-1.7 signed on paper"))


@pytest.mark.django_db(transaction=True)
def test_a_window_records_the_signature_with_its_paper(
    asked: Case, clerk: User, subject: Subject
) -> None:
    case = record_signature(
        officer=clerk,
        number=asked.number,
        reason_code="agent",
        reason="2026-11-20 授权委托书",
        upload=paper(),
    )
    assert (case.state, case.about["signed_at"]) == ("performing", "window")
    shown = case_for(clerk, case.number)
    last = shown.events[-1]
    assert last.title.zh == "登记窗口签署"
    assert clerk.username in last.who.zh
    assert "代理人" in last.reason.zh
    assert "授权委托书" in last.reason.zh
    assert [(one.kind, one.source) for one in case.papers.order_by("pk")] == [
        ("commitment", "file"),
        ("commitment", "generated"),
    ]
    told = Act.objects.get(kind=Act.Kind.COMMITMENT_SIGNED)
    assert (told.officer, told.department) == (clerk, case.department)
    assert "授权委托书" in told.reason
    file_waiting()
    (line,) = in_file(subject)
    assert (line["CN_BM"], line["CN_LYZT"]) == (case.number, "履行中")


def test_the_credit_office_may_record_it_and_the_department_is_told(
    asked: Case, credit_officer: User
) -> None:
    case = record_signature(
        officer=credit_officer, number=asked.number, reason_code="head", upload=paper()
    )
    assert case.state == "performing"
    key = f"case:{case.number}:{case.events.order_by('-id')[0].pk}"
    told = {one.key for one in Notice.objects.filter(key__startswith=key)}
    assert told == {f"{key}:department", f"{key}:subject"}


@pytest.mark.parametrize(
    "changed",
    [
        {"upload": None},
        {"reason_code": ""},
        {"reason_code": "agent", "reason": "  "},
        {"upload": Upload("signed.txt", BytesIO(b"signed"))},
    ],
)
def test_no_signature_is_recorded_without_capacity_authority_and_paper(
    asked: Case, clerk: User, changed: dict[str, object]
) -> None:
    given = {"number": asked.number, "reason_code": "head", "upload": paper()}
    with pytest.raises(Invalid):
        record_signature(officer=clerk, **{**given, **changed})
    asked.refresh_from_db()
    assert asked.state == "requested"
    assert not Submission.objects.exists()


def test_a_paper_that_lies_in_the_case_will_do(asked: Case, clerk: User) -> None:
    add_paper(user=clerk, number=asked.number, kind="commitment", upload=paper())
    case = record_signature(officer=clerk, number=asked.number, reason_code="head")
    assert case.state == "performing"


def test_neither_the_organisation_nor_another_department_records_it(
    asked: Case, owner: User, other_clerk: User
) -> None:
    for user in (owner, other_clerk):
        with pytest.raises(NotAllowed):
            record_signature(officer=user, number=asked.number, reason_code="head", upload=paper())

"""Linking, creating, sending back and unlinking, and what stays on file of each."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.models import AuditEntry
from gongxin.apps.cases.models import Outbox
from gongxin.apps.errors import ActionError, Conflict, Invalid, NotAllowed, NotFound
from gongxin.apps.records.actions.create_subject_and_link import create_subject_and_link
from gongxin.apps.records.actions.link_record import link_record
from gongxin.apps.records.actions.send_back_record import send_back_record
from gongxin.apps.records.actions.unlink_record import unlink_record
from gongxin.apps.records.actions.withdraw_record import withdraw_record
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.queries import (
    acts_about,
    as_of,
    credit_file,
    history,
    returned_for,
    unlinked_for,
)
from gongxin.apps.records.reading import says_of_subject
from gongxin.apps.records.visibility import FULL, viewer_for
from gongxin.apps.subjects.models import Judgement, Subject
from gongxin.apps.subjects.queries import judgements_for
from gongxin.apps.subjects.signature import signature_of
from gongxin.core.identifiers import uscc
from gongxin.law.load import load_catalogue

FileRecord = Callable[..., Record]
WHY = "营业执照地址一致"


def signature(record: Record) -> str:
    item = load_catalogue().item(record.item)
    return signature_of(**says_of_subject(item, record.fields))


def test_link(subject: Subject, file_record: FileRecord, clerk: User) -> None:
    waiting = file_record(None)
    linked = link_record(officer=clerk, uid=waiting.uid, code=subject.code, reason=WHY)
    waiting.refresh_from_db()
    assert waiting.known_until == linked.known_from
    assert (linked.revision, linked.change, linked.linked_by) == (2, "linked", "officer")
    assert (linked.subject, linked.fields) == (subject, waiting.fields)
    (shown,) = credit_file(subject, as_of=as_of()).records
    assert shown.id == waiting.uid
    act = Act.objects.get(record_uid=waiting.uid)
    assert (act.kind, act.officer, act.subject, act.reason) == ("linked", clerk, subject, WHY)
    assert judgements_for([signature(waiting)]) == {signature(waiting): {subject.pk: "same"}}
    assert AuditEntry.objects.get(target=f"record:{waiting.uid}").verb == "linked"


def test_link_is_refused(
    subject: Subject,
    file_record: FileRecord,
    clerk: User,
    other_clerk: User,
    credit_officer: User,
) -> None:
    waiting = file_record(None)

    def refused(error: type[ActionError], officer: User = clerk, **changed: Any) -> None:
        given: dict[str, Any] = {"uid": waiting.uid, "code": subject.code, "reason": WHY}
        with pytest.raises(error):
            link_record(officer=officer, **{**given, **changed})

    refused(NotAllowed, other_clerk)
    refused(Invalid, reason="  ")
    refused(NotFound, code=uscc.make("91", "329901", "99999999"))
    refused(NotFound, uid=uuid4())
    refused(Conflict, revision=2)
    assert not Act.objects.exists()
    assert not Judgement.objects.exists()
    link_record(officer=credit_officer, uid=waiting.uid, code=subject.code, reason=WHY)
    refused(Conflict)


def test_unlinked_stays_unlinked(
    subject: Subject, file_record: FileRecord, credit_officer: User
) -> None:
    wrong = file_record(subject, linked_by="name")
    free = unlink_record(officer=credit_officer, uid=wrong.uid, reason="同名不同主体")
    assert (free.subject, free.change, free.revision) == (None, "unlinked", 2)
    assert credit_file(subject, viewer=FULL, as_of=as_of()).records == []
    (entry,) = unlinked_for(credit_officer).entries
    (candidate,) = entry.candidates
    assert candidate.subject == subject
    assert any("不是同一主体" in reason.zh for reason in candidate.reasons_against)
    assert judgements_for([signature(wrong)])[signature(wrong)][subject.pk] == "not_same"
    with pytest.raises(Conflict):
        unlink_record(officer=credit_officer, uid=wrong.uid, reason="再次")


def test_a_later_judgement_prevails(
    subject: Subject, file_record: FileRecord, credit_officer: User
) -> None:
    record = file_record(subject)
    unlink_record(officer=credit_officer, uid=record.uid, reason="看错")
    link_record(officer=credit_officer, uid=record.uid, code=subject.code, reason="核对无误")
    assert judgements_for([signature(record)])[signature(record)][subject.pk] == "same"
    states = [(r.revision, r.change, r.state) for r in history(record.uid, viewer=FULL)]
    assert states == [
        (3, "linked", "published"),
        (2, "unlinked", "superseded"),
        (1, "submitted", "superseded"),
    ]


def test_create_and_link(file_record: FileRecord, clerk: User) -> None:
    waiting = file_record(None)
    code = uscc.make("91", "329901", "00000055")
    linked = create_subject_and_link(
        officer=clerk,
        uid=waiting.uid,
        code=code.lower(),
        name="公信市晨光机械有限公司",
        region="329901",
        reason=WHY,
    )
    created = Subject.objects.get(code=code)
    assert linked.subject == created
    assert not created.in_register
    assert created.kind == "company"
    kinds = Act.objects.filter(record_uid=waiting.uid).values_list("kind", flat=True)
    assert set(kinds) == {"subject_created", "linked"}


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code": "91329901MA0000000X"}, Invalid),
        ({"region": "999999"}, Invalid),
        ({"name": " · "}, Invalid),
        ({"reason": ""}, Invalid),
    ],
)
def test_create_keeps_nothing_when_refused(
    file_record: FileRecord, clerk: User, changed: dict[str, str], error: type[ActionError]
) -> None:
    waiting = file_record(None)
    given = {
        "code": uscc.make("91", "329901", "00000055"),
        "name": "公信市晨光机械有限公司",
        "region": "329901",
        "reason": WHY,
        **changed,
    }
    with pytest.raises(error):
        create_subject_and_link(officer=clerk, uid=waiting.uid, **given)
    assert not Subject.objects.exists()
    waiting.refresh_from_db()
    assert waiting.known_until is None


def test_create_an_existing_organisation(
    subject: Subject, file_record: FileRecord, clerk: User
) -> None:
    waiting = file_record(None)
    with pytest.raises(Conflict, match=subject.code):
        create_subject_and_link(
            officer=clerk,
            uid=waiting.uid,
            code=subject.code,
            name="公信市另一名称",
            region="329901",
            reason=WHY,
        )


def test_send_back(
    subject: Subject, file_record: FileRecord, clerk: User, credit_officer: User, other_clerk: User
) -> None:
    waiting = file_record(None)
    send_back_record(officer=credit_officer, uid=waiting.uid, reason="名称不全,请补代码")
    assert unlinked_for(credit_officer).entries == []
    (returned,) = returned_for(clerk).returned
    assert (returned.record.id, returned.reason) == (waiting.uid, "名称不全,请补代码")
    assert returned_for(other_clerk).returned == []
    file_record(None, uid=waiting.uid, revision=2)
    assert returned_for(clerk).returned == []
    with pytest.raises(Conflict):
        send_back_record(officer=credit_officer, uid=file_record(subject).uid, reason="已关联")


def test_withdraw(
    subject: Subject, file_record: FileRecord, clerk: User, other_clerk: User
) -> None:
    record = file_record(subject)
    with pytest.raises(NotAllowed):
        withdraw_record(officer=other_clerk, uid=record.uid, reason="不是我部门的")
    with pytest.raises(Invalid):
        withdraw_record(officer=clerk, uid=record.uid, reason="")
    act = withdraw_record(
        officer=clerk, uid=record.uid, reason="决定书已撤销", basis="行政复议决定书"
    )
    assert (act.kind, act.basis, act.subject) == ("withdrawn", "行政复议决定书", subject)
    assert credit_file(subject, viewer=FULL, as_of=as_of()).records == []
    assert history(record.uid) == []
    (gone,) = history(record.uid, viewer=viewer_for(clerk))
    assert gone.state == "withdrawn"
    (known,) = acts_about(record.uid, viewer=viewer_for(clerk))
    assert (known.reason, known.officer) == ("决定书已撤销", "clerk")
    assert acts_about(record.uid, viewer=viewer_for(other_clerk)) == []
    with pytest.raises(Conflict):
        withdraw_record(officer=clerk, uid=record.uid, reason="再次")


def test_subscribers_are_told_of_links_that_everyone_sees(
    subject: Subject, file_record: FileRecord, clerk: User
) -> None:
    seen, unseen = file_record(None), file_record(None, public_from=None, public_until=None)
    for waiting in (seen, unseen):
        link_record(officer=clerk, uid=waiting.uid, code=subject.code, reason=WHY)
    (made,) = Outbox.objects.all()
    assert (made.kind, made.record_uid, made.subject) == ("record_linked", seen.uid, subject)
    assert made.payload["evidence"] == "officer"
    unlink_record(officer=clerk, uid=seen.uid, reason="同名不同社")
    undone = Outbox.objects.latest("id")
    assert (undone.kind, undone.subject) == ("record_unlinked", subject)
    assert undone.payload["judged"] == "not_same"


def test_what_is_undone_is_told_to_nobody(
    subject: Subject, file_record: FileRecord, clerk: User
) -> None:
    waiting = file_record(None)
    with pytest.raises(Conflict):
        link_record(officer=clerk, uid=waiting.uid, code=subject.code, reason=WHY, revision=7)
    assert not Outbox.objects.exists()

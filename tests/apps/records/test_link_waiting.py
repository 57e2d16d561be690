"""Links that come later, and judgements that no run overrides."""

from collections.abc import Callable

import pytest

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.models import AuditEntry
from gongxin.apps.errors import Invalid, NotAllowed
from gongxin.apps.records.actions.judge_candidate import judge_candidate
from gongxin.apps.records.actions.link_waiting import link_waiting
from gongxin.apps.records.actions.unlink_record import unlink_record
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import unlinked_for
from gongxin.apps.records.tracing import link_trace
from gongxin.apps.records.visibility import viewer_for
from gongxin.apps.subjects.models import Judgement, Subject
from gongxin.core.identifiers import regno

FileRecord = Callable[..., Record]
MakeSubject = Callable[..., Subject]
NAME = "公信市晨光机械有限公司"
OLD_NUMBER = regno.make("32990100000001")


def current(record: Record) -> Record:
    return Record.objects.get(uid=record.uid, known_until=None)


def test_a_row_is_linked_once_the_register_has_its_number(
    make_subject: MakeSubject, file_record: FileRecord, clerk: User
) -> None:
    fields = {"CF_XDR_MC": "另一个写法", "CF_XDR_GSZC": OLD_NUMBER}
    waiting = file_record(None, fields=fields)
    assert link_waiting() == 0
    subject = make_subject(1, NAME, regno=OLD_NUMBER)
    assert link_waiting(size=1) == 1
    now = current(waiting)
    assert (now.subject, now.linked_by, now.revision) == (subject, "regno", 2)
    assert AuditEntry.objects.filter(verb="linked", target=f"record:{waiting.uid}").count() == 1
    assert link_waiting() == 0
    trace = link_trace(waiting.uid, viewer=viewer_for(clerk))
    assert trace is not None
    assert [step.evidence for step in trace.steps if step.decided] == ["regno"]


def test_an_undone_link_never_comes_back(
    make_subject: MakeSubject, file_record: FileRecord, clerk: User
) -> None:
    make_subject(1, NAME, regno=OLD_NUMBER)
    waiting = file_record(None, fields={"CF_XDR_MC": NAME, "CF_XDR_GSZC": OLD_NUMBER})
    assert link_waiting() == 1
    unlink_record(officer=clerk, uid=waiting.uid, reason="核对后不是同一家")
    again = file_record(None, fields={"CF_XDR_MC": NAME, "CF_XDR_GSZC": OLD_NUMBER})
    assert link_waiting() == 0
    assert current(waiting).subject is None
    assert current(again).subject is None
    trace = link_trace(waiting.uid, viewer=viewer_for(clerk))
    assert trace is not None
    assert {s.evidence: s.outcome.zh for s in trace.steps}["regno"] == "找到的都已被认定不是同一个"
    assert [(one.verdict, one.officer) for one in trace.judgements] == [
        ("not_same", clerk.username)
    ]


def test_unsure_after_not_the_same_does_not_open_the_way_again(
    make_subject: MakeSubject, file_record: FileRecord, clerk: User
) -> None:
    subject = make_subject(1, NAME, regno=OLD_NUMBER)
    waiting = file_record(None, fields={"CF_XDR_MC": NAME, "CF_XDR_GSZC": OLD_NUMBER})
    for verdict in ("not_same", "unsure"):
        judge_candidate(
            officer=clerk, uid=waiting.uid, code=subject.code, verdict=verdict, reason="看过"
        )
    assert link_waiting() == 0
    assert current(waiting).subject is None


def test_a_name_that_is_only_alike_is_never_linked_but_proposed(
    make_subject: MakeSubject, file_record: FileRecord, clerk: User
) -> None:
    subject = make_subject(1, NAME)
    file_record(None, fields={"CF_XDR_MC": "晨光（公信）機械有限責任公司"})
    assert link_waiting() == 0
    (entry,) = unlinked_for(clerk).entries
    (candidate,) = entry.candidates
    assert candidate.subject == subject
    assert candidate.likely is not None
    assert candidate.likely.zh == "很可能是同一个"
    assert not candidate.exact


def test_two_bodies_of_one_name_are_not_decided(
    make_subject: MakeSubject, file_record: FileRecord, clerk: User
) -> None:
    make_subject(1, NAME)
    make_subject(2, NAME)
    waiting = file_record(None, fields={"CF_XDR_MC": NAME})
    assert link_waiting() == 0
    trace = link_trace(waiting.uid, viewer=viewer_for(clerk))
    assert trace is not None
    assert {s.evidence: s.outcome.en for s in trace.steps}["name"].startswith("Points to more")


def test_judging_is_for_those_who_may_link(
    make_subject: MakeSubject, file_record: FileRecord, clerk: User, other_clerk: User
) -> None:
    subject = make_subject(1, NAME)
    waiting = file_record(None, fields={"CF_XDR_MC": NAME})
    judged = {"uid": waiting.uid, "code": subject.code, "reason": "看过"}
    with pytest.raises(NotAllowed):
        judge_candidate(officer=other_clerk, verdict="unsure", **judged)
    with pytest.raises(Invalid):
        judge_candidate(officer=clerk, verdict="same", **judged)
    assert not Judgement.objects.exists()
    assert link_trace(waiting.uid, viewer=viewer_for(other_clerk)) is None

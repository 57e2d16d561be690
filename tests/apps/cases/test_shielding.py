"""Shields during a reorganisation: out of sight, still repairable, back where nothing repaired it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.apps.cases.conftest import FileRepair
from tests.apps.cases.shields import DAY, PLAN, public, told

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.end_shielding import end_shielding
from gongxin.apps.cases.actions.file_shielding import file_shielding
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.prolong_shielding import prolong_shielding
from gongxin.apps.cases.actions.refuse_shielding import refuse_shielding
from gongxin.apps.cases.actions.revoke_repair import revoke_repair
from gongxin.apps.cases.actions.shield_records import shield_records
from gongxin.apps.cases.eligibility import repairable
from gongxin.apps.cases.models import Case
from gongxin.apps.errors import Conflict, Invalid, NotAllowed
from gongxin.apps.records.holding import next_revision
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import as_of, record_by_uid
from gongxin.apps.records.stopping import hold_if_open
from gongxin.apps.records.visibility import FULL
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today


def test_shielded_they_are_gone_and_come_back(
    shielded: Case, two: list[Record], credit_officer: User
) -> None:
    assert (shielded.state, shielded.due_on) == ("shielded", PLAN)
    assert public(two) == [False, False]
    assert record_by_uid(two[0].uid, viewer=FULL, as_of=as_of()) is not None
    end_shielding(
        officer=credit_officer, number=shielded.number, outcome="lifted", reason_code="plan_failed"
    )
    assert public(two) == [True, True]
    ends = Record.objects.filter(known_until=None).values_list("public_until", flat=True)
    assert set(ends) == {record.public_until for record in two}


def test_what_is_repaired_meanwhile_stays_gone(
    shielded: Case, two: list[Record], clerk: User, credit_officer: User, filed: FileRepair
) -> None:
    repair = filed(two[0])
    accept_repair(officer=clerk, number=repair.number)
    grant_repair(officer=clerk, number=repair.number)
    end_shielding(
        officer=credit_officer,
        number=shielded.number,
        outcome="completed",
        reason="（2027）公破3号之九裁定计划执行完毕",
    )
    assert public(two) == [False, True]


def test_prolonged_by_the_court(shielded: Case, two: list[Record], credit_officer: User) -> None:
    later = PLAN + timedelta(days=30)
    assert public(two, PLAN + DAY) == [True, True]
    case = prolong_shielding(
        officer=credit_officer,
        number=shielded.number,
        due_on=later,
        reason_code="court_prolonged",
    )
    assert (case.state, case.due_on) == ("shielded", later)
    assert [public(two, day) for day in (PLAN + DAY, later)] == [[False, False]] * 2
    assert public(two, later + DAY) == [True, True]
    assert told("record_shielded")[-1]["until"] == later.isoformat()
    with pytest.raises(Invalid) as refused:
        prolong_shielding(
            officer=credit_officer,
            number=shielded.number,
            due_on=date(2099, 12, 31),
            reason_code="court_prolonged",
        )
    assert refused.value.code == "due_too_far"


def test_refused_nothing_changes(
    asked_shield: dict[str, object], two: list[Record], clerk: User, credit_officer: User
) -> None:
    case = file_shielding(**asked_shield)
    assert public(two) == [True, True]
    with pytest.raises(NotAllowed):
        shield_records(officer=clerk, number=case.number)
    refuse_shielding(officer=credit_officer, number=case.number, reason_code="no_ruling")
    assert public(two) == [True, True]


def test_one_shield_at_a_time(asked_shield: dict[str, object]) -> None:
    file_shielding(**asked_shield)
    with pytest.raises(Conflict):
        file_shielding(**asked_shield)


@pytest.mark.parametrize(
    "changed",
    [
        {"papers": []},
        {"court": ""},
        {"uids": []},
        {"ruled_on": legal_today() + timedelta(days=1)},
        {"plan_until": legal_today()},
    ],
)
def test_what_is_no_application(
    asked_shield: dict[str, object], changed: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        file_shielding(**{**asked_shield, **changed})
    assert not Case.objects.exists()


def test_one_that_changed_under_the_shield_is_shown_again_after_it(
    shielded: Case, two: list[Record], credit_officer: User
) -> None:
    held = hold_if_open(two[0].uid)
    assert held is not None
    next_revision(held, change=Record.Change.CORRECTED, at=datetime.now(UTC))
    assert public(two) == [False, False]
    judged = repairable(shielded.subject, [two[0].uid])
    assert [one.code for one in judged] == ["now"]
    end_shielding(
        officer=credit_officer, number=shielded.number, outcome="lifted", reason_code="plan_failed"
    )
    assert public(two) == [True, True]


def test_what_was_found_to_be_about_another_organisation_is_not_shielded(
    asked_shield: dict[str, object], two: list[Record], other_subject: Subject, credit_officer: User
) -> None:
    case = file_shielding(**asked_shield)
    at = datetime.now(UTC)
    next_revision(two[0], change=Record.Change.LINKED, at=at, subject_id=other_subject.pk)
    shield_records(officer=credit_officer, number=case.number)
    assert public(two) == [True, False]


def test_a_repair_revoked_under_the_shield_shows_nothing_before_its_end(
    shielded: Case, two: list[Record], clerk: User, credit_officer: User, filed: FileRepair
) -> None:
    repair = filed(two[0])
    accept_repair(officer=clerk, number=repair.number)
    grant_repair(officer=clerk, number=repair.number)
    revoke_repair(officer=clerk, number=repair.number, reason_code="false_papers")
    assert public(two) == [False, False]
    end_shielding(
        officer=credit_officer, number=shielded.number, outcome="lifted", reason_code="plan_failed"
    )
    assert public(two) == [True, True]
    now = Record.objects.get(uid=two[0].uid, known_until=None)
    assert now.public_until > two[0].public_until  # as long as false papers have it shown

"""Shields during a reorganisation: out of sight, still repairable, back where nothing repaired it."""

import io
from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from tests.apps.cases.conftest import PDF, FileRecord, FileRepair

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.end_shielding import end_shielding
from gongxin.apps.cases.actions.file_shielding import file_shielding
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.prolong_shielding import prolong_shielding
from gongxin.apps.cases.actions.refuse_shielding import refuse_shielding
from gongxin.apps.cases.actions.revoke_repair import revoke_repair
from gongxin.apps.cases.actions.shield_records import shield_records
from gongxin.apps.cases.eligibility import repairable
from gongxin.apps.cases.models import Case, Outbox
from gongxin.apps.cases.papers import Upload
from gongxin.apps.cases.queries import case_for
from gongxin.apps.errors import Conflict, Invalid, NotAllowed
from gongxin.apps.records.actions.link_record import link_record
from gongxin.apps.records.actions.unlink_record import unlink_record
from gongxin.apps.records.holding import next_revision
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import AsOf, as_of, record_by_uid
from gongxin.apps.records.stopping import hold_if_open, shield
from gongxin.apps.records.visibility import AUTHORISED, FULL, PUBLIC
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today

DAY = timedelta(days=1)
PLAN = legal_today() + timedelta(days=100)  # while the records' own time runs on


@pytest.fixture
def two(subject: Subject, file_record: FileRecord) -> list[Record]:
    return [file_record(subject), file_record(subject)]


@pytest.fixture
def given(
    owner: User, subject: Subject, two: list[Record], credit_office: Department
) -> dict[str, object]:
    return {
        "user": owner,
        "subject_code": subject.code,
        "uids": [record.uid for record in two],
        "court": "公信市中级人民法院",
        "ruling": "（2026）公破3号之二",
        "ruled_on": legal_today(),
        "plan_until": PLAN,
        "papers": [Upload("裁定书.pdf", io.BytesIO(PDF))],
    }


@pytest.fixture
def shielded(given: dict[str, object], credit_officer: User) -> Case:
    case = file_shielding(**given)
    return shield_records(officer=credit_officer, number=case.number)


def public(records: list[Record], on: date | None = None) -> list[bool]:
    """Which of the records everyone can see, today or as it will be on a day to come."""
    moment = AsOf(on, datetime.now(UTC), current=True) if on else as_of()
    found = [record_by_uid(one.uid, viewer=PUBLIC, as_of=moment) for one in records]
    return [one is not None for one in found]


def told(kind: str) -> list[dict[str, object]]:
    return list(Outbox.objects.filter(kind=kind).order_by("id").values_list("payload", flat=True))


def current(record: Record) -> Record:
    return Record.objects.get(uid=record.uid, known_until=None)


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
    given: dict[str, object], two: list[Record], clerk: User, credit_officer: User
) -> None:
    case = file_shielding(**given)
    assert public(two) == [True, True]
    with pytest.raises(NotAllowed):
        shield_records(officer=clerk, number=case.number)
    refuse_shielding(officer=credit_officer, number=case.number, reason_code="no_ruling")
    assert public(two) == [True, True]


def test_one_shield_at_a_time(given: dict[str, object]) -> None:
    file_shielding(**given)
    with pytest.raises(Conflict):
        file_shielding(**given)


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
def test_what_is_no_application(given: dict[str, object], changed: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        file_shielding(**{**given, **changed})
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
    given: dict[str, object], two: list[Record], other_subject: Subject, credit_officer: User
) -> None:
    case = file_shielding(**given)
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


def test_a_shield_ends_by_itself_at_midnight_of_its_last_day(
    shielded: Case, two: list[Record], credit_officer: User
) -> None:
    assert public(two, PLAN) == [False, False]
    assert public(two, PLAN + DAY) == [True, True]
    assert public(two, two[0].public_until + DAY) == [False, False]  # their own time goes on
    for record in two:
        kept = current(record)
        assert (kept.public_from, kept.public_until) == (record.public_from, record.public_until)
    assert [one["until"] for one in told("record_shielded")] == [PLAN.isoformat()] * 2
    seen = record_by_uid(two[0].uid, viewer=FULL, as_of=as_of())
    assert seen is not None
    assert (seen.state, str(PLAN) in seen.state_text.zh) == ("shielded", True)
    assert record_by_uid(two[0].uid, viewer=AUTHORISED, as_of=as_of()) is None


@drawn(
    first=st.integers(-40, 0),
    length=st.one_of(st.none(), st.integers(0, 60)),
    ahead=st.integers(0, 300),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_shown_on_the_days_of_its_window_that_lie_in_no_shield(
    subject: Subject, file_record: FileRecord, first: int, length: int | None, ahead: int
) -> None:
    record, today = file_record(subject), legal_today()
    on = today + first * DAY
    until = None if length is None else on + length * DAY
    shield(record, on=on, until=until, at=datetime.now(UTC))
    day = today + ahead * DAY
    hidden = until is None or day <= until
    in_time = record.public_until is not None and day <= record.public_until
    assert public([record], day) == [in_time and not hidden]


def test_an_end_that_nobody_knows_is_not_guessed(
    given: dict[str, object], two: list[Record], credit_officer: User
) -> None:
    case = file_shielding(**{**given, "plan_until": None})
    case = shield_records(officer=credit_officer, number=case.number)
    assert case.about["shielded_until"] is None
    assert case.due_on is not None
    assert case.due_on > legal_today() + 700 * DAY  # the office is to give a day by then
    assert public(two, two[0].public_until) == [False, False]
    assert [one["until"] for one in told("record_shielded")] == [None, None]
    seen = record_by_uid(two[0].uid, viewer=FULL, as_of=as_of())
    assert seen is not None
    assert (seen.state, seen.shielded_until) == ("shielded", None)
    prolong_shielding(
        officer=credit_officer, number=case.number, due_on=PLAN, reason="法院裁定了计划执行期限"
    )
    assert [public(two, PLAN), public(two, PLAN + DAY)] == [[False, False], [True, True]]


def test_the_office_gives_the_last_day(given: dict[str, object], credit_officer: User) -> None:
    case = file_shielding(**{**given, "plan_until": None})
    for day, code in ((legal_today(), "due_in_past"), (date(2099, 1, 1), "due_too_far")):
        with pytest.raises(Invalid) as refused:
            shield_records(officer=credit_officer, number=case.number, until=day)
        assert refused.value.code == code
    case = shield_records(officer=credit_officer, number=case.number, until=PLAN)
    assert (case.due_on, case.about["shielded_until"]) == (PLAN, PLAN.isoformat())


def test_a_plan_that_is_over_shields_nothing(
    given: dict[str, object], two: list[Record], credit_officer: User
) -> None:
    case = file_shielding(**given)
    case.about = {**case.about, "plan_until": (legal_today() - DAY).isoformat()}
    case.save(update_fields=["about"])
    with pytest.raises(Invalid) as refused:
        shield_records(officer=credit_officer, number=case.number)
    assert refused.value.code == "plan_over"
    assert public(two) == [True, True]


def test_a_shield_that_is_over_says_so_and_is_closed_without_a_further_change(
    shielded: Case, two: list[Record], owner: User, credit_officer: User
) -> None:
    assert case_for(owner, shielded.number).line.state.title.zh == "屏蔽中"
    over = legal_today() - DAY
    for record in two:
        shield(current(record), on=over - DAY, until=over, at=datetime.now(UTC))
    shielded.about = {**shielded.about, "shielded_until": over.isoformat()}
    shielded.save(update_fields=["about"])
    assert public(two) == [True, True]
    assert case_for(owner, shielded.number).line.state.title.zh == "屏蔽已到期，待办结"
    before = [current(record).revision for record in two]
    end_shielding(
        officer=credit_officer, number=shielded.number, outcome="completed", reason="裁定执行完毕"
    )
    assert [current(record).revision for record in two] == before
    assert told("record_restored") == []


def test_one_found_to_be_about_another_organisation_does_not_bear_the_shield(
    shielded: Case, two: list[Record], subject: Subject, other_subject: Subject, clerk: User
) -> None:
    reason = "核对登记信息"
    for record, target in zip(two, (other_subject, subject), strict=True):
        unlink_record(officer=clerk, uid=record.uid, reason=reason)
        link_record(officer=clerk, uid=record.uid, code=target.code, reason=reason)
    assert public(two) == [True, False]


def test_a_past_day_says_why_it_is_gone_while_the_shield_lasts(
    shielded: Case, two: list[Record]
) -> None:
    past = as_of(legal_today() - 7 * DAY)
    seen = record_by_uid(two[0].uid, viewer=FULL, as_of=past)
    assert seen is not None
    assert seen.gone is not None
    assert (seen.state, seen.gone.kind) == ("published", "shielding_granted")
    assert record_by_uid(two[0].uid, viewer=PUBLIC, as_of=past) is None

"""When a shield ends: by itself on a day, by a day given later, or by the office's step."""

from datetime import UTC, date, datetime

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from tests.apps.cases.conftest import FileRecord
from tests.apps.cases.shields import DAY, PLAN, current, public, told

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.actions.end_shielding import end_shielding
from gongxin.apps.cases.actions.file_shielding import file_shielding
from gongxin.apps.cases.actions.prolong_shielding import prolong_shielding
from gongxin.apps.cases.actions.shield_records import shield_records
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.queries import case_for
from gongxin.apps.errors import Invalid
from gongxin.apps.records.actions.link_record import link_record
from gongxin.apps.records.actions.unlink_record import unlink_record
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import as_of, record_by_uid
from gongxin.apps.records.stopping import shield
from gongxin.apps.records.visibility import AUTHORISED, FULL, PUBLIC
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today


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
    asked_shield: dict[str, object], two: list[Record], credit_officer: User
) -> None:
    case = file_shielding(**{**asked_shield, "plan_until": None})
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


def test_the_office_gives_the_last_day(
    asked_shield: dict[str, object], credit_officer: User
) -> None:
    case = file_shielding(**{**asked_shield, "plan_until": None})
    for day, code in ((legal_today(), "due_in_past"), (date(2099, 1, 1), "due_too_far")):
        with pytest.raises(Invalid) as refused:
            shield_records(officer=credit_officer, number=case.number, until=day)
        assert refused.value.code == code
    case = shield_records(officer=credit_officer, number=case.number, until=PLAN)
    assert (case.due_on, case.about["shielded_until"]) == (PLAN, PLAN.isoformat())


def test_a_plan_that_is_over_shields_nothing(
    asked_shield: dict[str, object], two: list[Record], credit_officer: User
) -> None:
    case = file_shielding(**asked_shield)
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

"""What may be seen, held against a second, plain statement of the same rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.errors import Invalid
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.records.timeline import AsOf, as_of
from gongxin.apps.records.visibility import (
    AUTHORISED,
    FULL,
    PUBLIC,
    Viewer,
    shown_fields,
    shown_values,
    viewer_for,
    visible,
)
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_day, legal_today, start_of_legal_day
from gongxin.law.load import load_catalogue

NOW = datetime.now(UTC)
SPAN = 2  # days around today; few, so that dates often coincide
HOURS = 8  # before now, in which everything became known


@dataclass(frozen=True)
class Revision:
    item: str
    own: bool
    subject: int | None
    public_from: int | None
    public_until: int | None
    shield: tuple[int, int | None] | None  # first and last day
    hours: int  # after the revision before it


@dataclass(frozen=True)
class Chain:
    revisions: list[Revision]
    closed: bool


revisions = st.builds(
    Revision,
    item=st.sampled_from(["penalty", "penalty", "honour-authorised", "honour-internal"]),
    own=st.booleans(),
    subject=st.sampled_from([0, 0, 1, None]),
    public_from=st.sampled_from([None, -2, -2, -1, -1, 0, 1]),
    public_until=st.sampled_from([None, None, -1, 0, 0, 1, 2]),
    shield=st.sampled_from([None, None, None, (-2, -1), (-1, 0), (0, 1), (0, None), (1, 2)]),
    hours=st.integers(1, 2),
)
closed = st.sampled_from([False, False, True])
chains = st.builds(Chain, st.lists(revisions, min_size=1, max_size=3), closed)
moments = st.one_of(st.none(), st.tuples(st.integers(-SPAN, 0), st.integers(-HOURS, 0)))
levels = st.sampled_from(["public", "public", "authorised", "clerk", "full"])


@given(st.lists(chains, min_size=12, max_size=16), moments, levels)
@settings(
    max_examples=80,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # making a failing example small takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_agrees_with_a_plain_statement_of_the_rules(
    make_subject: Callable[..., Subject],
    department: Department,
    other_department: Department,
    submission_of: Callable[[Department], Submission],
    made: list[Chain],
    when: tuple[int, int] | None,
    level: str,
) -> None:
    with transaction.atomic():
        subjects = [make_subject(7, "公信市甲厂"), make_subject(8, "公信市乙厂")]
        submission = submission_of(department)
        rows = [
            row
            for number, chain in enumerate(made)
            for row in _rows(chain, number, subjects, (department, other_department), submission)
        ]
        Record.objects.bulk_create(rows)
        moment = _moment(when)
        viewer = {
            "public": PUBLIC,
            "authorised": AUTHORISED,
            "full": FULL,
            "clerk": Viewer("full", department),
        }[level]
        seen = set(Record.objects.filter(visible(viewer, moment)).values_list("pk", flat=True))
        assert seen == {row.pk for row in rows if _may_see(row, rows, level, department, moment)}
        transaction.set_rollback(True)


def _rows(
    chain: Chain,
    number: int,
    subjects: list[Subject],
    departments: tuple[Department, Department],
    submission: Submission,
) -> list[Record]:
    first = chain.revisions[0]
    known = NOW - timedelta(hours=HOURS)
    rows: list[Record] = []
    for count, revision in enumerate(chain.revisions, start=1):
        if rows:
            rows[-1].known_until = known
        rows.append(
            Record(
                uid=UUID(int=number),
                revision=count,
                item=first.item,
                subject=None if revision.subject is None else subjects[revision.subject],
                department=departments[0 if first.own else 1],
                decided_on=legal_today(),
                fields={},
                digest=UUID(int=0),
                public_from=_day(revision.public_from),
                public_until=_day(revision.public_until),
                shielded_on=_day(revision.shield and revision.shield[0]),
                shielded_until=_day(revision.shield and revision.shield[1]),
                known_from=known,
                submission=submission,
                row=number,
            )
        )
        known += timedelta(hours=revision.hours)
    if chain.closed:
        rows[-1].known_until = known
    return rows


def _day(offset: int | None) -> date | None:
    return None if offset is None else legal_today() + timedelta(days=offset)


def _moment(when: tuple[int, int] | None) -> AsOf:
    if when is None:
        return as_of()
    days, hours = when
    return AsOf(legal_today() + timedelta(days=days), NOW + timedelta(hours=hours))


def _may_see(row: Record, rows: list[Record], level: str, own: Department, moment: AsOf) -> bool:
    if level == "full" or (level == "clerk" and row.department == own):
        return _known_at(row, moment.known_at)
    scopes = {"public"} if level == "public" else {"public", "authorised"}
    # what is known now, if it is shown now and was shown then, by what was known then and by what is
    if row.known_until is not None or not _shown_on(row, legal_today(), scopes):
        return False
    then = [r for r in rows if r.uid == row.uid and _known_at(r, moment.known_at)]
    return _shown_on(row, moment.on, scopes) and any(
        _shown_on(r, moment.on, scopes) and r.subject == row.subject for r in then
    )


def _known_at(row: Record, moment: datetime) -> bool:
    return row.known_from <= moment and (row.known_until is None or row.known_until > moment)


def _shown_on(row: Record, day: date, scopes: set[str]) -> bool:
    scope = "public" if row.item == "penalty" else row.item.removeprefix("honour-")
    if row.subject_id is None or row.public_from is None or scope not in scopes:
        return False
    begun = row.shielded_on is not None and row.shielded_on <= day
    if begun and (row.shielded_until is None or day <= row.shielded_until):
        return False
    return row.public_from <= day and (row.public_until is None or day <= row.public_until)


def test_fields_and_masking_by_level(department: Department, other_department: Department) -> None:
    item = load_catalogue().item("penalty")
    clerk = Viewer("full", department)

    def codes(viewer: Viewer, owner: Department | None = None) -> set[str]:
        return {f.code for f in shown_fields(item, viewer, owner.pk if owner else None)}

    assert codes(AUTHORISED) - codes(PUBLIC) == {"CF_XDR_SWDJ"}
    assert "BZ" in codes(FULL) - codes(AUTHORISED)
    assert codes(clerk, department) == codes(FULL)
    assert codes(clerk, other_department) == codes(clerk) == codes(AUTHORISED)
    assert not codes(FULL) & {"CF_FR_ZJHM", "CF_FR_ZJLX"}
    values = {"CF_FRDB": "李晨光", "CF_XDR_MC": "李晨光", "CF_WSH": "", "BZ": "内部"}

    def read(viewer: Viewer, owner: Department | None = None) -> dict[str, str]:
        shown = shown_values(item, values, viewer, owner.pk if owner else None)
        return {field.code: value for field, value in shown}

    assert read(PUBLIC) == {"CF_FRDB": "李*", "CF_XDR_MC": "李晨光"}
    assert read(AUTHORISED) == {"CF_FRDB": "李晨光", "CF_XDR_MC": "李晨光"}
    assert read(clerk, other_department) == read(AUTHORISED)
    assert read(clerk, department) == read(AUTHORISED) | {"BZ": "内部"}


def test_viewer_of_each_person(clerk: User, credit_officer: User, department: Department) -> None:
    assert viewer_for(None) == viewer_for(AnonymousUser()) == PUBLIC
    assert viewer_for(clerk) == Viewer("full", department)
    assert viewer_for(credit_officer) == FULL
    clerk.is_active = False
    assert viewer_for(clerk) == PUBLIC


@pytest.mark.django_db
def test_viewer_without_a_department_is_the_public() -> None:
    assert viewer_for(User.objects.create_user("visitor")) == PUBLIC


def test_as_of_a_past_day_is_its_last_instant() -> None:
    day = legal_today() - timedelta(days=1)
    moment = as_of(day)
    assert legal_day(moment.known_at) == day
    assert moment.known_at + timedelta(microseconds=1) == start_of_legal_day(legal_today())
    assert not moment.current
    assert as_of(legal_today()).current


def test_as_of_refuses_the_future() -> None:
    with pytest.raises(Invalid) as refusal:
        as_of(legal_today() + timedelta(days=1))
    assert str(legal_today()) in refusal.value.text.en

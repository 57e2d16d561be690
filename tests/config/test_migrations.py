"""What the migrations promise beyond tables: guards and the search vector."""

import uuid
from datetime import UTC, date, datetime
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongxin.apps.accounts.models import Department
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.holding import next_revision
from gongxin.apps.records.models import Act, Record
from gongxin.core.names import grams

NOW = datetime(2026, 11, 21, tzinfo=UTC)
DAY, LATER = date(2026, 11, 1), date(2027, 11, 1)


def test_models_and_migrations_agree(db: None) -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes" in out.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30))
def test_the_database_cuts_names_as_python_does(db: None, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(gongxin_grams(%s))", [text])
        (found,) = cursor.fetchone()
    assert sorted(found) == sorted(grams(text))


@pytest.fixture
def record(department: Department) -> Record:
    submission = Submission.objects.create(
        item="penalty",
        department=department,
        channel="command",
        filename="x",
        size=1,
        sha256="0",
        received_at=NOW,
        received_on=NOW.date(),
    )
    return Record.objects.create(
        uid=uuid.uuid4(),
        item="penalty",
        department=department,
        decided_on=date(2026, 1, 2),
        fields={"CF_WSH": "1"},
        digest=uuid.uuid4(),
        known_from=NOW,
        submission=submission,
        row=2,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"fields": {"CF_WSH": "2"}},
        {"decided_on": date(2026, 1, 3)},
        {"subject": None, "row": 3},
        {"public_until": date(2030, 1, 1)},
    ],
)
def test_a_record_keeps_its_content(record: Record, change: dict[str, object]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Record.objects.filter(pk=record.pk).update(**change)


def test_a_record_is_closed_once(record: Record) -> None:
    mine = Record.objects.filter(pk=record.pk)
    assert mine.update(known_until=NOW) == 1
    for until in (None, datetime(2027, 1, 1, tzinfo=UTC)):
        with pytest.raises(DatabaseError), transaction.atomic():
            mine.update(known_until=until)
    record.refresh_from_db()
    assert record.known_until == NOW


def test_records_and_acts_are_not_deleted(record: Record) -> None:
    act = Act.objects.create(
        kind=Act.Kind.WITHDRAWN, record_uid=record.uid, reason="x", effective_on=NOW.date()
    )
    for kept in (record, act):
        with pytest.raises(DatabaseError), transaction.atomic():
            kept.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Act.objects.update(reason="another")


def test_a_shield_of_before_becomes_one_whose_end_is_not_known(record: Record) -> None:
    """It was a stop that an act undid; a repair stays what it was."""
    shown = next_revision(
        record, change=Record.Change.LINKED, at=NOW, public_from=DAY, public_until=LATER
    )
    stop = {"at": NOW, "public_until": DAY, "stopped_on": DAY}
    shielded = next_revision(shown, change=Record.Change.SHIELDED, **stop)
    next_revision(shielded, change=Record.Change.CORRECTED, at=NOW)
    other = Record.objects.get(pk=record.pk)
    other.pk, other.uid, other.known_until = None, uuid.uuid4(), None
    other.save(force_insert=True)
    next_revision(other, change=Record.Change.REPAIRED, **stop)
    step = import_module("gongxin.apps.records.migrations.0005_shields_as_days")
    step.shields_as_days(apps, None)
    now = Record.objects.get(uid=record.uid, known_until=None)
    assert (now.change, now.revision, now.stopped_on) == ("shielded", 5, None)
    assert (now.shielded_on, now.shielded_until) == (DAY, None)
    assert (now.public_from, now.public_until) == (DAY, LATER)
    kept = Record.objects.get(uid=other.uid, known_until=None)
    assert (kept.change, kept.stopped_on) == ("repaired", DAY)


def test_copying_records_in_fires_no_trigger_of_ours(db: None) -> None:
    """Guards are for changes only, so that filing a million rows stays a bare COPY."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'records_record'::regclass"
            " AND NOT tgisinternal AND tgtype & 4 <> 0"
        )
        assert cursor.fetchone() == (0,)

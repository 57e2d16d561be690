"""What one can do: right for each state, in both languages, with real dates."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import as_of, record_by_uid
from gongxin.apps.records.remedies import remedies, repair_from
from gongxin.apps.records.visibility import FULL
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.law.months import add_months

FileRecord = Callable[..., Record]
TODAY = legal_today()


def advice(record: Record) -> tuple[list[str], list[str]]:
    view = record_by_uid(record.uid, viewer=FULL, as_of=as_of())
    assert view is not None
    texts = remedies(view)
    return [t.zh for t in texts], [t.en for t in texts]


def test_published_penalty(subject: Subject, file_record: FileRecord) -> None:
    decided = TODAY - timedelta(days=20)
    until = decided + timedelta(days=364)
    zh, en = advice(file_record(subject, decided_on=decided, public_until=until))
    assert len(zh) == 3
    assert "公信市市场监督管理局" in zh[0]
    assert "异议" in zh[0]
    assert "Administration for Market Regulation" in en[0]
    assert str(add_months(decided, 3)) in zh[1]
    assert en[1].startswith("From ")
    assert str(until) in zh[2]


def test_repair_is_open_already(subject: Subject, file_record: FileRecord) -> None:
    decided = TODAY - timedelta(days=200)
    _, en = advice(file_record(subject, decided_on=decided, public_until=TODAY))
    assert en[1].startswith("Since ")


@pytest.mark.parametrize(
    ("severity", "decided", "months"),
    [
        ("general", date(2026, 5, 31), 3),
        ("serious", date(2026, 5, 31), 12),
        ("", date(2024, 5, 31), 3),
    ],
)
def test_repair_from_the_rule_of_the_day(
    subject: Subject, file_record: FileRecord, severity: str, decided: date, months: int
) -> None:
    record = file_record(subject, severity=severity, decided_on=decided, public_until=None)
    view = record_by_uid(record.uid, viewer=FULL, as_of=as_of())
    assert view is not None
    assert repair_from(view) == add_months(decided, months)


def test_no_repair_before_an_earlier_end(subject: Subject, file_record: FileRecord) -> None:
    zh, _ = advice(file_record(subject, public_until=TODAY + timedelta(days=1)))
    assert "何时可以申请" in zh[1]


def test_other_states(subject: Subject, file_record: FileRecord) -> None:
    ended = file_record(subject, public_until=TODAY - timedelta(days=1))
    assert str(TODAY - timedelta(days=1)) in advice(ended)[0][0]
    hidden = file_record(subject, public_from=None, public_until=None)
    assert "不对外公示" in advice(hidden)[0][0]
    permit = file_record(subject, item="permit", public_until=None)
    assert advice(permit)[1][0].startswith("If anything is wrong")
    Record.objects.filter(pk=permit.pk).update(known_until=permit.known_from)
    assert len(advice(permit)[0]) == 1
    assert "已撤回" in advice(permit)[0][0]

"""Shielding records for the time of a court-approved reorganisation, and showing them again."""

from datetime import UTC, datetime

from gongxin.apps.cases.models import Case
from gongxin.apps.cases.outbox import tell
from gongxin.apps.records.models import Record
from gongxin.apps.records.stopping import hold_if_open, only_shielded, shield, show_again
from gongxin.core.dates import legal_day


def shield_all(case: Case) -> list[Record]:
    """The shielded revisions; a record that was withdrawn, stopped or found to be about another
    organisation meanwhile stays as it is.
    """
    now = datetime.now(UTC)
    shielded = [
        shield(record, on=legal_day(now), at=now)
        for record in _held(case)
        if record.stopped_on is None and record.subject_id == case.subject_id
    ]
    for record in shielded:
        _tell("record_shielded", case, record)
    return shielded


def unshield_all(case: Case) -> list[Record]:
    """The records shown again; what was repaired or withdrawn under the shield stays gone."""
    now = datetime.now(UTC)
    shown = [
        show_again(record, at_least_until=None, at=now)
        for record in _held(case)
        if only_shielded(record)
    ]
    for record in shown:
        _tell("record_restored", case, record)
    return shown


def _held(case: Case) -> list[Record]:
    uids = sorted(case.concerned.values_list("record_uid", flat=True))
    return [record for uid in uids if (record := hold_if_open(uid)) is not None]


def _tell(kind: str, case: Case, record: Record) -> None:
    tell(
        kind,
        subject=case.subject,
        case=case,
        record_uid=record.uid,
        item=record.item,
        department=record.department.code,
    )

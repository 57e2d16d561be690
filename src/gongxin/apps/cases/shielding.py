"""Shielding records for the time of a court-approved reorganisation, and showing them again.

A shield's last day is a date in each record's row, so it ends by itself; subscribers are told that
day when it begins. Without a day the end is not known: only a step of the credit office sets it.
"""

from datetime import UTC, date, datetime

from gongxin.apps.cases.models import Case
from gongxin.apps.cases.outbox import tell
from gongxin.apps.records.models import Record
from gongxin.apps.records.stopping import end_shield, hold_if_open, shield, shielded
from gongxin.core.dates import legal_day


def shield_all(case: Case, until: date | None) -> list[Record]:
    """The shielded revisions; a record that was withdrawn, stopped or found to be about another
    organisation meanwhile stays as it is.
    """
    found = [record for record in _held(case) if record.stopped_on is None]
    return _shielded_until(case, found, until)


def prolong_all(case: Case, until: date) -> list[Record]:
    """The records of the case that bear its shield, now until another day; again where it was over."""
    return _shielded_until(case, [one for one in _held(case) if one.shielded_on], until)


def unshield_all(case: Case) -> list[Record]:
    """The records whose shield ends now; what was repaired or withdrawn under it stays gone, and
    where its last day is over nothing changes.
    """
    now = datetime.now(UTC)
    today = legal_day(now)
    ended = [end_shield(one, on=today, at=now) for one in _held(case) if shielded(one, today)]
    for record in ended:
        if record.stopped_on is None:
            _tell("record_restored", case, record)
    return ended


def end_of(case: Case) -> date | None:
    """The last day of the case's shield; None while there is no shield or its end is not known."""
    given = case.about.get("shielded_until")
    return date.fromisoformat(given) if given else None


def note_end(case: Case, until: date | None) -> None:
    """Keep the last day of the shield with the case."""
    case.about = {**case.about, "shielded_until": until.isoformat() if until else None}
    case.save(update_fields=["about"])


def _shielded_until(case: Case, records: list[Record], until: date | None) -> list[Record]:
    now = datetime.now(UTC)
    made = [shield(record, on=legal_day(now), until=until, at=now) for record in records]
    for record in made:
        if record.stopped_on is None:
            _tell("record_shielded", case, record, until=until.isoformat() if until else None)
    return made


def _held(case: Case) -> list[Record]:
    uids = sorted(case.concerned.values_list("record_uid", flat=True))
    found = [record for uid in uids if (record := hold_if_open(uid)) is not None]
    return [record for record in found if record.subject_id == case.subject_id]


def _tell(kind: str, case: Case, record: Record, **more: object) -> None:
    tell(
        kind,
        subject=case.subject,
        case=case,
        record_uid=record.uid,
        item=record.item,
        department=record.department.code,
        **more,
    )

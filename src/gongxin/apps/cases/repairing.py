"""What a repair does to the records, and what false papers undo: called inside a case's action."""

from datetime import UTC, date, datetime

from gongxin.apps.cases.models import Case
from gongxin.apps.cases.outbox import tell
from gongxin.apps.records.models import Record
from gongxin.apps.records.stopping import (
    hold_if_open,
    repaired,
    shielded,
    show_again,
    stop_showing,
)
from gongxin.core.dates import legal_day, legal_today
from gongxin.law.cases import load_case_rules


def stop_records(case: Case) -> list[Record]:
    """The stopped revisions of the case's records; one withdrawn, stopped or found to be about another
    organisation meanwhile stays as it is.
    """
    now = datetime.now(UTC)
    its = [record for record in _held(case) if record.subject_id == case.subject_id]
    open_ones = [record for record in its if record.stopped_on is None]
    stopped = [stop_showing(record, on=legal_day(now), at=now) for record in open_ones]
    for record in stopped:
        _tell("record_repaired", case, record)
    return stopped


def restore_records(case: Case) -> list[Record]:
    """The records brought back after false papers, public at least as long as the pack says.

    What was withdrawn or quashed since stays gone; what is shielded comes back when that ends.
    """
    now, until = datetime.now(UTC), shown_until(legal_today())
    stopped = [record for record in _held(case) if repaired(record)]
    restored = [show_again(record, at_least_until=until, at=now) for record in stopped]
    for record in restored:
        if shielded(record, legal_day(now)):
            _tell("record_shielded", case, record, until=_said(record.shielded_until))
        else:
            _tell("record_restored", case, record, public_until=_said(record.public_until))
    return restored


def shown_until(revoked_on: date) -> date:
    """The last day to which false papers prolong an entry's publicity at least."""
    return _consequence("false_papers_shown", revoked_on)


def consequences(revoked_on: date) -> dict[str, str]:
    """What the pack attaches to false papers, as it is kept with the act: days and basis."""
    basis = load_case_rules()["repair"].term("false_papers_shown", revoked_on).basis
    return {
        "shown_until": shown_until(revoked_on).isoformat(),
        "no_repair_until": _consequence("false_papers_no_repair", revoked_on).isoformat(),
        "no_commitment_until": _consequence("false_papers_no_commitment", revoked_on).isoformat(),
        "basis": basis.document.zh,
    }


def _consequence(term: str, revoked_on: date) -> date:
    return load_case_rules()["repair"].term(term, revoked_on).due(revoked_on).on


def _held(case: Case) -> list[Record]:
    """Locked in one order for everybody, so that two transactions never wait for each other."""
    uids = sorted(case.concerned.values_list("record_uid", flat=True))
    return [record for uid in uids if (record := hold_if_open(uid)) is not None]


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _tell(kind: str, case: Case, record: Record, **more: object) -> None:
    tell(
        kind,
        subject=case.subject,
        case=case,
        record_uid=record.uid,
        item=record.item,
        department=case.department.code,
        **more,
    )

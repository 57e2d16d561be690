"""Bring the boards of data quality to life: ledgers uploaded, the last bulletins published."""

import hashlib
from io import BytesIO
from pathlib import Path

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.quality.actions.upload_ledger import upload_ledger
from gongxin.apps.quality.asking import AFTER_ALL_ELSE
from gongxin.apps.quality.models import Bulletin, LedgerUpload
from gongxin.apps.quality.tasks import publish_past
from gongxin.core.dates import legal_today
from gongxin.core.workdays import first_day_in_time
from gongxin.demo.calendar import DEADLINE
from gongxin.demo.ledgers import KEEPERS, ledger_file, read_ledgers

BULLETINS = 4  # that are published, months and quarters together

People = dict[str, tuple[Department, User]]


def upload_ledgers(folder: Path, people: People, handed_in: set[tuple[str, str]]) -> None:
    """Upload the ledgers of departments and items of which files were ``handed_in``, each once.

    Two departments also list decisions of these days, which nobody has reported yet.
    """
    for (code, item), decisions in read_ledgers(folder).items():
        if (code, item) in handed_in:
            _upload(*people[code], item, "2026年台账.csv", ledger_file(item, decisions))
    today = legal_today()
    for code, (department, officer) in people.items():
        if officer.username in KEEPERS[:2] and (code, "penalty") in handed_in:
            recent = ledger_file("penalty", _of_these_days(code))
            _upload(department, officer, "penalty", f"{today}-台账.csv", recent)


def publish_bulletins(officer: User) -> None:
    """Have the last bulletins published once everything that waits has been worked on."""
    if Bulletin.objects.exists():
        return
    try:
        with transaction.atomic():
            publish_past.configure(priority=2 * AFTER_ALL_ELSE).defer(
                officer_id=officer.pk, number=BULLETINS
            )
    except AlreadyEnqueued:
        pass  # an earlier, interrupted loading asked for it


def _upload(
    department: Department, officer: User, item: str, filename: str, content: bytes
) -> None:
    digest = hashlib.sha256(content).hexdigest()
    known = LedgerUpload.objects.filter(department=department, item=item, sha256=digest)
    if not known.exists():
        upload_ledger(
            item_id=item,
            department=department,
            officer=officer,
            filename=filename,
            stream=BytesIO(content),
        )


def _of_these_days(code: str) -> dict[str, str]:
    """Three decisions: two of the first day that is still in time, one of today."""
    today = legal_today()
    first = first_day_in_time(today, DEADLINE)
    return {
        f"公{code[-5:-1]}罚〔{day.year}〕T{day:%m%d}{n}号": day.isoformat()
        for n, day in enumerate((first, first, today), start=1)
    }

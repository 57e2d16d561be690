"""Take in a ledger: the list of decisions that a department made, reported or not."""

import shutil
from pathlib import Path
from typing import IO

from django.db import transaction
from django.utils import timezone

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.accounts.permissions import department_of, is_credit_office, may_submit
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.errors import Invalid, NotAllowed, NotFound, TooLarge
from gongxin.apps.intake import storage
from gongxin.apps.intake.filenames import shown_name
from gongxin.apps.quality.asking import ask_refresh
from gongxin.apps.quality.ledger_items import items_with_ledger, ledger_item
from gongxin.apps.quality.ledgers import entries_of, ledger_folder, mark_reported
from gongxin.apps.quality.models import LedgerEntry, LedgerUpload
from gongxin.batch.check import CheckOutcome, check_file
from gongxin.batch.readers.errors import FileRefused
from gongxin.core.dates import legal_today
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue

LARGEST = 20 * 1024**2  # bytes; a quarter of a million decisions


def upload_ledger(
    *,
    item_id: str,
    department: Department,
    officer: User | None,
    filename: str,
    stream: IO[bytes],
) -> LedgerUpload:
    """The ledger as it was taken in: its decisions added, those that are there already updated.

    Rows with a fault are left out and told of in the ledger's workbook. A decision is never taken
    out again by a later file that does not have it.

    Raises:
        NotFound: there is no such item, or it has no decisions that could be listed.
        NotAllowed: the department does not submit the item, or the officer is another's.
        TooLarge: more than 20 MB.
        Invalid: the file as a whole cannot be read.
    """
    _check_permission(item_id, department, officer)
    received = storage.receive(stream, LARGEST)
    try:
        if received.too_large:
            raise TooLarge("too_large", _TOO_LARGE)
        upload = LedgerUpload(
            item=item_id,
            department=department,
            officer=officer,
            filename=shown_name(filename),
            sha256=received.sha256,
            received_at=timezone.now(),
        )
        return _take_in(upload, received.folder)
    finally:
        received.discard()


def _take_in(upload: LedgerUpload, folder: Path) -> LedgerUpload:
    item = ledger_item(upload.item)
    try:
        with check_file(
            item, folder / "file", received_on=legal_today(), workdir=folder
        ) as outcome:
            results = folder / "results"
            results.mkdir()
            outcome.write(results)
            _keep(upload, outcome, results)
    except FileRefused as refused:
        raise Invalid(refused.code, refused.text) from None
    return upload


@transaction.atomic
def _keep(upload: LedgerUpload, outcome: CheckOutcome, results: Path) -> None:
    found = entries_of(results, outcome.item)
    known = LedgerEntry.objects.filter(department=upload.department, item=upload.item)
    before = known.count()
    upload.rows, upload.accepted, upload.added = outcome.rows, outcome.accepted, 0
    upload.save()
    LedgerEntry.objects.bulk_create(
        [
            LedgerEntry(
                department=upload.department,
                item=upload.item,
                number=number,
                decided_on=decided_on,
                upload=upload,
            )
            for number, decided_on in found.items()
        ],
        update_conflicts=True,
        unique_fields=["department", "item", "number"],
        update_fields=["decided_on", "upload"],
        batch_size=5_000,
    )
    upload.added = known.count() - before
    upload.save(update_fields=["added"])
    target = ledger_folder(upload.pk)
    shutil.copytree(results, target, dirs_exist_ok=True)
    mark_reported()
    write_entry(
        officer=upload.officer,
        department=upload.department,
        verb="upload_ledger",
        target=f"ledger:{upload.pk}",
        detail={"item": upload.item, "rows": upload.rows, "added": upload.added},
    )
    ask_refresh()


def _check_permission(item_id: str, department: Department, officer: User | None) -> None:
    if item_id not in {item.id for item in items_with_ledger()}:
        known = ", ".join(item.id for item in items_with_ledger())
        raise NotFound("no_ledger", _NO_LEDGER.format(item=item_id[:40], known=known))
    own = officer is None or department_of(officer) == department or is_credit_office(officer)
    if not own:
        raise NotAllowed("not_own_department", _OTHER)
    if not may_submit(department, load_catalogue().item(item_id)):
        raise NotAllowed("not_submitter", _NOT_SUBMITTER)


_TOO_LARGE = Text(
    "台账文件超过 20 MB。请按年份拆分后分别上传。",
    "The ledger is larger than 20 MB. Split it by years and upload the parts.",
)
_NO_LEDGER = Text(
    "“{item}”不是可以上传台账的目录项。可以上传的：{known}",
    "No ledger can be uploaded for '{item}'; it can for: {known}",
)
_OTHER = Text("您不能代表别的部门上传台账。", "You may not upload another department's ledger.")
_NOT_SUBMITTER = Text(
    "本部门不报送这个目录项，不能上传它的台账。",
    "The department does not submit this item and cannot upload a ledger of it.",
)

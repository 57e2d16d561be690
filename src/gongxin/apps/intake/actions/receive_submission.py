"""Take in a department's file."""

from datetime import date
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.accounts.permissions import department_of, may_submit
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.errors import Invalid, NotAllowed, NotFound, TooLarge
from gongxin.apps.intake import duplicates, storage
from gongxin.apps.intake.filenames import shown_name
from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.tasks import process
from gongxin.core.dates import legal_today
from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue


def receive_submission(
    *,
    item_id: str,
    department: Department,
    officer: User | None,
    filename: str,
    stream: IO[bytes],
    channel: str,
    received_on: date | None = None,
) -> Submission:
    """The submission of a file whose bytes, row and job all survive a crash from here on.

    A file that this department has handed in for this item before, and that was filed whole and is
    still as it was filed, is answered with the earlier result and not processed again.
    ``received_on`` is the legal day that lateness counts from: today, or an earlier day for a file
    that came on paper or disk.

    Raises:
        NotFound: the catalogue has no such item.
        NotAllowed: the department may not submit it, or the officer acts for another department.
        Invalid: ``received_on`` lies ahead.
        TooLarge: more than ``GONGXIN_MAX_UPLOAD`` bytes.
    """
    item = _item(item_id)
    _check_permission(item, department, officer)
    day = _received_on(received_on)
    received = storage.receive(stream, settings.GONGXIN_MAX_UPLOAD)
    try:
        if received.too_large:
            raise TooLarge("too_large", TOO_LARGE.format(limit=_megabytes()))
        submission = Submission(
            item=item.id,
            department=department,
            officer=officer,
            channel=channel,
            filename=shown_name(filename),
            size=received.size,
            sha256=received.sha256,
            received_at=timezone.now(),
            received_on=day,
        )
        with transaction.atomic():
            _record(submission, received)
    finally:
        received.discard()
    return submission


def _record(submission: Submission, received: storage.Received) -> None:
    original = duplicates.filed_before(submission)
    if original is not None:
        duplicates.take_result(submission, original)
    submission.save()
    write_entry(
        officer=submission.officer,
        department=submission.department,
        verb="receive_submission",
        target=f"submission:{submission.pk}",
        detail={
            "item": submission.item,
            "sha256": submission.sha256,
            "size": submission.size,
            "channel": submission.channel,
            "duplicate_of": original.pk if original else None,
        },
    )
    if original is None:
        received.become(submission.pk)
        process.defer(submission_id=submission.pk)


def _item(item_id: str) -> Item:
    items = load_catalogue().items
    if item_id not in items:
        known = ", ".join(items)
        raise NotFound("unknown_item", UNKNOWN_ITEM.format(item=item_id, known=known))
    return items[item_id]


def _check_permission(item: Item, department: Department, officer: User | None) -> None:
    if officer is not None and department_of(officer) != department:
        raise NotAllowed("not_own_department", OTHER_DEPARTMENT.format(name=department.name))
    if not department.active:
        raise NotAllowed("department_inactive", INACTIVE.format(name=department.name))
    if not may_submit(department, item):
        raise NotAllowed(
            "not_submitter",
            Text(
                NOT_SUBMITTER.zh.format(name=department.name, item=item.title.zh),
                NOT_SUBMITTER.en.format(
                    name=department.name_en or department.name, item=item.title.en
                ),
            ),
        )


def _received_on(day: date | None) -> date:
    today = legal_today()
    if day is not None and day > today:
        raise Invalid("received_in_future", IN_FUTURE.format(day=day, today=today))
    return day or today


def _megabytes() -> str:
    return f"{settings.GONGXIN_MAX_UPLOAD / 1024**2:,.1f} MB"


UNKNOWN_ITEM = Text(
    "目录中没有“{item}”这一项。可用的目录项：{known}",
    "The catalogue has no item '{item}'. It has: {known}",
)
OTHER_DEPARTMENT = Text("您不能代表{name}报送。", "You may not submit on behalf of {name}.")
INACTIVE = Text("{name}已停用，不能报送。", "{name} is closed and may not submit.")
NOT_SUBMITTER = Text(
    "{name}不是“{item}”的报送部门。", "{name} is not among the departments that submit '{item}'."
)
IN_FUTURE = Text(
    "收到日期 {day} 晚于今天（{today}）。请填写今天或更早的日期。",
    "The day of receipt {day} is after today ({today}). Give today or an earlier day.",
)
TOO_LARGE = Text(
    "文件超过上限 {limit}。请拆分后分批报送。",
    "The file is larger than {limit}. Split it and submit it in parts.",
)

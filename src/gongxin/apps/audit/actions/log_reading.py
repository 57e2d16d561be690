"""Note that a department looked at an organisation's file."""

from datetime import timedelta

from django.utils import timezone

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.accounts.permissions import is_organisation
from gongxin.apps.audit.models import FileReading

SAME_WORK = timedelta(hours=1)


def log_reading(
    *,
    subject_id: int | None,
    what: FileReading.What,
    channel: FileReading.Channel,
    officer: User | None = None,
    department: Department | None = None,
    api_key: str = "",
) -> FileReading | None:
    """The reading of ``what`` about the organisation, or None where there is nothing to log.

    Call it wherever something that is not public was shown: to an officer, to a key's holder, or
    (without either) to the operator at the command line. Not logged are the public, organisations
    and records that are tied to no organisation yet; a case that the same person opens again within
    the hour counts once. Needs no permission: what was read had it.
    """
    if subject_id is None or (officer is not None and is_organisation(officer)):
        return None
    by_command = channel == FileReading.Channel.COMMAND
    if officer is None and department is None and not by_command:
        return None
    if what == FileReading.What.CASE and _just_opened(subject_id, officer, channel):
        return None
    return FileReading.objects.create(
        subject_id=subject_id,
        department=department or (officer.department if officer else None),
        officer=officer,
        api_key=api_key,
        channel=channel,
        what=what,
    )


def _just_opened(subject_id: int, officer: User | None, channel: FileReading.Channel) -> bool:
    since = timezone.now() - SAME_WORK
    same = FileReading.objects.filter(subject=subject_id, officer=officer, channel=channel)
    return officer is not None and same.filter(what=FileReading.What.CASE, at__gte=since).exists()

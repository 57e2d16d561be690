"""Notices as their receivers list them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongxin.apps.accounts.models import User
from gongxin.apps.accounts.permissions import department_of, subject_of
from gongxin.apps.notices.models import Notice, NoticeReading

MANY = 99


@dataclass(frozen=True, slots=True)
class NoticeFilters:
    """What a list of notices is narrowed to; empty means anything."""

    kind: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One page of notices, newest first; each notice carries ``unread``."""

    notices: Sequence[Notice]
    total: int
    unread: int


def addressed_to(user: User) -> QuerySet[Notice]:
    """The notices to a person: in person, to the department or to the organisation."""
    receivers = Q(user=user)
    if department := department_of(user):
        receivers |= Q(department=department)
    if subject := subject_of(user):
        receivers |= Q(subject=subject)
    return Notice.objects.filter(receivers)


def notices_for(
    user: User, filters: NoticeFilters | None = None, *, page: int = 1, size: int = 25
) -> NoticePage:
    """One page of the notices to ``user``, newest first, and how many of all are unread."""
    filters = filters or NoticeFilters()
    read = NoticeReading.objects.filter(notice=OuterRef("pk"), user=user)
    every = addressed_to(user).annotate(unread=~Exists(read))
    chosen = every.filter(kind=filters.kind) if filters.kind else every
    if filters.unread:
        chosen = chosen.filter(unread=True)
    start = (max(1, page) - 1) * size
    found = list(chosen.order_by("-id")[start : start + size])
    return NoticePage(found, chosen.count(), every.filter(unread=True).count())


def unread_count(user: User) -> int:
    """How many notices ``user`` has not read, counted up to one more than ``MANY``."""
    unread = addressed_to(user).exclude(readings__user=user)
    return unread.order_by()[: MANY + 1].count()


def notice_for(user: User, number: int) -> Notice | None:
    """The notice with this id if it is addressed to ``user``."""
    return addressed_to(user).filter(pk=number).first()

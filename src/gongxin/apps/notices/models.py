"""Notices to departments, organisations and people, and who has read them."""

from django.db import models
from django.db.models import Q

from gongxin.core.text import Text


class Notice(models.Model):
    """One thing that one receiver is told; ``key`` makes sure that it is told once.

    ``kind`` groups notices for filters (``case``, ``deadline``, ``window``, ``commitment``, …),
    ``link`` is a path within this service, ``due_on`` the day by which something should be done.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30)
    text_zh = models.TextField()
    text_en = models.TextField()
    link = models.CharField(max_length=300)
    department = models.ForeignKey("accounts.Department", models.PROTECT, null=True)
    subject = models.ForeignKey("subjects.Subject", models.PROTECT, null=True)
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True)
    due_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True)  # null: not mailed, or nobody to mail it to

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(department__isnull=False, subject=None, user=None)
                | Q(department=None, subject__isnull=False, user=None)
                | Q(department=None, subject=None, user__isnull=False),
                name="notice_one_receiver",
            )
        ]
        indexes = [
            models.Index(fields=["department", "-id"], name="notice_department"),
            models.Index(fields=["subject", "-id"], name="notice_subject"),
        ]

    @property
    def text(self) -> Text:
        """What is said, in both languages."""
        return Text(self.text_zh, self.text_en)


class NoticeReading(models.Model):
    """That a person has read a notice; colleagues read it for themselves."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="readings")
    user = models.ForeignKey("accounts.User", models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="notice_read_once")]

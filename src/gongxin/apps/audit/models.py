"""The audit trail: who did what to what, and who looked at whose file, when. Append-only."""

import pgtrigger
from django.db import models


class AuditEntry(models.Model):
    """One thing someone did. ``detail`` never holds personal data."""

    at = models.DateTimeField(auto_now_add=True)
    officer = models.ForeignKey("accounts.User", models.PROTECT, null=True)
    department = models.ForeignKey("accounts.Department", models.PROTECT, null=True)
    verb = models.CharField(max_length=40)
    target = models.CharField(max_length=80)  # "submission:12", "record:<uid>", "subject:<code>"
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["target"], name="audit_target")]
        triggers = [
            pgtrigger.Protect(name="audit_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class FileReading(models.Model):
    """That a department looked at what is not public of an organisation's file; append-only.

    The organisation is shown department, time, channel and what was read; who of the department
    it was (``officer``, or the prefix of its API key) is for the credit office only. The public is
    never tracked, nor is the organisation itself.
    """

    class Channel(models.TextChoices):
        OFFICE = "office"
        PORTAL = "portal"
        API = "api"
        COMMAND = "command"

    class What(models.TextChoices):
        FILE = "file"
        RECORD = "record"
        REPORT = "report"
        CASE = "case"

    at = models.DateTimeField(auto_now_add=True)
    subject = models.ForeignKey("subjects.Subject", models.PROTECT, db_index=False)
    department = models.ForeignKey("accounts.Department", models.PROTECT, null=True)
    officer = models.ForeignKey("accounts.User", models.PROTECT, null=True)
    api_key = models.CharField(max_length=8, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    what = models.CharField(max_length=10, choices=What)

    class Meta:
        indexes = [models.Index(fields=["subject", "-id"], name="reading_subject")]
        triggers = [
            pgtrigger.Protect(name="reading_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

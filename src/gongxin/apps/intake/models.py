"""Submissions: a department's file on its way into the credit files."""

from django.db import models


class Submission(models.Model):
    """One file that a department handed in, and how far it has come.

    The raw bytes lie under ``lake/raw/<id>`` until the submission is finished; cleaned rows and
    faults under ``lake/submissions/<id>/`` (``accepted``, ``rejected``, ``issues`` .parquet).
    """

    class State(models.TextChoices):
        RECEIVED = "received"
        CHECKING = "checking"
        LINKING = "linking"
        FILING = "filing"
        FILED = "filed"
        PARTLY_FILED = "partly_filed"
        REJECTED = "rejected"  # no row could be filed, or the file could not be read

    FINISHED = (State.FILED, State.PARTLY_FILED, State.REJECTED)

    item = models.CharField(max_length=40)
    department = models.ForeignKey(
        "accounts.Department", models.PROTECT, related_name="submissions"
    )
    officer = models.ForeignKey("accounts.User", models.PROTECT, null=True)
    channel = models.CharField(max_length=10)  # office, api, command
    filename = models.CharField(max_length=255)
    size = models.BigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    received_on = models.DateField()  # legal day that lateness is measured by
    state = models.CharField(max_length=14, choices=State, default=State.RECEIVED)
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    finished_at = models.DateTimeField(null=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True)
    error = models.JSONField(null=True)  # {code, zh, en} when the file as a whole was refused
    rows = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    refused_persons = models.IntegerField(default=0)
    warned = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    linked = models.IntegerField(default=0)
    unlinked = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    seconds = models.FloatField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["department", "-id"], name="submission_department"),
            models.Index(fields=["sha256"], name="submission_sha256"),
        ]

"""Ledgers, rows to correct, counts of submissions, monthly figures and published bulletins."""

from django.db import models
from django.db.models import Q


class LedgerUpload(models.Model):
    """One file in which a department lists decisions that it made, whether reported or not.

    Its faults lie under ``lake/ledgers/<id>/``, as those of a submission do.
    """

    item = models.CharField(max_length=40)
    department = models.ForeignKey("accounts.Department", models.PROTECT, related_name="ledgers")
    officer = models.ForeignKey("accounts.User", models.PROTECT, null=True)
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    rows = models.IntegerField()
    accepted = models.IntegerField()
    added = models.IntegerField()  # decisions that no earlier file had

    @property
    def faulty(self) -> int:
        """Lines that were left out."""
        return self.rows - self.accepted


class LedgerEntry(models.Model):
    """A decision that a department says it made; ``reported_on`` once a record of it is on file."""

    department = models.ForeignKey("accounts.Department", models.PROTECT, db_index=False)
    item = models.CharField(max_length=40)
    number = models.CharField(max_length=128)
    decided_on = models.DateField()
    upload = models.ForeignKey(LedgerUpload, models.PROTECT, related_name="entries")
    reported_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["department", "item", "number"], name="ledger_once")
        ]
        indexes = [
            models.Index(
                fields=["department", "item"],
                condition=Q(reported_on=None),
                name="ledger_unreported",
            )
        ]


class RejectedRow(models.Model):
    """A row that was sent back, until a later file of the department brings it again.

    ``key`` is the digest of the item's key; ``rejected_on`` the day on which the row was first
    sent back, however often since. It is ``corrected`` by an accepted row and ``repeated`` by one
    that was sent back again, which then waits in its place.
    """

    class State(models.TextChoices):
        OPEN = "open"
        CORRECTED = "corrected"
        REPEATED = "repeated"

    submission = models.ForeignKey("intake.Submission", models.PROTECT, db_index=False)
    row = models.PositiveIntegerField()
    item = models.CharField(max_length=40)
    department = models.ForeignKey("accounts.Department", models.PROTECT, db_index=False)
    key = models.UUIDField()
    rejected_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    closed_by = models.ForeignKey("intake.Submission", models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "row"], name="rejected_row_once")
        ]
        indexes = [
            models.Index(
                fields=["department", "item", "key"],
                condition=Q(state="open"),
                name="rejected_row_open",
            ),
            models.Index(
                fields=["closed_on"], condition=Q(state="corrected"), name="rejected_row_corrected"
            ),
        ]


class SubmissionCount(models.Model):
    """What a finished submission counts for in the measures (``batch.quality.tables.SUBMISSIONS``)."""

    submission = models.OneToOneField("intake.Submission", models.CASCADE, primary_key=True)
    month = models.CharField(max_length=7)  # of receipt
    rows = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    dated = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    cells = models.BigIntegerField(default=0)
    filled = models.BigIntegerField(default=0)
    wrong_codes = models.IntegerField(default=0)


class Figure(models.Model):
    """A measure's numerator and denominator for one item, department, district and month."""

    measure = models.CharField(max_length=30)
    item = models.CharField(max_length=40)
    department = models.ForeignKey("accounts.Department", models.CASCADE, null=True, db_index=False)
    region = models.CharField(max_length=6)
    month = models.CharField(max_length=7)
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["month", "measure"], name="figure_month"),
            models.Index(fields=["department", "measure", "month"], name="figure_department"),
        ]


class Bulletin(models.Model):
    """What the credit office published about a month (``2026-10``) or a quarter (``2026-Q3``).

    ``content`` is :class:`gongxin.apps.quality.bulletin.Content` as JSON: later corrections of the
    data do not change what was published.
    """

    period = models.CharField(max_length=7, unique=True)
    content = models.JSONField()
    officer = models.ForeignKey("accounts.User", models.PROTECT, null=True)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-published_at"]

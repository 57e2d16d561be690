"""Cases: what someone asked for, who must act by when, and everything that happened since.

A case has a row that says how it stands (:class:`Case`), the records it concerns, an append-only
timeline (:class:`CaseEvent`) and papers. Deadlines are dates in the row, so nothing has to run for
a case to be overdue. The outbox is in :mod:`gongxin.apps.cases.outbox_models`.
"""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from gongxin.apps.cases.outbox_models import Delivery, Outbox, UpstreamResult, Webhook

__all__ = [
    "Case",
    "CaseEvent",
    "CasePaper",
    "CaseRecord",
    "Delivery",
    "Outbox",
    "UpstreamResult",
    "Webhook",
]


class Case(models.Model):
    """One matter before one department. ``kind`` and ``state`` as in ``cases.kinds``.

    ``filing`` is shared by the cases of one application that went to several departments.
    ``version`` counts the steps taken: who decides says which one was looked at. ``due_certain``
    is false for a deadline past the known working-day calendar, which is then "not before".
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.CharField(max_length=40, unique=True)
    filing = models.CharField(max_length=36)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    subject = models.ForeignKey("subjects.Subject", models.PROTECT, related_name="cases")
    department = models.ForeignKey("accounts.Department", models.PROTECT, related_name="cases")
    ground = models.CharField(max_length=20, blank=True)
    statement = models.TextField(blank=True)  # what the applicant says
    about = models.JSONField(default=dict)  # what only this kind knows
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    via = models.CharField(max_length=12)  # organisation, window, upstream, department
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_on = models.DateField()  # legal day that terms are counted from
    due_on = models.DateField(null=True)  # last day for the step that must come next
    due_certain = models.BooleanField(default=True)
    answer_by = models.DateField(null=True)  # last day for the answer to the applicant
    answer_certain = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(due_on__isnull=False),
                name="case_open_has_a_deadline",
            )
        ]
        indexes = [
            models.Index(
                fields=["department", "due_on", "id"],
                condition=Q(closed_at=None),
                name="case_open",
            ),
            models.Index(fields=["subject", "-id"], name="case_subject"),
            models.Index(fields=["department", "-id"], name="case_department"),
            models.Index(fields=["filing"], name="case_filing"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseRecord(models.Model):
    """A record that a case concerns, and the revision that the applicant saw."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="concerned")
    record_uid = models.UUIDField()
    item = models.CharField(max_length=40)
    revision = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "record_uid"], name="case_record_once")
        ]
        indexes = [models.Index(fields=["record_uid"], name="case_record_uid")]


class CaseEvent(models.Model):
    """One thing that happened in a case: a step, a message or a paper; append-only.

    ``version`` is that of the case after it. ``due_on`` is the deadline that held before the step,
    "not before" where it is not ``due_certain``. ``days`` are the working days since the step before.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    version = models.PositiveIntegerField()
    verb = models.CharField(max_length=20)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20)
    role = models.CharField(max_length=12)  # as cases.kinds.kind.Role
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(
        "accounts.Department", models.PROTECT, null=True, related_name="+"
    )
    reason_code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)  # the reason in words, or the message
    detail = models.JSONField(default=dict)
    due_on = models.DateField(null=True)
    due_certain = models.BooleanField(default=True)
    days = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="case_event")]
        triggers = [
            pgtrigger.Protect(name="case_event_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class CasePaper(models.Model):
    """A paper in a case: a stored file, a generated letter, or a reference to a department's own.

    Files lie under ``$GONGXIN_HOME/cases`` by their SHA-256; ``reference`` is filled instead where
    the department has the proof in its own records.
    """

    class Kind(models.TextChoices):
        PROOF = "proof"
        COMMITMENT = "commitment"
        DECISION = "decision"
        OTHER = "other"

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=12, choices=Kind)
    source = models.CharField(max_length=12)  # file, department, generated
    filename = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=60, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    reference = models.TextField(blank=True)
    added_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="case_paper_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

"""Records (facts) and acts (decisions about them), on two time axes.

Legal time: ``decided_on``, ``public_from`` … ``public_until`` (the last public day). Knowledge
time: ``known_from`` … ``known_until``. A record's content is never changed: a correction, a link
or a withdrawal closes the row that was known and, where something remains to be known, adds the
next revision under the same ``uid``.
"""

import pgtrigger
from django.db import models
from django.db.models import Q


class Record(models.Model):
    """One revision of one record.

    ``uid`` is the same for all revisions: a UUID made from item, department and key. ``subject``
    is null while the record waits in the linking queue. ``fields`` holds the item's stored fields
    by code, dates as ISO text, money as decimal text. ``stopped_on`` is the day on which an act ended
    publicity, sharing and use early; every later revision keeps it, and ``public_until`` is before it.

    ``shielded_on`` and ``shielded_until`` are the first and last day of a shield during the
    reorganisation of the organisation that it is about; without a last day the end is not known.
    ``prolonged_until``: false papers have it shown at least that long. Later revisions keep them.
    """

    class Change(models.TextChoices):
        SUBMITTED = "submitted"
        CORRECTED = "corrected"
        LINKED = "linked"
        UNLINKED = "unlinked"
        REPAIRED = "repaired"
        RESTORED = "restored"
        SHIELDED = "shielded"
        UNSHIELDED = "unshielded"
        WITHDRAWN = "withdrawn"

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField()
    revision = models.PositiveSmallIntegerField(default=1)
    change = models.CharField(max_length=10, choices=Change, default=Change.SUBMITTED)
    item = models.CharField(max_length=40)
    subject = models.ForeignKey(
        "subjects.Subject", models.PROTECT, null=True, related_name="records", db_index=False
    )
    department = models.ForeignKey(
        "accounts.Department", models.PROTECT, related_name="records", db_index=False
    )
    decided_on = models.DateField()
    fields = models.JSONField()
    digest = models.UUIDField()  # of ``fields``: tells an unchanged row from a corrected one
    severity = models.CharField(max_length=10, blank=True)  # minor, general, serious
    public_from = models.DateField(null=True)  # null: not published
    public_until = models.DateField(null=True)  # null: no set end
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    submission = models.ForeignKey(
        "intake.Submission", models.PROTECT, related_name="records", db_index=False
    )
    row = models.PositiveIntegerField()
    linked_by = models.CharField(max_length=10, blank=True)  # uscc, regno, orgcode, name, officer
    stopped_on = models.DateField(null=True)
    shielded_on = models.DateField(null=True)
    shielded_until = models.DateField(null=True)
    prolonged_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uid", "revision"], name="record_revision"),
            models.UniqueConstraint(
                fields=["uid"], condition=Q(known_until=None), name="record_current"
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "item", "-decided_on"], name="record_subject"),
            # lists and their counts are read from the index alone
            models.Index(
                fields=["item", "-decided_on", "-id"],
                include=[
                    "subject",
                    "department",
                    "public_from",
                    "public_until",
                    "known_from",
                    "known_until",
                    "shielded_on",
                    "shielded_until",
                ],
                name="record_item",
            ),
            models.Index(fields=["submission", "row"], name="record_submission"),
            models.Index(
                fields=["department", "id"],
                condition=Q(subject=None, known_until=None),
                name="record_unlinked",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="record_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="record_content",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["known_until"]),
            ),
            pgtrigger.Protect(
                name="record_closed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__known_until__isnull=False),
            ),
        ]


class Act(models.Model):
    """A decision about a record or a subject: append-only, with officer, basis, reason and time."""

    class Kind(models.TextChoices):
        LINKED = "linked"
        UNLINKED = "unlinked"
        SENT_BACK = "sent_back"
        WITHDRAWN = "withdrawn"
        SUBJECT_CREATED = "subject_created"
        REPAIR_FILED = "repair_filed"
        REPAIR_ACCEPTED = "repair_accepted"
        REPAIR_REFUSED = "repair_refused"
        REPAIR_EXTENDED = "repair_extended"
        REPAIR_GRANTED = "repair_granted"
        REPAIR_DECLINED = "repair_declined"
        REPAIR_WITHDRAWN = "repair_withdrawn"
        REPAIR_REVOKED = "repair_revoked"
        REPAIR_REOPENED = "repair_reopened"
        OBJECTION_FILED = "objection_filed"
        OBJECTION_EXTENDED = "objection_extended"
        OBJECTION_UPHELD = "objection_upheld"
        OBJECTION_REJECTED = "objection_rejected"
        OBJECTION_WITHDRAWN = "objection_withdrawn"
        CORRECTED = "corrected"
        QUASHED = "quashed"
        COMMITMENT_REQUESTED = "commitment_requested"
        COMMITMENT_SIGNED = "commitment_signed"
        COMMITMENT_DECLINED = "commitment_declined"
        COMMITMENT_CANCELLED = "commitment_cancelled"
        COMMITMENT_EXTENDED = "commitment_extended"
        COMMITMENT_KEPT = "commitment_kept"
        COMMITMENT_KEPT_IN_PART = "commitment_kept_in_part"
        COMMITMENT_BROKEN = "commitment_broken"
        COMMITMENT_RELEASED = "commitment_released"
        RECTIFICATION_ORDERED = "rectification_ordered"
        RECTIFICATION_REMINDED = "rectification_reminded"
        RECTIFICATION_TALKED = "rectification_talked"
        RECTIFICATION_REPORTED = "rectification_reported"
        RECTIFICATION_EXTENDED = "rectification_extended"
        RECTIFICATION_RETURNED = "rectification_returned"
        RECTIFICATION_DONE = "rectification_done"
        RECTIFICATION_NOT_DONE = "rectification_not_done"
        RECTIFICATION_REVOKED = "rectification_revoked"
        DECLARATION_MADE = "declaration_made"
        DECLARATION_WITHDRAWN = "declaration_withdrawn"
        DECLARATION_REMOVED = "declaration_removed"
        SHIELDING_FILED = "shielding_filed"
        SHIELDING_GRANTED = "shielding_granted"
        SHIELDING_REFUSED = "shielding_refused"
        SHIELDING_WITHDRAWN = "shielding_withdrawn"
        SHIELDING_PROLONGED = "shielding_prolonged"
        SHIELDING_COMPLETED = "shielding_completed"
        SHIELDING_LIFTED = "shielding_lifted"

    kind = models.CharField(max_length=30, choices=Kind)
    record_uid = models.UUIDField(null=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="acts")
    subject = models.ForeignKey("subjects.Subject", models.PROTECT, null=True, related_name="acts")
    department = models.ForeignKey("accounts.Department", models.PROTECT, null=True)
    officer = models.ForeignKey("accounts.User", models.PROTECT, null=True)
    basis = models.TextField(blank=True)
    reason = models.TextField()
    effective_on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["record_uid"], name="act_record")]
        triggers = [
            pgtrigger.Protect(name="act_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class RecordMark(models.Model):
    """What stands beside a record while a case about it is open, such as "objection pending".

    Kept by the cases room, read wherever a record is shown. ``public`` marks are shown to everyone
    who may see the record, others only beside the case itself.
    """

    record_uid = models.UUIDField()
    stage = models.CharField(max_length=30)
    public = models.BooleanField()
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="marks")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["record_uid"], condition=Q(until=None), name="record_mark_open"),
            models.Index(fields=["case"], condition=Q(until=None), name="record_mark_case"),
        ]

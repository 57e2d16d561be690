"""The audit trail: who did what to what, when. Append-only."""

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

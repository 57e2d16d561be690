"""Credit reports that were handed out, so that anyone can verify one."""

import pgtrigger
from django.db import models


class Report(models.Model):
    """One report on one subject: what it said is kept as digests, not as text.

    ``content_sha256`` is the digest of the public file's canonical JSON when it was issued, and
    ``digests`` has one for each part of it; comparing them with today's tells what has changed.
    ``site`` is the address that the report's code points to: with it the same bytes can be made
    again.
    """

    code = models.CharField(max_length=20, unique=True)
    subject = models.ForeignKey("subjects.Subject", models.PROTECT, related_name="reports")
    as_of = models.DateField()
    language = models.CharField(max_length=2)
    site = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    content_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64, db_index=True)
    counts = models.JSONField()  # {item: number of public records}
    digests = models.JSONField()  # {item, or "subject": SHA-256 of that part}

    class Meta:
        indexes = [
            models.Index(
                fields=["subject", "as_of", "language", "content_sha256"], name="report_same"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="report_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

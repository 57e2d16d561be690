"""Credit reports that were handed out, so that anyone can verify one."""

from django.db import models


class Report(models.Model):
    """One report on one subject: what it said is kept as a digest, not as text.

    ``content_sha256`` is the digest of the public file's canonical JSON on ``as_of``; comparing it
    with today's tells whether the file has changed since.
    """

    code = models.CharField(max_length=20, unique=True)
    subject = models.ForeignKey("subjects.Subject", models.PROTECT, related_name="reports")
    as_of = models.DateField()
    language = models.CharField(max_length=2)
    created_at = models.DateTimeField(auto_now_add=True)
    content_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    counts = models.JSONField()  # {item: number of public records}

"""Credit subjects: organisations, their names and numbers, and what people judged about them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Subject(models.Model):
    """An organisation with a Unified Social Credit Code; never a natural person.

    ``in_register`` is false while only other departments' records name the organisation.
    ``declared_until`` is the last day on which a self-declaration of it is shown, if one is.
    """

    code = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)  # gongxin.core.identifiers.uscc.kind_of(code).key
    region = models.CharField(max_length=6)
    industry = models.CharField(max_length=8, blank=True)
    status = models.CharField(max_length=40, blank=True)
    in_register = models.BooleanField(default=False)
    declared_until = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class SubjectName(models.Model):
    """A name an organisation bears or bore; ``normalised`` is ``core.names.normalise(name)``."""

    class Kind(models.TextChoices):
        CURRENT = "current"
        FORMER = "former"

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    normalised = models.CharField(max_length=200)
    region = models.CharField(
        max_length=6
    )  # the subject's, so that name + region is one index look-up
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CURRENT)
    grams = models.GeneratedField(  # distinct 1- and 2-grams, as core.names.grams
        expression=models.Func("normalised", function="gongxin_grams"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "normalised"], name="subject_name_once")
        ]
        indexes = [
            GinIndex(fields=["grams"], name="subject_name_grams"),
            models.Index(fields=["normalised", "region"], name="subject_name_exact"),
        ]


class SubjectIdentifier(models.Model):
    """A number an organisation bears besides its code; ``scheme`` as in ``core.identifiers``."""

    class Scheme(models.TextChoices):
        ORGCODE = "orgcode"
        REGNO = "regno"

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value", "subject"], name="identifier_once")
        ]


class Judgement(models.Model):
    """What a person decided about an unlinked row and an organisation; outlives re-runs.

    ``signature`` is the digest of what the row says about its subject (numbers, name, region), so
    the judgement also holds for the next row that says the same.
    """

    class Verdict(models.TextChoices):
        SAME = "same"
        NOT_SAME = "not_same"
        UNSURE = "unsure"

    signature = models.CharField(max_length=64)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="judgements")
    verdict = models.CharField(max_length=10, choices=Verdict)
    officer = models.ForeignKey("accounts.User", models.PROTECT)
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["signature"], name="judgement_signature")]

"""Who works here: departments, their people, and the keys of their machines."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q


class Department(models.Model):
    """A body that submits records, known by its Unified Social Credit Code."""

    code = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=40)  # matched with an item's ``submitters``
    region = models.CharField(max_length=6)
    is_credit_office = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who signs in; acts for one department or for one organisation, never for both."""

    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="users"
    )
    subject = models.ForeignKey(
        "subjects.Subject", models.PROTECT, null=True, blank=True, related_name="users"
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(department=None) | Q(subject=None), name="user_one_side"
            )
        ]


class ApiKey(models.Model):
    """A department's key for ``/api/v1``; only its SHA-256 is kept."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="api_keys")
    label = models.CharField(max_length=100)
    prefix = models.CharField(max_length=8, unique=True)
    key_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

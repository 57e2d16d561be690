import pytest
from django.db import DatabaseError, transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.audit.models import AuditEntry


def test_an_entry_says_who_did_what(clerk: User) -> None:
    write_entry(
        officer=clerk,
        department=clerk.department,
        verb="receive_submission",
        target="submission:1",
        detail={"size": 3},
    )
    entry = AuditEntry.objects.get()
    assert (entry.officer, entry.verb, entry.detail) == (clerk, "receive_submission", {"size": 3})


def test_an_entry_cannot_be_changed_or_deleted(clerk: User) -> None:
    entry = write_entry(officer=clerk, department=None, verb="test", target="x:1")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.update(verb="forged")
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()
    assert AuditEntry.objects.get().verb == "test"

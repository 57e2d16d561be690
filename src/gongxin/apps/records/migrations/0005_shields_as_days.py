from datetime import UTC, datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STOPS = ("repaired", "shielded", "withdrawn")
SAME = (
    "uid",
    "item",
    "subject_id",
    "department_id",
    "decided_on",
    "fields",
    "digest",
    "severity",
    "submission_id",
    "row",
    "linked_by",
)


def shields_as_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A shield was a stop that an act undid: now it is one whose end is not known yet."""
    records = apps.get_model("records", "Record").objects
    now = datetime.now(UTC)
    for record in records.filter(known_until=None, stopped_on__isnull=False).iterator():
        earlier = records.filter(uid=record.uid).order_by("-revision")
        if getattr(earlier.filter(change__in=STOPS).first(), "change", "") != "shielded":
            continue
        before = earlier.filter(stopped_on=None).first() or record
        records.filter(pk=record.pk).update(known_until=now)
        records.create(
            **{name: getattr(record, name) for name in SAME},
            revision=record.revision + 1,
            change="shielded",
            known_from=now,
            public_from=before.public_from,
            public_until=before.public_until,
            shielded_on=record.stopped_on,
        )


class Migration(migrations.Migration):
    dependencies = [("records", "0004_shield_days")]

    operations = [migrations.RunPython(shields_as_days, migrations.RunPython.noop)]

"""What a report needs to be made again byte by byte, and to say which part of a file changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.RenameField("report", "created_at", "issued_at"),
        migrations.AlterField("report", "issued_at", models.DateTimeField()),
        migrations.AddField(
            "report",
            "site",
            models.CharField(max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "report", "digests", models.JSONField(default=dict), preserve_default=False
        ),
        migrations.AlterField(
            "report", "pdf_sha256", models.CharField(db_index=True, max_length=64)
        ),
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["subject", "as_of", "language", "content_sha256"], name="report_same"
            ),
        ),
    ]

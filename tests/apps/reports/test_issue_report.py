"""Issuing: one code a day for one file, the same bytes every time, an entry in the audit trail."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings
from tests.apps.reports.conftest import FileRecord

from gongxin.apps.audit.models import AuditEntry
from gongxin.apps.records.models import Record
from gongxin.apps.reports import content as content_module
from gongxin.apps.reports import sheet as sheet_module
from gongxin.apps.reports.actions.issue_report import issue_report
from gongxin.apps.reports.models import Report
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text

SITE = "https://credit.example"


def test_the_same_file_gives_the_same_code_and_bytes(
    subject: Subject, filed: dict[str, Record], file_record: FileRecord
) -> None:
    first = issue_report(subject=subject, language="zh", site=SITE)
    again = issue_report(subject=subject, language="zh", site="http://elsewhere.example")
    assert again.report == first.report
    assert again.pdf == first.pdf
    assert again.sheet.url == f"{SITE}/verify/{first.report.code}"
    english = issue_report(subject=subject, language="en", site=SITE)
    assert english.report.code != first.report.code
    assert english.report.content_sha256 == first.report.content_sha256
    file_record(subject, "honour")
    changed = issue_report(subject=subject, language="zh", site=SITE)
    assert changed.report.code != first.report.code
    assert changed.report.counts["honour"] == 2
    assert Report.objects.count() == 3


def test_issuing_is_written_down_once(subject: Subject, filed: dict[str, Record]) -> None:
    issued = issue_report(subject=subject, language="zh", site=SITE)
    issue_report(subject=subject, language="zh", site=SITE)
    [entry] = AuditEntry.objects.filter(verb="report_issued")
    assert entry.target == f"subject:{subject.code}"
    assert entry.detail == {"report": issued.report.code, "language": "zh"}


def test_another_day_is_another_report(
    subject: Subject, filed: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issue_report(subject=subject, language="zh", site=SITE)
    now = content_module.as_of()
    later = type(now)(now.on + timedelta(days=1), now.known_at, current=True)
    monkeypatch.setattr(content_module, "as_of", lambda: later)
    next_day = issue_report(subject=subject, language="zh", site=SITE)
    assert next_day.report.code != first.report.code
    assert next_day.report.content_sha256 == first.report.content_sha256


def test_after_a_change_of_wording_a_new_code_is_given(
    subject: Subject, filed: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issue_report(subject=subject, language="zh", site=SITE)
    monkeypatch.setitem(sheet_module._LABELS, "TITLE", Text("信用报告", "Report"))
    second = issue_report(subject=subject, language="zh", site=SITE)
    assert second.report.code != first.report.code


def test_the_setting_goes_before_the_visitors_address(
    subject: Subject, filed: dict[str, Record]
) -> None:
    with override_settings(GONGXIN_PUBLIC_URL="https://gongxin.example"):
        issued = issue_report(subject=subject, language="zh", site=SITE)
    assert issued.sheet.url.startswith("https://gongxin.example/verify/")


def test_an_issued_report_cannot_be_changed_or_deleted(
    subject: Subject, filed: dict[str, Record]
) -> None:
    report = issue_report(subject=subject, language="zh", site=SITE).report
    changes: list[Callable[[], object]] = [
        lambda: Report.objects.filter(pk=report.pk).update(pdf_sha256="0" * 64),
        report.delete,
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

"""Verifying: genuine, unknown, malformed; what changed; which file it is."""

import hashlib
from collections.abc import Callable

from tests.apps.reports.conftest import FileRecord, withdraw

from gongxin.apps.records.models import Record
from gongxin.apps.reports.actions.issue_report import issue_report
from gongxin.apps.reports.codes import new_code, spelt
from gongxin.apps.reports.queries import file_digest, report_of_file, verify
from gongxin.apps.subjects.models import Subject


def test_a_genuine_report_whose_file_has_not_changed(
    subject: Subject, filed: dict[str, Record]
) -> None:
    report = issue_report(subject=subject, language="zh").report
    found = verify(spelt(report.code).lower())
    assert (found.state, found.report, found.changed) == ("genuine", report, False)


def test_what_changed_is_named_with_its_numbers(
    subject: Subject, filed: dict[str, Record], file_record: FileRecord
) -> None:
    code = issue_report(subject=subject, language="zh").report.code
    withdraw(filed["penalty"])
    file_record(subject, "honour")
    changes = {one.part: (one.before, one.now) for one in verify(code).changes}
    assert changes == {"penalty": (1, 0), "honour": (1, 2)}


def test_a_correction_shows_with_equal_numbers(
    subject: Subject, filed: dict[str, Record], correct: Callable[..., Record]
) -> None:
    code = issue_report(subject=subject, language="zh").report.code
    correct(filed["penalty"], CF_WSH="公市监罚〔2026〕18号")
    [change] = verify(code).changes
    assert (change.part, change.before, change.now) == ("penalty", 1, 1)


def test_another_name_is_a_change_of_the_organisations_data(
    subject: Subject, filed: dict[str, Record]
) -> None:
    code = issue_report(subject=subject, language="zh").report.code
    Subject.objects.filter(pk=subject.pk).update(name="公信市晨曦机械有限公司")
    [change] = verify(code).changes
    assert (change.part, change.before, change.title.en) == (
        "subject",
        None,
        "Name and register data",
    )


def test_unknown_and_malformed_are_told_apart(db: None) -> None:
    code = new_code()
    assert verify(code).state == "unknown"
    wrong = verify(code[:-1] + ("A" if code[-1] != "A" else "B"))
    assert (wrong.state, wrong.report) == ("malformed", None)
    assert "校验" in wrong.problem.zh
    assert verify("").state == "malformed"


def test_a_file_is_known_by_its_digest(subject: Subject, filed: dict[str, Record]) -> None:
    issued = issue_report(subject=subject, language="zh")
    pieces = [issued.pdf[:1000], issued.pdf[1000:]]
    assert file_digest(pieces) == hashlib.sha256(issued.pdf).hexdigest()
    assert report_of_file(file_digest(pieces)) == issued.report
    assert report_of_file(file_digest([issued.pdf, b" "])) is None

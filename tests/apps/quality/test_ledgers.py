"""Ledgers of decisions: what is taken in, and which decisions were reported."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from tests.apps.quality.conftest import HandIn, figure
from tests.cli.penalties import row

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.audit.models import AuditEntry
from gongxin.apps.errors import Invalid, NotAllowed, NotFound
from gongxin.apps.quality.actions.refresh_figures import refresh_figures
from gongxin.apps.quality.actions.upload_ledger import upload_ledger
from gongxin.apps.quality.models import LedgerEntry, LedgerUpload
from gongxin.core.dates import legal_today


def ledger(*lines: str, header: str = "文书号,决定日期") -> BytesIO:
    return BytesIO("\n".join([header, *lines]).encode())


def upload(officer: User, stream: BytesIO, **changed: Any) -> LedgerUpload:
    values: dict[str, Any] = {
        "item_id": "penalty",
        "department": officer.department,
        "officer": officer,
        "filename": "台账.csv",
        "stream": stream,
    }
    return upload_ledger(**{**values, **changed})


def test_decisions_are_matched_with_records_on_file(hand_in: HandIn, clerk: User) -> None:
    hand_in([row(1, CF_JDRQ="2026-11-02"), row(2, CF_JDRQ="2026-11-02")], on=date(2026, 11, 5))
    made = upload(
        clerk,
        ledger("公市监罚〔2026〕1号,2026-11-02", "公市监罚〔2026〕 3号,2026/11/2"),
    )
    assert (made.rows, made.accepted, made.added) == (2, 2, 2)
    entries = dict(LedgerEntry.objects.values_list("number", "reported_on"))
    assert entries == {"公市监罚〔2026〕1号": date(2026, 11, 5), "公市监罚〔2026〕3号": None}
    hand_in([row(3, CF_JDRQ="2026-11-02")], on=date(2026, 11, 20))
    refresh_figures()
    assert LedgerEntry.objects.get(number="公市监罚〔2026〕3号").reported_on == date(2026, 11, 20)


def test_only_overdue_decisions_count_as_unreported(clerk: User, home: object) -> None:
    today = legal_today()
    upload(clerk, ledger("甲1号,2025-03-03", f"甲2号,{today}"))
    refresh_figures()
    assert figure("reporting_rate", "2025-03") == (0, 1)
    assert figure("reporting_rate") == (0, 0)


def test_faulty_lines_are_left_out_and_told(clerk: User, home: object) -> None:
    made = upload(
        clerk, ledger("甲1号,2025-03-03", ",2025-03-03", "甲2号,2025-02-30", "甲1号,2025-03-03")
    )
    assert (made.rows, made.accepted) == (4, 1)
    assert LedgerEntry.objects.count() == 1


def test_a_second_upload_adds_and_updates(clerk: User, home: object) -> None:
    upload(clerk, ledger("甲1号,2025-03-03"))
    again = upload(clerk, ledger("甲1号,2025-03-04", "甲2号,2025-03-05"))
    assert again.added == 1
    assert dict(LedgerEntry.objects.values_list("number", "decided_on")) == {
        "甲1号": date(2025, 3, 4),
        "甲2号": date(2025, 3, 5),
    }
    assert AuditEntry.objects.filter(verb="upload_ledger").count() == 2


def test_who_may_not(clerk: User, other_department: Department, home: object) -> None:
    with pytest.raises(NotAllowed) as refused:
        upload(clerk, ledger("甲1号,2025-03-03"), department=other_department)
    assert refused.value.code == "not_own_department"
    with pytest.raises(NotFound):
        upload(clerk, ledger("甲1号,2025-03-03"), item_id="registration")
    with pytest.raises(Invalid):
        upload(clerk, BytesIO(b"\x00\x01\x02"))
    assert not LedgerUpload.objects.exists()

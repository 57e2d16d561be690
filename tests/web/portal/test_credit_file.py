from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.portal.conftest import FileRecord, MakeSubject

from gongxin.apps.accounts.models import User
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today


def read(client: Client, subject: Subject, **query: str) -> str:
    response = client.get(f"/subjects/{subject.code}", query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_penalty_shows_date_end_department_state_and_remedies(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject, fields={"CF_WSH": "公市监罚〔2026〕7号"})
    page = read(client, subject)
    assert f'href="/records/{record.uid}"' in page
    for shown in (
        "公市监罚〔2026〕7号",
        record.decided_on.isoformat(),
        str(record.public_until),
        "公信市市场监督管理局",
        'class="state state--published">公示中',
        "提出异议",
        "申请信用修复",
    ):
        assert shown in page


def test_english_is_complete_for_titles_states_and_remedies(
    english: Client, subject: Subject, file_record: FileRecord
) -> None:
    file_record(subject)
    page = read(english, subject)
    assert '<html lang="en">' in page
    for shown in (
        "Administrative penalties",
        "Public until",
        "Published",
        "Gongxin City Administration for Market Regulation",
        "object to",
    ):
        assert shown in page


def test_a_clean_answer_says_what_was_searched_and_when(client: Client, subject: Subject) -> None:
    page = read(client, subject)
    assert "没有查到可公示的信用记录" in page
    assert "行政处罚信息" in page
    assert "截至 " in page


def test_items_without_records_are_named_beside_those_with(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    file_record(subject)
    page = read(client, subject)
    nothing = page.split("没有查到：")[1].split("</p>")[0]
    assert "行政许可信息" in nothing
    assert "行政处罚信息" not in nothing


def test_counts_lead_to_their_section(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    file_record(subject)
    file_record(subject)
    page = read(client, subject)
    assert '<a href="#penalty"><span class="counts__number">2</span>' in page
    assert 'id="penalty"' in page


def test_an_ended_record_is_gone_from_the_present_file(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    ended = file_record(subject, public_until=legal_today() - timedelta(days=1))
    assert str(ended.uid) not in read(client, subject)


def test_a_change_shows_at_once_however_often_the_file_was_read(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    withdrawn = file_record(subject)
    for _ in range(8):  # by now the database answers by a plan that fits any organisation and day
        assert str(withdrawn.uid) in read(client, subject)
    Record.objects.filter(pk=withdrawn.pk).update(known_until=datetime.now(UTC))
    shielded = file_record(subject, shielded_on=legal_today() - timedelta(days=1))
    shown = file_record(subject, shielded_on=legal_today() + timedelta(days=1))
    page = read(client, subject)
    assert str(withdrawn.uid) not in page
    assert str(shielded.uid) not in page
    assert str(shown.uid) in page


def test_a_past_day_is_marked_and_kept_in_links(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    day = legal_today() - timedelta(days=5)
    record = file_record(subject, known_from=datetime.now(UTC) - timedelta(days=20))
    page = read(client, subject, as_of=day.isoformat())
    assert f"您看到的是 {day} 当天终了时的档案" in page
    assert f"/records/{record.uid}?as_of={day}" in page


def test_a_past_day_before_the_record_was_known_is_clean(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    file_record(subject, known_from=datetime.now(UTC) - timedelta(days=2))
    day = legal_today() - timedelta(days=10)
    assert "没有查到可公示的信用记录" in read(client, subject, as_of=day.isoformat())


@pytest.mark.parametrize("seen", ["2026-13-01", "yesterday", "20260101", "２０２６-01-01"])
def test_a_bad_as_of_is_a_clear_400(client: Client, subject: Subject, seen: str) -> None:
    response = client.get(f"/subjects/{subject.code}", {"as_of": seen})
    page = response.content.decode()
    assert response.status_code == 400
    assert seen in page
    assert "例如 2026-11-21" in page


def test_a_future_as_of_is_refused(client: Client, subject: Subject) -> None:
    day = legal_today() + timedelta(days=1)
    response = client.get(f"/subjects/{subject.code}", {"as_of": day.isoformat(), "lang": "en"})
    assert response.status_code == 422
    assert "has not come yet" in response.content.decode()


def test_an_unknown_code_says_what_was_searched(client: Client, db: None) -> None:
    response = client.get("/subjects/913299010000999999")
    assert response.status_code == 404
    assert "已检索全部已登记或被报送过的组织" in response.content.decode()


def test_a_code_in_lower_case_leads_to_the_one_address(
    client: Client, make_subject: MakeSubject
) -> None:
    subject = next(
        s for s in (make_subject(n, f"晨光{n}") for n in range(1, 60)) if not s.code.isdigit()
    )
    response = client.get(f"/subjects/{subject.code.lower()}?as_of=2026-01-01")
    assert response.status_code == 301
    assert response["Location"] == f"/subjects/{subject.code}?as_of=2026-01-01"


def test_a_subject_outside_the_register_is_marked(
    client: Client, make_subject: MakeSubject
) -> None:
    page = read(client, make_subject(3, "公信市远航物流有限公司", in_register=False))
    assert "登记机关的数据中还没有这家组织" in page


def test_the_legal_representative_is_masked_for_the_public(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    file_record(subject, "registration", {"DJ_FDDBR": "李晨光"})
    page = read(client, subject)
    assert "李*" in page
    assert "李晨光" not in page


def test_staff_see_more_and_are_told_so(
    client: Client, subject: Subject, file_record: FileRecord, credit_officer: User
) -> None:
    hidden = file_record(subject, public_from=None, public_until=None)
    assert str(hidden.uid) not in read(client, subject)
    client.force_login(credit_officer)
    response = client.get(f"/subjects/{subject.code}")
    assert str(hidden.uid) in response.content.decode()
    assert "您以工作人员身份查看" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


def test_a_visitor_costs_two_queries_and_no_session(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    file_record(subject)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(f"/subjects/{subject.code}")
    assert len(queries) == 2
    assert not response.cookies


def test_many_records_are_cut_and_the_rest_is_linked(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    for number in range(53):
        file_record(subject, fields={"CF_WSH": f"公市监罚〔2026〕{number}号"})
    page = read(client, subject)
    assert page.count('class="state state--published"') == 50
    assert f'href="/records/penalty?text={subject.code}"' in page
    assert "查看全部 53 条" in page


def test_values_are_escaped(client: Client, subject: Subject, file_record: FileRecord) -> None:
    file_record(subject, fields={"CF_WSH": '<img src=x onerror="1">'})
    page = read(client, subject)
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page

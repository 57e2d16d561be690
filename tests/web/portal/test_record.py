from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.test import Client
from tests.web.portal.conftest import FileRecord

from gongxin.apps.records.models import Act, Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today


def read(client: Client, record: Record, **query: str) -> str:
    response = client.get(f"/records/{record.uid}", query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_record_tells_its_source_basis_and_reckoning(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject, fields={"CF_CFLB": "罚款;没收违法所得", "CF_NR_FK": "2.500000"})
    page = read(client, record)
    for shown in (
        subject.name,
        f"第 {record.submission_id} 批，第 3 行",
        str(record.uid),
        "2.5 万元",
        "种类为“罚款、没收违法所得”",
        f"最后一个公示日是 {record.public_until}",
        "行政处罚法",
        "可以怎么做",
        "提出异议",
    ):
        assert shown in page


def test_a_record_in_english(english: Client, subject: Subject, file_record: FileRecord) -> None:
    record = file_record(subject, fields={"CF_CFLB": "罚款", "CF_NR_FK": "2.500000"})
    page = read(english, record)
    for shown in (
        "25,000 yuan",
        "Kinds of penalty",
        ">Fine<",
        "Law on Administrative Penalties",
        "What can be done",
        f"Submission {record.submission_id}, row 3",
    ):
        assert shown in page


def test_what_is_not_public_is_not_in_the_page(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject, fields={"CF_FRDB": "李晨光", "BZ": "内部备注"})
    page = read(client, record)
    assert "李*" in page
    assert "李晨光" not in page
    assert "内部备注" not in page


def test_a_corrected_record_shows_its_history(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    uid, turn = uuid4(), datetime.now(UTC) - timedelta(days=3)
    file_record(subject, fields={"CF_NR_FK": "0.200000"}, uid=uid, known_until=turn)
    now = file_record(
        subject,
        fields={"CF_NR_FK": "0.300000"},
        uid=uid,
        revision=2,
        change="corrected",
        known_from=turn,
    )
    page = read(client, now)
    assert "修订历史" in page
    assert "<del>0.2 万元</del> → <ins>0.3 万元</ins>" in page
    earlier = read(client, now, as_of=(legal_today() - timedelta(days=6)).isoformat())
    assert "当天终了时的记录" in earlier
    assert "那天之后更正或变更过，这里显示现在的内容" in earlier
    assert "0.2 万元" not in earlier.split("修订历史")[0]
    Act.objects.create(
        kind=Act.Kind.OBJECTION_UPHELD, record_uid=uid, reason="", effective_on=legal_today()
    )
    page = read(client, now)
    assert "<del>更正前的内容不再公开</del> → <ins>0.3 万元</ins>" in page
    assert "0.2 万元" not in page


def test_an_ended_or_unknown_record_is_a_404_that_says_why(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    ended = file_record(subject, public_until=legal_today() - timedelta(days=1))
    for uid in (ended.uid, uuid4()):
        response = client.get(f"/records/{uid}")
        assert response.status_code == 404
        assert "可能已经停止公示" in response.content.decode()


def test_every_item_explains_its_publicity(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    for item_id in ("permit", "serious-list", "abnormal-list", "commitment", "honour"):
        record = file_record(subject, item_id)
        reasons = read(client, record).split("为什么公示，公示到哪天")[1].split("</ul>")[0]
        assert "<li>" in reasons, item_id

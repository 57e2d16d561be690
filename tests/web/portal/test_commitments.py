"""The public page that sums commitments up: figures, filters, pages, CSV, and what it must not show."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from tests.web.portal.conftest import FileRecord, MakeSubject

from gongxin.apps.accounts.models import Department
from gongxin.apps.cases.performance import PerformanceFilters, performance_counts
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import as_of
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today

TODAY = legal_today()


def day(ahead: int) -> str:
    return (TODAY + timedelta(days=ahead)).isoformat()


@pytest.fixture
def town(make_subject: MakeSubject, file_record: FileRecord) -> dict[str, Record]:
    """One commitment of each outcome, and one whose publicity is over."""
    fields = {
        "in_force": {"CN_LYZT": "履行中", "CN_YXQ": day(200)},
        "unsaid": {"CN_LX": "审批替代型"},
        "due_soon": {"CN_LYZT": "履行中", "CN_YXQ": day(30)},
        "lapsed": {"CN_LYZT": "履行中", "CN_YXQ": day(-1)},
        "kept": {"CN_LYZT": "已履行", "CN_YXQ": day(-1), "CN_LX": "审批替代型"},
        "kept_in_part": {"CN_LYZT": "部分履行", "CN_WNRD": day(-3)},
        "broken": {"CN_LYZT": "未履行", "CN_WNRD": day(-3)},
        "over": {"CN_LYZT": "未履行", "CN_WNRD": day(-400)},
    }
    filed = {}
    for number, (name, own) in enumerate(fields.items(), start=1):
        subject = make_subject(number, f"公信市{name}有限公司")
        until = {"public_until": TODAY - timedelta(days=1)} if name == "over" else {}
        filed[name] = file_record(subject, "commitment", own, **until)
    return filed


def names(page: str) -> set[str]:
    return set(re.findall(r"公信市(\w+)有限公司", page))


def body(client: Client, address: str = "/commitments", status: int = 200, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == status
    return str(response.content.decode())


def test_each_commitment_is_counted_once(town: dict[str, Record]) -> None:
    *kinds, every = performance_counts(PerformanceFilters(), as_of=as_of())
    by_kind = {line.kind: line.counts for line in kinds if line.total}
    assert every.counts == {
        "in_force": 2,
        "due_soon": 1,
        "lapsed": 1,
        "kept": 1,
        "kept_in_part": 1,
        "broken": 1,
    }
    assert set(by_kind) == {"审批替代型", "主动公示型"}
    assert (by_kind["审批替代型"]["kept"], by_kind["审批替代型"]["in_force"]) == (1, 1)
    assert sum(line.total for line in kinds) == every.total == len(town) - 1


def test_a_figure_leads_to_what_it_counts(client: Client, town: dict[str, Record]) -> None:
    page = body(client)
    assert names(page) == set(town) - {"over"}
    links = re.findall(r'data-label="[^"]+"><a href="\?([^"#]*)#list">(\d+)</a>', page)
    assert len(links) > 6
    for query, number in links:
        response = client.get("/commitments?" + query.replace("&amp;", "&"))
        assert len(names(response.content.decode())) == int(number)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"outcome": "broken"}, {"broken"}),
        ({"outcome": "due_soon"}, {"due_soon"}),
        ({"kind": "审批替代型"}, {"kept", "unsaid"}),
        ({"kind": "审批替代型", "outcome": "kept"}, {"kept"}),
        ({"kind": "其他"}, set()),
        ({"text": "公信市lapsed有限公司"}, {"lapsed"}),
        ({"made_to": day(-60)}, set()),
    ],
)
def test_filters_narrow(
    client: Client, town: dict[str, Record], query: dict[str, str], found: set[str]
) -> None:
    page = body(client, **query)
    assert names(page.split('id="list"')[1]) == found
    if not found:
        assert "没有符合条件的承诺" in page


def test_what_cannot_be_read_is_said(client: Client, town: dict[str, Record]) -> None:
    for query in ({"kind": "口头"}, {"made_from": "昨天"}, {"page": "x"}, {"outcome": "lost"}):
        page = body(client, status=400, **query)
        assert "没有检索" in page
        assert names(page) == set()
    assert client.get("/commitments.csv", {"outcome": "lost"}).status_code == 400


def test_csv_has_the_same_lines(client: Client, town: dict[str, Record]) -> None:
    response = client.get("/commitments.csv", {"outcome": "broken"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    header, *rows = list(csv.reader(StringIO(text)))
    assert len(rows) == 1
    line = dict(zip(header, rows[0], strict=True))
    assert (line["组织"], line["履约情况"]) == ("公信市broken有限公司", "未履行")
    assert line["认定日期"] == day(-3)
    assert line["公示至"]


def test_a_broken_one_carries_its_end_and_the_ways_out(
    client: Client, town: dict[str, Record]
) -> None:
    page = body(client, outcome="broken")
    assert f"公示至 {town['broken'].public_until}" in page
    assert 'href="/contest"' in page


def test_pages(
    client: Client, subject: Subject, department: Department, file_record: FileRecord
) -> None:
    for number in range(31):
        file_record(subject, "commitment", {"CN_BM": str(number), "CN_LYZT": "履行中"})
    first, second = body(client), body(client, page="2")
    assert first.count('href="/records/') == 30
    assert second.count('href="/records/') == 1
    assert 'href="?page=2"' in first


def test_in_english_and_from_the_menu(client: Client, town: dict[str, Record]) -> None:
    page = body(client, lang="en")
    assert "Due, not checked yet" in page
    assert "In place of an approval" in page
    assert 'href="/commitments"' in body(client, "/")


def test_a_withdrawn_one_is_gone_at_once(client: Client, town: dict[str, Record]) -> None:
    assert "broken" in names(body(client))
    Record.objects.filter(pk=town["broken"].pk).update(known_until=town["broken"].known_from)
    assert "broken" not in names(body(client))

"""After a repair nothing that anyone can open shows the record: all of it is crawled at once."""

import io
import re
import time
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings
from tests.apps.cases.conftest import FileRecord, FileRepair

from gongxin.apps.accounts.actions.create_api_key import create_api_key
from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.revoke_repair import revoke_repair
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.web.api.rates import BUCKETS

_LINK = re.compile(r'(?:href|action|src)="?(/[^"\s>]*)')
_MOST = 400  # pages: a crawl that does not end is a fault


@pytest.fixture(autouse=True)
def _plenty(settings: Settings) -> None:
    settings.GONGXIN_RATE_ANONYMOUS = settings.GONGXIN_RATE_KEY = "100000/s"
    BUCKETS.forget()


class Crawler:
    """Opens every page that can be reached by links, and the addresses that programs read."""

    def __init__(self, client: Client, subject: Subject, record: Record) -> None:
        self.client = client
        day = legal_today().replace(day=1).isoformat()
        code, name = subject.code, subject.name
        self.seeds = [
            "/",
            "/penalties",
            f"/search?q={name}",
            f"/search?q={record.fields['CF_WSH']}",
            f"/subjects/{code}",
            f"/subjects/{code}?as_of={day}",
            f"/subjects/{code}/report",
            f"/subjects/{code}/report.pdf",
            f"/records/{record.uid}",
            f"/records/{record.uid}?as_of={day}",
            "/records/penalty.csv",
            f"/records/penalty.csv?as_of={day}",
            f"/penalties?q={record.fields['CF_WSH']}",
            "/api/v1/records?item=penalty",
            f"/api/v1/records?item=penalty&as_of={day}",
            f"/api/v1/records/{record.uid}",
            f"/api/v1/subjects/{code}",
            f"/api/v1/subjects/{code}?as_of={day}",
            f"/api/v1/search?q={name}",
        ]
        # what only this record says, however it is written
        self.marks = (record.fields["CF_WSH"], str(record.uid))

    def crawl(self) -> dict[str, str]:
        """Address to text of everything that can be reached; links on pages are followed."""
        found: dict[str, str] = {}
        waiting = list(self.seeds)
        while waiting:
            address = waiting.pop(0)
            if address in found:
                continue
            assert len(found) < _MOST, f"the crawl does not end: {list(found)[-5:]}"
            found[address] = text = self.text(address)
            for link in _LINK.findall(text):
                target = urljoin(address, link.replace("&amp;", "&")).split("#")[0]
                if self.wanted(target):
                    waiting.append(target)
        return found

    def wanted(self, address: str) -> bool:
        path = urlsplit(address).path
        return not path.startswith(("/static/", "/office/", "/language/", "/api/v1/docs"))

    def text(self, address: str) -> str:
        answer = self.client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if content.startswith(b"%PDF-"):
            pages = PdfReader(io.BytesIO(content)).pages
            return "".join(page.extract_text() for page in pages).replace("\n", "")
        return bytes(content).decode("utf-8", "replace")

    def shows(self, address: str, text: str) -> bool:
        """Whether the record is there; what the visitor typed into the address does not count."""
        return any(mark in text for mark in self.marks if mark not in address)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_public_shows_a_repaired_record(
    language: str, subject: Subject, file_record: FileRecord, filed: FileRepair, clerk: User
) -> None:
    record, other = file_record(subject), file_record(subject)
    client = Client(headers={"accept-language": language})
    client.cookies["gongxin_language"] = language
    crawler = Crawler(client, subject, record)
    before = crawler.crawl()
    showing = [address for address, text in before.items() if crawler.shows(address, text)]
    kinds = ("/subjects/", "/records/", "/penalties", "/api/v1/", "report.pdf", ".csv")
    for kind in kinds:
        assert any(kind in address for address in showing), f"never seen under {kind}"
    case = filed(record)
    accept_repair(officer=clerk, number=case.number)
    grant_repair(officer=clerk, number=case.number)
    granted = time.monotonic()
    first = crawler.text(f"/subjects/{subject.code}")
    assert time.monotonic() - granted < 1, "too slow to say what was shown within a second"
    assert not crawler.shows("", first)
    left = [address for address in showing if crawler.shows(address, crawler.text(address))]
    assert left == []
    after = crawler.crawl()
    assert [address for address, text in after.items() if crawler.shows(address, text)] == []
    # the other record is still there: the crawl would have found this one
    assert other.fields["CF_WSH"] in after[f"/subjects/{subject.code}"]


def test_no_other_department_sees_or_uses_it_and_false_papers_bring_it_back(
    subject: Subject,
    record: Record,
    filed: FileRepair,
    clerk: User,
    other_department: Department,
) -> None:
    key = create_api_key(department=other_department, label="业务系统")
    program = Client(headers={"authorization": f"Bearer {key}"})
    crawler = Crawler(program, subject, record)
    api = [address for address in crawler.seeds if address.startswith("/api/")]
    assert any(crawler.shows(address, crawler.text(address)) for address in api)
    case = filed(record)
    accept_repair(officer=clerk, number=case.number)
    grant_repair(officer=clerk, number=case.number)
    assert [one for one in api if crawler.shows(one, crawler.text(one))] == []
    revoke_repair(officer=clerk, number=case.number, reason_code="false_papers")
    assert any(crawler.shows(address, crawler.text(address)) for address in api)

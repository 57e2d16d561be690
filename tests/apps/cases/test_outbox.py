"""Subscribers are told everything once it is committed, in order, again where they ask for it."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from tests.apps.cases.conftest import FileRecord, FileRepair

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.add_webhook import add_webhook
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.replay_webhook import replay_webhook
from gongxin.apps.cases.actions.revoke_repair import revoke_repair
from gongxin.apps.cases.delivering import NotDelivered, deliver_to, signature
from gongxin.apps.cases.models import Delivery, Webhook
from gongxin.apps.errors import Conflict, Invalid, NotAllowed
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject


class Receiver:
    """A real HTTP server that keeps what it is told, and refuses while ``broken``."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.signed: list[tuple[str, bytes]] = []
        self.broken = False
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if not receiver.broken:
                    receiver.got.append(json.loads(body))
                    receiver.signed.append((self.headers["Gongxin-Signature"], body))
                self.send_response(503 if receiver.broken else 204)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Keeps the test's output clean."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/told"
        Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.server.shutdown()


@pytest.fixture
def webhook(receiver: Receiver, credit_officer: User) -> Webhook:
    return add_webhook(url=receiver.url, label="上级平台", officer=credit_officer)


def test_everything_is_told_in_order_signed_and_again_on_request(
    webhook: Webhook,
    receiver: Receiver,
    file_record: FileRecord,
    subject: Subject,
    filed: FileRepair,
    clerk: User,
) -> None:
    first, second = file_record(subject), file_record(subject)
    for record in (first, second):
        case = filed(record)
        accept_repair(officer=clerk, number=case.number)
        grant_repair(officer=clerk, number=case.number)
    revoke_repair(officer=clerk, number=case.number, reason_code="false_papers")
    receiver.broken = True
    with pytest.raises(NotDelivered):
        deliver_to(webhook.pk)
    assert Delivery.objects.get().status == 503
    receiver.broken = False
    assert deliver_to(webhook.pk) == 3
    assert [one["kind"] for one in receiver.got] == [
        "record_repaired",
        "record_repaired",
        "record_restored",
    ]
    assert [one["record"] for one in receiver.got] == [
        str(first.uid),
        str(second.uid),
        str(second.uid),
    ]
    assert all(mark == signature(webhook.secret, body) for mark, body in receiver.signed)
    assert deliver_to(webhook.pk) == 0  # nothing twice
    told = list(receiver.got)
    replay_webhook(url=webhook.url)
    assert deliver_to(webhook.pk) == 3
    assert receiver.got == told * 2
    replay_webhook(url=webhook.url, after=told[1]["id"])
    assert deliver_to(webhook.pk) == 1


def test_what_is_undone_is_told_to_nobody(
    webhook: Webhook, receiver: Receiver, record: Record, filed: FileRepair, clerk: User
) -> None:
    case = filed(record)
    with pytest.raises(Conflict):
        grant_repair(officer=clerk, number=case.number)  # not accepted yet
    assert deliver_to(webhook.pk) == 0


def test_only_the_credit_office_adds_http_addresses_once(
    webhook: Webhook, clerk: User, credit_officer: User
) -> None:
    with pytest.raises(NotAllowed):
        add_webhook(url="https://example.org/", label="", officer=clerk)
    for url in ("ftp://example.org/", "file:///etc/hosts", "example.org"):
        with pytest.raises(Invalid):
            add_webhook(url=url, label="", officer=credit_officer)
    with pytest.raises(Conflict):
        add_webhook(url=webhook.url, label="", officer=credit_officer)

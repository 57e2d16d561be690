"""Corrected, withdrawn, sent twice, linked and unlinked: what stands, and what stays on file."""

from collections.abc import Callable

from django.test import Client
from tests.acceptance.conftest import HandIn
from tests.acceptance.rows import Row, csv_file, penalty, registered

from gongxin.apps.accounts.models import User
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.actions.link_record import link_record
from gongxin.apps.records.actions.unlink_record import unlink_record
from gongxin.apps.records.actions.withdraw_record import withdraw_record
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import acts_about, as_of, credit_file, history
from gongxin.apps.records.visibility import FULL
from gongxin.apps.subjects.queries import find_subject
from gongxin.core.identifiers import regno, uscc

Register = Callable[..., Submission]
CODE = uscc.make("91", "329901", "00000201")
NUMBER = regno.make("32990000000201")
NAME = "公信市松涛建材有限公司"
NOBODY = {"CF_XDR_SHXYM": "", "CF_XDR_GSZC": "", "CF_XDR_ZZJG": ""}
EVIDENCE: dict[str, Row] = {
    "代码": {"CF_XDR_SHXYM": CODE},
    "注册号": {"CF_XDR_GSZC": NUMBER},
    "机构代码": {"CF_XDR_ZZJG": CODE[8:17]},
    "名称": {},
}
ADDRESSES = ("/subjects/{code}", "/penalties", "/records/penalty.csv", "/records/{uid}", "/")


def current(number: str) -> Record:
    return Record.objects.get(fields__CF_WSH=number, known_until=None)


def body(visitor: Client, address: str) -> str:
    response = visitor.get(address)
    streamed = getattr(response, "streaming_content", None)
    return (b"".join(streamed) if streamed else response.content).decode()


def shown_publicly(uid: object, code: str, text: str) -> list[str]:
    """The public addresses at which ``text`` can be read."""
    addresses = [address.format(code=code, uid=uid) for address in ADDRESSES]
    addresses += [
        f"/api/v1/subjects/{code}",
        f"/api/v1/records/{uid}",
        "/api/v1/records?item=penalty",
    ]
    visitor = Client()
    return [a for a in addresses if text in body(visitor, a)]


def test_a_corrected_row_supersedes_and_the_earlier_one_stays(hand_in: HandIn) -> None:
    row = penalty(1, CF_XDR_SHXYM=CODE, CF_XDR_MC=NAME, CF_SY="第一次填写的事实")
    hand_in(row)
    done = hand_in({**row, "CF_SY": "更正后的事实"}, penalty(2))
    assert (done.accepted, done.unchanged) == (2, 0)
    (first, second) = Record.objects.filter(fields__CF_WSH=row["CF_WSH"]).order_by("revision")
    assert (first.uid, first.known_until) == (second.uid, second.known_from)
    assert (second.change, second.fields["CF_SY"]) == ("corrected", "更正后的事实")
    subject = find_subject(CODE)
    assert subject is not None
    (shown,) = credit_file(subject, as_of=as_of()).records
    assert {f.code: v for f, v in shown.fields}["CF_SY"] == "更正后的事实"
    told = [(r.revision, r.state) for r in history(first.uid, viewer=FULL)]
    assert told == [(2, "published"), (1, "superseded")]
    assert "第一次填写的事实" in Client().get(f"/records/{first.uid}").content.decode()


def test_a_withdrawn_record_is_nowhere_public_and_stays_for_staff(
    hand_in: HandIn, credit_officer: User
) -> None:
    row = penalty(1, CF_WSH="公市监罚〔2026〕7701号", CF_XDR_SHXYM=CODE, CF_XDR_MC=NAME)
    hand_in(row)
    uid = current(row["CF_WSH"]).uid
    assert len(shown_publicly(uid, CODE, row["CF_WSH"])) >= 5
    withdraw_record(officer=credit_officer, uid=uid, reason="复议机关已撤销决定")
    assert shown_publicly(uid, CODE, row["CF_WSH"]) == []
    assert Client().get(f"/records/{uid}").status_code == 404
    assert history(uid) == []
    assert [r.state for r in history(uid, viewer=FULL)] == ["withdrawn"]
    assert [act.reason for act in acts_about(uid, viewer=FULL)] == ["复议机关已撤销决定"]


def test_the_same_file_twice_files_nothing_twice(hand_in: HandIn) -> None:
    rows = [penalty(number) for number in range(1, 6)]
    first = hand_in(*rows)
    again = hand_in(*rows)
    reordered = hand_in(content=csv_file("penalty", list(reversed(rows)), "gb18030"))
    assert (first.unchanged, again.unchanged, reordered.unchanged) == (0, 5, 5)
    assert (again.duplicate_of, reordered.duplicate_of) == (first, None)
    assert Record.objects.count() == 5


def test_a_link_by_an_officer_outlives_the_row_coming_again(
    hand_in: HandIn, register: Register, clerk: User
) -> None:
    register(registered(CODE, NAME))
    row = penalty(1, CF_XDR_MC="松涛建材", **NOBODY)
    hand_in(row)
    link_record(officer=clerk, uid=current(row["CF_WSH"]).uid, code=CODE, reason="地址一致")
    assert hand_in(row, penalty(2)).unchanged == 1
    hand_in({**row, "CF_SY": "更正后的事实"})
    hand_in(penalty(3, CF_WSH="另一文号", CF_XDR_MC="松涛建材", **NOBODY))
    for number in (row["CF_WSH"], "另一文号"):
        linked = current(number)
        assert linked.subject is not None, number
        assert (linked.subject.code, linked.linked_by) == (CODE, "officer")


def test_an_undone_link_does_not_come_back(
    hand_in: HandIn, register: Register, credit_officer: User
) -> None:
    register(registered(CODE, NAME, DJ_GSZC=NUMBER))
    rows = [
        penalty(n, **{"CF_WSH": by, "CF_XDR_MC": NAME, **NOBODY, **says})
        for n, (by, says) in enumerate(EVIDENCE.items())
    ]
    assert hand_in(*rows).linked == len(rows)
    for row in rows:
        uid = current(row["CF_WSH"]).uid
        unlink_record(officer=credit_officer, uid=uid, reason="同名不同主体")
    assert hand_in(*rows, penalty(9)).unlinked == len(rows)
    hand_in(*({**row, "CF_SY": "更正后的事实"} for row in rows))
    hand_in(*({**row, "CF_WSH": f"另一{row['CF_WSH']}"} for row in rows))
    for by in EVIDENCE:
        assert current(by).fields["CF_SY"] == "更正后的事实"
        assert [number for number in (by, f"另一{by}") if current(number).subject] == []


def test_a_waiting_row_links_itself_once_the_register_knows_the_organisation(
    hand_in: HandIn, register: Register
) -> None:
    row = penalty(1, CF_XDR_MC=NAME, **NOBODY)
    assert hand_in(row).unlinked == 1
    register(registered(CODE, NAME))
    done = hand_in(row, penalty(2))
    assert (done.linked, done.unlinked) == (2, 0)
    linked = current(row["CF_WSH"])
    assert linked.subject is not None
    assert (linked.subject.code, linked.linked_by, linked.revision) == (CODE, "name", 2)

"""Cases by API: applying, deciding, papers, objections, results from above, the outbox."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.api.conftest import ROOT, FileRecord

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.audit.readings import readings_of
from gongxin.apps.cases.models import Case
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today

DECIDED = legal_today() - timedelta(days=200)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGXIN_HOME", tmp_path)


@pytest.fixture
def record(subject: Subject, file_record: FileRecord) -> Record:
    return file_record(subject, decided_on=legal_today() - timedelta(days=200))


@pytest.fixture
def owner(subject: Subject) -> Client:
    """The organisation, signed in."""
    client = Client()
    client.force_login(User.objects.create_user("owner", password="x", subject=subject))
    return client


def post(client: Client, path: str, body: dict[str, Any]) -> Any:
    """As a signed-in person's page sends it, with the token against forgery."""
    client.get("/")
    token = client.cookies.get("csrftoken")
    headers = {"X-CSRFToken": token.value} if token else {}
    return client.post(ROOT + path, body, content_type="application/json", headers=headers)


def applied(program: Client, subject: Subject, record: Record) -> str:
    body = {"subject": subject.code, "records": [str(record.uid)], "signed": True}
    answer = post(program, "/repairs", body | {"officer": "clerk"})
    assert answer.status_code == 201, answer.content.decode()
    return str(answer.json()["cases"][0]["number"])


def test_a_repair_from_application_to_decision(
    program: Client, clerk: User, subject: Subject, record: Record, other_program: Client
) -> None:
    number = applied(program, subject, record)
    assert program.get(f"{ROOT}/records/{record.uid}").json()["state"] == "published"
    listed = program.get(f"{ROOT}/cases", {"open": "true"}).json()
    assert [case["number"] for case in listed["cases"]] == [number]
    assert other_program.get(f"{ROOT}/cases/{number}").status_code == 404
    step = {"verb": "accept", "officer": "clerk", "version": 1}
    accepted = post(program, f"/cases/{number}/act", step)
    assert accepted.status_code == 200, accepted.content.decode()
    assert {"extend", "grant", "decline"} < set(accepted.json()["steps"])
    again = post(program, f"/cases/{number}/act", step)
    assert again.status_code == 409
    assert "clerk" in again.json()["detail"]
    granted = post(program, f"/cases/{number}/act", {"verb": "grant", "officer": "clerk"})
    assert (granted.json()["state"], granted.json()["due"]) == ("granted", None)
    assert Client().get(f"{ROOT}/records/{record.uid}").status_code == 404
    inside = program.get(f"{ROOT}/records/{record.uid}").json()
    assert (inside["state"], inside["stopped"]) == ("ended", legal_today().isoformat())


def test_what_was_repaired_is_no_longer_told_to_other_departments(
    program: Client,
    other_program: Client,
    owner: Client,
    clerk: User,
    subject: Subject,
    record: Record,
) -> None:
    def codes(client: Client) -> list[str]:
        found = client.get(f"{ROOT}/repairable", {"subject": subject.code}).json()["records"]
        return [one["code"] for one in found]

    number = applied(program, subject, record)
    assert codes(other_program) == ["in_hand"]
    for verb in ("accept", "grant"):
        post(program, f"/cases/{number}/act", {"verb": verb, "officer": "clerk"})
    assert [codes(one) for one in (program, owner, other_program)] == [["over"], ["over"], []]
    nobody = Client()
    nobody.force_login(User.objects.create_user("nobody", password="x"))
    assert nobody.get(f"{ROOT}/repairable", {"subject": subject.code}).status_code == 403


def test_the_organisation_learns_which_departments_read_its_case(
    program: Client, owner: Client, clerk: User, subject: Subject, record: Record
) -> None:
    number = applied(program, subject, record)
    before = readings_of(subject).total
    owner.get(f"{ROOT}/cases/{number}")
    assert readings_of(subject).total == before
    program.get(f"{ROOT}/cases/{number}")
    latest = readings_of(subject).readings[0]
    assert (latest.what, latest.channel) == ("case", "api")


def test_last_month_is_answered_with_why_it_is_gone_today(
    program: Client, clerk: User, subject: Subject, record: Record
) -> None:
    number = applied(program, subject, record)
    for verb in ("accept", "grant"):
        post(program, f"/cases/{number}/act", {"verb": verb, "officer": "clerk"})
    day = (legal_today() - timedelta(days=10)).isoformat()
    past = program.get(f"{ROOT}/records/{record.uid}", {"as_of": day}).json()
    assert past["state"] == "published"
    assert past["gone"]["kind"] == "repair_granted"
    assert Client().get(f"{ROOT}/records/{record.uid}", {"as_of": day}).status_code == 404


def test_the_organisation_reads_its_case_adds_a_paper_and_writes(
    owner: Client, program: Client, clerk: User, subject: Subject, record: Record
) -> None:
    assert owner.get(f"{ROOT}/repairable", {"subject": subject.code}).json()["records"][0][
        "qualifies"
    ]
    number = applied(program, subject, record)
    assert owner.get(f"{ROOT}/cases/{number}").json()["roles"] == ["applicant"]
    file = SimpleUploadedFile("缴款.pdf", b"%PDF-1.7 paid")
    form = {"kind": "proof", "officer": "clerk", "file": file}
    added = program.post(f"{ROOT}/cases/{number}/papers", form)
    assert added.status_code == 201, added.content.decode()
    paper = owner.get(f"{ROOT}/cases/{number}/papers/{added.json()['id']}")
    assert paper.content == b"%PDF-1.7 paid"
    bad = SimpleUploadedFile("缴款.pdf", b"MZ not a paper")
    refused = program.post(f"{ROOT}/cases/{number}/papers", {"officer": "clerk", "file": bad})
    assert (refused.status_code, refused.json()["code"]) == (409, "paper_kind")
    said = post(program, f"/cases/{number}/messages", {"text": "请补交凭证", "officer": "clerk"})
    assert said.json()["events"][-1]["reason"] == "请补交凭证"


def test_an_objection_marks_the_record_until_it_is_closed(
    program: Client, clerk: User, subject: Subject, record: Record
) -> None:
    body = {"subject": subject.code, "ground": "content", "statement": "金额有误"}
    answer = post(program, "/objections", body | {"record": str(record.uid), "officer": "clerk"})
    assert answer.status_code == 201, answer.content.decode()
    public = Client().get(f"{ROOT}/records/{record.uid}").json()
    assert public["stage"] == ["objection_pending"]
    step = {"verb": "reject", "reason_code": "matches_document", "officer": "clerk"}
    done = post(program, f"/cases/{answer.json()['number']}/act", step)
    assert done.json()["state"] == "rejected"
    assert Client().get(f"{ROOT}/records/{record.uid}").json()["stage"] == []


def test_results_from_above_are_idempotent_ordered_and_replayable(
    credit_program: Client, program: Client, subject: Subject, record: Record
) -> None:
    def pushed(number: int, result: str) -> dict[str, Any]:
        return {
            "upstream": "national",
            "upstream_id": f"N-{number}",
            "sequence": number,
            "record": str(record.uid),
            "result": result,
            "decided": legal_today().isoformat(),
        }

    assert post(program, "/repair-results", pushed(1, "granted")).status_code == 403
    story = [pushed(1, "declined"), pushed(2, "granted"), pushed(3, "revoked")]
    first = [post(credit_program, "/repair-results", one).json() for one in story]
    assert [one["outcome"] for one in first] == ["applied"] * 3
    assert Client().get(f"{ROOT}/records/{record.uid}").status_code == 200
    revisions = Record.objects.filter(uid=record.uid).count()
    assert [post(credit_program, "/repair-results", one).json() for one in story] == first
    assert Record.objects.filter(uid=record.uid).count() == revisions
    late = post(credit_program, "/repair-results", pushed(2, "granted") | {"upstream_id": "N-late"})
    assert late.json()["outcome"] == "stale"
    assert Client().get(f"{ROOT}/records/{record.uid}").status_code == 200
    other = post(credit_program, "/repair-results", pushed(1, "granted"))
    assert (other.status_code, other.json()["code"]) == (409, "other_push")
    told = credit_program.get(f"{ROOT}/outbox").json()["entries"]
    assert [one["kind"] for one in told] == ["record_repaired", "record_restored"]
    rest = credit_program.get(f"{ROOT}/outbox", {"after": told[0]["id"]}).json()["entries"]
    assert rest == told[1:]


def test_a_result_from_above_may_name_the_record_by_its_own_key(
    credit_program: Client, subject: Subject, file_record: FileRecord, department: Department
) -> None:
    number = "公市监罚〔2026〕12号"
    records = [
        file_record(subject, decided_on=DECIDED, fields={"CF_WSH": wsh, "CF_XDR_MC": subject.name})
        for wsh in (number, "公市监罚〔2026〕13号")
    ]
    code = {"CF_XDR_SHXYM": subject.code}

    def pushed(fields: dict[str, str], **more: Any) -> Any:
        body = {
            "upstream": "national",
            "upstream_id": "N-1",
            "sequence": 1,
            "key": {"item": "penalty", "fields": fields, **more.pop("key", {})},
            "result": "granted",
            "decided": legal_today().isoformat(),
        }
        return post(credit_program, "/repair-results", body | more)

    def refused(answer: Any) -> tuple[int, str]:
        assert answer["Content-Type"] == "application/problem+json"
        return answer.status_code, answer.json()["code"]

    assert refused(pushed(code | {"CF_WSH": "别的文号"})) == (404, "no_record")
    several = pushed(code | {"CF_XDR_MC": subject.name, "CF_CFJGDM": ""})
    assert refused(several)[0] == 422  # an empty value tells nothing
    assert refused(pushed(code | {"CF_XDR_MC": subject.name})) == (409, "bad_key")
    assert refused(pushed(code | {"CF_CFLB": "罚款"})) == (409, "bad_key")
    assert refused(pushed({"CF_WSH": number, "CF_XDR_MC": subject.name})) == (409, "bad_key")
    wrong = pushed(code | {"CF_WSH": number}, key={"item": "no-such-item"})
    assert refused(wrong) == (409, "no_item")
    both = pushed(code | {"CF_WSH": number}, record=str(records[0].uid))
    assert refused(both) == (409, "record_or_key")
    done = pushed(code | {"CF_WSH": "公市监罚[2026] １２号"}, key={"department": department.code})
    assert done.status_code == 200, done.content.decode()
    assert (done.json()["record"], done.json()["outcome"]) == (str(records[0].uid), "applied")
    assert [Client().get(f"{ROOT}/records/{r.uid}").status_code for r in records] == [404, 200]
    # again, by the key or by the id: the same push, and nothing twice
    assert pushed(code | {"CF_WSH": number}).json() == done.json()
    assert (
        pushed(code | {"CF_WSH": number}, key={"department": department.code}).json() == done.json()
    )
    by_id = post(
        credit_program,
        "/repair-results",
        {
            "upstream": "national",
            "upstream_id": "N-1",
            "sequence": 1,
            "record": str(records[0].uid),
            "result": "granted",
            "decided": legal_today().isoformat(),
        },
    )
    assert by_id.json() == done.json()
    assert refused(pushed(code | {"CF_WSH": records[1].fields["CF_WSH"]})) == (409, "other_push")
    file_record(subject, decided_on=DECIDED, fields=records[1].fields)
    twice = pushed(code | {"CF_WSH": records[1].fields["CF_WSH"]}, upstream_id="N-2")
    assert refused(twice) == (409, "several_records")
    assert str(records[1].uid) in twice.json()["detail"]
    assert Case.objects.filter(kind="repair").count() == 1


def test_the_credit_offices_figures(
    credit_program: Client, program: Client, subject: Subject, record: Record, clerk: User
) -> None:
    number = applied(program, subject, record)
    post(program, f"/cases/{number}/act", {"verb": "accept", "officer": "clerk"})
    told = credit_program.get(f"{ROOT}/case-figures", {"kind": "repair"}).json()
    assert [(one["open"], one["overdue"]) for one in told["departments"]] == [(1, 0)]
    assert [(one["verb"], one["median"]) for one in told["steps"]] == [("accept", 0.0)]
    assert program.get(f"{ROOT}/case-figures").status_code == 403

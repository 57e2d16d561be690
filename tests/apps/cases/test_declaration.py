"""Self-declarations: shown apart, only good, only for a time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from threading import Thread

import pytest
from django.db import connection, transaction

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.cases import declaration_limits
from gongxin.apps.cases.actions.make_declaration import make_declaration
from gongxin.apps.cases.actions.remove_declaration import remove_declaration
from gongxin.apps.cases.actions.withdraw_case import withdraw_case
from gongxin.apps.cases.declarations import Declaration, declarations_of
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.papers import Upload
from gongxin.apps.errors import Conflict, Invalid, NotAllowed, TooLarge
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import as_of, credit_file
from gongxin.apps.records.visibility import PUBLIC
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.law.cases import CaseRules, load_case_rules
from gongxin.law.months import add_months

DAY = timedelta(days=1)


@pytest.fixture
def given(owner: User, subject: Subject, credit_office: Department) -> dict[str, object]:
    return {
        "user": owner,
        "subject_code": subject.code,
        "ground": "certificate",
        "title": "质量管理体系认证证书",
        "issuer": "公信认证中心（示例）",
        "happened_on": date(2026, 3, 2),
        "signed": True,
    }


def declared(subject: Subject, on: date | None = None) -> list[Declaration]:
    return declarations_of(Subject.objects.get(pk=subject.pk), on)


def test_it_stands_apart_from_the_records(
    given: dict[str, object], subject: Subject, proof: Upload
) -> None:
    case = make_declaration(**given, proofs=[proof])
    (shown,) = declared(subject)
    assert (shown.number, shown.title) == (case.number, given["title"])
    assert not Record.objects.exists()
    assert credit_file(subject, viewer=PUBLIC, as_of=as_of()).records == []
    assert {paper.kind for paper in case.papers.all()} == {"proof", "commitment"}


def test_its_last_day_is_in_the_row(given: dict[str, object], subject: Subject) -> None:
    last = legal_today() + 3 * DAY
    make_declaration(**given, valid_until=last)
    assert declared(subject, last)
    assert declared(subject, last + DAY) == []
    assert declared(subject, legal_today() - DAY) == []


def test_the_rule_sets_the_longest(given: dict[str, object], subject: Subject) -> None:
    make_declaration(**given, valid_until=date(2099, 12, 31))
    (shown,) = declared(subject)
    assert shown.shown_until.year == legal_today().year + 2


@pytest.mark.parametrize(
    "changed",
    [
        {"ground": "complaint"},
        {"title": ""},
        {"issuer": " "},
        {"signed": False},
        {"happened_on": legal_today() + DAY},
        {"valid_until": legal_today() - DAY},
    ],
)
def test_what_is_no_declaration(given: dict[str, object], changed: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        make_declaration(**{**given, **changed})
    assert not Case.objects.exists()


def test_taken_back_by_itself_removed_by_the_credit_office_alone(
    given: dict[str, object], owner: User, clerk: User, credit_officer: User, subject: Subject
) -> None:
    first, second = make_declaration(**given), make_declaration(**given)
    withdraw_case(user=owner, number=first.number)
    with pytest.raises(NotAllowed):
        remove_declaration(officer=clerk, number=second.number, reason_code="untrue")
    with pytest.raises(NotAllowed):
        remove_declaration(officer=owner, number=second.number, reason_code="untrue")
    remove_declaration(officer=credit_officer, number=second.number, reason_code="untrue")
    assert declared(subject) == []
    with pytest.raises(Conflict):
        withdraw_case(user=owner, number=second.number)


def test_who_declares_nothing_costs_nothing(
    given: dict[str, object],
    owner: User,
    subject: Subject,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    case = make_declaration(**given)
    assert len(declarations_of(Subject.objects.get(pk=subject.pk))) == 1
    withdraw_case(user=owner, number=case.number)
    fresh = Subject.objects.get(pk=subject.pk)
    with django_assert_num_queries(0):
        assert declarations_of(fresh) == []


def small_paper(number: int) -> Upload:
    return Upload(f"{number}.pdf", BytesIO(b"%PDF-1.7"))


def limits(**numbers: int) -> dict[str, CaseRules]:
    """The rules with other limits for declarations."""
    rules = load_case_rules()
    own = rules["declaration"]
    changed = tuple(
        replace(one, number=numbers.get(one.name, one.number)) for one in own.versions[0].limits
    )
    version = replace(own.versions[0], limits=changed)
    return {**rules, "declaration": replace(own, versions=(version,))}


def test_the_limits_stand_in_the_rule_with_their_basis() -> None:
    version = load_case_rules()["declaration"].versions[0]
    assert len(version.limits) == 6
    assert all(one.basis == version.basis and not one.verified for one in version.limits)


@pytest.mark.parametrize(
    ("number", "code"),
    [("declared_in_period", "declared_enough"), ("shown_at_once", "shown_enough")],
)
def test_so_many_and_no_more(
    given: dict[str, object], monkeypatch: pytest.MonkeyPatch, number: str, code: str
) -> None:
    monkeypatch.setattr(declaration_limits, "load_case_rules", lambda: limits(**{number: 2}))
    first = make_declaration(**given)
    make_declaration(**given)
    with pytest.raises(Conflict) as refused:
        make_declaration(**given)
    assert refused.value.code == code
    assert "2" in refused.value.text.zh
    assert Case.objects.count() == 2
    long_ago = add_months(legal_today(), -12)
    withdraw_case(user=given["user"], number=first.number)
    Case.objects.filter(pk=first.pk).update(opened_on=long_ago)
    assert make_declaration(**given).state == "shown"


def test_taking_back_makes_no_room_for_more_in_the_period(
    given: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declaration_limits, "load_case_rules", lambda: limits(declared_in_period=1))
    withdraw_case(user=given["user"], number=make_declaration(**given).number)
    with pytest.raises(Conflict):
        make_declaration(**given)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"statement": "好" * 1001}, "statement_too_long"),
        ({"proofs": [small_paper(n) for n in range(6)]}, "too_many_papers"),
    ],
)
def test_a_declaration_has_a_size(
    given: dict[str, object], changed: dict[str, object], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        make_declaration(**{**given, **changed})
    assert refused.value.code == code
    assert not Case.objects.exists()
    assert make_declaration(**{**given, "statement": "好" * 1000}).statement


def test_papers_have_a_size_together(
    given: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declaration_limits, "load_case_rules", lambda: limits(papers_megabytes=1))
    large = [Upload(f"{n}.pdf", BytesIO(b"%PDF-" + b"x" * 600_000)) for n in range(2)]
    with pytest.raises(TooLarge):
        make_declaration(**{**given, "proofs": large})


def test_nobody_declares_for_another(given: dict[str, object], stranger: User) -> None:
    with pytest.raises(NotAllowed):
        make_declaration(**{**given, "user": stranger})


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_longer_one_counts(given: dict[str, object], subject: Subject) -> None:
    def declare(days: int) -> None:
        make_declaration(**given, valid_until=legal_today() + days * DAY)
        connection.close()

    second = Thread(target=declare, args=(3,))
    with transaction.atomic():
        make_declaration(**given, valid_until=legal_today() + 300 * DAY)
        second.start()
        second.join(timeout=3)  # it waits for the first to commit
    second.join(timeout=30)
    assert len(declared(subject, legal_today() + 3 * DAY)) == 2
    assert len(declared(subject, legal_today() + 300 * DAY)) == 1

"""Search on the real index: what is found, in which order, and never too much."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongxin.apps.subjects import searching
from gongxin.apps.subjects.commonness import _commonness as commonness_kept
from gongxin.apps.subjects.commonness import commonness
from gongxin.apps.subjects.models import Subject, SubjectIdentifier, SubjectName
from gongxin.apps.subjects.queries import find_subject, search_subjects, subject_ids
from gongxin.core.identifiers import regno, uscc
from gongxin.core.names import normalise

Enter = Callable[..., Subject]


@pytest.fixture
def enter(db: None) -> Enter:
    """``enter(name, *former)`` adds an organisation with its names and numbers."""
    numbers = iter(range(1, 1000))

    def make(name: str, *former: str, registration: str = "") -> Subject:
        code = uscc.make("91", "329901", f"{next(numbers):08d}")
        subject = Subject.objects.create(code=code, name=name, kind="company", region="329901")
        for one in (name, *former):
            SubjectName.objects.create(
                subject=subject,
                name=one,
                normalised=normalise(one),
                region="329901",
                kind="current" if one == name else "former",
            )
        SubjectIdentifier.objects.create(
            subject=subject, scheme="orgcode", value=uscc.orgcode_of(code)
        )
        if registration:
            SubjectIdentifier.objects.create(subject=subject, scheme="regno", value=registration)
        return subject

    return make


def names(text: str, **page: int) -> list[str]:
    return [found.name for found in search_subjects(text, **page).subjects]


def test_two_characters_find(enter: Enter) -> None:
    enter("公信市云湖食品有限公司")
    enter("公信市湖云机械厂")
    assert names("云湖") == ["公信市云湖食品有限公司"]
    assert names("湖") == ["公信市湖云机械厂", "公信市云湖食品有限公司"]
    assert names("食品 有限（公司") == []


def test_grams_only_propose(enter: Enter) -> None:
    enter("甲乙丙甲丁甲")
    assert names("丙甲丁") == ["甲乙丙甲丁甲"]
    assert names("乙丙甲乙") == []


def test_order(enter: Enter) -> None:
    enter("新云湖")
    enter("云湖食品有限公司")
    enter("云湖食品")
    enter("清源商贸", "云湖")
    enter("云湖")
    enter("白鹭商贸", "云湖甲")
    assert names("云湖") == [
        "云湖",
        "清源商贸",
        "云湖食品",
        "云湖食品有限公司",
        "白鹭商贸",
        "新云湖",
    ]


def test_one_line_for_an_organisation_with_two_names(enter: Enter) -> None:
    enter("公信市云湖食品有限公司", "公信市云湖食品厂")
    (found,) = search_subjects("云湖食品").subjects
    assert (found.by, found.matched) == ("name", "公信市云湖食品有限公司")
    (former,) = search_subjects("食品厂").subjects
    assert (former.by, former.matched) == ("former_name", "公信市云湖食品厂")


def test_codes_and_older_numbers(enter: Enter) -> None:
    old = regno.make("32990100000007")
    subject = enter("公信市云湖食品有限公司", registration=old)
    enter("公信市另一家有限公司")
    for text, by in {
        subject.code: "code",
        f" {subject.code.lower()[:4]} {subject.code.lower()[4:]}": "code",
        old: "regno",
        uscc.orgcode_of(subject.code): "orgcode",
    }.items():
        (found,) = search_subjects(text).subjects
        assert (found.code, found.by) == (subject.code, by)
    assert len(names("9132")) == 2
    assert names("913") == []
    assert names(subject.code[-6:]) == ["公信市云湖食品有限公司"]


def test_pages(enter: Enter) -> None:
    for number in range(5):
        enter(f"云湖{'甲' * (number + 1)}")
    page = search_subjects("云湖", page=2, size=2)
    assert [found.name for found in page.subjects] == ["云湖甲甲甲", "云湖甲甲甲甲"]
    assert (page.total, page.pages, page.capped) == (5, 3, False)
    assert search_subjects("云湖", page=4, size=2).subjects == []


def test_cap_keeps_the_exact_name(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "CANDIDATES", 3)
    for number in range(6):
        enter(f"云湖{number}号有限公司")
    enter("云湖")
    page = search_subjects("云湖")
    assert (page.total, page.capped, page.subjects[0].name) == (3, True, "云湖")
    assert not search_subjects("云湖1号").capped


def test_a_page_takes_few_queries(enter: Enter, django_assert_num_queries: Any) -> None:
    for number in range(9):
        enter(f"云湖{number}号有限公司")
    commonness()  # once in ten minutes
    with django_assert_num_queries(2):
        assert len(names("云湖")) == 9


@pytest.mark.parametrize(
    "text", ["", "  ", "·", "%", "_", "'", "\\", "\x00", "\ud800", "a" * 5000, "公' | '无"]
)
def test_any_text_is_an_answer(enter: Enter, text: str) -> None:
    enter("公信市云湖食品有限公司")
    assert names(text) == []


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=12))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_part_of_a_name_finds_it(db: None, text: str) -> None:
    stored = normalise(f"前{text}后")
    subject, _ = Subject.objects.get_or_create(
        code=uscc.make("91", "329901", "00000999"),
        defaults={"name": "前后", "kind": "company", "region": "329901"},
    )
    SubjectName.objects.filter(subject=subject).delete()
    if "\x00" not in stored:
        SubjectName.objects.create(
            subject=subject, name="前后", normalised=stored[:200], region="329901"
        )
        assert subject.pk in subject_ids(f"前{text}")


def test_find_subject_in_any_spelling(enter: Enter) -> None:
    subject = enter("公信市云湖食品有限公司")
    assert find_subject(f"  {subject.code.lower()} ") == subject
    assert find_subject("nonsense") is None
    assert find_subject("\x00") is find_subject("\ud800") is None


@pytest.fixture
def counted() -> Iterator[Callable[[], None]]:
    """Have PostgreSQL count the pieces of names anew, as it does from time to time."""

    def count() -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE subjects_subjectname")
        commonness_kept.cache_clear()

    yield count
    commonness_kept.cache_clear()


def test_pieces_are_counted(enter: Enter, counted: Callable[[], None]) -> None:
    for number in range(40):
        enter(f"云湖{number}号{'' if number % 4 else '分'}公司")
    counted()
    assert commonness()["云湖"] == pytest.approx(1.0)
    assert commonness()["分公"] == pytest.approx(0.25)
    assert commonness().get("山海", 0.0) == 0.0


def test_a_common_text_is_looked_for_among_the_first_names(
    enter: Enter, counted: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "CANDIDATES", 5)
    monkeypatch.setattr(searching, "FIRST", 20)
    for number in range(40):
        enter(f"云湖{number}号公司")
    enter("公司")
    counted()
    page = search_subjects("公司")
    assert (page.total, page.capped, page.subjects[0].name) == (5, True, "公司")
    early = {f"云湖{number}号公司" for number in range(20)}
    assert {found.name for found in page.subjects[1:]} < early


def test_what_the_first_names_lack_is_found_in_the_index(
    enter: Enter, counted: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "CANDIDATES", 30)
    monkeypatch.setattr(searching, "FIRST", 10)
    for number in range(40):
        enter(f"云湖{number}号{'' if number < 20 else '分'}公司")
    counted()
    page = search_subjects("分公司")
    assert (page.total, page.capped) == (20, False)
    assert search_subjects("湖分公司").total == 0


def test_common_and_rare_pieces_together_find_exactly(
    enter: Enter, counted: Callable[[], None]
) -> None:
    for number in range(40):
        enter(f"公信市云湖{number}号食品有限公司")
    enter("公信市云湖山海食品有限公司")
    counted()
    assert names("公信市云湖山海食品有限公司") == ["公信市云湖山海食品有限公司"]
    assert names("海食品有限") == ["公信市云湖山海食品有限公司"]
    assert names("海食品有限责任") == []
    assert search_subjects("食品有限公司").total == 41

"""The linking queue: who sees it, and which organisations it proposes."""

from collections.abc import Callable
from typing import Any

import pytest

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import unlinked_for
from gongxin.apps.records.views import Candidate
from gongxin.apps.subjects.models import Subject, SubjectName
from gongxin.core.identifiers import regno
from gongxin.core.names import normalise

FileRecord = Callable[..., Record]
NAME = "公信市晨光机械有限公司"


def test_each_department_sees_its_own(
    file_record: FileRecord,
    other_department: Department,
    clerk: User,
    other_clerk: User,
    credit_officer: User,
) -> None:
    mine = file_record(None)
    theirs = file_record(None, department=other_department)

    def seen(user: User) -> set[object]:
        return {entry.record.id for entry in unlinked_for(user).entries}

    assert seen(clerk) == {mine.uid}
    assert seen(other_clerk) == {theirs.uid}
    assert seen(credit_officer) == {mine.uid, theirs.uid}
    assert unlinked_for(credit_officer, page=2, size=1).total == 2


def test_candidates_with_reasons(
    make_subject: Callable[..., Subject], file_record: FileRecord, clerk: User
) -> None:
    old_number = regno.make("32990100000001")
    named = make_subject(1, NAME)
    numbered = make_subject(2, "公信市晨光机械制造有限公司", regno=old_number)
    renamed = make_subject(3, "公信市朝阳机械有限公司")
    SubjectName.objects.create(
        subject=renamed, name=NAME, normalised=normalise(NAME), region="329901", kind="former"
    )
    make_subject(4, "公信市无关有限公司")
    file_record(
        None, fields={"CF_XDR_MC": "公信市 晨光机械有限公司", "CF_XDR_GSZC": f" {old_number}"}
    )
    (entry,) = unlinked_for(clerk).entries
    assert entry.record.state == "unlinked"
    assert entry.named == "公信市 晨光机械有限公司"
    reasons = {c.subject: (c.reasons_for, c.reasons_against) for c in entry.candidates}
    assert set(reasons) == {named, numbered, renamed}
    assert [text.zh for text in reasons[named][0]] == ["名称完全相同"]
    assert [text.en for text in reasons[renamed][0]] == ["The name is exactly a former name"]
    pros, cons = reasons[numbered]
    assert old_number in pros[0].zh
    assert "Same trade name" in [text.en for text in pros]
    assert [text.zh for text in cons] == ["行业一宽一窄"]


def test_at_most_five_candidates(
    make_subject: Callable[..., Subject], file_record: FileRecord, clerk: User
) -> None:
    for number in range(7):
        make_subject(number, NAME, region=f"32990{1 + number % 2}")
    file_record(None)
    (entry,) = unlinked_for(clerk).entries
    assert len(entry.candidates) == 5


def test_queries_do_not_grow_with_the_page(
    make_subject: Callable[..., Subject],
    file_record: FileRecord,
    clerk: User,
    django_assert_num_queries: Any,
) -> None:
    make_subject(1, NAME)
    for _ in range(6):
        file_record(None)
    clerk.department  # noqa: B018  # loaded with the user on every request
    with django_assert_num_queries(6):
        assert len(unlinked_for(clerk).entries) == 6


@pytest.mark.parametrize(("score", "told"), [(0.9999, "0.99"), (1.0, "1.00"), (0.29, "0.29")])
def test_only_the_same_name_is_as_close_as_one(score: float, told: str) -> None:
    assert Candidate(Subject(), (), (), score=score).closeness == told

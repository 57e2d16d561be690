"""Reading: the file on both time axes, one record, its history, lists."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from gongxin.apps.accounts.models import Department
from gongxin.apps.errors import NotFound
from gongxin.apps.records import finding, subject_rows
from gongxin.apps.records.models import Act, Record
from gongxin.apps.records.queries import (
    RecordFilters,
    as_of,
    credit_file,
    history,
    latest,
    list_records,
    record_by_uid,
)
from gongxin.apps.records.visibility import AUTHORISED, FULL, PUBLIC, Viewer
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today

FileRecord = Callable[..., Record]
TODAY = legal_today()


def days(count: int) -> timedelta:
    return timedelta(days=count)


def revise(record: Record, back: int = 10, **changed: Any) -> Record:
    """The next revision, known for ``back`` days."""
    at = datetime.now(UTC) - days(back)
    Record.objects.filter(pk=record.pk).update(known_until=at)
    values = {f.attname: getattr(record, f.attname) for f in Record._meta.concrete_fields}
    values |= {"id": None, "revision": record.revision + 1, "change": "corrected"}
    return Record.objects.create(**{**values, "known_from": at, "known_until": None, **changed})


def test_file_shows_what_each_level_may_see(subject: Subject, file_record: FileRecord) -> None:
    file_record(subject)
    file_record(subject, public_from=None, public_until=None)
    file_record(subject, public_until=TODAY - days(1))
    public = credit_file(subject, viewer=PUBLIC, as_of=as_of())
    assert public.counts == {"penalty": 1}
    (record,) = public.records
    assert record.state == "published"
    assert record.value("CF_FRDB") == "李*"
    assert record.value("BZ") == record.value("CF_XDR_SWDJ") == ""
    assert [field.code for field, _ in record.headline] == ["CF_WSH", "CF_CFLB", "CF_NR_FK"]
    authorised = credit_file(subject, viewer=AUTHORISED, as_of=as_of())
    assert authorised.records[0].value("CF_XDR_SWDJ") == "329901000000001"
    full = credit_file(subject, viewer=FULL, as_of=as_of())
    assert {r.state for r in full.records} == {"published", "not_published", "ended"}
    assert full.records[0].value("BZ") == "内部备注"
    assert full.records[0].value("CF_FRDB") == "李晨光"


@pytest.mark.parametrize("large", [1, 500])
@pytest.mark.parametrize("past", [False, True])
def test_file_is_cut_but_counted_truly(
    subject: Subject,
    file_record: FileRecord,
    monkeypatch: pytest.MonkeyPatch,
    large: int,
    past: bool,
) -> None:
    monkeypatch.setattr(subject_rows, "LARGE", large)
    for age in range(3):
        file_record(subject, decided_on=TODAY - days(5 + age))
    moment = as_of(TODAY - days(1)) if past else as_of()
    file = credit_file(subject, viewer=PUBLIC, as_of=moment, per_item=2)
    assert file.counts == {"penalty": 3}
    assert [r.decided_on for r in file.records] == [TODAY - days(5), TODAY - days(6)]
    assert len(credit_file(subject, viewer=PUBLIC, as_of=moment).records) == 3


def test_file_of_a_clerk_is_full_for_own_records_only(
    subject: Subject,
    file_record: FileRecord,
    department: Department,
    other_department: Department,
) -> None:
    for owner in (department, other_department):
        file_record(subject, department=owner)
        file_record(subject, department=owner, public_from=None)
    for owner in (department, other_department):
        file = credit_file(subject, viewer=Viewer("full", owner), as_of=as_of())
        assert len(file.records) == 3
        noted = {r.department_code for r in file.records if r.value("BZ")}
        assert noted == {owner.code}


def test_file_takes_one_query_for_any_number_of_records(
    subject: Subject,
    file_record: FileRecord,
    other_department: Department,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(5):
        file_record(subject)
        file_record(subject, item="permit", department=other_department)
    with django_assert_num_queries(1):
        file = credit_file(subject, viewer=PUBLIC, as_of=as_of())
        assert len({record.department for record in file.records}) == 2


def test_register_is_the_newest_registration(subject: Subject, file_record: FileRecord) -> None:
    fields = {"DJ_SHXYM": subject.code}
    file_record(subject, item="registration", fields=fields, decided_on=TODAY - days(900))
    newer = file_record(subject, item="registration", fields=fields, public_until=None)
    file = credit_file(subject, viewer=PUBLIC, as_of=as_of())
    assert file.register is not None
    assert file.register.id == newer.uid


def test_correction_on_the_knowledge_axis(subject: Subject, file_record: FileRecord) -> None:
    first = file_record(subject)
    revise(first, fields={**first.fields, "CF_NR_FK": "0.500000"})

    def fine(back: int, viewer: Viewer) -> list[str]:
        file = credit_file(subject, viewer=viewer, as_of=as_of(TODAY - days(back)))
        return [r.value("CF_NR_FK") for r in file.records]

    assert [fine(back, FULL) for back in (0, 15, 25)] == [["0.500000"], ["0.200000"], []]
    # what was wrong is not to be read by everyone through a past day
    for viewer in (PUBLIC, AUTHORISED, Viewer("authorised", subject_id=subject.pk)):
        assert [fine(back, viewer) for back in (0, 15, 25)] == [["0.500000"], ["0.500000"], []]
    past = as_of(TODAY - days(15))
    clerk = Viewer("full", first.department)
    view = record_by_uid(first.uid, viewer=clerk, as_of=past)
    assert view is not None
    assert view.value("CF_NR_FK") == "0.200000"


def test_after_an_upheld_objection_the_history_does_not_say_what_was_wrong(
    subject: Subject, file_record: FileRecord
) -> None:
    first = file_record(subject)
    revise(first, fields={**first.fields, "CF_NR_FK": "0.500000"})
    assert history(first.uid)[1].value("CF_NR_FK") == "0.200000"  # its department corrected itself
    Act.objects.create(
        kind=Act.Kind.OBJECTION_UPHELD, record_uid=first.uid, reason="", effective_on=TODAY
    )
    now, before = history(first.uid)
    assert now.value("CF_NR_FK") == "0.500000"
    assert (before.value("CF_NR_FK"), before.withheld) == ("", {"CF_NR_FK"})
    assert before.value("CF_WSH") == now.value("CF_WSH")
    assert history(first.uid, viewer=FULL)[1].value("CF_NR_FK") == "0.200000"


def test_publicity_on_the_legal_axis(subject: Subject, file_record: FileRecord) -> None:
    file_record(subject, public_from=TODAY - days(5))
    assert credit_file(subject, as_of=as_of(TODAY - days(5))).records
    assert not credit_file(subject, as_of=as_of(TODAY - days(6))).records


def test_the_past_brings_nothing_back(subject: Subject, file_record: FileRecord) -> None:
    file_record(subject, public_until=TODAY - days(1))
    withdrawn = file_record(subject)
    Record.objects.filter(pk=withdrawn.pk).update(known_until=datetime.now(UTC) - days(1))
    moment = as_of(TODAY - days(3))
    assert credit_file(subject, viewer=PUBLIC, as_of=moment).records == []
    assert credit_file(subject, viewer=AUTHORISED, as_of=moment).records == []
    assert len(credit_file(subject, viewer=FULL, as_of=moment).records) == 2


def test_a_wrong_link_does_not_come_back(
    subject: Subject, make_subject: Callable[..., Subject], file_record: FileRecord
) -> None:
    right = make_subject(2, "公信市云湖食品有限公司")
    wrongly = file_record(subject)
    revise(wrongly, change="linked", subject_id=right.pk)
    moment = as_of(TODAY - days(15))
    assert credit_file(subject, viewer=PUBLIC, as_of=moment).records == []
    assert len(credit_file(subject, viewer=FULL, as_of=moment).records) == 1
    assert len(credit_file(right, viewer=PUBLIC, as_of=as_of()).records) == 1


def test_record_by_uid(subject: Subject, file_record: FileRecord, department: Department) -> None:
    record = file_record(subject)
    view = record_by_uid(record.uid, viewer=PUBLIC, as_of=as_of())
    assert view is not None
    assert (view.id, view.subject_code, view.row) == (record.uid, subject.code, 2)
    assert record_by_uid(uuid4(), viewer=FULL, as_of=as_of()) is None
    Record.objects.filter(pk=record.pk).update(known_until=datetime.now(UTC))
    assert record_by_uid(record.uid, viewer=PUBLIC, as_of=as_of()) is None
    gone = record_by_uid(record.uid, viewer=Viewer("full", department), as_of=as_of())
    assert gone is not None
    assert gone.state == "withdrawn"


def test_other_departments_share_only_what_is_authorised(
    subject: Subject, file_record: FileRecord, other_department: Department
) -> None:
    shown = file_record(subject)
    hidden = file_record(subject, public_from=None)
    colleague = Viewer("full", other_department)
    view = record_by_uid(shown.uid, viewer=colleague, as_of=as_of())
    assert view is not None
    assert view.value("CF_XDR_SWDJ")
    assert not view.value("BZ")
    assert record_by_uid(hidden.uid, viewer=colleague, as_of=as_of()) is None
    Record.objects.filter(pk=shown.pk).update(known_until=datetime.now(UTC))
    assert record_by_uid(shown.uid, viewer=colleague, as_of=as_of()) is None
    assert history(shown.uid, viewer=colleague) == []


def test_history_names_what_became_of_each_revision(
    subject: Subject, file_record: FileRecord
) -> None:
    first = file_record(subject, public_from=None)
    second = revise(first, public_from=TODAY - days(9))
    revise(second, back=5, public_from=TODAY - days(8))
    assert [(r.revision, r.state) for r in history(first.uid, viewer=FULL)] == [
        (3, "published"),
        (2, "superseded"),
        (1, "superseded"),
    ]
    assert [r.revision for r in history(first.uid)] == [3, 2]


def test_lists_are_filtered(
    subject: Subject,
    make_subject: Callable[..., Subject],
    file_record: FileRecord,
    other_department: Department,
) -> None:
    far = make_subject(2, "公信市云湖食品有限公司", region="329902")
    one = file_record(subject, decided_on=TODAY - days(3))
    fields = {"CF_CFLB": "警告;没收违法所得", "CF_WSH": "公环罚〔2026〕7号"}
    two = file_record(far, fields=fields, department=other_department, decided_on=TODAY)

    def found(**filters: Any) -> list[Any]:
        page = list_records("penalty", as_of=as_of(), filters=RecordFilters(**filters))
        assert page.total == len(page.records)
        return [r.id for r in page.records]

    assert found() == [two.uid, one.uid]
    assert found(text="云湖") == found(text=far.code) == [two.uid]
    assert found(text="公环罚〔2026〕7号") == [two.uid]
    assert found(text="没有这样的名称") == found(text="公环罚〔2026〕8号") == []
    assert found(text="云\x00湖") == found(region="\ud800") == []
    assert found(region="329902") == [two.uid]
    assert found(region="3299") == [two.uid, one.uid]
    assert found(department=other_department.code) == [two.uid]
    assert found(kind="没收违法所得") == [two.uid]
    assert found(decided_to=TODAY - days(3)) == [one.uid]
    assert found(decided_from=TODAY - days(2)) == [two.uid]


def test_lists_have_pages_and_a_cap(
    subject: Subject, file_record: FileRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    for age in range(5):
        file_record(subject, decided_on=TODAY - days(age))
    page = list_records("penalty", as_of=as_of(), page=2, size=2)
    assert [r.decided_on for r in page.records] == [TODAY - days(2), TODAY - days(3)]
    assert (page.total_text, page.pages) == ("5", 3)
    assert list_records("penalty", as_of=as_of(), page=9, size=2).records == []
    monkeypatch.setattr(finding, "CAP", 4)
    capped = list_records("penalty", as_of=as_of())
    assert (capped.total_text, capped.capped) == ("4+", True)


def test_list_of_an_item_that_is_unknown_or_closed(subject: Subject) -> None:
    for item in ("nonsense", "honour-internal"):
        with pytest.raises(NotFound):
            list_records(item, as_of=as_of())


def test_latest_over_all_items(
    subject: Subject, file_record: FileRecord, django_assert_num_queries: Any
) -> None:
    old = file_record(subject, decided_on=TODAY - days(9))
    new = file_record(subject, item="permit", decided_on=TODAY - days(1))
    file_record(subject, item="registration", decided_on=TODAY)
    file_record(subject, item="honour-internal", decided_on=TODAY)
    with django_assert_num_queries(2):
        assert [r.id for r in latest(n=5)] == [new.uid, old.uid]
    assert [r.id for r in latest(n=1)] == [new.uid]

"""Two officers at once: one decides, the other is told."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.errors import Conflict
from gongxin.apps.records.actions.link_record import link_record
from gongxin.apps.records.actions.withdraw_record import withdraw_record
from gongxin.apps.records.holding import hold_current
from gongxin.apps.records.models import Act, Record
from gongxin.apps.subjects.models import Subject

Deed = Callable[[], object]


def at_once(*deeds: Deed) -> list[object]:
    """What each deed gave or raised, all begun at the same moment on connections of their own."""
    ready = Barrier(len(deeds))
    results: list[object] = [None] * len(deeds)

    def do(place: int, deed: Deed) -> None:
        try:
            ready.wait(timeout=20)
            results[place] = deed()
        except Exception as error:  # what was raised is the result
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.mark.django_db(transaction=True)
def test_two_officers_link_one_record(
    make_subject: Callable[..., Subject],
    file_record: Callable[..., Record],
    clerk: User,
    credit_officer: User,
) -> None:
    one, two = make_subject(1, "公信市甲厂"), make_subject(2, "公信市乙厂")
    waiting = file_record(None)
    results = at_once(
        lambda: link_record(officer=clerk, uid=waiting.uid, code=one.code, reason="甲"),
        lambda: link_record(officer=credit_officer, uid=waiting.uid, code=two.code, reason="乙"),
    )
    assert sorted(type(result) for result in results if isinstance(result, Conflict)) == [Conflict]
    (linked,) = [result for result in results if isinstance(result, Record)]
    current = Record.objects.get(uid=waiting.uid, known_until=None)
    assert (current.subject_id, current.revision) == (linked.subject_id, 2)
    assert Act.objects.filter(record_uid=waiting.uid).count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_waited_for_a_change_sees_it(
    make_subject: Callable[..., Subject], file_record: Callable[..., Record], clerk: User
) -> None:
    subject = make_subject(1, "公信市甲厂")
    waiting = file_record(None)
    held, go = Barrier(2), Barrier(2)

    def slow_link() -> object:
        with transaction.atomic():
            linked = link_record(officer=clerk, uid=waiting.uid, code=subject.code, reason="甲")
            held.wait(timeout=20)
            go.wait(timeout=20)
        return linked.pk

    def late_withdrawal() -> object:
        held.wait(timeout=20)
        Thread(target=go.wait, args=(20,)).start()
        return withdraw_record(officer=clerk, uid=waiting.uid, reason="乙", revision=1)

    first, second = at_once(slow_link, late_withdrawal)
    assert isinstance(first, int)
    assert isinstance(second, Conflict)
    assert second.code == "record_changed"
    with transaction.atomic():
        assert hold_current(waiting.uid).pk == first

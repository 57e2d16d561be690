"""Two officers decide one case at the same moment: one wins, the other is told by whom and when."""

import pytest
from tests.apps.cases.conftest import FileRepair
from tests.apps.records.test_at_once import at_once

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.actions.accept_repair import accept_repair
from gongxin.apps.cases.actions.decline_repair import decline_repair
from gongxin.apps.cases.actions.file_objection import file_objection
from gongxin.apps.cases.actions.file_repair import file_repair
from gongxin.apps.cases.actions.grant_repair import grant_repair
from gongxin.apps.cases.actions.uphold_objection import uphold_objection
from gongxin.apps.cases.actions.withdraw_case import withdraw_case
from gongxin.apps.cases.models import Case, Outbox
from gongxin.apps.cases.queries import open_cases_about
from gongxin.apps.errors import Conflict
from gongxin.apps.records.models import Act, Record


@pytest.mark.django_db(transaction=True)
def test_one_decides_and_the_other_is_told(record: Record, filed: FileRepair, clerk: User) -> None:
    number = filed(record).number
    accept_repair(officer=clerk, number=number)
    colleague = User.objects.create_user("colleague", password="x", department=clerk.department)
    results = at_once(
        lambda: grant_repair(officer=clerk, number=number, version=2),
        lambda: decline_repair(officer=colleague, number=number, reason="未缴清", version=2),
    )
    (refused,) = [one for one in results if isinstance(one, Conflict)]
    (done,) = [one for one in results if isinstance(one, Case)]
    winner = clerk if done.state == "granted" else colleague
    assert f"{winner.department} {winner.username}" in refused.text.zh
    assert done.opened_at.strftime("%Y-") in refused.text.en
    decisions = ("repair_granted", "repair_declined")
    assert Act.objects.filter(record_uid=record.uid, kind__in=decisions).count() == 1
    assert done.events.count() == 3
    assert Outbox.objects.count() == (1 if done.state == "granted" else 0)


@pytest.mark.django_db(transaction=True)
def test_an_old_version_is_refused_even_where_the_step_would_be_possible(
    record: Record, filed: FileRepair, clerk: User
) -> None:
    number = filed(record).number
    accept_repair(officer=clerk, number=number, version=1)
    with pytest.raises(Conflict) as stale:
        grant_repair(officer=clerk, number=number, version=1)
    assert stale.value.code == "case_moved"


@pytest.mark.django_db(transaction=True)
def test_two_applications_for_one_record_become_one(record: Record, owner: User) -> None:
    call = {
        "user": owner,
        "subject_code": record.subject.code if record.subject else "",
        "uids": [record.uid],
        "signed": True,
    }
    results = at_once(lambda: file_repair(**call), lambda: file_repair(**call))
    assert sum(isinstance(one, Conflict) for one in results) == 1
    assert Case.objects.count() == 1


def contested(record: Record, filed: FileRepair, clerk: User, owner: User) -> Case:
    """An objection to a repair of the record that was declined."""
    number = filed(record).number
    accept_repair(officer=clerk, number=number)
    decline_repair(officer=clerk, number=number, reason="未缴清")
    assert record.subject
    return file_objection(
        user=owner,
        subject_code=record.subject.code,
        ground="repair",
        statement="已经缴清",
        contested=number,
    )


def test_a_record_in_another_repair_by_now_is_not_in_a_reopened_one_too(
    record: Record, filed: FileRepair, clerk: User, owner: User
) -> None:
    objection = contested(record, filed, clerk, owner)
    second = filed(record)
    call = {"officer": clerk, "number": objection.number, "outcome": "upheld", "reason": "已核实"}
    with pytest.raises(Conflict) as refused:
        uphold_objection(**call)
    assert refused.value.code == "repair_in_hand"
    assert second.number in refused.value.text.zh
    objection.refresh_from_db()
    assert objection.closed_at is None  # nothing of it was done
    withdraw_case(user=owner, number=second.number)
    uphold_objection(**call)
    assert open_cases_about(record.uid, "repair").get().number != second.number


@pytest.mark.django_db(transaction=True)
def test_an_application_and_a_reopening_at_once_become_one(
    record: Record, filed: FileRepair, clerk: User, owner: User
) -> None:
    objection = contested(record, filed, clerk, owner)
    call = {"officer": clerk, "number": objection.number, "outcome": "upheld", "reason": "已核实"}
    results = at_once(lambda: filed(record), lambda: uphold_objection(**call))
    assert sum(isinstance(one, Conflict) for one in results) == 1
    assert open_cases_about(record.uid, "repair").count() == 1

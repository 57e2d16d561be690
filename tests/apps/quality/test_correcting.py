"""A file sent again corrects the rows of an earlier one that were sent back."""

from datetime import date

from tests.apps.quality.conftest import HandIn
from tests.cli.penalties import row

from gongxin.apps.accounts.models import User
from gongxin.apps.quality.models import RejectedRow

DECIDED = {"CF_JDRQ": "2026-11-02"}
FIRST, SECOND, THIRD = date(2026, 11, 3), date(2026, 11, 6), date(2026, 11, 10)


def states(submission: object) -> dict[int, str]:
    found = RejectedRow.objects.filter(submission=submission)
    return dict(found.values_list("row", "state"))


def test_a_corrected_row_is_known_by_its_key(hand_in: HandIn) -> None:
    bad = row(2, **DECIDED, CF_NR_FK="3000元")
    first = hand_in([row(1, **DECIDED), bad, row(3, CF_JDRQ="2026-02-30")], on=FIRST)
    assert states(first) == {3: "open", 4: "open"}
    second = hand_in([row(2, **DECIDED)], on=SECOND)
    assert states(first) == {3: "corrected", 4: "open"}
    closed = RejectedRow.objects.get(submission=first, row=3)
    assert (closed.closed_by_id, closed.closed_on) == (second.pk, SECOND)


def test_a_row_sent_back_again_waits_since_the_first_time(hand_in: HandIn) -> None:
    first = hand_in([row(2, **DECIDED, CF_NR_FK="3000元")], on=FIRST)
    second = hand_in([row(2, **DECIDED, CF_NR_FK="4000元")], on=SECOND)
    assert (states(first), states(second)) == ({2: "repeated"}, {2: "open"})
    third = hand_in([row(2, **DECIDED)], on=THIRD)
    assert states(second) == {2: "corrected"}
    assert states(third) == {}
    corrected = RejectedRow.objects.get(state="corrected")
    assert (corrected.rejected_on, corrected.closed_on) == (FIRST, THIRD)


def test_a_row_with_a_fault_in_its_key_is_known_by_the_rest(hand_in: HandIn) -> None:
    first = hand_in([row(2, **DECIDED, CF_WSH=""), row(3, **DECIDED, CF_WSH="")], on=FIRST)
    hand_in([row(2, **DECIDED), row(4, **DECIDED)], on=SECOND)
    assert states(first) == {2: "corrected", 3: "open"}


def test_rows_that_cannot_be_told_apart_are_left_alone(hand_in: HandIn) -> None:
    first = hand_in([row(2, **DECIDED, CF_WSH="")], on=FIRST)
    hand_in([row(2, **DECIDED, CF_WSH="甲1号"), row(2, **DECIDED, CF_WSH="甲2号")], on=SECOND)
    assert states(first) == {2: "open"}


def test_another_department_corrects_nothing(hand_in: HandIn, other_clerk: User) -> None:
    first = hand_in([row(2, **DECIDED, CF_NR_FK="3000元")], on=FIRST)
    hand_in([row(2, **DECIDED)], on=SECOND, officer=other_clerk)
    assert states(first) == {2: "open"}


def test_a_repeated_row_of_one_file_stays_to_be_corrected(hand_in: HandIn) -> None:
    rows = [row(2, **DECIDED), row(2, **DECIDED)]
    first = hand_in(rows, on=FIRST)
    second = hand_in([*rows, row(3, **DECIDED)], on=SECOND)
    assert (states(first), states(second)) == ({3: "repeated"}, {3: "open"})
    hand_in([row(2, **DECIDED), row(4, **DECIDED)], on=THIRD)
    assert states(second) == {3: "corrected"}

"""What submissions count for."""

from datetime import date, timedelta

from tests.apps.quality.conftest import HandIn, counted
from tests.cli.penalties import row

from gongxin.apps.quality.actions.count_submission import count_submission
from gongxin.apps.quality.models import SubmissionCount
from gongxin.core.dates import legal_today
from gongxin.core.workdays import add_working_days

OLD = "2025-03-03"


def test_rows_cells_and_codes_are_counted(hand_in: HandIn) -> None:
    today = f"{legal_today():%Y-%m-%d}"
    wrong = row(3)["CF_XDR_SHXYM"][:-1] + "?"
    person = row(4, CF_XDR_LB="自然人", CF_XDR_MC="张某", CF_XDR_SHXYM="")
    rows = [
        row(1, CF_JDRQ=today),
        row(2, CF_JDRQ=today, BZ="备注"),
        row(3, CF_XDR_SHXYM=wrong),
        person,
    ]
    count = counted(hand_in(rows))
    assert (count.rows, count.accepted, count.wrong_codes) == (3, 2, 1)
    assert count.month == today[:7]
    bare = counted(hand_in([row(11, CF_JDRQ=today), row(12, CF_JDRQ=today, BZ="备注")]))
    assert (bare.cells, bare.filled) == (count.cells, count.filled)
    more = counted(hand_in([row(21, CF_JDRQ=today, BZ="注"), row(22, CF_JDRQ=today, BZ="备注")]))
    assert (more.cells, more.filled - count.filled) == (count.cells, 1)


def test_lateness_is_counted_once_for_a_record(hand_in: HandIn) -> None:
    in_time = f"{legal_today():%Y-%m-%d}"
    first = counted(hand_in([row(1, CF_JDRQ=OLD), row(2, CF_JDRQ=in_time)]))
    assert (first.dated, first.late) == (2, 1)
    again = counted(hand_in([row(1, CF_JDRQ=OLD), row(2, CF_JDRQ=in_time), row(3, CF_JDRQ=OLD)]))
    assert (again.accepted, again.dated, again.late) == (3, 1, 1)


def test_the_seventh_working_day_is_in_time(hand_in: HandIn) -> None:
    decided = date(2026, 9, 30)
    last = add_working_days(decided, 7).on
    assert counted(hand_in([row(1, CF_JDRQ=str(decided))], on=last)).late == 0
    late = hand_in([row(2, CF_JDRQ=str(decided))], on=last + timedelta(days=1))
    assert counted(late).late == 1


def test_the_same_file_again_counts_for_nothing(hand_in: HandIn) -> None:
    rows = [row(1, CF_JDRQ=OLD)]
    hand_in(rows)
    again = hand_in(rows)
    assert again.duplicate_of_id
    assert (counted(again).rows, counted(again).dated) == (0, 0)


def test_counting_twice_changes_nothing(hand_in: HandIn) -> None:
    submission = hand_in([row(1, CF_JDRQ=OLD), row(2, CF_JDRQ="2026-02-30")])
    before = list(SubmissionCount.objects.values())
    count_submission(submission=submission)
    assert list(SubmissionCount.objects.values()) == before

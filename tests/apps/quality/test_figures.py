"""Monthly figures, computed from what was handed in."""

from datetime import date

from tests.apps.quality.conftest import HandIn, figure
from tests.cli.penalties import row

from gongxin.apps.accounts.models import User
from gongxin.apps.quality.actions.refresh_figures import refresh_figures
from gongxin.apps.quality.models import Figure
from gongxin.apps.records.actions.unlink_record import unlink_record
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject

DECIDED = {"CF_JDRQ": "2026-10-30"}


def test_figures_of_two_months(hand_in: HandIn) -> None:
    hand_in([row(1, CF_JDRQ="2026-09-01"), row(2, CF_JDRQ="2026-02-30")], on=date(2026, 9, 8))
    hand_in([row(2, CF_JDRQ="2026-09-01"), row(3, **DECIDED)], on=date(2026, 11, 3))
    assert refresh_figures() == ["2026-09", "2026-10", "2026-11"]
    assert figure("validity_rate", "2026-09") == (1, 2)
    assert figure("validity_rate", "2026-11") == (2, 2)
    assert figure("timeliness_rate", "2026-09") == (1, 1)
    assert figure("timeliness_rate", "2026-11") == (1, 2)
    assert figure("dual_late_rate", "2026-11") == (1, 2)
    assert figure("continuity_rate", "2026-11") == (2, 3)
    days, rows = figure("correction_time", "2026-11")
    assert (days, rows) == (36, 1)


def test_refreshing_again_changes_nothing(hand_in: HandIn) -> None:
    hand_in([row(1, **DECIDED)], on=date(2026, 11, 3))
    refresh_figures()
    before = list(Figure.objects.order_by("measure", "month").values_list("measure", "numerator"))
    refresh_figures(whole=True)
    after = list(Figure.objects.order_by("measure", "month").values_list("measure", "numerator"))
    assert after == before
    assert len(before) > 5


def test_links_that_change_change_the_link_rate(hand_in: HandIn, clerk: User) -> None:
    hand_in([row(1, **DECIDED), row(2, **DECIDED)], on=date(2026, 11, 3))
    refresh_figures()
    assert figure("link_rate", "2026-11") == (2, 2)
    record = Record.objects.get(fields__CF_WSH="公市监罚〔2026〕1号")
    unlink_record(officer=clerk, uid=record.uid, reason="不是同一家")
    refresh_figures()
    assert figure("link_rate", "2026-11") == (1, 2)


def test_coverage_counts_organisations_of_the_register(hand_in: HandIn) -> None:
    hand_in([row(1, **DECIDED), row(2, **DECIDED)], on=date(2026, 11, 3))
    refresh_figures()
    assert figure("coverage_rate", "2026-11") == (0, 0)  # nobody is in the register yet
    Subject.objects.update(in_register=True)
    refresh_figures()
    assert figure("coverage_rate", "2026-11") == (2, 2)

"""The rows behind a department's figures."""

from datetime import date

import pytest
from tests.apps.quality.conftest import HandIn, figure
from tests.cli.penalties import row

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.errors import NotFound
from gongxin.apps.quality.actions.refresh_figures import refresh_figures
from gongxin.apps.quality.behind import rows_behind


def test_as_many_rows_as_speak_against_a_figure(
    hand_in: HandIn, department: Department, other_department: Department, clerk: User
) -> None:
    rows = [
        row(1, CF_JDRQ="2026-09-01"),
        row(2, CF_JDRQ="2026-02-30"),
        row(3, CF_JDRQ="2026-11-02"),
    ]
    submission = hand_in(rows, on=date(2026, 11, 3))
    refresh_figures()
    invalid = rows_behind(department, "validity_rate", "2026-11")
    assert invalid.columns == ("item", "submission", "row")
    assert invalid.rows == (("penalty", submission.pk, 3),)
    late = rows_behind(department, "dual_late_rate", "2026-11")
    assert [line[-1] for line in late.rows] == [2]
    for measure, found in (("validity_rate", invalid), ("timeliness_rate", late)):
        numerator, denominator = figure(measure, "2026-11")
        assert found.total == denominator - numerator
    assert rows_behind(department, "link_rate", "2026-11").total == 0
    assert rows_behind(other_department, "validity_rate", "2026-11").total == 0
    assert rows_behind(department, "validity_rate", "2026-10").total == 0
    with pytest.raises(NotFound):
        rows_behind(department, "loyalty", "2026-11")

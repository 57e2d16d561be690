"""Bulletins: published once, frozen, and readable as PDF; reminders before deadlines."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.errors import Conflict, Invalid, NotAllowed
from gongxin.apps.quality.actions.publish_bulletin import publish_bulletin
from gongxin.apps.quality.bulletin import content_of
from gongxin.apps.quality.bulletin_sheet import sheet_of
from gongxin.apps.quality.bulletins import bulletin_pdf, published_sheet, to_publish
from gongxin.apps.quality.ledger_reminders import unreported_decisions
from gongxin.apps.quality.models import Figure, LedgerEntry, LedgerUpload
from gongxin.apps.quality.periods import read_period

PutFigure = Callable[..., Figure]


@pytest.fixture
def put_figure(department: Department) -> PutFigure:
    """``put_figure("validity_rate", 9, 10)``: of the department's penalties in October."""

    def put(measure: str, numerator: int, denominator: int, **changed: object) -> Figure:
        values: dict[str, object] = {
            "item": "penalty",
            "department": department,
            "region": "329900",
            "month": "2026-10",
        }
        return Figure.objects.create(
            measure=measure, numerator=numerator, denominator=denominator, **{**values, **changed}
        )

    return put


def test_what_was_published_does_not_change(put_figure: PutFigure, credit_officer: User) -> None:
    figure = put_figure("validity_rate", 9, 10)
    publish_bulletin(officer=credit_officer, period="2026-10")
    Figure.objects.filter(pk=figure.pk).update(numerator=1)
    sheet = published_sheet("2026-10", "zh")
    assert [row.cells[:2] for row in sheet.overall.rows if row.name == "合规率"] == [
        ("90.00%", "9 / 10")
    ]
    with pytest.raises(Conflict):
        publish_bulletin(officer=credit_officer, period="2026-10")


def test_who_may_publish_and_what(put_figure: PutFigure, clerk: User, credit_officer: User) -> None:
    put_figure("validity_rate", 9, 10)
    with pytest.raises(NotAllowed):
        publish_bulletin(officer=clerk, period="2026-10")
    for period in ("2026-13", "2090-01", "2026-09"):
        with pytest.raises(Invalid):
            publish_bulletin(officer=credit_officer, period=period)
    assert [one.code for one in to_publish()][:1] == ["2026-10"]


def test_districts_over_half_late_are_named(put_figure: PutFigure) -> None:
    put_figure("dual_late_rate", 51, 100)
    put_figure("dual_late_rate", 50, 100, region="329901")
    sheet = sheet_of(content_of(read_period("2026-10")), "en")
    assert [row.named for row in sheet.districts.rows] == [True, False]
    assert [row.cells[2] for row in sheet.dual.rows][-1] == "50.50%"


def test_a_quarter_pools_its_months_by_count(put_figure: PutFigure) -> None:
    put_figure("validity_rate", 1, 10, month="2026-07")
    put_figure("validity_rate", 90, 90, month="2026-09")
    put_figure("coverage_rate", 1, 10, month="2026-07", department=None)
    put_figure("coverage_rate", 4, 10, month="2026-09", department=None)
    content = content_of(read_period("2026-Q3"))
    assert content.overall["validity_rate"] == (91, 100)
    assert content.overall["coverage_rate"] == (4, 10)  # as it stood at the end


@pytest.mark.parametrize(("language", "said"), [("zh", "质量月报"), ("en", "monthly bulletin")])
def test_the_pdf_holds_the_figures_and_their_definitions(
    put_figure: PutFigure, credit_officer: User, language: str, said: str
) -> None:
    put_figure("validity_rate", 9, 10)
    publish_bulletin(officer=credit_officer, period="2026-10")
    pdf = bulletin_pdf(read_period("2026-10"), language)
    assert pdf == bulletin_pdf(read_period("2026-10"), language)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert said in text
    assert "90.00%" in text
    definition = "通过全部检查的行数" if language == "zh" else "rows that pass every check"
    assert definition in text.replace("\n", "")


def test_a_department_is_reminded_before_the_deadline_once(
    department: Department, clerk: User
) -> None:
    upload = LedgerUpload.objects.create(
        item="penalty",
        department=department,
        filename="台账.csv",
        sha256="0" * 64,
        received_at=datetime.now(UTC),
        rows=3,
        accepted=3,
        added=3,
    )
    for number, reported in (("甲1号", None), ("甲2号", None), ("甲3号", date(2026, 11, 4))):
        LedgerEntry.objects.create(
            department=department,
            item="penalty",
            number=number,
            decided_on=date(2026, 11, 3),
            upload=upload,
            reported_on=reported,
        )
    last = date(2026, 11, 12)
    days = [last + timedelta(days=n) for n in (-3, -2, -1, 0, 1)]
    found = {day: list(unreported_decisions(day)) for day in days}
    assert [len(found[day]) for day in days] == [0, 1, 1, 1, 0]
    reminder = found[last][0]
    assert {one.key for one in (*found[days[1]], *found[days[2]])} == {reminder.key}
    assert (reminder.department, reminder.due_on) == (department, last)
    assert "2 件" in reminder.text.zh
    assert "甲1号" in reminder.text.en

"""Reminders before a reporting deadline passes: from the decisions of ledgers without a record."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from gongxin.apps.accounts.models import Department
from gongxin.apps.notices.reminding.reminder import Reminder
from gongxin.apps.quality.gathering import deadline_of
from gongxin.apps.quality.models import LedgerEntry
from gongxin.core.text import Text
from gongxin.core.workdays import working_days_after
from gongxin.law.load import load_catalogue

AHEAD: Final = 2  # working days before the last day to report
KIND: Final = "deadline"


def unreported_decisions(today: date) -> Iterator[Reminder]:
    """One reminder for a department, an item and a last day: how many decisions wait for it."""
    waiting: dict[tuple[int, str, date], list[str]] = {}
    entries = LedgerEntry.objects.filter(reported_on=None).order_by("number")
    for department, item, decided_on, number in entries.values_list(
        "department", "item", "decided_on", "number"
    ):
        due_on = deadline_of(item, decided_on)
        if today <= due_on and working_days_after(today, due_on).days <= AHEAD:
            waiting.setdefault((department, item, due_on), []).append(number)
    departments = Department.objects.in_bulk({key[0] for key in waiting})
    items = load_catalogue().items
    for (department, item, due_on), numbers in sorted(waiting.items(), key=str):
        if item in items and departments[department].active:
            yield Reminder(
                key=f"ledger:{departments[department].code}:{item}:{due_on}",
                kind=KIND,
                text=Text(
                    f"台账中有 {len(numbers)} 件“{items[item].title.zh}”决定尚未报送，"
                    f"最后期限为 {due_on}。第一件：{numbers[0]}",
                    f"{len(numbers)} decisions in your ledger of “{items[item].title.en}” are not "
                    f"reported yet; the last day is {due_on}. The first: {numbers[0]}",
                ),
                link="/office/quality/",
                due_on=due_on,
                department=departments[department],
            )

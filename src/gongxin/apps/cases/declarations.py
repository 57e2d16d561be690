"""What organisations declare of themselves: shown apart from official records, never negative."""

from dataclasses import dataclass
from datetime import date

from gongxin.apps.cases.kinds.declaration import GROUNDS
from gongxin.apps.cases.models import Case
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.text import Text


@dataclass(frozen=True, slots=True)
class Declaration:
    """One self-declaration as everyone may see it."""

    number: str
    ground: Text
    title: str
    issuer: str
    happened_on: date
    shown_until: date
    statement: str
    declared_on: date


def declarations_of(subject: Subject, on: date | None = None) -> list[Declaration]:
    """The declarations on show on a day (today unless given), the latest event first.

    Their last day is in the row: nothing has to run for one to vanish.
    """
    day = on or legal_today()
    if subject.declared_until is None or subject.declared_until < day:
        return []
    shown = Case.objects.filter(
        kind="declaration", state="shown", subject=subject, opened_on__lte=day
    )
    found = [_declaration(case) for case in shown.order_by("-id")]
    return sorted(
        (one for one in found if one.shown_until >= day),
        key=lambda one: one.happened_on,
        reverse=True,
    )


def note_last_day(subject: Subject) -> None:
    """Keep with the organisation until when a declaration of it is shown; after every change of one.

    One change at a time: the second sees the first's.
    """
    Subject.objects.select_for_update(no_key=True).get(pk=subject.pk)
    shown = Case.objects.filter(kind="declaration", state="shown", subject=subject)
    days = [
        date.fromisoformat(about["shown_until"]) for about in shown.values_list("about", flat=True)
    ]
    subject.declared_until = max(days, default=None)
    subject.save(update_fields=["declared_until"])


def _declaration(case: Case) -> Declaration:
    about = case.about
    return Declaration(
        number=case.number,
        ground=GROUNDS[case.ground],
        title=str(about["title"]),
        issuer=str(about["issuer"]),
        happened_on=date.fromisoformat(about["happened_on"]),
        shown_until=date.fromisoformat(about["shown_until"]),
        statement=case.statement,
        declared_on=case.opened_on,
    )

"""The one place that decides what may be seen: which records, which fields, and how.

Every page, report, export, API answer and evaluation asks here. The rules:

* the public sees a linked record of a public item on the days from ``public_from`` to
  ``public_until``, if it was known at that instant and no shield lies on that day, and of it the
  public fields, with the names of persons masked;
* an authorised reader sees items and fields marked ``authorised`` as well;
* a full reader (the credit office; a department for its own records) sees internal fields, and
  records that are not published, no longer published, or not linked yet;
* an organisation sees its own file as an authorised reader does, and others' as the public does;
* a past day never brings back to a public or authorised reader what has ended, was withdrawn or
  was taken off an organisation since, nor what was corrected since: of a record that was shown then
  they read what it says now. Only a full reader reads the file as it stood.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.accounts.permissions import is_credit_office, subject_of
from gongxin.apps.records.models import Record
from gongxin.apps.records.timeline import AsOf, as_of
from gongxin.apps.subjects.models import Subject
from gongxin.core.masking import mask_person
from gongxin.law.catalogue import SCOPES, Aggregate, Field, Item, Publicity
from gongxin.law.load import load_catalogue

Level = Literal["public", "authorised", "full"]

_SCOPE: dict[Level, Publicity] = {
    "public": "public",
    "authorised": "authorised",
    "full": "internal",
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """How much a reader may see; ``full`` with a department is full for its own records only.

    With ``subject_id`` nothing but records about that organisation is seen at all.
    """

    level: Level
    department: Department | None = None
    subject_id: int | None = None

    def level_for(self, department_id: int | None) -> Level:
        """The level that holds for a record which this department filed.

        >>> FULL.level_for(3)
        'full'
        """
        if self.level != "full" or self.department is None:
            return self.level
        return "full" if self.department.pk == department_id else "authorised"


PUBLIC = Viewer("public")
AUTHORISED = Viewer("authorised")
FULL = Viewer("full")


def viewer_for(user: User | AnonymousUser | None, *, about: Subject | None = None) -> Viewer:
    """What a signed-in person may see: all for the credit office, a department's own for a clerk.

    A person of an organisation reads as the public does, but ``about`` the own organisation what
    an authorised reader sees of it, and then nothing of any other.
    """
    if not isinstance(user, User) or not user.is_active:
        return PUBLIC
    own = subject_of(user)
    if own is not None:
        return Viewer("authorised", subject_id=own.pk) if about == own else PUBLIC
    if is_credit_office(user):
        return FULL
    return viewer_for_department(user.department)


def viewer_for_department(department: Department | None) -> Viewer:
    """What a department sees, for example through its API key; without one, the public view."""
    if department is None or not department.active:
        return PUBLIC
    return FULL if department.is_credit_office else Viewer("full", department)


def visible(viewer: Viewer, moment: AsOf) -> Q:
    """The condition on ``Record`` rows that ``viewer`` may see as of ``moment``."""
    if viewer.level != "full":
        about = Q() if viewer.subject_id is None else Q(subject=viewer.subject_id)
        return about & _published(viewer.level, moment)
    held = Q(item__in=_items_open_to("full"))
    if viewer.department is None:
        return _known(moment) & held
    own = Q(department=viewer.department)
    if moment.current:
        return _known(moment) & ((held & own) | _on_show("authorised", moment))
    return (_known(moment) & held & own) | (~own & _published("authorised", moment))


def _up_to(level: Level) -> tuple[Publicity, ...]:
    return SCOPES[: SCOPES.index(_SCOPE[level]) + 1]


def shown_fields(item: Item, viewer: Viewer, department_id: int | None = None) -> tuple[Field, ...]:
    """The fields of ``item`` that ``viewer`` may see on a record of this department.

    Without a department the answer is for records of any department: a clerk's own internal
    fields are then left out.
    """
    return item.open_to[_SCOPE[viewer.level_for(department_id)]]


def shown_values(
    item: Item, values: Mapping[str, object], viewer: Viewer, department_id: int | None = None
) -> list[tuple[Field, str]]:
    """What ``viewer`` may read of a record's values, in catalogue order, without empty ones.

    The names of persons are masked for the public.
    """
    masked = viewer.level_for(department_id) == "public"
    found = []
    for field in shown_fields(item, viewer, department_id):
        value = values.get(field.code)
        if value is not None and value != "":
            text = str(value)
            found.append((field, mask_person(text) if masked and field.mask_person else text))
    return found


def shown_items(viewer: Viewer) -> tuple[str, ...]:
    """The ids of the items of which ``viewer`` may see records at all, in catalogue order."""
    return _items_open_to(viewer.level)


def _known(moment: AsOf) -> Q:
    if moment.current:
        return Q(known_until=None)
    still = Q(known_until=None) | Q(known_until__gt=moment.known_at)
    return Q(known_from__lte=moment.known_at) & still


def _published(level: Level, moment: AsOf) -> Q:
    """Revisions that are known now; for a past day those of records that were shown on it too."""
    today = as_of()
    now = _known(today) & _on_show(level, moment)
    if moment.current:
        return now
    then = Record.objects.filter(
        _known(moment), _on_show(level, moment), uid=OuterRef("uid"), subject=OuterRef("subject")
    )
    return now & _on_show(level, today) & Q(Exists(then))


def _on_show(level: Level, moment: AsOf) -> Q:
    unended = Q(public_until=None) | Q(public_until__gte=moment.on)
    return (
        Q(subject__isnull=False, public_from__lte=moment.on)
        & unended
        & unshielded(moment)
        & Q(item__in=_items_open_to(level))
    )


def unshielded(moment: AsOf) -> Q:
    """No shield on that day: it ends by itself, and not at all where its last day is not known."""
    over = Q(shielded_until__lt=moment.on)
    return Q(shielded_on=None) | Q(shielded_on__gt=moment.on) | over


def shown_aggregates(viewer: Viewer) -> tuple[tuple[Item, tuple[Aggregate, ...]], ...]:
    """The items that lie in the lake, with those of their figures that ``viewer`` may read.

    Several departments' rows may be in one figure, so a clerk reads them as an authorised reader.
    """
    level: Level = "authorised" if viewer.department is not None else viewer.level
    found = []
    for item in load_catalogue().items.values():
        if item.storage == "lake" and item.publicity.scope in _up_to(level):
            open_ = tuple(one for one in item.aggregates if one.publicity in _up_to(level))
            found += [(item, open_)] if open_ else []
    return tuple(found)


def _items_open_to(level: Level) -> tuple[str, ...]:
    """The items with records to show; of those that lie in the lake there are only figures."""
    items = [i for i in load_catalogue().items.values() if i.storage == "database"]
    return tuple(i.id for i in items if i.publicity.scope in _up_to(level))

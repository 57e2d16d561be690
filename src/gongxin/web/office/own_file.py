"""An organisation's own file in two views, and what differs between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.eligibility import Eligibility, repairable
from gongxin.apps.records.queries import CreditFile, RecordView, as_of, credit_file, record_by_uid
from gongxin.apps.records.remedies import repair_from
from gongxin.apps.records.visibility import PUBLIC, shown_items, viewer_for
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item
from gongxin.law.load import load_catalogue

View = Literal["public", "authorities"]
VIEWS: tuple[View, ...] = ("public", "authorities")
PER_ITEM = 100


@dataclass(frozen=True, slots=True)
class OwnFile:
    """The file in the chosen view; ``hidden`` are the records that only authorities see.

    ``hidden_fields`` are, by item, the fields that only authorities see.
    """

    view: View
    file: CreditFile
    hidden: frozenset[UUID]
    hidden_fields: list[tuple[Item, list[Field]]]

    def groups(self, item_id: str = "") -> Iterator[tuple[Item, int, list[RecordView]]]:
        """The records by item, of one item or of all, each with their true number."""
        items = load_catalogue().items
        for one, number in self.file.counts.items():
            if number and item_id in ("", one):
                yield items[one], number, self.file.of_item(one)


@dataclass(frozen=True, slots=True)
class Ending:
    """When a record that is held against the organisation ends, and from when it can be repaired.

    ``repairable`` says that repair may be asked for today; ``case`` is the number of an application
    that is in hand, ``barred`` why none may be made.
    """

    record: RecordView
    until: date | None
    repairable_from: date | None
    repairable: bool
    case: str = ""
    barred: Text | None = None


def own_file(user: User, subject: Subject, view: View, *, per_item: int = PER_ITEM) -> OwnFile:
    """The file of the person's own organisation as the public or as authorities see it today."""
    now = as_of()
    public = credit_file(subject, viewer=PUBLIC, as_of=now, per_item=per_item)
    inside = credit_file(
        subject, viewer=viewer_for(user, about=subject), as_of=now, per_item=per_item
    )
    seen = {record.id for record in public.records}
    return OwnFile(
        view=view,
        file=public if view == "public" else inside,
        hidden=frozenset(record.id for record in inside.records if record.id not in seen),
        hidden_fields=_hidden_fields(inside),
    )


def endings(file: CreditFile) -> list[Ending]:
    """Every record of the file that is held against the organisation, the first to end first."""
    held = [record for record in file.records if record.negative]
    judged = {one.record.id: one for one in repairable(file.subject, [one.id for one in held])}
    found = [_ending(record, judged[record.id]) for record in held if record.id in judged]
    return sorted(found, key=lambda one: (one.until or date.max, one.record.decided_on))


def own_record(user: User, subject: Subject, uid: UUID) -> tuple[RecordView, RecordView | None]:
    """One record of the own file as authorities see it, and as the public does (None: not at all).

    Raises LookupError when there is none that the organisation may see.
    """
    now = as_of()
    inside = record_by_uid(uid, viewer=viewer_for(user, about=subject), as_of=now)
    if inside is None:
        raise LookupError(uid)
    return inside, record_by_uid(uid, viewer=PUBLIC, as_of=now)


def _ending(record: RecordView, judged: Eligibility) -> Ending:
    since = repair_from(record)
    if since and record.public_until and since > record.public_until:
        since = None
    return Ending(
        record=record,
        until=record.public_until,
        repairable_from=since,
        repairable=judged.qualifies and since is not None,
        case=judged.case,
        barred=judged.text if judged.code == "barred" else None,
    )


def _hidden_fields(inside: CreditFile) -> list[tuple[Item, list[Field]]]:
    """Of the items that the file has, the fields with a value that the public is not shown."""
    public_items = set(shown_items(PUBLIC))
    found: dict[str, dict[str, Field]] = {}
    for record in inside.records:
        if record.item.id in public_items:
            only = found.setdefault(record.item.id, {})
            shown = {field.code for field in record.item.open_to["public"]}
            only.update({f.code: f for f, _ in record.fields if f.code not in shown})
    items = load_catalogue().items
    return [(items[item_id], list(fields.values())) for item_id, fields in found.items() if fields]

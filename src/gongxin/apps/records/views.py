"""What reading records gives: plain values, already cut down to what the reader may see."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from gongxin.apps.records.states import state_text
from gongxin.apps.records.timeline import AsOf
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item

if TYPE_CHECKING:
    from gongxin.apps.records.aggregates import ItemAggregates


@dataclass(frozen=True, slots=True)
class Gone:
    """Why a record that was shown on a past day is not shown today: the act, its day and reason."""

    kind: str
    title: Text
    on: date
    reason: str


class RecordView(NamedTuple):
    """One revision of a record as one reader may see it on one day.

    ``fields`` are in catalogue order, without empty ones; ``submission`` and ``row`` are the
    source. ``subject_code`` is empty while the record waits to be linked. ``stages`` are those of
    open cases (``objection_pending``); ``stopped_on`` is the day of a repair, ``shielded_until`` the last
    day of a shield. ``gone`` stands in a view of a past day and says why the record is not shown today.
    ``withheld`` are the fields of a former revision whose values were corrected since.
    """

    id: UUID
    item: Item
    subject_code: str
    subject_name: str
    decided_on: date
    public_from: date | None
    public_until: date | None
    severity: str
    state: str
    department: str
    department_code: str
    submission: int
    row: int
    revision: int
    fields: list[tuple[Field, str]]
    department_en: str = ""
    sector: str = ""  # of the department
    change: str = "submitted"
    known_from: datetime | None = None
    known_until: datetime | None = None
    linked_by: str = ""
    stopped_on: date | None = None
    shielded_until: date | None = None
    stages: tuple[str, ...] = ()
    gone: Gone | None = None
    withheld: frozenset[str] = frozenset()
    subject_id: int | None = None
    department_id: int | None = None

    @property
    def state_text(self) -> Text:
        """The word for ``state``, with what stands beside it: a repair, an objection pending."""
        return state_text(self.state, self.stages, self.stopped_on, self.shielded_until)

    @property
    def negative(self) -> bool:
        """Whether it is held against the organisation: by its item, or by what became of it, as a
        commitment that was not kept.
        """
        classed = self.item.publicity.window is not None and self.severity != ""
        return self.item.polarity == "negative" or classed

    @property
    def headline(self) -> list[tuple[Field, str]]:
        """The fields that a list shows, in the order the item names them."""
        by_code = {field.code: (field, value) for field, value in self.fields}
        return [by_code[code] for code in self.item.headline if code in by_code]

    def value(self, code: str) -> str:
        """The value of one field, empty when there is none or the reader may not see it."""
        if code:  # asked several times for each record of a credit file
            for one, value in self.fields:
                if one.code == code:
                    return value
        return ""

    def without_former(self, now: "RecordView") -> "RecordView":
        """The same former revision without the values that ``now`` no longer says."""
        kept = [(field, value) for field, value in self.fields if now.value(field.code) == value]
        said = {field.code for field, _ in self.fields}
        withheld = frozenset(said - {field.code for field, _ in kept})
        return self._replace(fields=kept, withheld=withheld)


@dataclass(frozen=True, slots=True)
class CreditFile:
    """All that one reader may see about one organisation as of a moment.

    ``counts`` are the true counts by item, in catalogue order, also when ``records`` was cut to a
    number per item. ``register`` is the organisation's newest registration record. ``aggregates``
    are the figures from rows that lie in the lake.
    """

    subject: Subject
    as_of: AsOf
    view: str
    counts: dict[str, int]
    records: list[RecordView]
    register: RecordView | None
    aggregates: "list[ItemAggregates]" = field(default_factory=list)

    def of_item(self, item_id: str) -> list[RecordView]:
        """The records of one item, newest decision first."""
        return [record for record in self.records if record.item.id == item_id]


@dataclass(frozen=True, slots=True)
class RecordFilters:
    """What a list is narrowed to; empty means anything.

    ``text``: part of the organisation's name, its code, or a document number. ``region``: the
    leading digits of a region code. ``department``: a department's code. ``kind``: one value of
    the item's multi-valued enumeration (penalty kinds). The two dates are both included.
    """

    text: str = ""
    region: str = ""
    department: str = ""
    kind: str = ""
    decided_from: date | None = None
    decided_to: date | None = None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One page of a list; ``total`` stops at 10,000 and ``capped`` says that there are more."""

    item: Item
    filters: RecordFilters
    records: list[RecordView]
    total: int
    capped: bool
    page: int
    size: int

    @property
    def pages(self) -> int:
        """The number of pages that can be turned to."""
        return max(1, -(-self.total // self.size))

    @property
    def total_text(self) -> str:
        """The count for people: ``10,000+`` when there are more."""
        return f"{self.total:,}+" if self.capped else f"{self.total:,}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that a waiting record may be about, with what speaks for and against it.

    ``exact``: it bears the very name or a number that the row gives; ``score`` and ``likely`` tell
    how like the names are, as a number and in words. ``verdict`` is an officer's, if there is one.
    """

    subject: Subject
    reasons_for: tuple[Text, ...]
    reasons_against: tuple[Text, ...]
    exact: bool = True
    score: float = 0.0
    likely: Text | None = None
    verdict: str = ""

    @property
    def closeness(self) -> str:
        """The score with two decimals, rounded down: only the same name is as close as 1."""
        return f"{int(self.score * 100 + 1e-6) / 100:.2f}"


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A record that waits to be linked, what it says about its subject, and who that may be."""

    record: RecordView
    named: str
    code: str
    regno: str
    orgcode: str
    region: str
    candidates: list[Candidate]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the linking queue, oldest first."""

    entries: list[QueueEntry]
    total: int
    capped: bool
    page: int
    size: int


@dataclass(frozen=True, slots=True)
class ReturnedRecord:
    """A record that was sent back to the department that filed it, and why."""

    record: RecordView
    reason: str
    returned_at: datetime


@dataclass(frozen=True, slots=True)
class ReturnedPage:
    """One page of a department's returned records, newest first."""

    returned: list[ReturnedRecord]
    total: int
    capped: bool
    page: int
    size: int


@dataclass(frozen=True, slots=True)
class FiledPage:
    """One page of the records that a submission brought."""

    records: list[RecordView]
    total: int
    capped: bool
    page: int
    size: int


@dataclass(frozen=True, slots=True)
class ActView:
    """One decision about a record; ``kind`` as in ``Act.Kind``."""

    kind: str
    officer: str
    department: str
    subject_code: str
    reason: str
    basis: str
    at: datetime

"""What reading cases gives: plain values, cut down to what the reader may see."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongxin.apps.cases.kinds.kind import Kind, Role, State, Step
from gongxin.apps.cases.models import CasePaper
from gongxin.apps.records.views import RecordView
from gongxin.core.text import Text


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as one line of a list.

    ``due_on`` is the last day for the next step, with ``due_certain`` false "not before";
    ``days_left`` the days until then, negative when ``overdue``, None when nothing is due or the day
    is not certain.
    ``records`` counts the records concerned; ``matter`` says what it is made for, where it says so.
    """

    number: str
    filing: str
    kind: Kind
    state: State
    version: int
    subject_code: str
    subject_name: str
    department_code: str
    department: Text
    ground: str
    via: str
    opened_at: datetime
    opened_on: date
    due_on: date | None
    due_certain: bool
    answer_by: date | None
    answer_certain: bool
    closed_at: datetime | None
    overdue: bool
    days_left: int | None
    records: int
    matter: str = ""

    @property
    def ground_text(self) -> Text | None:
        """What the case is about, where its kind knows grounds."""
        return self.kind.grounds.get(self.ground)


@dataclass(frozen=True, slots=True)
class EventView:
    """One entry of the timeline; ``title`` says what happened, ``reason`` why or the message.

    ``who`` is the department with its officer for readers inside, the department alone for the
    applicant. ``late`` says that the step came after its deadline, never where that was not certain.
    """

    verb: str
    title: Text
    source: str
    target: str
    role: str
    who: Text
    reason: Text
    reason_code: str
    detail: dict[str, object]
    due_on: date | None
    due_certain: bool
    late: bool
    days: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case with everything in it; ``steps`` are those that the reader may take now."""

    line: CaseLine
    statement: str
    about: dict[str, object]
    roles: frozenset[Role]
    steps: tuple[Step, ...]
    records: list[RecordView]
    events: list[EventView]
    papers: list[CasePaper]
    parent: str
    siblings: list[CaseLine]


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What a list of cases is narrowed to; empty means anything.

    ``open``: True for cases still open, False for closed ones. ``text``: part of a number, or the
    organisation's code. ``record``: cases that concern this record.
    """

    kind: str = ""
    state: str = ""
    department: str = ""
    subject: str = ""
    open: bool | None = None
    overdue: bool = False
    text: str = ""
    record: UUID | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of cases: open ones by deadline, then closed ones, newest first."""

    filters: CaseFilters
    cases: list[CaseLine]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        """The number of pages that can be turned to."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class OverdueCount:
    """How many open cases of a department are past their deadline, of how many open ones."""

    department_code: str
    department: Text
    open: int
    overdue: int
    oldest_due: date | None


@dataclass(frozen=True, slots=True)
class StepDays:
    """The median of working days that a step took, over ``number`` steps."""

    kind: str
    verb: str
    title: Text
    number: int
    median: float
    late: int

"""What the form that starts a case asks, and how what was typed is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from gongxin.apps.cases.models import Case
from gongxin.apps.cases.papers import Upload
from gongxin.apps.errors import Invalid
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import read_date
from gongxin.core.text import Text
from gongxin.law.letters import Letter
from gongxin.web.office.access import OfficeRequest

Shape = Literal["line", "text", "day", "choice", "records", "files", "tick", "letters"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a form asks for. ``choices``: value and text, for choices and records.

    ``letters`` are shown in full, to be chosen and read before they are signed.
    """

    name: str
    title: Text
    shape: Shape
    hint: Text | None = None
    required: bool = True
    choices: tuple[tuple[str, Text], ...] = ()
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class StartForm:
    """A form: what it is called, for whom, what it asks, and what sending it does."""

    title: Text
    lead: Text
    button: Text
    for_officers: bool  # else for the organisation itself or a window on its behalf
    asks: Callable[[Subject], tuple[Asked, ...]]
    send: Callable[[OfficeRequest, Subject], Case]


def typed(request: OfficeRequest, name: str) -> str:
    """What was typed, without the space around it."""
    return request.POST.get(name, "").strip()


def day(request: OfficeRequest, asked: Asked) -> date:
    """The day that was typed; Invalid when none was, or what is no date."""
    found = day_or_none(request, asked)
    if found is None:
        raise Invalid(
            "day_missing",
            Text(_NO_DAY.zh.format(name=asked.title.zh), _NO_DAY.en.format(name=asked.title.en)),
        )
    return found


def day_or_none(request: OfficeRequest, asked: Asked) -> date | None:
    """The day that was typed, if one was; Invalid for what is no date."""
    text = typed(request, asked.name)
    if not text:
        return None
    found = read_date(text)
    if not isinstance(found, date):
        title, seen = asked.title, text[:40]
        zh = _BAD_DAY.zh.format(name=title.zh, seen=seen)
        raise Invalid("bad_day", Text(zh, _BAD_DAY.en.format(name=title.en, seen=seen)))
    return found


def uids(request: OfficeRequest) -> list[UUID]:
    """The records that were ticked."""
    try:
        return [UUID(text) for text in request.POST.getlist("record")]
    except ValueError as error:
        raise Invalid("bad_record", _BAD_RECORD) from error


def uploads(request: OfficeRequest) -> list[Upload]:
    """The papers that were chosen."""
    return [Upload(one.name or "", one) for one in request.FILES.getlist("paper")]


_NO_DAY = Text("请填写{name}，例如 2026-11-21。", "Give {name}, for example 2026-11-21.")
_BAD_DAY = Text(
    "{name}“{seen}”不是日期；请写成 2026-11-21。",
    "{name}: “{seen}” is no date; write it as 2026-11-21.",
)
_BAD_RECORD = Text("请从列表中选择记录。", "Choose the records from the list.")

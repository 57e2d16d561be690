"""Verifying reports: genuine or not, changed since or not, this very file or not."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from gongxin.apps.reports.codes import problem, read_code
from gongxin.apps.reports.content import SUBJECT, content_of, digests
from gongxin.apps.reports.models import Report
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue

GENUINE = "genuine"
UNKNOWN = "unknown"
MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Change:
    """One part of the file that differs now: how many records it had and has.

    ``before`` and ``now`` are None for the organisation's own data; where they are equal, a record
    was corrected or replaced.
    """

    part: str
    title: Text
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of a code: ``state`` is ``genuine``, ``unknown`` or ``malformed``.

    ``problem`` says why a malformed code cannot be one; ``report`` and ``changes`` belong to a
    genuine one.
    """

    code: str
    state: str
    problem: Text | None = None
    report: Report | None = None
    changes: tuple[Change, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the public file differs from the one that was reported."""
        return bool(self.changes)


def verify(code: str) -> Verification:
    """Whether ``code``, however it is spelt, is one that was issued, and what changed since."""
    read = read_code(code)
    why = problem(read)
    if why is not None:
        return Verification(read, MALFORMED, problem=why)
    report = Report.objects.select_related("subject").filter(code=read).first()
    if report is None:
        return Verification(read, UNKNOWN)
    return Verification(read, GENUINE, report=report, changes=tuple(_changes(report)))


def file_digest(chunks: Iterable[bytes]) -> str:
    """The SHA-256 of a file that is read in pieces."""
    sha256 = hashlib.sha256()
    for chunk in chunks:
        sha256.update(chunk)
    return sha256.hexdigest()


def report_of_file(pdf_sha256: str) -> Report | None:
    """The report whose PDF has this digest, when it was issued here."""
    return Report.objects.filter(pdf_sha256=pdf_sha256).first()


def _changes(report: Report) -> list[Change]:
    content = content_of(report.subject)
    now = digests(content)
    parts = [SUBJECT, *load_catalogue().items, *report.digests]
    return [
        _change(part, report.counts, content.counts)
        for part in dict.fromkeys(parts)
        if report.digests.get(part) != now.get(part)
    ]


def _change(part: str, before: dict[str, int], now: dict[str, int]) -> Change:
    if part == SUBJECT:
        return Change(part, _SUBJECT, None, None)
    item = load_catalogue().items.get(part)
    title = item.title if item else Text(part, part)
    return Change(part, title, before.get(part, 0), now.get(part, 0))


_SUBJECT = Text("名称与登记信息", "Name and register data")

"""Record that an organisation signed, on paper at a service window, a letter that was asked for."""

from datetime import UTC, date, datetime

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.commitments import (
    due_day,
    hand_in,
    letter_called,
    require_facility,
    set_by_department,
)
from gongxin.apps.cases.models import Case, CasePaper
from gongxin.apps.cases.papers import Upload, attach, store, store_bytes
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.signed_letters import signed_commitment
from gongxin.apps.cases.workflow import advance, hold_case
from gongxin.apps.errors import Invalid
from gongxin.core.dates import legal_today
from gongxin.core.text import Text

AGENT = "agent"  # whose authority must be said


@transaction.atomic
def record_signature(
    *,
    officer: User,
    number: str,
    reason_code: str = "",
    reason: str = "",
    upload: Upload | None = None,
    due_on: date | None = None,
    version: int | None = None,
) -> Case:
    """The commitment, from now on being performed, as if the organisation had signed it online.

    ``reason_code`` says in which capacity it was signed (``head`` or ``agent``), ``reason`` by what
    authority: never the name of a person, which stands on the paper alone. ``upload`` is the signed
    paper; without it one that was added to the case as a commitment before. The timeline, the act and
    the letter say that it was signed at a window, and which department recorded it.

    Raises NotFound, NotAllowed (neither the department that asked nor the credit office), Conflict,
    Invalid (capacity, authority, no paper, day), TooLarge.
    """
    held = hold_case(number)
    stored = store(upload) if upload is not None else None
    if reason_code == AGENT and not reason.strip():
        raise Invalid("authority_missing", _AUTHORITY)
    letter = letter_called(held.ground)
    require_facility(held.subject, letter)
    day = due_day(letter, set_by_department(held) or due_on)
    case = advance(
        number,
        "record_signature",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        due_on=day,
        detail={"paper": stored.filename} if stored else None,
        kind="commitment",
    )
    if stored is not None:
        attach(case, CasePaper.Kind.COMMITMENT, stored=stored, user_id=officer.pk)
    elif not _has_paper(case):
        raise Invalid("paper_missing", _PAPER)
    signed = {"signed_on": legal_today().isoformat(), "signed_at": "window"}
    case.about = {**case.about, **signed, "due_on": day.isoformat()}
    case.save(update_fields=["about"])
    made = signed_commitment(case, at=datetime.now(UTC))
    kept = store_bytes(made, f"commitment-{case.number}.pdf", "application/pdf")
    attach(case, CasePaper.Kind.COMMITMENT, stored=kept, source="generated", user_id=officer.pk)
    hand_in(case)
    return case


def _has_paper(case: Case) -> bool:
    kept = case.papers.filter(kind=CasePaper.Kind.COMMITMENT, source="file")
    return kept.exclude(sha256="").exists()


_AUTHORITY = Text(
    "由代理人签署的，请写明授权依据，例如“2026-11-20 授权委托书”；不要写姓名。",
    "Signed by an agent: say by what authority, e.g. “power of attorney of 2026-11-20”; no names.",
)
_PAPER = Text(
    "请附上组织签署的承诺书（PDF、PNG 或 JPEG）。",
    "Attach the letter that the organisation signed (PDF, PNG or JPEG).",
)

"""Declare something good of one's own organisation, with the commitment that it is true."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.declaration_limits import require_fitting, require_room
from gongxin.apps.cases.declarations import note_last_day
from gongxin.apps.cases.kinds.declaration import DECLARATION
from gongxin.apps.cases.matters import given_matter
from gongxin.apps.cases.models import Case, CasePaper
from gongxin.apps.cases.papers import Upload, attach, store, store_bytes
from gongxin.apps.cases.permission import Actor, credit_office, filing_role
from gongxin.apps.cases.signed_letters import signed_declaration
from gongxin.apps.cases.workflow import Opening, open_case
from gongxin.apps.cases.working_time import term_of
from gongxin.apps.errors import Invalid
from gongxin.apps.subjects.finding import subject_or_refusal
from gongxin.core.dates import legal_today
from gongxin.core.text import Text


@transaction.atomic
def make_declaration(
    *,
    user: User,
    subject_code: str,
    ground: str,
    title: str,
    issuer: str,
    happened_on: date,
    valid_until: date | None = None,
    statement: str = "",
    signed: bool = False,
    proofs: Sequence[Upload] = (),
) -> Case:
    """The declaration, shown from now on as declared by the organisation itself.

    ``ground``: certificate, contract, award or welfare; ``issuer``: who issued or can confirm it;
    shown until ``valid_until``, or as long as the rule says where that is sooner or not given.

    Raises NotFound, NotAllowed (another organisation), Invalid (ground, words, days, not signed),
    TooLarge (a proof, or all of them), Conflict (as much declared, or on show, as the rule allows).
    """
    subject = subject_or_refusal(subject_code)
    role = filing_role(user, subject)
    if not signed:
        raise Invalid("commitment_unsigned", _UNSIGNED)
    if ground not in DECLARATION.grounds:
        raise Invalid("bad_ground", _GROUND.format(grounds=", ".join(DECLARATION.grounds)))
    about = {
        "title": given_matter(title),
        "issuer": given_matter(issuer),
        "happened_on": _happened(happened_on).isoformat(),
        "shown_until": _shown_until(valid_until).isoformat(),
    }
    require_room(subject)
    stored = [store(upload) for upload in proofs]
    require_fitting(statement, stored)
    opening = Opening(
        subject=subject,
        department=credit_office(),
        via="organisation" if role == "applicant" else "window",
        ground=ground,
        statement=statement,
        about=about,
    )
    actor = Actor(user, user.department, role)
    case = open_case("declaration", opening, actor=actor, verb="declare")
    note_last_day(subject)
    for one in stored:
        attach(case, CasePaper.Kind.PROOF, stored=one, user_id=user.pk)
    letter = signed_declaration(case, at=datetime.now(UTC))
    made = store_bytes(letter, f"declaration-{case.number}.pdf", "application/pdf")
    attach(case, CasePaper.Kind.COMMITMENT, stored=made, source="generated", user_id=user.pk)
    return case


def _happened(day: date) -> date:
    if day > legal_today():
        raise Invalid("happened_ahead", _AHEAD.format(day=day, today=legal_today()))
    return day


def _shown_until(valid_until: date | None) -> date:
    today = legal_today()
    longest = term_of(DECLARATION, "shown", today).due(today).on
    if valid_until is not None and valid_until < today:
        raise Invalid("over_already", _OVER.format(day=valid_until, today=today))
    return min(longest, valid_until) if valid_until else longest


_UNSIGNED = Text(
    "申报须承诺内容真实；请勾选承诺后再提交。",
    "A declaration needs the commitment that it is true; sign it and send again.",
)
_GROUND = Text("申报类别应为以下之一：{grounds}。", "The ground must be one of: {grounds}.")
_AHEAD = Text("日期 {day} 晚于今天（{today}）。", "The day {day} is after today ({today}).")
_OVER = Text(
    "有效期 {day} 已过（今天是 {today}），不再展示。",
    "It was valid until {day} and today is {today}: there is nothing to show.",
)

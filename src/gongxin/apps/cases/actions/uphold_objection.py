"""Uphold an objection: correct the record, take it down, or have the contested outcome redone."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.upholding import OUTCOMES, carry_out
from gongxin.apps.cases.workflow import advance, hold_case
from gongxin.apps.errors import Invalid
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text


@transaction.atomic
def uphold_objection(
    *,
    officer: User,
    number: str,
    outcome: str,
    reason: str,
    told: Sequence[str] = (),
    changes: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Case:
    """The closed case, and what follows from it done in the same transaction.

    ``outcome`` by ground: content and period ``corrected`` (``changes``: field code to right value;
    may be empty where the department has filed the corrected row meanwhile) or ``removed``; link
    ``corrected`` (the record is taken off the organisation); repair ``upheld`` (the department
    decides again); evaluation ``upheld``. ``told`` names who was told besides the subscribers.

    Raises NotFound, NotAllowed (only the department that must answer), Conflict (also where a record
    of a repair to decide again is in another repair by now), Invalid (no reason, an outcome that does
    not fit the ground, a correction that the item's checks refuse).
    """
    ground = hold_case(number).ground
    accepted = OUTCOMES.get(ground, {})
    if outcome not in accepted:
        raise Invalid("bad_outcome", _OUTCOME.format(outcomes=", ".join(accepted)))
    names = [redact_id_numbers(name.strip())[0][:200] for name in told if name.strip()]
    case = advance(
        number,
        accepted[outcome],
        actor=Actor.of(officer),
        reason=reason,
        version=version,
        detail={"outcome": outcome, "told": names, "changed": sorted(changes or {})},
        kind="objection",
    )
    carry_out(case, outcome, officer, reason, dict(changes or {}), datetime.now(UTC))
    return case


_OUTCOME = Text(
    "对这类异议，处理结果只能是：{outcomes}。",
    "For an objection on this ground the outcome is one of: {outcomes}.",
)

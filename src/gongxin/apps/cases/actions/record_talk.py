"""Put a talk with an organisation on record: prompting (提示约谈) or warning (警示约谈)."""

from datetime import date

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import Case
from gongxin.apps.cases.permission import Actor
from gongxin.apps.cases.workflow import advance
from gongxin.apps.errors import Invalid
from gongxin.core.dates import legal_today
from gongxin.core.text import Text


@transaction.atomic
def record_talk(
    *,
    officer: User,
    number: str,
    reason_code: str,
    reason: str,
    held_on: date | None = None,
    version: int | None = None,
) -> Case:
    """The open case as it stood, with the talk in its timeline.

    ``reason_code``: ``prompt_talk`` or ``warning_talk``; ``reason``: what was said and agreed, without
    names of persons; ``held_on``: the day of the talk, today unless given.

    Raises NotFound, NotAllowed, Conflict, Invalid (kind, no record of the talk, a day ahead).
    """
    day = held_on or legal_today()
    if day > legal_today():
        raise Invalid("talk_ahead", _AHEAD.format(day=day, today=legal_today()))
    if not (reason_code and reason.strip()):
        raise Invalid("talk_incomplete", _INCOMPLETE)
    return advance(
        number,
        "talk",
        actor=Actor.of(officer),
        reason=reason,
        reason_code=reason_code,
        version=version,
        detail={"held_on": day.isoformat()},
        kind="rectification",
    )


_AHEAD = Text(
    "约谈日期 {day} 晚于今天（{today}）；请在约谈后登记。",
    "The talk's day {day} is after today ({today}); record it once it was held.",
)
_INCOMPLETE = Text(
    "请选择约谈种类（提示约谈或警示约谈）并写明约谈内容。",
    "Choose the kind of talk (prompt_talk or warning_talk) and say what was said and agreed.",
)

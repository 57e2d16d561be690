"""The states a record can be in on a day, and the words for them."""

from datetime import date, datetime
from functools import lru_cache

from gongxin.core.text import Text

PUBLISHED = "published"
NOT_PUBLISHED = "not_published"
ENDED = "ended"
WITHDRAWN = "withdrawn"
SUPERSEDED = "superseded"
UNLINKED = "unlinked"
SHIELDED = "shielded"

_TEXTS = {
    PUBLISHED: Text("公示中", "Published"),
    NOT_PUBLISHED: Text("不公示", "Not published"),
    ENDED: Text("公示已结束", "Publication ended"),
    WITHDRAWN: Text("已撤回", "Withdrawn"),
    SUPERSEDED: Text("已被更正", "Superseded by a correction"),
    UNLINKED: Text("待关联", "Waiting to be linked"),
    SHIELDED: Text("重整期间暂时屏蔽", "Shielded during a reorganisation"),
}


_REPAIRED = Text("已于 {day} 提前终止公示", "Publication was stopped early on {day}")
_SHIELDED_UNTIL = Text("重整期间暂时屏蔽至 {day}", "Shielded until {day} during a reorganisation")
_STAGES = {
    "objection_pending": Text("异议处理中", "objection pending"),
    "rectification": Text("限期整改中", "being put right"),
    "shielded": Text("重整期间暂时屏蔽", "shielded during a reorganisation"),
}


@lru_cache(maxsize=4096)
def state_text(
    state: str,
    stages: tuple[str, ...] = (),
    stopped_on: date | None = None,
    shielded_until: date | None = None,
) -> Text:
    """The word for a state in both languages, with the stages of open cases, an early stop and the
    end of a shield where it is known.

    >>> state_text("ended").zh
    '公示已结束'
    >>> state_text("published", ("objection_pending",)).en
    'Published · objection pending'
    """
    word = _TEXTS[state]
    if stopped_on is not None and state == ENDED:
        word = _REPAIRED.format(day=stopped_on)
    if shielded_until is not None and state == SHIELDED:
        word = _SHIELDED_UNTIL.format(day=shielded_until)
    words = [word, *(stage_text(stage) for stage in stages)]
    return Text(" · ".join(one.zh for one in words), " · ".join(one.en for one in words))


def stage_text(stage: str) -> Text:
    """The words for the stage of an open case."""
    return _STAGES.get(stage, Text(stage, stage))


def state_on(
    day: date,
    *,
    linked: bool,
    public_from: date | None,
    public_until: date | None,
    shield: tuple[date | None, date | None] = (None, None),
) -> str:
    """The state on ``day`` of a revision that was known then; ``public_until`` is the last day.

    ``shield``: its first and last day; a first day alone is a shield whose end is not known.

    >>> state_on(date(2026, 4, 1), linked=True, public_from=date(2026, 1, 1),
    ...          public_until=date(2026, 3, 31))
    'ended'
    """
    if not linked:
        return UNLINKED
    if public_from is None or day < public_from:
        return NOT_PUBLISHED
    if public_until is not None and day > public_until:
        return ENDED
    return SHIELDED if in_shield(day, *shield) else PUBLISHED


def in_shield(day: date, first: date | None, last: date | None) -> bool:
    """Whether a shield with this first and last day lies on ``day``.

    >>> in_shield(date(2026, 4, 1), date(2026, 1, 1), None)
    True
    >>> in_shield(date(2026, 4, 1), date(2026, 1, 1), date(2026, 3, 31))
    False
    """
    return first is not None and first <= day and (last is None or day <= last)


def state_of_closed(*, known_until: datetime, moment: datetime, has_next: bool) -> str | None:
    """``superseded`` or ``withdrawn`` for a revision that was closed by ``moment``, else None."""
    if known_until > moment:
        return None
    return SUPERSEDED if has_next else WITHDRAWN

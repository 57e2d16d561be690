"""How much an organisation may declare of itself: parameters of the rule, never constants."""

from collections.abc import Sequence

from gongxin.apps.cases.models import Case
from gongxin.apps.cases.papers import Stored
from gongxin.apps.errors import Conflict, Invalid, TooLarge
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.core.text import Text
from gongxin.law.cases import load_case_rules
from gongxin.law.months import add_months

_MEGABYTE = 1024**2


def require_room(subject: Subject) -> None:
    """Conflict when the organisation has declared, or has on show, as much as the rule allows.

    Its row is locked, so that of two at once the second counts the first.
    """
    Subject.objects.select_for_update(no_key=True).get(pk=subject.pk)
    today, own = legal_today(), Case.objects.filter(kind="declaration", subject=subject)
    months, most = _limit("period_months"), _limit("declared_in_period")
    made = own.filter(opened_on__gt=add_months(today, -months)).count()
    if made >= most:
        raise Conflict("declared_enough", _ENOUGH.format(months=months, most=most, made=made))
    shown = own.filter(state="shown", about__shown_until__gte=today.isoformat()).count()
    if shown >= _limit("shown_at_once"):
        raise Conflict("shown_enough", _SHOWN.format(most=_limit("shown_at_once"), shown=shown))


def require_fitting(statement: str, proofs: Sequence[Stored]) -> None:
    """Invalid for too long a statement or too many papers, TooLarge for papers too large together."""
    length = len(statement.strip())
    if length > _limit("statement_characters"):
        text = _LONG.format(most=_limit("statement_characters"), length=length)
        raise Invalid("statement_too_long", text)
    if len(proofs) > _limit("papers"):
        text = _PAPERS.format(most=_limit("papers"), number=len(proofs))
        raise Invalid("too_many_papers", text)
    if sum(one.size for one in proofs) > _limit("papers_megabytes") * _MEGABYTE:
        raise TooLarge("papers_too_large", _LARGE.format(most=_limit("papers_megabytes")))


def _limit(name: str) -> int:
    return load_case_rules()["declaration"].limit(name, legal_today()).number


_ENOUGH = Text(
    "{months} 个月内最多申报 {most} 条，贵单位已申报 {made} 条；请等较早的满 {months} 个月后再申报。",
    "At most {most} declarations in {months} months; yours has made {made}. Declare again once the "
    "earlier ones are {months} months old.",
)
_SHOWN = Text(
    "同时展示的申报最多 {most} 条，现有 {shown} 条；请先撤下不再需要的，再申报新的。",
    "At most {most} declarations are shown at once, and {shown} are: take one back first.",
)
_LONG = Text(
    "说明最多 {most} 个字，现在有 {length} 个字；请写得简短些。",
    "The description may have {most} characters and has {length}: please shorten it.",
)
_PAPERS = Text(
    "一条申报最多附 {most} 份材料，现在有 {number} 份。",
    "A declaration may have {most} papers; there are {number}.",
)
_LARGE = Text(
    "一条申报所附材料合计不能超过 {most} MB。",
    "The papers of a declaration must not be larger than {most} MB together.",
)

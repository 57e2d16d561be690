"""Cases as ``gongxin case`` prints them."""

from typing import TYPE_CHECKING, Any

from gongxin.cli.output import print_json
from gongxin.core.dates import instant

if TYPE_CHECKING:
    from gongxin.apps.cases.views import CaseLine, CaseView


def tell(case: "CaseView", as_json: bool) -> int:
    """Print the case with its timeline, and return 0."""
    if as_json:
        print_json(_whole(case))
        return 0
    print(line_as_text(case.line))
    for event in case.events:
        why = f": {event.reason.zh}" if event.reason.zh else ""
        print(f"  {instant(event.at)}  {event.who.zh}  {event.title.zh}{why}")
    return 0


def _whole(case: "CaseView") -> dict[str, Any]:
    return line_as_json(case.line) | {
        "statement": case.statement,
        "steps": [step.verb for step in case.steps],
        "records": [str(record.id) for record in case.records],
        "papers": [{"id": p.pk, "kind": p.kind, "source": p.source} for p in case.papers],
        "events": [
            {
                "verb": event.verb,
                "target": event.target,
                "who": event.who.zh,
                "reason": event.reason.zh,
                "at": event.at,
            }
            for event in case.events
        ],
    }


def line_as_json(line: "CaseLine") -> dict[str, Any]:
    """A case as one line of JSON."""
    return {
        "number": line.number,
        "kind": line.kind.id,
        "state": line.state.id,
        "version": line.version,
        "subject": line.subject_code,
        "department": line.department_code,
        "opened": line.opened_on,
        "due": line.due_on,
        "due_certain": line.due_certain,
        "overdue": line.overdue,
    }


def line_as_text(line: "CaseLine") -> str:
    """A case as one line of text; ``≥`` before a deadline that is not certain."""
    due = f"  {'≥' if not line.due_certain else ''}{line.due_on}" if line.due_on else ""
    late = "  逾期 / overdue" if line.overdue else ""
    title = f"{line.kind.title.zh} · {line.state.title.zh}"
    return f"{line.number}  {title}  {line.subject_name}  {line.department.zh}{due}{late}"

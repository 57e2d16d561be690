"""How a request starts a case, whatever its kind: the officer, the action, the case as it stands."""

from collections.abc import Callable
from typing import Any, Literal, Protocol

from ninja import Status

from gongxin.apps.cases.models import Case
from gongxin.apps.cases.queries import case_for
from gongxin.apps.subjects.searching import storable
from gongxin.web.api.answers.cases import case_answer
from gongxin.web.api.officer import officer_for
from gongxin.web.api.reader import ApiRequest


class Start(Protocol):
    """A body that starts a case: in whose name, and what the action is told."""

    officer: str

    def given(self) -> dict[str, object]:
        """The arguments of the action."""
        ...


def started(
    request: ApiRequest,
    body: Start,
    action: Callable[..., Case],
    *,
    by: Literal["user", "officer"] = "user",
    **papers: object,
) -> Any:
    """The answer 201 with the case that ``action`` opened; texts come as the database can keep them.

    ``by`` is what the action calls who acts. Raises what the action raises.
    """
    user = officer_for(request.reader, body.officer)
    given = {**body.given(), **papers}
    told = {name: storable(v) if isinstance(v, str) else v for name, v in given.items()}
    case = action(**{by: user}, **told)
    return Status(201, case_answer(case_for(user, case.number)))

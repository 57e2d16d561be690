"""Which refusals an operation documents besides those that every operation may give."""

from typing import Final

from gongxin.web.api.problems import Problem

ALWAYS: Final = (401, 422, 429, 500)
WITH_BODY: Final = (400, 413, 415)


def refusals(*statuses: int) -> dict[int, type[Problem]]:
    """For an operation's ``response``: these statuses and the common ones, each a problem."""
    return dict.fromkeys(sorted({*ALWAYS, *statuses}), Problem)

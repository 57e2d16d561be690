"""Days that a check compares with, left open in a compiled plan until a file is checked."""

from datetime import date

from gongxin.core.workdays import first_day_in_time
from gongxin.law.catalogue import Item

RECEIVED_ON = "⟦received_on⟧"
IN_TIME_SINCE = "⟦in_time_since⟧"


def filled(query: str, item: Item, received_on: date) -> str:
    """The query with the day of submission, and the first day still in time for it."""
    query = query.replace(RECEIVED_ON, received_on.isoformat())
    if item.deadline is None or IN_TIME_SINCE not in query:
        return query
    first = first_day_in_time(received_on, item.deadline.working_days)
    return query.replace(IN_TIME_SINCE, first.isoformat())

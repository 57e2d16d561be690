"""What a compiled plan leaves open until a file is checked: days, and which columns it has."""

from collections.abc import Collection
from datetime import date

from gongxin.core.workdays import first_day_in_time
from gongxin.law.catalogue import Item

RECEIVED_ON = "⟦received_on⟧"
IN_TIME_SINCE = "⟦in_time_since⟧"
IN_FILE = "yes"


def in_file(code: str) -> str:
    """The token for whether the file has the field's column; ``IN_FILE`` when it does."""
    return f"⟦in_file {code}⟧"


def filled(query: str, item: Item, present: Collection[str], received_on: date) -> str:
    """The query for a file that has the fields ``present`` and was handed in on ``received_on``."""
    query = query.replace(RECEIVED_ON, received_on.isoformat())
    for code in present:
        query = query.replace(in_file(code), IN_FILE)
    if item.deadline is None or IN_TIME_SINCE not in query:
        return query
    first = first_day_in_time(received_on, item.deadline.working_days)
    return query.replace(IN_TIME_SINCE, first.isoformat())

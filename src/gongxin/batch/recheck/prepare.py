"""What the sieve looks up: the days on which rows were received, and the codes found faulty."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from gongxin.batch.engine.session import Session
from gongxin.batch.recheck.candidates import faulty_codes
from gongxin.batch.recheck.kinds import code_question
from gongxin.batch.recheck.verdicts import DOUBTFUL, verdict_steps
from gongxin.core.workdays import first_day_in_time
from gongxin.law.catalogue import FieldType, Item

CODE_TYPES: Final[tuple[FieldType, ...]] = ("uscc", "orgcode", "regno")


def deadlines(items: Iterable[Item]) -> list[int]:
    """The working days that items give, each once."""
    return sorted({item.deadline.working_days for item in items if item.deadline})


def keep_days(session: Session, days: Iterable[date], given: Sequence[int]) -> None:
    """Make the table ``days``: each day, with the first day that is in time by each deadline."""
    shape = {"day": "DATE", "received_on": "VARCHAR"}
    shape |= {f"since_{n}": "VARCHAR" for n in given}
    rows = [
        (day, day.isoformat(), *(first_day_in_time(day, n).isoformat() for n in given))
        for day in days
    ]
    session.create("days", shape, rows)


def judge_codes(session: Session, kind: FieldType, values: str) -> int:
    """Make the table of faulty codes of a kind from ``values``, a query for the column ``v``.

    How many there are; the query may tell nulls and repeats.
    """
    session.store(
        DOUBTFUL,
        "SELECT DISTINCT v AS c0, '' AS c1, '' AS received_on, '' AS in_time_since"
        f" FROM ({values}) codes WHERE v IS NOT NULL",
    )
    verdict_steps(code_question(kind), session.dialect).run(session, "code_verdicts")
    count = session.store(faulty_codes(kind), "SELECT DISTINCT c0 AS v FROM code_verdicts")
    session.drop("code_verdicts")
    session.drop(DOUBTFUL)
    return count

"""Which cells of doubtful rows may be at fault: the check itself, or a coarse test where verdicts follow."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells
from gongxin.batch.checks.registry import BY_ID
from gongxin.batch.engine.dialect import bare
from gongxin.batch.engine.session import Dialect
from gongxin.batch.personal import may_hold_id_number
from gongxin.batch.recheck.compiled import compiled
from gongxin.batch.recheck.kinds import CODES, Question
from gongxin.batch.recheck.plain_cells import plain_amount, plain_choice
from gongxin.batch.text import fits
from gongxin.batch.tokens import IN_TIME_SINCE, RECEIVED_ON
from gongxin.core.dates import CALENDAR
from gongxin.law.catalogue import Field

BY_CHOICES = ("enumeration", "natural-person")
"""Checks that compare with a field's choices."""


def faulty_codes(kind: str) -> str:
    """The table of those codes of a kind that are not beyond doubt; its column is ``v``."""
    return f"faulty_{kind}"


@compiled
def candidate(question: Question, dialect: Dialect) -> str:
    """SQL on ``c0``, ``c1``, ``c2``: true for every faulty cell but for its day; null is no.

    DuckDB asks a cheaper test before; to Spark's planner it would be one condition more.
    """
    cells = cells_of(question)
    found = may_be_faulty(question, cells)
    before = _cheaper_test(question, cells) if dialect == "duckdb" else None
    return bare(found if before is None else before & found, dialect)


@compiled
def untimely(question: Question, dialect: Dialect) -> str | None:
    """SQL on ``c0`` and the row's days: true for a day too late or too early; None if any may be."""
    found = out_of_time(question, cells_of(question))
    return None if found is None else bare(found, dialect)


def cells_of(question: Question) -> Cells:
    """The columns ``c0``, ``c1``, ``c2`` and the row's days, as a question looks at them."""
    shape = dict.fromkeys((*CODES, RECEIVED_ON, IN_TIME_SINCE), "string")
    return Cells(ibis.table(shape, name="values"), question.item)


def may_be_faulty(question: Question, cells: Cells) -> ir.BooleanValue:
    """True for every row with the fault; for one check that is asked alone, for no other."""
    field, first = question.item.fields[0], cells.raw("c0")
    if question.check == "id-number-in-text":
        return may_hold_id_number(first)
    if question.check is not None:
        faulty = BY_ID[question.check].faulty
        assert faulty is not None
        return faulty(cells, field)
    if len(question.item.fields) > 1:
        second = cells.raw("c1")
        return ~_plain_day(first) | ~_plain_day(second) | (first < second)
    match field.type:
        case "date":
            return ~_plain_day(first)
        case "money":
            return ~plain_amount(first)
        case _:
            faulty_ones = ibis.table({"v": "string"}, name=faulty_codes(field.type))
            return first.isin(faulty_ones.v)


def _cheaper_test(question: Question, cells: Cells) -> ir.BooleanValue | None:
    """A cheap test of the same cells, true wherever the check finds a fault; None if there is none."""
    if question.sieved or question.check is None:
        return None
    field, first = question.item.fields[0], cells.raw("c0")
    if question.check in BY_CHOICES:
        return is_other_choice(first, field)
    doubtful = BY_ID[question.check].doubtful
    return None if doubtful is None else doubtful(cells, field)


def is_other_choice(column: ir.StringValue, field: Field) -> ir.BooleanValue:
    """Where something stands that is no choice in plain form: true wherever a choice is at fault."""
    return ~plain_choice(column, field) & column.notnull()


def out_of_time(question: Question, cells: Cells) -> ir.BooleanValue | None:
    """Where a day is after that of the submission or before the first in time, compared as text."""
    if not is_day(question):
        return None
    field, deadline = question.item.fields[0], question.item.deadline
    day, found = cells.raw("c0"), []
    if not field.future_allowed:
        found.append(day > cells.received_on())
    if deadline is not None:
        found.append(day < cells.in_time_since())
    return ibis.or_(*found) if found else None


def is_day(question: Question) -> bool:
    """Whether the cells of one column of days are judged."""
    field = question.item.fields[0]
    return question.check is None and len(question.columns) == 1 and field.type == "date"


def _plain_day(day: ir.StringValue) -> ir.BooleanValue:
    return fits(day, CALENDAR) & ~day.startswith("0000")

"""Which cells may be at fault: the check itself where it is cheap, a coarse sieve where it is not."""

from functools import cache

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells
from gongxin.batch.checks.registry import BY_ID
from gongxin.batch.engine.dialect import bare
from gongxin.batch.engine.session import Dialect
from gongxin.batch.personal import may_hold_id_number
from gongxin.batch.recheck.kinds import CODES, Question
from gongxin.batch.text import fits
from gongxin.batch.tokens import IN_TIME_SINCE, RECEIVED_ON
from gongxin.core.dates import CALENDAR
from gongxin.core.money import DECIMALS, WHOLE_DIGITS
from gongxin.law.catalogue import Field, Item

_PLAIN_AMOUNT = f"(?:0|[1-9][0-9]{{0,{WHOLE_DIGITS - 1}}})(?:[.][0-9]{{1,{DECIMALS}}})?"


def faulty_codes(kind: str) -> str:
    """The table of those codes of a kind that are not beyond doubt; its column is ``v``."""
    return f"faulty_{kind}"


@cache
def candidate(question: Question, dialect: Dialect) -> str:
    """SQL on ``c0``, ``c1``, ``c2`` and the row's days: true for every faulty cell, never null."""
    shape = dict.fromkeys((*CODES, RECEIVED_ON, IN_TIME_SINCE), "string")
    cells = Cells(ibis.table(shape, name="values"), question.item)
    return bare(may_be_faulty(question, cells), dialect)


def may_be_faulty(question: Question, cells: Cells) -> ir.BooleanValue:
    """True for every row with the fault; for one check that is asked alone, for no other."""
    field = question.item.fields[0]
    if question.check == "id-number-in-text":
        return may_hold_id_number(cells.raw("c0")).fill_null(False)
    if question.check is not None:
        faulty = BY_ID[question.check].faulty
        assert faulty is not None
        return faulty(cells, field).fill_null(False)
    first = cells.raw("c0")
    if len(question.item.fields) > 1:
        return _out_of_order(first, cells.raw("c1")).fill_null(False)
    match field.type:
        case "date":
            return _doubtful_day(cells, field).fill_null(False)
        case "money":
            return (~fits(first, _PLAIN_AMOUNT)).fill_null(False)
        case _:
            faulty_ones = ibis.table({"v": "string"}, name=faulty_codes(field.type))
            return first.isin(faulty_ones.v).fill_null(False)


def _doubtful_day(cells: Cells, field: Field) -> ir.BooleanValue:
    day = cells.raw("c0")
    doubtful = ~_plain_day(day)
    if not field.future_allowed:
        doubtful = doubtful | (day > cells.received_on())
    if _deadline_days(cells.item) is not None:
        doubtful = doubtful | (day < cells.in_time_since())
    return doubtful


def _out_of_order(first: ir.StringValue, second: ir.StringValue) -> ir.BooleanValue:
    return ~_plain_day(first) | ~_plain_day(second) | (first < second)


def _plain_day(day: ir.StringValue) -> ir.BooleanValue:
    return fits(day, CALENDAR) & (day >= "0001")


def _deadline_days(item: Item) -> int | None:
    return item.deadline and item.deadline.working_days

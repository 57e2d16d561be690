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
from gongxin.batch.text import bit_length, fits
from gongxin.batch.tokens import IN_TIME_SINCE, RECEIVED_ON
from gongxin.core.dates import CALENDAR
from gongxin.core.money import DECIMALS, WHOLE_DIGITS

_PLAIN_AMOUNT = f"(?:0|[1-9][0-9]{{0,{WHOLE_DIGITS - 1}}})(?:[.][0-9]{{1,{DECIMALS}}})?"


def faulty_codes(kind: str) -> str:
    """The table of those codes of a kind that are not beyond doubt; its column is ``v``."""
    return f"faulty_{kind}"


@cache
def candidate(question: Question, dialect: Dialect) -> str:
    """SQL on ``c0``, ``c1``, ``c2``: true for every faulty cell but for its day; null is no."""
    return bare(may_be_faulty(question, _cells(question)), dialect)


@cache
def untimely(question: Question, dialect: Dialect) -> str | None:
    """SQL on ``c0`` and the row's days: true for a day too late or too early; None if any may be."""
    found = out_of_time(question, _cells(question))
    return None if found is None else bare(found, dialect)


def _cells(question: Question) -> Cells:
    shape = dict.fromkeys((*CODES, RECEIVED_ON, IN_TIME_SINCE), "string")
    return Cells(ibis.table(shape, name="values"), question.item)


def may_be_faulty(question: Question, cells: Cells) -> ir.BooleanValue:
    """True for every row with the fault; for one check that is asked alone, for no other.

    Engines hold a column of few distinct values as these, and ask a plain condition of each only
    once: so what settles nearly every row comes first, outside of any case.
    """
    field, first = question.item.fields[0], cells.raw("c0")
    if question.check == "id-number-in-text":
        return _digits_enough(first)
    if question.check is not None:
        faulty = BY_ID[question.check].faulty
        assert faulty is not None
        doubtful, exactly = _doubtful(question, cells), faulty(cells, field)
        return exactly if doubtful is None else doubtful & exactly
    if len(question.item.fields) > 1:
        return _out_of_order(first, cells.raw("c1"))
    match field.type:
        case "date":
            return ~_plain_day(first)
        case "money":
            return ~fits(first, _PLAIN_AMOUNT)
        case _:
            faulty_ones = ibis.table({"v": "string"}, name=faulty_codes(field.type))
            return first.isin(faulty_ones.v)


def out_of_time(question: Question, cells: Cells) -> ir.BooleanValue | None:
    """Where a day is after that of the submission or before the first in time, compared as text."""
    field, deadline = question.item.fields[0], question.item.deadline
    if question.check is not None or len(question.columns) > 1 or field.type != "date":
        return None
    day, found = cells.raw("c0"), []
    if not field.future_allowed:
        found.append(day > cells.received_on())
    if deadline is not None:
        found.append(day < cells.in_time_since())
    return ibis.or_(*found) if found else None


def _doubtful(question: Question, cells: Cells) -> ir.BooleanValue | None:
    """Where a cheap look leaves doubt; None where there is no such look."""
    field, first = question.item.fields[0], cells.raw("c0")
    match question.check:
        case "required" | "party-unidentified" | "required-if":
            return first.isnull() | ~_begins_plainly(first)
        case "enumeration":
            return first.notin([choice.value for choice in field.choices])
        case "natural-person":
            refused = {word for c in field.choices if c.refused for word in (c.value, *c.also)}
            return first.notin([c.value for c in field.choices if c.value not in refused])
        case "only-if":
            return first.notnull()
        case _:
            return None


def _begins_plainly(col: ir.StringValue) -> ir.BooleanValue:
    """Where the first character is an ASCII letter or digit, or a Chinese character.

    Engines ask a function of each distinct value only once; comparisons of texts they ask of all.
    """
    return col.re_search("^[0-9A-Za-z一-鿿]")


def _digits_enough(col: ir.StringValue) -> ir.BooleanValue:
    """Where :func:`gongxin.batch.personal.may_hold_id_number` holds, and seldom elsewhere."""
    ascii_enough = col.length() * 24 - bit_length(col) >= 32 * 8
    return ascii_enough | ibis.cases(
        (bit_length(col) >= 40 * 8, may_hold_id_number(col)), else_=False
    )


def _out_of_order(first: ir.StringValue, second: ir.StringValue) -> ir.BooleanValue:
    return ~_plain_day(first) | ~_plain_day(second) | (first < second)


def _plain_day(day: ir.StringValue) -> ir.BooleanValue:
    return fits(day, CALENDAR) & ~day.startswith("0000")

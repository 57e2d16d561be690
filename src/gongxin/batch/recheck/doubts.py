"""Which rows may hold a fault, by conditions cheap enough to be asked of every row of the lake.

No faulty cell passes unseen; what is seen here without a fault is told apart later, when few rows
are left. Engines hold a column of few distinct values as these, and ask a function of each only
once: where it matters, a function stands here instead of a comparison.
"""

from collections.abc import Container, Sequence
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.registry import BY_ID
from gongxin.batch.engine.dialect import bare, quote
from gongxin.batch.engine.session import Dialect
from gongxin.batch.personal import has_shape_of_id_number, may_hold_id_number
from gongxin.batch.recheck.candidates import (
    BY_CHOICES,
    cells_of,
    is_day,
    is_other_choice,
    may_be_faulty,
)
from gongxin.batch.recheck.codes import CODE_TYPES, is_other, sound_codes
from gongxin.batch.recheck.compiled import compiled
from gongxin.batch.recheck.kinds import Question
from gongxin.batch.recheck.known import NOTHING_KNOWN, Known, is_other_than
from gongxin.batch.recheck.plain_cells import check_doubt
from gongxin.batch.recheck.plain_days import no_plain_day, plain_day
from gongxin.batch.recheck.readings import Reading
from gongxin.batch.recheck.repeats import is_repeated
from gongxin.batch.recheck.statements import Rows, since, test
from gongxin.batch.text import may_be_blank

TOLD_BY_FORM = ("date", "money", "integer", "enum", "enums")
"""Types of which a blank is in no plain form: only nulls are left to ask about."""
_ID_NUMBER = "id-number-in-text"
_TEXT = ibis.table({"c0": "string"}, name="values")["c0"]
_BETWEEN = " || '||' || "
"""Two characters, so that no number goes on in the next text."""


class _Doubts(NamedTuple):
    """Conditions, with the questions that ask each: of one column alone by column, and all others.

    ``late`` are those on the row's entry in the table of days.
    """

    of_one: dict[str, dict[str, list[Question]]]
    others: dict[str, list[Question]]
    late: dict[str, list[Question]]


def doubtful(rows: Reading, known: Known) -> str:
    """Those of the rows that may hold a fault or repeat another's key, to select from as ``s``.

    A row received on another day than its month has is doubted for that where there is a deadline;
    Spark joins rows with their days for it, after all else. Codes are looked up only where nothing
    ``known`` tells sooner.
    """
    made = _doubts(rows, known, known.plain)
    asked = [is_repeated(rows, tidy=known.tidy), _id_numbers(rows, known)]
    for column, doubts in made.of_one.items():
        seen = [f"({rows.where_asked(questions, one)})" for one, questions in doubts.items()]
        if column in known.plain:
            other = is_other_than(rows, column, known.plain[column])
            seen = [f"({rows.column(column)} IS NULL OR {other}) AND ({' OR '.join(seen)})"]
        asked += seen
    asked += [rows.where_asked(questions, one) for one, questions in made.others.items()]
    found = " OR ".join(f"({one})" for one in asked if one)
    if not made.late:
        return f"(SELECT s.* FROM {rows.source} s WHERE {found or 'FALSE'})"
    too_late = (rows.where_asked(questions, one) for one, questions in made.late.items())
    asked_first = (
        f"(SELECT s.*, CASE WHEN {found} THEN true ELSE false END AS doubtful FROM {rows.source} s)"
    )
    return (
        f"(SELECT s.* FROM {asked_first} s LEFT JOIN days ON s.received_on = days.day"
        f" WHERE s.doubtful OR days.day IS NULL OR {' OR '.join(f'({one})' for one in too_late)})"
    )


def doubts_of_columns(rows: Reading) -> dict[str, str]:
    """SQL by column: where a question that looks at the column alone may see a fault."""
    found = _doubts(rows, NOTHING_KNOWN, rows.present).of_one
    return {
        column: " OR ".join(f"coalesce({one}, false)" for one in made)
        for column, made in found.items()
    }


def _doubts(rows: Reading, known: Known, apart: Container[str]) -> _Doubts:
    """Columns ``apart`` are searched for ID numbers by themselves."""
    d = rows.dialect
    made = _Doubts({}, {}, {})
    types = {field.code: field.type for field in rows.fields}
    for one in rows.asked:
        column = one.columns[0]
        if one.check == _ID_NUMBER:
            if column in apart:
                of_one = made.of_one.setdefault(column, {})
                of_one.setdefault(_id_number(rows, [one]), []).append(one)
            continue
        told = _told_sooner(rows, one, known)
        if told is not None:
            made.others.setdefault(told, []).append(one)
            continue
        seen = doubt(one, d, rows.many)
        if one.check == "required" and types[column] in TOLD_BY_FORM:
            seen = f"{quote('c0', d)} IS NULL"
        if seen is not None:
            own = made.of_one.setdefault(column, {}) if len(one.columns) == 1 else made.others
            own.setdefault(test(seen, rows, one), []).append(one)
        if is_day(one):
            day = plain_day(rows.named(column), d)
            if not one.item.fields[0].future_allowed:
                made.others.setdefault(f"{day} > s.received_on", []).append(one)
            if one.item.deadline is not None and d == "duckdb":
                in_time = rows.received.in_time_since(one.item.deadline.working_days)
                made.others.setdefault(f"{day} < {in_time}", []).append(one)
                made.others.setdefault(rows.received.is_other(), []).append(one)
            elif one.item.deadline is not None:
                in_time = f"CAST(days.{since(one)} AS DATE)"
                made.late.setdefault(f"{day} < {in_time}", []).append(one)
    return made


def _told_sooner(rows: Rows, question: Question, known: Known) -> str | None:
    """Where a code may be faulty by what is known of its column; None where it must be looked up."""
    column = question.columns[0]
    if question.check is not None:
        return None
    if column in known.inner:
        return is_other(rows, column, known.inner[column])
    if column in known.few:
        return is_other_than(rows, column, known.few[column])
    return None


def _id_numbers(rows: Rows, known: Known) -> str | None:
    """Where texts seem to hold an ID number, of those columns in which others than known ones stand."""
    texts = [
        one for one in rows.asked if one.check == _ID_NUMBER and one.columns[0] not in known.plain
    ]
    return _id_number(rows, texts) if texts else None


def _id_number(rows: Rows, texts: Sequence[Question]) -> str:
    """Where one of the texts seems to hold an ID number: one pattern, as each takes long to compile."""
    d = rows.dialect
    asked = " OR ".join(f"({test(_enough_digits(d), rows, one)})" for one in texts)
    cells = (f"coalesce({rows.column(one.columns[0])}, '')" for one in texts)
    together = _shaped(d).replace(quote("c0", d), f"({_BETWEEN.join(cells)})")
    return f"CASE WHEN {asked} THEN {together} ELSE false END"


@compiled
def _enough_digits(dialect: Dialect) -> str:
    return bare(may_hold_id_number(_TEXT), dialect)


@compiled
def _shaped(dialect: Dialect) -> str:
    return bare(has_shape_of_id_number(_TEXT), dialect)


@compiled
def doubt(question: Question, dialect: Dialect, many: bool) -> str | None:
    """SQL on ``c0``, ``c1``, ``c2``: true for every faulty cell but for its day; None for none.

    Codes are looked up among the sound ones where rows are ``many``, else among the faulty ones.
    """
    if is_day(question):
        return no_plain_day(quote("c0", dialect), dialect)
    if question.check is None and len(question.columns) > 1:  # each day's form is its own question
        first, second = (plain_day(quote(code, dialect), dialect) for code in ("c0", "c1"))
        return f"{first} < {second}"
    made = may_be_doubtful(question, many)
    return None if made is None else bare(made, dialect)


def may_be_doubtful(question: Question, many: bool) -> ir.BooleanValue | None:
    """The same as an expression, but for days, which the engines read each in its own way."""
    field, cells = question.item.fields[0], cells_of(question)
    first = cells.raw("c0")
    if question.check is None:
        if field.type in CODE_TYPES and many:
            return first.notin(ibis.table({"v": "string"}, name=sound_codes(field.type)).v)
        return None if field.type == "date" else may_be_faulty(question, cells)
    if question.check in BY_CHOICES:
        return is_other_choice(first, field)
    if question.check == "party-unidentified":
        # blank codes are none of the sound ones
        empty = ir.StringValue.isnull if many else may_be_blank
        return ibis.and_(*(empty(cells.raw(one.code)) for one in question.item.fields))
    return check_doubt(cells, BY_ID[question.check], field)

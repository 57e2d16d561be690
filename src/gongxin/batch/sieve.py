"""One condition that no row with a fault passes unseen: the other rows need not be held.

What costs more to judge than to hold is held of every row instead: codes, the key, the day that the
deadline counts from.
"""

import re

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.engine.dialect import bare
from gongxin.batch.engine.process import literal, quoted
from gongxin.batch.enumerations import SEPARATORS, spellings
from gongxin.batch.text import fits, may_be_blank, may_be_formula
from gongxin.batch.tokens import IN_TIME_SINCE, RECEIVED_ON
from gongxin.core.money import DECIMALS, WHOLE_DIGITS
from gongxin.law.catalogue import Condition, Field, Item

_CODE_TYPES = ("uscc", "orgcode", "regno")
_PLAIN_AMOUNT = f"(?:0|[1-9][0-9]{{0,{WHOLE_DIGITS - 1}}})(?:[.][0-9]{{1,{DECIMALS}}})?"


def held_fields(item: Item) -> tuple[str, ...]:
    """The fields of which every row's value is held."""
    own = set(judged_held(item))
    return tuple(f.code for f in item.stored_fields if f.code in own or f.code in item.key)


def judged_held(item: Item) -> tuple[str, ...]:
    """The held fields whose own faults are looked for among the values of all rows."""
    timed = item.deadline.field if item.deadline else None
    return tuple(f.code for f in item.stored_fields if f.type in _CODE_TYPES or f.code == timed)


def sieve(item: Item) -> str:
    """SQL on the item's columns: true for every row with a fault that its held fields do not tell.

    True also for rows in which nothing stands and for rows that may hold a formula.
    """
    table = ibis.table({f.code: "string" for f in item.stored_fields}, name="values")
    cells = Cells(table, item)
    columns = [cells.raw(f.code) for f in item.stored_fields]
    doubts = []
    # where a value is required, a row without any is doubted for that
    if not any(field.required and not field.column_optional for field in item.stored_fields):
        doubts.append(bare(ibis.and_(*map(may_be_blank, columns)), "duckdb"))
    for field in item.stored_fields:
        doubts += _of_field(cells, field)
        for check in CHECKS:
            if check.faulty is not None and check.applies(item, field):
                doubt = check_doubt(cells, check, field)
                doubts += [] if doubt is None else [bare(doubt, "duckdb")]
    return " OR ".join(f"({doubt})" for doubt in dict.fromkeys(doubts))


def _of_field(cells: Cells, field: Field) -> list[str]:
    """Where the value is not in the plainest form of its type, which no formula is."""
    column = cells.raw(field.code)
    if field.choices:
        return [bare(~plain_choice(column, field), "duckdb")]
    match field.type:
        case "date":
            return [_no_plain_day(quoted(field.code)), *_untimely(cells.item, field)]
        case "money":
            return [bare(~plain_amount(column), "duckdb")]
        case "integer":
            return [bare(~fits(column, "[0-9]{1,15}"), "duckdb")]
        case _:
            return [bare(may_be_formula(column), "duckdb")]


def check_doubt(cells: Cells, check: Check, field: Field) -> ir.BooleanValue | None:
    """Where the check may find a fault in a row whose values are in plain form; None: nowhere."""
    assert check.faulty is not None
    column = cells.raw(field.code)
    if check.grain in ("cell", "row"):
        return (check.doubtful or check.faulty)(cells, field)
    if check.id == "required-if" and field.required_if is not None:
        met = _may_be_met(cells, field.required_if)
        return ibis.cases((may_be_blank(column), met), else_=False)
    if check.id == "only-if" and field.only_if is not None:
        met = _is_plainly_met(cells, field.only_if)
        doubt = check.faulty(cells, field) if met is None else ~met
        return ibis.cases((column.notnull(), doubt), else_=False)
    if check.id == "date-order" and field.not_before is not None:
        return column < cells.raw(field.not_before)
    if field.choices or field.type in (*_CODE_TYPES, "date", "money", "integer"):
        return None  # the plain form has none of these faults, and held values are judged by others
    return (check.doubtful or check.faulty)(cells, field)


def plain_amount(column: ir.StringValue) -> ir.BooleanValue:
    """Where an amount is written in digits alone, with no more of them than are kept."""
    return fits(column, _PLAIN_AMOUNT)


def plain_choice(column: ir.StringValue, field: Field) -> ir.BooleanValue:
    """Where accepted choices stand, none of them refused, without any space; for null it is null or false."""
    known = spellings(field)
    words = sorted((w for w, c in known.items() if not c.refused), key=lambda w: (-len(w), w))
    one = "|".join(map(re.escape, words))
    alone = ibis.array(words).contains(column)
    if field.type == "enum":
        return alone
    several = fits(column, f"(?:{one})(?:[{SEPARATORS}](?:{one}))*")
    return ibis.cases((alone, True), else_=several)


def _may_be_met(cells: Cells, condition: Condition) -> ir.BooleanValue:
    other, field = cells.raw(condition.field), cells.item.index[condition.field]
    if not condition.any_of or not field.choices:
        return other.notnull()
    wanted = _spelled(field, condition)
    unwanted = [word for word in spellings(field) if word not in wanted]
    return ibis.or_(*(other.contains(part) for part in _telling_parts(wanted, unwanted)))


def _is_plainly_met(cells: Cells, condition: Condition) -> ir.BooleanValue | None:
    """Where choices in plain form meet it; None where it is not about choices."""
    other, field = cells.raw(condition.field), cells.item.index[condition.field]
    if not condition.any_of or not field.choices:
        return None
    wanted = _spelled(field, condition)
    one = "|".join(map(re.escape, wanted))
    ends = f"[{SEPARATORS}]" if field.type == "enums" else r"\z"
    among = other.re_search(rf"(?:^|{ends})(?:{one})(?:{ends}|\z)").fill_null(False)
    return ibis.cases((other.isin(wanted), True), else_=among)


def _spelled(field: Field, condition: Condition) -> list[str]:
    return [word for word, choice in spellings(field).items() if choice.value in condition.any_of]


def _telling_parts(words: list[str], others: list[str]) -> list[str]:
    """A few texts of which every one of ``words`` has one, and the ``others`` none where that can be."""
    pairs = {word[n : n + 2] for word in words for n in range(len(word) - 1)}
    telling = sorted(pair for pair in pairs if not any(pair in other for other in others))
    parts, left = [], list(words)
    while left:
        best = max([*telling, left[0]], key=lambda part: sum(part in word for word in left))
        parts.append(best)
        left = [word for word in left if best not in word]
    return parts


def _no_plain_day(column: str) -> str:
    """Where a value is no day as 2026-11-21: read and written again it is another text, or none."""
    read = f"coalesce(CAST(TRY_CAST({column} AS DATE) AS VARCHAR) <> {column}, true)"
    return f"{column} IS NOT NULL AND (strlen({column}) <> 10 OR {read})"


def _untimely(item: Item, field: Field) -> list[str]:
    """Where a plain day is in the future or too long ago, unless all values are judged anyway."""
    if field.code in judged_held(item):
        return []
    column, found = quoted(field.code), []
    if not field.future_allowed:
        found.append(f"{column} > {literal(RECEIVED_ON)}")
    if item.deadline is not None and item.deadline.field == field.code:
        found.append(f"{column} < {literal(IN_TIME_SINCE)}")
    return found

"""Cells in the plainest form of their type, and where a check may find a fault in a row of these."""

import re

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.enumerations import SEPARATORS, spellings
from gongxin.batch.text import fits, may_be_blank
from gongxin.core.money import DECIMALS, WHOLE_DIGITS
from gongxin.law.catalogue import Condition, Field

_CODE_TYPES = ("uscc", "orgcode", "regno")
_PLAIN_AMOUNT = f"(?:0|[1-9][0-9]{{0,{WHOLE_DIGITS - 1}}})(?:[.][0-9]{{1,{DECIMALS}}})?"


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
        return None  # the plain form has none of these faults
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

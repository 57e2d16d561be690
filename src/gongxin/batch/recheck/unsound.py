"""Which of many codes may be at fault: told without the forms that only the faulty ones need.

A sound code is spelled as it is kept, so that nothing need be tidied before it is asked.
"""

import ibis
import ibis.expr.types as ir

from gongxin.batch import identifiers
from gongxin.batch.text import fits
from gongxin.core.identifiers import constants as c
from gongxin.core.identifiers.exceptions import exceptions

_FRONT = 8  # department, kind and region: few, however many codes there are
_CENTURIES = ["19", "20"]  # what ends the front where the code may be a person's number


def unsound(values: ir.Table, kind: str) -> ir.Table:
    """The texts ``v`` of distinct ``values`` without codes that surely have no fault of any kind."""
    column = values["v"]
    assert isinstance(column, ir.StringValue)
    match kind:
        case "uscc":
            return _unsound_uscc(values, column)
        case "orgcode":
            # no other number is as long
            shaped, verified = fits(column, c.ORGCODE_PATTERN), identifiers.orgcode_verified(column)
            length = c.ORGCODE_LENGTH
        case _:
            # what passes for a registration number is not taken for a person's
            shaped, verified = fits(column, c.REGNO_PATTERN), identifiers.regno_verified(column)
            length = c.REGNO_LENGTH
    return values.filter(~shaped | ~verified | identifiers.repeated(column, length))


def _unsound_uscc(values: ir.Table, column: ir.StringValue) -> ir.Table:
    fronts = _fronts(values, column)
    rest = range(_FRONT, c.USCC_LENGTH)
    told = values.mutate(
        front=identifiers.substr(column, 1, _FRONT),
        **{f"c{n}": identifiers.substr(column, n + 1, 1) for n in rest},
    )
    told = told.left_join(fronts, told["front"] == fronts["known_front"])
    whole = told["sum"]
    for n in rest:
        weight = (*c.USCC_WEIGHTS, 1)[n]
        whole = whole + identifiers.instr(c.USCC_ALPHABET, told[f"c{n}"]) * weight
    check = identifiers.instr(c.ORGCODE_CHECKS, told["c16"])
    inner = check
    for n, weight in enumerate(c.ORGCODE_WEIGHTS, _FRONT):
        inner = inner + identifiers.instr(c.ORGCODE_ALPHABET, told[f"c{n}"]) * weight
    text = told["v"]
    assert isinstance(text, ir.StringValue)
    doubts = [
        told["sum"].isnull(),
        ~fits(text, c.USCC_PATTERN),
        (whole - sum(c.USCC_WEIGHTS) - 1) % len(c.USCC_ALPHABET) != 0,
        check == 0,
        (inner - sum(c.ORGCODE_WEIGHTS) - 1) % len(c.ORGCODE_CHECKS) != 0,
        text.isin(list(exceptions())),
    ]
    return told.filter(ibis.or_(*doubts)).select("v")


def _fronts(values: ir.Table, column: ir.StringValue) -> ir.Table:
    """The first characters that a sound code may have, and their part in its weighted sum."""
    table = values.select(known_front=identifiers.substr(column, 1, _FRONT)).distinct()
    front = table["known_front"]
    assert isinstance(front, ir.StringValue)
    shaped = fits(front, f"(?:{'|'.join(c.DEPARTMENT_KINDS)})[0-9]{{6}}")
    like_person = identifiers.substr(front, _FRONT - 1, 2).isin(_CENTURIES)
    table = table.filter(shaped & ~like_person & ~identifiers.repeated(front, _FRONT))
    known = identifiers.substr(front, 3, 6).isin(identifiers.known_regions())
    return table.filter(known).mutate(
        sum=identifiers.weighted(front, c.USCC_WEIGHTS[:_FRONT], c.USCC_ALPHABET)
    )

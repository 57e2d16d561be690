"""Columns of names in their comparable form."""

import ibis
import ibis.expr.types as ir

from gongxin.core.names import DROPPED, EXPANDED, RARE, RARE_RANGES, REPLACED

_RARE = "[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in RARE_RANGES) + "]"


def normalised(col: ir.StringValue) -> ir.StringValue:
    """The names as :func:`gongxin.core.names.normalise` makes them; nulls stay null.

    Most names need no more than their brackets and spaces changed; the tables cost a hundred times that.
    """
    usual = {**REPLACED, **dict.fromkeys(DROPPED, "")}
    expanded = col
    for numeral, letters in EXPANDED.items():
        expanded = expanded.replace(numeral, letters)
    brackets = col.replace("（", "(").replace("）", ")")
    spaceless = brackets.replace(" ", "").replace("\u3000", "")
    return ibis.cases(
        (~col.re_search("[^0-9A-Z()（）一-鿿]"), brackets),
        (~col.re_search("[^0-9A-Z()（） \u3000一-鿿]"), spaceless),
        (col.re_search(_RARE), _translated(expanded, {**usual, **RARE})),
        else_=_translated(col, usual),
    )


def _translated(col: ir.StringValue, table: dict[str, str]) -> ir.StringValue:
    kept = {character: form for character, form in table.items() if form}
    dropped = "".join(character for character, form in table.items() if not form)
    return col.translate("".join(kept) + dropped, "".join(kept.values()))

"""The Ibis operations that batch work may use: those known to answer alike on every engine.

Before one is added here, its nulls, its characters beyond ASCII and its overflow must be compared
on the engines (``tests/parity``).
"""

from typing import Final

import ibis.expr.types as ir
from ibis.expr.operations import Node

_NAMES = """
UnboundTable Field Project Filter Distinct DropColumns Union Aggregate
JoinChain JoinLink JoinReference InSubquery WindowFunction RowNumber SortKey
Literal Cast Coalesce NullIf IsNull NotNull IdenticalTo SearchedCase Least Greatest InValues Between
Equals NotEquals Less LessEqual Greater GreaterEqual And Or Not
Add Subtract Multiply Divide Modulus Negate Abs Exp Round CountStar Sum Min Max
DateAdd DateFromYMD
StringLength StringConcat StringContains StringJoin StringReplace Substring StartsWith EndsWith
Strip LPad Repeat Translate Uppercase RegexSearch RegexReplace RegexExtract StringFind HexDigest
Array ArrayContains StructColumn StructField
DummyTable StringSplit Unnest
bit_length_0 instr_0 substr_0
"""
OPERATIONS: Final[frozenset[str]] = frozenset(_NAMES.split())
"""Of tables, any values, numbers, days, texts, lists, lists as rows; the last line is built into
every engine.

``Exp`` may differ in a number's last digit: it is rounded wherever it is used."""


def foreign(expression: ir.Expr) -> set[str]:
    """The operations in an expression that are not allowed."""
    return {type(node).__name__ for node in expression.op().find(Node)} - OPERATIONS

"""Batch work uses no operation that engines may answer differently."""

import ibis
from tests.parity.expressions import expressions

from gongxin.batch.engine.operations import foreign


def test_every_expression_keeps_to_the_allowed_operations() -> None:
    found = [(where, foreign(expression)) for where, expression in expressions()]
    assert len(found) > 500
    assert [(where, names) for where, names in found if names] == []


def test_an_operation_that_is_not_allowed_is_seen() -> None:
    table = ibis.table({"a": "string", "b": "float64"}, name="t")
    assert foreign(table.mutate(c=table.b.ln())) == {"Ln"}
    assert foreign(table.a.reverse()) == {"Reverse"}

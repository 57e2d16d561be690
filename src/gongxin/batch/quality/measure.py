"""What a measure is, and the two steps that most measures consist of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import ibis
import ibis.expr.types as ir

from gongxin.batch.quality.tables import Tables
from gongxin.core.text import Text

OWN_DEFINITION: Final = Text("本平台的定义", "Gongxin's own definition")
"""The source of measures that no bulletin or rule defines."""

Unit = Literal["share", "working_days"]
GRAIN: Final = ("item", "department", "region", "month")
DUAL_PUBLICITY: Final = ("permit", "penalty")
"""The items of dual publicity, 发改办财金〔2018〕424号."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of quality: its definition in words and as an expression.

    ``figures`` answers the columns of :data:`gongxin.batch.quality.tables.FIGURES`, ``behind`` the
    rows that speak against a good figure (for ``coverage``: those that make it), both from the
    tables named in ``reads``. A ``share`` lies between 0 and 1. ``better`` says whether a high or a
    low figure is good. A ``stock`` holds at the end of a month: over several months the last
    one counts, while others are pooled. A figure that is not ``judged`` is neither good nor bad
    in itself: it depends on what a department has to report. ``verified`` says whether the definition was read in
    its source.
    """

    id: str
    title: Text
    formula: Text
    numerator: Text
    denominator: Text
    source: Text
    reads: tuple[str, ...]
    figures: Callable[[Tables], ir.Table]
    behind: Callable[[Tables], ir.Table]
    unit: Unit = "share"
    better: Literal["high", "low"] = "high"
    stock: bool = False
    judged: bool = True
    verified: bool = False


def pooled(table: ir.Table, numerator: ir.Value, denominator: ir.Value) -> ir.Table:
    """Both sums for every item, department, district and month that has a denominator."""
    counted = table.select(*GRAIN, numerator=numerator, denominator=denominator)
    sums = counted.group_by(*GRAIN).agg(
        numerator=counted.numerator.sum().cast("int64"),
        denominator=counted.denominator.sum().cast("int64"),
    )
    return sums.filter(sums.denominator > 0).select(*GRAIN, "numerator", "denominator")


def one_if(condition: ir.BooleanValue) -> ir.Value:
    """1 where the condition holds, else 0."""
    return ibis.cases((condition, 1), else_=0).cast("int64")


def rows_with(tables: Tables, checks: tuple[str, ...]) -> ir.Table:
    """Each row once that one of the checks found a fault in: ``item, month, submission, row``."""
    faults = tables["faults"]
    found = faults.filter(faults.check_id.isin(checks))
    return found.select("item", "month", "submission", "row").distinct()


def of_dual_publicity(table: ir.Table) -> ir.Table:
    """The lines about permits and penalties."""
    return table.filter(table.item.isin(DUAL_PUBLICITY))

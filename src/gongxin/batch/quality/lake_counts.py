"""Counting a lake's rows for the measures: a unit is an item's rows of one month.

The expressions here read ``unit`` (:data:`UNIT`: rows of any number of units, made of their files
by :func:`unit_select`) and ``faults`` (what the re-check found in them) and answer lines of the tables
``submissions`` and ``holders``. Districts are those in the codes of organisations and departments
(digits 3 to 8), so that no register has to be joined.
"""

from collections.abc import Collection
from typing import Final

import ibis
import ibis.expr.types as ir

from gongxin.batch.engine.dialect import quote, text
from gongxin.batch.engine.session import Dialect
from gongxin.batch.quality.fault_kinds import REGISTER_ITEM, REJECTING, REPEATED, WRONG_CODE
from gongxin.batch.quality.measure import one_if
from gongxin.batch.quality.tables import FAULTS, HOLDERS, SUBMISSIONS
from gongxin.law.catalogue import Item

UNIT: Final = {
    "submission": "int64",
    "row": "int64",
    "department": "string",
    "subject": "string",
    "item": "string",
    "month": "string",
    "filled": "int64",  # cells of the row that hold something
    "fields": "int64",  # cells that could
    "dated": "int64",  # 1 where the item has a deadline
}
_SUBMISSION: Final = ("item", "month", "submission")  # numbers are unique within a unit


def counted_fields(item: Item) -> tuple[str, ...]:
    """The codes of the fields that completeness counts: those that no condition switches off."""
    return tuple(f.code for f in item.stored_fields if f.only_if is None and f.required_if is None)


def unit_select(item: Item, source: str, columns: Collection[str], dialect: Dialect) -> str:
    """The lines of ``unit`` from ``source``, whose ``columns`` include ``month``."""
    codes = counted_fields(item)
    cells = [
        f"CASE WHEN {quote(code, dialect)} <> '' THEN 1 ELSE 0 END"
        for code in codes
        if code in columns
    ]
    return (
        f"SELECT submission, row, department, subject, {text(item.id, dialect)} AS item, month,"
        f" CAST({' + '.join(cells) or '0'} AS BIGINT) AS filled,"
        f" CAST({len(codes)} AS BIGINT) AS fields,"
        f" CAST({1 if item.deadline else 0} AS BIGINT) AS dated FROM {source}"
    )


def count_submissions(unit: ir.Table, faults: ir.Table) -> ir.Table:
    """The line of every submission of the unit, as :data:`SUBMISSIONS`."""
    whole = unit.group_by(*_SUBMISSION, "department").agg(
        rows=unit.count(),
        linked=unit.subject.count(),
        filled=unit.filled.sum(),
        cells=unit.fields.sum(),
        dated=unit.dated.sum(),
    )
    found = _of_faulty_rows(unit, faults)
    both = whole.left_join(found, _SUBMISSION)
    less = {name: found[name].fill_null(0) for name in found.columns if name not in _SUBMISSION}
    counted = {
        "accepted": whole["rows"] - less["rejected"],
        "linked": whole.linked - less["rejected_linked"],
        "dated": whole.dated - less["rejected_dated"],
        "late": less["late"],
        "cells": whole.cells - less["rejected_cells"],
        "filled": whole.filled - less["rejected_filled"],
        "wrong_codes": less["wrong"],
    }
    lines = both.select(
        submission=whole.submission,
        item=whole.item,
        department=whole.department,
        region=_district(whole.department),
        month=whole.month,
        rows=whole["rows"],
        **counted,
    )
    return lines.select(**{name: lines[name].cast(kind) for name, kind in SUBMISSIONS.items()})


def count_holders(unit: ir.Table) -> ir.Table:
    """How many organisations of each district have rows in the unit, as :data:`HOLDERS`."""
    held = unit.filter(unit.subject.notnull()).select("item", "month", "subject").distinct()
    placed = held.mutate(region=_district(held.subject))
    counted = placed.group_by("item", "region", "month").agg(holders=placed.count())
    return counted.select(**{name: counted[name].cast(kind) for name, kind in HOLDERS.items()})


def unit_tables() -> tuple[ir.Table, ir.Table]:
    """``unit`` and ``faults``, bound to no engine."""
    return ibis.table(UNIT, name="unit"), ibis.table(FAULTS, name="faults")


def _of_faulty_rows(unit: ir.Table, faults: ir.Table) -> ir.Table:
    """Of every submission with faults: its rejected, late and wrongly coded rows, and their cells."""
    rows = faults.group_by(*_SUBMISSION, "row").agg(
        rejected=one_if(faults.check_id.isin(REJECTING)).max(),
        late=one_if(faults.check_id == "late").max(),
        wrong=one_if(_wrong(faults)).max(),
    )
    found = unit.inner_join(rows, [*_SUBMISSION, "row"])
    return found.group_by(*_SUBMISSION).agg(
        rejected=rows.rejected.sum(),
        late=(rows.late * (1 - rows.rejected) * unit.dated).sum(),
        wrong=rows.wrong.sum(),
        rejected_linked=(rows.rejected * one_if(unit.subject.notnull())).sum(),
        rejected_filled=(rows.rejected * unit.filled).sum(),
        rejected_cells=(rows.rejected * unit.fields).sum(),
        rejected_dated=(rows.rejected * unit.dated).sum(),
    )


def _wrong(faults: ir.Table) -> ir.BooleanValue:
    repeated = (faults.item == REGISTER_ITEM) & (faults.check_id == REPEATED)
    return faults.check_id.isin(WRONG_CODE) | repeated


def _district(code: ir.StringValue) -> ir.StringValue:
    return code.substr(2, 6)

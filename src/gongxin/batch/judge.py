"""Plan the checks of an item as table expressions, each judged once per distinct value.

The plan is made from the item and the columns that a file has; nothing here runs anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check, Severity, made_name
from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.text import tidy
from gongxin.law.catalogue import Field, Item

FAULT_SCHEMA = {"row": "int64", "field": "string", "check_id": "string", "value": "string"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One check on one field: the flag column it fills."""

    check: Check
    field: Field
    flag: str


@dataclass(frozen=True, slots=True)
class Group:
    """Judgements that read the same columns.

    Steps over the tables that the ones before stored. ``values``: the distinct values, tidy;
    ``forms``: the same with the forms that the checks look at, made once. ``faulty``: those values (for ``row`` grain, the
    rows) with any fault, one boolean column a judgement. ``hits``: the rows that hold them.
    ``faults``: one line a fault.
    """

    number: int
    by_row: bool
    reads: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    values: ir.Table | None = field(repr=False)
    forms: ir.Table | None = field(repr=False)
    faulty: ir.Table = field(repr=False)
    hits: ir.Table | None = field(repr=False)
    faults: ir.Table = field(repr=False)


def cells_table(item: Item) -> ir.Table:
    """The unbound table ``cells``: ``row`` and every stored field as text."""
    schema = {"row": "int64"} | {f.code: "string" for f in item.stored_fields}
    return ibis.table(schema, name="cells")


def plan(
    item: Item, present: Iterable[str], received_on: date, severities: tuple[Severity, ...]
) -> tuple[Group, ...]:
    """The groups of checks with one of ``severities``, for a file that has ``present`` columns."""
    columns = frozenset(present)
    wanted: dict[tuple[bool, tuple[str, ...]], list[tuple[Check, Field]]] = {}
    for one in item.stored_fields:
        for check in CHECKS:
            if check.severity not in severities or check.faulty is None:
                continue
            if not check.applies(item, one) or not _readable(check, one, columns):
                continue
            by_row = check.grain == "row"
            reads = () if by_row else check.reads(one)
            wanted.setdefault((by_row, reads), []).append((check, one))
    return tuple(
        _group(number, by_row, reads, checks, item, received_on)
        for number, ((by_row, reads), checks) in enumerate(wanted.items())
    )


def _readable(check: Check, one: Field, columns: frozenset[str]) -> bool:
    if one.code in columns:
        return True
    if check.id == "required":
        return not one.column_optional
    return any(code in columns for code in check.reads(one)[1:])


def _group(
    number: int,
    by_row: bool,
    reads: tuple[str, ...],
    checks: list[tuple[Check, Field]],
    item: Item,
    received_on: date,
) -> Group:
    cells = cells_table(item)
    judgements = tuple(
        Judgement(check, one, f"f{place}") for place, (check, one) in enumerate(checks)
    )
    if by_row:
        kept = ("row", *dict.fromkeys(j.field.code for j in judgements))
        faulty = _faulty(Cells(cells, item, received_on), kept, judgements)
        stored = ibis.table(faulty.schema(), name=f"faulty_{number}")
        faults = _faults(stored, judgements)
        return Group(number, True, reads, judgements, None, None, faulty, None, faults)
    values = _values(Cells(cells.select(*reads).distinct(), item, received_on), reads)
    tidied = ibis.table(values.schema(), name=f"values_{number}")
    forms = _forms(Cells(tidied, item, received_on), reads)
    made = ibis.table(forms.schema(), name=f"forms_{number}")
    faulty = _faulty(Cells(made, item, received_on), reads, judgements)
    stored = ibis.table(faulty.schema(), name=f"faulty_{number}")
    same = [cells[code].identical_to(stored[code]) for code in reads]
    hits = cells.inner_join(stored, same).select(
        cells.row, *(cells[code] for code in reads), *(stored[j.flag] for j in judgements)
    )
    bound = ibis.table(hits.schema(), name=f"hits_{number}")
    return Group(
        number, False, reads, judgements, values, forms, faulty, hits, _faults(bound, judgements)
    )


def _values(cells: Cells, reads: tuple[str, ...]) -> ir.Table:
    return cells.table.mutate(**{made_name(code, "text"): cells.text(code) for code in reads})


def _forms(cells: Cells, reads: tuple[str, ...]) -> ir.Table:
    made: dict[str, ir.Value] = {}
    for code in reads:
        match cells.item.index[code].type:
            case "uscc" | "orgcode" | "regno":
                made[made_name(code, "identifier")] = cells.identifier(code)
            case "date":
                made[made_name(code, "date")] = cells.date(code)
    return cells.table.mutate(**made) if made else cells.table


def _faulty(cells: Cells, kept: tuple[str, ...], judgements: tuple[Judgement, ...]) -> ir.Table:
    flags = {j.flag: _flag(j, cells) for j in judgements}
    return cells.table.select(*kept, **flags).filter(
        lambda t: reduce(lambda a, b: a | b, [t[flag] for flag in flags])
    )


def _flag(judgement: Judgement, cells: Cells) -> ir.BooleanValue:
    assert judgement.check.faulty is not None
    return judgement.check.faulty(cells, judgement.field).fill_null(False)


def _faults(hits: ir.Table, judgements: tuple[Judgement, ...]) -> ir.Table:
    parts = [
        hits.filter(hits[j.flag]).select(
            "row",
            field=ibis.literal(j.field.code),
            check_id=ibis.literal(j.check.id),
            value=tidy(hits[j.field.code]),
        )
        for j in judgements
    ]
    return ibis.union(*parts) if len(parts) > 1 else parts[0]

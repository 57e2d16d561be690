"""Plan the checks of an item as table expressions, each judged once per distinct value.

The plan is made from the item and the columns that a file has; nothing here runs anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check, made_name
from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.identifiers import FACTS
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
    """Judgements that read the same columns, as steps over the tables that the ones before stored.

    ``forms``: the distinct values, then the same with the forms and facts that the checks look at,
    each made once. ``faulty``: those values (for ``row`` grain, the rows) with any fault, one
    boolean column a judgement. ``hits``: the rows that hold them. ``faults``: one line a fault.
    """

    number: int
    reads: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    forms: tuple[ir.Table, ...] = field(repr=False)
    faulty: ir.Table = field(repr=False)
    hits: ir.Table | None = field(repr=False)
    faults: ir.Table = field(repr=False)


def cells_table(item: Item) -> ir.Table:
    """The unbound table ``cells``: ``row`` and every stored field as text."""
    schema = {"row": "int64"} | {f.code: "string" for f in item.stored_fields}
    return ibis.table(schema, name="cells")


def plan(item: Item, present: Iterable[str]) -> tuple[Group, ...]:
    """The groups of checks for a file of ``item`` that has the fields ``present``."""
    columns = frozenset(present)
    wanted: dict[tuple[bool, tuple[str, ...]], list[tuple[Check, Field]]] = {}
    for one in item.stored_fields:
        for check in CHECKS:
            if (
                check.faulty is None
                or not check.applies(item, one)
                or not _readable(check, one, columns)
            ):
                continue
            by_row = check.grain == "row"
            reads = () if by_row else check.reads(one)
            wanted.setdefault((by_row, reads), []).append((check, one))
    return tuple(
        _group(number, by_row, reads, checks, item)
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
) -> Group:
    cells = cells_table(item)
    judgements = tuple(
        Judgement(check, one, f"f{place}") for place, (check, one) in enumerate(checks)
    )
    if by_row:
        kept = ("row", *dict.fromkeys(j.field.code for j in judgements))
        faulty = _faulty(Cells(cells, item), kept, judgements)
        stored = ibis.table(faulty.schema(), name=f"faulty_{number}")
        return Group(number, reads, judgements, (), faulty, None, _faults(stored, judgements))
    forms = _forms(number, Cells(cells.select(*reads).distinct(), item), reads)
    made = ibis.table(forms[-1].schema(), name=form_name(number, len(forms) - 1))
    faulty = _faulty(Cells(made, item), reads, judgements)
    stored = ibis.table(faulty.schema(), name=f"faulty_{number}")
    same = [cells[code].identical_to(stored[code]) for code in reads]
    hits = cells.inner_join(stored, same).select(
        cells.row, *(cells[code] for code in reads), *(stored[j.flag] for j in judgements)
    )
    bound = ibis.table(hits.schema(), name=f"hits_{number}")
    return Group(number, reads, judgements, forms, faulty, hits, _faults(bound, judgements))


def form_name(number: int, stage: int) -> str:
    """The table that holds a stage of a group's forms."""
    return f"forms_{number}_{stage}"


def _forms(number: int, cells: Cells, reads: tuple[str, ...]) -> tuple[ir.Table, ...]:
    """The distinct values, tidy; then as dates and identifiers; then the facts about these."""
    stages: list[ir.Table] = []
    for make in (_tidied, _typed, _told):
        made = {name: column for code in reads for name, column in make(cells, code).items()}
        if made:
            stages.append(cells.table.mutate(**made))
            stored = ibis.table(stages[-1].schema(), name=form_name(number, len(stages) - 1))
            cells = replace(cells, table=stored)
    return tuple(stages)


def _tidied(cells: Cells, code: str) -> dict[str, ir.Value]:
    return {made_name(code, "text"): cells.text(code)}


def _typed(cells: Cells, code: str) -> dict[str, ir.Value]:
    match cells.item.index[code].type:
        case "uscc" | "orgcode" | "regno":
            return {made_name(code, "identifier"): cells.identifier(code)}
        case "date":
            return {made_name(code, "date"): cells.date(code)}
        case _:
            return {}


def _told(cells: Cells, code: str) -> dict[str, ir.Value]:
    if cells.item.index[code].type not in FACTS:
        return {}
    told = cells.code(code)
    return {made_name(code, fact): told[fact] for fact in told.facts}


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
            value=hits[j.field.code],
        )
        for j in judgements
    ]
    return ibis.union(*parts) if len(parts) > 1 else parts[0]

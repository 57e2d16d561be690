"""Plan the checks of an item as table expressions, each judged once per distinct value.

The plan is made from the item and the columns that a file has; nothing here runs anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check, made_name
from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.forms import Chain
from gongxin.batch.identifiers import doubtful
from gongxin.batch.text import may_be_formula
from gongxin.law.catalogue import Field, Item

DOUBTFUL = "doubtful"  # the table that :func:`doubtful_rows` makes; row checks read it


@dataclass(frozen=True, slots=True)
class Judgement:
    """One check on one field: the flag column it fills."""

    check: Check
    field: Field
    flag: str


@dataclass(frozen=True, slots=True)
class Group:
    """Judgements that read the same columns, as steps over tables that earlier steps stored.

    ``faulty``: the distinct values (for ``row`` grain, the rows) with any fault, one boolean column
    a judgement. ``hits``: the rows that hold them. ``faults``: one line a fault.
    """

    number: int
    reads: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    faulty: ir.Table = field(repr=False)
    hits: ir.Table | None = field(repr=False)
    faults: ir.Table = field(repr=False)


def cells_table(item: Item) -> ir.Table:
    """The unbound table ``cells``: ``row`` and every stored field as text."""
    schema = {"row": "int64"} | {f.code: "string" for f in item.stored_fields}
    return ibis.table(schema, name="cells")


def doubtful_rows(item: Item) -> ir.Table:
    """The rows of ``cells`` in which a row check may find a fault, or that may hold a formula."""
    cells = Cells(cells_table(item), item)
    doubts = [may_be_formula(cells.raw(f.code)) for f in item.stored_fields]
    for one in item.stored_fields:
        for check in CHECKS:
            if check.grain == "row" and check.applies(item, one):
                doubt = check.doubtful or check.faulty
                assert doubt is not None
                doubts.append(doubt(cells, one))
    return cells.table.filter(reduce(lambda a, b: a | b, doubts))


def plan(item: Item, chains: Mapping[str, Chain]) -> tuple[Group, ...]:
    """The groups of checks for files of ``item``; they read the forms that ``chains`` make."""
    wanted: dict[tuple[bool, tuple[str, ...]], list[tuple[Check, Field]]] = {}
    for one in item.stored_fields:
        for check in CHECKS:
            if check.faulty is None or not check.applies(item, one):
                continue
            by_row = check.grain == "row"
            reads = () if by_row else check.reads(one)
            wanted.setdefault((by_row, reads), []).append((check, one))
    return tuple(
        _group(number, by_row, reads, checks, item, chains)
        for number, ((by_row, reads), checks) in enumerate(wanted.items())
    )


def _group(
    number: int,
    by_row: bool,
    reads: tuple[str, ...],
    checks: list[tuple[Check, Field]],
    item: Item,
    chains: Mapping[str, Chain],
) -> Group:
    cells = cells_table(item)
    judgements = tuple(
        Judgement(check, one, f"f{place}") for place, (check, one) in enumerate(checks)
    )
    if by_row:
        kept = ("row", *dict.fromkeys(j.field.code for j in judgements))
        rows = ibis.table(cells.schema(), name=DOUBTFUL)
        faulty = _faulty(Cells(rows, item), kept, judgements)
        stored = ibis.table(faulty.schema(), name=f"faulty_{number}")
        return Group(number, reads, judgements, faulty, None, _faults(stored, judgements))
    faulty = _faulty(Cells(_values(cells, reads, chains, item), item), reads, judgements)
    stored = ibis.table(faulty.schema(), name=f"faulty_{number}")
    same = [cells[code].identical_to(stored[code]) for code in reads]
    if len(reads) == 1:
        same = [cells[reads[0]] == stored[reads[0]]]
    hits = cells.inner_join(stored, same).select(
        cells.row, *(cells[code] for code in reads), *(stored[j.flag] for j in judgements)
    )
    bound = ibis.table(hits.schema(), name=f"hits_{number}")
    return Group(number, reads, judgements, faulty, hits, _faults(bound, judgements))


def _values(
    cells: ir.Table, reads: tuple[str, ...], chains: Mapping[str, Chain], item: Item
) -> ir.Table:
    """The distinct values, or pairs of values, of the columns with the forms of each."""
    if len(reads) == 1 and reads[0] in chains:
        return _doubted(named(chains[reads[0]].table, reads[0]), item, reads[0])
    table = cells.select(*reads).distinct()
    for code in reads:
        if code in chains:
            forms = named(chains[code].table, code).rename({f"{code}.value": code})
            joined = table.left_join(forms, table[code] == forms[f"{code}.value"])
            table = joined.drop(f"{code}.value")
    return table


def _doubted(forms: ir.Table, item: Item, code: str) -> ir.Table:
    """The forms without codes and amounts that are beyond doubt, which are nearly all."""
    cells = Cells(forms, item)
    match item.index[code].type:
        case "uscc" | "orgcode" | "regno":
            return forms.filter(doubtful(cells.code(code), cells.text(code)))
        case "money":
            return forms.filter(cells.kept(code).isnull())
        case _:
            return forms


def named(forms: ir.Table, code: str) -> ir.Table:
    """The forms under the names by which checks ask for those of one field."""
    names = {made_name(code, form): form for form in forms.columns if form != "v"}
    return forms.rename({code: "v", **names})


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

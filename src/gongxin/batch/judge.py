"""Plan the checks of an item as table expressions: values are judged once however often they occur.

The plan is made from the item and the columns that a file has; nothing here runs anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial, reduce

import ibis
import ibis.expr.types as ir
from ibis.expr.operations import Value

from gongxin.batch.checks.check import Cells, Check, made_name
from gongxin.batch.checks.registry import BY_ID, CHECKS
from gongxin.batch.forms import Chain
from gongxin.batch.identifiers import doubtful
from gongxin.batch.text import may_be_formula
from gongxin.law.catalogue import Field, Item

DOUBTFUL = "doubtful"  # the table that :func:`doubtful_rows` makes; cell and row checks read it


@dataclass(frozen=True, slots=True)
class Judgement:
    """One check on one field: the flag column it fills."""

    check: Check
    field: Field
    flag: str


@dataclass(frozen=True, slots=True)
class Group:
    """Judgements made together, as steps over tables that earlier steps stored.

    ``faulty``: what has any fault: distinct values or rows, with one boolean column a judgement, or
    cells. ``hits``: the rows that hold such values; None where the rows are told. ``faults``: one
    line a fault.
    """

    number: int
    reads: tuple[str, ...]
    faulty: ir.Table = field(repr=False)
    hits: ir.Table | None = field(repr=False)
    faults: ir.Table = field(repr=False)


def cells_table(item: Item) -> ir.Table:
    """The unbound table ``cells``: ``row`` and every stored field as text."""
    schema = {"row": "int64"} | {f.code: "string" for f in item.stored_fields}
    return ibis.table(schema, name="cells")


def doubtful_rows(item: Item) -> ir.Table:
    """The rows of ``cells`` in which a cell or row check may find a fault, or that may hold a formula."""
    cells = Cells(cells_table(item), item)
    doubts = [may_be_formula(cells.raw(f.code)) for f in item.stored_fields]
    for one in item.stored_fields:
        for check in CHECKS:
            if check.grain in ("cell", "row") and check.applies(item, one):
                doubt = check.doubtful or check.faulty
                assert doubt is not None
                doubts.append(doubt(cells, one))
    return cells.table.filter(reduce(lambda a, b: a | b, doubts))


def plan(item: Item, chains: Mapping[str, Chain]) -> tuple[Group, ...]:
    """The groups of checks for files of ``item``; they read the forms that ``chains`` make."""
    cells: dict[str, list[Field]] = {}
    rows: list[Judgement] = []
    values: dict[tuple[str, ...], list[Judgement]] = {}
    for one in item.stored_fields:
        for check in CHECKS:
            if check.faulty is None or not check.applies(item, one):
                continue
            match check.grain:
                case "cell":
                    cells.setdefault(check.id, []).append(one)
                case "row":
                    rows.append(_judgement(check, one, rows))
                case _:
                    alike = values.setdefault(check.reads(one), [])
                    alike.append(_judgement(check, one, alike))
    groups = [
        *(partial(_cell_group, BY_ID[check], fields) for check, fields in cells.items()),
        *([partial(_row_group, rows)] if rows else []),
        *(partial(_value_group, *alike, chains=chains) for alike in values.items()),
    ]
    return tuple(group(item, number) for number, group in enumerate(groups))


def _judgement(check: Check, one: Field, others: list[Judgement]) -> Judgement:
    return Judgement(check, one, f"f{len(others)}")


def _cell_group(check: Check, fields: list[Field], item: Item, number: int) -> Group:
    """One check of many fields, asked once of all their cells: the same of each, but for its limits."""
    assert check.faulty is not None
    rows = ibis.table(cells_table(item).schema(), name=DOUBTFUL)
    codes = [one.code for one in fields]
    cells = rows.select("row", *codes).pivot_longer(codes, names_to="field", values_to="value")
    questions: dict[Value, list[str]] = {}
    for one in fields:
        asked = check.faulty(Cells(cells, item, one_column="value"), one)
        questions.setdefault(asked.op(), []).append(one.code)
    faults = [cells["field"].isin(of) & question.to_expr() for question, of in questions.items()]
    faulty = cells.filter(ibis.or_(*faults))
    stored = ibis.table(faulty.schema(), name=f"faulty_{number}")
    told = stored.select("row", "field", check_id=ibis.literal(check.id), value=stored["value"])
    return Group(number, (), faulty, None, told)


def _row_group(judgements: list[Judgement], item: Item, number: int) -> Group:
    rows = ibis.table(cells_table(item).schema(), name=DOUBTFUL)
    kept = ("row", *dict.fromkeys(j.field.code for j in judgements))
    faulty = _faulty(Cells(rows, item), kept, judgements)
    stored = ibis.table(faulty.schema(), name=f"faulty_{number}")
    return Group(number, (), faulty, None, _faults(stored, judgements))


def _value_group(
    reads: tuple[str, ...],
    judgements: list[Judgement],
    item: Item,
    number: int,
    chains: Mapping[str, Chain],
) -> Group:
    cells = cells_table(item)
    faulty = _faulty(Cells(_values(cells, reads, chains, item), item), reads, judgements)
    stored = ibis.table(faulty.schema(), name=f"faulty_{number}")
    same = [cells[code].identical_to(stored[code]) for code in reads]
    if len(reads) == 1:
        same = [cells[reads[0]] == stored[reads[0]]]
    hits = cells.inner_join(stored, same).select(
        cells.row, *(cells[code] for code in reads), *(stored[j.flag] for j in judgements)
    )
    bound = ibis.table(hits.schema(), name=f"hits_{number}")
    return Group(number, reads, faulty, hits, _faults(bound, judgements))


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


def _faulty(cells: Cells, kept: tuple[str, ...], judgements: list[Judgement]) -> ir.Table:
    flags = {j.flag: _flag(j, cells) for j in judgements}
    return cells.table.select(*kept, **flags).filter(
        lambda t: reduce(lambda a, b: a | b, [t[flag] for flag in flags])
    )


def _flag(judgement: Judgement, cells: Cells) -> ir.BooleanValue:
    assert judgement.check.faulty is not None
    return judgement.check.faulty(cells, judgement.field).fill_null(False)


def _faults(hits: ir.Table, judgements: list[Judgement]) -> ir.Table:
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

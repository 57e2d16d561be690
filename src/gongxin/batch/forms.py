"""The forms of a file's values, each distinct value read once: tidy text, date, identifier, facts.

Columns of one type share a table ``forms_<chain>`` with the raw value ``v``, its tidy ``text``, the
form in which it is ``kept`` (null where it cannot be kept) and what the checks of the type look at.
It is made in stages, because an engine plans three plain steps far faster than one deep one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from gongxin.batch import dates, enumerations, identifiers, money
from gongxin.batch.text import tidy
from gongxin.law.catalogue import Field, Item

Stage = Callable[[ir.Table], Mapping[str, ir.Value]]


@dataclass(frozen=True, slots=True)
class Chain:
    """How the forms of some fields' values are made: the tables to store, the last one final."""

    name: str
    codes: tuple[str, ...]
    stages: dict[str, ir.Table]

    @property
    def table(self) -> ir.Table:
        """The final table, as a later step reads it."""
        name, expression = list(self.stages.items())[-1]
        return ibis.table(expression.schema(), name=name)


def has_forms(field: Field) -> bool:
    """Whether values of the field have forms beyond their tidy text."""
    return field.type not in ("text", "capital", "integer")


def make_chains(cells: ir.Table, item: Item) -> dict[str, Chain]:
    """The chain of every field that has forms, by field code; fields of one type share theirs."""
    fields: dict[str, list[Field]] = {}
    for one in item.stored_fields:
        if has_forms(one):
            name = f"{one.type}_{one.code}" if one.choices else one.type
            fields.setdefault(name, []).append(one)
    chains = {name: _chain(name, cells, shared) for name, shared in fields.items()}
    return {code: chain for chain in chains.values() for code in chain.codes}


def _chain(name: str, cells: ir.Table, fields: list[Field]) -> Chain:
    columns = [cells.select(v=cells[field.code]) for field in fields]
    values = ibis.union(*columns) if len(columns) > 1 else columns[0]
    table = values.filter(values.v.notnull()).distinct()
    stages: dict[str, ir.Table] = {}
    steps = [_tidied, *_stages(fields[0])]
    for place, step in enumerate(steps):
        last = place == len(steps) - 1
        made = f"forms_{name}" if last else f"forms_{name}_{place}"
        stages[made] = table.mutate(**step(table))
        table = ibis.table(stages[made].schema(), name=made)
    return Chain(name, tuple(f.code for f in fields), stages)


def _tidied(table: ir.Table) -> dict[str, ir.Value]:
    return {"text": tidy(_column(table, "v"))}


def _stages(field: Field) -> list[Stage]:
    match field.type:
        case "uscc" | "orgcode" | "regno":
            facts = identifiers.FACTS[field.type]
            return [
                lambda t: {"kept": identifiers.normalised(_column(t, "text"))},
                lambda t: {name: fact(_column(t, "kept")) for name, fact in facts.items()},
            ]
        case "date":
            return [
                lambda t: {"plain": dates.plain(_column(t, "text"))},
                lambda t: {
                    "spelled": dates.spelled(_column(t, "plain")),
                    "iso": dates.iso(_column(t, "plain")),
                },
                lambda t: {"kept": dates.real(t["spelled"], _column(t, "iso"))},
            ]
        case "money":
            return [
                lambda t: {"plain": money.plain(_column(t, "text"))},
                lambda t: money.Amount.of(_column(t, "plain")).parts(),
                lambda t: {"kept": money.canonical(money.Amount.stored(t.__getitem__))},
            ]
        case _:
            return [lambda t: {"kept": enumerations.canonical(_column(t, "text"), field)}]


def _column(table: ir.Table, name: str) -> ir.StringValue:
    column = table[name]
    assert isinstance(column, ir.StringValue)
    return column

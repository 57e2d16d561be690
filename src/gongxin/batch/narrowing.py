"""What is left of a plan for a file that was sifted: the doubtful cells are judged, no others.

The sieve marks every row with the fields that its doubt is about. Where a field is beyond doubt in
all rows, what is about it alone is left out; where it is so in a row, its value is passed over.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

import duckdb

from gongxin.batch.engine import quoted
from gongxin.batch.plans import CompiledGroup, Plan
from gongxin.batch.readers.sheet import MARKS, Sheet
from gongxin.batch.sieve.machine import Marks
from gongxin.law.catalogue import Item

_DOUBTED = "doubted"


def narrowed(
    connection: duckdb.DuckDBPyConnection, plan: Plan, item: Item, sheet: Sheet, marks: Marks
) -> Plan:
    """The plan for what is doubtful; makes ``doubtful`` (rows) and ``doubted`` (values, others null)."""
    found = connection.execute(f"SELECT coalesce(bit_or({MARKS}), 0) FROM raw").fetchone()
    seen = int(found[0]) if found else 0
    groups = [
        group
        for group in plan.groups
        if seen & (_any_of(marks.own, group.reads) if group.reads else marks.rows)
    ]
    needed = {name for group in groups for name in group.needs}
    codes = [field.code for field in item.stored_fields]
    cells = {code: quoted(code) if code in sheet.codes else "NULL::VARCHAR" for code in codes}
    values = {
        code: f"CASE WHEN {_has(marks.joined.get(code, 0))} THEN {cell} END"
        for code, cell in cells.items()
    }
    _create_view(connection, "doubtful", cells, _has(marks.rows))
    _create_view(connection, _DOUBTED, values, "true")
    return replace(
        plan,
        chains=tuple(
            replace(chain, stages={name: _of_doubted(made) for name, made in chain.stages.items()})
            for chain in plan.chains
            if chain.name in needed
        ),
        groups=tuple(map(_narrowed_group, groups)),
    )


def _any_of(marks: Mapping[str, int], codes: Collection[str]) -> int:
    return sum({marks[code] for code in codes if code in marks})


def _has(marks: int) -> str:
    """SQL: where a row has one of the marks."""
    return f"{MARKS} & {marks} <> 0"


def _narrowed_group(group: CompiledGroup) -> CompiledGroup:
    hits = None if group.hits is None else _of_doubted(group.hits)
    return replace(group, faulty=_of_doubted(group.faulty), hits=hits)


def _create_view(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, str], where: str
) -> None:
    listed = ", ".join(f"{value} AS {quoted(code)}" for code, value in columns.items())
    connection.execute(f"CREATE VIEW {name} AS SELECT row, {listed} FROM raw WHERE {where}")


def _of_doubted(query: str) -> str:
    return query.replace('"cells"', quoted(_DOUBTED))

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
from gongxin.batch.sieve.forms import WHOLE
from gongxin.law.catalogue import Item

_DOUBTED = "doubted"


def narrowed(connection: duckdb.DuckDBPyConnection, plan: Plan, item: Item, sheet: Sheet) -> Plan:
    """The plan for what is doubtful; makes ``doubtful`` (rows) and ``doubted`` (values, others null)."""
    assert plan.sieve is not None
    marks = _Marks(connection, sheet)
    of_rows = WHOLE | marks.of(plan.sieve.told_by_cell)
    groups = [
        group
        for group in plan.groups
        if (marks.are_about(group.reads) if group.reads else marks.seen & of_rows)
    ]
    needed = {name for group in groups for name in group.needs}
    codes = [field.code for field in item.stored_fields]
    cells = {code: quoted(code) if code in sheet.codes else "NULL::VARCHAR" for code in codes}
    values = {
        code: f"CASE WHEN {_in(marks.of(_judged_with(groups, code)))} THEN {cell} END"
        for code, cell in cells.items()
    }
    _create_view(connection, "doubtful", cells, _in(of_rows))
    _create_view(connection, _DOUBTED, values, "true")
    return replace(
        plan,
        chains=tuple(
            replace(chain, stages={name: _of_doubted(made) for name, made in chain.stages.items()})
            for chain in plan.chains
            if chain.name in needed
        ),
        groups=tuple(replace(group, faulty=_of_doubted(group.faulty)) for group in groups),
    )


class _Marks:
    """The marks of a file's rows; ``seen`` are those of all rows together."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
        self._marks = sheet.marks or {}
        found = connection.execute(f"SELECT coalesce(bit_or({MARKS}), 0) FROM raw").fetchone()
        self.seen = int(found[0]) if found else 0

    def of(self, codes: Collection[str]) -> int:
        """Those of rows that are doubtful in one of the fields."""
        return sum({self._marks[code] for code in codes if code in self._marks})

    def are_about(self, codes: Collection[str]) -> bool:
        """Whether any row is doubtful in one of the fields."""
        return bool(self.seen & self.of(codes))


def _in(marks: int) -> str:
    return f"{MARKS} & {marks} <> 0"


def _judged_with(groups: list[CompiledGroup], code: str) -> set[str]:
    """The fields whose values are judged with the field's, or with those of one of them, and itself."""
    found, more = set[str](), {code}
    while more:
        found |= more
        more = {one for g in groups if found.intersection(g.reads) for one in g.reads} - found
    return found


def _create_view(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, str], where: str
) -> None:
    listed = ", ".join(f"{value} AS {quoted(code)}" for code, value in columns.items())
    connection.execute(f"CREATE VIEW {name} AS SELECT row, {listed} FROM raw WHERE {where}")


def _of_doubted(query: str) -> str:
    return query.replace('"cells"', quoted(_DOUBTED))

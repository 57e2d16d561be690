"""Measure a lake in process: units are counted once and kept, measures read only the counts."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import duckdb
import ibis

from gongxin.batch.engine import literal
from gongxin.batch.lake import FAULTS, Lake, whole
from gongxin.batch.quality import fault_kinds, lake_counts, measure
from gongxin.batch.quality.lake_counts import (
    count_holders,
    count_submissions,
    unit_select,
    unit_tables,
)
from gongxin.batch.quality.run import Figure, create_tables, figures, fill
from gongxin.batch.quality.spans import spans
from gongxin.batch.quality.tables import SHAPES
from gongxin.law.catalogue import Catalogue, Item

KIND = "measure"
RECHECK = "recheck"
KEPT = ("submissions", "holders")
Progress = Callable[[str, str, bool], None]
"""Told of every unit: item, month, whether it had to be counted."""


def measure_lake(
    connection: duckdb.DuckDBPyConnection,
    lake: Lake,
    catalogue: Catalogue,
    *,
    months: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> list[Figure]:
    """The figures of a lake that was re-checked, for some months or for all that it has.

    Counts of a unit are kept under ``runs/measure`` and made again only when its rows, its faults,
    the item or this code changed. What a lake does not hold (ledgers, corrections, objections) has
    no figure.
    """
    for item_id in lake.items():
        for month in lake.months(item_id):
            done = count_unit(connection, lake, catalogue.item(item_id), month)
            if progress is not None:
                progress(item_id, month, done)
    for view in ("unit", "faults"):
        connection.execute(f"DROP VIEW IF EXISTS temp.{view}")
    bring_counts(connection, lake)
    measured = (
        months if months is not None else sorted({m for i in lake.items() for m in lake.months(i)})
    )
    fill(connection, "spans", spans(measured))
    wanted = set(measured)
    return [figure for figure in figures(connection) if figure.month in wanted]


def count_unit(connection: duckdb.DuckDBPyConnection, lake: Lake, item: Item, month: str) -> bool:
    """Count one unit and keep the counts; False when they were kept already."""
    folder = lake.run(KIND, item.id, month)
    state, said = folder / "inputs.json", _inputs(lake, item, month)
    if state.exists() and state.read_text() == said:
        return False
    _view_unit(connection, lake, item, month)
    for name, statement in zip(KEPT, _statements(), strict=True):
        with whole(folder / f"{name}.parquet") as path:
            connection.execute(f"COPY ({statement}) TO {literal(str(path))} (FORMAT parquet)")
    with whole(state) as path:
        path.write_text(said)
    return True


def bring_counts(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Make the measures' tables from the counts that are kept; ``spans`` stays empty."""
    create_tables(connection)
    for name in KEPT:
        if any((lake.root / "runs" / KIND).glob(f"*/*/{name}.parquet")):
            kept = literal(str(lake.root / "runs" / KIND / "*" / "*" / f"{name}.parquet"))
            columns = ", ".join(f'"{column}"' for column in SHAPES[name])
            connection.execute(
                f'INSERT INTO "{name}" SELECT {columns} FROM read_parquet({kept},'
                " hive_partitioning = false)"
            )
    if lake.register("subjects").exists():
        subjects = literal(str(lake.register("subjects")))
        connection.execute(
            "INSERT INTO register SELECT substr(code, 3, 6), count(*)"
            f" FROM read_parquet({subjects}) WHERE in_register GROUP BY 1"
        )


def _view_unit(connection: duckdb.DuckDBPyConnection, lake: Lake, item: Item, month: str) -> None:
    source = _parquet(lake.files(item.id, month))
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    columns = [str(line[0]) for line in described]
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW unit AS {unit_select(item, month, source, columns, chr(34))}"
    )
    found = _faults(lake, item.id, month)
    columns = [f"NULL::{kind} AS {name}" for name, kind in FAULTS.items()]
    faults = (
        f"SELECT {', '.join(FAULTS)} FROM {_parquet(found)}"
        if found
        else f"SELECT {', '.join(columns)} WHERE false"
    )
    connection.execute(f"CREATE OR REPLACE TEMP VIEW faults AS {faults}")


def _faults(lake: Lake, item: str, month: str) -> list[Path]:
    return sorted(lake.run(RECHECK, item, month).glob("*.parquet"))


def _parquet(paths: Iterable[Path]) -> str:
    listed = ", ".join(literal(str(path)) for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false)"


@cache
def _statements() -> tuple[str, str]:
    unit, faults = unit_tables()
    submissions, holders = count_submissions(unit, faults), count_holders(unit)
    return (
        str(ibis.to_sql(submissions, dialect="duckdb")),
        str(ibis.to_sql(holders, dialect="duckdb")),
    )


def _inputs(lake: Lake, item: Item, month: str) -> str:
    """What the counts of a unit depend on, as text to be compared."""
    files = [*lake.files(item.id, month), *_faults(lake, item.id, month)]
    seen = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    rule = hashlib.sha256(repr((lake_counts.counted_fields(item), item.deadline)).encode())
    return json.dumps({"files": seen, "item": rule.hexdigest(), "code": _code()})


@cache
def _code() -> str:
    """A digest of the code that counts."""
    digest = hashlib.sha256()
    for module in (lake_counts, measure, fault_kinds):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()

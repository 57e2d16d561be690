"""Which rows of earlier files a new file brings again: corrected, or sent back once more.

A row is known again by the item's key. Where the fault was in the key itself, it is known by all of
its other cells, if they are the same and fit one row only.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from gongxin.apps.intake.filing.transfer import bring, execute, send
from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.storage import submission_folder
from gongxin.apps.quality.models import RejectedRow
from gongxin.batch.engine import file_literal, literal, quoted
from gongxin.batch.plans import compiled_plan
from gongxin.law.catalogue import Item

LOOKED_AT = 20  # earlier files whose rows are compared cell by cell
KINDS_OF_FAULT = 40  # sets of faulty columns that are compared

_MATCHED = "CREATE TEMP TABLE quality_matched (id bigint, row bigint) ON COMMIT DROP"
_CLOSE = """
UPDATE quality_rejectedrow w SET state = %s, closed_by_id = %s, closed_on = %s
FROM (SELECT DISTINCT id FROM quality_matched) m WHERE w.id = m.id
"""


def follow_rows(
    engine: duckdb.DuckDBPyConnection, submission: Submission, item: Item, workdir: Path
) -> None:
    """Close the waiting rows that ``submission`` brings again, and keep the ones it sent back.

    Needs an open transaction; must see submissions of a department and item in their order.
    """
    folder = submission_folder(submission.pk)
    if submission.duplicate_of_id or not (folder / "rejected.parquet").exists():
        return
    _view_rows(engine, item, folder)
    _bring_waiting(engine, submission, workdir)
    engine.execute("CREATE OR REPLACE TEMP TABLE matched (id BIGINT, row BIGINT, part VARCHAR)")
    for part in ("rejected", "accepted"):
        _match_by_key(engine, part)
    for part in ("rejected", "accepted"):
        for same in _same_cells(engine, item, part):
            _match(engine, same, part)
    _close(engine, submission, workdir)
    _keep_rejected(engine, submission, workdir)


def _view_rows(engine: duckdb.DuckDBPyConnection, item: Item, folder: Path) -> None:
    """Views ``accepted`` and ``rejected`` with each row's ``key`` beside its cells."""
    keys = compiled_plan(item).keys
    for part in ("accepted", "rejected"):
        path = file_literal(folder / f"{part}.parquet")
        engine.execute(f"CREATE OR REPLACE TEMP VIEW {part}_cells AS FROM read_parquet({path})")
        made = keys.replace('"cells"', f'"{part}_cells"')
        engine.execute(
            f"CREATE OR REPLACE TEMP TABLE {part}_keys AS SELECT row, md5(key) AS key FROM ({made})"
        )


def _bring_waiting(
    engine: duckdb.DuckDBPyConnection, submission: Submission, workdir: Path
) -> None:
    bring(
        engine,
        "SELECT id, submission_id, row, replace(key::text, '-', ''), rejected_on"
        f" FROM quality_rejectedrow WHERE state = 'open' AND item = '{submission.item}'"
        f" AND department_id = {submission.department_id} AND submission_id < {submission.pk}",
        "waiting",
        {
            "id": "BIGINT",
            "submission": "BIGINT",
            "row": "BIGINT",
            "key": "VARCHAR",
            "rejected_on": "DATE",
        },
        workdir,
    )


def _match_by_key(engine: duckdb.DuckDBPyConnection, part: str) -> None:
    found = f"SELECT w.id, min(k.row) AS row FROM waiting w JOIN {part}_keys k USING (key) GROUP BY w.id"
    _match(engine, found, part)


def _match(engine: duckdb.DuckDBPyConnection, found: str, part: str) -> None:
    engine.execute(
        f"INSERT INTO matched SELECT id, row, '{part}' FROM ({found})"
        " WHERE id NOT IN (SELECT id FROM matched)"
    )


def _same_cells(engine: duckdb.DuckDBPyConnection, item: Item, part: str) -> Iterator[str]:
    """For every set of columns with faults, the waiting rows whose other cells are one row's."""
    numbers = engine.execute(
        "SELECT DISTINCT submission FROM waiting WHERE id NOT IN (SELECT id FROM matched)"
        f" ORDER BY 1 DESC LIMIT {LOOKED_AT}"
    ).fetchall()
    for (number,) in numbers:
        folder = submission_folder(number)
        if not (folder / "rejected.parquet").exists():
            continue
        for faulty in _faulty_sets(engine, item, folder, number):
            yield _alike(item, folder, number, faulty, part)


def _faulty_sets(
    engine: duckdb.DuckDBPyConnection, item: Item, folder: Path, number: int
) -> list[tuple[str, ...]]:
    """The sets of columns, one of the key among them, in which waiting rows were sent back."""
    keyed = ", ".join(map(literal, item.key))
    found = engine.execute(
        f"SELECT fields FROM (SELECT i.row, list_sort(list(DISTINCT i.field)) AS fields"
        f" FROM read_parquet({file_literal(folder / 'issues.parquet')}) i"
        f" JOIN waiting w ON w.row = i.row AND w.submission = {number}"
        " WHERE i.severity = 'reject' AND w.id NOT IN (SELECT id FROM matched) GROUP BY i.row)"
        f" WHERE list_has_any(fields, [{keyed}]) GROUP BY fields ORDER BY count(*) DESC"
        f" LIMIT {KINDS_OF_FAULT}"
    ).fetchall()
    return [tuple(fields) for (fields,) in found]


def _alike(item: Item, folder: Path, number: int, faulty: tuple[str, ...], part: str) -> str:
    others = [f.code for f in item.stored_fields if f.code not in faulty]
    same = " AND ".join(f"o.{quoted(c)} IS NOT DISTINCT FROM n.{quoted(c)}" for c in others)
    listed = ", ".join(map(literal, sorted(faulty)))
    return (
        f"SELECT w.id, min(n.row) AS row FROM waiting w"
        f" JOIN read_parquet({file_literal(folder / 'rejected.parquet')}) o ON o.row = w.row"
        f" JOIN {part}_cells n ON {same}"
        f" WHERE w.submission = {number} AND w.row IN (SELECT row FROM (SELECT row,"
        f" list_sort(list(DISTINCT field)) AS fields"
        f" FROM read_parquet({file_literal(folder / 'issues.parquet')})"
        f" WHERE severity = 'reject' GROUP BY row) WHERE fields = [{listed}])"
        " GROUP BY w.id HAVING count(*) = 1"
    )


def _close(engine: duckdb.DuckDBPyConnection, submission: Submission, workdir: Path) -> None:
    states = {"accepted": RejectedRow.State.CORRECTED, "rejected": RejectedRow.State.REPEATED}
    for part, state in states.items():
        execute("DROP TABLE IF EXISTS quality_matched")
        execute(_MATCHED)
        send(
            engine, f"SELECT id, row FROM matched WHERE part = '{part}'", "quality_matched", workdir
        )
        execute(_CLOSE, [state.value, submission.pk, submission.received_on.isoformat()])


def _keep_rejected(
    engine: duckdb.DuckDBPyConnection, submission: Submission, workdir: Path
) -> None:
    """Keep the rows sent back now; one that waited before has waited since then."""
    day = literal(submission.received_on.isoformat())
    send(
        engine,
        f"SELECT {submission.pk}, k.row, {literal(submission.item)}, {submission.department_id},"
        f" k.key, coalesce(min(w.rejected_on), {day}::DATE), 'open' FROM rejected_keys k"
        " LEFT JOIN matched m ON m.row = k.row AND m.part = 'rejected'"
        " LEFT JOIN waiting w ON w.id = m.id GROUP BY k.row, k.key",
        "quality_rejectedrow (submission_id, row, item, department_id, key, rejected_on, state)",
        workdir,
    )

"""Accepted rows of a lake item on their way into the lake, safe against a crash at any step.

While the transaction is open the new rows, and which older ones they replace, are put aside under a
hidden name (:func:`set_aside`). Once it is committed they take their place (:func:`settle`), which
can be done again as often as it takes: first the older files are written anew without what was
replaced, then the new file takes its name. What was put aside for a submission that in the end was
not filed is dropped.
"""

import shutil
from pathlib import Path

import duckdb

from gongxin.apps.intake import storage
from gongxin.apps.intake.filing.records import Filed
from gongxin.apps.intake.filing.transfer import bring, execute, send
from gongxin.apps.intake.locks import filing_lock
from gongxin.apps.intake.models import Submission
from gongxin.batch.engine import file_literal, literal, open_engine, quoted
from gongxin.batch.lake import HEADER, Lake, month_of, whole
from gongxin.batch.plans import Plan
from gongxin.law.catalogue import Item

_PENDING = ".pending-"


def lake() -> Lake:
    """The lake of this instance."""
    return Lake(storage.home() / "lake")


def set_aside(
    engine: duckdb.DuckDBPyConnection,
    plan: Plan,
    item: Item,
    submission: Submission,
    accepted: Path,
    workdir: Path,
) -> Filed:
    """Put the accepted rows aside that are new or say something else than the lake does.

    Needs ``links`` and ``row_party`` in the engine and an open transaction. A row with the key of an
    older one of the same department replaces it; one that says the same is left where it lies.
    """
    _settle_earlier(submission)
    _make_codes(engine, workdir)
    _make_fresh(engine, plan, item, submission, accepted)
    _make_held(engine, plan, item, submission)
    fields = [quoted(field.code) for field in item.stored_fields]
    same = " AND ".join(f"f.{code} IS NOT DISTINCT FROM h.{code}" for code in fields)
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE unchanged AS SELECT f.row, h.place FROM fresh f JOIN held h"
        f" USING (key) WHERE {same} AND (f.subject IS NULL OR h.subject IS NOT NULL)"
    )
    _write_pending(engine, item, submission)
    linked, unlinked, unchanged = engine.execute(
        "SELECT count(subject), count(*) - count(subject), (SELECT count(*) FROM unchanged)"
        " FROM fresh"
    ).fetchone() or (0, 0, 0)
    return Filed(int(linked), int(unlinked), int(unchanged))


def settle(submission: Submission) -> None:
    """Let what was put aside for a finished submission take its place; nothing when it has."""
    folder = _pending(submission.item, submission.pk)
    if not folder.is_dir() or submission.state not in Submission.FINISHED:
        return
    if submission.state != Submission.State.REJECTED:
        with open_engine() as engine:
            _drop_replaced(engine, folder)
        month = month_of(submission.received_on)
        target = lake().folder(submission.item, month) / f"{submission.pk}.parquet"
        with whole(target) as partial:
            shutil.copyfile(folder / "rows.parquet", partial)
    shutil.rmtree(folder)


def settle_all() -> None:
    """Settle every submission that a killed process left between its commit and its files."""
    waiting = [int(p.name[len(_PENDING) :]) for p in lake().root.glob(f"items/*/{_PENDING}*")]
    for submission in Submission.objects.filter(pk__in=waiting, state__in=Submission.FINISHED):
        with filing_lock(submission) as held:
            if held:
                settle(submission)


def _settle_earlier(submission: Submission) -> None:
    """What the department filed before must lie in its place to be compared with."""
    waiting = lake().root.glob(f"items/{submission.item}/{_PENDING}*")
    ids = [int(path.name[len(_PENDING) :]) for path in waiting]
    earlier = Submission.objects.filter(pk__in=ids, department=submission.department_id)
    for one in earlier.exclude(pk=submission.pk).order_by("pk"):
        settle(one)


def _pending(item_id: str, submission_id: int) -> Path:
    return lake().root / "items" / item_id / f"{_PENDING}{submission_id}"


def _make_codes(engine: duckdb.DuckDBPyConnection, workdir: Path) -> None:
    """Table ``linked_codes``: the credit code of every organisation in ``links``."""
    execute("CREATE TEMP TABLE filing_linked (id bigint) ON COMMIT DROP")
    send(engine, "SELECT DISTINCT subject FROM links", "filing_linked", workdir)
    columns = {"subject": "BIGINT", "code": "VARCHAR"}
    query = "SELECT s.id, s.code FROM subjects_subject s JOIN filing_linked USING (id)"
    bring(engine, query, "linked_codes", columns, workdir)


def _make_fresh(
    engine: duckdb.DuckDBPyConnection,
    plan: Plan,
    item: Item,
    submission: Submission,
    accepted: Path,
) -> None:
    """Table ``fresh``: the accepted rows as the lake holds them, with their key."""
    engine.execute(
        f"CREATE OR REPLACE TEMP VIEW accepted_rows AS FROM read_parquet({file_literal(accepted)})"
    )
    keys = plan.keys.replace('"cells"', '"accepted_rows"')
    fields = ", ".join(f"a.{quoted(field.code)}" for field in item.stored_fields)
    engine.execute(
        f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT {submission.pk}::BIGINT AS submission,"
        f" a.row::BIGINT AS row, {literal(submission.department.code)} AS department,"
        f" DATE {literal(submission.received_on.isoformat())} AS received_on,"
        f" c.code AS subject, l.linked_by, {fields}, k.key"
        f" FROM accepted_rows a JOIN ({keys}) k USING (row) JOIN row_party p USING (row)"
        " LEFT JOIN links l USING (party) LEFT JOIN linked_codes c USING (subject)"
    )


def _make_held(
    engine: duckdb.DuckDBPyConnection, plan: Plan, item: Item, submission: Submission
) -> None:
    """Table ``held``: what the lake holds from the department, with the key and where it lies."""
    files = lake().files(item.id)
    columns = ", ".join(quoted(name) for name in (*HEADER, *_codes(item)))
    old = (
        f"UNION ALL BY NAME SELECT * FROM read_parquet([{', '.join(_literals(files))}],"
        " filename = true, union_by_name = true, hive_partitioning = false)"
        if files
        else ""
    )
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE held_rows AS SELECT row_number() OVER () AS place,"
        f" filename, {columns} FROM (SELECT *, NULL::VARCHAR AS filename FROM fresh WHERE false"
        f" {old}) WHERE department = {literal(submission.department.code)}"
        f" AND submission <> {submission.pk}"
    )
    engine.execute(
        "CREATE OR REPLACE TEMP VIEW held_cells AS"
        " SELECT place AS row, * EXCLUDE (place, row) FROM held_rows"
    )
    keys = plan.keys.replace('"cells"', '"held_cells"')
    engine.execute(
        f"CREATE OR REPLACE TEMP TABLE held AS SELECT h.*, k.key FROM held_rows h"
        f" JOIN ({keys}) k ON k.row = h.place"
    )


def _write_pending(engine: duckdb.DuckDBPyConnection, item: Item, submission: Submission) -> None:
    folder = _pending(item.id, submission.pk)
    storage.make_private(folder.parent)
    partial = folder.with_name(f".partial-{submission.pk}")
    for old in (partial, folder):
        shutil.rmtree(old, ignore_errors=True)
    new = "FROM fresh WHERE row NOT IN (SELECT row FROM unchanged)"
    if engine.execute(f"SELECT count(*) {new}").fetchone() == (0,):
        return
    partial.mkdir()
    # rows of one organisation lie together, so that a credit file reads little
    _copy(engine, f"SELECT * EXCLUDE (key) {new} ORDER BY subject, row", partial / "rows.parquet")
    _copy(
        engine,
        "SELECT filename, submission, row FROM held WHERE key IN (SELECT key FROM fresh)"
        " AND place NOT IN (SELECT place FROM unchanged)",
        partial / "replaced.parquet",
    )
    for path in partial.iterdir():
        storage.sync_file(path)
    storage.sync_folder(partial)
    partial.rename(folder)
    storage.sync_folder(folder.parent)


def _drop_replaced(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write every older file anew without the rows that were replaced."""
    replaced = f"read_parquet({file_literal(folder / 'replaced.parquet')})"
    names = engine.execute(f"SELECT DISTINCT filename FROM {replaced} ORDER BY 1").fetchall()
    for (name,) in names:
        path = Path(name)
        if not path.exists():
            continue
        kept = (
            f"FROM read_parquet({file_literal(path)}) ANTI JOIN"
            f" (FROM {replaced} WHERE filename = {literal(name)}) USING (submission, row)"
        )
        if engine.execute(f"SELECT count(*) {kept}").fetchone() == (0,):
            path.unlink()
            continue
        with whole(path) as partial:
            _copy(engine, f"SELECT * {kept}", partial)


def _copy(engine: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    engine.execute(f"COPY ({query}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def _codes(item: Item) -> list[str]:
    return [field.code for field in item.stored_fields]


def _literals(files: list[Path]) -> list[str]:
    return [file_literal(path) for path in files]

"""From facts to records: new ones filed, corrected ones revised, unchanged ones left alone."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from gongxin.apps.intake.filing.telling import SUPERSEDED, remember_shown
from gongxin.apps.intake.filing.transfer import bring, execute, fetch, send
from gongxin.apps.intake.models import Submission
from gongxin.batch.engine import file_literal, literal

_KNOWN = {
    "uid": "VARCHAR",
    "revision": "INTEGER",
    "current": "BIGINT",
    "digest": "VARCHAR",
    "subject": "BIGINT",
    "stopped": "DATE",
    "shielded_on": "DATE",
    "shielded_until": "DATE",
    "shielded_for": "BIGINT",
    "prolonged": "DATE",
}
# what acts have said of a record stands for every later revision of it
_LATEST = "(array_agg(r.{column} ORDER BY r.revision DESC))[1]"
_SHIELDED_FOR = (
    "(array_agg(r.subject_id ORDER BY r.revision DESC) FILTER (WHERE r.change = 'shielded'))[1]"
)
_COLUMNS = (
    "uid, revision, change, item, subject_id, department_id, decided_on, fields, digest, severity,"
    " public_from, public_until, known_from, submission_id, row, linked_by,"
    " stopped_on, shielded_on, shielded_until, prolonged_until"
)


@dataclass(frozen=True, slots=True)
class Filed:
    """How many accepted rows are tied to an organisation, wait for it, and were on file already.

    ``revised`` records have a new revision.
    """

    linked: int
    unlinked: int
    unchanged: int
    revised: int = 0


def file_records(
    engine: duckdb.DuckDBPyConnection,
    submission: Submission,
    facts: Path,
    known_from: datetime,
    workdir: Path,
) -> Filed:
    """File the facts of one submission; needs ``links`` in the engine and an open transaction."""
    source = f"read_parquet({file_literal(facts)})"
    _bring_known(engine, submission, source, workdir)
    engine.execute(_decide(source))
    _close_superseded(engine, known_from, workdir)
    made = _copied(submission, source, known_from)
    send(engine, made, f"records_record ({_COLUMNS})", workdir)
    return _count(engine)


def _bring_known(
    engine: duckdb.DuckDBPyConnection, submission: Submission, source: str, workdir: Path
) -> None:
    """Table ``known``: of every uid on file its latest revision and what is current."""
    first = not fetch(
        "SELECT 1 FROM records_record WHERE item = %s AND department_id = %s LIMIT 1",
        [submission.item, submission.department_id],
    )
    if first:
        columns = ", ".join(f"NULL::{kind} AS {name}" for name, kind in _KNOWN.items())
        engine.execute(f"CREATE OR REPLACE TEMP TABLE known AS SELECT {columns} LIMIT 0")
        return
    execute("CREATE TEMP TABLE filing_uid (uid uuid) ON COMMIT DROP")
    send(engine, f"SELECT uid FROM {source}", "filing_uid", workdir)
    execute("ANALYZE filing_uid")
    bring(
        engine,
        "SELECT replace(r.uid::text, '-', ''), max(r.revision),"
        " max(r.id) FILTER (WHERE r.known_until IS NULL),"
        " max(replace(r.digest::text, '-', '')) FILTER (WHERE r.known_until IS NULL),"
        " max(r.subject_id) FILTER (WHERE r.known_until IS NULL),"
        f" {_LATEST.format(column='stopped_on')}, {_LATEST.format(column='shielded_on')},"
        f" {_LATEST.format(column='shielded_until')}, {_SHIELDED_FOR},"
        f" {_LATEST.format(column='prolonged_until')}"
        " FROM filing_uid f JOIN records_record r ON r.uid = f.uid GROUP BY r.uid",
        "known",
        _KNOWN,
        workdir,
    )


def _decide(source: str) -> str:
    """Table ``filing``: for each row its subject, and what changes (``same`` when nothing does)."""
    return (
        "CREATE OR REPLACE TEMP TABLE filing AS SELECT f.row, f.uid,"
        " coalesce(k.revision, 0) + 1 AS revision, k.current, l.subject, l.linked_by,"
        " CASE WHEN k.current IS NULL THEN 'submitted' WHEN k.digest <> f.digest THEN 'corrected'"
        " WHEN k.subject IS NULL AND l.subject IS NOT NULL THEN 'linked' ELSE 'same' END AS change,"
        " CASE WHEN k.digest = f.digest THEN coalesce(k.subject, l.subject) ELSE l.subject END"
        " AS tied, k.stopped, k.prolonged, k.shielded_until,"
        " CASE WHEN l.subject IS NULL OR l.subject = k.shielded_for THEN k.shielded_on END"
        " AS shielded"
        f" FROM (SELECT row, uid, digest, party FROM {source}) f"
        " LEFT JOIN known k USING (uid) LEFT JOIN links l USING (party)"
    )


def _close_superseded(
    engine: duckdb.DuckDBPyConnection, known_from: datetime, workdir: Path
) -> None:
    superseded = "FROM filing WHERE change IN ('corrected', 'linked')"
    if engine.execute(f"SELECT count(*) {superseded}").fetchone() == (0,):
        return
    execute(f"CREATE TEMP TABLE {SUPERSEDED} (id bigint) ON COMMIT DROP")
    send(engine, f"SELECT current {superseded}", SUPERSEDED, workdir)
    remember_shown()
    execute(
        f"UPDATE records_record r SET known_until = %s FROM {SUPERSEDED} s WHERE r.id = s.id",
        [known_from],
    )


def _copied(submission: Submission, source: str, known_from: datetime) -> str:
    # what was stopped early, by a repair, stays stopped however often the row is sent again, and
    # what false papers prolonged stays prolonged; no set end stays none
    prolonged = "CASE WHEN f.public_until < g.prolonged THEN g.prolonged ELSE f.public_until END"
    ended = f"least({prolonged}, g.stopped - INTERVAL 1 DAY)::DATE"
    until = f"CASE WHEN f.public_from IS NOT NULL THEN {ended} END"
    shield = "g.shielded, CASE WHEN g.shielded IS NOT NULL THEN g.shielded_until END"
    return (
        f"SELECT g.uid, g.revision, g.change, {literal(submission.item)}, g.subject,"
        f" {submission.department_id}, f.decided_on, f.fields, f.digest, f.severity, f.public_from,"
        f" {until}, {literal(known_from.isoformat())}, {submission.pk}, g.row,"
        f" coalesce(g.linked_by, ''), g.stopped, {shield}, g.prolonged"
        f" FROM filing g JOIN {source} f USING (row) WHERE g.change <> 'same'"
    )


def _count(engine: duckdb.DuckDBPyConnection) -> Filed:
    found = engine.execute(
        "SELECT count(tied), count(*) - count(tied), count(*) FILTER (WHERE change = 'same'),"
        " count(*) FILTER (WHERE change IN ('corrected', 'linked')) FROM filing"
    ).fetchone() or (0, 0, 0, 0)
    return Filed(*map(int, found))

"""Codes: each distinct one is judged once, and those of the register once for all the rows.

The rows of a large item are looked up among the codes known to be sound: nearly all have one of the
register's. So large a table is dear to make ready for few rows, and to hand around a cluster: there
rows are looked up among the faulty ones of their distinct codes.
"""

from collections.abc import Iterable, Sequence

from gongxin.batch.engine.dialect import text
from gongxin.batch.engine.session import Session
from gongxin.batch.lake import Lake
from gongxin.batch.recheck.candidates import faulty_codes
from gongxin.batch.recheck.kinds import code_question
from gongxin.batch.recheck.statements import Rows
from gongxin.batch.recheck.verdicts import DOUBTFUL, verdict_steps
from gongxin.law.catalogue import FieldType

CODE_TYPES: tuple[FieldType, ...] = ("uscc", "orgcode", "regno")
_VERDICTS = "code_verdicts"
_SAMPLE = 50_000  # rows
_MOST = 0.8  # of them


def sound_codes(kind: str) -> str:
    """The table of the codes of a kind that are known to have no fault; its column is ``v``."""
    return f"sound_{kind}"


def learn_register(session: Session, lake: Lake) -> None:
    """Make the tables of sound codes from the lake's register; empty ones where it has none."""
    for kind in CODE_TYPES:
        session.create(sound_codes(kind), {"v": "VARCHAR"})
    if session.dialect == "spark":
        return
    subjects, identifiers = lake.known("subjects"), lake.known("identifiers")
    if subjects.exists():
        _learn(session, "uscc", f"SELECT code AS c0 FROM {session.scan([subjects])}")
    for kind in CODE_TYPES[1:] if identifiers.exists() else ():
        known = f"SELECT value AS c0 FROM {session.scan([identifiers])}"
        _learn(session, kind, f"{known} WHERE scheme = {text(kind, session.dialect)}")


def learn_rows(session: Session, readings: Iterable[Rows]) -> None:
    """Judge the codes of columns that hold many unknown ones: their rows would all be doubtful."""
    for rows in readings:
        for kind, column in _columns(rows):
            known = f"SELECT v FROM {sound_codes(kind)}"
            cells = f"SELECT {column} AS c0 FROM {rows.source} s WHERE {column} IS NOT NULL"
            first = f"SELECT c0 IN ({known}) AS sound FROM ({cells} LIMIT {_SAMPLE}) cells"
            asked = (
                f"SELECT coalesce(avg(CASE WHEN sound THEN 1 ELSE 0 END), 1) FROM ({first}) told"
            )
            if session.rows(asked)[0][0] < _MOST:
                _learn(session, kind, f"SELECT c0 FROM ({cells}) cells WHERE c0 NOT IN ({known})")


def find_faulty(session: Session, readings: Sequence[Rows]) -> None:
    """Judge the distinct codes of each kind; make the tables of the faulty ones among them."""
    for kind in CODE_TYPES:
        cells = [
            f"SELECT {column} AS c0 FROM {rows.source} s"
            for rows in readings
            for one, column in _columns(rows)
            if one == kind
        ]
        session.create(faulty_codes(kind), {"v": "VARCHAR"})
        if cells:
            known = f" WHERE c0 NOT IN (SELECT v FROM {sound_codes(kind)})"
            asked = f"SELECT DISTINCT c0 FROM ({' UNION ALL '.join(cells)}) cells"
            _judge(session, kind, asked + known if session.dialect == "duckdb" else asked)
            session.store(faulty_codes(kind), f"SELECT DISTINCT c0 AS v FROM {_VERDICTS}")
            _forget(session)


def _columns(rows: Rows) -> list[tuple[FieldType, str]]:
    return [
        (field.type, rows.column(field.code))
        for field in rows.fields
        if field.type in CODE_TYPES and field.code in rows.present
    ]


def _learn(session: Session, kind: FieldType, cells: str) -> None:
    _judge(session, kind, cells)
    sound = f"SELECT c0 AS v FROM {DOUBTFUL} WHERE c0 NOT IN (SELECT c0 FROM {_VERDICTS})"
    session.append(sound_codes(kind), [sound])
    _forget(session)


def _judge(session: Session, kind: FieldType, cells: str) -> None:
    session.store(
        DOUBTFUL,
        "SELECT DISTINCT c0, '' AS c1, '' AS received_on, '' AS in_time_since"
        f" FROM ({cells}) codes WHERE c0 IS NOT NULL",
    )
    verdict_steps(code_question(kind), session.dialect).run(session, _VERDICTS)


def _forget(session: Session) -> None:
    session.drop(_VERDICTS)
    session.drop(DOUBTFUL)

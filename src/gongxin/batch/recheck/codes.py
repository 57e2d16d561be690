"""Codes: each distinct one is judged once, and those of the register once for all the rows.

The rows of a large item are looked up among the codes known to be sound: nearly all have one of the
register's. So large a table is dear to make ready for few rows, and to hand around a cluster: there
rows are looked up among the faulty ones of their distinct codes.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import ibis

from gongxin.batch.engine.dialect import text, to_sql
from gongxin.batch.engine.session import Session
from gongxin.batch.lake import Lake
from gongxin.batch.recheck.candidates import faulty_codes
from gongxin.batch.recheck.compiled import compiled
from gongxin.batch.recheck.kinds import code_question
from gongxin.batch.recheck.known import NOTHING_KNOWN, Known, is_other_than
from gongxin.batch.recheck.readings import Reading
from gongxin.batch.recheck.statements import Rows
from gongxin.batch.recheck.unsound import unsound
from gongxin.batch.recheck.verdicts import DOUBTFUL, verdict_steps
from gongxin.core.identifiers.constants import ORGCODE_AT, ORGCODE_LENGTH
from gongxin.law.catalogue import Field, FieldType

CODE_TYPES: tuple[FieldType, ...] = ("uscc", "orgcode", "regno")
_VERDICTS = "code_verdicts"
_OUTER = "outer_codes"
_CODES = "distinct_codes"
_SOUND = f"SELECT v FROM {_CODES} WHERE v NOT IN (SELECT c0 FROM {_VERDICTS})"
_MOST = 0.8  # of a sample
_NEARLY_ALL = 0.98
_FEW = 100  # distinct values of a sample, or
_RARE = 0.02  # so many to each of its rows, as faulty ones are among them
_LISTED = 300


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
    for kind in CODE_TYPES[1:] if identifiers.exists() else ():
        known = f"SELECT value AS c0 FROM {session.scan([identifiers])}"
        _learn(session, kind, f"{known} WHERE scheme = {text(kind, session.dialect)}")
    if subjects.exists():
        _learn_uscc(session, f"SELECT code AS c0 FROM {session.scan([subjects])}")


def learn_rows(session: Session, rows: Reading) -> Known:
    """Judge the codes of columns that hold many unknown ones: their rows would all be doubtful."""
    inner = _inner_codes(session, rows)
    few: dict[str, tuple[str, ...]] = {}
    for field in _fields(rows):
        if field.code in inner:
            continue
        column, known = rows.column(field.code), f"SELECT v FROM {sound_codes(field.type)}"
        cells = f"SELECT {column} AS c0 FROM {{}} s WHERE {column} IS NOT NULL"
        sample = cells.format(rows.sample)
        learn = _learn_uscc if field.type == "uscc" else partial(_learn, kind=field.type)
        share, distinct, size = _share(session, f"SELECT c0 IN ({known}), c0 FROM ({sample}) s")
        unknown = f"SELECT c0 FROM ({{}}) cells WHERE c0 NOT IN ({known})"
        if 0 < distinct <= max(_FEW, size * _RARE):
            if share < _MOST:
                learn(session, cells=unknown.format(sample))
            listed = f"SELECT c0 FROM ({sample}) s WHERE c0 IN ({known})"
            codes = _most_frequent(session, listed)
            if _is_enough(session, rows, field.code, codes):
                few[field.code] = codes
                continue
        if share < _MOST:
            learn(session, cells=unknown.format(cells.format(rows.source)))
    return replace(NOTHING_KNOWN, inner=inner, few=few)


def _is_enough(session: Session, rows: Reading, column: str, few: tuple[str, ...]) -> bool:
    """Whether nearly all rows have one of the codes, as a sample has."""
    others = f"SELECT count(*) FROM {rows.source} s WHERE {is_other_than(rows, column, few)}"
    ((number,),) = session.rows(others)
    return bool(number <= rows.size * (1 - _NEARLY_ALL))


def _inner_codes(session: Session, rows: Reading) -> dict[str, str]:
    outers = {item.subject.code for item in rows.items}
    found: dict[str, str] = {}
    for outer in (one for one in _fields(rows) if {one.code} == outers and one.type == "uscc"):
        for field in (one for one in _fields(rows) if one.type == "orgcode"):
            same = f"NOT ({is_other(rows, field.code, outer.code)})"
            share, *_ = _share(session, f"SELECT {same}, NULL FROM {rows.sample} s")
            if share >= _NEARLY_ALL:
                found[field.code] = outer.code
    return found


def is_other(rows: Rows, column: str, outer: str) -> str:
    """SQL: where a column does not hold the organisation code within the USCC in another."""
    mine = rows.column(column)
    found = f"instr({rows.column(outer)}, {mine}) = {ORGCODE_AT + 1}"  # cheaper than to cut it out
    same = f"{found} AND strlen({mine}) = {ORGCODE_LENGTH}"
    return f"coalesce(NOT ({same}), {mine} IS NOT NULL)"


def _inner(code: str) -> str:
    return f"substr({code}, {ORGCODE_AT + 1}, {ORGCODE_LENGTH})"


def _share(session: Session, asked: str) -> tuple[float, int, int]:
    """For what part of the rows the query's first column is true (1 where there are none).

    Then about how many distinct values its second has, and how many rows there are.
    """
    share = "coalesce(avg(CASE WHEN a THEN 1 ELSE 0 END), 1)"
    ((told, distinct, size),) = session.rows(
        f"SELECT {share}, approx_count_distinct(b), count(*) FROM ({asked}) AS told (a, b)"
    )
    return float(told), int(distinct), int(size)


def _most_frequent(session: Session, cells: str) -> tuple[str, ...]:
    query = f"{cells} GROUP BY c0 ORDER BY count(*) DESC, c0 LIMIT {_LISTED}"
    return tuple(code for (code,) in session.rows(query))


def find_faulty(session: Session, readings: Sequence[Rows]) -> None:
    """Make the tables of those codes of each kind that are not beyond doubt."""
    for kind in CODE_TYPES:
        cells = [
            f"SELECT {rows.column(field.code)} AS c0 FROM {rows.source} s"
            for rows in readings
            for field in _fields(rows)
            if field.type == kind
        ]
        session.create(faulty_codes(kind), {"v": "VARCHAR"})
        if not cells:
            continue
        asked = f"SELECT DISTINCT c0 FROM ({' UNION ALL '.join(cells)}) cells"
        if session.dialect == "duckdb":
            known = f"SELECT v FROM {sound_codes(kind)}"
            _distinct(session, f"{asked} WHERE c0 NOT IN ({known})")
            session.store(faulty_codes(kind), f"SELECT v FROM {_doubted(kind)}")
        else:
            _judge(session, kind, asked)
            session.store(faulty_codes(kind), f"SELECT DISTINCT c0 AS v FROM {_VERDICTS}")
        _forget(session)


def _fields(rows: Rows) -> list[Field]:
    return [one for one in rows.fields if one.type in CODE_TYPES and one.code in rows.present]


def _learn(session: Session, kind: FieldType, cells: str) -> None:
    _judge(session, kind, cells)
    session.append(sound_codes(kind), [_SOUND])
    _forget(session)


def _learn_uscc(session: Session, cells: str) -> None:
    """Sound are only those whose organisation code is sound by itself."""
    _judge(session, "uscc", cells)
    session.store(_OUTER, _SOUND)
    _forget(session)
    inner, known = _inner("v"), f"SELECT v FROM {sound_codes('orgcode')}"
    _learn(session, "orgcode", f"SELECT {inner} AS c0 FROM {_OUTER} WHERE {inner} NOT IN ({known})")
    session.append(sound_codes("uscc"), [f"SELECT v FROM {_OUTER} WHERE {inner} IN ({known})"])
    session.drop(_OUTER)


def _judge(session: Session, kind: FieldType, cells: str) -> None:
    """Make the table of the verdicts on codes; nearly all are told to be sound by a short test."""
    _distinct(session, cells)
    asked = _doubted(kind) if session.dialect == "duckdb" else _CODES
    session.store(
        DOUBTFUL,
        f"SELECT v AS c0, '' AS c1, '' AS received_on, '' AS in_time_since FROM {asked} codes",
    )
    verdict_steps(code_question(kind), session.dialect).run(session, _VERDICTS)


def _distinct(session: Session, cells: str) -> None:
    session.store(_CODES, f"SELECT DISTINCT c0 AS v FROM ({cells}) codes WHERE c0 IS NOT NULL")


@compiled
def _doubted(kind: FieldType) -> str:
    """The distinct codes without those that the short test tells to be sound."""
    return f"({to_sql(unsound(ibis.table({'v': 'string'}, name=_CODES), kind), 'duckdb')})"


def _forget(session: Session) -> None:
    for name in (_VERDICTS, DOUBTFUL, _CODES):
        session.drop(name)

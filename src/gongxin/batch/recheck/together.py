"""Sieve and find repeats on Spark: many items at a time, each file read a few times in all."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from gongxin.batch.engine.spark import Spark
from gongxin.batch.recheck import spark_statements as said
from gongxin.batch.recheck import statements
from gongxin.batch.recheck.candidates import faulty_codes
from gongxin.batch.recheck.groups import Group, grouped, part_of
from gongxin.batch.recheck.prepare import CODE_TYPES, judge_codes, keep_days
from gongxin.batch.recheck.statements import Reading

FEW_KEYS: Final = 1_000_000
"""Keys that every worker may hold at once."""


def sieve_together(
    session: Spark,
    parts: Sequence[tuple[Reading, dict[str, tuple[Path, ...]]]],
    deadlines: Sequence[int],
) -> None:
    """Make the tables ``odd`` and ``alike``, and what they are made from.

    Parts are items with their files by month.
    """
    groups = grouped(part_of(reading, files) for reading, files in parts)
    session.create(said.SEEN, {"what": "VARCHAR", "v": "VARCHAR"})
    with session.long_reading():
        for group in groups:
            _read(session, group)
            session.append(said.SEEN, [said.seen(group)])
    _look_up(session, deadlines)
    session.create("odd", statements.ODD)
    session.create("alike", statements.ALIKE)
    for group in groups:
        with session.long_reading():
            _read(session, group)
            session.append("odd", [said.sieve(group)])
            _find_repeats(session, group)
    for name in (said.SEEN, "units", "asked", "repeated"):
        session.drop(name)


def _read(session: Spark, group: Group) -> None:
    """The views and tables of a group; those of another go."""
    session.scan_many("scan", group.files, group.columns)
    session.create("units", said.units_shape(group), said.units(group))
    session.create("asked", said.asked_shape(group), said.asked(group))


def _look_up(session: Spark, deadlines: Sequence[int]) -> None:
    days = session.rows(f"SELECT DISTINCT v FROM {said.SEEN} WHERE what = '{said.DAY}'")
    keep_days(session, sorted(date.fromisoformat(day) for (day,) in days), deadlines)
    kinds = {kind for (kind,) in session.rows(f"SELECT DISTINCT what FROM {said.SEEN}")}
    for kind in CODE_TYPES:
        if kind in kinds:
            judge_codes(session, kind, f"SELECT v FROM {said.SEEN} WHERE what = '{kind}'")
        else:
            session.create(faulty_codes(kind), {"v": "VARCHAR"})


def _find_repeats(session: Spark, group: Group) -> None:
    if group.keys and (count := session.store("repeated", said.repeated(group))):
        session.append("alike", [said.alike(group, few=count <= FEW_KEYS)])

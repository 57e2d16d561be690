"""Linking from names to candidates: the same on both engines."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
import pytest
from bench.linking.pairs import read_pairs

from gongxin.apps.subjects.signature import signature_of
from gongxin.batch.engine.process import Process, open_process
from gongxin.batch.engine.session import Session
from gongxin.batch.engine.spark import Spark
from gongxin.batch.lake import Lake
from gongxin.batch.linking.dialect import Step, chained, in_steps, to_sql
from gongxin.batch.linking.parts import PARTS, lay_places, part_steps
from gongxin.batch.linking.run import KEPT, KIND, link
from gongxin.batch.linking.scoring import SCORE_STEPS, likelihood
from gongxin.batch.runs.results import select_current
from gongxin.batch.runs.units import Ledger
from gongxin.core import name_score
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise
from gongxin.law.load import load_catalogue

pytestmark = [pytest.mark.parity, pytest.mark.slow]
ODD = [
    "",
    "(((南通)",
    "公司公司",
    "江苏",
    "()()",
    "店",
    "Ａ·ⅢＢ",
    "𠮷野家𠮷(南通)",
    "南通𠮷泰　商贸 ",
]
MOST_POINTS = 60_000
"""More than the weights of a pair can come to."""


def test_names_are_taken_apart_and_scored_alike(process: Process, spark: Spark) -> None:
    pairs = [(p.given, p.name) for p in read_pairs()[::211]]
    pairs += [(one, other) for one in ODD for other in [*ODD, "南通示例商贸有限公司"]]
    ours, theirs = (scored(session, pairs) for session in (process, spark))
    assert len(ours) == len(pairs)
    assert theirs == ours


def scored(session: Session, pairs: list[tuple[str, str]]) -> list[tuple[object, ...]]:
    """Parts, levels and score of each pair."""
    rows = [(n, one, other) for n, (one, other) in enumerate(pairs)]
    session.create("pairs", {"n": "BIGINT", "a": "VARCHAR", "b": "VARCHAR"}, rows)
    lay_places(session)
    t = ibis.table({"n": "int64", "a": "string", "b": "string"}, name="pairs")
    for side in "ab":
        steps = (*part_steps(side), named(side))
        t = stored(session, f"parted_{side}", t, steps)
    t = stored(session, "scored", t, SCORE_STEPS)
    columns = ", ".join(sorted(t.columns))
    return sorted(session.rows(f"SELECT n, {columns} FROM scored"))


def named(side: str) -> Step:
    return lambda t: t.rename({f"{side}_{part}": part for part in PARTS})


def stored(session: Session, target: str, t: ir.Table, steps: Sequence[Step]) -> ir.Table:
    for name, query in in_steps(target, t, steps, session.dialect):
        session.store(name, query)
    return ibis.table(chained(t, steps).schema(), name=target)


def test_every_sum_of_points_is_the_same_score(process: Process, spark: Spark) -> None:
    points, levels = name_score.points(), {"": ("",), **name_score.LEVELS}
    most = sum(max(abs(points[part, one]) for one in own) for part, own in levels.items())
    assert most <= MOST_POINTS
    totals = list(range(-MOST_POINTS, MOST_POINTS + 1))
    answers = []
    for session in (process, spark):
        session.create("totals", {"total": "INTEGER"}, [(total,) for total in totals])
        t = ibis.table({"total": "int32"}, name="totals")
        t = t.select("total", score=likelihood(t["total"]))
        answers.append(sorted(session.rows(to_sql(t, session.dialect))))
    assert answers[0] == answers[1]
    assert answers[0] == [(total, name_score.likelihood(total)) for total in totals]


CODES = [uscc.make("91", "320602", f"{n:08d}") for n in range(70)]
SAID = [  # code, old number, name, and who judged whom to be or not to be it
    (CODES[3], None, "随便什么", None),
    (None, None, "示例（南通）商貿有限責任公司", None),
    (None, None, "南通云泓海機械有限公司", None),
    (None, None, "南通云弘海机械有限公司", None),
    (None, None, "南通泓云海机械有限公司", None),
    (None, None, " 永丰商贸有限公司　", None),
    (None, None, "南通判断商贸公司", (CODES[1], "same")),
    (None, None, "江苏示例商贸有限公司", (CODES[0], "not_same")),
    (CODES[2], None, "南通拒绝商贸有限公司", (CODES[2], "not_same")),
    (None, None, "苏州无关物流有限公司", None),
    (None, None, None, None),
]
NAMES = [
    "南通示例商贸有限公司",
    "南通判断贸易有限公司",
    "南通拒绝商贸有限公司",
    "南通云泓海机械有限公司",
]


LINES = ("物流", "机械", "食品", "电子")


def lay(lake: Lake) -> None:
    """A register in which one trade name is everybody's, judgements, and rows to be linked."""
    known = list(zip(CODES, NAMES, strict=False))
    known += [(code, f"南通永丰{LINES[n % 4]}有限公司") for n, code in enumerate(CODES[4:])]
    judged = [
        (signature_of(code=code or "", name=name or ""), *verdict)
        for code, _, name, verdict in SAID
        if verdict
    ]
    write = duckdb.connect()
    write.execute("CREATE TABLE subjects (code VARCHAR, name VARCHAR)")
    write.execute(
        "CREATE TABLE names (code VARCHAR, name VARCHAR, normalised VARCHAR, region VARCHAR)"
    )
    write.execute("CREATE TABLE identifiers (code VARCHAR, scheme VARCHAR, value VARCHAR)")
    write.execute(
        "CREATE TABLE judgements (signature VARCHAR, subject VARCHAR, verdict VARCHAR,"
        " \"at\" TIMESTAMPTZ DEFAULT '2026-11-20 08:00:00+08')"
    )
    write.executemany("INSERT INTO subjects VALUES (?, '')", [(code,) for code in CODES])
    write.executemany(
        "INSERT INTO names VALUES (?, ?, ?, '320602')",
        [(code, name, normalise(name)) for code, name in known],
    )
    write.executemany(
        "INSERT INTO judgements (signature, subject, verdict) VALUES (?, ?, ?)", judged
    )
    lake.register("names").parent.mkdir(parents=True)
    for table in ("subjects", "names", "identifiers", "judgements"):
        write.execute(f"COPY {table} TO '{lake.register(table)}' (FORMAT parquet)")
    for month, rows in (("2026-10", SAID[::2]), ("2026-11", SAID[1::2])):
        folder = lake.folder("penalty", month)
        folder.mkdir(parents=True)
        write.execute(
            "CREATE OR REPLACE TABLE r (row BIGINT, CF_XDR_SHXYM VARCHAR, CF_XDR_GSZC VARCHAR,"
            " CF_XDR_MC VARCHAR)"
        )
        write.executemany(
            "INSERT INTO r VALUES (?, ?, ?, ?)", [(n, *row[:3]) for n, row in enumerate(rows)]
        )
        write.execute(
            "COPY (SELECT 7::BIGINT AS submission, NULL::VARCHAR AS subject, * FROM r)"
            f" TO '{folder / 'a.parquet'}' (FORMAT parquet)"
        )


def test_a_lake_is_linked_alike(process: Process, spark: Spark, tmp_path: Path) -> None:
    ours, theirs = Lake(tmp_path / "a"), Lake(tmp_path / "b")
    lay(ours)
    shutil.copytree(ours.root, theirs.root)
    of = [load_catalogue().item("penalty")]
    outcomes = [link(process, ours, of), link(spark, theirs, of)]
    assert [(one.done, one.rows, one.found) for one in outcomes] == [(2, 11, 2)] * 2
    for part in KEPT:
        mine, other = kept(ours, part), kept(theirs, part)
        assert mine, part
        assert other == mine, part


def kept(lake: Lake, part: str) -> list[dict[str, object]]:
    """The rows of one of the results, by column."""
    results = Ledger(lake, KIND).all_results()
    with open_process() as session:
        files = [path for one in results for path in one.files(part)]
        columns = sorted(session.columns(files)[files[0]])
        query = select_current(session, results, columns, part)
        assert query
        rows = [dict(zip(columns, row, strict=True)) for row in session.rows(query)]
    return sorted(rows, key=str)

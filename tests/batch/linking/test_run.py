"""A lake whose rows are tied by exact evidence, and proposed for by likeness."""

from pathlib import Path

import duckdb
import pytest

from gongxin.batch.engine.process import open_process
from gongxin.batch.lake import Lake
from gongxin.batch.linking.run import link
from gongxin.core.identifiers import regno, uscc
from gongxin.core.names import normalise
from gongxin.law.load import load_catalogue

FIRST, SECOND = (uscc.make("91", "320602", f"{n:08d}") for n in (1, 2))
OLD = regno.make("32060200000001")
NAMES = {FIRST: "南通示例商贸有限公司", SECOND: "南通云湖机械有限公司"}
ROWS = [  # row, code, old number, name
    (1, FIRST, None, "随便什么"),
    (2, None, OLD, "另一个写法"),
    (3, None, None, "示例（南通）商貿有限責任公司"),
    (4, None, None, "南通云湖机械有限公司"),
    (5, None, None, "苏州无关物流有限公司"),
]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "lake")
    lake.register("names").parent.mkdir(parents=True)
    write = duckdb.connect()
    write.execute("CREATE TABLE s (code VARCHAR, name VARCHAR, region VARCHAR)")
    write.executemany("INSERT INTO s VALUES (?, ?, '320602')", list(NAMES.items()))
    write.execute("CREATE TABLE n (code VARCHAR, name VARCHAR, normalised VARCHAR, region VARCHAR)")
    known = [(code, name, normalise(name), "320602") for code, name in NAMES.items()]
    write.executemany("INSERT INTO n VALUES (?, ?, ?, ?)", known)
    write.execute("CREATE TABLE i (code VARCHAR, scheme VARCHAR, value VARCHAR)")
    write.execute("INSERT INTO i VALUES (?, 'regno', ?)", [SECOND, OLD])
    write.execute(
        "CREATE TABLE r (row BIGINT, CF_XDR_SHXYM VARCHAR, CF_XDR_GSZC VARCHAR, CF_XDR_MC VARCHAR)"
    )
    write.executemany("INSERT INTO r VALUES (?, ?, ?, ?)", ROWS)
    for table, name in (("s", "subjects"), ("n", "names"), ("i", "identifiers")):
        write.execute(f"COPY {table} TO '{lake.register(name)}' (FORMAT parquet)")
    write.execute("CREATE TABLE p AS SELECT row, CF_XDR_MC AS XK_XDR_MC FROM r WHERE row > 2")
    for item, month, table in (
        ("penalty", "2026-11", "r"),
        ("penalty", "2026-10", "r WHERE row = 5"),
        ("permit", "2026-11", "p"),
    ):
        lake.folder(item, month).mkdir(parents=True)
        path = lake.folder(item, month) / "a.parquet"
        write.execute(
            "COPY (SELECT 7::BIGINT AS submission, NULL::VARCHAR AS subject, *"
            f" FROM {table}) TO '{path}' (FORMAT parquet)"
        )
    return lake


def read(lake: Lake, part: str, columns: str, item: str = "penalty") -> list[tuple[object, ...]]:
    path = lake.run("link", item, "2026-11") / part / "*.parquet"
    return duckdb.sql(f"SELECT {columns} FROM read_parquet('{path}') ORDER BY ALL").fetchall()


@pytest.mark.parametrize("bytes_at_once", [1, 1 << 30])
def test_exact_evidence_decides_and_a_name_only_proposes(lake: Lake, bytes_at_once: int) -> None:
    items = [load_catalogue().item(item) for item in ("penalty", "permit")]
    with open_process() as session:
        outcome = link(session, lake, items, bytes_at_once=bytes_at_once)
        again = link(session, lake, items)
    assert (outcome.done, outcome.rows, outcome.found) == (3, 9, 2)
    assert (again.done, again.kept) == (0, 3)
    assert read(lake, "links", "row, subject, linked_by") == [
        (1, FIRST, "uscc"),
        (2, SECOND, "regno"),
    ]
    proposed = [(3, FIRST, 1), (4, SECOND, 1)]
    assert read(lake, "candidates", "row, code, place") == proposed
    assert read(lake, "candidates", "row, code, place", "permit") == proposed
    assert not lake.run("link", "penalty", "2026-10").exists()


def test_only_units_whose_files_changed_are_linked_again(lake: Lake) -> None:
    items = [load_catalogue().item(item) for item in ("penalty", "permit")]
    with open_process() as session:
        link(session, lake, items)
        before = read(lake, "links", "row, subject, linked_by")
        folder = lake.folder("permit", "2026-11")
        (folder / "a.parquet").rename(folder / "b.parquet")
        again = link(session, lake, items)
    assert (again.done, again.kept) == (1, 2)
    assert read(lake, "links", "row, subject, linked_by") == before
